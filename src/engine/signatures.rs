//! The statements that lie beside a run: which sign-off each is for, what it binds, and what it is worth.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::place::Place;
use super::template;
use crate::digest::Sha256;
use crate::evidence::{Fact, SignatureFact, Signed};
use crate::fill;
use crate::model::{Checklist, Scope as About, SignOff};
use crate::parse::parse;
use crate::record::{SignedStatement, State};
use crate::signing::Judgement;
use crate::signing::statement::{NAMESPACE, Scope, Statement, role_slug};
use crate::text::Source;
use crate::world::World;

/// The folder of the statements of a run: `releases/v1.md` has `releases/v1.signoffs`.
pub fn folder(run: &Path) -> PathBuf {
    run.with_extension("signoffs")
}

/// The name of a run: its file's name without the ending.
///
/// # Errors
/// When that is not of the letters that a record's folders have.
pub fn run_name(run: &Path) -> Result<String> {
    let stem = run.file_stem().and_then(|stem| stem.to_str()).unwrap_or("").to_lowercase();
    anyhow::ensure!(
        crate::signing::statement::is_run(&stem),
        "'{stem}' is no name for a recorded run; rename the file to lower-case letters, digits, '.', '_' and '-', at most 64"
    );
    Ok(stem)
}

/// The name that a statement has for a sign-off: its id, in the letters of the grammar.
pub fn slot_id(sign_off: &SignOff) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '/' | '-');
    if sign_off.id.chars().all(plain) && sign_off.id.len() <= 200 && !sign_off.id.is_empty() {
        return sign_off.id.to_string();
    }
    // Other letters are told apart by a digest.
    let kept: String = sign_off.id.chars().map(|c| if plain(c) { c } else { '-' }).take(150).collect();
    let digest: String = Sha256::of(sign_off.id.as_bytes()).hex().chars().take(12).collect();
    format!("{kept}.{digest}")
}

/// What a statement about a sign-off covers.
pub fn scope(sign_off: &SignOff) -> Scope {
    match sign_off.scope {
        About::Document => Scope::Whole,
        About::Item | About::Section => Scope::Item(slot_id(sign_off)),
    }
}

/// The digest of what a sign-off binds: the content of the document, or of its item or section.
pub fn bound(source: &Source, checklist: &Checklist, sign_off: &SignOff) -> Option<Sha256> {
    let text = match sign_off.scope {
        About::Document => fill::content(source, checklist),
        About::Item => {
            let item = checklist.items.iter().find(|item| Some(&item.id) == sign_off.scope_id.as_ref())?;
            fill::block_content(source, checklist, item.block)
        }
        About::Section => {
            let section = checklist.sections.iter().find(|section| Some(&section.id) == sign_off.scope_id.as_ref())?;
            fill::block_content(source, checklist, section.extent)
        }
    };
    Some(Sha256::of(text.as_bytes()))
}

/// The digest of the block that the slot `slot` covers in the recorded content of a run.
pub fn block_digest(content: &[u8], slot: &str) -> Option<Sha256> {
    let source = Source::new("content.md", content.to_vec()).ok()?;
    let checklist = parse(&source);
    let sign_off = checklist.sign_offs.iter().find(|sign_off| slot_id(sign_off) == slot)?;
    bound(&source, &checklist, sign_off)
}

/// The statements beside a run, in the order of their files' names; none where there is no folder.
pub fn read(run: &Path) -> Result<Vec<SignedStatement>> {
    let folder = folder(run);
    let entries = match std::fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error).with_context(|| format!("can't read {}", folder.display())),
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let mut signature = path.clone().into_os_string();
            signature.push(".sig");
            let statement = bounded(&path)?;
            let signature = bounded(Path::new(&signature))?;
            Ok(SignedStatement { statement, signature })
        })
        .collect()
}

