//! What a copy says of items, fields, sign-offs and decisions, and whether two copies contradict each other.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Checklist, State};

/// Something that can be said: how an item stands, what a field holds, who has signed, what was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    said: String,
    /// The lines that say it, counted from 0.
    lines: std::ops::RangeInclusive<usize>,
}

/// Everything that a copy says. A list is only compared with one of the same length: its entries are matched by place.
#[derive(Clone, Debug, Default)]
pub struct Said {
    items: Vec<Word>,
    sign_offs: Vec<Word>,
    decisions: Vec<Word>,
    fields: BTreeMap<String, Word>,
}

impl Said {
    /// What a checklist says.
    pub fn of(checklist: &Checklist) -> Self {
        let one = |line: usize| line.saturating_sub(1)..=line.saturating_sub(1);
        let items = checklist.items.iter().map(|item| {
            let reason = item.reason.as_deref().filter(|_| item.state != State::Done);
            Word { said: format!("{:?} {reason:?}", item.state), lines: one(item.at.line) }
        });
        // The parts of a sign-off are said one by one: who, when, and what stands for a signature.
        let sign_offs = checklist.sign_offs.iter().flat_map(|sign_off| {
            let bare = sign_off.is_filled() && sign_off.name.is_none() && sign_off.signature.is_none();
            let parts =
                [sign_off.name.clone(), sign_off.date.clone(), sign_off.signature.clone(), bare.then(String::new)];
            parts.map(|part| Word { said: format!("{part:?}"), lines: one(sign_off.line) })
        });
        let decisions = checklist.decisions.iter().map(|decision| {
            let chosen: Vec<bool> = decision.options.iter().map(|option| option.chosen).collect();
            let items =
                decision.options.iter().filter_map(|option| Some(checklist.item(option.item.as_ref()?)?.at.line));
            let (first, last) = items.fold((decision.line, decision.line), |(a, b), line| (a.min(line), b.max(line)));
            Word { said: format!("{chosen:?}"), lines: first.saturating_sub(1)..=last.saturating_sub(1) }
        });
        let fields = checklist.fields.iter().map(|field| {
            (field.id.to_string(), Word { said: format!("{:?}", field.value), lines: one(field.at.line) })
        });
        Self {
            items: items.collect(),
            sign_offs: sign_offs.collect(),
            decisions: decisions.collect(),
            fields: fields.collect(),
        }
    }

    fn lists(&self) -> [&[Word]; 3] {
        [&self.items, &self.sign_offs, &self.decisions]
    }
}

/// What is to be said in the end; `None` where two people say different things.
fn expected<'w>(base: &'w str, ours: &'w str, theirs: &'w str) -> Option<&'w str> {
    if ours == base {
        Some(theirs)
    } else if theirs == base || ours == theirs {
        Some(ours)
    } else {
        None
    }
}

/// The lines of the base, counted from 0, of which two people say different things.
pub fn disagreements(base: &Said, ours: &Said, theirs: &Said) -> BTreeSet<usize> {
    let mut out = BTreeSet::new();
    for ((base, ours), theirs) in base.lists().into_iter().zip(ours.lists()).zip(theirs.lists()) {
        if base.len() != ours.len() || base.len() != theirs.len() {
            continue;
        }
        for ((base, ours), theirs) in base.iter().zip(ours).zip(theirs) {
            if expected(&base.said, &ours.said, &theirs.said).is_none() {
                out.extend(base.lines.clone());
            }
        }
    }
    // A decision is one: where one of its options is in question, all are.
    for decision in &base.decisions {
        if out.range(decision.lines.clone()).next().is_some() {
            out.extend(decision.lines.clone());
        }
    }
    out
}

/// Whether a merged copy says what both say: nothing is lost, and nothing is there that nobody said.
pub fn is_kept(base: &Said, ours: &Said, theirs: &Said, merged: &Said) -> bool {
    let lists = base.lists().into_iter().zip(ours.lists()).zip(theirs.lists()).zip(merged.lists());
    for (((base, ours), theirs), merged) in lists {
        if base.len() != ours.len() || base.len() != theirs.len() {
            // The outline itself has changed: what is there must be somewhere in one of the copies.
            let known = |word: &Word| ours.iter().chain(theirs).chain(base).any(|other| other.said == word.said);
            if !merged.iter().all(known) {
                return false;
            }
            continue;
        }
        let kept = base.iter().zip(ours).zip(theirs).zip(merged);
        let mut kept = kept.map(|(((base, ours), theirs), merged)| {
            expected(&base.said, &ours.said, &theirs.said) == Some(merged.said.as_str())
        });
        if merged.len() != base.len() || !kept.all(|kept| kept) {
            return false;
        }
    }
    let known = |id: &String, word: &Word| {
        let of = |said: &Said| said.fields.get(id).map(|word| word.said.clone());
        match (of(base), of(ours), of(theirs)) {
            (Some(base), Some(ours), Some(theirs)) => expected(&base, &ours, &theirs) == Some(word.said.as_str()),
            // A field of one copy only, such as that of a note.
            _ => true,
        }
    };
    merged.fields.iter().all(|(id, word)| known(id, word))
}
