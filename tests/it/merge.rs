//! Two people on two copies: nothing is lost, nothing is made up, and what they disagree about stays a conflict.

use gonogo::fill::{Act, Desk, Event, FillOptions, RunData, Signer, data_skeleton, decide, fill, find, log, sign};
use gonogo::merge::{Markers, Merged, merge};
use gonogo::model::State;
use gonogo::parse::parse;
use gonogo::text::Source;
use gonogo::time::Timestamp;

use crate::cli_env::{CliEnv, GONOGO};
use crate::support::{NOW, Sandbox};

fn source(text: &str) -> Source {
    Source::new("run.md", text.into()).expect("a text")
}

fn merged(base: &str, ours: &str, theirs: &str) -> Merged {
    merge(&source(base), &source(ours), &source(theirs), Markers::default()).expect("merged")
}

/// Both ways round, the same text comes out, without a conflict.
#[track_caller]
fn clean(base: &str, ours: &str, theirs: &str, expected: &str) {
    for (one, other) in [(ours, theirs), (theirs, ours)] {
        let merged = merged(base, one, other);
        assert_eq!((merged.text.as_str(), merged.conflicts), (expected, 0));
    }
}

#[track_caller]
fn conflict(base: &str, ours: &str, theirs: &str) {
    for (one, other) in [(ours, theirs), (theirs, ours)] {
        let merged = merged(base, one, other);
        assert!(merged.conflicts > 0, "{}", merged.text);
        assert!(merged.text.contains("<<<<<<< ours\n") && merged.text.contains(">>>>>>> theirs\n"), "{}", merged.text);
    }
}

#[test]
fn ticks_and_values_of_one_line_are_both_kept() {
    let base = "- [ ] Build: ____ **Time:** ____\n- [ ] b\n";
    clean(
        base,
        &base.replacen("[ ]", "[x]", 1),
        &base.replacen("____", "7", 1),
        "- [x] Build: 7 **Time:** ____\n- [ ] b\n",
    );
    clean(
        base,
        &base.replace("**Time:** ____", "**Time:** 03:01 UTC"),
        &base.replacen("____", "7", 1),
        "- [ ] Build: 7 **Time:** 03:01 UTC\n- [ ] b\n",
    );
    clean(
        base,
        &base.replacen("[ ]", "[x]", 1),
        &base.replace("- [ ] b", "- [x] b"),
        "- [x] Build: ____ **Time:** ____\n- [x] b\n",
    );
    let same = base.replacen("[ ]", "[x]", 1);
    clean(base, &same, &same, &same);
    let row = "| Role | Name | Date |\n|---|---|---|\n| QA Lead | ____ | ____ |\n";
    let named = row.replacen("____", "Ana", 1);
    clean(
        row,
        &named,
        &row.replace("| ____ |\n", "| 2026-11-21 |\n"),
        &named.replace("| ____ |\n", "| 2026-11-21 |\n"),
    );
}

#[test]
fn notes_evidence_and_events_of_both_are_kept() {
    let base = "- [ ] a\n- [ ] b\n\n| Time | Event |\n|---|---|\n";
    let noted = |text: &str| base.replacen("- [ ] a\n", &format!("- [x] a\n  - **Note:** {text}\n"), 1);
    let both = merged(base, &noted("one"), &noted("two"));
    assert_eq!((both.conflicts, both.text), (0, noted("one\n  - **Note:** two")));
    clean(base, &noted("same"), &noted("same"), &noted("same"));
    let logged = |time: &str| format!("{base}| 2026-11-21 {time} UTC | x |\n");
    clean(
        base,
        &logged("03:02"),
        &logged("03:01"),
        &format!("{base}| 2026-11-21 03:01 UTC | x |\n| 2026-11-21 03:02 UTC | x |\n"),
    );
    let end = "- [ ] a";
    let both = merged(end, "- [ ] a\n  - **Note:** one", "- [ ] a\n  - **Note:** two");
    assert_eq!(both.text, "- [ ] a\n  - **Note:** one\n  - **Note:** two\n");
    let crlf = |text: &str| text.replace('\n', "\r\n");
    assert_eq!(
        merged(&crlf(base), &crlf(&noted("one")), &crlf(&noted("two"))).text,
        crlf(&noted("one\n  - **Note:** two"))
    );
}

