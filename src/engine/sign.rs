//! Signing: the statement and its signature beside the run, and the name in the text as a courtesy to readers.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};

use super::place::Place;
use super::{evidence, files, held, policy, seen, signatures, statements};
use crate::digest::Sha256;
use crate::fill::{self, Change, Signer as Pen};
use crate::git::Identity;
use crate::model::{Checklist, SignOff};
use crate::parse::parse;
use crate::record::{About, Grounds, SignedStatement, State, replaces};
use crate::signing::statement::{self, Decision, Meaning, NAMESPACE, Scope, Statement};
use crate::signing::{Judgement, PublicKey, SignError, Signer as _};
use crate::text::{EditSet, Source};
use crate::time::Timestamp;
use crate::world::World;

/// What somebody wants to sign.
#[derive(Clone, Debug)]
pub struct Wish<'a> {
    /// The run.
    pub run: &'a Path,
    /// As whom.
    pub role: &'a str,
    /// Which of several places: an item, a sign-off's id, or `:LINE`.
    pub at: Option<&'a str>,
    /// What signing means.
    pub meaning: Meaning,
    /// The decision that goes with it.
    pub decision: Decision,
    /// Why, in one line.
    pub reason: Option<&'a str>,
}

/// What somebody signed before at the same place.
#[derive(Clone, Debug)]
pub struct Since {
    /// When.
    pub time: Timestamp,
    /// The text that they signed, where it can be found.
    pub then: Option<String>,
    /// The text that they would sign now.
    pub now: String,
}

/// A sign-off ready to be signed: shown first, then made.
pub struct Ready {
    place: Place,
    state: State,
    source: Source,
    change: Change,
    path: PathBuf,
    name: String,
    /// What the signer sees.
    seen: String,
    /// The sign-off's id, and its line, 1-based.
    pub at: (String, usize),
    /// What this person signed here before, if they have.
    pub since: Option<Since>,
    /// What is going to be signed, or has been by an earlier try that was cut short.
    pub text: String,
    statement: Statement,
    /// When the key ends, if that is soon.
    pub ends: Option<Timestamp>,
    /// Whether the signed statement lies there already, and only the name is missing.
    pub resumed: bool,
}

/// Works out what is to be signed and how it changes the text; nothing is written.
///
/// # Errors
/// When there is no such sign-off, somebody has signed it, or the record's policy does not let this person sign it.
pub fn prepare(world: &mut World, wish: &Wish<'_>) -> Result<Ready> {
    let (source, checklist) = read(world, wish.run)?;
    let sign_off = fill::find(&checklist, wish.role, wish.at)?;
    stands(world, wish, &source, &checklist, sign_off)?;
    let seen = statements::bound(&source, &checklist, sign_off);
    let seen = seen.context("what the sign-off is about is not in the text")?;
    let place = Place::of(world, wish.run)?;
    let state = place.state()?;
    let path = world.path(wish.run);
    let statements = statements::read(&path)?;
    let slot = Slot {
        wish,
        run: statements::run_name(&path)?,
        role: statement::role_slug(&sign_off.role)
            .with_context(|| format!("the role '{}' has no letters a-z or digits to name it by", sign_off.role))?,
        scope: statements::scope(sign_off),
        content: Sha256::of(seen.as_bytes()),
        grounds: signatures::grounds(world, (&place, &path), &source, &checklist, &statements)?,
        identity: place.identity()?,
        state: &state,
        now: world.now(),
    };
    let before = slot.before(&statements);
    let since = before.as_ref().filter(|made| made.meaning != Meaning::Withdrawn).map(|made| {
        let then = seen::find(world, &path, &statements::slot_id(sign_off), made.content);
        Since { time: made.time, then, now: seen.clone() }
    });
    let last = slot.last(&statements);
    let withdraws = wish.meaning == Meaning::Withdrawn;
    if withdraws && last.as_ref().is_none_or(|last| last.meaning == Meaning::Withdrawn) {
        bail!("there is no sign-off of yours as {} here to take back", sign_off.role);
    }
    let resumed = last.as_ref().is_some_and(|last| slot.is_said_by(last));
    let statement = match last {
        Some(last) if resumed => last,
        _ => slot.statement(&place.signer(world)?.public_key()?, before.map(|before| before.time))?,
    };
    let text = statement.write()?;
    let digest = Sha256::of(text.as_bytes()).hex();
    // A name that stands there already is left as it is, as long as it is the signer's own.
    let own = sign_off.name.as_deref().is_some_and(|name| name.contains(&statement.name));
    let change = if withdraws || (sign_off.is_filled() && own) {
        Change { edits: EditSet::new(&source, Vec::new())?, allowed: fill::Allowed::default() }
    } else {
        let (name, email, time) = (&statement.name, &statement.signer, statement.time);
        fill::sign(&source, &checklist, sign_off, &Pen { name, email, time, statement: digest.get(..12) })?
    };
    let name = format!("{}--{}.txt", statement.role, digest.get(..12).unwrap_or(""));
    let ends = match place.signer(world)?.public_key() {
        Ok(PublicKey::Ssh(key)) => policy::ends_soon(&state, &key, world.now()),
        Ok(PublicKey::OpenPgp(_)) | Err(_) => None,
    };
    let at = (sign_off.id.to_string(), sign_off.line);
    Ok(Ready { place, state, source, change, path, name, seen, at, since, text, statement, ends, resumed })
}

