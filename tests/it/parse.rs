//! Compiling: our own documents, and the shared ones where they are.

use std::path::PathBuf;

use gonogo::model::{Applicability, Checklist, FieldKind, ItemShape, Role, Scope, SignOffShape, State};
use gonogo::parse::parse;
use gonogo::text::Source;

fn compile(text: &str) -> Checklist {
    parse(&Source::new("t.md", text.into()).expect("text"))
}

#[test]
fn what_is_yours_is_asked_for_in_commands_too() {
    let read = compile("# Lock\n\n```bash\ngit clone YOUR_LOCK_URL /srv/yours\n```\n");
    let names: Vec<_> = read.placeholders.iter().map(|placeholder| placeholder.name.as_str()).collect();
    assert_eq!(names, ["YOUR_LOCK_URL"]);
    let read = compile(
        "# Lock\n\n```\nfrom vA.B.C, key CHANGE_THIS_TO_A_LONG_ONE\n```\n\n```env\nKEY=[at-least-32-signs]\n```\n",
    );
    let names: Vec<_> = read.placeholders.iter().map(|placeholder| placeholder.name.as_str()).collect();
    assert_eq!(names, ["vA.B.C", "CHANGE_THIS_TO_A_LONG_ONE", "at-least-32-signs"]);
}

/// Checklists that may lie beside the project; the suite is complete without them.
fn seeds() -> Vec<(String, Vec<u8>)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        eprintln!("skipped: the shared seeds are not here");
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    files.iter().map(|path| (path.display().to_string(), std::fs::read(path).expect("a file"))).collect()
}

#[test]
fn seeds_have_the_numbers_counted_by_hand() {
    let expected = [(39, 3), (12, 0), (106, 4), (374, 342), (37, 0)];
    for ((path, bytes), (tasks, blanks)) in seeds().into_iter().zip(expected) {
        let summary = parse(&Source::new(path.clone(), bytes).expect("text")).summary;
        assert_eq!((summary.gfm_tasks, summary.blanks), (tasks, blanks), "{path}");
        assert_eq!(summary.items, tasks, "{path}");
    }
}

#[test]
fn every_capital_token_of_the_long_seed_is_a_placeholder_and_none_a_box() {
    let Some((path, bytes)) = seeds().into_iter().nth(3) else { return };
    let checklist = parse(&Source::new(path, bytes).expect("text"));
    let loud = |name: &str| name.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || "_ /".contains(c));
    assert_eq!(checklist.placeholders.iter().filter(|p| loud(&p.name)).count(), 43);
    assert!(checklist.problems.is_empty(), "{:?}", checklist.problems);
    let item_sign_offs = checklist.sign_offs.iter().filter(|s| s.scope == Scope::Item);
    assert_eq!(item_sign_offs.clone().count(), 48);
    assert!(checklist.items.iter().filter(|item| item.verification.is_some()).count() >= 48);
    assert_eq!(checklist.criteria.len(), 12);
    assert!(checklist.counts.iter().all(|count| count.actual == Some(count.declared)), "{:?}", checklist.counts);
}

#[test]
fn fields_belong_to_the_item_a_reader_sees() {
    let checklist = compile(
        "- [ ] **Outer**\n  - [ ] inner (count: ____)\n  - detail\n  **Result:** PASS/FAIL **Time:** ________\n  - **Sign-off:** ________\n",
    );
    let of = |label: &str| {
        let field = checklist.fields.iter().find(|field| field.label == label).expect(label);
        (field.item.as_ref().map(|item| item.id.to_string()), field.kind)
    };
    assert_eq!(of("count"), (Some("inner".into()), FieldKind::Number));
    assert_eq!(of("Result"), (Some("outer".into()), FieldKind::Choice));
    assert_eq!(of("Time"), (Some("outer".into()), FieldKind::Time));
    let [sign_off] = checklist.sign_offs.as_slice() else { panic!("{:?}", checklist.sign_offs) };
    assert_eq!((sign_off.shape, sign_off.scope_id.as_deref()), (SignOffShape::Item, Some("outer")));
}

#[test]
fn states_are_read_from_box_and_words() {
    let checklist = compile(
        "- [ ] a\n- [x] b\n- [x] c — N/A: no schema change\n- [ ] d — FAILED: timed out\n- [x] ~~e~~\n- [ ] N/A: f\n- ☐ g\n- ☑ h\n",
    );
    let states: Vec<State> = checklist.items.iter().map(|item| item.state).collect();
    use State::{Done, Failed, NotApplicable, Open};
    assert_eq!(states, [Open, Done, NotApplicable, Failed, NotApplicable, NotApplicable, Open, Done]);
    let reasons: Vec<Option<&str>> = checklist.items.iter().map(|item| item.reason.as_deref()).collect();
    assert_eq!(reasons.get(2..4), Some([Some("no schema change"), Some("timed out")].as_slice()));
    assert_eq!(checklist.items.get(2).map(|item| item.text.as_str()), Some("c"));
}

#[test]
fn a_label_that_runs_on_into_criteria_does_not_end_them() {
    for (label, criteria) in [
        ("Go back if:", 2),
        ("Go back if ANY of these is true:", 2),
        ("On one of these:", 2),
        ("Bei einer der folgenden Lagen:", 2),
        ("Who decides:", 0),
    ] {
        let text = format!("## Rollback Decision Criteria\n\n**{label}**\n- [ ] Data lost\n- [ ] Errors > 2%\n");
        assert_eq!(compile(&text).criteria.len(), criteria, "{label}");
    }
}

#[test]
fn list_markers_in_a_quote_are_seen() {
    let checklist = compile("> 1. Stop the writer\n>2. Copy the files\n> > 3. Start it\n");
    let steps: Vec<_> = checklist.steps.iter().map(|step| (step.number.as_str(), step.title.as_str())).collect();
    assert_eq!(steps, [("1", "Stop the writer"), ("2", "Copy the files"), ("3", "Start it")]);
}

#[test]
fn near_misses_are_items_with_a_finding() {
    let boxes = [
        "- [] a",
        "- [  ] a",
        "- [-] a",
        "- [~] a",
        "- [ ]a",
        "- [\u{445}] a",
        "- [✓] a",
        "- [x ] a",
        "- \\[ ] a",
        "- [\u{a0}] a",
        "- [v] a",
        "- [×] a",
    ];
    for text in boxes {
        let checklist = compile(&format!("{text}\n"));
        assert_eq!(checklist.items.len(), 1, "{text}");
        assert!(checklist.problems.iter().any(|problem| problem.rule == "near-miss-box"), "{text}");
    }
    let lost = compile("**Label**\n2. [ ] lost to numbering\n3. [x] also\n");
    assert_eq!(lost.items.iter().map(|item| item.shape).collect::<Vec<_>>(), [ItemShape::Malformed; 2]);
    for text in [
        "- [x](https://example.org)",
        "- [x][ref]\n\n[ref]: /url",
        "[x]: /url",
        "Progress: [X]/[Y] steps",
        "- [feature] flag",
    ] {
        assert!(compile(&format!("{text}\n")).items.is_empty(), "{text}");
    }
}

#[test]
fn no_box_that_a_reader_may_see_passes_in_silence() {
    for line in [
        "- &#91;x] b",
        "- &lbrack; ] b",
        "- **[ ] b**",
        "- `[ ]` b",
        "- ［ ］ b",
        "- [ ](x) b",
        "- [x]: /b",
        "- [ⅹ] b",
        "- [x]",
        "- <input type=\"checkbox\"> b",
        "\n      - [ ] b",
        "<div>\n- [ ] b\n</div>",
    ] {
        let checklist = compile(&format!("- [x] a\n{line}\n"));
        assert!(checklist.problems.iter().any(|problem| problem.rule == "near-miss-box"), "{line}");
    }
}

