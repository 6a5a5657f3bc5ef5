//! Random checklists: filling twice is filling once, unticking takes back ticking, acts do what they say in any order.

use gonogo::fill::{Act, Actor, Desk, FillOptions, RunData, data_skeleton, fail, fill, not_applicable, tick, untick};
use gonogo::model::{ItemShape, Role, State};
use gonogo::parse::parse;
use gonogo::text::Source;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::support::now;

const WORDS: [&str; 12] = [
    "backup",
    "restore",
    "traffic",
    "schema",
    "cache",
    "window",
    "alert",
    "quota",
    "certificate",
    "replica",
    "tenant",
    "queue",
];

/// What stands behind or below an item.
const BELOW: [&str; 7] = [
    "",
    "\n{in}- Size: ____ GB",
    "\n{in}**Result:** ____ **Time:** ____",
    "\n{in}- [ ] **Inner {word}** is seen\n{in}- [ ] Inner rest: ____%",
    "\n{in}- Owner: [OWNER]\n{in}```sh\n{in}run --id [ID]\n{in}```",
    "\n{in}**Result:** PASS/FAIL **Completed by:** ____",
    "\n\n{in}More words about it: ____/48",
];

/// One item of each way in which they are written; `{word}` makes it one of its kind.
fn item() -> impl Strategy<Value = (usize, usize, usize)> {
    (0..4_usize, 0..WORDS.len(), 0..BELOW.len())
}

/// A checklist of sections with items, in one of several line ends.
fn checklist() -> impl Strategy<Value = String> {
    let section = prop::collection::vec(item(), 1..5);
    let tables = prop::collection::vec(prop::bool::ANY, 4);
    (prop::collection::vec(section, 1..4), tables, 0..3_usize).prop_map(|(sections, tables, ends)| {
        let mut text = String::from("# Release [VERSION]\n\n**Lead:** ____\n");
        let mut count = 0;
        for (at, items) in sections.iter().enumerate() {
            text.push_str(&format!("\n## Part {}\n\n", WORDS[at]));
            for (shape, word, below) in items {
                count += 1;
                let word = format!("{} {count}", WORDS[*word]);
                let (mark, inner) = match shape {
                    0 => ("- [ ] ", "  "),
                    1 => ("* [ ] ", "  "),
                    2 => ("1. [ ] ", "   "),
                    _ => ("- ☐ ", "  "),
                };
                let below = BELOW[*below].replace("{in}", inner).replace("{word}", &word);
                text.push_str(&format!("{mark}The {word} is ready{below}\n"));
            }
            if tables[at] {
                text.push_str("\n| Check | Done |\n|---|---|\n");
                for word in WORDS.iter().take(2) {
                    count += 1;
                    text.push_str(&format!("| Row {word} {count} | [ ] |\n"));
                }
            }
        }
        match ends {
            0 => text,
            1 => text.replace('\n', "\r\n"),
            _ => format!("\u{feff}{}", text.trim_end()),
        }
    })
}

fn compiled(text: &str) -> Desk {
    let source = Source::new("run.md", text.into()).expect("a text");
    let checklist = parse(&source);
    Desk::new(source, checklist)
}

fn ana() -> Actor<'static> {
    Actor { name: Some("Ana Doe"), time: now(), result: None }
}

fn states(desk: &Desk) -> Vec<State> {
    desk.checklist().items.iter().map(|item| item.state).collect()
}

fn value() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["7", "47", "1.10", "eu_1 *now*", "a | b", "`x`", "Zoë", "C:\\x", "&amp;", "12:30", "no"])
}

const TEXTS: [&str; 4] = ["no such data", "it *broke* [twice]", "a | b", "see 1. above"];