/// Whether what is to be signed stands as it has to.
fn stands(
    world: &mut World,
    wish: &Wish<'_>,
    source: &Source,
    checklist: &Checklist,
    sign_off: &SignOff,
) -> Result<()> {
    // Nobody signs what does not hold, unless they say NO-GO, or why.
    if wish.decision != Decision::NoGo
        && wish.reason.is_none()
        && let Some((line, hold)) = held::held(world, wish.run, checklist, sign_off)?
    {
        bail!(
            "what is to be signed does not hold: line {line}: {hold}; mend it, or sign with --decision NO-GO or with a --reason"
        );
    }
    // Nor what has been put in the place of the evidence, whatever they say.
    if wish.meaning != Meaning::Withdrawn {
        evidence::collect(world, wish.run, source, statements::covered(checklist, sign_off))?;
    }
    Ok(())
}

/// A run as its own text says it; what the configuration makes of its sections is nothing that signing changes.
fn read(world: &mut World, run: &Path) -> Result<(Source, Checklist)> {
    let source = files::read(world, run)?;
    let checklist = parse(&source);
    Ok((source, checklist))
}

/// The text with this person's name typed into a sign-off, and the text before; nothing is signed, and nothing written.
///
/// # Errors
/// When there is no such sign-off, somebody has signed it, or git does not know who works here.
pub fn typed(world: &mut World, run: &Path, role: &str, at: Option<&str>) -> Result<(Source, Source)> {
    let (source, checklist) = read(world, run)?;
    let sign_off = fill::find(&checklist, role, at)?;
    let identity = Place::of(world, run)?.identity()?;
    let pen = Pen { name: identity.name(), email: identity.email(), time: world.now(), statement: None };
    let after = fill::sign(&source, &checklist, sign_off, &pen)?.apply(&source)?;
    Ok((source, after))
}

/// What is going to be signed, as far as it is known before there is a statement.
struct Slot<'a> {
    wish: &'a Wish<'a>,
    run: String,
    role: String,
    scope: Scope,
    content: Sha256,
    grounds: Grounds,
    identity: Identity,
    state: &'a State,
    now: Timestamp,
}