#[test]
fn lines_too_long_to_be_read_are_said() {
    for line in
        ["**a:** ".repeat(2000), "(a: ____ ".repeat(2000), "[A B] ".repeat(2000), format!("|{}", "a|".repeat(5000))]
    {
        let checklist = compile(&format!("- [x] a\n\n{line}\n"));
        assert!(checklist.problems.iter().any(|problem| problem.rule == "long-line"));
        assert!(checklist.fields.is_empty() && checklist.placeholders.is_empty());
    }
}

#[test]
fn bare_words_stand_for_values_only_as_a_whole() {
    let names: Vec<String> = compile("Tag vX.Y.Z on YYYY-MM-DD, XXX, not XML, v1.2, X-Y, x.com or MAX.X\n")
        .placeholders
        .into_iter()
        .map(|placeholder| placeholder.name)
        .collect();
    assert_eq!(names, ["vX.Y.Z", "YYYY-MM-DD", "XXX"]);
}

#[test]
fn crosses_that_are_said_to_be_made_up_are_meant_as_they_stand() {
    let names = |text: &str| -> Vec<String> { compile(text).placeholders.into_iter().map(|slot| slot.name).collect() };
    assert_eq!(names("Serial: XXXXX\n\n1. Enter the invalid serial XXXXX\n"), [""; 0]);
    assert_eq!(names("Serial: XXXXX\n\n1. Enter the serial XXXXX\n"), ["XXXXX"]);
    assert_eq!(names("Replace the invalid version X.Y.Z\n"), ["X.Y.Z"]);
}

#[test]
fn a_form_in_a_fence_asks_for_what_stands_in_brackets_behind_its_labels() {
    let names = |text: &str| -> Vec<String> { compile(text).placeholders.into_iter().map(|slot| slot.name).collect() };
    let form = "```\n- Month: [Month Name]\n- Boats: [Number]\n- Level: [Depth]\n";
    assert_eq!(names(&format!("{form}```\n")), ["Month Name", "Number", "Depth"]);
    assert_eq!(names("```\nlevels: [depth]\n```\n"), [""; 0]);
}

#[test]
fn boxes_in_code_comments_and_html_are_no_items_but_are_said() {
    let checklist =
        compile("```\n- [ ] a\n```\n\n<!--\n- [x] b\n-->\n\n<details>\n- [x] c\n</details>\n\n    - [ ] d\n");
    assert!(checklist.items.is_empty());
    let rules: Vec<&str> = checklist.problems.iter().map(|problem| problem.rule).collect();
    assert_eq!(rules, ["box-in-code", "hidden-task", "near-miss-box", "near-miss-box"]);
}

#[test]
fn titles_give_counts_times_and_applicability() {
    let checklist = compile(
        "# T\n\n## Checks (2 items, 15 minutes)\n- [ ] a\n- [ ] b\n\n## Migration (10 minutes, if applicable)\n- [ ] c\n\n## Rollback Steps\n1. undo\n\n## Contacts\n- Lead: ____\n",
    );
    let read: Vec<_> = checklist
        .sections
        .iter()
        .map(|s| (s.title.as_str(), s.declared_items, s.time_budget_seconds, s.applicability))
        .collect();
    assert_eq!(
        read,
        [
            ("T", None, None, Applicability::Required),
            ("Checks", Some(2), Some(900), Applicability::Required),
            ("Migration (if applicable)", None, Some(600), Applicability::Conditional),
            ("Rollback Steps", None, None, Applicability::Contingent),
            ("Contacts", None, None, Applicability::Reference),
        ]
    );
}

#[test]
fn numbers_of_entries_are_stated_in_titles_and_lines() {
    for (text, stated) in [
        ("## Weir (2 gates)\n\n- [ ] Upper\n- [ ] Lower\n", Some((2, Some(2)))),
        ("## Weir (2 days)\n\n- [ ] Upper\n- [ ] Lower\n", None),
        ("## Weir (4 gates)\n\n- [ ] Upper\n- [ ] Lower\n", None),
        ("## Weir\n\n- [ ] Upper\n- [ ] Lower\n\n## Summary\n\n**Total checklist items:** 2\n", Some((2, Some(2)))),
        ("## Schleuse\n\nAufgaben gesamt: 3\n\n- [ ] Oben\n- [ ] Unten\n", Some((3, Some(2)))),
    ] {
        let counts = compile(text).counts;
        assert_eq!(counts.first().map(|count| (count.declared, count.actual)), stated, "{text}");
    }
}

#[test]
fn decisions_criteria_and_rosters() {
    let checklist = compile(
        "# T\n\n**Decision:**\n- [x] **GO** - proceed\n- [ ] **NO-GO** - stop (reason: ____)\n\n**Attendees:**\n- Release Lead: ____\n\n## Rollback Criteria\n\nRoll back if:\n- [ ] error rate > 1% for 5 minutes\n\n## Sign-off\n\n**Release Lead:**\n- Name: Ana\n- Signature: ____\n- Date: 2026-01-02\n\n**Deployment Status:** SUCCESS / ROLLBACK\n",
    );
    let [go, status] = checklist.decisions.as_slice() else { panic!("{:?}", checklist.decisions) };
    assert_eq!(go.chosen().map(|option| option.text.as_str()).collect::<Vec<_>>(), ["GO"]);
    assert_eq!(status.chosen().count(), 0);
    assert_eq!(checklist.items.iter().filter(|item| item.role == Role::Option).count(), 2);
    let [criterion] = checklist.criteria.as_slice() else { panic!("{:?}", checklist.criteria) };
    assert_eq!(
        (criterion.metric.as_deref(), criterion.threshold.as_deref(), criterion.window_seconds, criterion.fired),
        (Some("error rate"), Some("1%"), Some(300), Some(false))
    );
    let [roster] = checklist.sign_offs.as_slice() else { panic!("{:?}", checklist.sign_offs) };
    assert_eq!(
        (roster.role.as_str(), roster.name.as_deref(), roster.date.as_deref(), roster.scope),
        ("Release Lead", Some("Ana"), Some("2026-01-02"), Scope::Document)
    );
}

#[test]
fn bom_crlf_and_front_matter_change_nothing_but_offsets() {
    let plain = "---\ntitle: T\nversion: 1.10\n---\n- [ ] a ____\n";
    let mixed = format!("\u{feff}{}", plain.replace('\n', "\r\n"));
    for text in [plain, &mixed] {
        let checklist = compile(text);
        assert_eq!(checklist.title.as_deref(), Some("T"));
        assert_eq!((checklist.items.len(), checklist.fields.len()), (1, 1));
        let at = checklist.items.first().map(|item| (item.at.line, item.at.column));
        assert_eq!(at, Some((5, 3)));
    }
}

#[test]
fn nothing_makes_it_panic() {
    let deep = "> ".repeat(1000) + "- [ ] a";
    let nested: String = (0..1000).map(|depth| format!("{}- [ ] a\n", "  ".repeat(depth))).collect();
    let long = format!("- [ ] {}\n", "a_".repeat(60_000));
    for text in [
        "",
        "\u{feff}",
        "---",
        "---\n",
        "```\n- [ ] a",
        "|a|\n|-|\n|",
        "- [",
        "**",
        "**:",
        "____",
        "[",
        "<",
        "\\",
        "(a: ",
        deep.as_str(),
        nested.as_str(),
        long.as_str(),
    ] {
        compile(text);
    }
}

