//! The statements that lie beside a run: which sign-off each is for, what it binds, and what it is worth.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::place::Place;
use super::stamps::{self, Stamped, Stamps};
use super::{courtesy, files, seen, subject, tampering, template};
use crate::asked::{Asked, Outcome};
use crate::digest::Sha256;
use crate::evidence::{Changed, Fact, SignatureFact, Signed};
use crate::fill;
use crate::model::{Checklist, Scope as Covers, SignOff};
use crate::parse::parse;
use crate::record::{About, Fault, Grounds, STALE, SignedStatement, includes, replaces, word_against};
use crate::signing::Judgement;
use crate::signing::statement::{Meaning, Scope, Statement, role_slug};
use crate::text::{Difference, Source, Span};
use crate::time::Timestamp;
use crate::world::World;

/// What the name of a folder of statements ends with.
pub(super) const ENDING: &str = "signoffs";

/// The folder of the statements of a run: `releases/v1.md` has `releases/v1.signoffs`.
pub fn folder(run: &Path) -> PathBuf {
    run.with_extension(ENDING)
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
        Covers::Document => Scope::Whole,
        Covers::Item | Covers::Section => Scope::Item(slot_id(sign_off)),
    }
}

/// The part of the text that a sign-off of an item or section covers; `None` for the whole.
pub fn covered(checklist: &Checklist, sign_off: &SignOff) -> Option<Span> {
    let id = sign_off.scope_id.as_ref();
    match sign_off.scope {
        Covers::Document => None,
        Covers::Item => checklist.items.iter().find(|item| Some(&item.id) == id).map(|item| item.block),
        Covers::Section => checklist.sections.iter().find(|section| Some(&section.id) == id).map(|of| of.extent),
    }
}

/// What a sign-off binds: the content of the document, or of its item or section.
pub fn bound(source: &Source, checklist: &Checklist, sign_off: &SignOff) -> Option<String> {
    Some(match (sign_off.scope, covered(checklist, sign_off)) {
        (Covers::Document, _) => fill::content(source, checklist),
        (_, block) => fill::block_content(source, checklist, block?),
    })
}

/// What the slot `slot` binds in a version of a run, or in its recorded content.
pub fn bound_by(version: &[u8], slot: &str) -> Option<String> {
    let source = Source::new("content.md", version.to_vec()).ok()?;
    let checklist = parse(&source);
    let sign_off = checklist.sign_offs.iter().find(|sign_off| slot_id(sign_off) == slot)?;
    bound(&source, &checklist, sign_off)
}

/// The statements beside a run, in the order of their files' names; none where there is no folder.
///
/// # Errors
/// When one can't be read, or has no signature beside it.
pub fn read(run: &Path) -> Result<Vec<SignedStatement>> {
    Ok(named(run)?.into_iter().map(|(_, signed)| signed).collect())
}

/// The same, each with the name of its file.
pub(super) fn named(run: &Path) -> Result<Vec<(String, SignedStatement)>> {
    let folder = folder(run);
    // Git keeps a link, and nothing of what lies behind it.
    anyhow::ensure!(
        !folder.is_symlink(),
        "{} is a link, so that git would keep no sign-off; put a folder in its place (file-mode)",
        folder.display()
    );
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
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            Ok((name, SignedStatement { statement, signature }))
        })
        .collect()
}

/// A small regular file; links are not followed, since they may lead out of the run.
fn bounded(path: &Path) -> Result<Vec<u8>> {
    let about = std::fs::symlink_metadata(path).with_context(|| format!("can't read {}", path.display()))?;
    anyhow::ensure!(about.is_file(), "{} is no plain file", path.display());
    anyhow::ensure!(about.len() <= 64 * 1024, "{} is too large for a statement", path.display());
    std::fs::read(path).map(files::as_kept).with_context(|| format!("can't read {}", path.display()))
}

/// What the statements beside a run have to name besides its text.
///
/// # Errors
/// When the template can't be read.
pub fn grounds(
    world: &World,
    (place, run): (&Place, &Path),
    source: &Source,
    checklist: &Checklist,
    statements: &[SignedStatement],
) -> Result<Grounds> {
    let signed = statements.iter().map(|signed| signed.statement.as_slice());
    let evidence = fill::attached(source).into_iter().map(|named| named.sha256);
    Ok(Grounds {
        template: template::version(world, run, checklist)?.map(|bytes| Sha256::of(&bytes)),
        subject: subject::of(place, run, checklist),
        includes: includes(signed, evidence),
    })
}

