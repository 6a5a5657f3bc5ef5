//! The format for test reports: JUnit XML, in which an item is a test case and its section the class.

use std::collections::HashMap;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesStart, BytesText, Event};

use super::Format;
use super::style::Style;
use super::tally::Tally;
use crate::asked::{Asked, Standing, Why};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Checklist, Item, Ref, Role, State};
use crate::text::{Source, escape_line};
use crate::verdict::Judged;

pub(super) const FORMAT: Format =
    Format { name: "junit", summary: "for test reports: JUnit XML, an item is a test case", write };

/// How a test case ended.
enum End<'a> {
    Passed,
    Skipped(String),
    Found(&'a Diagnostic),
}

/// A test case.
struct Case<'a> {
    name: String,
    class: String,
    end: End<'a>,
}

type Xml<'w> = Writer<&'w mut dyn Write>;

fn write(judged: &[Judged], _: &Style, out: &mut dyn Write) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let suites = BytesStart::new("testsuites");
    xml.write_event(Event::Start(suites.borrow()))?;
    for (at, judged) in judged.iter().enumerate() {
        suite(&mut xml, at, judged)?;
    }
    xml.write_event(Event::End(suites.to_end()))?;
    writeln!(xml.into_inner())
}

fn suite(xml: &mut Xml, at: usize, judged: &Judged) -> io::Result<()> {
    let cases = cases(judged);
    let skipped = cases.iter().filter(|case| matches!(case.end, End::Skipped(_))).count();
    let tally = Tally::of(judged.diagnostics);
    let path = line(judged.source.path());
    // The time zone is left out: the common schema allows none.
    let time = judged.at.rfc3339();
    let attributes = [
        ("name", path.as_str()),
        ("package", &path),
        ("id", &at.to_string()),
        ("timestamp", time.trim_end_matches('Z')),
        ("hostname", "localhost"),
        ("tests", &cases.len().to_string()),
        ("failures", &tally.holds.to_string()),
        ("errors", &tally.undecided.to_string()),
        ("skipped", &skipped.to_string()),
        ("time", "0"),
    ];
    let suite = BytesStart::new("testsuite").with_attributes(attributes);
    xml.write_event(Event::Start(suite.borrow()))?;
    let properties = BytesStart::new("properties");
    xml.write_event(Event::Start(properties.borrow()))?;
    for (name, value) in [("verdict", judged.verdict.to_string()), ("sha256", judged.source.sha256().hex())] {
        let property = BytesStart::new("property").with_attributes([("name", name), ("value", value.as_str())]);
        xml.write_event(Event::Empty(property))?;
    }
    xml.write_event(Event::End(properties.to_end()))?;
    for case in &cases {
        test_case(xml, judged.source, case)?;
    }
    text(xml, "system-out", &warnings(judged))?;
    text(xml, "system-err", "")?;
    xml.write_event(Event::End(suite.to_end()))?;
    Ok(())
}

fn test_case(xml: &mut Xml, source: &Source, case: &Case) -> io::Result<()> {
    let attributes = [("name", case.name.as_str()), ("classname", &case.class), ("time", "0")];
    let start = BytesStart::new("testcase").with_attributes(attributes);
    if matches!(case.end, End::Passed) {
        return xml.write_event(Event::Empty(start));
    }
    xml.write_event(Event::Start(start.borrow()))?;
    match &case.end {
        End::Passed => {}
        End::Skipped(why) => {
            xml.write_event(Event::Empty(BytesStart::new("skipped").with_attributes([("message", why.as_str())])))?;
        }
        End::Found(found) => {
            let name = if found.severity == Severity::Undecided { "error" } else { "failure" };
            let message = line(&found.message);
            let start = BytesStart::new(name).with_attributes([("message", message.as_str()), ("type", found.rule)]);
            xml.write_event(Event::Start(start.borrow()))?;
            let help = found.help.as_deref().map(|help| format!("\n{}", line(help))).unwrap_or_default();
            xml.write_event(Event::Text(BytesText::new(&format!("{}{help}", one_line(source, found)))))?;
            xml.write_event(Event::End(start.to_end()))?;
        }
    }
    xml.write_event(Event::End(start.to_end()))
}

