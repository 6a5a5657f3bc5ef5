//! The outline guard by itself: raw edits that would change more than they are meant to.

use gonogo::fill::{Allowed, apply};
use gonogo::model::State;
use gonogo::text::{Edit, EditSet, Span};

use super::source;

const RUN: &str = "# Go\n\n**Lead:** ____\n\n- [ ] Ship it\n- [ ] Tell them\n\n```sh\necho NOTE\n```\n\n| Item | Count |\n|---|---|\n| web | NOTE2 |\n\n\
## Decision\n\n- [ ] **GO** - proceed\n- [ ] **NO-GO** - abort\n\n## Rollback triggers\n\n- [ ] Error rate > 1%\n\n## Sign-off\n\n- QA Lead: ____ Date: ____\n";

/// What the guard says to `new` in the place of the first `old`.
fn guarded(old: &str, new: &str, allowed: &Allowed) -> Result<String, String> {
    let run = source(RUN);
    let start = RUN.find(old).expect("the place");
    let edit = Edit { span: Span::new(start, start + old.len()), text: new.to_owned() };
    let edits = EditSet::new(&run, vec![edit]).expect("an edit");
    apply(&run, &edits, allowed).map(|after| after.text().to_owned()).map_err(|error| error.to_string())
}

#[test]
fn structure_is_kept() {
    for (old, new, what) in [
        ("____", "x\n- [x] y", "this would make an item with a box"),
        ("____", "x\n\n# Owned", "this would make a heading"),
        ("____", "x\n\n```", "this would"),
        ("____", "<b>x</b>", "this would make raw HTML"),
        ("____", "[x](y)", "this would make a link"),
        ("NOTE", "NOTE\n```\n\n- [x] y\n\n```", "this would make a"),
        ("NOTE2", "NOTE2 | x |\n| y", "this would make a table row"),
        ("# Go", "Go", "this would undo a heading"),
        ("- [ ] Ship it\n", "", "this would undo an item with a box"),
        ("- [ ] Ship it", "Ship it", "this would undo an item with a box"),
    ] {
        let said = guarded(old, new, &Allowed::default()).expect_err(new);
        assert!(said.contains(what), "{new:?}: {said}");
    }
}

#[test]
fn states_names_and_decisions_are_kept_unless_they_are_meant() {
    for (old, new, what) in [
        ("[ ] Ship", "[x] Ship", "line 5: this would tick the item"),
        ("Tell them", "Tell them — N/A: x", "line 6: this would make the item not applicable"),
        ("Tell them", "Tell them (if applicable)", "line 6: this would change whether the item has to be done"),
        ("[ ] **GO", "[x] **GO", "this would tick the item"),
        ("[ ] Error", "[x] Error", "this would tick the item"),
        ("QA Lead: ____", "QA Lead: Mallory", "this would sign for QA Lead; use gonogo sign"),
        ("- QA Lead", "- QA Lead: ____ Date: ____\n- Owner", "this would make or undo a sign-off"),
        ("____", "[NAME]", "this would make a placeholder that is still to be filled in"),
        ("____", "a\u{200b}b", "an invisible character U+200B stands here"),
        ("## Rollback triggers", "## Notes", "this would change"),
    ] {
        let said = guarded(old, new, &Allowed::default()).expect_err(new);
        assert!(said.contains(what), "{new:?}: {said}");
    }
    let allowed = Allowed { items: [(0, State::Done)].into(), ..Allowed::default() };
    assert!(guarded("[ ] Ship", "[x] Ship", &allowed).is_ok());
    assert!(guarded("[ ] Tell", "[x] Tell", &allowed).is_err());
    let allowed = Allowed { sign_offs: [0].into(), ..Allowed::default() };
    assert!(guarded("QA Lead: ____", "QA Lead: Ana", &allowed).is_ok());
    assert!(guarded("____", "Ana", &Allowed::default()).is_ok());
}

#[test]
fn edits_of_another_text_are_refused() {
    let (old, new) = (source("a ____"), source("b ____"));
    let edits = EditSet::new(&old, vec![Edit { span: Span::new(2, 6), text: "x".into() }]).expect("an edit");
    let said = apply(&new, &edits, &Allowed::default()).expect_err("stale").to_string();
    assert_eq!(said, "the file has changed since it was read");
}
