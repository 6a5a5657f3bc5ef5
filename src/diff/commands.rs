//! Blocks of code that are gone, new, or another; a placeholder that was filled in is told as such.

use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::Diff;
use crate::change::{Change, ChangeKind};
use crate::model::Command;
use crate::text::Span;

impl Diff<'_> {
    pub(super) fn commands(&mut self) {
        let (old, new) = (&self.before.checklist.commands, &self.after.checklist.commands);
        let texts =
            |commands: &[Command]| -> Vec<String> { commands.iter().map(|command| command.text.clone()).collect() };
        let mut found = Vec::new();
        for operation in capture_diff_slices(Algorithm::Myers, &texts(old), &texts(new)) {
            let (tag, before, after) = operation.as_tag_tuple();
            if tag == DiffTag::Equal {
                continue;
            }
            let (before, after) = (old.get(before).unwrap_or(&[]), new.get(after).unwrap_or(&[]));
            for at in 0..before.len().max(after.len()) {
                let (before, after) = (before.get(at), after.get(at));
                let values = |(before, after): (&Command, &Command)| {
                    self.slots.values(before.span, &before.text, &after.text).is_some()
                };
                if before.zip(after).is_some_and(values) {
                    continue;
                }
                found.extend(before.or(after).map(|either| Change {
                    kind: ChangeKind::CommandChanged,
                    what: "command".to_owned(),
                    text: first_line(after.unwrap_or(either)),
                    before: before.map(|command| command.text.clone()),
                    after: after.map(|command| command.text.clone()),
                    old_line: before.map(|command| command.line),
                    span: after.map_or(Span::at(0), |command| command.span),
                    item: None,
                }));
            }
        }
        self.changes.extend(found);
    }
}

fn first_line(command: &Command) -> String {
    command.text.trim().lines().next().unwrap_or_default().to_owned()
}
