//! What a rule looks at, and the questions that several rules ask of it.

use std::cell::OnceCell;
use std::collections::HashSet;

use super::reading::{Labelled, Reading, Table};
use super::remarks::{self, Said};
use super::{RULES, status_words};
use crate::asked::{Asked, Standing};
use crate::change::{Change, ChangeKind};
use crate::diagnostic::Diagnostic;
use crate::evidence::{Evidence, Fact};
use crate::model::{Checklist, Decision, Field, FieldShape, Item, Problem, Role, Section, State};
use crate::text::{Source, Span, shell_word};

/// One checklist with all that is known about it.
#[derive(Clone, Debug)]
pub struct Context<'a> {
    /// The text.
    pub source: &'a Source,
    /// The model of the text.
    pub checklist: &'a Checklist,
    /// What is asked of whom.
    pub asked: &'a Asked,
    /// What only the outside can know.
    pub evidence: &'a Evidence,
    /// What several rules look at, each worked out when it is first asked for.
    items: OnceCell<Vec<(usize, &'a Item)>>,
    fields: OnceCell<Vec<&'a Field>>,
    remarks: OnceCell<Vec<Option<Said>>>,
    reading: OnceCell<Reading<'a>>,
}

impl<'a> Context<'a> {
    /// Puts the four together.
    pub fn new(source: &'a Source, checklist: &'a Checklist, asked: &'a Asked, evidence: &'a Evidence) -> Self {
        let (items, fields) = (OnceCell::new(), OnceCell::new());
        let (remarks, reading) = (OnceCell::new(), OnceCell::new());
        Self { source, checklist, asked, evidence, items, fields, remarks, reading }
    }

    /// The file as a shell takes it, for the commands that a help proposes.
    pub(super) fn run(&self) -> String {
        match self.source.path() {
            stdin @ "<stdin>" => stdin.to_owned(),
            path => shell_word(path),
        }
    }

    /// Work that is asked without a fired criterion: what only that asks is part of the criterion's own finding.
    pub(super) fn items(&self) -> impl Iterator<Item = (usize, &'a Item)> {
        let items = self.items.get_or_init(|| {
            let items = self.checklist.items.iter().enumerate();
            items.filter(|(at, _)| self.asked.standing_at(*at) == Standing::Asked).collect()
        });
        items.iter().copied()
    }

