//! What is said in other words, or in another language, is read as it is elsewhere.

use gonogo::model::{Applicability, Checklist, FieldKind};
use gonogo::parse::parse;
use gonogo::text::Source;

fn read(text: &str) -> Checklist {
    parse(&Source::new("run.md", text.into()).expect("a text"))
}

#[test]
fn titles_that_are_conditions() {
    for title in [
        "Wenn die Pumpe ausfällt",
        "Quando algo dá errado",
        "Cuando algo falla",
        "Als er iets misgaat",
        "Pokud něco selže",
        "ポンプが止まった場合",
        "出现问题时",
        "문제 발생 시",
    ] {
        let read = read(&format!("# Lock\n\n## {title}\n\n- [ ] Ring the bell\n"));
        let section = read.sections.last().expect("a section");
        assert_ne!(section.applicability, Applicability::Required, "{title}");
    }
    for title in [
        "En cas de problème",
        "Als Erstes",
        "Wenn alles fertig ist",
        "Si, claro que se puede abrir sin más la puerta",
        "时间",
    ] {
        let read = read(&format!("# Lock\n\n## {title}\n\n- [ ] Ring the bell\n"));
        let section = read.sections.last().expect("a section");
        assert_eq!(section.applicability, Applicability::Required, "{title}");
    }
}

#[test]
fn numbered_remarks_are_no_steps() {
    for title in ["⚠️ Important", "Wichtig", "Важно", "注意事项", "주의사항"] {
        let read = read(&format!("# Lock\n\n## {title}\n\n1. The gate is heavy\n2. Two people push it\n"));
        assert!(read.steps.is_empty(), "{title}");
    }
    assert_eq!(read("# Lock\n\n## Important steps\n\n1. Open the gate\n2. Push the boat\n").steps.len(), 2);
}

#[test]
fn what_bars_the_work_is_no_item_of_a_list_without_boxes() {
    let read = read(
        "# Lock checklist\n\n- Gate greased\n- Lamp lit\n\n## Way out\n\nDo not cut over if any of these are true:\n\n- the gate leaks;\n- the lamp is dark.\n",
    );
    let items: Vec<&str> = read.items.iter().map(|item| item.text.as_str()).collect();
    assert_eq!(items, ["Gate greased", "Lamp lit"]);
    assert_eq!(read.criteria.len(), 2);
}

#[test]
fn roles_before_a_slash_sign() {
    let read = read(
        "# Lock\n\n- [ ] Gate shut\n\n## Decision\n\n- Bridge keeper / signature / date:\n- Dueño de negocio / firma / fecha:\n",
    );
    assert_eq!(read.sign_offs.len(), 2);
}

#[test]
fn choices_in_bold_and_in_other_languages() {
    let read = read(
        "# Lock\n\n- Place: **Local / Staging apart / Producción**\n- Result: CONTINUAR / ITERAR / DETENER\n- 環境：開発 / 検証 / 本番\n- Stack: Pumps / Gates / Lamps\n",
    );
    let choices: Vec<usize> =
        read.fields.iter().filter(|field| field.kind == FieldKind::Choice).map(|field| field.options.len()).collect();
    assert_eq!(choices, [3, 3, 3]);
}