/// What the statements beside a run are worth; unknown, and why, where there is no record to judge them by.
pub fn evidence(world: &World, path: &Path, source: &Source, checklist: &Checklist) -> Fact<Vec<SignatureFact>> {
    let facts = || -> Result<Vec<SignatureFact>> {
        let place = Place::of(world, path)?;
        let state = place.state()?;
        let path = world.path(path);
        let named = named(&path)?;
        let statements: Vec<SignedStatement> = named.iter().map(|(_, signed)| signed.clone()).collect();
        let run = run_name(&path)?;
        let about = state.about(&run, grounds(world, (&place, &path), source, checklist, &statements)?, world.now());
        let tampered = tampering::found(&place, &path, &named, &about)?;
        let policy = state.rules().time_stamps.as_ref();
        let stamps = Stamps { policy, openssl: place.repository.openssl(), at: about.at };
        let beside = Beside {
            seen: &|slot, digest| seen::find(world, &path, slot, digest),
            stamped: &|signed, made| stamps.judge(signed, made, stamps::beside(&path, signed, made).as_deref()),
        };
        let mut facts = facts(source, checklist, &statements, &about, &beside);
        for (name, why) in tampered {
            tampering::refuse(&mut facts, checklist, &name, why);
        }
        Ok(facts)
    };
    match facts() {
        Ok(facts) => Fact::Known(facts),
        Err(error) => Fact::Unknown(format!("{error:#}")),
    }
}

/// A statement, and why it must not count whatever it is about, if there is a reason.
struct Word<'a> {
    signed: &'a SignedStatement,
    statement: Statement,
    judgement: Judgement,
    fault: Option<Fault>,
}

impl<'a> Word<'a> {
    fn of(signed: &'a SignedStatement, about: &About<'_>) -> Option<Self> {
        let statement = Statement::parse(&signed.statement).ok()?;
        let judgement = about.judge(&statement, &signed.statement, &signed.signature);
        let fault = about.faults(&statement).into_iter().next();
        Some(Self { signed, statement, judgement, fault })
    }

    /// Whether its signer has made it about this very run, though the run or the policy may have changed since.
    fn is_said(&self) -> bool {
        let elsewhere = |fault: &Fault| matches!(fault.rule, "wrong-run" | "wrong-record" | "time-future");
        self.judgement.is_good() && !self.fault.as_ref().is_some_and(elsewhere)
    }

    /// Whether it is heard where it is against going ahead: also when its key has ended, its role is lost, or its time has not
    /// come; what is gone since it was said silences nobody.
    fn is_heard(&self) -> bool {
        let elsewhere = |fault: &Fault| matches!(fault.rule, "wrong-run" | "wrong-record");
        let made = matches!(self.judgement, Judgement::Good { .. } | Judgement::Lapsed(_) | Judgement::Untrusted(_));
        made && !self.fault.as_ref().is_some_and(elsewhere)
    }
}

/// What lies beside the statements of a run, in the work tree or in the record.
pub struct Beside<'a> {
    /// Finds a text that was signed again: by the slot that it was signed for, and its digest.
    pub seen: &'a dyn Fn(&str, Sha256) -> Option<String>,
    /// Looks at the time-stamp of a statement.
    pub stamped: &'a dyn Fn(&SignedStatement, &Statement) -> Stamped,
}