#[test]
fn what_two_people_say_differently_is_a_conflict() {
    let base = "- [ ] Build: ____\n- [ ] b\n";
    conflict(base, &base.replace("____", "7"), &base.replace("____", "8"));
    conflict(base, &base.replacen("[ ]", "[x]", 1), &base.replace("Build: ____", "Build: ____ — FAILED: no disk"));
    // The lines would fit together: ticked, and not applicable.
    conflict(base, &base.replace("- [ ] b", "- [x] b"), &base.replace("- [ ] b", "- [x] b — N/A: none"));
    conflict(base, &base.replace("b", "b — N/A: one"), &base.replace("b", "b — N/A: other"));
    conflict("- [x] a\n- [ ] b\n", "- [ ] a\n- [ ] b\n", "- [x] a — N/A: none\n- [ ] b\n");
    let decision = "## Go or no-go\n\n- [ ] **GO**\n- [ ] **NO-GO**\n\n- [ ] last\n";
    conflict(decision, &decision.replacen("[ ]", "[x]", 1), &decision.replace("[ ] **NO", "[x] **NO"));
    let row = "| Role | Name | Date |\n|---|---|---|\n| QA Lead | ____ | ____ |\n";
    conflict(row, &row.replacen("____", "Ana", 1), &row.replacen("____", "Ben", 1));
    conflict("- [ ] a\n", "", "- [x] a\n");
    conflict("# R\n", "# R\n\nOne paragraph.\n", "# R\n\nAnother paragraph.\n");
}

#[test]
fn a_conflict_holds_both_sides_and_nothing_else() {
    let base = "# R\n\n- [ ] a: ____\n- [ ] b\n";
    let out = merged(base, &base.replace("____", "1").replace("[ ] b", "[x] b"), &base.replace("____", "2"));
    assert_eq!(out.text, "# R\n\n<<<<<<< ours\n- [ ] a: 1\n=======\n- [ ] a: 2\n>>>>>>> theirs\n- [x] b\n");
    assert_eq!(out.conflicts, 1);
    let long = merge(&source("a\n"), &source("b\n"), &source("c\n"), Markers { size: 9, ours: "A", theirs: "B" });
    assert_eq!(long.expect("merged").text, "<<<<<<<<< A\nb\n=========\nc\n>>>>>>>>> B\n");
}

/// Numbers that look random, the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }
}

const RUN: &str = "# Release [VERSION]\n\n**Lead:** ____\n**Build:** ____ **Host:** ____\n\n## Code\n\n- [ ] Tests pass: ____%\n  \
**Result:** ____ **Time:** ____\n- [ ] Reviewed\n  - [ ] By two people\n  - [ ] Notes read\n- [ ] Backup of ____ taken\n\n## Team\n\n\
1. [ ] Support knows\n2. [ ] On-call knows: ____\n\n| Check | Done |\n|---|---|\n| Disk | [ ] |\n| Load | [ ] |\n\n## Go or no-go\n\n- [ ] \
**GO**\n- [ ] **NO-GO**\n\n## Log\n\n| Time | Event |\n|---|---|\n| [TIME] | Started |\n\n## Sign-off\n\n- QA Lead: ____ Date: \
____\n- Release Manager: ____ Date: ____\n";

