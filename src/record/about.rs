//! What a statement must be about, and what its word comes to: the same beside a run and in the record.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::grounds::{Grounds, Subject};
use super::policy::Policy;
use super::write::SignedStatement;
use crate::asked::Outcome;
use crate::digest::Sha256;
use crate::signing::openpgp::{self, Gpg};
use crate::signing::sshsig::{self, Key};
use crate::signing::statement::{Decision, Meaning, NAMESPACE, Scope, Statement, role_slug};
use crate::signing::{Judgement, SKEW};
use crate::time::Timestamp;

/// The finding that what somebody signed has changed since.
pub const STALE: &str = "stale";

/// Why a statement must not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The name of the finding, such as `wrong-run`.
    pub rule: &'static str,
    /// What is wrong, in lower case, without a full stop. May hold text of the statement: escape it.
    pub reason: String,
}

impl Fault {
    pub(super) fn new(rule: &'static str, reason: impl Into<String>) -> Self {
        Self { rule, reason: reason.into() }
    }
}

/// A run as it stands in the record, or is about to.
pub struct Recorded<'a> {
    /// The outcome that it is recorded with.
    pub outcome: Outcome,
    /// The statements with their signatures.
    pub signoffs: &'a [SignedStatement],
    /// What those are held against; the name of the run, and when it was recorded.
    pub about: &'a About<'a>,
    /// The `policy.toml` in force.
    pub policy_toml: &'a [u8],
    /// The bytes of a file of the run's folder, by its path; those of evidence are left out.
    pub files: &'a dyn Fn(&str) -> Option<&'a [u8]>,
}

impl<'a> Recorded<'a> {
    /// The bytes of a file of the run's folder.
    pub fn file(&self, path: &str) -> Option<&'a [u8]> {
        (self.files)(path)
    }
}

/// What somebody who has judged a run anew has to say against it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Something does not hold, about a file of the run.
    Fault(&'static str, Fault),
    /// Something could not be checked, and why.
    Unchecked(String),
}