impl Slot<'_> {
    /// The last statement of those beside the run that this person made here, of those that hold.
    fn last(&self, statements: &[SignedStatement]) -> Option<Statement> {
        self.latest(statements, |about, made, judged| about.faults(made).is_empty() && judged.is_good())
    }

    /// The same of those that they made at all, whatever has become of the template, the policy, their key or the day since.
    fn before(&self, statements: &[SignedStatement]) -> Option<Statement> {
        self.latest(statements, |about, made, judged| {
            let own = made.run == about.run && made.record == about.record;
            own && matches!(judged, Judgement::Good { .. } | Judgement::Lapsed(_))
        })
    }

    fn latest(
        &self,
        statements: &[SignedStatement],
        counts: impl Fn(&About<'_>, &Statement, &Judgement) -> bool,
    ) -> Option<Statement> {
        let about = self.state.about(&self.run, self.grounds.clone(), self.now);
        let mut last: Option<Statement> = None;
        for signed in statements {
            let Ok(made) = Statement::parse(&signed.statement) else { continue };
            let own = made.signer == self.identity.email() && made.role == self.role && made.scope == self.scope;
            let judged = || about.judge(&made, &signed.statement, &signed.signature);
            let later = last.as_ref().is_none_or(|last| replaces(&made, last));
            if own && later && counts(&about, &made, &judged()) {
                last = Some(made);
            }
        }
        last
    }

    /// Whether a statement made here says the very same about these very bytes.
    fn is_said_by(&self, made: &Statement) -> bool {
        let wish = self.wish;
        let said = (made.meaning, made.decision, made.reason.as_deref());
        made.content == self.content && said == (wish.meaning, wish.decision, wish.reason)
    }

    /// A new statement by the owner of `key`, later than their `last` one.
    fn statement(self, key: &PublicKey, last: Option<Timestamp>) -> Result<Statement> {
        let names = &self.state.rules().names;
        // However quickly it follows.
        let next = last.and_then(|last| Timestamp::from_unix(last.unix() + 1));
        let made = Statement {
            record: Some(self.state.genesis.to_string()),
            run: self.run,
            template: self.grounds.template,
            policy: Some(self.state.policy()),
            tree: self.grounds.subject.tree.clone(),
            oci: self.grounds.subject.oci,
            includes: self.grounds.includes.filter(|_| self.scope == Scope::Whole),
            scope: self.scope,
            content: self.content,
            role: self.role,
            name: names.get(self.identity.email()).map_or(self.identity.name(), String::as_str).to_owned(),
            signer: self.identity.email().to_owned(),
            meaning: self.wish.meaning,
            decision: self.wish.decision,
            reason: self.wish.reason.map(str::to_owned),
            time: next.map_or(self.now, |next| next.max(self.now)),
            nonce: statement::fresh_nonce().context("the system gives no random numbers")?,
        };
        let about = self.state.about(&made.run, self.grounds, self.now);
        if let Some(fault) = about.faults(&made).into_iter().next() {
            bail!("{} ({})", fault.reason, fault.rule);
        }
        let principal = made.principal();
        let judgement = self.state.may_sign(&principal, key, NAMESPACE, made.time);
        if !judgement.is_good() {
            let known = self.state.principals_of(key);
            let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
            return Err(SignError::NotAllowed { principal, judgement, known }.into());
        }
        made.write()?;
        Ok(made)
    }
}

impl Ready {
    /// The text as it will stand.
    ///
    /// # Errors
    /// When signing would change more than the slots of the sign-off.
    pub fn after(&self) -> Result<Source> {
        Ok(self.change.apply(&self.source)?)
    }

    /// Where the statement is kept.
    pub fn kept(&self) -> PathBuf {
        statements::folder(&self.path).join(&self.name)
    }

    /// The text as it stands.
    pub fn before(&self) -> &Source {
        &self.source
    }

    /// Signs, puts statement and signature beside the run, and writes the name into the text.
    ///
    /// The signature is written before the statement, and both before the text: a statement that lies there is whole,
    /// and signing again after an interruption only writes what is still missing.
    ///
    /// # Errors
    /// When nothing signs, or something can't be written. What was signed by then stays beside the run.
    pub fn sign(self, world: &World) -> Result<PathBuf> {
        let after = self.after()?;
        let folder = statements::folder(&self.path);
        let path = self.kept();
        if !self.resumed {
            let signature = self.place.signer(world)?.sign(NAMESPACE, self.text.as_bytes())?;
            let about = self.state.about(&self.statement.run, Grounds::default(), world.now());
            let judgement = about.judge(&self.statement, self.text.as_bytes(), signature.as_bytes());
            if !judgement.is_good() {
                bail!("the signature just made does not hold: {judgement}");
            }
            seen::keep(&self.path, &self.seen)?;
            files::create(&folder.join(format!("{}.sig", self.name)), signature.as_bytes())?;
            files::create(&path, self.text.as_bytes())?;
        }
        if after.text() != self.source.text() {
            files::replace(&self.path, &self.source, after.text().as_bytes())?;
        }
        Ok(path)
    }
}
