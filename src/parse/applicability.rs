//! Applicability of sections and items: a directive first, then the wording.

use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

use super::conditions::conditional;
use super::draft::Draft;
use super::{Recogniser, radio_groups, words};
use crate::model::{Applicability, Item, Label};

pub const RECOGNISER: Recogniser = Recogniser {
    name: "applicability",
    summary: "what is conditional, alternative, contingent or for reference",
    recognise,
};

fn recognise(draft: &mut Draft<'_>) {
    let ready = ready_sections(draft);
    let boxed = boxed_sections(draft);
    let subject = draft.title().is_some_and(|title| contingent(&title, true).is_some());
    let groups: Vec<_> = draft.sections.iter().map(|section| choose_one(&section.title)).collect();
    let branches = radio_groups::branches(draft);
    let mut plans = HashSet::new();
    let sole_h1 = draft.sections.iter().filter(|section| section.level == 1).count() == 1;
    for index in 0..draft.sections.len() {
        let Some(section) = draft.sections.get(index) else { break };
        let first_line = section.line;
        let titles_document = sole_h1 && section.level == 1;
        // A condition in parentheses is no part of the parsed title's words alone, so the source line is read.
        let words = draft.source.slice(section.span);
        let read = if titles_document {
            None
        } else {
            let read = of_title(words, section.label, ready.contains(&index), boxed.contains(&index));
            // Where all is about the rollback, its parts are what has to be done.
            read.filter(|(applicability, _)| !(subject && *applicability == Applicability::Contingent)).or_else(|| {
                let parent = section.parent.as_ref().and_then(|parent| draft.sections.get(parent.index))?;
                let index = section.parent.as_ref()?.index;
                let group = groups.get(index).copied().flatten().or_else(|| words::ALTERNATIVES.find(&parent.title))?;
                (!(sole_h1 && parent.level == 1)).then(|| (Applicability::Alternative, group.to_owned()))
            })
        };
        // What stands beside the readiness within a plan is the procedure.
        let plan = section.parent.as_ref().filter(|plan| plans.contains(&plan.index) && !ready.contains(&index));
        let procedure = plan.filter(|_| words::READINESS.find(words).is_none() && !subject);
        let read = read.or_else(|| procedure.map(|_| (Applicability::Contingent, "procedure of a plan".to_owned())));
        let lifted = words::CONTINGENT.find(words).is_some()
            && read.as_ref().is_none_or(|(applicability, _)| *applicability != Applicability::Contingent);
        // What titles the whole document makes no procedure of its parts.
        if lifted && ready.contains(&index) && !titles_document {
            plans.insert(index);
        }
        let branch = branches.get(index).copied().unwrap_or(false).then(|| "one of several branches".to_owned());
        let read = match read {
            Some((Applicability::Contingent, _)) => read,
            read => branch.map(|branch| (Applicability::Alternative, branch)).or(read),
        };
        let read = directive(draft, first_line).map(|word| (word, "directive".to_owned())).or(read);
        if let (Some((applicability, condition)), Some(section)) = (read, draft.sections.get_mut(index)) {
            section.applicability = applicability;
            section.condition = Some(condition);
        }
    }
    let groups: Vec<_> = groups
        .into_iter()
        .zip(radio_groups::sections(draft))
        .map(|(group, radio)| group.or_else(|| radio.then_some("one of a group")))
        .collect();
    for index in 0..draft.items.len() {
        let Some(item) = draft.items.get(index) else { break };
        let read = directive(draft, item.at.line)
            .map(|word| (word, "directive".to_owned()))
            .or_else(|| group(draft, item, &groups).map(|group| (Applicability::Alternative, group.to_owned())))
            .or_else(|| conditional(&item.text).map(|words| (Applicability::Conditional, words)));
        if let (Some((applicability, condition)), Some(item)) = (read, draft.items.get_mut(index)) {
            item.applicability = applicability;
            item.condition = Some(condition);
        }
    }
}

/// The sections whose boxes say that something is ready rather than what to do: "Rollback tested in staging".
fn ready_sections(draft: &Draft<'_>) -> HashSet<usize> {
    let mut balance: HashMap<usize, isize> = HashMap::new();
    for item in draft.items.iter().filter(|item| item.parent.is_none() && item.box_span.is_some()) {
        let Some(section) = &item.section else { continue };
        let first = item.text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let weight =
            if words::IMPERATIVES.has(first) { -1 } else { isize::from(words::READY.find(&item.text).is_some()) };
        *balance.entry(section.index).or_insert(0) += weight;
    }
    let ready: HashSet<usize> = balance.iter().filter(|(_, sum)| **sum > 0).map(|(section, _)| *section).collect();
    // A part of what is prepared for prepares for the whole, where that has no boxes of its own.
    let whole = ready.iter().filter_map(|part| {
        let part = draft.sections.get(*part).filter(|part| !is_procedure(&part.title))?;
        part.parent.as_ref().map(|whole| whole.index).filter(|whole| !balance.contains_key(whole))
    });
    ready.iter().copied().chain(whole).collect()
}