#[test]
fn a_signed_line_is_a_name_and_a_date() {
    let signed = |text: &str| {
        let checklist = compile(text);
        let [sign_off] = checklist.sign_offs.as_slice() else { panic!("{text}: {:?}", checklist.sign_offs) };
        (sign_off.name.clone().unwrap_or_default(), sign_off.date.clone().unwrap_or_default())
    };
    let both = ("Ana Doe".to_owned(), "2026-11-21 10:32 UTC".to_owned());
    for text in [
        "- [x] a\n  - **Sign-off:** Ana Doe, 2026-11-21 10:32 UTC\n",
        "- [x] a\n  - **Sign-off:** Ana Doe, 2026-11-21 10:32 UTC (contact: x)\n",
        "## Sign-off\n\n- QA Lead: Ana Doe, 2026-11-21 10:32 UTC\n",
        "## Sign-off\n\n- [x] QA Lead: Ana Doe, 2026-11-21 10:32 UTC\n",
        "| Role | Signature |\n|---|---|\n| QA Lead | Ana Doe, 2026-11-21 10:32 UTC |\n",
    ] {
        assert_eq!(signed(text), both, "{text}");
    }
    let named = ("Ana Doe".to_owned(), String::new());
    assert_eq!(signed("- [x] a\n  - **Sign-off:** Ana Doe (contact: x)\n"), named);
    for text in ["- [ ] a\n  - **Sign-off:** ____ (contact: x)\n", "- [ ] a\n  - **Sign-off:** (contact: x)\n"] {
        assert_eq!(signed(text), (String::new(), String::new()), "{text}");
    }
}

#[test]
fn rows_are_read_by_their_status_column() {
    let rows = |text: &str| -> Vec<(String, State, Option<String>)> {
        let items = compile(text).items;
        items.into_iter().map(|item| (item.text, item.state, item.reason)).collect()
    };
    let row = |text: &str, state, reason: Option<&str>| (text.to_owned(), state, reason.map(str::to_owned));
    let head = "| # | Check | Owner | Status |\n|---|---|---|---|\n";
    let body = "| A-1 | Backup taken | Ana | |\n| A-2 | Flags set | Bo | N/A — no flags |\n| A-3 | Smoke test | Cy | In progress |\n| A-4 | Load test | Di | FAILED: timed out |\n| A-5 | Docs | Ed | waits for Fay |\n";
    assert_eq!(
        rows(&format!("{head}{body}")),
        [
            row("Backup taken", State::Open, None),
            row("Flags set", State::NotApplicable, Some("no flags")),
            row("Smoke test", State::Open, None),
            row("Load test", State::Failed, Some("timed out")),
            row("Docs", State::Open, None),
        ]
    );
    let ticked = "| Task | Check |\n|---|---|\n| Backup | |\n| Flags | [x] |\n| Load | [x] N/A: none |\n| Smoke | ❌ timed out |\n";
    assert_eq!(
        rows(ticked),
        [
            row("Backup", State::Open, None),
            row("Flags", State::Done, None),
            row("Load", State::NotApplicable, Some("none")),
            row("Smoke", State::Failed, None),
        ]
    );
    let choices = "| Task | Status |\n|---|---|\n| Lock | [ ] N/A [ ] Yes |\n| Load | [ ] Pass [x] Fail |\n| Docs | [x] Yes |\n| Note | [ ] N/A |\n";
    let states: Vec<State> = compile(choices).items.iter().map(|item| item.state).collect();
    assert_eq!(states, [State::Open, State::Failed, State::Done, State::Open]);
    let tracked = "| Task | Status |\n|---|---|\n| Lock | in_progress |\n| Load | NOT_STARTED |\n| Docs | done |\n";
    let states: Vec<State> = compile(tracked).items.iter().map(|item| item.state).collect();
    assert_eq!(states, [State::Open, State::Open, State::Done]);
    let offered = "| Task | Status |\n|---|---|\n| Lock | ✅ Pass / ❌ Fail |\n| Load | ✅ Pass |\n";
    let states: Vec<State> = compile(offered).items.iter().map(|item| item.state).collect();
    assert_eq!(states, [State::Open, State::Done]);
    assert!(rows("| Check | Command |\n|---|---|\n| Disk | df |\n| Load | uptime |\n").is_empty());
    assert!(rows("| Service | Status |\n|---|---|\n| API | Healthy |\n").is_empty());
}

#[test]
fn bold_words_between_rows_with_boxes_title_them() {
    let rows = |filler: &str| -> Vec<String> {
        let table = "| Nr | Pump | Result | Notes |\n|---|---|---|---|\n| **Upper lock** |||\n| P-1 | Runs | BOX | |\n\
                     | **Lower lock** | | | |\n| P-2 | Stops | BOX | dry |\n| P-3 | Starts | BOX | |\n";
        let read = compile(&format!("# Lock check\n\n{}", table.replace("BOX", filler)));
        read.items.into_iter().map(|item| item.text).collect()
    };
    for filler in ["☐", "☐ Good ☐ Bad", "☑ Good ☐ Bad", "[ ]"] {
        assert_eq!(rows(filler), ["Runs", "Stops", "Starts"], "{filler}");
    }
    let open = compile("| Step | Status | Notes |\n|---|---|---|\n| Gate shut | Done | a |\n| **Bell rung** | | |\n");
    assert_eq!(open.items.len(), 2, "where states are words, an empty cell is one that is open");
}

#[test]
fn targets_need_no_colon() {
    let read = |text: &str| {
        let checklist = compile(&format!("{text}\n"));
        let [field] = checklist.fields.as_slice() else { panic!("{text}: {:?}", checklist.fields) };
        let value = field.value.clone().unwrap_or_default();
        (field.label.clone(), value, field.target.as_ref().map(ToString::to_string).unwrap_or_default())
    };
    for (text, label, value, target) in [
        ("- [ ] Coverage: 80% (target ≥90%)", "Coverage", "80%", "≥90%"),
        ("- p95: 3s (target <2s)", "p95", "3", "<2 s"),
        ("- [x] Error rate below 1% (measured 3%)", "measured", "3%", "<1%"),
        ("- Uptime: 99.5% (min 99.9%)", "Uptime", "99.5%", "≥99.9%"),
        ("- Failures: 7% (max: 5%)", "Failures", "7%", "≤5%"),
        ("- [ ] Passed 17/20 (target: ≥19/20)", "Passed", "17/20", "≥19/20"),
        ("- [ ] Latency p95 450 ms (target <500 ms)", "Latency p95", "450", "<500 ms"),
        ("- Findings: 0 (target: 0)", "Findings", "0", "=0"),
        ("- [ ] Coverage ≥ 90%: 95", "Coverage ≥ 90%", "95", "≥90%"),
        ("- Error rate (< 1%): ____", "Error rate", "", "<1%"),
        ("- Downtime ≤ 5 min (____ min)", "Downtime ≤ 5 min", "", "≤5 min"),
        ("- Coverage ≥ 90%: ____ modules", "Coverage ≥ 90%", "", ""),
    ] {
        assert_eq!(read(text), (label.to_owned(), value.to_owned(), target.to_owned()), "{text}");
    }
    for text in ["Deploy to 3 regions (target state)", "The undertow 5 (over there)", "See step 4 (target: 2)"] {
        assert!(compile(&format!("{text}\n")).fields.is_empty(), "{text}");
    }
}

#[test]
fn options_in_scripts_without_capitals_are_a_choice() {
    for line in [
        "- **状态：** 待评估 / 已批准 / 水位未定",
        "- **提出人：** _(船长 / 闸工 / 其他人)_",
        "- **优先级：** 紧急 / 一般",
    ] {
        let source = Source::new("run.md", line.into()).expect("a text");
        let kinds: Vec<_> = parse(&source).fields.into_iter().map(|field| field.kind).collect();
        assert_eq!(kinds, [FieldKind::Choice], "{line}");
    }
}

