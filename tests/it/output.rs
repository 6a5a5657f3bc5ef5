//! Output: every finding written once, in each format; safe to show; the right line and column.

use std::str::FromStr;

use gonogo::diagnostic::Diagnostic;
use gonogo::evidence::Evidence;
use gonogo::model::Checklist;
use gonogo::output::{self, Style};
use gonogo::text::{Source, Span, escape, escape_line};
use gonogo::time::Timestamp;
use gonogo::verdict::{Judged, Verdict};
use proptest::prelude::*;

pub const DEMO: &str = include_str!("../../templates/demo.md");

pub fn now() -> Timestamp {
    Timestamp::from_unix(super::support::NOW).expect("a time")
}

/// A document with what the rules say of it.
pub struct Case {
    pub source: Source,
    pub checklist: Checklist,
    pub diagnostics: Vec<Diagnostic>,
}

impl Case {
    pub fn new(path: &str, text: &str) -> Self {
        let source = Source::new(path, text.into()).expect("a text");
        let checklist = gonogo::parse::parse(&source);
        let diagnostics = gonogo::rules::judge(&source, &checklist, &Evidence::at(now()));
        Self { source, checklist, diagnostics }
    }

    pub fn saying(mut self, diagnostics: Vec<Diagnostic>) -> Self {
        self.diagnostics = diagnostics;
        self
    }

    pub fn judged(&self) -> Judged<'_> {
        Judged {
            source: &self.source,
            checklist: &self.checklist,
            diagnostics: &self.diagnostics,
            verdict: Verdict::of(&self.diagnostics),
            at: now(),
        }
    }
}

fn write(format: &str, judged: &[Judged], style: &Style) -> String {
    let mut out = Vec::new();
    (output::find(format).expect("a format").write)(judged, style, &mut out).expect("written");
    String::from_utf8(out).expect("UTF-8")
}

fn text(case: &Case, style: &Style) -> String {
    write("text", &[case.judged()], style)
}

const CONCISE: Style = Style { colour: false, concise: true, all: false, limit: 20, most: 40, width: 100 };

/// A run of which three things are said, whatever the rules say.
fn three_findings() -> Case {
    let case = Case::new("releases/1.md", "# R\n\n- [x] Build\n- [ ] Tell the team\n- [ ] Failures: ____%\n");
    let at = |needle: &str| {
        let start = case.source.text().find(needle).expect("needle");
        Span::new(start, start + needle.len())
    };
    let said = vec![
        Diagnostic::hold("open-item", at("- [ ] Tell the team"), "“Tell the team” is open").help("do it, then tick it"),
        Diagnostic::hold("count", at("____"), "one thing is said twice")
            .label("here")
            .related(at("Build"), "and here")
            .undecided(),
        Diagnostic::hold("layout", at("Tell the team\n- [ ] Failures"), "two lines are meant").label("both").warning(),
    ];
    case.saying(said)
}

#[test]
fn findings_with_their_lines() {
    insta::assert_snapshot!(text(&three_findings(), &Style::default()));
}

#[test]
fn findings_on_one_line_each() {
    insta::assert_snapshot!(text(&three_findings(), &CONCISE));
}

#[test]
fn outline_of_the_demo() {
    let mut out = Vec::new();
    output::outline::outline(&Case::new("demo.md", DEMO).checklist, &[], &Style::default(), &mut out).expect("written");
    insta::assert_snapshot!(String::from_utf8(out).expect("UTF-8"));
}

#[test]
fn columns_count_characters() {
    let text_of = |needle: &str| {
        let source = "é🙂\t漢 here\r\nsecond ñ there\n";
        let at = source.find(needle).expect("needle");
        let found = Diagnostic::hold("r", Span::new(at, at + needle.len()), "m").label("look");
        let case = Case::new("a.md", source).saying(vec![found]);
        (text(&case, &CONCISE), text(&case, &Style::default()))
    };
    let (line, excerpt) = text_of("here");
    assert!(line.starts_with("a.md:1:6: hold[r]: m\n"), "{line}");
    assert!(excerpt.contains("--> a.md:1:6"), "{excerpt}");
    let (line, excerpt) = text_of("there");
    assert!(line.starts_with("a.md:2:10: hold[r]: m\n"), "{line}");
    assert!(excerpt.contains("--> a.md:2:10"), "{excerpt}");
}

#[test]
fn what_could_steer_a_terminal_becomes_visible() {
    let hostile = "a\u{1b}[2Jb\u{9b}c\u{202e}d\u{200b}e\u{2028}f\rg\u{7f}h\u{feff}i\u{2066}j\u{200f}";
    let found = Diagnostic::hold("r", Span::new(0, 3), format!("message {hostile}\n- [x] forged"))
        .label(hostile)
        .help(hostile)
        .related(Span::new(3, 9), hostile);
    let case =
        Case::new(&format!("{hostile}.md"), &format!("{hostile}\n# {hostile}\n- [ ] {hostile}\n")).saying(vec![found]);
    for style in [Style::default(), CONCISE] {
        let shown = text(&case, &style);
        let raw = shown.chars().find(|c| *c != '\n' && (c.is_control() || !escape(&c.to_string()).contains(*c)));
        assert_eq!(raw, None, "{shown:?}");
        assert!(!shown.lines().any(|line| line.starts_with("- [x] forged")));
    }
    let mut out = Vec::new();
    output::outline::outline(&case.checklist, &[], &Style::default(), &mut out).expect("written");
    let shown = String::from_utf8(out).expect("UTF-8");
    assert_eq!(shown.chars().find(|c| *c != '\n' && c.is_control()), None, "{shown:?}");
    assert_eq!(escape("a\n\tb"), "a\n\tb");
    assert_eq!(escape_line("a\nb\u{202e}"), "a\\u{a}b\\u{202e}");
}

