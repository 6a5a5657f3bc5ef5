//! Titles of sections in the forms that people give them.

use gonogo::model::Label;
use gonogo::parse::parse;
use gonogo::text::Source;

/// Label and title of each section.
fn titles(text: &str) -> Vec<(Label, String)> {
    let source = Source::new("run.md", text.into()).expect("a text");
    parse(&source).sections.into_iter().map(|section| (section.label, section.title)).collect()
}

#[test]
fn whatever_people_put_above_a_list_titles_it() {
    for (above, label, title) in [
        ("## Before\n\n", Label::Heading, "Before"),
        ("Before\n------\n\n", Label::Heading, "Before"),
        ("### 🚀 3. Launch (T-24 h, 15 min)\n\n", Label::Heading, "3. Launch"),
        ("**Before**\n", Label::Bold, "Before"),
        ("***Before***\n\n", Label::Bold, "Before"),
        ("*Before*\n\n", Label::Paragraph, "Before"),
        ("__Before:__\n\n", Label::Paragraph, "Before"),
        ("Before\n", Label::Paragraph, "Before"),
        ("Before the release:\n\n", Label::Paragraph, "Before the release"),
        ("---\n\nBefore the release:\n\n---\n\n", Label::Paragraph, "Before the release"),
        ("- Before:\n", Label::Bullet, "Before"),
    ] {
        let indent = if label == Label::Bullet { "  " } else { "" };
        let text = format!("Said first.\n\n{above}{indent}- [ ] Tag\n{indent}- [ ] Push\n");
        assert_eq!(titles(&text), [(label, title.to_owned())], "{text}");
    }
}

#[test]
fn sentences_above_a_list_title_nothing() {
    for above in ["We do this each week.\n\n", "*See the wiki.*\n\n", "Owner: Ana\n", "Is it ready?\n"] {
        assert_eq!(titles(&format!("{above}- [ ] Tag\n")), [], "{above}");
    }
}