#[test]
fn options_in_a_label_or_below_a_title_that_asks_for_a_kind_are_a_choice() {
    for text in
        ["- Gate (Pass/Fail):\n- Lock:\n", "## Risk level\n\n- Low / Medium / High\n", "## Is it shut?\n\nYes / No\n"]
    {
        let choices = compile(text).fields.into_iter().filter(|field| field.kind == FieldKind::Choice);
        assert_eq!(choices.count(), 1, "{text}");
    }
    let pumps = compile("- Pumps: Working / Not working\n").fields;
    assert_eq!(pumps.iter().map(|field| field.kind).collect::<Vec<_>>(), [FieldKind::Choice]);
    let named = compile("**Owner**: [Support/Success]\n\n**Keeper**: [Desk/Lock]\n").placeholders;
    assert_eq!(named.len(), 2, "what a team is called");
    for text in ["## Places\n\n- Low / High\n", "## 影响\n\n_要停船吗？需要新增/修改/删除哪些闸门？_\n"]
    {
        assert!(compile(text).fields.is_empty(), "{text}");
    }
}

#[test]
fn a_question_with_options_is_a_choice() {
    for text in [
        "- [ ] Approved? Yes / No\n",
        "**Approved?** Yes / No\n",
        "- Approved? [ ] Yes [ ] No\n",
        "- Approved? **Yes / No**\n",
    ] {
        let checklist = compile(text);
        let [field] = checklist.fields.as_slice() else { panic!("{text}: {:?}", checklist.fields) };
        assert_eq!((field.label.as_str(), field.kind), ("Approved?", FieldKind::Choice), "{text}");
        assert_eq!(field.options, ["Yes", "No"], "{text}");
    }
}

#[test]
fn options_are_told_by_brackets_and_by_labels_of_kinds() {
    let options = |text: &str| -> Vec<Vec<String>> {
        let fields = compile(text).fields;
        fields.into_iter().filter(|field| field.kind == FieldKind::Choice).map(|field| field.options).collect()
    };
    for (text, read) in [
        ("- **Lock:** [Added/Moved/Removed]\n", &["Added", "Moved", "Removed"][..]),
        ("- **Leaks seen:** [none / some]\n", &["none", "some"]),
        ("- **Work:** [Gate/Pump Change/Winch]\n", &["Gate", "Pump Change", "Winch"]),
        ("**Status:** Draft / Under Way / Past\n", &["Draft", "Under Way", "Past"]),
        ("### Water Level: [Low/Mean/High]\n\nText\n", &["Low", "Mean", "High"]),
        ("**Category:** Routine / Planned / Storm\n", &["Routine", "Planned", "Storm"]),
        ("- **Water:** (Low / Mean / High–very high)\n", &["Low", "Mean", "High–very high"]),
        ("- Basin: _upper|middle|lower_\n", &["upper", "middle", "lower"]),
        ("- Gate shut: Y/N\n", &["Y", "N"]),
        ("- Gate shut [J/N]\n", &["J", "N"]),
        ("* Gate shut?  Y / N\n", &["Y", "N"]),
        ("- Verdict: _GO/NO-GO_\n", &["GO", "NO-GO"]),
        ("- [ ] **Status:** ✅ Pass / ❌ Fail\n", &["✅ Pass", "❌ Fail"]),
        ("| Gate | Work |\n|---|---|\n| North | [Greased/Painted/Replaced] |\n", &["Greased", "Painted", "Replaced"]),
    ] {
        assert_eq!(options(text), [read], "{text}");
    }
    for text in [
        "- **Due:** [DD/MM/AAAA]\n",
        "- **Who:** [Name/Role/Email]\n",
        "- [Lock/Gate that has to be shut first]\n",
        "**Gates:** North / South / East\n",
        "**Gates:** _North / South / East_\n",
        "### Locks: North / South\n\nText\n",
    ] {
        assert_eq!(options(text), [[""; 0]; 0], "{text}");
    }
}

#[test]
fn options_stand_at_the_end_of_what_they_answer_and_may_be_explained() {
    let options = |text: &str| -> Vec<Vec<String>> {
        let fields = compile(text).fields;
        fields.into_iter().filter(|field| field.kind == FieldKind::Choice).map(|field| field.options).collect()
    };
    for (text, read) in [
        ("- [ ] Level (p95): [NOW] against [BEFORE] — fine? Yes / No\n", &["Yes", "No"][..]),
        ("- [ ] **Gate:** It shuts within a minute. Yes / No\n", &["Yes", "No"]),
        ("Look whether the pump is on before the gate is shut: [Yes / No / N/A]\n", &["Yes", "No", "N/A"]),
        ("- Ban: [IN FORCE / NOT IN FORCE]\n", &["IN FORCE", "NOT IN FORCE"]),
        ("- [ ] **Risk level:** Low (nobody sees it) / High (all do, at once)\n", &["Low", "High"]),
        ("| Gate | Shut |\n|---|---|\n| North | No / Yes (by whom) |\n", &["No", "Yes"]),
        ("| Gate | OK? |\n|---|---|\n| North | [✓/✗] |\n", &["✓", "✗"]),
    ] {
        assert_eq!(options(text), [read], "{text}");
    }
    for text in [
        "- [ ] Ask whether it holds? Then shut/open the gate\n",
        "- [ ] **Gate:** See [yes/no.md](yes/no.md)\n",
        "| Who | What |\n|---|---|\n| Ana | Go/No-go decision |\n",
        "- [ ] Lock: shut (by hand) / by motor\n",
    ] {
        assert_eq!(options(text), [[""; 0]; 0], "{text}");
    }
}

#[test]
fn a_list_decides_whether_its_entries_are_steps() {
    let steps = |text: &str| compile(text).steps.len();
    for (text, number) in [
        ("## Summary\n1. Advice: GO / NO-GO\n2. Who decides:\n3. Matrix: `plan.md`\n", 0),
        ("## Ready for the way back\n1. Rollback rehearsed in the yard.\n2. Crew roster confirmed.\n", 0),
        ("## Values to exchange\n1. `LOCK_NAME`\n2. `GATE_ID`\n", 0),
        ("## Way\n1. Preparation:\n   - shut the gate\n2. Work: drain the lock\n", 2),
        ("## Way\n1. Shut the gate: both wings\n2. Note the level:\n", 1),
        ("## Rules\n1. No work in a storm.\n2. Gates stay shut at night.\n", 0),
        ("## Criteria\nWho signs says that:\n1. The gate holds.\n2. All pumps ran.\n", 0),
        ("## Evidence\n1. Ticket of the closure.\n2. Levels before and after.\n", 0),
        ("## What was done\n1. **[What was done first]**\n2. **[And then]**\n", 0),
        ("## Rules\n1. Shut the gate.\n2. Drain the lock.\n", 2),
        ("## Rules\n1. `GO` only with all gates shut.\n2. No work at `STOP`.\n", 0),
        ("## Way\n1. Shut the gate\n2. Then run:\n\n```sh\nmake\n```\n", 2),
        ("## Best practices\n1. Shut the gate early\n2. Tell the porter\n", 0),
        ("## Way up\n1. **Level 1:** the porter\n2. **Level 2:** the keeper\n", 0),
        ("## Way up\n1. **Phase 1:** shut the gate\n2. **Phase 2:** drain it\n", 2),
        ("## Way\n1. `make`\n2. `make install`\n", 2),
        ("## Rollback\n1. Restore what was approved\n2. Tell the crew that it was done\n", 2),
    ] {
        assert_eq!(steps(text), number, "{text}");
    }
}

