//! What the parser reads in a document, in the terms of the labels.

use std::collections::BTreeSet;

use gonogo::model::{Applicability, Checklist, FieldKind, ItemShape, Label, Ref, Section, SignOffShape, Summary};
use gonogo::text::Source;

/// Lists hold one entry for each thing: its line, or its words.
pub struct Read {
    pub title: Option<String>,
    pub summary: Summary,
    pub sections_with_tasks: usize,
    pub tasks_before_any_heading: usize,
    pub radio_groups: usize,
    pub items: Vec<String>,
    pub items_in_code: usize,
    pub steps: Vec<String>,
    pub conditionals: Vec<String>,
    pub conditionals_in_code: usize,
    pub choices: Vec<String>,
    pub choices_in_code: usize,
    pub sign_offs: Vec<String>,
    pub sign_offs_in_code: usize,
    pub placeholders: Vec<String>,
    pub counts: Vec<String>,
    code: BTreeSet<usize>,
}

impl Read {
    /// Whether a line stands in a fence.
    #[allow(dead_code, reason = "the scorer asks")]
    pub fn in_code(&self, line: usize) -> bool {
        self.code.contains(&line)
    }

    pub fn new(source: &Source, checklist: &Checklist) -> Self {
        let places = Places::of(source);
        let headings = headings_of_tasks(checklist);
        let (items_in_code, items) = places.split(checklist.items.iter().map(|item| item.at.line));
        let (conditionals_in_code, conditionals) = places.split(conditionals(source, checklist).into_iter());
        let choices =
            checklist.fields.iter().filter(|field| field.kind == FieldKind::Choice).map(|field| field.at.line);
        let (choices_in_code, choices) = places.split(choices);
        // `Step 2: …` as a title is none of a numbered list.
        let titles = checklist.sections.iter().filter(|section| section.label != Label::Bullet);
        let titles: BTreeSet<usize> = titles.map(|section| section.line).collect();
        let steps = checklist.steps.iter().map(|step| step.line).filter(|line| !titles.contains(line));
        let (code, plain): (Vec<_>, Vec<_>) =
            checklist.sign_offs.iter().partition(|sign_off| places.code.contains(&sign_off.line));
        let kind = |shape: SignOffShape| match shape {
            SignOffShape::Line | SignOffShape::Item => "line",
            SignOffShape::Table => "table",
            SignOffShape::Bullet => "item",
            SignOffShape::Checkbox => "checkbox",
        };
        let holds = |declared: u64, actual: Option<u64>| if actual == Some(declared) { "right" } else { "wrong" };
        Self {
            title: checklist.title.clone(),
            summary: checklist.summary.clone(),
            sections_with_tasks: headings.iter().flatten().collect::<BTreeSet<_>>().len(),
            tasks_before_any_heading: headings.iter().filter(|heading| heading.is_none()).count(),
            radio_groups: radio_groups(checklist),
            items,
            items_in_code,
            steps: places.split(steps).1,
            conditionals,
            conditionals_in_code,
            choices,
            choices_in_code,
            sign_offs: plain.iter().map(|s| format!("{} {} {}", s.line, kind(s.shape), s.role)).collect(),
            sign_offs_in_code: code.len(),
            placeholders: tokens(source, checklist, places.front_matter),
            counts: checklist
                .counts
                .iter()
                .map(|c| format!("{} {}", c.declared, holds(c.declared, c.actual)))
                .collect(),
            code: places.code,
        }
    }
}

/// Which lines stand in fences, and where the front matter ends.
struct Places {
    code: BTreeSet<usize>,
    front_matter: usize,
}

impl Places {
    fn of(source: &Source) -> Self {
        let (mut code, mut front_matter, mut fence) = (BTreeSet::new(), 0, None);
        let lines: Vec<&str> = source.text().lines().collect();
        if lines.first() == Some(&"---") {
            front_matter = lines.iter().skip(1).position(|line| *line == "---").map_or(0, |at| at + 2);
        }
        for (line, text) in (1..).zip(lines).skip(front_matter) {
            let mark = ["```", "~~~"].into_iter().find(|mark| text.trim_start().starts_with(mark));
            match (fence, mark) {
                (None, Some(_)) => fence = mark,
                (Some(open), Some(mark)) if open == mark => fence = None,
                (Some(_), _) => drop(code.insert(line)),
                (None, None) => {}
            }
        }
        Self { code, front_matter }
    }

