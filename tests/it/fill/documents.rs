//! Laws that hold for every document at hand, also with CRLF and with a byte-order mark.

use gonogo::fill::{
    Allowed, Change, FillError, FillOptions, RunData, Signer, content, data_skeleton, fill, sign, tick, untick,
};
use gonogo::model::{Checklist, Item, ItemShape, State};
use gonogo::parse::parse;
use gonogo::text::{EditSet, Source};
use gonogo::time::Timestamp;

use super::{documents, variants};

#[test]
fn empty_data_changes_no_byte() {
    for (path, source) in documents() {
        for source in variants(&source) {
            let filled = fill(&source, &parse(&source), &RunData::default(), FillOptions::default());
            let filled = filled.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            assert!(filled.change.edits.is_empty(), "{}", path.display());
            assert_eq!(filled.after.text(), source.text(), "{}", path.display());
        }
    }
}

/// How many groups the boxes of a document are ticked in; neighbours are never in one group.
const GROUPS: usize = 4;

#[test]
fn ticking_a_box_changes_one_byte_and_one_state() {
    let mut boxes = 0;
    for (path, source) in documents() {
        for (variant, source) in variants(&source).into_iter().enumerate() {
            let before = parse(&source);
            let open = |item: &Item| item.shape == ItemShape::Task && item.state == State::Open;
            let open: Vec<usize> = (0..before.items.len()).filter(|at| open(&before.items[*at])).collect();
            boxes += open.len();
            for group in 0..GROUPS {
                let group: Vec<usize> = open.iter().copied().skip(group).step_by(GROUPS).collect();
                let ticked = tick_all(&path.display().to_string(), &source, &before, &group);
                if variant > 0 {
                    break;
                }
                if let Some((after, compiled)) = ticked
                    && let Some(first) = group.first()
                {
                    let place = format!("{}:{}", path.display(), before.items[*first].at.line);
                    let alone = tick_all(&place, &source, &before, &[*first]).expect("one box");
                    let back = untick(&alone.0, &alone.1, &alone.1.items[*first]).and_then(|back| back.apply(&alone.0));
                    assert_eq!(
                        back.unwrap_or_else(|error| panic!("{place}: {error}")).text(),
                        source.text(),
                        "{place}"
                    );
                    assert_eq!(tick(&after, &compiled, &compiled.items[*first]).expect("ticked").edits.edits(), []);
                }
            }
        }
    }
    assert!(boxes > 0, "there are documents with boxes");
}

/// Ticks items, each by one byte, and compares every state.
fn tick_all(place: &str, source: &Source, before: &Checklist, group: &[usize]) -> Option<(Source, Checklist)> {
    let mut all = Change { edits: EditSet::new(source, vec![]).expect("none"), allowed: Allowed::default() };
    let mut edits = Vec::new();
    for index in group {
        let item = &before.items[*index];
        let change = tick(source, before, item).unwrap_or_else(|error| panic!("{place}: {error}"));
        assert!(
            matches!(change.edits.edits(), [edit] if edit.text == "x" && edit.span.len() == 1),
            "{place}: line {} takes one byte",
            item.at.line
        );
        edits.extend(change.edits.edits().to_vec());
        all.allowed.items.extend(change.allowed.items);
        all.allowed.sign_offs.extend(change.allowed.sign_offs);
        all.allowed.decisions.extend(change.allowed.decisions);
    }
    if edits.is_empty() {
        return None;
    }
    all.edits = EditSet::new(source, edits).expect("disjoint");
    let (after, compiled) = all.compile(source, before).unwrap_or_else(|error| panic!("{place}: {error}"));
    for (at, (old, new)) in before.items.iter().zip(&compiled.items).enumerate() {
        let wanted = if group.contains(&at) { State::Done } else { old.state };
        assert_eq!(new.state, wanted, "{place}: item of line {}", old.at.line);
    }
    Some((after, compiled))
}

#[test]
fn the_content_is_the_same_before_and_after_each_sign_off() {
    let signer = Signer {
        name: "Ana María O'Neil-Łuk",
        email: "ana.m_1@example.org",
        time: Timestamp::from_unix(1_795_257_120).expect("a time"),
        statement: Some("3f9c01aa77de"),
    };
    let mut failures = Vec::new();
    for (path, source) in documents() {
        for (variant, source) in variants(&source).into_iter().enumerate() {
            let checklist = parse(&source);
            let before = content(&source, &checklist);
            let open = checklist.sign_offs.iter().filter(|sign_off| !sign_off.is_filled());
            // Every sign-off of a document as it is, some of those of its variants.
            for sign_off in open.step_by(if variant == 0 { 1 } else { 12 }) {
                let place = format!("{}:{}", path.display(), sign_off.line);
                let after = sign(&source, &checklist, sign_off, &signer).map(|change| change.edits.apply(&source));
                match after {
                    Err(error) => failures.push(format!("{place}: {error}")),
                    Ok(after) => {
                        let after =
                            Source::new("after.md", after.expect("its own edits").into_bytes()).expect("a text");
                        let compiled = parse(&after);
                        if content(&after, &compiled) != before {
                            failures.push(format!("{place}: the content changed"));
                        }
                        let signed = compiled.sign_offs.iter().find(|new| new.line == sign_off.line);
                        if !signed.is_some_and(|new| new.is_filled()) {
                            failures.push(format!("{place}: not signed"));
                        }
                    }
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn a_value_for_any_slot_is_written_or_refused_for_a_reason() {
    let (mut written, mut refused) = (0, 0);
    for (path, source) in documents() {
        let checklist = parse(&source);
        let open = data_skeleton(&checklist).into_iter().filter(|entry| entry.current.is_none());
        for entry in open.step_by(7) {
            let value = entry.options.first().map_or("42", String::as_str);
            let fill = |key: &str| {
                let data = RunData::from_pairs([format!("{key}={value}").as_str()]).expect("a pair");
                fill(&source, &checklist, &data, FillOptions::default())
            };
            let mut result = fill(&entry.key);
            if matches!(result, Err(FillError::NotStable { .. })) {
                result = fill(&format!(":{}", entry.lines[0]));
            }
            match result {
                Ok(_) => written += 1,
                Err(
                    FillError::ChangesStructure { .. }
                    | FillError::WrongForm { .. }
                    | FillError::WrongLength { .. }
                    | FillError::NotStable { .. }
                    | FillError::Value { .. },
                ) => refused += 1,
                Err(error) => panic!("{}: {}: {error}", path.display(), entry.key),
            }
        }
    }
    assert!(written > 9 * refused, "{written} written, {refused} refused");
}