#[test]
fn columns_that_grade_a_row_make_it_an_item() {
    let header = "| # | Question | Not met | Partly met | Fully met | Not applicable |\n|---|---|---|---|---|---|\n";
    let state =
        |row: &str| -> Vec<State> { compile(&format!("{header}{row}")).items.iter().map(|i| i.state).collect() };
    assert_eq!(state("| 1 | Is the gate greased? | | | | |\n"), [State::Open]);
    assert_eq!(state("| 1 | Is the gate greased? | | | x | |\n"), [State::Done]);
    assert_eq!(state("| 1 | Is the gate greased? | x | | | |\n"), [State::Failed]);
    assert_eq!(state("| 1 | Is the gate greased? | | x | | |\n"), [State::Open]);
    assert_eq!(state("| 1 | Is the gate greased? | | | x | x |\n"), [State::Open]);
    let asked =
        "| Gate | Asked | Said |\n|---|---|---|\n| G1 | Is it shut? | `yes/no` |\n| G2 | Is it dry? | `yes/no` |\n";
    let states = |text: &str| -> Vec<State> { compile(text).items.iter().map(|i| i.state).collect() };
    assert_eq!(states(asked), [State::Open, State::Open]);
    assert_eq!(states(&asked.replacen("`yes/no`", "yes", 1)), [State::Done, State::Open]);
    assert_eq!(states(&asked.replace("`yes/no`", "no")), [State::Failed, State::Failed]);
    assert!(compile(&asked.replace('?', "")).items.is_empty());
    let counted = "Dry: [X]%\n\n| Gate | Total | Passed | Failed |\n|---|---|---|---|\n| North | [X] | [X] | [X] |\n";
    let counted = compile(counted);
    assert_eq!((counted.items.len(), counted.placeholders.first().map(|p| p.occurrences.len())), (0, Some(4)));
    let compared = "| Lock | Fully manual | Partly manual |\n|---|---|---|\n| North | ✅ | ❌ |\n| South | ❌ | ✅ |\n";
    assert!(compile(compared).items.is_empty());
}

#[test]
fn an_approver_below_approvals_is_one_to_sign_and_nobodys_handle_is_no_name() {
    let read = |text: &str| -> Vec<(String, Option<String>)> {
        compile(text).sign_offs.into_iter().map(|sign_off| (sign_off.role, sign_off.name)).collect()
    };
    let text = "# Lock 4\n\n## Approval\n\n### In a storm\n\n**Storm Approver:** @username\n";
    assert_eq!(read(text), [("Storm Approver".to_owned(), None)]);
    assert_eq!(read(&text.replace("@username", "@ana")), [("Storm Approver".to_owned(), Some("@ana".to_owned()))]);
    assert_eq!(read(&text.replace("@username", "{name}")), [("Storm Approver".to_owned(), None)]);
    assert_eq!(read("# Lock 4\n\n**Storm Approver:** @ana\n"), []);
}

#[test]
fn brackets_within_sentences_are_placeholders_where_the_document_has_its_values_in_brackets() {
    let names = |text: &str| -> Vec<String> { compile(text).placeholders.into_iter().map(|p| p.name).collect() };
    let told = "> The lock is shut for [a reason]; `[gate]` opens at [time] in the [usual] way.\n";
    assert_eq!(names(told), ["time"]);
    assert_eq!(
        names(&format!("Lock: [Lock name]\nCrew: [Who is there]\n\n{told}")),
        ["Lock name", "Who is there", "a reason", "time", "usual"]
    );
    // A letter to be copied is words too; a list in a language is not.
    let letter =
        "Lock: [Lock name]\nCrew: [Who is there]\nAt: [time]\n\n```\nTo [Keeper of the harbour]: [what is shut]\n```\n";
    assert_eq!(names(letter).len(), 5);
    assert_eq!(names(&letter.replacen("```", "```python", 1)).len(), 3);
    // A name with a capital on each word is one where it stands again.
    assert_eq!(names("The [North Gate] is shut.\n"), [""; 0]);
    assert_eq!(names("The [North Gate] is shut. Open the [North Gate].\n"), ["North Gate"]);
    assert_eq!(
        names("Lock: [Lock name]\nCrew: [Who]\nAt: [time]\n\n- [ ] [Porter] Shut the [gate][1]\n\n[1]: x\n"),
        ["Lock name", "Who", "time"]
    );
    let sample = "Lock: [Lock name]\nCrew: [Who]\nAt: [time]\nPump: [v1.0.0]\nTicket: [#12345]\n";
    assert_eq!(names(sample), ["Lock name", "Who", "time", "v1.0.0", "#12345"]);
    assert_eq!(names("Pump: [v1.0.0]\nTicket: [#12345]\n"), [""; 0]);
}

#[test]
fn a_template_in_a_fence_is_written_like_the_prose_around_it() {
    let names = |language: &str| -> Vec<String> {
        let text = format!("- [ ] a\n\n```{language}\n**Schleuse:** [was sich ändert]\n```\n");
        compile(&text).placeholders.into_iter().map(|placeholder| placeholder.name).collect()
    };
    assert_eq!(names("markdown"), ["was sich ändert"]);
    assert!(names("toml").is_empty());
}

#[test]
fn a_list_of_boxes_with_a_role_is_a_list_of_who_signs() {
    let roles = |text: &str| compile(text).sign_offs.into_iter().map(|s| s.role).collect::<Vec<_>>();
    let list = "## Required sign-offs\n\n- [ ] Harbour manager\n- [ ] Pumps/winches\n- [ ] Lock keeper\n";
    assert_eq!(roles(list), ["Harbour manager", "Pumps/winches", "Lock keeper"]);
    let signed = list
        .replace("- [ ] Harbour manager", "- [x] Harbour manager — Ana Doe <ana@example.org>, 2026-11-21 10:32 UTC");
    assert_eq!(roles(&signed), ["Harbour manager", "Pumps/winches", "Lock keeper"]);
    assert_eq!(roles(&list.replace("Lock keeper", "Gates shut and oiled")), ["Harbour manager"]);
    assert_eq!(roles(&list.replace("Harbour manager", "Gates")), [""; 0]);
    let deep =
        "## Sign-off\n\n**Review of the gates:**\n- [ ] Approved by: @ana on YYYY-MM-DD\n- [ ] Levels noted: all\n";
    assert_eq!(roles(deep), ["Approved by"]);
}

#[test]
fn a_part_of_a_rollback_keeps_its_own_condition() {
    let read =
        compile("# Rollback of the lock\n\n## Gates\n\n- [ ] a\n\n## Rollback of the gates (if moved)\n\n- [ ] b\n");
    let told: Vec<_> = read.sections.iter().map(|section| section.applicability).collect();
    assert_eq!(told, [Applicability::Required, Applicability::Required, Applicability::Conditional]);
}

#[test]
fn radio_buttons_are_options_of_a_decision() {
    for text in
        ["( ) GO\n(x) NO-GO\n", "**Decision:**\n- ( ) GO\n- (x) NO-GO: too late\n", "Decision: ( ) GO (x) NO-GO\n"]
    {
        let checklist = compile(text);
        let [decision] = checklist.decisions.as_slice() else { panic!("{text}: {:?}", checklist.decisions) };
        let options: Vec<_> = decision.options.iter().map(|o| (o.text.as_str(), o.positive, o.chosen)).collect();
        assert_eq!(options, [("GO", true, false), ("NO-GO", false, true)], "{text}");
        assert!(checklist.items.iter().all(|item| item.role == Role::Option), "{text}");
    }
    let strategy = compile("- ( ) Blue/green\n- ( ) Rolling\n");
    assert!(strategy.items.iter().all(|item| item.applicability == Applicability::Alternative));
    assert!(compile("(x) as in the plot of f(x) above\n").items.is_empty());
}

