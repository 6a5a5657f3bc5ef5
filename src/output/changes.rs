//! What changed between two versions of a checklist: for people, for a comment on a pull request, and `gonogo.diff/1`.

use std::io::{self, Write};

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::Serialize;

use super::style::{Ink, Style};
use super::tally::plural;
use crate::change::{Change, ChangeKind};
use crate::diff::{Unsaid, Version};
use crate::text::{escape_line, json, markdown};

/// What differs between two versions.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct Changes {
    /// The name of this contract.
    #[schemars(extend("const" = "gonogo.diff/1"))]
    schema: &'static str,
    /// The earlier version.
    old: Side,
    /// The later one.
    new: Side,
    /// What differs in meaning, in the order of the later version.
    changes: Vec<Entry>,
    /// Lines that differ besides, and say nothing of items, values, sign-offs, decisions or commands.
    other_lines: Lines,
}

/// One version.
#[derive(Clone, Debug, JsonSchema, Serialize)]
struct Side {
    /// The file's name as it was given, or `REVISION:FILE`.
    name: String,
    /// Digest of the bytes as read, `sha256:…`.
    sha256: String,
}

/// One difference.
#[derive(Clone, Debug, JsonSchema, Serialize)]
struct Entry {
    kind: ChangeKind,
    /// What it is: `item`, `field`, `section`, `sign-off`, `decision` …
    what: String,
    /// Its words, as they are now or were.
    text: String,
    /// What of it is otherwise, as it was.
    before: Option<String>,
    /// The same, as it is now.
    after: Option<String>,
    /// Line in the earlier version, 1-based.
    old_line: Option<usize>,
    /// Line in the later version, 1-based; `null` for what is gone.
    line: Option<usize>,
    /// Id of the item in the later version.
    item: Option<String>,
}

/// Lines, 1-based.
#[derive(Clone, Debug, JsonSchema, Serialize)]
struct Lines {
    /// Of the earlier version, that are gone.
    old: Vec<usize>,
    /// Of the later version, that are new or another.
    new: Vec<usize>,
}

impl Changes {
    /// What differs, ready to be written.
    pub fn of(old: Version, new: Version, changes: &[Change], unsaid: &Unsaid) -> Self {
        let side = |version: Version| Side {
            name: version.source.path().to_owned(),
            sha256: version.source.sha256().to_string(),
        };
        let entry = |change: &Change| Entry {
            kind: change.kind,
            what: change.what.clone(),
            text: change.text.clone(),
            before: change.before.clone(),
            after: change.after.clone(),
            old_line: change.old_line,
            line: (!change.is_gone()).then(|| new.source.line_of(change.span.start)),
            item: change.item.as_ref().map(|id| id.to_string()),
        };
        Self {
            schema: "gonogo.diff/1",
            old: side(old),
            new: side(new),
            changes: changes.iter().map(entry).collect(),
            other_lines: Lines { old: unsaid.old.clone(), new: unsaid.new.clone() },
        }
    }

    /// Whether anything differs.
    pub fn any(&self) -> bool {
        !(self.changes.is_empty() && self.other_lines.old.is_empty() && self.other_lines.new.is_empty())
    }

