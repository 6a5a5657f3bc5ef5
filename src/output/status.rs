//! The status of a run: how far each section is, who has to act next, and what stands between here and GO, in the order in
//! which to do it; for people, and as `gonogo.status/1` for programs.

use std::io::{self, Write};

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::Serialize;

use super::style::{Ink, Style};
use super::tally::plural;
use crate::asked::{Asked, Progress};
use crate::diagnostic::{Diagnostic, Severity};
use crate::evidence::Evidence;
use crate::model::{Checklist, Item, Scope, Section, SignOff};
use crate::rules::{self, Context, Kind};
use crate::text::{escape_line, json};
use crate::verdict::{Judged, Verdict};

/// With more steps than this, the rest is only counted for people.
const MOST_STEPS: usize = 25;

/// The status of a run.
#[derive(Debug, JsonSchema, Serialize)]
pub struct Status<'a> {
    /// The name of this contract.
    #[schemars(extend("const" = "gonogo.status/1"))]
    schema: &'static str,
    /// The file's name as it was given.
    path: &'a str,
    /// `GO`, `NO-GO` or `UNDECIDED`.
    verdict: String,
    /// The outcome that the document states so far: `go`, `no-go`, `rolled-back` or `partial`.
    outcome: Option<&'static str>,
    /// The actions that are asked, over the whole.
    progress: Part,
    /// The sections in which something is asked, in document order, each with all that stands below it.
    sections: Vec<SectionStatus<'a>>,
    /// Who has to act, by the place of their first step.
    people: Vec<Waiting>,
    /// What stands between here and GO, in the order in which to do it.
    steps: Vec<Step<'a>>,
}

/// Actions that are asked, by state.
#[derive(Clone, Copy, Debug, Default, JsonSchema, Serialize)]
struct Part {
    /// Done.
    done: usize,
    /// Nothing said yet.
    open: usize,
    /// Said to be not applicable.
    not_applicable: usize,
    /// Said to have failed.
    failed: usize,
}

/// How far a section is.
#[derive(Debug, JsonSchema, Serialize)]
struct SectionStatus<'a> {
    /// Its id.
    id: &'a str,
    /// Its title.
    title: &'a str,
    /// How many sections it stands in.
    depth: usize,
    /// Line of the title, 1-based.
    line: usize,
    /// Its actions.
    progress: Part,
    /// How many of the steps to GO are in it.
    steps: usize,
    /// The time it may take, in minutes.
    budget_minutes: Option<u64>,
    /// The time between the first and the last that is noted in it, in minutes.
    taken_minutes: Option<u64>,
}

/// Somebody who has to act.
#[derive(Debug, JsonSchema, Serialize)]
struct Waiting {
    /// A role or a name, as the document has it; `null` for whoever works on the run.
    who: Option<String>,
    /// How many steps are theirs.
    steps: usize,
}

/// One thing to be done on the way to GO.
#[derive(Debug, JsonSchema, Serialize)]
struct Step<'a> {
    /// The rule that holds the run.
    rule: &'static str,
    /// `hold` or `undecided`.
    severity: &'static str,
    /// What is wrong.
    message: &'a str,
    /// What to do about it.
    help: Option<&'a str>,
    /// Who has to do it, where the document says.
    who: Option<String>,
    /// Id of the item it is about.
    item: Option<&'a str>,
    /// Line, 1-based.
    line: usize,
}

impl<'a> Status<'a> {
    /// The status of a run that has been judged.
    pub fn of(judged: &Judged<'a>) -> Self {
        let checklist = judged.checklist;
        let asked = Asked::of(checklist);
        let mut found: Vec<&Diagnostic> =
            judged.diagnostics.iter().filter(|found| found.severity != Severity::Warning).collect();
        found.sort_by_key(|found| (turn(checklist, found), found.span.start));
        let steps: Vec<Step<'_>> = found
            .iter()
            .map(|found| Step {
                rule: found.rule,
                severity: found.severity.name(),
                message: &found.message,
                help: found.help.as_deref(),
                who: who(checklist, found),
                item: found.item.as_deref(),
                line: judged.source.line_of(found.span.start),
            })
            .collect();
        let evidence = Evidence::at(judged.at);
        let context = Context::new(judged.source, checklist, &asked, &evidence);
        let sections = checklist.sections.iter().map(|section| {
            let steps = found.iter().filter(|found| section.extent.contains(found.span.start)).count();
            section_status(&context, section, steps)
        });
        Self {
            schema: "gonogo.status/1",
            path: judged.source.path(),
            verdict: judged.verdict.to_string(),
            outcome: asked.outcome().map(|outcome| outcome.name()),
            progress: part(Progress::of(checklist, &asked)),
            sections: sections.filter(|section| section.steps > 0 || section.progress.total() > 0).collect(),
            people: people(&steps),
            steps,
        }
    }

    /// Writes it as one JSON document.
    pub fn json(&self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(json(self)?.as_bytes())
    }