fn text(xml: &mut Xml, name: &str, text: &str) -> io::Result<()> {
    let start = BytesStart::new(name);
    xml.write_event(Event::Start(start.borrow()))?;
    xml.write_event(Event::Text(BytesText::new(text)))?;
    xml.write_event(Event::End(start.to_end()))
}

/// Warnings fail no test; each is a line of the suite's output.
fn warnings(judged: &Judged) -> String {
    let warnings = judged.diagnostics.iter().filter(|found| found.severity == Severity::Warning);
    warnings.map(|found| one_line(judged.source, found) + "\n").collect()
}

fn one_line(source: &Source, found: &Diagnostic) -> String {
    let at = source.position(found.span.start);
    let (severity, rule) = (found.severity.name(), found.rule);
    line(&format!("{}:{}:{}: {severity}[{rule}]: {}", source.path(), at.line, at.column, found.message))
}

/// Each action as a test case, with what holds it; what else holds, or holds it once more, as a case of its own.
fn cases<'a>(judged: &Judged<'a>) -> Vec<Case<'a>> {
    let checklist = judged.checklist;
    let asked = Asked::of(checklist);
    let tests = || checklist.items.iter().filter(|item| is_test(&asked, item));
    let by_id: HashMap<&str, &Item> = tests().map(|item| (&*item.id, item)).collect();
    let by_line: HashMap<usize, &Item> = tests().map(|item| (item.at.line, item)).collect();
    let mut held: HashMap<&str, &Diagnostic> = HashMap::new();
    let mut others = Vec::new();
    for found in judged.diagnostics.iter().filter(|found| found.severity != Severity::Warning) {
        let item = match found.item.as_deref() {
            Some(id) => by_id.get(id),
            None => by_line.get(&judged.source.line_of(found.span.start)),
        };
        match item.filter(|item| !held.contains_key(&*item.id)) {
            Some(item) => drop(held.insert(&item.id, found)),
            None => others.push((found, item)),
        }
    }
    let items = tests().map(|item| Case {
        name: line(&item.text),
        class: class(checklist, item.section.as_ref()),
        end: held.get(&*item.id).map_or_else(|| unheld(&asked, item), |found| End::Found(found)),
    });
    let others = others.into_iter().map(|(found, item)| Case {
        name: line(&format!("{}: {}", found.rule, found.message)),
        class: class(checklist, item.and_then(|item| item.section.as_ref())),
        end: End::Found(found),
    });
    items.chain(others).collect()
}

/// How an item ended that no finding is about. One that is open has not passed: what holds it is said elsewhere.
fn unheld(asked: &Asked, item: &Item) -> End<'static> {
    match (asked.why(item), item.state) {
        (Some(why), _) => End::Skipped(why.words().to_owned()),
        (None, State::NotApplicable) => End::Skipped(line(item.reason.as_deref().unwrap_or("not applicable"))),
        (None, State::Open) => End::Skipped("not done".to_owned()),
        (None, State::Failed) => End::Skipped("failed".to_owned()),
        (None, State::Done) => End::Passed,
    }
}

fn is_test(asked: &Asked, item: &Item) -> bool {
    item.role == Role::Action && asked.item_standing(item) != Standing::Not(Why::NotWork)
}

/// The section path from the outside in, with dots as between packages; `document` where there is none.
fn class(checklist: &Checklist, section: Option<&Ref>) -> String {
    let mut titles: Vec<String> =
        checklist.section_path(section).map(|section| section.title.trim().replace('.', "_")).collect();
    titles.reverse();
    let path = titles.join(".");
    line(if path.is_empty() { "document" } else { &path })
}

/// Untrusted text on one line of XML: controls are visible, and what XML can't hold is replaced.
fn line(text: &str) -> String {
    let text = escape_line(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}");
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() { "-".to_owned() } else { words.join(" ") }
}