#[test]
fn entries_that_are_conditional() {
    let applicability = |text: &str| {
        let read = read(&format!("# Lock\n\n- [ ] {text}\n"));
        read.items.first().map(|item| item.applicability)
    };
    for text in [
        "If on the lower gate ring the bell",
        "Only on Sundays: oil the chain",
        "Tell the press - only for public openings",
        "Bell tested (or N/A)",
        "Notes sent for major releases",
        "En cas d'échec de la pompe, prévenir le gardien",
        "S'il y a de la glace, casser la glace",
        "Redémarrer la pompe si le niveau a changé",
        "Reiniciar la bomba si el nivel cambia",
        "Reiniciar a bomba se o nível mudou",
        "Riavviare la pompa se il livello cambia",
        "Herstart de pomp als er ijs ligt",
        "Uruchom pompę, jeśli zmienił się poziom",
        "Bei neuen Pumpen: Probelauf",
        "若有变更则通知守门人",
        "얼음이 있는 경우 깬다",
        "鐘を鳴らす（氷が厚い場合）",
        "If any pump was changed, test it",
        "If it leaks — ring the bell",
        "Make a copy of the log if there is none yet (as in May)",
        "Tell the guild: if a pump is new",
        "**Gauge log** : créé si nouvelle pompe",
        "Toutes les 30 min si problème",
        "Journal actualizado si nuevas bombas",
        "Wo notwendig, habe ich die Kette geölt",
        "Wherever possible, use the upper gate",
        "Onde aplicável, lubrificar a corrente",
        "Visitors told (second bell if needed)",
        "When the water rises, ring",
        "Опциональные лампы проверены",
        "수위가 변경된 경우 알린다",
        "Notes written for breaking changes",
        "Run the pump or mark N/A",
        "Restart the pump in case the level changed",
        "Restart the pump provided the level changed",
    ] {
        assert_eq!(applicability(text), Some(Applicability::Conditional), "{text}");
    }
    for text in [
        "If all hold?",
        "Vérifier si nouvelle pompe",
        "Il cancello si apre",
        "When the gate is closed and approved, ring",
        "Oil the chain - *this can't be undone if the gate is shut!*",
        "Gate log kept (to mend: grease it; if it still jams, call the smith, and tell the guild)",
        "Bell checked (ring it if needed)",
        "La puerta se abre",
        "Check if the gate holds",
        "Business impact if not opened",
        "If any fail, ring the bell",
        "List is paginated if > 10 boats",
        "Error message shown if the gate is shut",
        "Know how to measure if the gate holds",
        "Ring again (for example if it was the rc-1 bell)",
        "Vérifier si le niveau monte",
        "Verificar se o nível sobe",
        "Comprobar si la bomba gira",
        "Lamp lit - the only one",
        "이 경우 종을 친다",
        "Search the log for breaking changes",
        "Pump ready in case of a flood",
    ] {
        assert_eq!(applicability(text), Some(Applicability::Required), "{text}");
    }
}

#[test]
fn headers_that_offer_what_is_to_be_said() {
    for header in [
        "SIM / NÃO",
        "Holds (Y/N)",
        "Pass/Fail/N/A",
        "O/N",
        "OK/NG",
        "是/否",
        "합격/불합격",
        "Go/No-Go",
        "Actual result",
        "Implemented",
        "Risultato",
        "Klaar",
        "Пройдено",
    ] {
        let read = read(&format!(
            "# Lock\n\n| Gate | Note | {header} |\n|---|---|---|\n| Upper gate | | |\n| Lower gate | | |\n"
        ));
        assert_eq!(read.items.len(), 2, "{header}");
    }
    for header in ["Input/Output", "A/B", "Client/Server", "Notes (see log/mail)"] {
        let read = read(&format!(
            "# Lock\n\n| Gate | Note | {header} |\n|---|---|---|\n| Upper gate | | |\n| Lower gate | | |\n"
        ));
        assert!(read.items.is_empty(), "{header}");
    }
}

#[test]
fn lists_without_boxes_end_where_something_is_said_about_them() {
    let read = read(
        "# Lock checklist\n\n## Gate\n\n- Set the keys:\n  - `UPPER_KEY`\n  - `LOWER_KEY`\n- Start the pump:\n\n```sh\npump on\n```\n\n\
         ## Support check\n\n- Beam lies flat\n\n## Expected results\n\n- Water falls\n\n## 終了条件\n\n- 水位が下がった\n\n\
         ## このチェックリストで学ぶこと\n\n- 門は重い\n",
    );
    let items: Vec<&str> = read.items.iter().map(|item| item.text.as_str()).collect();
    assert_eq!(items, ["Set the keys:", "Start the pump:", "Beam lies flat"]);
}

#[test]
fn boxes_and_rows_that_ask_who_approves() {
    let read = read(
        "# Lock\n\n## Last look\n\n- [ ] **Bell rung**\n- [ ] **Keeper approval (lower gate)**: ______\n- [ ] **Approbation du gardien** : ______\n\
         - [ ] Obtain approval: ______\n\n### Sign-off\n\n| Item | Value |\n|---|---|\n| Gate | ______ |\n| Closed & locked by | ______ |\n| Reviewed by | ______ |\n",
    );
    let lines: Vec<usize> = read.sign_offs.iter().map(|sign_off| sign_off.line).collect();
    assert_eq!(lines, [6, 7, 15, 16]);
}