    /// Writes it for people.
    pub fn text(&self, verdict: Verdict, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let (verdict, path) = (style.verdict(verdict), escape_line(self.path));
        writeln!(out, "{verdict}  {path}: {}", self.progress.words("action"))?;
        let widest = self.sections.iter().map(|section| section.label().chars().count()).max().unwrap_or(0);
        if !self.sections.is_empty() {
            writeln!(out)?;
        }
        for section in &self.sections {
            let label = section.label();
            let gap = " ".repeat(widest - label.chars().count().min(widest));
            let ink = if section.steps > 0 { Ink::Strong } else { Ink::Faint };
            writeln!(out, "  {}{gap}  {}", style.paint(ink, label), section.words())?;
        }
        if let Some((first, others)) = self.people.split_first() {
            let named = |waiting: &Waiting| {
                let who = waiting.who.as_deref().map_or("whoever works on the run".into(), escape_line);
                format!("{who} ({})", plural(waiting.steps, "step"))
            };
            writeln!(out, "\nNext: {}", named(first))?;
            if !others.is_empty() {
                writeln!(out, "Then: {}", others.iter().map(named).collect::<Vec<_>>().join(", "))?;
            }
            writeln!(out, "\nBetween here and GO:")?;
        }
        for (number, step) in self.steps.iter().enumerate().take(MOST_STEPS) {
            let who = step.who.as_deref().map(|who| format!(" — {}", escape_line(who))).unwrap_or_default();
            writeln!(out, "{:>4}. line {}: {}{who}", number + 1, step.line, escape_line(step.message))?;
            // What to do is said once for steps of one kind; the next ones are done alike.
            let said = number.checked_sub(1).and_then(|before| self.steps.get(before)).map(|before| before.rule);
            if let Some(help) = step.help.filter(|_| said != Some(step.rule)) {
                writeln!(out, "      {}", style.paint(Ink::Faint, escape_line(help)))?;
            }
        }
        match self.steps.len().saturating_sub(MOST_STEPS) {
            0 => Ok(()),
            more => writeln!(out, "      and {more} more; `gonogo check` names them all"),
        }
    }
}

/// The JSON Schema, draft 2020-12, of [`Status::json`].
pub fn schema() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Status<'_>>()
}

impl Part {
    const fn total(&self) -> usize {
        self.done + self.open + self.failed + self.not_applicable
    }

    /// `3 of 5 actions done, 1 failed, 2 not applicable`
    fn words(&self, noun: &str) -> String {
        let due = self.done + self.open + self.failed;
        let done =
            (due > 0 || self.not_applicable == 0).then(|| format!("{} of {} done", self.done, plural(due, noun)));
        let others = [(self.failed, "failed"), (self.not_applicable, "not applicable")];
        let others =
            others.into_iter().filter(|(number, _)| *number > 0).map(|(number, what)| format!("{number} {what}"));
        done.into_iter().chain(others).collect::<Vec<_>>().join(", ")
    }
}

impl SectionStatus<'_> {
    fn label(&self) -> String {
        format!("{}{}", "  ".repeat(self.depth), escape_line(self.title))
    }

    fn words(&self) -> String {
        let mut parts = Vec::new();
        if self.progress.total() > 0 {
            parts.push(self.progress.words("action"));
        }
        if self.steps > 0 {
            parts.push(format!("{} to GO", plural(self.steps, "step")));
        }
        match (self.taken_minutes, self.budget_minutes) {
            (Some(taken), Some(budget)) => parts.push(format!("{taken} of {} used", plural_u64(budget, "minute"))),
            (None, Some(budget)) => parts.push(format!("{} planned", plural_u64(budget, "minute"))),
            _ => {}
        }
        parts.join("; ")
    }
}

fn plural_u64(number: u64, one: &str) -> String {
    plural(usize::try_from(number).unwrap_or(usize::MAX), one)
}

fn section_status<'a>(context: &Context<'_>, section: &'a Section, steps: usize) -> SectionStatus<'a> {
    let mut progress = Progress::default();
    let inside = |item: &&Item| section.extent.covers(item.span) && context.asked.item(item);
    for item in context.checklist.items.iter().filter(inside) {
        progress.add(item.state);
    }
    SectionStatus {
        id: &section.id,
        title: &section.title,
        depth: context.checklist.section_path(section.parent.as_ref()).count(),
        line: section.line,
        progress: part(progress),
        steps,
        budget_minutes: section.time_budget_seconds.map(|seconds| seconds / 60),
        taken_minutes: rules::minutes_taken(context, section),
    }
}

const fn part(progress: Progress) -> Part {
    let Progress { done, open, not_applicable, failed } = progress;
    Part { done, open, not_applicable, failed }
}

/// When it is a finding's turn: what is wrong with the text comes first, then the work with its decisions and sign-offs,
/// and last what is signed for the whole.
fn turn(checklist: &Checklist, found: &Diagnostic) -> u8 {
    match rules::kind(found.rule) {
        Kind::Text => 0,
        Kind::Work => 1,
        Kind::SignOff if sign_off(checklist, found).is_some_and(|sign_off| sign_off.scope != Scope::Document) => 1,
        Kind::SignOff => 2,
    }
}

/// The sign-off that a finding is about.
fn sign_off<'a>(checklist: &'a Checklist, found: &Diagnostic) -> Option<&'a SignOff> {
    if rules::kind(found.rule) != Kind::SignOff {
        return None;
    }
    checklist.sign_offs.iter().find(|sign_off| sign_off.span == found.span)
}

/// Who has to do something about a finding: who is to sign, or who is responsible for the item or one it stands below.
fn who(checklist: &Checklist, found: &Diagnostic) -> Option<String> {
    if let Some(sign_off) = sign_off(checklist, found) {
        return Some(sign_off.role.clone());
    }
    let item = checklist.items.iter().find(|item| Some(&item.id) == found.item.as_ref())?;
    std::iter::once(item).chain(checklist.ancestors(item)).find_map(|item| item.responsible.clone())
}

/// Who has to act, in the order of their first steps.
fn people(steps: &[Step]) -> Vec<Waiting> {
    let mut people: Vec<Waiting> = Vec::new();
    for step in steps {
        match people.iter_mut().find(|waiting| waiting.who == step.who) {
            Some(waiting) => waiting.steps += 1,
            None => people.push(Waiting { who: step.who.clone(), steps: 1 }),
        }
    }
    people
}