#[test]
fn the_verdict_line_counts_findings_and_actions() {
    let done = "# R\n\n- [x] a\n- [x] b\n";
    assert_eq!(text(&Case::new("a.md", done), &CONCISE), "GO  a.md: nothing holds — 2 of 2 actions done\n");
    let open = Case::new("b.md", "# R\n\n- [x] a\n- [ ] b\n");
    let both = [Case::new("a.md", done), open];
    let judged: Vec<Judged> = both.iter().map(Case::judged).collect();
    let shown = write("text", &judged, &CONCISE);
    let last: Vec<&str> = shown.lines().rev().take(3).collect();
    assert_eq!(
        last,
        [
            "NO-GO  2 checklists: 1 hold — 1 GO",
            "NO-GO  b.md: 1 hold — 1 of 2 actions done",
            "GO  a.md: nothing holds — 2 of 2 actions done",
        ]
    );
}

#[test]
fn colour_only_where_it_is_wanted() {
    let case = Case::new("a.md", "- [ ] a\n");
    assert!(!text(&case, &Style::default()).contains('\u{1b}'));
    assert!(text(&case, &Style { colour: true, ..Style::default() }).contains('\u{1b}'));
}

#[test]
fn no_finding_is_lost_in_any_format() {
    let case = Case::new("demo.md", DEMO);
    assert!(case.diagnostics.len() > 5);
    let judged = [case.judged(), case.judged()];
    let expected = case.diagnostics.len() * 2;
    assert_eq!(write("text", &judged, &CONCISE).lines().filter(|line| line.starts_with("demo.md:")).count(), expected);
    let all = Style { all: true, ..Style::default() };
    let titles = |line: &&str| ["hold[", "warning[", "undecided["].iter().any(|start| line.starts_with(start));
    assert_eq!(write("text", &judged, &all).lines().filter(titles).count(), expected);
    assert_eq!(write("github", &judged, &all).lines().filter(|line| line.starts_with("::")).count(), expected);
    let json = serde_json::Value::from_str(&write("json", &judged, &all)).expect("JSON");
    let files = json["files"].as_array().expect("files");
    assert_eq!(files.iter().map(|file| file["diagnostics"].as_array().expect("list").len()).sum::<usize>(), expected);
}

#[test]
fn json_of_one_finding() {
    let case = Case::new("a.md", "# R\n\n- [x] é a\n- [ ] b\n");
    insta::assert_snapshot!(write("json", &[case.judged()], &Style::default()));
}

#[test]
fn the_models_json_keeps_the_order_of_the_contract() {
    let mut out = Vec::new();
    output::model::write(&Case::new("demo.md", DEMO).checklist, &mut out).expect("written");
    let json: serde_json::Value = serde_json::from_slice(&out).expect("JSON");
    let keys: Vec<&str> = json.as_object().expect("object").keys().map(String::as_str).collect();
    let contract = "schema path sha256 title stage front_matter sections items fields placeholders sign_offs decisions \
                    criteria steps commands counts problems summary";
    assert_eq!(keys, contract.split(' ').collect::<Vec<_>>());
    assert_eq!(json["schema"], "gonogo.model/1");
}

#[test]
fn github_annotations_are_one_inert_line_a_finding() {
    let text = "é🙂漢 here\n";
    let at = text.find("here").expect("needle");
    let hostile = "50% a:b, c\r\n::error::forged\u{202e}";
    let said = vec![
        Diagnostic::hold("r", Span::new(at, at + 4), hostile),
        Diagnostic::hold("r", Span::new(0, text.len()), "m").undecided(),
        Diagnostic::hold("r", Span::new(at, at), "m").warning(),
    ];
    let shown = write("github", &[Case::new("a,b:c%\n.md", text).saying(said).judged()], &CONCISE);
    let file = "file=a%2Cb%3Ac%25\\u{a}.md";
    assert_eq!(
        shown.lines().collect::<Vec<_>>(),
        [
            format!(
                "::error {file},line=1,col=5,endColumn=9,title=r::50%25 a:b, c\\u{{d}}\\u{{a}}::error::forged\\u{{202e}}"
            ),
            format!("::error {file},line=1,col=1,title=r::m"),
            format!("::warning {file},line=1,col=5,title=r::m"),
        ]
    );
}

proptest! {
    #[test]
    fn any_span_of_any_text_can_be_shown(text in "[a🙂é\t\r\n\u{1b}\u{202e}漢 \u{feff}]{0,40}", a in 0..80usize, b in 0..80usize) {
        let found = Diagnostic::hold("r", Span::new(a, b), "m").label("l").related(Span::new(b, a), "other");
        let case = Case::new("p.md", &text).saying(vec![found]);
        for style in [Style::default(), CONCISE, Style { width: 0, ..Style::default() }] {
            prop_assert!(super::output::text(&case, &style).contains("hold[r]"));
        }
        write("json", &[case.judged()], &CONCISE);
    }
}
