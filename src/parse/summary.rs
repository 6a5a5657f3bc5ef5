//! The numbers of a checklist.

use super::draft::Draft;
use super::lines::LineKind;
use super::markdown::Markdown;
use super::signs::Signs;
use super::slots;
use crate::model::{Checklist, Role, State, Summary};

/// Runs of three or more underscores outside code, comments and front matter.
pub fn blanks(draft: &Draft<'_>) -> usize {
    let counts = |kind: LineKind| {
        !matches!(kind, LineKind::Code(_) | LineKind::Comment | LineKind::FrontMatter | LineKind::Break)
    };
    draft
        .frame
        .lines
        .iter()
        .enumerate()
        .filter(|(at, line)| counts(line.kind) && draft.has_sign_anywhere(*at, Signs::UNDERSCORE))
        .map(|(_, line)| (line, slots::count_runs(draft.source.slice(line.span))))
        .filter(|(line, runs)| *runs > 0 && !draft.markdown.in_checklist(line.span.start))
        .map(|(_, runs)| runs)
        .sum()
}

/// Adds everything up.
pub fn summarise(checklist: &Checklist, markdown: &Markdown, blanks: usize) -> Summary {
    let actions = || checklist.items.iter().filter(|item| item.role == Role::Action);
    let tasks = || markdown.tasks.iter().filter(|task| !task.fenced && !task.bare);
    let in_state = |state: State| actions().filter(|item| item.state == state).count();
    Summary {
        items: checklist.items.len(),
        actions: actions().count(),
        done: in_state(State::Done),
        open: in_state(State::Open),
        not_applicable: in_state(State::NotApplicable),
        failed: in_state(State::Failed),
        gfm_tasks: tasks().count(),
        gfm_checked: tasks().filter(|task| task.checked).count(),
        top_level_tasks: tasks().filter(|task| task.depth == 1).count(),
        max_task_depth: tasks().map(|task| task.depth).max().unwrap_or(0),
        sections: checklist.sections.len(),
        fields: checklist.fields.len(),
        blanks,
        placeholders: checklist.placeholders.len(),
        sign_offs: checklist.sign_offs.len(),
        decisions: checklist.decisions.len(),
        criteria: checklist.criteria.len(),
        steps: checklist.steps.len(),
        counts: checklist.counts.len(),
    }
}
