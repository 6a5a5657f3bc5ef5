//! The words that people use, by what they mean: data, one file a theme; [`vocabulary`](super::vocabulary) looks for them.

use super::vocabulary::Words;

/// The lists of a theme: for each its name, and its words in lower case.
macro_rules! words {
    ($theme:ident; $($(#[$doc:meta])* $name:ident = [$($word:literal),* $(,)?];)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, reason = "they number the lists of the same names")]
        enum Own { $($name),* }
        $($(#[$doc])* pub const $name: super::Words = super::words_of(super::Theme::$theme, Own::$name as usize);)*
        /// The words of each list.
        pub const LISTS: super::Lists = &[$(&[$($word),*]),*];
        const _: () = assert!(super::is_theme(super::Theme::$theme, LISTS), "the file's own theme stands first in it");
    };
}
use words;

/// The themes, each in a file of its own.
macro_rules! themes {
    ($($theme:ident),*) => {
        $(mod $theme; pub use $theme::*;)*
        #[allow(non_camel_case_types, reason = "they number the files of the same names")]
        enum Theme { $($theme),* }
        /// The lists of all themes.
        pub const THEMES: &[Lists] = &[$($theme::LISTS),*];
    };
}
themes! {
    conditions, clauses, titles, checklists, work, people, approvals, values, decisions, states, tables, verdicts, measures,
    hindrances, times, results, refusals, optional, options, sign_columns, ends, denials, asked
}

/// The words of several lists.
type Lists = &'static [&'static [&'static str]];

/// What finds the words of a list of a theme: lists are numbered through all themes.
#[expect(clippy::indexing_slicing, reason = "a constant function knows no iterators, and fails when compiled")]
const fn words_of(theme: Theme, list: usize) -> Words {
    let (mut before, mut at, theme) = (0, 0, theme as usize);
    while at < theme {
        before += THEMES[at].len();
        at += 1;
    }
    Words::numbered(before + list)
}

/// Whether `lists` are those of a theme: the first word tells.
#[expect(clippy::indexing_slicing, reason = "a constant function knows no iterators, and fails when compiled")]
const fn is_theme(theme: Theme, lists: Lists) -> bool {
    let (own, other) = (lists[0][0].as_bytes(), THEMES[theme as usize][0][0].as_bytes());
    let mut at = 0;
    while at < own.len() && at < other.len() && own[at] == other[at] {
        at += 1;
    }
    at == own.len() && at == other.len()
}

/// Names of HTML elements that may start a block or stand in prose; anything else in angle brackets is a placeholder.
const HTML: &[&str] = &[
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "b",
    "blockquote",
    "body",
    "br",
    "button",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "em",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "frame",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "legend",
    "li",
    "link",
    "main",
    "mark",
    "menu",
    "meta",
    "nav",
    "object",
    "ol",
    "optgroup",
    "option",
    "p",
    "param",
    "picture",
    "pre",
    "q",
    "s",
    "samp",
    "script",
    "search",
    "section",
    "select",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "track",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];

/// Whether `name` is an element of HTML.
pub fn is_html_element(name: &str) -> bool {
    HTML.binary_search(&name.to_ascii_lowercase().as_str()).is_ok()
}

/// What joins the parts of a title.
pub const JOINS: &[&str] = &[" and ", " & ", " + ", " with ", " und ", " et ", " y ", " e ", "/", ","];

/// Units that only a number has.
pub const UNITS: &[&str] = &["GB", "MB", "TB", "KB", "GiB", "MiB", "vCPUs", "ms"];
