//! Commands: the blocks of code, and what they belong to.

use super::Recogniser;
use super::draft::Draft;
use crate::model::{Command, Ref};

pub const RECOGNISER: Recogniser =
    Recogniser { name: "commands", summary: "blocks of code, with the step and item they belong to", recognise };

fn recognise(draft: &mut Draft<'_>) {
    for block in draft.markdown.code_blocks.clone() {
        if block.checklist.is_some() {
            continue;
        }
        let line = draft.source.line_of(block.span.start) - 1;
        let section = draft.section_of_line(line).and_then(|section| draft.section_ref(section));
        let item = draft.item_of_line(line).and_then(|item| draft.item_ref(item));
        // The last step before it in the same section.
        let step = draft.steps.iter().enumerate().rfind(|(_, step)| step.line <= line + 1 && step.section == section);
        let step = step.map(|(index, step)| Ref { index, id: step.id.clone() });
        let language = block.info.split_whitespace().next().map(str::to_owned);
        draft.commands.push(Command {
            item,
            step,
            section,
            language,
            text: block.text,
            line: line + 1,
            span: block.span,
        });
    }
}