#[test]
fn values_to_come_in_other_letters() {
    let read = read(
        "# Lock\n\n- [ ] Open `https://ваш-сервис.example`, write to `https://t.example/ваш_шлюз`, close <Draw#>\n",
    );
    let names: Vec<&str> = read.placeholders.iter().map(|found| found.name.as_str()).collect();
    assert_eq!(names, ["ваш-сервис", "ваш_шлюз", "Draw#"]);
}

#[test]
fn numbered_files_are_no_steps() {
    let read = read("# Lock\n\n## Where to read\n\n1. **Beginners**: `gate.md`\n2. **Keepers**: `docs/pump.md`\n");
    assert!(read.steps.is_empty());
}

#[test]
fn fields_and_signers_in_full_width() {
    let read = read(
        "# Lock\n\n- [ ] 门已关\n\n### 验收签字\n\n- 验收人：\n- 验收日期：\n- 环境标识（开发/预发/生产）：\n\n## Sign-off\n\n- [ ] Day and date: ______\n\n\
         **Completed by**: ______\n\n## Later\n\n- [ ] Lamp out\n",
    );
    let lines: Vec<usize> = read.sign_offs.iter().map(|sign_off| sign_off.line).collect();
    assert_eq!(lines, [7, 15]);
    assert!(read.fields.iter().any(|field| field.kind == FieldKind::Choice && field.options.len() == 3));
}

#[test]
fn underscores_of_full_width_are_blanks() {
    let read = read(
        "# 水門\n\n- [x] 閉めた\n- 深さ：＿＿＿＿m\n\n| 項目 | 値 |\n|---|---|\n| 担当 | ＿＿＿ |\n\n承認者：＿＿＿＿　日付：＿＿＿＿\n",
    );
    let fields: Vec<_> = read.fields.iter().map(|field| (&*field.label, field.value.as_deref())).collect();
    assert_eq!(fields, [("深さ", None), ("担当", None)]);
    assert_eq!(read.sign_offs.iter().map(|sign_off| sign_off.name.as_deref()).collect::<Vec<_>>(), [None]);
}

#[test]
fn what_is_summed_up_is_no_step() {
    let read = read("# Lock\n\n## Resumen: lo que queda\n\n1. La puerta\n2. La bomba con su motor\n");
    assert!(read.steps.is_empty());
}

#[test]
fn titles_for_a_kind_of_release() {
    for (title, applicability) in [
        ("For pre-releases only", Applicability::Conditional),
        ("For major openings only", Applicability::Conditional),
        ("For all releases", Applicability::Required),
        ("For the keeper", Applicability::Required),
    ] {
        let read = read(&format!("# Lock\n\n## {title}\n\n- [ ] Ring the bell\n"));
        assert_eq!(read.sections.last().map(|section| section.applicability), Some(applicability), "{title}");
    }
}

#[test]
fn options_in_parentheses_and_what_only_looks_like_them() {
    let choices = |text: &str| {
        let read = read(&format!("# Lock\n\n{text}\n"));
        read.fields.iter().filter(|field| field.kind == FieldKind::Choice).count()
    };
    assert_eq!(choices("- Gates: (Upper only | Lower only | Both gates)"), 1);
    assert_eq!(choices("| Pump | Result |\n|---|---|\n| Left | [P/F] |"), 1);
    assert_eq!(choices("| Part | Page |\n|---|---|\n| Call | Go/No-Go checklist (ten points) |"), 0);
    assert_eq!(choices("- [ ] Gate shuts : ✅ ([X]ms)"), 0);
    assert_eq!(choices("- [ ] Put the log into gauges[x].[x].x"), 0);
}

#[test]
fn signs_are_explained_in_a_legend() {
    for title in ["Legend", "Légende", "Leyenda", "凡例", "Status key"] {
        let read = read(&format!(
            "# Lock\n\n**{title}:**\n- ✅ Shut\n- 🟡 Half shut\n- ⚪ Open\n- ⬜ Nobody knows\n\n## Gates\n\n- [ ] Upper gate\n"
        ));
        assert_eq!(read.items.len(), 1, "{title}");
        assert!(read.problems.is_empty(), "{title}: {:?}", read.problems);
    }
}

