//! Documents of every shape, completed as a person would, are GO; each single change to one makes it NO-GO with one hold,
//! the right one.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use gonogo::asked::{Asked, Standing};
use gonogo::diagnostic::{Diagnostic, Severity};
use gonogo::diff::{Version, conformance};
use gonogo::evidence::{Conformance, Evidence, Fact};
use gonogo::model::{Checklist, Comparison, Field, FieldKind, Item, Role, State, Target};
use gonogo::parse::parse;
use gonogo::rules;
use gonogo::text::{Edit, EditSet, Source, Span};
use gonogo::time::Timestamp;

const SHAPES: [&str; 5] = ["full-release", "go-live-day", "promotion-gate", "service-rollout", "train-promotion"];

fn judge(text: &str) -> (Source, Checklist, Vec<Diagnostic>) {
    let source = Source::new("run.md", text.into()).expect("a text");
    let now = Timestamp::parse_rfc3339("2026-11-21T10:00:00Z").expect("a time");
    let checklist = parse(&source);
    let found = rules::judge(&source, &checklist, &Evidence::at(now));
    let holds = found.into_iter().filter(|found| found.severity != Severity::Warning).collect();
    (source, checklist, holds)
}

fn shown(source: &Source, holds: &[Diagnostic]) -> String {
    holds.iter().fold(String::new(), |mut out, d| {
        let line = source.position(d.span.start).line;
        let _ = writeln!(out, "    {}:{line} {}", d.rule, d.message);
        out
    })
}

