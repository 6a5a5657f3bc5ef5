//! Outputs: columns, hostile text, as many findings out as in, and what people read.

use gonogo::diagnostic::Diagnostic;
use gonogo::evidence::Evidence;
use gonogo::output::{self, FORMATS, Style, escape};
use gonogo::parse::parse;
use gonogo::rules;
use gonogo::text::{Source, Span};
use gonogo::time::Timestamp;
use gonogo::verdict::{Judged, Verdict};
use serde_json::Value;

const DEMO: &str = include_str!("../../templates/demo.md");

fn now() -> Timestamp {
    Timestamp::parse_rfc3339("2026-11-21T10:00:00Z").expect("a time")
}

/// Files with these findings, or with what the rules find, in a format.
fn written(format: &str, files: &[(&str, &str)], given: Option<&[Diagnostic]>, style: &Style) -> String {
    let sources: Vec<Source> =
        files.iter().map(|(path, text)| Source::new(*path, (*text).into()).expect("a text")).collect();
    let checklists: Vec<_> = sources.iter().map(parse).collect();
    let found: Vec<Vec<Diagnostic>> = sources
        .iter()
        .zip(&checklists)
        .map(|(source, checklist)| {
            given.map_or_else(|| rules::judge(source, checklist, &Evidence::at(now())), <[_]>::to_vec)
        })
        .collect();
    let judged: Vec<Judged> = sources
        .iter()
        .zip(&checklists)
        .zip(&found)
        .map(|((source, checklist), diagnostics)| Judged {
            source,
            checklist,
            diagnostics,
            verdict: Verdict::of(diagnostics),
            at: now(),
        })
        .collect();
    let mut out = Vec::new();
    (output::find(format).expect("a format").write)(&judged, style, &mut out).expect("written");
    String::from_utf8(out).expect("UTF-8")
}

fn text(files: &[(&str, &str)]) -> String {
    written("text", files, None, &Style::default())
}

fn json(files: &[(&str, &str)]) -> Value {
    serde_json::from_str(&written("json", files, None, &Style::default())).expect("JSON")
}

fn outline(text: &str) -> String {
    let mut out = Vec::new();
    let source = Source::new("a.md", text.into()).expect("a text");
    output::outline::write(&parse(&source), &Style::default(), &mut out).expect("written");
    String::from_utf8(out).expect("UTF-8")
}

fn model(text: &str) -> String {
    let mut out = Vec::new();
    let source = Source::new("a.md", text.into()).expect("a text");
    output::model::write(&parse(&source), &mut out).expect("written");
    String::from_utf8(out).expect("UTF-8")
}