/// A small regular file; links are not followed, since they may lead out of the run.
fn bounded(path: &Path) -> Result<Vec<u8>> {
    let about = std::fs::symlink_metadata(path).with_context(|| format!("can't read {}", path.display()))?;
    anyhow::ensure!(about.is_file(), "{} is no plain file", path.display());
    anyhow::ensure!(about.len() <= 64 * 1024, "{} is too large for a statement", path.display());
    std::fs::read(path).with_context(|| format!("can't read {}", path.display()))
}

/// What the statements beside a run are worth; unknown, and why, where there is no record to judge them by.
pub fn evidence(world: &World, path: &Path, source: &Source, checklist: &Checklist) -> Fact<Vec<SignatureFact>> {
    let facts = || -> Result<Vec<SignatureFact>> {
        let state = Place::of(world, path)?.state()?;
        let path = world.path(path);
        let statements = read(&path)?;
        let template = template::version(world, &path, checklist)?.map(|bytes| Sha256::of(&bytes));
        let run = Run { name: &run_name(&path)?, source, checklist, template };
        Ok(facts(&run, &statements, &state))
    };
    match facts() {
        Ok(facts) => Fact::Known(facts),
        Err(error) => Fact::Unknown(format!("{error:#}")),
    }
}

/// What a statement has to be about.
struct Run<'a> {
    name: &'a str,
    source: &'a Source,
    checklist: &'a Checklist,
    template: Option<Sha256>,
}

/// What each signed sign-off of a run is worth under the record's policy.
fn facts(run: &Run<'_>, statements: &[SignedStatement], state: &State) -> Vec<SignatureFact> {
    let read: Vec<(Result<Statement, String>, &SignedStatement)> = statements
        .iter()
        .map(|signed| (Statement::parse(&signed.statement).map_err(|error| error.to_string()), signed))
        .collect();
    let mut facts = Vec::new();
    for sign_off in &run.checklist.sign_offs {
        let slug = role_slug(&sign_off.role);
        let own = read.iter().filter_map(|(statement, signed)| Some((statement.as_ref().ok()?, *signed)));
        let mut own = own
            .filter(|(statement, _)| Some(&statement.role) == slug.as_ref() && statement.scope == scope(sign_off))
            .peekable();
        if own.peek().is_none() {
            continue;
        }
        // One good statement is enough; of bad ones the first tells.
        let mut judged = own.map(|(statement, signed)| judge(run, sign_off, statement, signed, state));
        let mut first = None;
        let good = judged.find(|signed| {
            first.get_or_insert_with(|| signed.clone());
            matches!(signed, Signed::Good { .. })
        });
        if let Some(signed) = good.or(first) {
            facts.push(SignatureFact { sign_off: sign_off.id.clone(), signed });
        }
    }
    facts
}

fn judge(run: &Run<'_>, sign_off: &SignOff, statement: &Statement, signed: &SignedStatement, state: &State) -> Signed {
    let refuse = |reason: String| Signed::Refused(reason);
    if statement.run != run.name {
        return refuse(format!("it was made for the run '{}' (wrong-run)", statement.run));
    }
    if statement.record.as_deref() != Some(state.genesis.to_string().as_str()) {
        return refuse("it was made for another record (wrong-record)".into());
    }
    if bound(run.source, run.checklist, sign_off) != Some(statement.content) {
        return refuse("the text has changed since it was signed (stale)".into());
    }
    if statement.template != run.template {
        return refuse("it was made for another template (wrong-template)".into());
    }
    if !sign_off.name.as_deref().is_none_or(|name| name.contains(&statement.name) || name.contains(&statement.signer)) {
        return refuse(format!("it was signed by {}, whose name does not stand there (name-mismatch)", statement.name));
    }
    match state.verify(&statement.principal(), NAMESPACE, statement.time, &signed.statement, &signed.signature) {
        Judgement::Good { principal, .. } => Signed::Good { principal, time: statement.time },
        Judgement::Unchecked(reason) => Signed::Unchecked(reason),
        other => refuse(other.to_string()),
    }
}