#[test]
fn what_is_beside_the_work_is_no_item() {
    let items = |text: &str| read(&format!("# Lock\n\n{text}\n")).items.len();
    // Where things are, between what is done about them.
    assert_eq!(items("- [ ] Gauges read\n- gauges: https://lock.example/gauges\n- [ ] Log kept"), 2);
    // What something prints.
    assert_eq!(items("- [ ] Gauges read\n\nIt prints:\n\n- `[+] left gauge` where one is new"), 1);
    // What is counted of other lists.
    let counted = "| Part | Total | Done | Left | Status |\n|---|---|---|---|---|\n| Gates | 2 | 0 | 2 | 🟡 |\n| Pumps | 3 | 0 | 3 | ⚪ |\n| **Total** | **5** | **0** | **5** | 🟡 |";
    assert_eq!(items(&format!("{counted}\n\n- [ ] Gauges read")), 1);
}

#[test]
fn rows_with_boxes_are_items_whatever_they_are_about() {
    let risks = "| Risk | Likelihood | Impact | Mitigation | Status |\n|---|---|---|---|---|\n| Gate jams | ____ | High | Grease | ⬜ |";
    assert_eq!(read(&format!("# Lock\n\n{risks}\n")).items.len(), 1);
    assert_eq!(read(&format!("# Lock\n\n{}\n", risks.replace('⬜', "Open"))).items.len(), 0);
    let team = "| Role | Person | Present | Trained | Status |\n|---|---|---|---|---|\n| On-call engineer | ____ | ⬜ | ⬜ | ⬜ |";
    let read = read(&format!("# Go/No-Go\n\n## Team\n\n{team}\n"));
    assert_eq!((read.items.len(), read.sign_offs.len()), (1, 0));
}

#[test]
fn an_approval_with_a_line_to_sign_on_is_signed_there() {
    let read = read(
        "# Lock\n\n## Sign-off\n\n- [ ] **QA Lead Approval (last)**\n  - [ ] Gates tested\n  - Signature: ________ Date: ____\n- [ ] QA report: PASS\n",
    );
    let signed: Vec<(&str, usize)> = read.sign_offs.iter().map(|signed| (signed.role.as_str(), signed.line)).collect();
    assert_eq!(signed, [("QA Lead", 7)]);
    assert_eq!(read.items.len(), 3);
    let roles = |text: &str| {
        let read =
            crate::other_words::read(&format!("# Lock\n\n- [ ] Gate shut\n\n## Stakeholder sign-off\n\n{text}\n"));
        read.sign_offs.into_iter().map(|signed| signed.role).collect::<Vec<_>>()
    };
    assert_eq!(roles("- [ ] Bridge opening hours approved\n- [ ] QA approved"), ["QA"]);
}

