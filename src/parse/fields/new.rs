//! A field on its way into the draft.

use super::super::draft::Draft;
use super::super::{inline, words};
use super::conditions;
use crate::model::{Applicability, Field, FieldKind, FieldShape, Target};
use crate::text::Span;

/// What a reader of a line has found out about a field; the rest follows from where it stands.
pub struct New<'a> {
    /// What the value is of.
    pub label: &'a str,
    /// The slot.
    pub span: Span,
    /// How it is written.
    pub shape: FieldShape,
    /// What it takes.
    pub kind: FieldKind,
    /// The value.
    pub value: Option<String>,
    /// The options of a choice.
    pub options: Vec<String>,
    /// What is written behind it.
    pub unit: Option<String>,
    /// What it has to reach.
    pub target: Option<Target>,
    /// Whether it stands in code.
    pub in_code: bool,
}

impl<'a> New<'a> {
    /// A field with nothing but a slot.
    pub fn of(label: &'a str, span: Span, shape: FieldShape, kind: FieldKind) -> Self {
        Self { label, span, shape, kind, value: None, options: Vec::new(), unit: None, target: None, in_code: false }
    }

    /// A choice between options.
    pub fn choice(label: &'a str, span: Span, (options, value): (Vec<String>, Option<String>)) -> Self {
        Self { value, options, ..Self::of(label, span, FieldShape::Written, FieldKind::Choice) }
    }

    /// Adds it to the draft, as what belongs to a line (0-based index).
    pub fn push(self, draft: &mut Draft<'_>, line: usize) {
        let label = self.label.trim().trim_end_matches(':').to_owned();
        let id = draft.id('f', &draft.place_id(line), "#", &inline::slug(&label));
        let section = draft.section_of_line(line);
        let of_notes = section.and_then(|section| draft.sections.get(section)).is_some_and(|section| {
            let title = section.title.trim_start_matches(|c: char| !c.is_alphanumeric());
            let (first, rest) = title.split_at(title.find(|c: char| !c.is_alphanumeric()).unwrap_or(title.len()));
            // "Notes on the load test"; but "Note the load" says what to do.
            let does = || words::TASKS.has(first) && rest.trim_start().starts_with(char::is_alphabetic);
            words::OPTIONAL_LABELS.has(first) && !does() || is_report(title)
        });
        let condition = conditions::of_field(draft, line, &self);
        let conditional = condition.as_ref().map(|_| Applicability::Conditional);
        draft.fields.push(Field {
            id,
            item: draft.item_of_line(line).and_then(|item| draft.item_ref(item)),
            section: section.and_then(|section| draft.section_ref(section)),
            optional: of_notes || words::OPTIONAL_LABELS.has(label.split('/').next().unwrap_or(&label)),
            applicability: conditional.unwrap_or_default(),
            condition,
            label,
            kind: self.kind,
            value: self.value,
            unit: self.unit,
            target: self.target,
            options: self.options,
            shape: self.shape,
            in_code: self.in_code,
            at: draft.source.position(self.span.start),
            span: self.span,
        });
    }
}

/// Whether a title is that of a form for something that went wrong: "Bug report", "Bug 1".
fn is_report(title: &str) -> bool {
    words::REPORT_TITLES.has(title.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '#' | ' ' | ':')))
}
