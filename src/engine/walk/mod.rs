//! Working through a run: each act is made on the file as it is now, and written at once.
//!
//! Whoever stops half-way, or is stopped, loses nothing; and what others write meanwhile is read before each act. An act is
//! refused only where the very thing it is about says something else than the person has seen.

mod commands;
mod stops;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

pub use commands::commands_of;
pub use stops::{Kind, Spot, Stop};

use super::check::{self, Checked};
use super::evidence::{self, Found};
use super::files::{self, FileError};
use super::place::Place;
use super::sign::{self, Ready, Wish};
use super::template;
use crate::fill::{self, Actor, Desk, FillOptions, RunData, Slots, Target};
use crate::model::{Checklist, Field, Item, SignOff};
use crate::parse::parse;
use crate::signing::statement::{Decision, Meaning};
use crate::text::Source;
use crate::world::World;

/// How often an act is tried again when somebody else writes in the very same moment.
const TRIES: usize = 5;

/// What a person does at a stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// The item is done.
    Tick,
    /// The item is open again.
    Untick,
    /// The item does not apply, and why.
    NotApplicable(String),
    /// The item has failed, and why.
    Fail(String),
    /// There is something to say about the item.
    Note(String),
    /// A file or link shows that the item is done.
    Attach(String),
    /// The field or placeholder gets a value, in place of what it had.
    Fill(String),
    /// The sign-off gets the person's name; nothing is signed.
    TypeName,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// It is written; in words.
    Done(String),
    /// Nothing was written, and why: somebody else was there first.
    Conflict(String),
}

/// A run that is being worked through.
pub struct Walk {
    path: PathBuf,
    checked: Checked,
    stops: Vec<Stop>,
    written: Vec<Written>,
}

/// What an act wrote, to take it back.
struct Written {
    what: String,
    before: Source,
    after: Source,
}

impl Walk {
    /// Begins, or goes on.
    ///
    /// # Errors
    /// When the run, or its configuration, can't be read.
    pub fn open(world: &mut World, path: &Path) -> Result<Self> {
        if path == Path::new(files::STDIN) {
            anyhow::bail!("a run that is worked through has to be a file, since each step is written to it at once");
        }
        let checked = check::check(world, path)?;
        let stops = stops::of(&checked);
        Ok(Self { path: path.to_path_buf(), checked, stops, written: Vec::new() })
    }

    /// The run as it was last read, and its verdict.
    pub const fn checked(&self) -> &Checked {
        &self.checked
    }

    /// Why nothing can be written to the run, where that is known beforehand.
    pub fn locked(&self, world: &World) -> Option<String> {
        let meta = std::fs::metadata(world.path(&self.path)).ok()?;
        let name = files::name(&self.path);
        meta.permissions().readonly().then(|| format!("{name} is read-only: it can be read here, and nothing written"))
    }

    /// Where there is something to be done or read, in document order.
    pub fn stops(&self) -> &[Stop] {
        &self.stops
    }