fn shape(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/shapes").join(name).with_extension("md");
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The document as somebody leaves it who has done all that is asked: they mend what is held until nothing is.
fn completed(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..12 {
        let (source, checklist, holds) = judge(&text);
        if holds.is_empty() {
            return text;
        }
        let mut edits: BTreeMap<Span, String> = BTreeMap::new();
        for hold in &holds {
            edits.extend(mended(&source, &checklist, hold));
        }
        let edits = edits.into_iter().map(|(span, text)| Edit { span, text }).collect();
        let after = EditSet::new(&source, edits).expect("disjoint edits").apply(&source).expect("the same text");
        assert!(after != text, "nobody knows what to do about\n{}", shown(&source, &holds));
        text = after;
    }
    let (source, _, holds) = judge(&text);
    panic!("it is never finished:\n{}", shown(&source, &holds));
}

/// What a person does about a hold.
fn mended(source: &Source, checklist: &Checklist, hold: &Diagnostic) -> Vec<(Span, String)> {
    let item = || checklist.items.iter().find(|item| Some(&item.id) == hold.item.as_ref());
    let at_hold = |field: &&Field| field.span == hold.span;
    match hold.rule {
        "open-item" => item().and_then(ticked).into_iter().collect(),
        "unfinished-children" => {
            let children =
                checklist.items.iter().filter(|child| hold.related.iter().any(|(span, _)| *span == child.span));
            children.filter_map(ticked).collect()
        }
        "blank-field" | "undecided-choice" => {
            checklist.fields.iter().filter(at_hold).map(|field| (field.span, value(source, field))).collect()
        }
        "unfilled-placeholder" => {
            let token = source.slice(hold.span);
            let value = if token.contains("DATE") {
                "2026-11-20"
            } else if token.contains("TIME") {
                "18:30"
            } else {
                "7.2.0"
            };
            vec![(hold.span, value.to_owned())]
        }
        "no-decision" => {
            let decision = checklist.decisions.iter().find(|decision| decision.span.overlaps(hold.span));
            let go = decision.and_then(|decision| decision.options.iter().find(|option| option.positive));
            let Some(go) = go else { return Vec::new() };
            match &go.item {
                Some(item) => checklist.item(item).and_then(ticked).into_iter().collect(),
                None => vec![(go.span, go.text.clone())],
            }
        }
        "missing-sign-off" | "missing-date" => {
            let sign_off = checklist.sign_offs.iter().find(|sign_off| sign_off.span.overlaps(hold.span));
            let Some(sign_off) = sign_off else { return Vec::new() };
            let write = |slot: gonogo::model::Slot, words: &str| {
                (slot.span, if slot.space { format!(" {words}") } else { words.to_owned() })
            };
            let name = sign_off
                .name_slot
                .filter(|_| sign_off.name.is_none())
                .map(|slot| write(slot, if sign_off.box_span.is_some() { " — Ana Doe" } else { "Ana Doe" }));
            let date = sign_off.date_slot.filter(|_| sign_off.date.is_none()).map(|slot| write(slot, "2026-11-20"));
            let signature =
                sign_off.signature_slot.filter(|_| sign_off.signature.is_none()).map(|slot| write(slot, "A. Doe"));
            let tick = sign_off.box_span.map(|span| (span, "[x]".to_owned()));
            name.into_iter().chain(date).chain(signature).chain(tick).collect()
        }
        // Of alternatives the first is taken.
        "branch-not-chosen" => {
            let asked =
                checklist.items.iter().filter(|item| item.span.start >= hold.span.start && item.state == State::Open);
            asked.take(3).filter_map(ticked).collect()
        }
        _ => Vec::new(),
    }
}

fn ticked(item: &Item) -> Option<(Span, String)> {
    item.box_span.filter(|_| item.state == State::Open).map(|span| (span, "[x]".to_owned()))
}

/// A value that a field takes and that reaches its target.
pub fn value(source: &Source, field: &Field) -> String {
    match field.kind {
        FieldKind::Choice => field.options.first().cloned().unwrap_or_default(),
        FieldKind::Date => "2026-11-20".into(),
        FieldKind::Time => "18:30".into(),
        FieldKind::Url => "https://example.org/board".into(),
        FieldKind::Ratio => {
            let written = source.slice(field.span).rsplit('/').next().unwrap_or("");
            let written = Some(written).filter(|of| of.bytes().all(|byte| byte.is_ascii_digit()) && !of.is_empty());
            let asked = field.target.as_ref().and_then(|target| target.of).map(|of| of.to_string());
            let of = asked.unwrap_or_else(|| written.unwrap_or("4").to_owned());
            format!("{of}/{of}")
        }
        FieldKind::Text if field.label.eq_ignore_ascii_case("result") => "PASS".into(),
        FieldKind::Text if field.target.is_none() => "noted".into(),
        _ => field.target.as_ref().map_or_else(|| "5".to_owned(), |target| reaching(target).to_string()),
    }
}

fn reaching(target: &Target) -> f64 {
    match target.op {
        Comparison::Less => target.value / 2.0,
        Comparison::Greater => target.value * 2.0,
        _ => target.value,
    }
}

/// One change: its kind, what it is, the text that comes of it, and the rule that has to hold it.
type Mutation = (&'static str, String, String, &'static str);

fn replaced(text: &str, span: Span, by: &str) -> String {
    let mut text = text.to_owned();
    text.replace_range(span.range(), by);
    text
}

/// What people write behind an item that they tick all the same.
const REMARKS: [(&str, &str); 6] = [
    (" → postponed", "deferred-item"),
    (" (waiting for Ben)", "inconsistent-state"),
    (" — didn't work", "failed-item"),
    (" (noch offen)", "inconsistent-state"),
    (" — reporté", "deferred-item"),
    (" ⏸️", "inconsistent-state"),
];

/// Every single change that this table of ours knows.
fn mutations(text: &str) -> Vec<Mutation> {
    let (_, checklist, _) = judge(text);
    let asked = Asked::of(&checklist);
    let mut all = Vec::new();
    let mut add = |kind, what: String, text: String, rule| all.push((kind, what, text, rule));
    let items = checklist.items.iter().filter(|item| asked.item_standing(item) == Standing::Asked);
    for (at, item) in items.enumerate() {
        let (Some(mark), State::Done, Role::Action) = (item.box_span, item.state, item.role) else { continue };
        let name = &item.text;
        let mut above = std::iter::successors(item.parent.as_ref(), |parent| checklist.item(parent)?.parent.as_ref());
        let below_ticked = above.any(|parent| checklist.item(parent).is_some_and(|parent| parent.state == State::Done));
        let open = if below_ticked { "unfinished-children" } else { "open-item" };
        add("opened", format!("{name} is opened"), replaced(text, mark, "[ ]"), open);
        add("no tick", format!("{name} has a tick that is none"), replaced(text, mark, "[✓]"), "near-miss-box");
        let behind = Span::at(item.span.end);
        add(
            "no reason",
            format!("{name} does not apply, for no reason"),
            replaced(text, behind, " — N/A"),
            "not-applicable-without-reason",
        );
        let failed = replaced(&replaced(text, behind, " — FAILED: it broke"), mark, "[ ]");
        add("failed", format!("{name} has failed"), failed, "failed-item");
        let (remark, rule) = REMARKS[at % REMARKS.len()];
        add("remark", format!("{name}{remark}"), replaced(text, behind, remark), rule);
    }
    let of_decision = |span: Span| checklist.decisions.iter().any(|decision| decision.span.overlaps(span));
    for field in checklist.fields.iter().filter(|field| asked.field_standing(field) == Standing::Asked) {
        let (Some(value), false) = (&field.value, field.optional || of_decision(field.span)) else { continue };
        let name = format!("{} (line {})", field.label, field.at.line);
        // The total of a ratio is printed in the template.
        let blank = value.split_once('/').filter(|_| field.kind == FieldKind::Ratio);
        let blank = blank.map_or_else(|| "________".to_owned(), |(_, of)| format!("____/{of}"));
        add("blanked", format!("{name} is blanked"), replaced(text, field.span, &blank), "blank-field");
        if let Some(target) = field.target.as_ref().filter(|target| target.of.is_none()) {
            let missing = match target.op {
                Comparison::AtLeast | Comparison::Greater => target.value / 2.0 - 1.0,
                Comparison::Less | Comparison::AtMost => target.value * 2.0 + 1.0,
                Comparison::Equal => target.value + 1.0,
            };
            let missing = match value.split_once('/') {
                Some((_, of)) => format!("1/{of}"),
                None => missing.max(0.0).to_string(),
            };
            add(
                "off target",
                format!("{name} misses its target"),
                replaced(text, field.span, &missing),
                "target-missed",
            );
        }
        if field.kind == FieldKind::Date {
            add("no day", format!("{name} is no day"), replaced(text, field.span, "2026-02-30"), "wrong-kind");
        }
        let bounded = field.target.as_ref().is_some_and(|target| target.op != Comparison::Equal);
        if bounded && matches!(field.kind, FieldKind::Number | FieldKind::Percent) {
            add("below zero", format!("{name} is below zero"), replaced(text, field.span, "-5"), "wrong-kind");
        }
        if value == "PASS" {
            add("bad result", format!("{name} is FAIL"), replaced(text, field.span, "FAIL"), "failed-item");
        }
    }
    for sign_off in checklist.sign_offs.iter().filter(|sign_off| sign_off.is_filled()) {
        let name = &sign_off.role;
        if let (Some(slot), None) = (sign_off.name_slot, sign_off.box_span) {
            let wiped = replaced(text, slot.span, "________");
            add("unsigned", format!("{name} has not signed (line {})", sign_off.line), wiped, "missing-sign-off");
            for no in ["approved", "abgelehnt", "Ana Doe — no"] {
                let said = replaced(text, slot.span, no);
                add("refused", format!("{name} writes {no} (line {})", sign_off.line), said, "refused-sign-off");
            }
        }
        if let Some(mark) = sign_off.box_span {
            let wiped = replaced(text, Span::new(mark.start, sign_off.span.end), &format!("[ ] {name} approval"));
            add("unsigned", format!("{name} has not ticked"), wiped, "missing-sign-off");
        }
        if let Some(slot) = sign_off.date_slot {
            let later = replaced(text, slot.span, "2027-01-02");
            let undated = replaced(text, slot.span, "____");
            add("undated", format!("{name} does not say when (line {})", sign_off.line), undated, "missing-date");
            add("in the future", format!("{name} signs in a year (line {})", sign_off.line), later, "future-date");
        }
    }
    for count in checklist.counts.iter().filter(|count| text[count.span.range()].contains('(')) {
        let title = &text[count.span.range()];
        let other = title.replacen(&format!("({}", count.declared), &format!("({}", count.declared + 1), 1);
        add("counted", format!("{} counts one more", count.text), replaced(text, count.span, &other), "count-mismatch");
    }
    for criterion in &checklist.criteria {
        let item = criterion.item.as_ref().and_then(|item| checklist.item(item));
        if let Some(mark) = item.and_then(|item| item.box_span) {
            add("came true", format!("{} comes true", criterion.text), replaced(text, mark, "[x]"), "criterion-fired");
        }
    }
    for decision in &checklist.decisions {
        for option in &decision.options {
            let Some(mark) = option.item.as_ref().and_then(|item| checklist.item(item)?.box_span) else { continue };
            let (tick, rule) = if option.chosen { ("[ ]", "no-decision") } else { ("[x]", "conflicting-decisions") };
            add("decided", format!("{} becomes {tick}", option.text), replaced(text, mark, tick), rule);
            if option.chosen && option.positive && option.text == "GO" {
                let bound = text.replacen("GO**", "GO on Monday**", 1);
                add("bound", "GO waits for Monday".to_owned(), bound, "decision-no-go");
            }
        }
    }
    for (line, rule) in LINES {
        for at in rooms(&checklist, &asked) {
            let text = replaced(text, Span::at(at), &format!("\n\n{line}\n"));
            add("said below", format!("below an item stands {line:?}"), text, rule);
        }
    }
    let others: Vec<&str> = checklist.sign_offs.iter().map(|sign_off| &*sign_off.role).collect();
    for sign_off in checklist.sign_offs.iter().filter(|sign_off| sign_off.is_filled() && sign_off.box_span.is_none()) {
        let other = others.iter().find(|role| **role != sign_off.role && role.len() > 4);
        if let (Some(slot), Some(other)) = (sign_off.name_slot, other) {
            let what = format!("{} is signed as {other} (line {})", sign_off.role, sign_off.line);
            add("role for a name", what, replaced(text, slot.span, other), "refused-sign-off");
        }
    }
    all
}

/// Lines that one of the people adds where work is asked for, and the rule that each is held by.
const LINES: [(&str, &str); 7] = [
    ("Known blockers: 2", "failed-item"),
    ("Progress: 60 %", "total-mismatch"),
    ("| Check | Status |\n|---|---|\n| DB | Red |", "failed-item"),
    ("| Metric | Target | Actual |\n|---|---|---|\n| p95 | < 500 ms | 700 ms |", "target-missed"),
    ("**Owner:** ________", "blank-field"),
    ("Version: [VERSION]", "unfilled-placeholder"),
    ("A word with\u{200b} something hidden", "hidden-text"),
];

/// Where such a line can stand: behind the last line of items in no other whose part states no number of them, at most three.
fn rooms(checklist: &Checklist, asked: &Asked) -> Vec<usize> {
    let free = |item: &&Item| {
        let counted = |section: &gonogo::model::Section| section.declared_items.is_some();
        let section = item.section.as_ref().and_then(|section| checklist.section(section));
        item.parent.is_none()
            && item.shape == gonogo::model::ItemShape::Task
            && asked.item_standing(item) == Standing::Asked
            && !section.is_some_and(counted)
            && !checklist.sign_offs.iter().any(|sign_off| item.block.covers(sign_off.span))
            && !checklist.decisions.iter().any(|decision| decision.section == item.section)
    };
    checklist.items.iter().filter(free).map(|item| item.block.end).take(3).collect()
}

#[test]
fn every_single_change_is_one_hold_and_the_right_one() {
    let mut wrong = String::new();
    for name in SHAPES {
        let text = completed(&shape(name));
        let all = mutations(&text);
        let kinds: BTreeSet<&str> = all.iter().map(|(kind, ..)| *kind).collect();
        assert!(all.len() >= 60 && kinds.len() >= 6, "{name}: only {} changes of {kinds:?}", all.len());
        let mut failed = 0;
        // Of very many every fourth: they are alike.
        for (_, what, text, rule) in all.iter().step_by(if all.len() > 400 { 4 } else { 1 }) {
            let (source, _, holds) = judge(text);
            if holds.len() != 1 || holds[0].rule != *rule {
                failed += 1;
                let _ = writeln!(wrong, "{name}: {what}: {rule} expected\n{}", shown(&source, &holds));
            }
        }
        let _ = writeln!(wrong, "{name}: {failed} of {}", all.len());
    }
    assert!(!wrong.contains("expected"), "{wrong}");
}

/// What a run says of its pinned template.
fn judge_pinned(template: &str, run: &str) -> (Source, Vec<Diagnostic>) {
    let source = |text: &str| Source::new("run.md", text.into()).expect("a text");
    let (template, run) = (source(template), source(run));
    let (before, after) = (parse(&template), parse(&run));
    let version = |source, checklist| Version { source, checklist };
    let changes = conformance(version(&template, &before), version(&run, &after));
    let mut known = Evidence::at(Timestamp::parse_rfc3339("2026-11-21T10:00:00Z").expect("a time"));
    known.template = Fact::Known(Conformance { path: "template.md".into(), current: Ok(()), changes, unjudged: None });
    let found = rules::judge(&run, &after, &known);
    (run, found.into_iter().filter(|found| found.severity != Severity::Warning).collect())
}

#[test]
fn an_item_taken_out_or_reworded_is_one_hold_against_the_template() {
    let mut wrong = String::new();
    for name in SHAPES {
        let template = shape(name);
        let run = completed(&template);
        let (source, holds) = judge_pinned(&template, &run);
        assert!(holds.is_empty(), "{name} as it is filled in:\n{}", shown(&source, &holds));
        let (_, checklist, _) = judge(&run);
        let asked = Asked::of(&checklist);
        let counted = |item: &Item| {
            checklist.counts.iter().any(|count| {
                let section = count.section.as_ref().and_then(|section| checklist.section(section));
                section.is_none_or(|section| section.extent.covers(item.span))
            })
        };
        let due = |item: &&Item| {
            let boxed = item.parent.is_none() && item.box_span.is_some() && !item.text.contains(':');
            boxed && item.role == Role::Action && asked.item_standing(item) == Standing::Asked
        };
        let all: Vec<&Item> = checklist.items.iter().filter(due).collect();
        let mut count = 0;
        for item in all.iter().step_by(if all.len() > 60 { 3 } else { 1 }) {
            let line = Span::new(item.span.start, (item.span.end + 1).min(run.len()));
            let words = item.text.split(' ').next().unwrap_or_default();
            let changes = [
                ("is taken out", replaced(&run, line, ""), "item-removed"),
                (
                    "is reworded",
                    run.replacen(&run[item.span.range()], &format!("{} (or not)", &run[item.span.range()]), 1),
                    "item-reworded",
                ),
            ];
            // Where items are counted, one less is a wrong number too; what has parts goes with them.
            let changes = changes
                .into_iter()
                .filter(|(.., rule)| *rule == "item-reworded" || item.block.end == item.span.end && !counted(item));
            for (what, text, rule) in changes {
                count += 1;
                let (source, holds) = judge_pinned(&template, &text);
                if holds.len() != 1 || holds[0].rule != rule {
                    let _ = writeln!(wrong, "{name}: {words} … {what}: {rule} expected\n{}", shown(&source, &holds));
                }
            }
        }
        assert!(count >= 20, "{name}: only {count} changes");
    }
    assert!(wrong.is_empty(), "{wrong}");
}
