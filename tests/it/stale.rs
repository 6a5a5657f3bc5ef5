//! What has changed since somebody signed is named by its line, here and in the record, as far as the text that was signed
//! can be found.

use gonogo::record::{Doubt, Outcome};

use crate::insider::Kept;
use crate::team::{PATH, Team};

/// The texts that were signed, as they lie beside the run.
fn kept(team: &Team) -> Vec<std::path::PathBuf> {
    let folder = std::fs::read_dir(team.env.path("releases/v1.2.0.signoffs")).unwrap();
    folder.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == "seen")).collect()
}

const CHANGED: &str = "what “QA Lead” signed has changed since";
const LINE_4: &str = ", first in line 4: “- [x] Tests pass” then, “- [x] Tests pass today” now";

#[test]
fn the_first_changed_line_is_named() {
    let team = Team::new();
    team.sign_all();
    // Both have signed the same.
    assert_eq!(kept(&team).len(), 1);
    team.edit("Tests pass", "Tests pass today");
    let said = team.check().exit(1).says(&format!("{CHANGED}{LINE_4}"));
    assert_eq!(said.stdout.matches(LINE_4).count(), 2);
    team.edit("- [x] Backup taken\n", "");
    team.check().exit(1).says("first in line 3: “- [x] Backup taken” then, “- [x] Tests pass today” now");
    team.edit("- [x] Tests pass today\n", "- [x] Backup taken\n- [x] Tests pass\n");
    team.check().exit(0);
    team.edit("- [ ] NO-GO", "- [ ] NO-GO\n\u{1b}[2J");
    let hidden = team.check().exit(1).says("first in line 10: an empty line then");
    assert!(!hidden.stdout.contains('\u{1b}'), "{hidden:?}");
}

#[test]
fn the_text_is_found_in_history_and_believed_by_its_digest_only() {
    let team = Team::new();
    team.sign("ben", "QA Lead", []).exit(0);
    let git = |args: &[&str]| team.env.sandbox().git(args);
    git(&["add", "releases"]);
    git(&["commit", "-q", "-m", "Ben's word"]);
    team.edit("Tests pass", "Tests pass today");
    for path in kept(&team) {
        std::fs::write(path, "# Another text\n").unwrap();
    }
    team.check().exit(1).says(&format!("{CHANGED}{LINE_4}"));
    // Where it is nowhere, that is no reason to be silent.
    git(&["checkout", "-q", "--orphan", "other"]);
    let said = team.check().exit(1).says(CHANGED);
    assert!(!said.stdout.contains("first in"), "{said:?}");
}

#[test]
fn of_an_item_the_line_is_that_of_the_document() {
    let team = Team::new();
    let text = "# Release 1.2.0\n\n- [x] Tests pass\n- [x] Backup taken\n  - **Responsible:** QA Lead\n  \
                - **Note:** on disk 1\n  - **Sign-off:** ________\n";
    std::fs::write(team.env.path(PATH), text).unwrap();
    team.sign("ben", "QA Lead", []).exit(0);
    team.edit("disk 1", "disk 2");
    team.check().exit(1).says("first in line 6: “- **Note:** on disk 1” then, “- **Note:** on disk 2” now");
}

#[test]
fn what_was_signed_and_changed_later_is_recorded_with_it() {
    let team = Team::new();
    team.sign("ben", "QA Lead", ["--decision", "NO-GO", "--reason", "the restore test failed"]).exit(0);
    team.edit("Tests pass", "Tests pass, the restore too");
    team.sign("ben", "QA Lead", ["--decision", "GO"]).exit(0);
    team.sign("ana", "Release Manager", []).exit(0);
    team.record().exit(0);
    team.record().exit(0).says("recorded");
    team.audit().exit(0);
    let files = team.env.sandbox().git(&["ls-tree", "-r", "--name-only", "gonogo/record", "runs/v1.2.0/seen"]);
    let seen = team.env.sandbox().git(&["show", &format!("gonogo/record:{}", files.trim())]);
    assert!(seen.contains("- [x] Tests pass\n"), "{seen}");
}

#[test]
fn in_the_record_a_changed_line_is_named_too() {
    let kept = Kept::of(Team::new());
    let reasons = |change: &dyn Fn(&mut String, &mut String)| {
        let mut files = kept.files.clone();
        let mut take = |name: &str| String::from_utf8(files.remove(name).unwrap()).unwrap();
        let (mut checklist, mut content) = (take("checklist.md"), take("content.md"));
        change(&mut checklist, &mut content);
        files.insert("checklist.md".into(), checklist.into());
        files.insert("content.md".into(), content.into());
        let reason = |doubt| match doubt {
            Doubt::Fault(path, fault) => format!("{path}: {} ({})", fault.reason, fault.rule),
            Doubt::Unchecked(reason) => reason,
        };
        kept.doubts(&files, Outcome::Go).into_iter().map(reason).collect::<Vec<_>>().join("\n")
    };
    let weaker = |text: &mut String| *text = text.replace("Tests pass", "Tests may pass");
    let said = reasons(&|checklist, _| weaker(checklist));
    assert!(said.contains("line 4 is “- [x] Tests pass”, there “- [x] Tests may pass” (render-differs)"), "{said}");
    assert!(said.contains(", first in line 4: “- [x] Tests pass” then, “- [x] Tests may pass” now"), "{said}");
    let said = reasons(&|_, content| weaker(content));
    assert!(said.contains("line 4 is “- [x] Tests may pass”, there “- [x] Tests pass” (render-differs)"), "{said}");
}