    /// Reads the run again, and judges it where it was changed; whether it was.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn refresh(&mut self, world: &mut World) -> Result<bool> {
        let source = files::read(world, &self.path)?;
        let new = source.text() != self.checked.source.text();
        if new {
            self.judge_again(world)?;
        }
        Ok(new)
    }

    /// Does something at a stop.
    ///
    /// # Errors
    /// When it can't be done or written; nothing has changed then.
    pub fn act(&mut self, world: &mut World, spot: &Spot, act: &Act) -> Result<Told> {
        let propose = |walk: &Self, world: &mut World| {
            let (after, found) = walk.propose(world, spot, act)?;
            if let Some(found) = found {
                // First the file, then what names it.
                found.keep()?;
            }
            Ok(after)
        };
        self.write(world, spot, propose, |walk| walk.words(spot, act))
    }

    /// Writes what is proposed for a stop, onto the file as it is now; `say` says what was done.
    fn write(
        &mut self,
        world: &mut World,
        spot: &Spot,
        propose: impl Fn(&Self, &mut World) -> Result<Source>,
        say: impl Fn(&Self) -> String,
    ) -> Result<Told> {
        for _ in 0..TRIES {
            if let Some(told) = self.look_again(world, spot)? {
                return Ok(told);
            }
            let before = self.checked.source.clone();
            let after = propose(self, world)?;
            match files::replace(&world.path(&self.path), &before, after.text().as_bytes()) {
                Err(FileError::Changed(_)) => {}
                Err(error) => return Err(error.into()),
                Ok(()) => {
                    let what = say(self);
                    self.judge_again(world)?;
                    if before.text() != after.text() {
                        self.written.push(Written { what: what.clone(), before, after });
                    }
                    return Ok(Told::Done(what));
                }
            }
        }
        Err(FileError::Changed(files::name(&self.path)).into())
    }

    /// Takes the last act back, as long as nothing was written since.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn undo(&mut self, world: &mut World) -> Result<Told> {
        let Some(last) = self.written.last() else {
            return Ok(Told::Conflict("there is nothing to take back".into()));
        };
        match files::replace(&world.path(&self.path), &last.after, last.before.text().as_bytes()) {
            Err(FileError::Changed(_)) => {
                self.written.clear();
                self.refresh(world)?;
                Ok(Told::Conflict("the run was changed since, so the last step is not taken back by itself".into()))
            }
            Err(error) => Err(error.into()),
            Ok(()) => {
                let what = format!("taken back: {}", last.what);
                self.written.pop();
                self.judge_again(world)?;
                Ok(Told::Done(what))
            }
        }
    }

    /// What would be signed at a sign-off; nothing is written.
    ///
    /// # Errors
    /// When the record's policy does not let this person sign, or there is no record.
    pub fn statement(&mut self, world: &mut World, spot: &Spot) -> Result<Ready> {
        if let Some(Told::Conflict(why)) = self.look_again(world, spot)? {
            anyhow::bail!(why);
        }
        let sign_off = self.sign_off(spot)?;
        let wish = Wish {
            run: &self.path,
            role: &sign_off.role,
            at: Some(&sign_off.id),
            meaning: Meaning::Approved,
            decision: Decision::None,
            reason: None,
        };
        sign::prepare(world, &wish)
    }

    /// Signs what was shown.
    ///
    /// # Errors
    /// When nothing signs, or the run was changed since it was shown.
    pub fn sign(&mut self, world: &mut World, ready: Ready) -> Result<Told> {
        let path = ready.sign(world)?;
        // What is signed stays: a step before it can't be taken back without it.
        self.written.clear();
        self.judge_again(world)?;
        let path = path.strip_prefix(&world.cwd).unwrap_or(&path);
        Ok(Told::Done(format!("signed: {}", path.display())))
    }

    fn judge_again(&mut self, world: &mut World) -> Result<()> {
        self.checked = check::check(world, &self.path)?;
        self.stops = stops::of(&self.checked);
        Ok(())
    }

    /// Reads the run again, and says so where the stop is not any more what the person has seen.
    fn look_again(&mut self, world: &mut World, spot: &Spot) -> Result<Option<Told>> {
        let seen = told(&self.checked.checklist, spot);
        if !self.refresh(world)? {
            return Ok(None);
        }
        Ok(match (seen, told(&self.checked.checklist, spot)) {
            (_, None) => {
                Some(Told::Conflict("somebody took this out of the run, or reworded it; nothing was written".into()))
            }
            (seen, now) if seen == now => None,
            (_, Some(now)) => {
                let now = now.into_iter().flatten().collect::<Vec<_>>().join(", ");
                Some(Told::Conflict(format!(
                    "somebody else was here first, and nothing was written; it says now: {now}"
                )))
            }
        })
    }

    /// The text after an act, and evidence that has to be kept with it.
    fn propose(&self, world: &mut World, spot: &Spot, act: &Act) -> Result<(Source, Option<Found>)> {
        let checked = &self.checked;
        let mut desk = Desk::new(checked.source.clone(), parse(&checked.source));
        let name = Place::worker(world, &self.path);
        let actor = Actor { name: name.as_deref(), time: world.now(), result: None };
        let mut found = None;
        match act {
            Act::Tick => desk.act(self.item(spot)?, fill::Act::Tick, Some(&actor))?,
            Act::Untick => {
                if let Some(template) = template::memory(world, &self.path, &checked.checklist) {
                    desk = desk.remembering(template);
                }
                desk.act(self.item(spot)?, fill::Act::Untick, Some(&actor))?
            }
            Act::NotApplicable(reason) => desk.act(self.item(spot)?, fill::Act::NotApplicable(reason), None)?,
            Act::Fail(reason) => desk.act(self.item(spot)?, fill::Act::Fail(reason), Some(&actor))?,
            Act::Note(text) => desk.act(self.item(spot)?, fill::Act::Note(text), None)?,
            Act::Attach(what) => {
                let evidence = found.insert(evidence::look_at(world, &self.path, what, false)?);
                desk.act(self.item(spot)?, fill::Act::Attach(&evidence.attachment), None)?
            }
            Act::Fill(value) => return Ok((self.filled(spot, value)?, None)),
            Act::TypeName => {
                let sign_off = self.sign_off(spot)?;
                let (_, after) = sign::typed(world, &self.path, &sign_off.role, Some(&sign_off.id))?;
                return Ok((after, None));
            }
        };
        Ok((desk.source().clone(), found))
    }

    /// The text with a value in a field, or wherever a placeholder stands.
    fn filled(&self, spot: &Spot, value: &str) -> Result<Source> {
        let source = &self.checked.source;
        let checklist = &parse(source);
        let fields = &checklist.fields;
        let key = match fields.iter().position(|field| spot.is(Kind::Field, &field.id)) {
            Some(index) => key_of(checklist, index),
            None if spot.kind == Kind::Placeholder => spot.id.to_string(),
            None => anyhow::bail!("nothing is filled in here"),
        };
        let data = RunData::from_pairs([format!("{key}={value}").as_str()])?;
        let filled = fill::fill(source, checklist, &data, FillOptions { overwrite: true })?;
        match filled.report.unknown.first() {
            Some(unknown) => anyhow::bail!("nothing was written: {}", unknown.error),
            None => Ok(filled.after),
        }
    }

    fn item(&self, spot: &Spot) -> Result<usize> {
        let items = &self.checked.checklist.items;
        items.iter().position(|item| spot.is(Kind::Item, &item.id)).context("this is no item")
    }

    fn sign_off(&self, spot: &Spot) -> Result<SignOff> {
        find_sign_off(&self.checked.checklist, spot).cloned().context("nobody signs here")
    }

    fn words(&self, spot: &Spot, act: &Act) -> String {
        let checklist = &self.checked.checklist;
        let name = find_item(checklist, spot).map(|item| item.text.as_str());
        let name = name.or_else(|| find_field(checklist, spot).map(|field| field.label.as_str()));
        let name = name.or_else(|| find_sign_off(checklist, spot).map(|sign_off| sign_off.role.as_str()));
        let what = match act {
            Act::Tick => "done",
            Act::Untick => "open again",
            Act::NotApplicable(_) => "not applicable",
            Act::Fail(_) => "failed",
            Act::Note(_) => "noted",
            Act::Attach(_) => "attached",
            Act::Fill(_) => "filled",
            Act::TypeName => "name typed, nothing signed",
        };
        format!("{what}: {}", name.unwrap_or(&spot.id))
    }
}

