//! Signers: who has signed, as far as a sign-off and its signature tell.

use super::Context;
use super::words::{plain, says_nothing};
use crate::asked::Standing;
use crate::evidence::{Author, Fact, RolePeople, Signed};
use crate::model::{SignOff, role_key};

/// A person by what is known of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Person {
    /// The e-mail address, in lower case.
    pub email: Option<String>,
    /// The name, in lower case with single spaces.
    pub name: Option<String>,
}

impl Person {
    /// Who has signed, if anybody has: by the signature where there is a good one, else as it is typed.
    pub fn of(context: &Context, sign_off: &SignOff) -> Option<Self> {
        let typed = sign_off.name.as_deref().filter(|name| !says_nothing(name)).unwrap_or("");
        let word = |word: &&str| word.contains('@') && word.contains('.');
        let inner = |c: char| matches!(c, '<' | '>' | '(' | ')' | ',' | ';');
        let typed_email = typed.split(|c: char| c.is_whitespace() || inner(c)).find(word);
        let name: String = typed.split(inner).next().unwrap_or("").to_owned();
        let name = Some(plain(&name)).filter(|name| !name.is_empty() && !name.contains('@'));
        let email = signed_by(context, sign_off).or(typed_email).map(str::to_lowercase);
        (email.is_some() || name.is_some()).then_some(Self { email, name })
    }

    /// The author of what is released.
    pub fn author(author: &Author) -> Self {
        Self { email: Some(author.email.to_lowercase()), name: Some(plain(&author.name)) }
    }

    /// Whether the two are the same, as far as can be told: by address where both are known, else by name.
    pub fn is(&self, other: &Self) -> bool {
        match (&self.email, &other.email) {
            (Some(mine), Some(theirs)) => mine == theirs,
            _ => self.name.is_some() && self.name == other.name,
        }
    }
}

/// The address in a good signature of the sign-off.
fn signed_by<'a>(context: &Context<'a>, sign_off: &SignOff) -> Option<&'a str> {
    let Fact::Known(facts) = &context.evidence.signatures else { return None };
    facts.iter().filter(|fact| fact.sign_off == sign_off.id).find_map(|fact| match &fact.signed {
        Signed::Good { principal, .. } => principal.rsplit('/').next(),
        Signed::Refused(_) | Signed::Stale(_) | Signed::Unchecked(_) => None,
    })
}

/// Sign-offs that have to be given.
pub(super) fn asked<'a>(context: &Context<'a>) -> impl Iterator<Item = &'a SignOff> {
    let asked = context.asked;
    context.checklist.sign_offs.iter().filter(move |sign_off| asked.sign_off_standing(sign_off) == Standing::Asked)
}

/// What the configuration says of a sign-off's role.
pub(super) fn role<'a>(context: &Context<'a>, sign_off: &SignOff) -> Option<&'a RolePeople> {
    let role = role_key(&sign_off.role);
    context.evidence.people.roles.iter().find(|known| role_key(&known.role) == role)
}