/// One person at work: some acts on a copy.
fn work(dice: &mut Dice, who: &str, start: &str) -> String {
    let base = source(start);
    let checklist = parse(&base);
    let mut desk = Desk::new(base, checklist);
    for _ in 0..dice.roll(5) + 1 {
        let items = desk.checklist().items.len();
        let index = dice.roll(items);
        let text = format!("said by {who}");
        // What can't be done is not done.
        match dice.roll(10) {
            0..=2 => drop(desk.act(index, Act::Tick, None)),
            3 => drop(desk.act(index, Act::NotApplicable(&text), None)),
            4 => drop(desk.act(index, Act::Fail(&text), None)),
            5 => drop(desk.act(index, Act::Note(&text), None)),
            6 | 7 => {
                let keys: Vec<String> = data_skeleton(desk.checklist()).into_iter().map(|entry| entry.key).collect();
                let own = (who.len() + usize::from(who.starts_with('A'))).to_string();
                let value = ["7", "47", &own][dice.roll(3)];
                let data =
                    RunData::from_pairs([format!("{}={value}", keys[dice.roll(keys.len())]).as_str()]).expect("a pair");
                if let Ok(filled) = fill(desk.source(), desk.checklist(), &data, FillOptions::default()) {
                    desk.make(&filled.change).expect("filled");
                }
            }
            8 => {
                let time = Timestamp::from_unix(NOW + dice.roll(9000) as i64).expect("a time");
                let event = Event { text: &text, time, status: None, note: None, who: None };
                if let Ok((change, _)) = log(desk.source(), desk.checklist(), &event, None) {
                    desk.make(&change).expect("logged");
                }
            }
            _ if dice.roll(2) == 0 => {
                let role = ["QA Lead", "Release Manager"][dice.roll(2)];
                let pen = Signer {
                    name: who,
                    email: "a@example.org",
                    time: Timestamp::from_unix(NOW).expect("a time"),
                    statement: None,
                };
                let place = find(desk.checklist(), role, None).expect("a role").clone();
                if let Ok(change) = sign(desk.source(), desk.checklist(), &place, &pen) {
                    desk.make(&change).expect("signed");
                }
            }
            _ => {
                let option = ["GO", "NO-GO"][dice.roll(2)];
                if let Ok(change) = decide(desk.source(), desk.checklist(), option, None, FillOptions::default()) {
                    desk.make(&change).expect("decided");
                }
            }
        }
    }
    desk.source().text().to_owned()
}

/// Everything that a copy says, in words that can be looked for in another.
fn says(text: &str) -> Vec<(String, String)> {
    let checklist = parse(&source(text));
    let mut out = Vec::new();
    for (at, item) in checklist.items.iter().enumerate() {
        let reason = item.reason.clone().filter(|_| item.state != State::Open);
        out.push((format!("item {at}"), format!("{:?} {reason:?}", item.state)));
    }
    for sign_off in &checklist.sign_offs {
        out.push((format!("sign-off {}", sign_off.role), format!("{:?} {:?}", sign_off.name, sign_off.date)));
    }
    for decision in &checklist.decisions {
        let chosen: Vec<&str> = decision.chosen().map(|option| option.text.as_str()).collect();
        out.push(("decision".into(), chosen.join(" ")));
    }
    // The values as a reader sees them: what stands behind a label.
    for label in ["Lead:** ", "Build:** ", "Host:** ", "Tests pass: ", "Result:** ", "Time:** ", "On-call knows: "] {
        let rest = text.split_once(label).map_or("", |(_, rest)| rest);
        let end = ["\n", " **", " —", "%"].iter().filter_map(|end| rest.find(end)).min().unwrap_or(rest.len());
        out.push((format!("value of {label}"), rest[..end].to_owned()));
    }
    out
}

fn lines<'t>(text: &'t str, mark: &str) -> Vec<&'t str> {
    text.lines().filter(|line| line.contains(mark)).collect()
}

/// A text with one side of each conflict: 0 for ours, 1 for theirs.
fn resolved(text: &str, wanted: usize) -> String {
    let mut side = None;
    let mut out = String::new();
    for line in text.split_inclusive('\n') {
        match line.split(' ').next().unwrap_or("").trim_end() {
            "<<<<<<<" => side = Some(0),
            "=======" => side = Some(1),
            ">>>>>>>" => side = None,
            _ if side.is_none() || side == Some(wanted) => out.push_str(line),
            _ => {}
        }
    }
    out
}