    /// How many of the lines stand in code, and the others.
    fn split(&self, lines: impl Iterator<Item = usize>) -> (usize, Vec<String>) {
        let (code, plain): (Vec<usize>, Vec<usize>) = lines.partition(|line| self.code.contains(line));
        (code.len(), plain.iter().map(ToString::to_string).collect())
    }
}

/// For every GFM task the heading it stands under.
fn headings_of_tasks(checklist: &Checklist) -> Vec<Option<usize>> {
    let mut headings = checklist.sections.iter().filter(|section| section.label == Label::Heading).peekable();
    let mut last = None;
    let tasks = checklist.items.iter().filter(|item| item.shape == ItemShape::Task);
    tasks
        .map(|task| {
            while let Some(heading) = headings.next_if(|heading| heading.line <= task.at.line) {
                last = Some(heading.line);
            }
            last
        })
        .collect()
}

/// The lines of sections, items, steps, roles and fields that are conditional by their own words, sorted.
fn conditionals(source: &Source, checklist: &Checklist) -> BTreeSet<usize> {
    let conditional = |applicability: Applicability| applicability == Applicability::Conditional;
    // What is done when something went wrong may have a condition of its own: "Rollback (if needed)".
    let says_when = |section: &Section| {
        // The word that tells what went wrong is no condition: "Incident response", "How to roll back".
        let words = |condition: &String| {
            let title = section.title.to_lowercase();
            (condition.contains(' ') || !condition.is_ascii())
                && title.find(condition).is_none_or(|at| title[..at].ends_with(['(', '（']))
        };
        section.applicability == Applicability::Contingent && section.condition.as_ref().is_some_and(words)
    };
    let sections = checklist.sections.iter().filter(|s| conditional(s.applicability) || says_when(s)).map(|s| s.line);
    let items = checklist.items.iter().filter(|i| conditional(i.applicability)).map(|i| i.at.line);
    let roles = checklist.sign_offs.iter().filter(|s| conditional(s.applicability)).map(|s| s.line);
    // Several lines of blanks stand below the line of their words.
    let of_words = |line: usize| {
        let is_blank = |line: &usize| source.slice(source.line(*line)).trim_matches([' ', '_', '\n', '\r']).is_empty();
        (1..=line).rev().find(|line| !is_blank(line)).unwrap_or(line)
    };
    let fields = checklist.fields.iter().filter(|f| conditional(f.applicability)).map(|f| of_words(f.at.line));
    let steps = checklist.steps.iter().filter(|s| conditional(s.applicability)).map(|s| s.line);
    sections.chain(items).chain(steps).chain(roles).chain(fields).collect()
}

/// Groups of which one is to be taken: boxes that are the options of a decision, alternative items, alternative sections.
fn radio_groups(checklist: &Checklist) -> usize {
    let place = |place: &Option<Ref>| place.as_ref().map(|place| place.index);
    let alternative = |applicability: Applicability| applicability == Applicability::Alternative;
    let decisions = checklist.decisions.iter().filter(|d| d.options.iter().any(|option| option.item.is_some())).count();
    let options: BTreeSet<usize> =
        checklist.decisions.iter().flat_map(|d| &d.options).filter_map(|option| place(&option.item)).collect();
    let items =
        checklist.items.iter().enumerate().filter(|(at, i)| alternative(i.applicability) && !options.contains(at));
    let items: BTreeSet<_> = items.map(|(_, i)| (place(&i.section), place(&i.parent))).collect();
    let sections = checklist.sections.iter().filter(|s| alternative(s.applicability));
    let sections: BTreeSet<_> = sections.map(|s| place(&s.parent)).collect();
    decisions + items.len() + sections.len()
}

/// Every distinct token behind the front matter, brackets included.
fn tokens(source: &Source, checklist: &Checklist, front_matter: usize) -> Vec<String> {
    let occurrences = checklist.placeholders.iter().flat_map(|placeholder| &placeholder.occurrences);
    let body = occurrences.filter(|occurrence| occurrence.at.line > front_matter);
    let tokens: BTreeSet<String> = body.map(|occurrence| source.slice(occurrence.span).to_owned()).collect();
    tokens.into_iter().collect()
}