#[test]
fn boxes_under_choose_one_are_alternatives() {
    for text in [
        "## Strategy (choose one)\n- [ ] Rolling\n- [ ] Blue/green\n",
        "**Select one:**\n- [ ] Rolling\n- [ ] Blue/green\n",
    ] {
        let items = compile(text).items;
        assert!(items.iter().all(|item| item.applicability == Applicability::Alternative), "{text}");
    }
    let nested =
        compile("- [ ] Strategy (choose one)\n  - [ ] Rolling\n  - [ ] Blue/green\n    - [ ] Green is up\n").items;
    let read: Vec<Applicability> = nested.iter().map(|item| item.applicability).collect();
    use Applicability::{Alternative, Required};
    assert_eq!(read, [Required, Alternative, Alternative, Required]);
    for text in ["## Select one or more\n- [ ] a\n", "## Environment-specific\n- [ ] a\n"] {
        assert_eq!(compile(text).items.first().map(|item| item.applicability), Some(Required), "{text}");
    }
}

#[test]
fn readiness_for_a_rollback_is_asked_and_its_procedure_is_not() {
    let read = |text: &str| -> Vec<Applicability> { compile(text).sections.iter().map(|s| s.applicability).collect() };
    use Applicability::{Conditional, Contingent, Required};
    let plan = "# T\n\n## Rollback Plan\n- [ ] Rollback tested in staging\n- [ ] Previous image available\n- [ ] On-call aware\n";
    assert_eq!(read(plan), [Required, Required]);
    assert_eq!(read(&format!("{plan}\n### Steps\n- [ ] Switch traffic back\n")), [Required, Required, Contingent]);
    let parts =
        "# T\n\n## Rollback\n\n**Preparation:**\n- [ ] Backup verified\n\n**Execution:**\n- [ ] Restore the backup\n";
    assert_eq!(read(parts), [Required, Required, Required, Contingent]);
    assert_eq!(read("# T\n\n## Rollback (if applicable)\n- [ ] Rollback tested\n"), [Required, Conditional]);
    for text in [
        "## Rollback Plan\n- [ ] Revert to the tested image\n- [ ] Verify that the service is available\n",
        "## Rollback Plan\n1. undo\n",
        "## Rollback Procedure\n- [ ] Previous image available\n",
        "## After rollback\n- [ ] Service available\n",
    ] {
        assert_eq!(read(&format!("# T\n\n{text}")), [Required, Contingent], "{text}");
    }
}

#[test]
fn values_behind_plain_labels_in_lists_are_fields() {
    let read = |text: &str| -> Vec<(String, String)> {
        let fields = compile(text).fields;
        fields.into_iter().map(|field| (field.label, field.value.unwrap_or_default())).collect()
    };
    for (text, label, value) in [
        ("- CPU allocation: 4 vCPUs per instance\n", "CPU allocation", "4 vCPUs per instance"),
        ("- [x] Log retention: 90 days\n", "Log retention", "90 days"),
        ("- [ ] Primary on-call: Ana (contact: 555)\n", "Primary on-call", "Ana (contact: 555)"),
        ("- Budget: $1,200\n", "Budget", "1,200"),
        ("- **Commit:** 7654321e\n", "Commit", "7654321e"),
        ("- [ ] a\n  - Chat channel: #ops\n", "Chat channel", "#ops"),
        ("- [ ] a\n  Change owner: Ana Doe\n", "Change owner", "Ana Doe"),
    ] {
        let fields = read(text);
        assert!(fields.contains(&(label.to_owned(), value.to_owned())), "{text}: {fields:?}");
    }
    for text in [
        "Log retention: 90 days\n",
        "- [ ] Test 1: Application Responds\n",
        "- Note: 3 replicas are needed before traffic is switched.\n",
        "- Open the page: https://example.org\n",
        "- Deployment status: SUCCESS\n",
        "- [ ] Database: migrations applied\n",
    ] {
        assert!(read(text).is_empty(), "{text}: {:?}", read(text));
    }
}

#[test]
fn a_label_alone_below_an_item_asks_for_its_value() {
    let fields = |line: &str| compile(&format!("# T\n\n- [x] a\n{line}\n- [x] b\n")).fields.len();
    for line in ["  - Owner:", "  - Commit hash:", "  * Beleg：", "- Owner:"] {
        assert_eq!(fields(line), 1, "{line}");
    }
    for line in ["  - Owner:\n    - Ana", "  - Check that all of these are shut:", "- Winter:"] {
        assert_eq!(fields(line), 0, "{line}");
    }
}

#[test]
fn each_row_of_a_form_is_a_field() {
    let read = |head: &str, cell: &str| -> Vec<(String, Option<String>)> {
        let table = format!("{head}\n|---|---|\n| Keeper | {cell} |\n| **Opened on** ||\n");
        let fields = compile(&format!("# T\n\n- [ ] a\n\n{table}")).fields;
        fields.into_iter().map(|field| (field.label, field.value)).collect()
    };
    for head in ["| Field | Value |", "| **Feld** | Eintrag |", "| Campo | Información |", "| | |"] {
        for (cell, value) in [("", None), ("Ana Doe", Some("Ana Doe".to_owned())), ("____", None)] {
            let wanted = [("Keeper".to_owned(), value), ("Opened on".to_owned(), None)];
            assert_eq!(read(head, cell), wanted, "{head} {cell}");
        }
    }
    assert!(read("| Service | Port |", "").is_empty());
    let signed = compile("# T\n\n- [ ] a\n\n## Approval\n\n| Field | Value |\n|---|---|\n| Approver | |\n| Date | |\n");
    assert_eq!((signed.fields.len(), signed.sign_offs.len()), (0, 1));
}

#[test]
fn attached_evidence_is_a_field_of_its_item() {
    let value = "[notes](evidence/notes.pdf) sha256:00ff";
    let checklist = compile(&format!("- [x] a\n  - **Evidence:** {value}\n- [ ] b\n  - **Evidence:** a run log\n"));
    let [field] = checklist.fields.as_slice() else { panic!("{:?}", checklist.fields) };
    assert_eq!((field.label.as_str(), field.value.as_deref()), ("Evidence", Some(value)));
    assert_eq!(field.item.as_ref().map(|item| item.id.to_string()).as_deref(), Some("a"));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(400))]
    #[test]
    fn spans_always_slice(text in r"([-*#>|`~_ \t\n\r\[\]xX()<>!:/\\.0-9aé漢☐☑—]|\*\*|Sign-off:|Name:|GO|\| - \|\n){0,80}") {
        let source = Source::new("t.md", text.into_bytes()).expect("text");
        let checklist = parse(&source);
        let spans = checklist.items.iter().flat_map(|item| [Some(item.span), item.box_span, Some(item.block)]).flatten()
            .chain(checklist.fields.iter().map(|field| field.span))
            .chain(checklist.sign_offs.iter().flat_map(|sign_off| sign_off.slots().map(|slot| slot.span).collect::<Vec<_>>()))
            .chain(checklist.problems.iter().map(|problem| problem.span));
        for span in spans {
            assert!(source.text().get(span.range()).is_some(), "{span:?}");
        }
        assert!(checklist.items.is_sorted_by_key(|item| item.span.start));
    }
}

/// The sign-offs of a text: line, role, and whether they are filled.
fn sign_offs(text: &str) -> Vec<(usize, String, bool)> {
    let checklist = compile(text);
    checklist.sign_offs.iter().map(|s| (s.line, s.role.clone(), s.is_filled())).collect()
}

