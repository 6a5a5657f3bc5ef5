//! What the text was compiled to: its parts for the editor's outline, and why a line was read as it was.

use gen_lsp_types::{DocumentSymbol, Hover, MarkupContent, MarkupKind, SymbolKind};

use super::place;
use crate::engine::check::Checked;
use crate::model::{Item, Ref, Section};
use crate::output::why;
use crate::text::{Source, Span, escape_line};

/// Sections deeper than this are shown beside those they stand in; no editor has room for them, and messages that are nested
/// without end are a burden to who reads them.
const DEEPEST: usize = 16;

/// The sections with the items in each.
pub(super) fn symbols(checked: &Checked) -> Vec<DocumentSymbol> {
    let (source, checklist) = (&checked.source, &checked.checklist);
    let mut depths: Vec<usize> = Vec::with_capacity(checklist.sections.len());
    let mut owners: Vec<Option<usize>> = Vec::with_capacity(checklist.sections.len());
    let index = |owner: &Option<Ref>| owner.as_ref().map(|owner| owner.index);
    for section in &checklist.sections {
        let parent = index(&section.parent);
        let depth = parent.and_then(|parent| depths.get(parent)).map_or(0, |depth| depth + 1);
        let beside = || parent.and_then(|parent| owners.get(parent).copied().flatten());
        owners.push(if depth > DEEPEST { beside() } else { parent });
        depths.push(depth.min(DEEPEST));
    }
    let mut parts: Vec<DocumentSymbol> = checklist.sections.iter().map(|section| of_section(source, section)).collect();
    let mut whole = Vec::new();
    for item in &checklist.items {
        let symbol = of_item(source, item);
        match index(&item.section).and_then(|section| parts.get_mut(section)) {
            Some(part) => put(part, symbol),
            None => whole.push(symbol),
        }
    }
    // From the last to the first: what stands in a section has all that it holds by then.
    while let Some(part) = parts.pop() {
        let owner = owners.get(parts.len()).copied().flatten();
        match owner.and_then(|owner| parts.get_mut(owner)) {
            Some(owner) => put(owner, part),
            None => whole.push(part),
        }
    }
    in_order(&mut whole);
    whole
}

/// Puts a symbol into the one it stands in, which reaches as far as it.
fn put(owner: &mut DocumentSymbol, symbol: DocumentSymbol) {
    owner.range.end = owner.range.end.max(symbol.range.end);
    owner.children.get_or_insert_default().push(symbol);
}

fn in_order(symbols: &mut [DocumentSymbol]) {
    symbols.sort_by_key(|symbol| symbol.range.start);
    symbols.iter_mut().filter_map(|symbol| symbol.children.as_mut()).for_each(|children| in_order(children));
}

fn of_section(source: &Source, section: &Section) -> DocumentSymbol {
    symbol(source, section.span, &section.title, None, SymbolKind::String)
}

fn of_item(source: &Source, item: &Item) -> DocumentSymbol {
    symbol(source, item.span, &item.text, Some(item.state.words()), SymbolKind::Boolean)
}

#[expect(deprecated, reason = "a field of the protocol that is not sent")]
fn symbol(source: &Source, span: Span, name: &str, detail: Option<&str>, kind: SymbolKind) -> DocumentSymbol {
    let range = place::range(source, span);
    let name = escape_line(name.trim());
    DocumentSymbol {
        // Editors take no empty names.
        name: if name.is_empty() { "(untitled)".to_owned() } else { name.into_owned() },
        detail: detail.map(str::to_owned),
        kind,
        tags: None,
        deprecated: None,
        range,
        selection_range: range,
        children: None,
    }
}

/// What was read in a line, counted from 0, and why; and by which name commands know it.
pub(super) fn hover(checked: &Checked, line: u32) -> Option<Hover> {
    let line = usize::try_from(line).ok()? + 1;
    let checklist = &checked.checklist;
    let read = why::lines(checklist).into_iter().filter(|(at, _)| *at == line).map(|(_, text)| text);
    let named =
        checklist.items.iter().filter(|item| item.at.line == line).map(|item| format!("id: {}", escape_line(&item.id)));
    let told: Vec<String> = read.chain(named).collect();
    let contents = MarkupContent { kind: MarkupKind::PlainText, value: told.join("\n") };
    (!told.is_empty()).then(|| Hover { contents: contents.into(), range: None })
}