/// What each signed sign-off of a run is worth under the record's policy: of each signer the last word about a place
/// counts, and nobody's word against going ahead is outvoted by another's.
pub fn facts(
    source: &Source,
    checklist: &Checklist,
    statements: &[SignedStatement],
    about: &About<'_>,
    beside: &Beside<'_>,
) -> Vec<SignatureFact> {
    let outcome = Asked::of(checklist).outcome().unwrap_or(Outcome::Go);
    let words: Vec<Word<'_>> = statements.iter().filter_map(|signed| Word::of(signed, about)).collect();
    let replaced =
        |word: &Word<'_>| words.iter().any(|other| other.is_said() && replaces(&other.statement, &word.statement));
    let last: Vec<&Word<'_>> = words.iter().filter(|word| !replaced(word)).collect();
    // Who has done the work has done it, whatever they say later at that place, unless they take it back.
    let taken_back = |word: &Word<'_>| {
        let back = last.iter().filter(|other| other.is_said() && other.statement.meaning == Meaning::Withdrawn);
        back.into_iter().any(|other| replaces(&other.statement, &word.statement))
    };
    let against = |word: &Word<'_>| {
        let fault = word_against(&word.statement, outcome).filter(|_| word.is_heard())?;
        let doubt = if word.judgement.is_good() { String::new() } else { format!("; {}", word.judgement) };
        Some(Fault { reason: fault.reason + &doubt, ..fault })
    };
    let fits = |word: &Word<'_>, sign_off: &SignOff| {
        Some(&word.statement.role) == role_slug(&sign_off.role).as_ref() && word.statement.scope == scope(sign_off)
    };
    let stands = |word: &Word<'_>| checklist.sign_offs.iter().any(|sign_off| fits(word, sign_off));
    // A place is named after its item: where that has been worded anew, the one word that has lost its place was about it.
    let renamed = |sign_off: &SignOff| {
        let role = role_slug(&sign_off.role).filter(|_| sign_off.is_filled() && scope(sign_off) != Scope::Whole)?;
        let of_item = |word: &Word<'_>| word.statement.role == role && word.statement.scope != Scope::Whole;
        let mut lost = last.iter().filter(|word| of_item(word) && !stands(word) && against(word).is_none());
        match (lost.next().map(|word| judge(source, checklist, sign_off, word, beside)), lost.next()) {
            (Some(stale @ Signed::Stale(_)), None) => Some(stale),
            _ => None,
        }
    };
    let mut facts = Vec::new();
    for sign_off in &checklist.sign_offs {
        let own = || last.iter().filter(|word| fits(word, sign_off));
        let veto = own().filter_map(|word| against(word)).find(|fault| fault.rule != WITHDRAWN);
        // Whoever has signed here more than once may have left the day of the first time.
        let times = |word: &Word<'_>| -> Vec<Timestamp> {
            let own = words.iter().filter(|other| other.is_said() && fits(other, sign_off));
            own.filter(|other| other.statement.signer == word.statement.signer)
                .map(|other| other.statement.time)
                .collect()
        };
        let performed = |word: &Word<'_>| {
            words
                .iter()
                .filter(|other| other.is_said() && !taken_back(other))
                .find_map(|other| about.not_distinct(&word.statement, &other.statement))
        };
        let mut judged = own().map(|word| match against(word).or_else(|| performed(word)) {
            Some(fault) => Signed::Refused(told(&fault)),
            None => match judge(source, checklist, sign_off, word, beside) {
                good @ Signed::Good { .. } => {
                    courtesy::dated(sign_off.date.as_deref(), &times(word)).map_or(good, Signed::Refused)
                }
                other => other,
            },
        });
        let mut first = None;
        let good = judged.find(|signed| {
            first.get_or_insert_with(|| signed.clone());
            matches!(signed, Signed::Good { .. })
        });
        // A word against that can't be checked is neither heard nor passed over.
        let doubt = own().find_map(|word| match &word.judgement {
            Judgement::Unchecked(why) => word_against(&word.statement, outcome).map(|_| Signed::Unchecked(why.clone())),
            _ => None,
        });
        let signed = veto.map(|fault| Signed::Refused(told(&fault))).or(doubt).or(good).or(first);
        let signed = signed.or_else(|| renamed(sign_off));
        facts.extend(signed.map(|signed| SignatureFact { sign_off: sign_off.id.clone(), signed }));
    }
    // A place may have been taken out of the text; what was said there against going ahead is heard all the same.
    let lost = last
        .iter()
        .filter(|word| !stands(word))
        .filter_map(|word| against(word))
        .filter(|fault| fault.rule != WITHDRAWN);
    for fault in lost {
        refuse(&mut facts, checklist.sign_offs.first(), told(&fault));
    }
    facts
}

/// Lets what is wrong hold at this place, or where there is none, over the whole run.
pub(super) fn refuse(facts: &mut Vec<SignatureFact>, place: Option<&SignOff>, why: String) {
    let sign_off = place.map(|place| place.id.clone()).unwrap_or_default();
    if place.is_some() {
        facts.retain(|fact| fact.sign_off != sign_off);
    }
    facts.push(SignatureFact { sign_off, signed: Signed::Refused(why) });
}

/// The fault of a statement that takes another back; it speaks for nobody and against nobody.
const WITHDRAWN: &str = "withdrawn";

fn told(fault: &Fault) -> String {
    format!("{} ({})", fault.reason, fault.rule)
}

/// What a statement is worth at its place.
fn judge(source: &Source, checklist: &Checklist, sign_off: &SignOff, word: &Word<'_>, beside: &Beside<'_>) -> Signed {
    let Word { statement, judgement, fault, .. } = word;
    let refuse = |reason: String| Signed::Refused(reason);
    if let Some(fault) = fault.as_ref().filter(|fault| fault.rule != STALE) {
        return refuse(told(fault));
    }
    let present = bound(source, checklist, sign_off).unwrap_or_default();
    if Sha256::of(present.as_bytes()) != statement.content {
        let above = covered(checklist, sign_off).map_or(0, |block| source.line_of(block.start) - 1);
        let then = (beside.seen)(&slot_id(sign_off), statement.content);
        let first = then.and_then(|then| Difference::first(&then, &present));
        return Signed::Stale(Changed::Text(first.map(|first| first.below(above))));
    }
    if let Some(fault) = fault {
        return Signed::Stale(Changed::Around(fault.reason.clone()));
    }
    if let Some(name) = sign_off.name.as_deref().filter(|name| !courtesy::names(name, statement)) {
        return refuse(format!(
            "it was signed by {}, and “{name}” stands there; nobody signs for another (name-mismatch)",
            statement.name
        ));
    }
    match (beside.stamped)(word.signed, statement) {
        Stamped::Fine => {}
        Stamped::Refused(why) => return refuse(why),
        Stamped::Unchecked(why) => return Signed::Unchecked(why),
    }
    match judgement {
        Judgement::Good { principal, .. } => Signed::Good { principal: principal.clone(), time: statement.time },
        Judgement::Unchecked(reason) => Signed::Unchecked(reason.clone()),
        other => refuse(other.to_string()),
    }
}