#[test]
fn of_500_pairs_of_writers_nothing_is_lost_and_nothing_made_up() {
    let (mut merged_cleanly, mut in_conflict, mut with_changes_on_one_line) = (0, 0, 0);
    for seed in 0..500 {
        let mut dice = Dice(seed);
        // Half of the pairs start from a run that somebody has worked on before.
        let base = if seed % 2 == 0 { RUN.to_owned() } else { work(&mut dice, "Cy", RUN) };
        let (ours, theirs) = (work(&mut dice, "Ana", &base), work(&mut dice, "Ben", &base));
        let result = merged(&base, &ours, &theirs);
        let said = says;
        let (old, one, other) = (said(&base), said(&ours), said(&theirs));
        assert!(old.len() == one.len() && old.len() == other.len(), "seed {seed}");
        let mut disagree = Vec::new();
        let mut expected = Vec::new();
        for ((old, one), other) in old.iter().zip(&one).zip(&other) {
            if one != old && other != old && one != other {
                disagree.push(old.0.clone());
            }
            expected.push(if one == old { other.clone() } else { one.clone() });
        }
        if result.conflicts > 0 {
            in_conflict += 1;
            // A conflict has a reason: something that both changed and differently, in words or on the same bytes.
            let both_placeholders = ours.contains("[VERSION]") != base.contains("[VERSION]")
                && theirs.contains("[VERSION]") != base.contains("[VERSION]");
            let both_backups = lines(&ours, "Backup of") != lines(&base, "Backup of")
                && lines(&theirs, "Backup of") != lines(&base, "Backup of");
            let both_times = !ours.contains("[TIME] |") && !theirs.contains("[TIME] |") && base.contains("[TIME] |");
            assert!(
                !disagree.is_empty() || both_placeholders || both_backups || both_times,
                "seed {seed} is in conflict for nothing:\n{}",
                result.text
            );
            // Nothing is lost: whoever takes one side of each conflict has all that this side has said.
            for (side, own, copy) in [(0, &one, &ours), (1, &other, &theirs)] {
                let text = resolved(&result.text, side);
                let found = says(&text);
                for ((((old, one), other), found), own) in old.iter().zip(&one).zip(&other).zip(&found).zip(own) {
                    let known = found == old || found == one || found == other;
                    assert!(known && (own == old || found == own), "seed {seed}: {found:?}, not {own:?}");
                }
                for line in lines(copy, "**Note:**").into_iter().chain(lines(copy, " UTC |")) {
                    assert!(text.lines().any(|known| known == line), "seed {seed}: lost {line}");
                }
            }
            continue;
        }
        assert!(
            disagree.is_empty(),
            "seed {seed}: {disagree:?} are said differently, and no conflict:\n{}",
            result.text
        );
        assert_eq!(said(&result.text), expected, "seed {seed}:\n{}", result.text);
        for mark in ["**Note:**", " UTC |"] {
            for line in lines(&ours, mark).into_iter().chain(lines(&theirs, mark)) {
                assert!(result.text.lines().any(|known| known == line), "seed {seed}: lost {line}");
            }
            for line in lines(&result.text, mark) {
                assert!(ours.lines().chain(theirs.lines()).any(|known| known == line), "seed {seed}: made up {line}");
            }
        }
        merged_cleanly += 1;
        let changed = |text: &str| -> Vec<usize> {
            let old: Vec<&str> = base.lines().collect();
            (0..old.len()).filter(|at| !text.lines().any(|line| line == old[*at])).collect()
        };
        with_changes_on_one_line += usize::from(changed(&ours).iter().any(|at| changed(&theirs).contains(at)));
    }
    println!("{merged_cleanly} merged, {in_conflict} in conflict, {with_changes_on_one_line} with changes on one line");
    assert!(merged_cleanly >= 250 && in_conflict >= 50 && with_changes_on_one_line >= 20);
}

/// A repository in which git merges runs by gonogo.
fn repository() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.write(".gitattributes", "*.run.md merge=gonogo\n");
    sandbox.write("x.run.md", RUN);
    sandbox.git(&["config", "merge.gonogo.driver", &format!("'{GONOGO}' merge --marker-size %L %O %A %B %P")]);
    sandbox.git(&["add", "."]);
    sandbox.git(&["commit", "-q", "-m", "a run"]);
    sandbox
}