#[test]
fn a_status_in_a_roster_attests_only_where_it_is_good() {
    let table = "## Sign-offs\n\n| Role | Owner | Status (Pass/Blocker) |\n|---|---|---|\n";
    let rows = "| QA | Ana | Pass |\n| SRE | Ben | Blocker |\n| Data | Cy |  |\n";
    let read = sign_offs(&[table, rows].concat());
    assert_eq!(read, [(5, "QA".to_owned(), true), (6, "SRE".to_owned(), false), (7, "Data".to_owned(), false)]);
    // Under any other title these are rows to be worked through.
    assert!(sign_offs(&[&table.replace("Sign-offs", "Work"), rows].concat()).is_empty());
}

#[test]
fn a_role_with_an_approval_box_attests_where_it_is_ticked() {
    let read = sign_offs("## Release\n\n- QA Lead: ☐ Approved\n- Dev Lead: ☑ Approved — Ana Doe, 2026-11-21\n");
    assert_eq!(read, [(3, "QA Lead".to_owned(), false), (4, "Dev Lead".to_owned(), true)]);
    assert!(sign_offs("- QA Lead: ☐ Yes ☐ No\n").is_empty());
}

#[test]
fn an_outcome_with_words_behind_a_dash_is_no_role() {
    let text = "## Sign-off\n\n- [ ] **PASS** - Ready for the tide\n- [ ] **FAIL** - Not ready\n";
    assert_eq!(compile(text).sign_offs.len(), 0);
    assert_eq!(compile("## Sign-off\n\n- [ ] Keeper approval - water is level\n").sign_offs.len(), 1);
}

#[test]
fn a_sentence_about_a_role_is_an_item() {
    let text = "## Sign-off\n\n- [ ] Product Owner has seen the report\n- [ ] Product Owner\n";
    assert_eq!(sign_offs(text), [(4, "Product Owner".to_owned(), false)]);
}

#[test]
fn a_table_of_roles_and_statuses_is_a_roster_where_going_ahead_is_asked() {
    let table = "| Role | Status | Comments |\n|---|---|---|\n| Architect | | |\n| QA | Go | |\n| Docs | No-Go | |\n";
    let read = sign_offs(&["# Go/No Go for the weir\n\n", table].concat());
    let expected = [(5, "Architect".to_owned(), false), (6, "QA".to_owned(), true), (7, "Docs".to_owned(), false)];
    assert_eq!(read, expected);
    assert!(sign_offs(&["# Weir\n\n", table].concat()).is_empty());
    let parts = table.replace("Architect", "Upper gate").replace("QA", "Lower gate");
    assert!(sign_offs(&["# Go/No Go for the weir\n\n", &parts].concat()).is_empty());
}

#[test]
fn who_has_reviewed_attests_in_a_box_below_sign_off_and_nobody_who_last_reviewed_a_page() {
    let text = "## Sign-off\n\n**Technical:**\n- [ ] Reviewed by: @tech-lead on YYYY-MM-DD\n- [ ] Text proofread\n";
    assert_eq!(sign_offs(text), [(4, "Reviewed by".to_owned(), false)]);
    assert_eq!(sign_offs("- [ ] a\n\nReviewed by: ____\n"), [(3, "Reviewed by".to_owned(), false)]);
    assert!(sign_offs("- [ ] a\n\n**Last reviewed by:** Ana on 2026-01-02\n").is_empty());
}

#[test]
fn who_did_the_work_attests_behind_it_and_not_above() {
    let line = "Carried out by: ____\n";
    assert!(sign_offs(&[line, "\n- [ ] a\n- [ ] b\n"].concat()).is_empty());
    assert_eq!(sign_offs(&["- [ ] a\n- [ ] b\n\n", line].concat()), [(4, "Carried out by".to_owned(), false)]);
    assert!(sign_offs(&["- [ ] a\n\nVersion: ____\n", line, "Commit: ____\n"].concat()).is_empty());
    for line in ["**Responsible:** ____\n", "**Responsable del pase:**\n", "**Responsável:** Ana Doe, 2026-11-20\n"] {
        assert_eq!(sign_offs(&["- [ ] a\n\n", line].concat()).len(), 1, "{line}");
        assert!(sign_offs(&[line, "\n- [ ] a\n"].concat()).is_empty(), "{line}");
    }
    assert!(sign_offs("- [ ] a\n\n**Responsible:** lock keepers\n").is_empty());
    assert_eq!(sign_offs(&["- [ ] a\n\n", line, "Date/hour of the start: ____\nEnd: ____\n"].concat()).len(), 1);
}

#[test]
fn bullets_below_approved_by_are_signers() {
    let roles = |text: &str| compile(text).sign_offs.into_iter().map(|sign_off| sign_off.role).collect::<Vec<_>>();
    let bullets = "- Product Lead: ____\n- CTO: ____\n- Date: ____\n";
    for label in ["**Approved by**:", "Signed off by:\n", "### Approvers", "**Freigabe durch:**\n"] {
        assert_eq!(roles(&format!("# Launch\n\n{label}\n{bullets}")), ["Product Lead", "CTO"], "{label}");
    }
    assert_eq!(roles(&format!("# Launch\n\n**Contacts**:\n{bullets}")), [""; 0]);
}

#[test]
fn bullets_below_signatures_are_signers() {
    for roles in ["- Jefe de Proyecto:\n- Gerente de Planta:\n", "- Leiter Schleuse:\n- Projektleitung:\n"] {
        assert_eq!(sign_offs(&format!("- [ ] a\n\n## Firmas\n\n{roles}")).len(), 2, "{roles}");
    }
    let roles = "- **Lock / Weir Lead:**\n- **Gate Owner:**\n- **Date:**\n";
    for title in ["Acknowledgement", "Visto bueno", "署名"] {
        assert_eq!(sign_offs(&format!("- [ ] a\n\n## {title}\n\n{roles}")).len(), 2, "{title}");
    }
    let read = sign_offs("- Signatures:\n  - Delivery Manager:\n  - QA Lead: Ana\n- Contact:\n  - QA Lead:\n");
    assert_eq!(read, [(2, "Delivery Manager".to_owned(), false), (3, "QA Lead".to_owned(), true)]);
    let read = sign_offs("# 水門\n\n- [ ] 扉\n\n署名:\n- SRE: \n- 水: \n");
    assert_eq!(read, [(6, "SRE".to_owned(), false), (7, "水".to_owned(), false)]);
    // A file beside them is no name.
    assert_eq!(sign_offs("## Sign-off\n\n- QA Lead: ana\n- Log: `log/ana`\n- Kept in: notes/\n").len(), 1);
}

#[test]
fn a_fence_is_the_checklist_where_no_box_stands_outside() {
    let fence = "```markdown\n# Restart\n\n- [ ] one\n- [x] two\n\nBy: ____\n```\n";
    let text = ["# Templates\n\n", fence].concat();
    let read = compile(&text);
    let items: Vec<_> = read.items.iter().map(|item| (item.at.line, item.state, item.shape)).collect();
    assert_eq!(items, [(6, State::Open, ItemShape::Malformed), (7, State::Done, ItemShape::Malformed)]);
    assert_eq!((read.summary.gfm_tasks, read.summary.blanks, read.title.as_deref()), (0, 0, Some("Templates")));
    assert!(read.problems.is_empty() && read.commands.is_empty(), "{:?}", read.problems);
    let outside = compile(&[&text, "\n- [ ] real\n"].concat());
    assert_eq!((outside.items.len(), outside.problems.len()), (1, 2), "{:?}", outside.problems);
    for sample in [text.replace("markdown", "sh"), text.replace("- [x] two\n", ""), text.replace("```\n", "")] {
        assert!(compile(&sample).items.is_empty(), "{sample}");
    }
}

