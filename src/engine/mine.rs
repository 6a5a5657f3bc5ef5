//! What has still to be signed in a run: where whoever works here may sign, and what is left to others.

use std::path::Path;

use anyhow::Result;

use super::place::Place;
use super::{check, signatures, statements};
use crate::asked::{Asked, Standing};
use crate::evidence::{Fact, SignatureFact, Signed};
use crate::model::SignOff;
use crate::signing::Signer as _;
use crate::signing::statement::{NAMESPACE, Scope, role_slug};
use crate::world::World;

/// A place to sign at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mine {
    /// The sign-off's id.
    pub id: String,
    /// The role.
    pub role: String,
    /// Its line, 1-based.
    pub line: usize,
}

/// What has still to be signed in a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Open {
    /// The places at which this person may sign, in the order of the document.
    pub mine: Vec<Mine>,
    /// The roles of the places at which they may not, each once.
    pub others: Vec<String>,
}

/// The places at which nobody has signed yet, or only this person themselves about another text; theirs are those that
/// the record's policy lets them sign at.
///
/// # Errors
/// When the run can't be read, there is no record, or git does not know who works here or with which key.
pub fn open(world: &mut World, run: &Path) -> Result<Open> {
    let (source, checklist) = check::compile(world, run)?;
    let place = Place::of(world, run)?;
    let (state, identity) = (place.state()?, place.identity()?);
    let key = place.signer(world)?.public_key()?;
    let facts = match signatures::evidence(world, run, &source, &checklist) {
        Fact::Known(facts) => facts,
        Fact::Unknown(_) | Fact::NotAsked => Vec::new(),
    };
    let asked = Asked::of(&checklist);
    let is_mine = |role: &str| {
        let who = role_slug(role).map(|slug| format!("{slug}/{}", identity.email()));
        who.is_some_and(|who| state.may_sign(&who, &key, NAMESPACE, world.now()).is_good())
    };
    let name = state.rules().names.get(identity.email()).map_or(identity.name(), String::as_str);
    let unsigned = |sign_off: &&SignOff| {
        let good = |fact: &SignatureFact| fact.sign_off == sign_off.id && matches!(fact.signed, Signed::Good { .. });
        let others = sign_off.name.as_deref().is_some_and(|there| !there.contains(name));
        asked.sign_off_standing(sign_off) == Standing::Asked && !others && !facts.iter().any(good)
    };
    // One person speaks once as one role about one thing.
    let mut spoken: Vec<(Option<String>, Scope)> = Vec::new();
    let mut first = |sign_off: &&SignOff| {
        let about = (role_slug(&sign_off.role), statements::scope(sign_off));
        let new = !spoken.contains(&about);
        spoken.push(about);
        new
    };
    let (places, elsewhere): (Vec<&SignOff>, Vec<&SignOff>) =
        checklist.sign_offs.iter().filter(unsigned).partition(|sign_off| is_mine(&sign_off.role));
    let mine = |of: &SignOff| Mine { id: of.id.to_string(), role: of.role.clone(), line: of.line };
    let mut others: Vec<String> = Vec::new();
    for sign_off in elsewhere {
        if !others.contains(&sign_off.role) {
            others.push(sign_off.role.clone());
        }
    }
    Ok(Open { mine: places.into_iter().filter(|sign_off| first(sign_off)).map(mine).collect(), others })
}
