//! Applicability of sections and items: a directive first, then the wording.

use super::conditions::conditional;
use super::draft::Draft;
use super::vocabulary::{self, Said, Spoken};
use super::{Recogniser, radio_groups, words};
use crate::model::{Applicability, Item, Label};

pub const RECOGNISER: Recogniser = Recogniser {
    name: "applicability",
    summary: "what is conditional, alternative, contingent or for reference",
    recognise,
};

fn recognise(draft: &mut Draft<'_>) {
    let said: Vec<Said> = draft.items.iter().map(|item| Said::of(&item.text)).collect();
    let ready = ready_sections(draft, &said);
    let boxed = boxed_sections(draft);
    let subject = draft.title().is_some_and(|title| contingent(&Spoken::of(&title), true).is_some());
    let groups: Vec<_> = (0..draft.sections.len()).map(|at| choose_one(&draft.title_of(at))).collect();
    let branches = radio_groups::branches(draft);
    let is = |sections: &[bool], at: usize| sections.get(at).is_some_and(|is| *is);
    let mut plans = vec![false; draft.sections.len()];
    let sole_h1 = draft.sections.iter().filter(|section| section.level == 1).count() == 1;
    for index in 0..draft.sections.len() {
        let Some(section) = draft.sections.get(index) else { break };
        let first_line = section.line;
        let titles_document = sole_h1 && section.level == 1;
        // A condition in parentheses is no part of the parsed title's words alone, so the source line is read.
        let words = line_of_title(draft, index);
        let read = if titles_document {
            None
        } else {
            let read = of_title(&words, section.label, is(&ready, index), is(&boxed, index));
            // Where all is about the rollback, its parts are what has to be done.
            let read = read.filter(|(applicability, _)| !(subject && *applicability == Applicability::Contingent));
            // Its own condition it keeps.
            let own = || conditional(&words).filter(|_| subject).map(|words| (Applicability::Conditional, words));
            read.or_else(own).or_else(|| {
                let parent = section.parent.as_ref().and_then(|parent| draft.sections.get(parent.index))?;
                let index = section.parent.as_ref()?.index;
                let group =
                    groups.get(index).copied().flatten().or_else(|| draft.title_of(index).word(words::ALTERNATIVES))?;
                (!(sole_h1 && parent.level == 1)).then(|| (Applicability::Alternative, group.to_owned()))
            })
        };
        // What stands beside the readiness within a plan is the procedure.
        let plan = section.parent.as_ref().filter(|plan| is(&plans, plan.index) && !is(&ready, index));
        let procedure = plan.filter(|_| !words.says(words::READINESS) && !subject);
        let read = read.or_else(|| procedure.map(|_| (Applicability::Contingent, "procedure of a plan".to_owned())));
        let lifted = words.says(words::CONTINGENT)
            && read.as_ref().is_none_or(|(applicability, _)| *applicability != Applicability::Contingent);
        // What titles the whole document makes no procedure of its parts.
        if let Some(plan) = plans.get_mut(index) {
            *plan = lifted && is(&ready, index) && !titles_document;
        }
        let branch = is(&branches, index).then(|| "one of several branches".to_owned());
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
        let words = |at: usize| Some(Spoken::known(&draft.items.get(at)?.text, *said.get(at)?));
        let group = || match &item.parent {
            Some(parent) => words(parent.index).and_then(|words| choose_one(&words)),
            None => item.section.as_ref().and_then(|section| *groups.get(section.index)?),
        };
        let radio = || is_radio(draft, item).then_some("one of a group");
        let read = directive(draft, item.at.line)
            .map(|word| (word, "directive".to_owned()))
            .or_else(|| radio().or_else(group).map(|group| (Applicability::Alternative, group.to_owned())))
            .or_else(|| {
                words(index).and_then(|words| conditional(&words)).map(|words| (Applicability::Conditional, words))
            });
        if let (Some((applicability, condition)), Some(item)) = (read, draft.items.get_mut(index)) {
            item.applicability = applicability;
            item.condition = Some(condition);
        }
    }
}

/// For each section whether its boxes say that something is ready rather than what to do: "Rollback tested in staging".
fn ready_sections(draft: &Draft<'_>, said: &[Said]) -> Vec<bool> {
    let mut balance: Vec<Option<isize>> = vec![None; draft.sections.len()];
    let items = draft.items.iter().zip(said);
    for (item, said) in items.filter(|(item, _)| item.parent.is_none() && item.box_span.is_some()) {
        let section = item.section.as_ref().and_then(|section| balance.get_mut(section.index));
        let Some(balance) = section else { continue };
        let first = item.text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let weight = if words::IMPERATIVES.has(first) { -1 } else { isize::from(said.says(words::READY)) };
        *balance = Some(balance.unwrap_or(0) + weight);
    }
    let mut ready: Vec<bool> = balance.iter().map(|sum| sum.is_some_and(|sum| sum > 0)).collect();
    // A part of what is prepared for prepares for the whole, where that has no boxes of its own.
    for (at, part) in draft.sections.iter().enumerate() {
        let own = balance.get(at).copied().flatten().is_some_and(|sum| sum > 0);
        let whole = part.parent.as_ref().map(|whole| whole.index);
        let whole = whole.filter(|whole| own && balance.get(*whole).is_some_and(Option::is_none));
        if let Some(whole) = whole.filter(|_| !is_procedure(&draft.title_of(at))).and_then(|at| ready.get_mut(at)) {
            *whole = true;
        }
    }
    ready
}