#[test]
fn an_excerpt_shows_place_and_verdict() {
    insta::assert_snapshot!(text(&[("releases/a.md", "# Release\n\n- [x] Built\n- [ ] Tested\n")]), @r#"
hold[open-item]: “Tested” is open
 --> releases/a.md:4:1
  |
3 | - [x] Built
4 | - [ ] Tested
  | ^^^^^^^^^^^^ not done
5 |
  |
  = help: do it, then `gonogo tick RUN release/tested`; or `gonogo na RUN release/tested --reason …` if it does not apply

NO-GO  releases/a.md: 1 hold; 1 of 2 actions done
"#);
}

#[test]
fn several_files_get_a_summary() {
    let files = [("a.md", "# A\n\n- [x] Built\n"), ("b.md", "# B\n\n- [ ] Tested\n")];
    let style = Style { concise: true, ..Style::default() };
    insta::assert_snapshot!(written("text", &files, None, &style), @r#"
b.md:3:1: hold[open-item]: “Tested” is open
GO  a.md: 0 holds; 1 of 1 action done
NO-GO  b.md: 1 hold; 0 of 1 action done
NO-GO  2 files: 1 GO, 1 NO-GO; 1 hold
"#);
    assert!(written("text", &[], None, &style).starts_with("UNDECIDED  no files"));
}

#[test]
fn many_findings_get_a_line_each() {
    let many = format!("# A\n\n{}", "- [ ] Task\n".repeat(21));
    let shown = text(&[("a.md", &many)]);
    assert_eq!(shown.lines().count(), 22, "{shown}");
    assert!(shown.contains("a.md:3:1: hold[open-item]: "), "{shown}");
}

#[test]
fn columns_count_characters() {
    let line = "é🙂漢\tx here";
    let at = line.find("here").expect("here");
    let found = [Diagnostic::hold("open-item", Span::new(at, at + 4), "m").label("this")];
    let shown = written("text", &[("a.md", line)], Some(&found), &Style::default());
    assert!(shown.contains("--> a.md:1:7"), "{shown}");
    let shown = written("json", &[("a.md", line)], Some(&found), &Style::default());
    let value: Value = serde_json::from_str(&shown).expect("JSON");
    let place = &value["files"][0]["diagnostics"][0];
    assert_eq!((&place["column"], &place["end_column"]), (&Value::from(7), &Value::from(11)));
}

#[test]
fn lone_carriage_returns_end_lines_in_excerpts() {
    let found = [Diagnostic::hold("open-item", Span::new(4, 5), "m").label("this")];
    let shown = written("text", &[("a.md", "one\rtwo\r\nthree")], Some(&found), &Style::default());
    assert!(shown.contains("a.md:2:1") && shown.contains("2 | two"), "{shown}");
}

#[test]
fn spans_off_the_mark_are_moved_not_fatal() {
    let line = "é🙂漢\n\nx";
    for start in 0..line.len() + 3 {
        for end in start..line.len() + 3 {
            let found = [Diagnostic::hold("open-item", Span::new(start, end), "m").related(Span::at(end), "there")];
            for format in FORMATS {
                assert!(!written(format.name, &[("a.md", line)], Some(&found), &Style::default()).is_empty());
            }
        }
    }
}

const HOSTILE: &str = "\u{1b}[2J\u{9b}31m\u{202e}\u{2066}\u{200f}\u{200b}\u{feff}\u{2028}\u{2029}\u{7f}\u{85}\u{7}";

#[test]
fn hostile_text_is_made_visible() {
    let path = format!("a{HOSTILE}\n.md");
    let body = format!("# T{HOSTILE}\n\n- [ ] I{HOSTILE}\rX: ____\n- [ ] [{HOSTILE}V]\n\nRole{HOSTILE}: ____\n");
    let found = [Diagnostic::hold("open-item", Span::new(0, 9), format!("m{HOSTILE}\r\n"))
        .label(format!("l{HOSTILE}\r"))
        .help(format!("h{HOSTILE}\r"))
        .related(Span::at(3), format!("r{HOSTILE}\r"))];
    let mut shown: Vec<String> = vec![outline(&body), model(&body)];
    for format in FORMATS {
        for concise in [false, true] {
            let style = Style { concise, ..Style::default() };
            shown.push(written(format.name, &[(&path, &body)], Some(&found), &style));
            shown.push(written(format.name, &[(&path, &body)], None, &style));
        }
    }
    for shown in shown {
        let raw: Vec<char> = shown.chars().filter(|c| escape::is_hostile(*c) || *c == '\r').collect();
        assert_eq!(raw, [], "{}", shown.escape_debug());
    }
}

#[test]
fn json_keeps_values_whole() {
    let value = json(&[("a.md", &format!("- [ ] One{HOSTILE}\n"))]);
    let path = json(&[(HOSTILE, "- [ ] One\n")])["files"][0]["path"].clone();
    assert_eq!(path, Value::from(HOSTILE));
    assert_eq!(value["schema"], "gonogo.check/1");
    assert_eq!(value["verdict"], "NO-GO");
}

#[test]
fn as_many_findings_out_as_in() {
    let source = Source::new("a.md", DEMO.into()).expect("a text");
    let found = rules::judge(&source, &parse(&source), &Evidence::at(now())).len();
    let files = [("a.md", DEMO), ("b.md", DEMO)];
    let value = json(&files);
    let counts: Vec<usize> =
        (0..2).map(|at| value["files"][at]["diagnostics"].as_array().expect("a list").len()).collect();
    assert_eq!(counts, [found, found]);
    let shown = written("text", &files, None, &Style { concise: true, ..Style::default() });
    assert_eq!(shown.lines().filter(|line| line.contains(".md:") && line.contains("]: ")).count(), 2 * found);
}

#[test]
fn colour_only_when_asked() {
    let files = [("a.md", "- [ ] One\n")];
    assert!(!text(&files).contains('\u{1b}'));
    assert!(written("text", &files, None, &Style { color: true, ..Style::default() }).contains("\u{1b}[1;31mNO-GO"));
}

#[test]
fn the_model_has_the_contract_s_keys_in_order() {
    let value: Value = serde_json::from_str(&model(DEMO)).expect("JSON");
    let keys: Vec<&str> = value.as_object().expect("an object").keys().map(String::as_str).collect();
    let wanted = "schema path sha256 title stage front_matter sections items fields placeholders sign_offs decisions \
        criteria steps commands counts problems summary";
    assert_eq!(keys, wanted.split_whitespace().collect::<Vec<_>>());
    assert_eq!(value["schema"], "gonogo.model/1");
    assert!(model(DEMO).ends_with("}\n"));
}

#[test]
fn the_outline_shows_everything() {
    insta::assert_snapshot!(outline(DEMO), @r#"
a.md

    1  # Payments API Release
    3    Version: ____
    4    Release date: ____
    6    Status: PENDING
    8    ## Code readiness  3 stated
   10      [ ] Tests pass  (by QA Lead)
   11        [ ] Unit tests ≥98% (verified: ____/412 passing)
   11          verified: ____ passing  (target ≥ 98%)
   12        [ ] Contract tests pass rate: ____% (target: ≥95%)
   12          Contract tests pass rate: ____ %  (target ≥ 95%)
   14      [ ] Release notes reviewed
   15      [ ] Database migration rehearsed (if applicable)
   17    ## Deployment
   19      $ sh, 1 line
   23      [ ] Image [VERSION] is live in all regions
   24      [ ] Error rate over 15 minutes: ____% (target: <0.1%)
   24        Error rate over 15 minutes: ____ %  (target < 0.1%)
   26      Result: ____  (PASS / FAIL)
   27      Finished at: ____
   29    ## Rollback
   31      ### Rollback criteria
   33        #### Roll back if
   35          [ ] criterion: Error rate > 1% for 5 minutes
   36          [ ] criterion: Payments are lost or doubled
   38      ### Rollback steps
   40        1. Run helm rollback payments
   41        2. Tell the on-call engineer
   43    ## Decision
   45      decision Decision (GO / NO-GO): ____
   48    ## Sign-off
   50      sign-off Release Manager: ____
   51      sign-off QA Lead: ____

count, line 8: Code readiness: 3 stated, 3 there
placeholder VERSION: lines 3, 20, 23
placeholder DATE: line 4
placeholder COMMIT: line 5
13 items, 0 of 7 actions done; 9 sections, 8 fields, 4 blanks, 3 placeholders, 2 sign-offs, 1 decision, 2 steps
"#);
}
