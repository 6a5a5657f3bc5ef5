//! What somebody types into a slot changes its value, and nothing of what the document asks for; nor does how it is stored.

use std::path::{Path, PathBuf};

use gonogo::model::{Checklist, FieldKind, FieldShape, SignOff};
use gonogo::parse::parse;
use gonogo::text::{Source, Span};

/// The documents of the project that people work through.
fn documents() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut files: Vec<PathBuf> = ["labelled", "shapes", "go"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(root.join(folder)).expect("a folder"))
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    files.sort();
    let read = |path: PathBuf| (path.display().to_string(), std::fs::read_to_string(&path).expect("text"));
    files.into_iter().map(read).collect()
}

fn compile(text: &str) -> Checklist {
    parse(&Source::new("t.md", text.into()).expect("text"))
}

/// What a document asks for, but for steps on a line. An item or a step whose words have the slot in them is another one by its id, on the same line.
fn asked(text: &str, line: usize) -> Vec<String> {
    let read = compile(text);
    let sections = read.sections.iter().map(|section| format!("section {} of line {}", section.id, section.line));
    let items = read.items.iter().map(|item| format!("{:?} of line {}", item.shape, item.at.line));
    let sign_offs = read.sign_offs.iter().map(|s| format!("sign-off {} of line {}", s.id, s.line));
    // A numbered slot is an entry of its list once it is filled.
    let steps = read.steps.iter().filter(|step| step.line != line);
    let steps = steps.map(|step| format!("step {} of line {}", step.number, step.line));
    let decisions = read.decisions.iter().map(|decision| format!("decision {}", decision.id));
    sections.chain(items).chain(sign_offs).chain(steps).chain(decisions).collect()
}

/// The slots of a document, and what somebody may type there.
fn slots(text: &str) -> Vec<(Span, String)> {
    let read = compile(text);
    let fields = read.fields.iter().filter(|field| field.value.is_none() && !field.in_code);
    let fields = fields
        .filter(|field| matches!(field.shape, FieldShape::Blank | FieldShape::EmptyLabel | FieldShape::TableCell));
    let value = |kind: FieldKind| match kind {
        FieldKind::Number | FieldKind::Percent => "42",
        FieldKind::Ratio => "3/4",
        FieldKind::Date => "2026-11-21",
        FieldKind::Time => "10:30",
        FieldKind::Url => "https://example.org/run/1",
        FieldKind::Duration => "12 min",
        _ => "all fine",
    };
    // Of options to choose from in a cell only the one that was taken is left.
    let fields = fields.filter(|field| field.shape != FieldShape::TableCell || field.options.is_empty());
    let fields = fields.map(|field| (field.span, value(field.kind).to_owned()));
    let unsigned = read.sign_offs.iter().filter(|sign_off| sign_off.name.is_none());
    // Behind a box of a role alone a dash leads the name.
    let name = |sign_off: &SignOff| if sign_off.box_span.is_some() { " — Ana" } else { "Ana" };
    let names = unsigned.filter_map(|sign_off| {
        let slot = sign_off.name_slot?;
        Some((slot, if slot.span.is_empty() { name(sign_off) } else { "Ana" }))
    });
    let days = read.sign_offs.iter().filter(|sign_off| sign_off.date.is_none());
    let days = days.filter_map(|sign_off| Some((sign_off.date_slot?, "2026-11-21")));
    let signed = names.chain(days).map(|(slot, words)| {
        let space = if slot.space { " " } else { "" };
        (slot.span, format!("{space}{words}"))
    });
    fields.chain(signed).collect()
}

#[test]
fn a_value_typed_into_a_slot_leaves_what_is_asked_for_as_it_was() {
    let mut changed = Vec::new();
    let mut tried = 0;
    for (name, text) in documents() {
        for (span, value) in slots(&text) {
            tried += 1;
            let line = text[..span.start].matches('\n').count() + 1;
            let filled = [&text[..span.start], &value, &text[span.end..]].concat();
            let (before, after) = (asked(&text, line), asked(&filled, line));
            if after != before {
                let lost: Vec<_> = before.iter().filter(|id| !after.contains(id)).take(4).collect();
                let new: Vec<_> = after.iter().filter(|id| !before.contains(id)).take(4).collect();
                let own = filled.lines().nth(line - 1).unwrap_or("");
                changed.push(format!("{name}:{line}: {own:?}\n   lost {lost:?}\n   new {new:?}"));
            }
        }
    }
    assert!(tried > 300, "{tried} slots");
    assert!(changed.is_empty(), "{} of {tried} slots:\n{}", changed.len(), changed.join("\n"));
}