/// Judges a recorded run anew: whether it comes to its outcome. Several may be judged at once.
pub type Judge<'a> = &'a (dyn Fn(&Recorded<'_>) -> Vec<Doubt> + Sync);

/// What statements are held against.
#[derive(Clone, Debug)]
pub struct About<'a> {
    /// The first commit of the record, if it is within reach.
    pub record: Option<String>,
    /// The run.
    pub run: &'a str,
    /// What else a statement about it has to name.
    pub grounds: Grounds,
    /// When it is judged: the time of recording, or now.
    pub at: Timestamp,
    /// Every policy of the record so far, oldest first.
    pub(super) policies: &'a [Policy],
    /// Which key made which signature over what, by their digests: a run's signatures are asked for more than once.
    verified: RefCell<BTreeMap<(Sha256, Sha256), Result<Key, Judgement>>>,
    /// What checks signatures of OpenPGP.
    pub(super) gpg: Gpg,
}

impl<'a> About<'a> {
    pub(super) fn new(
        record: Option<String>,
        run: &'a str,
        grounds: Grounds,
        at: Timestamp,
        policies: &'a [Policy],
        gpg: Gpg,
    ) -> Self {
        Self { record, run, grounds, at, policies, verified: RefCell::default(), gpg }
    }

    /// The key that made a signature over a statement.
    fn verify(&self, bytes: &[u8], armour: &[u8]) -> Result<Key, Judgement> {
        let of = (Sha256::of(bytes), Sha256::of(armour));
        let known = self.verified.borrow().get(&of).cloned();
        known.unwrap_or_else(|| {
            let answer = sshsig::verify(armour, NAMESPACE, bytes);
            self.verified.borrow_mut().insert(of, answer.clone());
            answer
        })
    }
    /// What the statement says that does not fit. Whether it is about the present text is for others to say.
    pub fn faults(&self, statement: &Statement) -> Vec<Fault> {
        let mut faults = Vec::new();
        if self.record.as_deref().is_some_and(|record| statement.record.as_deref() != Some(record)) {
            faults.push(Fault::new("wrong-record", "the statement is about another record"));
        }
        if statement.run != self.run {
            faults.push(Fault::new("wrong-run", format!("the statement is about the run {}", statement.run)));
        }
        if statement.template != self.grounds.template {
            faults.push(Fault::new("wrong-template", "the template is not the one that the signer saw"));
        }
        let subject = Subject { tree: statement.tree.clone(), oci: statement.oci };
        if subject.contradicts(&self.grounds.subject) {
            faults.push(Fault::new(STALE, "what is released is not what the signer saw"));
        }
        if statement.scope == Scope::Whole && statement.includes != self.grounds.includes {
            faults.push(Fault::new(STALE, "sign-offs of items, or evidence, are others than the signer saw"));
        }
        if statement.time.unix() > self.at.unix() + SKEW {
            let reason = format!("the statement is of {}, which had not come yet", statement.time.rfc3339());
            faults.push(Fault::new("time-future", reason));
        }
        self.people(statement, &mut faults);
        let age = self.at.unix() - statement.time.unix();
        let most = self.policies.last().and_then(|policy| policy.rules.max_age);
        if let Some(most) = most.filter(|most| age > *most) {
            let reason = format!("the statement is of {}, more than {} h ago", statement.time.rfc3339(), most / 3_600);
            faults.push(Fault::new("too-old", reason));
        }
        match (self.seen(statement), statement.policy) {
            (Some(policy), _) => {
                if let Some(since) = policy.since.filter(|since| statement.time.unix() < since.unix() - SKEW) {
                    let reason = format!(
                        "the statement is of {}, but the policy {} that it names is of {}",
                        statement.time.rfc3339(),
                        policy.number,
                        since.rfc3339()
                    );
                    faults.push(Fault::new("time-order", reason));
                }
            }
            (None, Some((number, _))) => {
                let reason = format!("no policy {number} of this record has that digest");
                faults.push(Fault::new("wrong-policy", reason));
            }
            (None, None) => faults.push(Fault::new("wrong-policy", "the statement names no policy")),
        }
        faults
    }

    /// What the policy in force says against this person saying this.
    fn people(&self, statement: &Statement, faults: &mut Vec<Fault>) {
        let Some(policy) = self.policies.last() else { return };
        if let Some(name) = policy.rules.names.get(&statement.signer).filter(|name| **name != statement.name) {
            let reason = format!("{} is {name} by the policy, and has signed as {}", statement.signer, statement.name);
            faults.push(Fault::new("name-mismatch", reason));
        }
        let may = |roles: &Vec<String>| roles.iter().any(|role| role_slug(role).as_ref() == Some(&statement.role));
        if statement.meaning == Meaning::Waived && policy.rules.may_waive.as_ref().is_some_and(|roles| !may(roles)) {
            faults.push(Fault::new("waiver", format!("{} may not waive anything by the policy", statement.role)));
        }
    }

    /// Why somebody who has said `other` about this run may not say `statement`, if the policy in force is against it.
    pub fn not_distinct(&self, statement: &Statement, other: &Statement) -> Option<Fault> {
        let asked = self.policies.last().is_some_and(|policy| policy.rules.performer_may_not_approve);
        let both = approves(statement) && other.meaning == Meaning::Performed;
        (asked && both && statement.signer == other.signer).then(|| {
            let reason = format!("{} has performed part of the work, and so may not approve it", statement.signer);
            Fault::new("not-distinct", reason)
        })
    }

    /// Why the one who records the run may not have said this, if the policy in force is against it.
    pub(super) fn recorder(&self, statement: &Statement, committer: &str) -> Option<Fault> {
        let asked = self.policies.last().is_some_and(|policy| policy.rules.recorder_may_not_approve);
        let own = approves(statement) && statement.signer.eq_ignore_ascii_case(committer);
        (asked && own)
            .then(|| Fault::new("not-distinct", format!("{committer} has approved the run, and may not record it")))
    }

    /// What the signature is worth: by the policy that the signer saw and by the one in force, when it was made and
    /// now. A signer states any time they like, so the key must hold in the end as well.
    pub fn judge(&self, statement: &Statement, bytes: &[u8], armour: &[u8]) -> Judgement {
        let Some(present) = self.policies.last() else {
            return Judgement::Unchecked("there is no policy to judge the signature by".into());
        };
        let who = statement.principal();
        let seen = self.seen(statement).unwrap_or(present);
        if openpgp::is_openpgp(armour) {
            // By the clock of gpg: what the key was when it signed, and is now; and both policies must pin that very key.
            let answer = present.judge_openpgp(&self.gpg, &who, armour, bytes, (statement.time, self.at));
            let Judgement::Good { fingerprint, .. } = &answer else { return answer };
            let seen = seen.judge_pin(&who, fingerprint.trim_start_matches("OpenPGP:"));
            return if seen.is_good() { answer } else { seen };
        }
        let key = match self.verify(bytes, armour) {
            Err(judgement) => return judgement,
            Ok(key) => key,
        };
        let mut answer = Judgement::Unchecked("nothing was asked".into());
        for (policy, time) in [(seen, statement.time), (present, statement.time), (present, self.at)] {
            answer = policy.judge(&who, &key, NAMESPACE, time);
            if !answer.is_good() {
                break;
            }
        }
        answer
    }

    /// The policy that a statement names.
    fn seen(&self, statement: &Statement) -> Option<&Policy> {
        let (number, digest) = statement.policy?;
        self.policies.iter().find(|policy| policy.number == number && policy.digest == digest)
    }
}

/// Whether a statement lets something pass. Whoever signs the whole does, whatever they call it: else another word at the place
/// where approval is asked for would be a way around those who may not give it.
fn approves(statement: &Statement) -> bool {
    match statement.meaning {
        Meaning::Withdrawn => false,
        Meaning::Approved | Meaning::Reviewed | Meaning::Verified | Meaning::Waived => true,
        Meaning::Authored | Meaning::Performed => statement.scope == Scope::Whole,
    }
}

/// Whether `later` takes the place of `earlier`: one person has only one last word as one role about one thing.
pub fn replaces(later: &Statement, earlier: &Statement) -> bool {
    let place = |statement: &Statement| {
        let Statement { record, run, role, signer, scope, .. } = statement.clone();
        (record, run, role, signer, scope)
    };
    let order = |statement: &Statement| (statement.time, gravity(statement), statement.nonce.clone());
    place(later) == place(earlier) && order(later) > order(earlier)
}

/// Of two words at the same time the graver one is the last.
fn gravity(statement: &Statement) -> u8 {
    match (statement.meaning, statement.decision) {
        (Meaning::Withdrawn, _) => 3,
        (_, Decision::NoGo) => 2,
        (_, Decision::ConditionalGo) => 1,
        (_, Decision::Go | Decision::None) => 0,
    }
}

/// What a signer's last word says against a run with this outcome, if anything. A withdrawn statement speaks for
/// nobody; a NO-GO stands against a run that goes ahead, and a GO against one that does not.
pub fn word_against(statement: &Statement, outcome: Outcome) -> Option<Fault> {
    let reason = statement.reason.as_deref().unwrap_or("no reason given");
    let ahead = matches!(outcome, Outcome::Go | Outcome::Partial);
    let by = format!("{} ({})", statement.signer, statement.role);
    match (statement.meaning, statement.decision) {
        (Meaning::Withdrawn, _) => Some(Fault::new("withdrawn", format!("{by} has taken it back: {reason}"))),
        (_, Decision::NoGo) if ahead => {
            Some(Fault::new("decision-contradiction", format!("{by} has decided NO-GO: {reason}")))
        }
        (_, Decision::ConditionalGo) if ahead => {
            Some(Fault::new("condition-open", format!("{by} has said GO under a condition: {reason}")))
        }
        (_, Decision::Go) if outcome == Outcome::NoGo => {
            Some(Fault::new("decision-contradiction", format!("{by} has decided GO, but the run is a NO-GO")))
        }
        _ => None,
    }
}