#[test]
fn brackets_are_placeholders_or_parts_of_an_address() {
    let placeholders = |text: &str| {
        let read = read(&format!("# Lock\n\n- Gate: [Gate name]\n\n{text}\n"));
        read.placeholders.iter().map(|found| found.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(placeholders("- [ ] Page (`web/src/app/gates/[id]/page.tsx`)"), ["Gate name"]);
    assert_eq!(placeholders("[If applicable, say which gate it is]").len(), 2);
    assert_eq!(placeholders("[Optional remarks or special terms]").len(), 2);
    assert_eq!(placeholders("[Eventuali note o condizioni]").len(), 2);
    assert_eq!(placeholders("[Optional]").len(), 1);
    let list = "- Keeper: [Keeper name]\n- Pump: [Pump name]\n\n- [x] [Gate 1] — opens\n- [ ] [Gate 2] - shuts\n- [ ] [East gate] shuts";
    assert_eq!(placeholders(list), ["Gate name", "Keeper name", "Pump name", "Gate 1", "Gate 2"]);
}

#[test]
fn letters_in_a_version_stand_for_numbers() {
    let placeholders = |text: &str| {
        let read = read(&format!("# Lock\n\n- [ ] {text}\n"));
        read.placeholders.iter().map(|found| found.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(placeholders("Bump to X.Yb1, then to vX.YrcN"), ["X.Yb1", "vX.YrcN"]);
    assert_eq!(placeholders("Picks for 0.X.0-rc.0, then 2026.X.Y"), ["0.X.0-rc.0", "2026.X.Y"]);
    assert_eq!(placeholders("Set `level [TODO: low|middle|high]`"), ["TODO: low|middle|high"]);
    assert!(placeholders("A minor one (0.X.0 / X.0.0) has its own bell, as had 1.2.X").is_empty());
}

#[test]
fn who_approves_signs_below_the_title_that_asks() {
    let signed = |text: &str| {
        let read = read(&format!("# Lock\n\n- [ ] Gate shut\n\n## {text}\n"));
        read.sign_offs.into_iter().map(|signed| (signed.role, signed.name)).collect::<Vec<_>>()
    };
    let role = |role: &str, name: Option<&str>| vec![(role.to_owned(), name.map(str::to_owned))];
    assert_eq!(signed("Approved by\n\n________________"), role("Approver", None));
    assert_eq!(signed("Approved by:\n[Name and day]"), role("Approver", None));
    assert_eq!(signed("Approved by\n\nAna Doe"), role("Approver", Some("Ana Doe")));
    assert_eq!(signed("Freigegeben von\n\n________"), role("Freigegeben von", None));
    assert_eq!(signed("Approved by\n\nWhoever keeps the bridge on that day."), []);
}

#[test]
fn boxes_beside_a_name_are_a_choice_of_their_own_whatever_heads_them() {
    let table = "| Name | Role | Date | Result |\n|---|---|---|---|\n| | Lock keeper | | [ ] Approved [ ] Rejected |\n";
    let read = read(&format!("# Lock\n\n- [ ] Gate shut\n\n## Sign-off\n\n{table}"));
    assert_eq!(read.sign_offs.iter().map(|signed| signed.role.as_str()).collect::<Vec<_>>(), ["Lock keeper"]);
    let choices = read.fields.iter().filter(|field| field.kind == FieldKind::Choice);
    assert_eq!(choices.map(|field| field.options.join("/")).collect::<Vec<_>>(), ["Approved/Rejected"]);
}

#[test]
fn what_is_said_about_boxes_is_no_box() {
    for text in [
        "Mark what is shut with [x] when seen, or [ ] if open.",
        "Use [x] for shut, [ ] for open.",
        "**Legend:** ⬜ Open | 🟨 Half | ✅ Shut",
        "Legend: [x] = shut, [ ] = open",
        "[x] = shut, [ ] = open",
        "**Checklist status markers:**\n- `[x]` - Shut\n- `[ ]` - Open",
    ] {
        let read = read(&format!("# Lock\n\n{text}\n\n## Gates\n\n- [ ] Upper gate\n"));
        assert_eq!((read.items.len(), read.fields.len()), (1, 0), "{text}");
        assert!(read.problems.is_empty(), "{text}: {:?}", read.problems);
    }
    // Where a box is to be ticked it stays one.
    for text in
        ["Gate shut: ☐ Yes ☐ No", "- `[ ]` Gate shut", "Legendary gate shut: [ ] yes", "Shut with the key: [ ] done"]
    {
        let read = read(&format!("# Lock\n\n{text}\n\n## Gates\n\n- [ ] Upper gate\n"));
        assert!(read.items.len() + read.fields.len() > 1 || !read.problems.is_empty(), "{text}");
    }
}

#[test]
fn crosses_among_letters_are_numbers() {
    for letters in ["Passed: [X]/[Y]", "Left: [X] of [N]", "Level: [X/10]", "Bell v[X.Y.Z]"] {
        let read = read(&format!(
            "# Lock\n\n- [ ] Gate shut\n- Boats: [X] (target: 0)\n- {letters}\n\n| Part | Count |\n|---|---|\n| Gates | [X] |\n"
        ));
        assert_eq!(read.items.len(), 1, "{letters}");
        assert!(read.problems.is_empty(), "{letters}: {:?}", read.problems);
    }
    // A tick beside an empty box stays one.
    let read = read("# Lock\n\n- [ ] Gate shut\n- Does it hold? [X]\n- Lit: [X]/[ ]\n");
    assert_eq!(read.items.len(), 2);
}

#[test]
fn boxes_behind_with_are_a_choice_where_nothing_is_marked() {
    for text in ["Switch over with ☐ the script ☐ by hand", "- Switch over with [ ] the script [ ] both hands"] {
        let read = read(&format!("# Lock\n\n- [x] Gate shut\n\n{text}\n"));
        let choice = read.fields.iter().any(|field| field.kind == FieldKind::Choice && field.value.is_none());
        assert!(choice || !read.problems.is_empty(), "{text}");
    }
}
