//! Ticking, unticking, not applicable, failed; and finding the item that is meant.

use gonogo::fill::{Change, FillError, fail, not_applicable, select, tick, untick};
use gonogo::model::{Checklist, Item};
use gonogo::text::Source;

use super::compiled;

/// What `change` makes of the item `what` names.
fn changed(
    text: &str,
    what: &str,
    change: impl Fn(&Source, &Checklist, &Item) -> Result<Change, FillError>,
) -> Result<String, String> {
    let (source, checklist) = compiled(text);
    let item = select(&checklist, what).map_err(|error| error.to_string())?;
    let after = change(&source, &checklist, item).and_then(|change| change.apply(&source));
    after.map(|after| after.text().to_owned()).map_err(|error| error.to_string())
}

fn na(reason: &'static str) -> impl Fn(&Source, &Checklist, &Item) -> Result<Change, FillError> {
    move |source, checklist, item| not_applicable(source, checklist, item, reason)
}

fn failed(reason: &'static str) -> impl Fn(&Source, &Checklist, &Item) -> Result<Change, FillError> {
    move |source, checklist, item| fail(source, checklist, item, reason)
}

#[test]
fn each_shape_of_box_is_ticked_and_unticked_in_its_own_way() {
    for (open, done) in [
        ("- [ ] a b\n", "- [x] a b\n"),
        (" * [ ]  a b", " * [x]  a b"),
        ("- ☐ a b\n", "- ☑ a b\n"),
        ("☐ a b\n", "☑ a b\n"),
        ("| Item | Done |\n|---|---|\n| a b cd | [ ] |\n", "| Item | Done |\n|---|---|\n| a b cd | [x] |\n"),
        ("| Item | Done |\n|---|---|\n| a b cd | ⬜ |\n", "| Item | Done |\n|---|---|\n| a b cd | ✅ |\n"),
    ] {
        assert_eq!(changed(open, "a b", tick).as_deref(), Ok(done));
        assert_eq!(changed(done, "a b", tick).as_deref(), Ok(done), "twice");
        assert_eq!(changed(done, "a b", untick).as_deref(), Ok(open));
        assert_eq!(changed(open, "a b", untick).as_deref(), Ok(open), "twice");
    }
    assert_eq!(changed("⬜ a b\n", "a b", tick).as_deref(), Ok("☑ a b\n"), "a square is a box anywhere");
    let row = |cell: &str| format!("| Item | Status |\n|---|---|\n| Backups restored |{cell}|\n");
    assert_eq!(changed(&row(" Pending "), "backups", tick), Ok(row(" Done ")));
    assert_eq!(changed(&row("  "), "backups", tick), Ok(row("  Done ")));
    assert_eq!(changed(&row(" Pending "), "backups", na("no data")), Ok(row(" N/A: no data ")));
    assert_eq!(changed(&row(" Pending "), "backups", failed("a \\| b")), Ok(row(" FAILED: a \\\\\\| b ")));
}

#[test]
fn reasons_stand_behind_the_first_line() {
    let cases = [
        ("- [ ] a b  \n  more\n- [ ] c\n", "- [x] a b — N/A: no \\*db\\*  \n  more\n- [ ] c\n"),
        ("- [ ] a b\\\n  more\n", "- [x] a b — N/A: no \\*db\\*\\\n  more\n"),
        ("- [ ] **a b**\r\n  - [ ] c\r\n", "- [x] **a b** — N/A: no \\*db\\*\r\n  - [ ] c\r\n"),
        ("- ☐ a b", "- ☑ a b — N/A: no \\*db\\*"),
    ];
    for (open, expected) in cases {
        assert_eq!(changed(open, "a b", na("no *db*")).as_deref(), Ok(expected));
        assert_eq!(changed(expected, "a b", untick).as_deref(), Ok(open), "taken back");
    }
    assert_eq!(changed("- [ ] a b\n", "a b", failed("it broke")).as_deref(), Ok("- [ ] a b — FAILED: it broke\n"));
    assert_eq!(changed("- [ ] a b — FAILED: it broke\n", "a b", untick).as_deref(), Ok("- [ ] a b\n"));
    let same = "- [x] a b — N/A: no db\n";
    assert_eq!(changed(same, "a b", na("no db")).as_deref(), Ok(same));
}

#[test]
fn what_makes_no_sense_is_refused() {
    let no = |text, change: &dyn Fn(&Source, &Checklist, &Item) -> Result<Change, FillError>| {
        changed(text, "a b", change).expect_err("refused")
    };
    let already = |state| format!("line 1: the item is already {state}; untick it first");
    assert_eq!(no("- [x] a b — N/A: no db\n", &tick), already("not applicable"));
    assert_eq!(no("- [x] a b — N/A: no db\n", &na("other")), already("not applicable, for another reason"));
    assert_eq!(no("- [x] a b\n", &na("no db")), already("ticked"));
    assert_eq!(no("- [ ] a b — FAILED: x\n", &tick), already("failed"));
    assert!(no("- [] a b\n", &tick).contains("write its box as `- [ ]` first"));
    assert!(no("- [x] a b\n- [ ] c\n", &failed("x")).contains("ticked"));
    assert!(no("- [ ] a b\n", &na("x\n- [x] c")).starts_with("the value of `reason` can't be written on line 1"));
    assert!(no("- [ ] a b\n", &na(" ")).contains("it is empty"));
    assert!(no("- [ ] a b\n", &na("x — FAILED: y")).contains("this would make the item failed"));
}

#[test]
fn items_are_found_by_id_line_and_words() {
    let text = "# Go\n\n## One\n\n- [ ] Back up the database\n- [ ] Restore it\n\n## Two\n\n- [ ] Back up the files\n- [ ] Restore it\n";
    let (_, checklist) = compiled(text);
    let line = |what: &str| select(&checklist, what).map(|item| item.at.line).map_err(|error| error.to_string());
    let id = checklist.items[2].id.to_string();
    assert_eq!(line(&id), Ok(10));
    assert_eq!(line("two/restore-it"), Ok(11));
    assert_eq!(line(":6"), Ok(6));
    assert_eq!(line("FILES back"), Ok(10));
    assert_eq!(line("back up the database"), Ok(5));
    let both = line("restore it").expect_err("two");
    assert!(both.contains("(:6)") && both.contains("(:11)"), "{both}");
    assert!(line("nothing").is_err() && line(":7").is_err() && line("").is_err());
}