fn act(kind: usize, text: usize) -> Act<'static> {
    let text = TEXTS[text % TEXTS.len()];
    match kind % 5 {
        0 => Act::Tick,
        1 => Act::Untick,
        2 => Act::NotApplicable(text),
        3 => Act::Fail(text),
        _ => Act::Note(text),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn filling_twice_is_filling_once(text in checklist(), picks in prop::collection::vec((any::<Index>(), value()), 1..6)) {
        let desk = compiled(&text);
        let keys: Vec<String> = data_skeleton(desk.checklist()).into_iter().map(|entry| entry.key).collect();
        let mut data = RunData::default();
        for (pick, value) in &picks {
            data.overlay(RunData::from_pairs([format!("{}={value}", pick.get(&keys)).as_str()]).expect("a pair"));
        }
        // A value that doesn't have the form of its slot is refused.
        let Ok(once) = fill(desk.source(), desk.checklist(), &data, FillOptions::default()) else { return Ok(()) };
        let twice = fill(&once.after, &once.compiled, &data, FillOptions::default()).expect("twice");
        prop_assert_eq!(twice.after.text(), once.after.text());
        prop_assert_eq!(once.compiled.items.len(), desk.checklist().items.len());
        prop_assert!(once.compiled.items.iter().all(|item| item.state == State::Open));
    }

    #[test]
    fn unticking_takes_back_what_ticking_did(text in checklist(), picks in prop::collection::vec(any::<Index>(), 1..5)) {
        let mut desk = compiled(&text);
        let count = desk.checklist().items.len();
        prop_assert!(count > 0);
        for pick in &picks {
            let item = &desk.checklist().items[pick.index(count)];
            let done = tick(desk.source(), desk.checklist(), item).expect("ticked").apply(desk.source()).expect("ticked");
            let model = parse(&done);
            let back = untick(&done, &model, &model.items[pick.index(count)]).expect("opened").apply(&done).expect("opened");
            prop_assert_eq!(back.text(), text.as_str());
        }
        let mut picks: Vec<usize> = picks.iter().map(|pick| pick.index(count)).collect();
        picks.sort_unstable();
        picks.dedup();
        // What a choice was made from is known from the template.
        desk = desk.remembering(super::source(&text));
        for index in &picks {
            desk.act(*index, Act::Tick, Some(&ana())).expect("ticked");
        }
        let open: Vec<usize> = (0..count).filter(|index| states(&desk)[*index] == State::Open).collect();
        prop_assert!(picks.iter().all(|index| !open.contains(index)));
        for index in picks.iter().rev() {
            desk.act(*index, Act::Untick, Some(&ana())).expect("opened");
        }
        prop_assert_eq!(desk.source().text(), text.as_str());
    }

    #[test]
    fn reasons_are_taken_back_too(text in checklist(), pick in any::<Index>(), reason in 0..4_usize, failed in any::<bool>()) {
        let desk = compiled(&text);
        let index = pick.index(desk.checklist().items.len());
        let (source, model) = (desk.source(), desk.checklist());
        let item = &model.items[index];
        prop_assume!(item.shape != ItemShape::TableRow);
        let say = if failed { fail } else { not_applicable };
        let said = say(source, model, item, TEXTS[reason]).expect("said").apply(source).expect("said");
        let after = parse(&said);
        prop_assert_eq!(after.items[index].reason.as_deref(), Some(TEXTS[reason]));
        let back = untick(&said, &after, &after.items[index]).expect("opened").apply(&said).expect("opened");
        prop_assert_eq!(back.text(), text.as_str());
    }

    #[test]
    fn any_sequence_of_acts_gives_the_model_that_it_describes(
        text in checklist(),
        acts in prop::collection::vec((any::<Index>(), 0..5_usize, 0..4_usize), 1..8),
    ) {
        let mut desk = compiled(&text);
        let count = desk.checklist().items.len();
        let mut expected = states(&desk);
        let shapes: Vec<(ItemShape, Role)> = desk.checklist().items.iter().map(|item| (item.shape, item.role)).collect();
        for (pick, kind, words) in acts {
            let (index, act) = (pick.index(count), act(kind, words));
            let before = desk.source().text().to_owned();
            match desk.act(index, act, Some(&ana())) {
                Ok(_) => match act {
                    Act::Tick => expected[index] = State::Done,
                    Act::Untick => expected[index] = State::Open,
                    Act::NotApplicable(_) => expected[index] = State::NotApplicable,
                    Act::Fail(_) => expected[index] = State::Failed,
                    _ => {}
                },
                Err(_) => prop_assert_eq!(desk.source().text(), before.as_str(), "refused, and changed all the same"),
            }
            prop_assert_eq!(states(&desk), expected.clone(), "after {:?}:\n{}", act, desk.source().text());
            let again = parse(desk.source());
            prop_assert_eq!(&again, desk.checklist());
            let found: Vec<(ItemShape, Role)> = again.items.iter().map(|item| (item.shape, item.role)).collect();
            prop_assert_eq!(&found, &shapes);
        }
    }

    #[test]
    fn the_order_of_independent_acts_does_not_matter(
        text in checklist(),
        picks in prop::collection::vec((any::<Index>(), 0..5_usize, 0..4_usize), 2..6),
        turn in any::<Index>(),
    ) {
        let start = compiled(&text);
        let count = start.checklist().items.len();
        let mut acts: Vec<(usize, Act<'static>)> = Vec::new();
        for (pick, kind, words) in picks {
            let index = pick.index(count);
            if acts.iter().all(|(known, _)| *known != index) {
                acts.push((index, act(kind, words)));
            }
        }
        let run = |acts: &[(usize, Act<'static>)]| {
            let mut desk = start.clone();
            let said: Vec<(usize, bool)> =
                acts.iter().map(|(index, act)| (*index, desk.act(*index, *act, Some(&ana())).is_ok())).collect();
            (desk.source().text().to_owned(), said)
        };
        let (one, mut said) = run(&acts);
        let middle = turn.index(acts.len());
        acts.rotate_left(middle);
        let (other, mut said_too) = run(&acts);
        said.sort_unstable();
        said_too.sort_unstable();
        prop_assert_eq!(said, said_too);
        prop_assert_eq!(one, other);
    }
}