/// The line of a section's title, which mostly is the title between marks of Markdown, and says the same: no word that a
/// title is asked for ends with one.
fn line_of_title<'d>(draft: &Draft<'d>, section: usize) -> Spoken<'d> {
    let line = draft.sections.get(section).map_or("", |section| draft.source.slice(section.span));
    let bare = line.trim_start_matches(['#', '*', '-', ' ']);
    let title = draft.title_of(section).text();
    match draft.said.get(section) {
        Some(said) if bare == title => Spoken::known(line, *said),
        Some(said) if bare.len() < line.len() && bare.trim_end_matches(['*', ':']) == title => {
            Spoken::known(line, said.within())
        }
        _ => Spoken::of(line),
    }
}

/// Whether the box of an item is a radio button, which makes it one of several of which one applies.
fn is_radio(draft: &Draft<'_>, item: &Item) -> bool {
    item.box_span.is_some_and(|mark| draft.source.slice(mark).starts_with('('))
}

/// The words that say that one of what follows applies.
fn choose_one(words: &Spoken<'_>) -> Option<&'static str> {
    words
        .word(words::CHOOSE_ONE)
        .filter(|_| !words.says(words::OR_MORE) && super::criteria::adverse(words) != Some(true))
}

/// Whether a title names what is done when something went wrong, and not the plan for it.
fn is_procedure(words: &Spoken<'_>) -> bool {
    words.says(words::PROCEDURES)
}

/// For each section whether there are boxes in it or below.
fn boxed_sections(draft: &Draft<'_>) -> Vec<bool> {
    let mut boxed = vec![false; draft.sections.len()];
    for item in draft.items.iter().filter(|item| item.box_span.is_some()) {
        let mut section = item.section.as_ref();
        while let Some(at) = section.map(|section| section.index)
            && let Some(boxed) = boxed.get_mut(at).filter(|boxed| !**boxed)
        {
            *boxed = true;
            section = draft.sections.get(at).and_then(|section| section.parent.as_ref());
        }
    }
    boxed
}

/// The word by which a title speaks of a rollback alone: not in passing, in parentheses, nor, where boxes stand below it,
/// beside work of another kind, as "Migration and rollback" does.
fn contingent(title: &Spoken<'_>, boxed: bool) -> Option<&'static str> {
    let word = title.word(words::CONTINGENT)?;
    let bare = title.text().split('(').next().unwrap_or(title.text());
    words::CONTINGENT.find(bare)?;
    let alone = |part: &str| words::CONTINGENT.find(part).or_else(|| words::CONTINGENT_TOO.find(part)).is_some();
    if !boxed {
        return Some(word);
    }
    let mut parts = vec![bare];
    for join in words::JOINS.iter().filter(|join| vocabulary::at(bare, join).is_some()) {
        parts = parts.into_iter().flat_map(|part| part.split(join)).collect();
    }
    parts.into_iter().all(alone).then_some(word)
}

/// What a title says; `ready` says that its boxes ask for readiness, not for action, `boxed` that it has boxes.
fn of_title(words: &Spoken<'_>, label: Label, ready: bool, boxed: bool) -> Option<(Applicability, String)> {
    let prepares = words.says(words::READINESS) || ready && !is_procedure(words);
    let contingent = contingent(words, boxed).filter(|_| !prepares && label != Label::Paragraph);
    if let Some(word) = contingent {
        return Some((Applicability::Contingent, conditional(words).unwrap_or_else(|| word.to_owned())));
    }
    // Nobody ticks what is only there to be looked up; but a legend shows boxes.
    let looked_up = words.word(words::REFERENCE).filter(|word| !boxed || words::LEGENDS.has(word));
    if let Some(word) = looked_up {
        return Some((Applicability::Reference, word.to_owned()));
    }
    let said = conditional(words).or_else(|| if_not(words.text(), label));
    said.map(|words| (Applicability::Conditional, words))
}

/// A heading that is a condition from end to end: `## If Not Ready (Action Plan)`.
fn if_not(words: &str, label: Label) -> Option<String> {
    if label != Label::Heading {
        return None;
    }
    let start = words.trim_start_matches(|c: char| !c.is_alphanumeric());
    let head = start.split('(').next().unwrap_or(start).trim();
    // `### If you use pumps:` is one, `### Stop if:` leads on to several.
    let words = head.split(' ').count();
    let short = (2..=6).contains(&words) && !head.ends_with('?') && (words > 2 || !head.ends_with(':'));
    let short = short && !head.contains(" to ");
    let head = head.trim_end_matches(':');
    if head.len() < 60 && words::IF_BEHIND.trailing(head).is_some() {
        return Some(head.to_lowercase());
    }
    // `If any of the following occur` leads on, too; with a rule right below it is a heading.
    let about = words::IF.strip_from(head).is_some_and(|rest| words::QUANTIFIERS.leading(rest).is_some());
    let lead = words::IF.leading(head).filter(|_| short && !about && words::TELLS_ORDER.leading(head).is_none())?;
    (lead.trim().len() < head.len()).then(|| head.to_lowercase())
}

/// `<!-- gonogo: contingent -->` at the end of a line or on the next filled one.
pub fn directive(draft: &Draft<'_>, line: usize) -> Option<Applicability> {
    if draft.markdown.comments.is_empty() {
        return None;
    }
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
