//! What the statements that lie beside a run are worth.

use std::path::Path;

use anyhow::Result;

use super::place::Place;
use super::stamps::{self, Stamped, Stamps};
use super::{courtesy, seen, statements, subject, tampering, template};
use crate::asked::{Asked, Outcome};
use crate::digest::Sha256;
use crate::evidence::{Changed, Fact, SignatureFact, Signed};
use crate::fill;
use crate::model::{Checklist, SignOff};
use crate::record::{About, Fault, Grounds, STALE, SignedStatement, includes, replaces, word_against};
use crate::signing::Judgement;
use crate::signing::statement::{Meaning, Scope, Statement, role_slug};
use crate::text::{Difference, Source};
use crate::time::Timestamp;
use crate::world::World;

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
        let named = statements::named(&path)?;
        let statements: Vec<SignedStatement> = named.iter().map(|(_, signed)| signed.clone()).collect();
        let run = statements::run_name(&path)?;
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

    /// Whether it was said at this place.
    fn fits(&self, sign_off: &SignOff) -> bool {
        statements::fits(&self.statement, sign_off)
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
    let words: Vec<Word<'_>> = statements.iter().filter_map(|signed| Word::of(signed, about)).collect();
    let replaced =
        |word: &Word<'_>| words.iter().any(|other| other.is_said() && replaces(&other.statement, &word.statement));
    let last = words.iter().filter(|word| !replaced(word)).collect();
    let outcome = Asked::of(checklist).outcome().unwrap_or(Outcome::Go);
    let heard = Heard { source, checklist, about, beside, outcome, words: &words, last };
    let mut facts: Vec<SignatureFact> = Vec::new();
    for sign_off in &checklist.sign_offs {
        let signed = heard.at(sign_off).or_else(|| heard.renamed(sign_off));
        facts.extend(signed.map(|signed| SignatureFact { sign_off: sign_off.id.clone(), signed }));
    }
    // A place may have been taken out of the text; what was said there against going ahead is heard all the same.
    let lost = heard.last.iter().filter(|word| !heard.has_place(word)).filter_map(|word| heard.against(word));
    for fault in lost.filter(|fault| fault.rule != WITHDRAWN) {
        refuse(&mut facts, checklist.sign_offs.first(), told(&fault));
    }
    facts
}

/// All that was said about a run, and what it is held against.
struct Heard<'a> {
    source: &'a Source,
    checklist: &'a Checklist,
    about: &'a About<'a>,
    beside: &'a Beside<'a>,
    outcome: Outcome,
    words: &'a [Word<'a>],
    /// Those that no later one of the same signer replaces.
    last: Vec<&'a Word<'a>>,
}

impl Heard<'_> {
    /// What the words about a place come to.
    fn at(&self, sign_off: &SignOff) -> Option<Signed> {
        let own = || self.last.iter().filter(|word| word.fits(sign_off));
        let veto = own().filter_map(|word| self.against(word)).find(|fault| fault.rule != WITHDRAWN);
        if let Some(veto) = veto {
            return Some(Signed::Refused(told(&veto)));
        }
        // A word against that can't be checked is neither heard nor passed over.
        let doubt = own().find_map(|word| match &word.judgement {
            Judgement::Unchecked(why) => {
                word_against(&word.statement, self.outcome).map(|_| Signed::Unchecked(why.clone()))
            }
            _ => None,
        });
        let mut first = None;
        let good = || {
            own().map(|word| self.worth(sign_off, word)).find(|signed| {
                first.get_or_insert_with(|| signed.clone());
                matches!(signed, Signed::Good { .. })
            })
        };
        doubt.or_else(good).or(first)
    }

    /// What one word is worth at its place, beside all the others.
    fn worth(&self, sign_off: &SignOff, word: &Word<'_>) -> Signed {
        if let Some(fault) = self.against(word).or_else(|| self.performed(word)) {
            return Signed::Refused(told(&fault));
        }
        match self.judge(sign_off, word) {
            good @ Signed::Good { .. } => {
                courtesy::dated(sign_off.date.as_deref(), &self.times(sign_off, word)).map_or(good, Signed::Refused)
            }
            other => other,
        }
    }

    /// Why a word speaks against going ahead, if it does.
    fn against(&self, word: &Word<'_>) -> Option<Fault> {
        let fault = word_against(&word.statement, self.outcome).filter(|_| word.is_heard())?;
        let doubt = if word.judgement.is_good() { String::new() } else { format!("; {}", word.judgement) };
        Some(Fault { reason: fault.reason + &doubt, ..fault })
    }

    /// Why a word does not count beside the other words of its signer. Who has done the work has done it, whatever they say
    /// later at that place, unless they take it back.
    fn performed(&self, word: &Word<'_>) -> Option<Fault> {
        let taken_back = |word: &Word<'_>| {
            let mut back = self.last.iter().filter(|other| other.is_said());
            back.any(|other| {
                other.statement.meaning == Meaning::Withdrawn && replaces(&other.statement, &word.statement)
            })
        };
        let mut said = self.words.iter().filter(|other| other.is_said() && !taken_back(other));
        said.find_map(|other| self.about.not_distinct(&word.statement, &other.statement))
    }

    /// When the signer of a word has signed at its place: whoever has more than once may have left the day of the first time.
    fn times(&self, sign_off: &SignOff, word: &Word<'_>) -> Vec<Timestamp> {
        let own = self.words.iter().filter(|other| other.is_said() && other.fits(sign_off));
        own.filter(|other| other.statement.signer == word.statement.signer).map(|other| other.statement.time).collect()
    }

    /// Whether the place of a word stands in the text.
    fn has_place(&self, word: &Word<'_>) -> bool {
        self.checklist.sign_offs.iter().any(|sign_off| word.fits(sign_off))
    }

    /// A place is named after its item: where that has been worded anew, the one word that has lost its place was about it.
    fn renamed(&self, sign_off: &SignOff) -> Option<Signed> {
        let role = role_slug(&sign_off.role)
            .filter(|_| sign_off.is_filled() && statements::scope(sign_off) != Scope::Whole)?;
        let of_item = |word: &Word<'_>| word.statement.role == role && word.statement.scope != Scope::Whole;
        let mut lost =
            self.last.iter().filter(|word| of_item(word) && !self.has_place(word) && self.against(word).is_none());
        match (lost.next().map(|word| self.judge(sign_off, word)), lost.next()) {
            (Some(stale @ Signed::Stale(_)), None) => Some(stale),
            _ => None,
        }
    }

    /// What a statement is worth at its place, by itself.
    fn judge(&self, sign_off: &SignOff, word: &Word<'_>) -> Signed {
        let Self { source, checklist, beside, .. } = self;
        let Word { statement, judgement, fault, .. } = word;
        let refuse = |reason: String| Signed::Refused(reason);
        if let Some(fault) = fault.as_ref().filter(|fault| fault.rule != STALE) {
            return refuse(told(fault));
        }
        let present = statements::bound(source, checklist, sign_off).unwrap_or_default();
        if Sha256::of(present.as_bytes()) != statement.content {
            let above = statements::covered(checklist, sign_off).map_or(0, |block| source.line_of(block.start) - 1);
            let then = (beside.seen)(&statements::slot_id(sign_off), statement.content);
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