/// What names a field and nothing else. Its line does so best: it stays when fields of the same name are filled.
fn key_of(checklist: &Checklist, field: usize) -> String {
    let slots = Slots::new(checklist);
    let target = Target::Fields(vec![field]);
    let line = format!(":{}", slots.line(&target));
    let label = checklist.fields.get(field).map_or("", |field| field.label.as_str());
    let keys = [format!("{line}.{label}"), line];
    let found = keys.into_iter().find(|key| slots.resolve(key).as_ref() == Ok(&target));
    found.unwrap_or_else(|| slots.key(&target))
}

fn find_item<'c>(checklist: &'c Checklist, spot: &Spot) -> Option<&'c Item> {
    checklist.items.iter().find(|item| spot.is(Kind::Item, &item.id))
}

fn find_field<'c>(checklist: &'c Checklist, spot: &Spot) -> Option<&'c Field> {
    checklist.fields.iter().find(|field| spot.is(Kind::Field, &field.id))
}

fn find_sign_off<'c>(checklist: &'c Checklist, spot: &Spot) -> Option<&'c SignOff> {
    checklist.sign_offs.iter().find(|sign_off| spot.is(Kind::SignOff, &sign_off.id))
}

/// What a stop says, as far as it matters to somebody who acts on it.
fn told(checklist: &Checklist, spot: &Spot) -> Option<Vec<Option<String>>> {
    let text = |text: &str| Some(text.to_owned());
    match spot.kind {
        Kind::Item => {
            find_item(checklist, spot).map(|item| vec![text(&item.text), text(item.state.words()), item.reason.clone()])
        }
        Kind::Placeholder => {
            let mut all = checklist.placeholders.iter();
            all.find(|placeholder| placeholder.name == *spot.id).map(|placeholder| vec![text(&placeholder.name)])
        }
        Kind::Field => find_field(checklist, spot).map(|field| vec![text(&field.label), field.value.clone()]),
        Kind::SignOff => find_sign_off(checklist, spot).map(|sign_off| {
            vec![text(&sign_off.role), sign_off.name.clone(), sign_off.date.clone(), sign_off.signature.clone()]
        }),
    }
}