#[test]
fn a_blank_is_called_by_all_the_words_before_it_and_spare_lines_by_the_label_above() {
    let read = compile(
        "# R\n- [ ] a\n\nThe release lead (RL) is: ____\n\nProblems met:\n______\n______\n\n## Notes\n\nHow: ____\n",
    );
    let labels: Vec<_> = read.fields.iter().map(|field| (field.label.as_str(), field.optional)).collect();
    let expected =
        [("The release lead (RL) is", false), ("Problems met", false), ("Problems met", false), ("How", true)];
    assert_eq!(labels, expected);
}

#[test]
fn of_two_values_each_keeps_its_target_whichever_is_written_first() {
    let read = |values: &str| {
        let checklist = compile(&format!("- [ ] Scan: {values} (target: 0/1)\n"));
        let fields = checklist.fields.into_iter();
        fields.map(|field| (field.label, field.value, field.target.map(|target| target.value))).collect::<Vec<_>>()
    };
    let field = |label: &str, value: Option<&str>, target| (label.to_owned(), value.map(str::to_owned), Some(target));
    assert_eq!(read("____ critical, ____ high"), [field("Scan", None, 0.0), field("high", None, 1.0)]);
    assert_eq!(read("2 critical, ____ high"), [field("Scan", Some("2"), 0.0), field("high", None, 1.0)]);
    assert_eq!(read("____ critical, 3 high"), [field("Scan", None, 0.0), field("high", Some("3"), 1.0)]);
    assert_eq!(read("2 critical, 3 high"), [field("Scan", Some("2"), 0.0), field("high", Some("3"), 1.0)]);
}

#[test]
fn tables_ask_for_signatures_in_many_ways() {
    let roles = |text: &str| -> Vec<String> { sign_offs(text).into_iter().map(|(_, role, _)| role).collect() };
    for (header, row, expected) in [
        ("| Prepared by | Reviewed by | Approved by |", "| | | |", &["Prepared by", "Reviewed by", "Approved by"][..]),
        ("| Action | Name | Date | Signature |", "| Checked | | | |", &["Checked"]),
        ("| Role | Initials |", "| Lock keeper | |", &["Lock keeper"]),
    ] {
        let rule = header.replace(|c: char| c != '|', "-");
        assert_eq!(roles(&format!("# Lock\n\n{header}\n{rule}\n{row}\n")), expected, "{header}");
    }
    let signed = sign_offs("| Prepared by | Approved by |\n|---|---|\n| Ana Doe | ____ |\n");
    assert_eq!(signed.iter().map(|(.., filled)| *filled).collect::<Vec<_>>(), [true, false]);
    // Who is to sign has not signed yet.
    let named = "| Prepared by | Approved by | Date |\n|---|---|---|\n| Chief Architect | _____<br>Ben Ito | |\n";
    let read = compile(named).sign_offs;
    assert_eq!(
        read.iter().map(|s| (s.name.is_some(), s.date_slot.is_some())).collect::<Vec<_>>(),
        [(false, false), (false, true)]
    );
    // A column for each party, where a title says that they sign, or with rows for names and signatures below.
    let parties = "## Signatures\n\n| Client | Lock Manager |\n|---|---|\n| ____ | ____ |\n";
    assert_eq!(roles(parties), ["Client", "Lock Manager"]);
    let rows =
        "| | Client | Agence |\n|---|---|---|\n| Nom | Ana Doe | |\n| Date | 2026-11-20 | |\n| Signature | | |\n";
    let read = compile(rows).sign_offs;
    assert_eq!(
        read.iter().map(|s| (&*s.role, s.name.as_deref(), s.date.as_deref())).collect::<Vec<_>>(),
        [("Client", Some("Ana Doe"), Some("2026-11-20")), ("Agence", None, None)]
    );
    assert!(roles("| Client | Lock Manager |\n|---|---|\n| reads | writes |\n").is_empty());
    let french = "## Signatures\n\n| Client | Chef de projet | Développeur |\n|---|---|---|\n| ____ | ____ | ____ |\n";
    assert_eq!(roles(french).len(), 3);
    // Names and what they take are no signatures, nor is the history of a document.
    assert!(roles("| Name | Signature | Meaning |\n|---|---|---|\n| open | open(gate) | opens it |\n").is_empty());
    assert!(roles("| Version | Author | Approved by |\n|---|---|---|\n| 1.0 | Ana | Ben |\n").is_empty());
}

#[test]
fn a_row_that_somebody_signs_for_is_an_item_that_is_done_once_a_name_stands_there() {
    let table = "| Step | Owner | Sign-off |\n|---|---|---|\n| Shut gate | Ana | |\n| Drain lock | Ben | Ben Ito |\n| Log level | Cy | to be done later |\n";
    let states = |text: &str| -> Vec<State> { compile(text).items.iter().map(|item| item.state).collect() };
    assert_eq!(states(table), [State::Open, State::Done, State::Open]);
    assert!(states(&table.replace("| Step |", "| Version |")).is_empty());
}

#[test]
fn of_a_block_of_a_name_and_a_signature_only_one_sign_off_is_read() {
    for text in
        ["## Sign-off\n\nName: \nDate: \nSignature: \n", "## Sign-off\n\n- Name:\n- Role:\n- Date:\n- Signature:\n"]
    {
        assert_eq!(sign_offs(text).len(), 1, "{text}");
    }
    assert_eq!(sign_offs("- [ ] Schleuse zu\n\nFreigabe durch: ____ Datum: ____\n").len(), 1);
}

#[test]
fn each_line_that_names_its_role_is_of_that_role() {
    let read = sign_offs(
        "## Approval\n\nFirst Approver: ____\nSecond Approver: ____\n\nQA sign-off: ____\nDev sign-off: ____\n",
    );
    let roles: Vec<_> = read.iter().map(|(_, role, _)| role.as_str()).collect();
    assert_eq!(roles, ["First Approver", "Second Approver", "QA", "Dev"]);
    assert_eq!(
        sign_offs("**Release Lead:** Ana\nSign-off: ____\n").first().map(|s| s.1.as_str()),
        Some("Release Lead")
    );
}

#[test]
fn boxes_below_approved_by_are_signers() {
    let text = "- [ ] Opening approved by:\n  - [ ] CEO\n  - [ ] Lock keeping\n- [ ] Gate shut:\n  - [ ] Lead\n";
    assert_eq!(sign_offs(text), [(2, "CEO".to_owned(), false), (3, "Lock keeping".to_owned(), false)]);
    assert!(sign_offs("## Sign-off\n\n- [ ] **Day of opening confirmed:** ____\n").is_empty());
}

#[test]
fn a_value_that_is_called_optional_may_be_left_out() {
    let read = compile(
        "- Leaks (optional): ____\n- **Depth (optional):** ____ Level: ____\n- 備え（任意）：____\n- Gate (optional winter gate): ____\n",
    );
    let optional: Vec<_> = read.fields.iter().map(|field| field.condition.is_some()).collect();
    assert_eq!(optional, [true, true, false, true, false], "{:?}", read.fields);
}

/// What cmark-gfm 0.29.0.gfm.13 makes checkboxes of.
#[test]
fn a_box_with_nothing_behind_it_is_an_item_and_no_task_of_gfm() {
    for (text, tasks, top, items) in [
        ("- [ ]\n", 0, 0, 1),
        ("- [ ] \n", 1, 1, 1),
        ("- [x]\r\n- [ ] a\r\n", 1, 1, 2),
        ("- [ ]\n  words\n", 0, 0, 1),
        ("- [ ]\n  - [ ] b\n", 1, 1, 2),
        ("- [ ]\tb", 1, 1, 1),
    ] {
        let summary = parse(&Source::new("a.md", text.as_bytes().to_vec()).expect("a text")).summary;
        let counted = (summary.gfm_tasks, summary.top_level_tasks, summary.items);
        assert_eq!(counted, (tasks, top, items), "{text:?}");
    }
}
