//! Two hundred payloads in every string of a report: a reader of HTML as browsers have it sees the same elements and
//! attributes as in a harmless page, and a checklist compiler the same items in the Markdown.

use std::cell::RefCell;

use gonogo::parse::parse;
use gonogo::report;
use gonogo::text::Source;
use html5ever::tokenizer::states::{Rawtext, Rcdata, ScriptData};
use html5ever::tokenizer::{BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use crate::report::{poisoned, shape};

/// What makes a payload active.
const ACTIVE: [&str; 20] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x>",
    "<math><mi xlink:href=\"javascript:alert(1)\">",
    "<iframe srcdoc=\"<script>alert(1)</script>\">",
    "<a href=\"javascript:alert(1)\">x</a>",
    "<object data=javascript:alert(1)>",
    "<form action=javascript:alert(1)><button>",
    "<meta http-equiv=refresh content=\"0;url=//example.org\">",
    "<base href=//example.org>",
    "<link rel=stylesheet href=//example.org/x.css>",
    "<details open ontoggle=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    " onmouseover=alert(1) x=",
    " style=background:url(//example.org)",
    "- [x] forged",
    "# Forged\n\n- [ ] one more\n",
    "| a | b |\n|---|---|\n| c | [ ] |\n",
    "![beacon](https://example.org/x.png) @team <!-- gonogo: ignore open-item: x -->",
];

/// What breaks out of where the payload stands.
const BREAKS: [(&str, &str); 10] = [
    ("", ""),
    ("\">", "<\""),
    ("'>", "<'"),
    ("</title></style></script>", ""),
    ("--><!--", "-->"),
    ("</td></tr></table>", "<table>"),
    ("\n\n", "\n\n"),
    ("`", "`"),
    ("]](", ")"),
    ("&lt;&#x3c;\u{0}\u{1b}[2J\u{202e}", "\u{2028}"),
];

fn payloads() -> impl Iterator<Item = String> {
    ACTIVE.iter().flat_map(|active| BREAKS.iter().map(move |(open, close)| format!("{open}{active}{close}")))
}

/// Notes each tag with the names of its attributes, as a browser's tokeniser reads them.
#[derive(Default)]
struct Tags(RefCell<Vec<String>>);

impl TokenSink for Tags {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let Token::TagToken(tag) = token else { return TokenSinkResult::Continue };
        let names: Vec<String> = tag.attrs.iter().map(|attribute| attribute.name.local.to_string()).collect();
        self.0.borrow_mut().push(format!("{:?} {} {names:?}", tag.kind, tag.name));
        match (tag.kind, &*tag.name) {
            (TagKind::StartTag, "title" | "textarea") => TokenSinkResult::RawData(Rcdata),
            (TagKind::StartTag, "style") => TokenSinkResult::RawData(Rawtext),
            (TagKind::StartTag, "script") => TokenSinkResult::RawData(ScriptData),
            _ => TokenSinkResult::Continue,
        }
    }
}

fn tags(page: &str) -> Vec<String> {
    let queue = BufferQueue::default();
    queue.push_back(page.into());
    let tokenizer = Tokenizer::new(Tags::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.0.take()
}

fn page(template: &str, payload: &str) -> String {
    report::find(template).expect("a template").render(&poisoned(payload).0).expect("a page")
}

#[test]
fn a_page_has_the_same_elements_whatever_is_written_in_the_run() {
    assert_eq!(payloads().count(), 200);
    let plain = tags(&page("html", "harmless"));
    assert!(plain.len() > 50 && !plain.iter().any(|tag| tag.contains("script")), "{plain:#?}");
    for payload in payloads() {
        let page = page("html", &payload);
        assert_eq!(tags(&page), plain, "{payload}");
        let raw = page.chars().find(|c| c.is_control() && *c != '\n');
        assert_eq!((raw, page.contains('\u{202e}')), (None, false), "{payload:?}");
    }
    assert!(page("html", "x").contains("default-src 'none'"));
}

#[test]
fn a_page_in_markdown_has_the_same_items_whatever_is_written_in_the_run() {
    let read = |page: String| {
        let source = Source::new("report.md", page.clone().into()).expect("a text");
        let checklist = parse(&source);
        let ticks: Vec<_> =
            checklist.items.iter().map(|item| (item.at.line, item.state, item.box_span.is_some())).collect();
        (shape(&page), ticks, checklist.summary.gfm_tasks)
    };
    let plain = read(page("markdown", "harmless"));
    for payload in payloads() {
        assert_eq!(read(page("markdown", &payload)), plain, "{payload}");
    }
}