/// Places to sign, with `{}` where a name goes.
const PLACES: &[&str] = &[
    "## Sign-off\n\n- QA: {}\n- Ops: {}\n",
    "## Sign-off\n\n- QA: {}\n- Water and Gates: {}\n",
    "## Approvals\n\n- Product: {}\n- Engineering: {}\n- Date: ____\n",
    "## Approvals\n\n* **Engineering:** {}\n* **Lock keeping:** {}\n",
    "## Approvals\n\n| Role | Name | Date |\n|---|---|---|\n| QA | {} | |\n| Gates | {} | |\n",
    "## Approvals\n\n| Role | Approver |\n|---|---|\n| QA | {} |\n| Gates | {} |\n",
    "## Sign-off\n\n**QA Lead:** {}\n\n**Product Owner:** {}\n",
    "## Sign-off\n\n- [x] QA Lead: {} Date: ____\n- [x] Gate Owner: {} Date: ____\n",
    "- [ ] gate shut\n\nApproved by: {}\n",
    "- [ ] gate shut\n\nPerformed by: {}\n",
    "- [ ] gate shut\n  Sign-off: {}\n",
    "- Signatures:\n  - QA Lead: {}\n  - Lock keeping: {}\n",
    "### QA Lead\n\nName: {}\nDate: ____\nSignature: ____\n",
    "| Prepared by | Approved by |\n|---|---|\n| {} | {} |\n",
    "## Release\n\n| Action | Name | Date | Signature |\n|---|---|---|---|\n| Checked | {} | | |\n",
    "署名:\n- SRE: {}\n- 水門: {}\n",
];

#[test]
fn a_place_to_sign_stays_one_whatever_name_is_typed_there() {
    let mut changed = Vec::new();
    for place in PLACES {
        for blank in ["____", ""] {
            let open = place.replace("{}", blank);
            let before: Vec<_> = compile(&open).sign_offs.into_iter().map(|s| (s.id, s.line)).collect();
            assert!(!before.is_empty() || blank.is_empty(), "{open}");
            for name in
                ["Ana", "Ana Doe", "ana", "J. van der Berg", "@ana", "ana@example.org", "山田太郎", "Ana, 2026-11-21"]
            {
                let read = compile(&place.replace("{}", name)).sign_offs;
                let filled = read.iter().all(|s| s.name.is_some());
                let after: Vec<_> = read.into_iter().map(|s| (s.id, s.line)).collect();
                if !filled || before != after {
                    changed.push(format!("{open:?} with {name:?}: {before:?} and then {after:?}, filled {filled}"));
                }
            }
        }
    }
    assert!(changed.is_empty(), "{}:\n{}", changed.len(), changed.join("\n"));
}

/// How many there are of everything.
fn numbers(text: &str) -> [usize; 9] {
    let read = compile(text);
    let summary = &read.summary;
    let lists = [read.sections.len(), read.fields.len(), read.placeholders.len(), read.problems.len()];
    let [sections, fields, placeholders, problems] = lists;
    let (items, steps, signed) = (summary.items, summary.steps, summary.sign_offs);
    [sections, items, fields, placeholders, signed, steps, summary.blanks, read.counts.len(), problems]
}

#[test]
fn how_a_file_is_stored_changes_none_of_its_numbers() {
    let mut wrong = Vec::new();
    for (name, text) in documents() {
        let text = text.replace("\r\n", "\n");
        let numbers_of = numbers(&text);
        let plain = !text.starts_with("---");
        let ways = [
            ("with CRLF", text.replace('\n', "\r\n")),
            ("behind a byte-order mark", format!("\u{feff}{text}")),
            ("without a last line end", text.trim_end_matches('\n').to_owned()),
            ("with blank lines at the end", format!("{text}\n\n")),
            ("with blanks at the ends of lines", text.replace('\n', " \n")),
        ];
        let below = plain.then(|| ("below a blank line", format!("\n{text}")));
        for (way, text) in ways.into_iter().chain(below) {
            let read = numbers(&text);
            if read != numbers_of {
                wrong.push(format!("{name} {way}: {numbers_of:?} and then {read:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}
