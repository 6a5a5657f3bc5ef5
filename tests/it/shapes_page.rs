//! The page of what is read: each of its examples is compiled, and the outline is the one that it shows.

use crate::output::Case;
use gonogo::output::{Style, outline};

/// The text of each fenced block in a language.
fn blocks<'a>(page: &'a str, language: &str) -> Vec<&'a str> {
    let open = format!("```{language}\n");
    page.split(&open).skip(1).map(|rest| rest.split_once("```").expect("a fence is closed").0).collect()
}

#[test]
fn the_examples_of_the_page_are_read_as_it_shows() {
    let page = include_str!("../../docs/reading.md");
    let (documents, shown) = (blocks(page, "markdown"), blocks(page, "text"));
    assert!(documents.len() == shown.len() && documents.len() > 7, "{} and {}", documents.len(), shown.len());
    for (document, shown) in documents.into_iter().zip(shown) {
        let case = Case::new("example.md", document);
        let mut out = Vec::new();
        outline::outline(&case.checklist, &[], &Style::default(), &mut out).expect("written");
        let all = String::from_utf8(out).expect("text");
        // Without the title above and the sum below.
        let (_, body) = all.split_once("\n\n").expect("a title");
        let (body, _) = body.rsplit_once("\n\nexample.md: ").expect("a sum");
        assert_eq!(body, shown.trim_end(), "{document}");
    }
}