    /// Fields that have to be filled, less those that are the text of a decision.
    pub(super) fn fields(&self) -> impl Iterator<Item = &'a Field> {
        let fields = self.fields.get_or_init(|| {
            let fields = self.checklist.fields.iter();
            let asked = fields.filter(|field| self.asked.field_standing(field) == Standing::Asked);
            asked.filter(|field| !is_decision(self.checklist, field.span)).collect()
        });
        fields.iter().copied()
    }

    /// The innermost section that something stands in.
    pub(super) fn section_at(&self, span: Span) -> Option<&'a Section> {
        self.checklist.sections.get(self.asked.innermost(span)?)
    }

    /// The item that a field is part of.
    pub(super) fn item_of(&self, field: &Field) -> Option<&'a Item> {
        field.item.as_ref().and_then(|item| self.checklist.item(item))
    }

    /// What a remark behind the words of the item at a place of the list says of it, and by which word.
    pub(super) fn remark(&self, at: usize) -> Option<Said> {
        let remarks = self.remarks.get_or_init(|| {
            let items = self.checklist.items.iter();
            items.map(|item| remarks::read(status_words::bare(&item.text), self.source.slice(item.span))).collect()
        });
        remarks.get(at).copied().flatten()
    }

    /// Lines with a label in front, of code and comments too.
    pub(super) fn labelled(&self) -> impl Iterator<Item = Labelled<'a>> {
        self.reading().labelled.iter().copied()
    }

    /// Whether what stands behind a label is there to be seen, and where something is asked for.
    pub(super) fn is_heard(&self, line: &Labelled) -> bool {
        !self.checklist.is_in_comment(line.span) && self.is_due(Span::at(line.start))
    }

    /// Whether a line, 1-based, is a title.
    pub(super) fn is_title(&self, line: usize) -> bool {
        self.checklist.sections.binary_search_by_key(&line, |section| section.line).is_ok()
    }

    /// Whether a line, 1-based, has an item or a field: what stands there is judged as that.
    pub(super) fn is_read(&self, line: usize) -> bool {
        self.checklist.item_on(line).is_some() || self.checklist.fields_on(line).next().is_some()
    }

    /// Whether something stands outside of code, where something is asked for.
    pub(super) fn is_due(&self, span: Span) -> bool {
        !self.checklist.is_in_code(span.start) && self.asked.span_standing(span).is_asked()
    }

    /// The tables.
    pub(super) fn tables(&self) -> &[Table<'a>] {
        &self.reading().tables
    }

    fn reading(&self) -> &Reading<'a> {
        self.reading.get_or_init(|| Reading::of(self.source, self.checklist))
    }

    /// A field's value as it is written, up to the next space where it is a number: in `4l2 ms` the slip is part of it.
    pub(super) fn value(&self, field: &'a Field) -> Option<&'a str> {
        let value = field.value.as_deref().map(str::trim).filter(|value| !value.is_empty())?;
        if field.shape != FieldShape::Written || !value.starts_with(|c: char| c.is_ascii_digit()) {
            return Some(value);
        }
        let line = self.source.line(field.at.line);
        let written = self.source.slice(Span::new(field.span.start, line.end.max(field.span.end)));
        let least = field.span.len().min(written.len());
        let rest = written.get(least..).unwrap_or("");
        let more = rest.find(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '*' | '|')).unwrap_or(rest.len());
        written.get(..least + more).filter(|written| written.starts_with(value)).or(Some(value))
    }

    /// Fields that have to be filled whose value may be a time, with it: there are digits in it.
    pub(super) fn timed(&self) -> impl Iterator<Item = (&'a Field, &'a str)> {
        let values = self.fields().filter_map(|field| Some((field, self.value(field)?)));
        values.filter(|(_, value)| value.bytes().any(|byte| byte.is_ascii_digit()))
    }

    /// Decisions that have to be made.
    pub(super) fn decisions(&self) -> impl Iterator<Item = &'a Decision> {
        let asked = self.asked;
        let due = move |decision: &&Decision| asked.section_standing(decision.section.as_ref()) == Standing::Asked;
        self.checklist.decisions.iter().filter(due)
    }

    /// For each item, the nearest item further out that is ticked.
    pub(super) fn ticked_ancestors(&self) -> Vec<Option<usize>> {
        let items = &self.checklist.items;
        let mut nearest: Vec<Option<usize>> = Vec::with_capacity(items.len());
        for item in items {
            let parent = item.parent.as_ref().map(|parent| parent.index);
            let ticked = parent.filter(|at| {
                items.get(*at).is_some_and(|parent| parent.state == State::Done && parent.role == Role::Action)
            });
            nearest.push(ticked.or_else(|| parent.and_then(|at| nearest.get(at).copied().flatten())));
        }
        nearest
    }

    /// Lines on which a box is a near miss: what is wrong there is the box.
    pub(super) fn near_miss_lines(&self) -> HashSet<usize> {
        let near = |problem: &&Problem| problem.rule == super::near_miss_box::RULE.name;
        self.checklist.problems.iter().filter(near).map(|problem| problem.at.line).collect()
    }

    /// What the parser found that belongs to `rule`.
    pub(super) fn problems(&self, rule: &'static str, help: &'a str) -> impl Iterator<Item = Diagnostic> {
        let of_rule = self.checklist.problems.iter().filter(move |problem| problem.rule == rule);
        of_rule.map(move |problem| Diagnostic::hold(rule, problem.span, &*problem.message).help(help))
    }

    /// The differences of a kind from the template, and for each what makes a hold of it.
    pub(super) fn changes(
        &self,
        kind: ChangeKind,
    ) -> impl Iterator<Item = (&'a Change, impl Fn(&'static str, String) -> Diagnostic)> {
        let changes: &'a [Change] = match &self.evidence.template {
            Fact::Known(conformance) => &conformance.changes,
            _ => &[],
        };
        changes.iter().filter(move |change| change.kind == kind).map(|change| {
            (change, |rule, message| {
                let found = Diagnostic::hold(rule, change.span, message);
                Diagnostic { item: change.item.clone(), ..found }
            })
        })
    }

    /// What the parser found that belongs to no rule by name.
    pub(super) fn other_problems(&self) -> impl Iterator<Item = &'a Problem> {
        self.checklist.problems.iter().filter(|problem| RULES.iter().all(|rule| rule.name != problem.rule))
    }
}

/// Whether `span` shares bytes with the options of a decision that stand on one line.
fn is_decision(checklist: &Checklist, span: Span) -> bool {
    let before = checklist.decisions.partition_point(|decision| decision.span.start < span.end);
    let nearest = before.checked_sub(1).and_then(|at| checklist.decisions.get(at));
    nearest.is_some_and(|decision| {
        decision.options.iter().any(|option| option.item.is_none() && option.span.overlaps(span))
    })
}