/// Two branches with these texts, merged by git itself; whether it went cleanly.
fn merged_by_git(sandbox: &Sandbox, ours: &str, theirs: &str) -> bool {
    sandbox.git(&["checkout", "-q", "-b", "theirs"]);
    sandbox.write("x.run.md", theirs);
    sandbox.git(&["commit", "-q", "-a", "-m", "theirs"]);
    sandbox.git(&["checkout", "-q", "main"]);
    sandbox.write("x.run.md", ours);
    sandbox.git(&["commit", "-q", "-a", "-m", "ours"]);
    sandbox.try_git(&["merge", "-q", "--no-edit", "theirs"]).status.success()
}

#[test]
fn git_merges_runs_by_what_they_say() {
    let ticked = RUN.replace("[ ] On-call", "[x] On-call");
    let filled = RUN.replace("knows: ____", "knows: 47").replace("[ ] Support", "[x] Support");
    let sandbox = repository();
    assert!(merged_by_git(&sandbox, &ticked, &filled));
    let text = std::fs::read_to_string(sandbox.dir().join("x.run.md")).expect("the run");
    assert_eq!(text, filled.replace("[ ] On-call", "[x] On-call"));

    let sandbox = repository();
    assert!(!merged_by_git(&sandbox, &RUN.replace("[ ] **GO", "[x] **GO"), &RUN.replace("[ ] **NO", "[x] **NO")));
    assert!(sandbox.git(&["status", "--porcelain"]).starts_with("UU x.run.md"));
    let text = std::fs::read_to_string(sandbox.dir().join("x.run.md")).expect("the run");
    assert!(text.contains("<<<<<<< ours\n- [x] **GO**\n- [ ] **NO-GO**\n=======\n"), "{text}");
}

#[test]
fn the_driver_says_what_is_left_to_decide() {
    let env = CliEnv::new().file("o", "- [ ] a: ____\n").file("a", "- [ ] a: 1\n").file("b", "- [ ] a: 2\n");
    env.gonogo(["merge", "o", "a", "b", "releases/x.md"])
        .exit(1)
        .remarks("releases/x.md: one place is said differently");
    assert!(env.read("a").contains("======="));
    let env = CliEnv::new().file("o", "- [ ] a: ____\n").file("a", "- [x] a: ____\n").file("b", "- [ ] a: 2\n");
    env.gonogo(["merge", "o", "a", "b"]).exit(0).stdout("").stderr("");
    assert_eq!(env.read("a"), "- [x] a: 2\n");
    let env = env.file("b", b"\xff\xfe");
    env.gonogo(["merge", "o", "a", "b"]).exit(2);
    assert_eq!(env.read("a"), "- [x] a: 2\n", "ours is left as it is");
}

/// Lines of a checklist, some of them broken, in any order.
fn any_text() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::*;
    let line = prop::sample::select(vec![
        "- [ ] a b c",
        "- [x] a b c",
        "- [ ] a b: ____",
        "  - **Note:** x",
        "# T",
        "",
        "| a | b |",
        "|---|---|",
        "```",
        "<<<<<<< x",
        "=======",
        "**A:** ____",
        "---",
        "title: x",
        "é ____ 漢",
        "____/____",
    ]);
    let end = prop::sample::select(vec!["\n", "\n", "\n", "\r\n"]);
    (prop::collection::vec((line, end), 0..12), any::<bool>()).prop_map(|(lines, open)| {
        let text: String = lines.iter().map(|(line, end)| format!("{line}{end}")).collect();
        if open { text.trim_end_matches(['\r', '\n']).to_owned() } else { text }
    })
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 300, failure_persistence: None, ..Default::default() })]

    #[test]
    fn where_only_one_has_changed_anything_that_is_what_comes_of_it(base in any_text(), ours in any_text(), theirs in any_text()) {
        for (one, other, expected) in [(&ours, &base, &ours), (&base, &theirs, &theirs), (&ours, &ours, &ours)] {
            let merged = merged(&base, one, other);
            proptest::prop_assert_eq!((&merged.text, merged.conflicts), (expected, 0));
        }
        // Whatever comes of two: both ways round the same places are in question.
        let there = merged(&base, &ours, &theirs);
        let back = merged(&base, &theirs, &ours);
        proptest::prop_assert_eq!(there.conflicts > 0, back.conflicts > 0);
    }
}