/// The words that make an item one of several of which one applies: a radio button, or those of what it is directly in.
fn group(draft: &Draft<'_>, item: &Item, sections: &[Option<&'static str>]) -> Option<&'static str> {
    if item.box_span.is_some_and(|mark| draft.source.slice(mark).starts_with('(')) {
        return Some("one of a group");
    }
    match (&item.parent, &item.section) {
        (Some(parent), _) => choose_one(&draft.items.get(parent.index)?.text),
        (None, section) => *sections.get(section.as_ref()?.index)?,
    }
}

/// The words that say that one of what follows applies.
fn choose_one(words: &str) -> Option<&'static str> {
    let several = || words::OR_MORE.find(words).or_else(|| words::CRITERIA.find(words)).is_some();
    words::CHOOSE_ONE.find(words).filter(|_| !several())
}

/// Whether a title names what is done when something went wrong, and not the plan for it.
fn is_procedure(words: &str) -> bool {
    words::PROCEDURES.find(words).is_some()
}

/// The sections with boxes in them or below.
fn boxed_sections(draft: &Draft<'_>) -> HashSet<usize> {
    let mut boxed = HashSet::new();
    for item in draft.items.iter().filter(|item| item.box_span.is_some()) {
        let mut section = item.section.as_ref();
        while let Some(at) = section.map(|section| section.index).filter(|at| boxed.insert(*at)) {
            section = draft.sections.get(at).and_then(|section| section.parent.as_ref());
        }
    }
    boxed
}

/// The word by which a title speaks of a rollback alone: not in passing, in parentheses, nor, where boxes stand below it,
/// beside work of another kind, as "Migration and rollback" does.
fn contingent(title: &str, boxed: bool) -> Option<&'static str> {
    let word = words::CONTINGENT.find(title)?;
    let bare = title.split('(').next().unwrap_or(title);
    words::CONTINGENT.find(bare)?;
    let alone = |part: &str| words::CONTINGENT.find(part).or_else(|| words::CONTINGENT_TOO.find(part)).is_some();
    let mut parts = vec![bare];
    for join in words::JOINS {
        parts = parts.into_iter().flat_map(|part| part.split(join)).collect();
    }
    (!boxed || parts.into_iter().all(alone)).then_some(word)
}

/// What a title says; `ready` says that its boxes ask for readiness, not for action, `boxed` that it has boxes.
fn of_title(words: &str, label: Label, ready: bool, boxed: bool) -> Option<(Applicability, String)> {
    let prepares = words::READINESS.find(words).is_some() || ready && !is_procedure(words);
    let contingent = contingent(words, boxed).filter(|_| !prepares && label != Label::Paragraph);
    if let Some(word) = contingent {
        return Some((Applicability::Contingent, conditional(words).unwrap_or_else(|| word.to_owned())));
    }
    // Nobody ticks what is only there to be looked up; but a legend shows boxes.
    let looked_up = words::REFERENCE.find(words).filter(|word| !boxed || words::LEGENDS.has(word));
    if let Some(word) = looked_up {
        return Some((Applicability::Reference, word.to_owned()));
    }
    let said = conditional(words).or_else(|| if_not(words, label));
    said.map(|words| (Applicability::Conditional, words))
}

/// A heading that is a condition from end to end: `## If Not Ready (Action Plan)`.
fn if_not(words: &str, label: Label) -> Option<String> {
    let start = words.trim_start_matches(|c: char| !c.is_alphanumeric());
    let head = start.split('(').next().unwrap_or(start).trim();
    // `### If you use pumps:` is one, `### Stop if:` leads on to several.
    let words = head.split(' ').count();
    let short = (2..=6).contains(&words) && !head.ends_with('?') && (words > 2 || !head.ends_with(':'));
    let short = short && !head.contains(" to ");
    let head = head.trim_end_matches(':');
    let lead = words::IF.leading(head).filter(|_| label == Label::Heading && short)?;
    (lead.trim().len() < head.len()).then(|| head.to_lowercase())
}

/// `<!-- gonogo: contingent -->` at the end of a line or on the next filled one.
fn directive(draft: &Draft<'_>, line: usize) -> Option<Applicability> {
    let own = draft.source.line(line);
    let next = draft.frame.next_filled(line - 1).and_then(|next| draft.frame.line(next)).map(|line| line.span);
    let after = draft.markdown.comments.partition_point(|comment| comment.start < own.start);
    draft.markdown.comments.get(after..)?.iter().take(2).find_map(|comment| {
        let near =
            own.covers(*comment) || next.is_some_and(|next| next.covers(*comment) && next.start == comment.start);
        let words = draft.source.slice(*comment).trim_start_matches("<!--").trim_end_matches("-->").trim();
        let word = words.strip_prefix("gonogo:").filter(|_| near)?.trim();
        Some(match word {
            "required" => Applicability::Required,
            "conditional" => Applicability::Conditional,
            "alternative" => Applicability::Alternative,
            "contingent" => Applicability::Contingent,
            "reference" => Applicability::Reference,
            _ => return None,
        })
    })
}