    /// Writes it as one JSON document.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(json(self)?.as_bytes())
    }

    /// Writes it for people, a line each.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn text(&self, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let names = format!("{} → {}", escape_line(&self.old.name), escape_line(&self.new.name));
        writeln!(out, "{}: {}", style.paint(Ink::Strong, names), self.count())?;
        let places: Vec<String> = self.changes.iter().map(Entry::place).collect();
        let widest = places.iter().map(String::len).max().unwrap_or(0);
        for (entry, place) in self.changes.iter().zip(&places) {
            let (sign, ink) = entry.sign();
            let sign = style.paint(ink, sign);
            let place = style.paint(Ink::Faint, format!("{place:>widest$}"));
            writeln!(out, "  {sign} {place}  {}", entry.words(|text| escape_line(text).into_owned()))?;
        }
        for line in self.others() {
            writeln!(out, "{line}")?;
        }
        Ok(())
    }

    /// Writes it as Markdown in which nothing of the checklist acts.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn markdown(&self, out: &mut dyn Write) -> io::Result<()> {
        let (old, new) = (markdown::inline(&self.old.name), markdown::inline(&self.new.name));
        writeln!(out, "**{old} → {new}**: {}\n", self.count())?;
        for entry in &self.changes {
            writeln!(out, "- {}, {}", entry.words(markdown::inline), entry.place())?;
        }
        for line in self.others() {
            writeln!(out, "\n{line}")?;
        }
        Ok(())
    }

    fn count(&self) -> String {
        match self.changes.len() {
            0 => "nothing changed in meaning".to_owned(),
            many => plural(many, "change"),
        }
    }

    /// The lines of which no change tells, by their numbers.
    fn others(&self) -> Vec<String> {
        let Lines { old, new } = &self.other_lines;
        let sides = [("Other lines that changed", new), ("Other lines that are gone", old)];
        let told = sides.into_iter().filter(|(_, lines)| !lines.is_empty());
        told.map(|(what, lines)| format!("{what}: {}", ranges(lines))).collect()
    }
}

impl Entry {
    /// Where it is, or was.
    fn place(&self) -> String {
        match (self.line, self.old_line) {
            (Some(line), _) => format!("line {line}"),
            (None, Some(line)) => format!("was line {line}"),
            (None, None) => String::new(),
        }
    }

    /// Whether it came, went, asks for less, or is another.
    fn sign(&self) -> (char, Ink) {
        use ChangeKind::*;
        match self.kind {
            EntryAdded | FieldAdded | RoleAdded => ('+', Ink::Good),
            EntryRemoved | FieldRemoved | RoleRemoved => ('-', Ink::Bad),
            TargetRelaxed | ApplicabilityRelaxed => ('!', Ink::Doubt),
            _ => ('~', Ink::Strong),
        }
    }

    /// It in words, without its place; `shown` makes what the checklist says fit to be shown.
    fn words(&self, shown: impl Fn(&str) -> String) -> String {
        use ChangeKind::*;
        let text = shown(&self.text);
        let side = |said: &Option<String>, nothing: &str| said.as_deref().map_or_else(|| nothing.to_owned(), &shown);
        let became = |nothing: &str| format!("{} → {}", side(&self.before, nothing), side(&self.after, nothing));
        let what = &self.what;
        match self.kind {
            EntryAdded | FieldAdded | RoleAdded => format!("{what} added: {text}"),
            EntryRemoved | FieldRemoved | RoleRemoved => format!("{what} removed: {text}"),
            EntryReworded | SectionRenamed => format!("{what} reworded: {}", became("")),
            EntryMoved => format!("{what} moved: {text}"),
            TargetRelaxed => format!("target of {text} relaxed: {}", became("none")),
            TargetTightened => format!("target of {text} tightened: {}", became("none")),
            ApplicabilityRelaxed => format!("{what} asked for less: {text}: {}", became("")),
            ApplicabilityTightened => format!("{what} asked for more: {text}: {}", became("")),
            StateChanged => format!("{what} {text}: {}", became("open")),
            ValueChanged => format!("{what} {text}: {}", became("empty")),
            DecisionChanged => format!("{what} {text}: {}", became("undecided")),
            SignOffChanged => format!("{what} {text}: {}", became("nobody")),
            PlaceholderChanged => format!("{what} {text}: {}", became("")),
            CommandChanged => match (&self.before, &self.after) {
                (Some(_), Some(_)) => format!("{what} changed: {text}"),
                (None, _) => format!("{what} added: {text}"),
                (_, None) => format!("{what} removed: {text}"),
            },
        }
    }
}

/// `3, 7-9`
fn ranges(lines: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for line in lines {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *line => *last = *line,
            _ => runs.push((*line, *line)),
        }
    }
    let shown =
        runs.into_iter().map(|(first, last)| if first == last { first.to_string() } else { format!("{first}-{last}") });
    shown.collect::<Vec<_>>().join(", ")
}

/// The JSON Schema, draft 2020-12, of [`Changes::json`].
pub fn schema() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Changes>()
}
