//! Finding the item or the sign-off that somebody means.

use super::number;
use crate::model::{Checklist, Item, Scope, SignOff};
use crate::parse::slug;

/// How many candidates an error names.
const SHOWN: usize = 6;

/// An item or sign-off that can't be told.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SelectError {
    /// No item fits.
    #[error("no item is \"{0}\"; name it by its id, its number, by :LINE, or by words of its text")]
    NoItem(String),
    /// Several fit.
    #[error("\"{what}\" may be any of {}; use an id or :LINE", candidates.join(", "))]
    ManyItems {
        /// What was asked for.
        what: String,
        /// An id and a line for each.
        candidates: Vec<String>,
    },
    /// A number that no item has.
    #[error("no item has the number {0}; gonogo compile --numbers shows them")]
    NoNumber(String),
    /// No decision has such an option.
    #[error("no decision has the option \"{what}\"{}", options_words(options))]
    NoOption {
        /// What was asked for.
        what: String,
        /// The options there are.
        options: Vec<String>,
    },
    /// Several decisions have it.
    #[error("\"{what}\" may be any of {}; name the decision with --of", candidates.join(", "))]
    ManyOptions {
        /// What was asked for.
        what: String,
        /// An option, an id and a line for each.
        candidates: Vec<String>,
    },
    /// No table is a log.
    #[error("no table is a log; add one with the titles `| Time | Event | Notes |`")]
    NoLog,
    /// Several tables are.
    #[error("the log may be any of {}; name one with --in :LINE", candidates.join(", "))]
    ManyLogs {
        /// A section's title and a line for each.
        candidates: Vec<String>,
    },
    /// Nobody of this role is asked to sign.
    #[error("nobody is asked to sign as \"{role}\"{}", roles_words(roles))]
    NoRole {
        /// The role asked for.
        role: String,
        /// The roles there are.
        roles: Vec<String>,
    },
    /// No sign-off of the role stands at the place named.
    #[error("no sign-off of \"{role}\" is at \"{at}\"; there is {}", candidates.join(", "))]
    NotThere {
        /// The role.
        role: String,
        /// The place asked for.
        at: String,
        /// An id and a line for each sign-off of the role.
        candidates: Vec<String>,
    },
    /// One role is asked to sign at several places.
    #[error("\"{role}\" is asked to sign at several places: {}; name one with --at :LINE or --item", candidates.join(", "))]
    ManySignOffs {
        /// The role.
        role: String,
        /// An id and a line for each.
        candidates: Vec<String>,
    },
}

fn roles_words(roles: &[String]) -> String {
    if roles.is_empty() {
        "; the checklist has no sign-offs".into()
    } else {
        format!("; the roles are {}", roles.join(", "))
    }
}

fn options_words(options: &[String]) -> String {
    if options.is_empty() {
        "; the checklist has nothing to decide there".into()
    } else {
        format!("; the options are {}", options.join(", "))
    }
}

fn listed<'a>(all: impl Iterator<Item = (&'a str, usize)>) -> Vec<String> {
    let all: Vec<String> = all.map(|(id, line)| format!("`{id}` (:{line})")).collect();
    let more = all.len().saturating_sub(SHOWN);
    let mut shown: Vec<String> = all.into_iter().take(SHOWN).collect();
    if more > 0 {
        shown.push(format!("and {more} more"));
    }
    shown
}

/// The item that `what` names: its id, the end of its id, `:LINE`, its number, or words of its text that no other item has.
///
/// # Errors
/// When none fits, or several do.
pub fn select<'c>(checklist: &'c Checklist, what: &str) -> Result<&'c Item, SelectError> {
    let what = what.trim();
    if let Some(line) = what.strip_prefix(':').and_then(|line| line.parse::<usize>().ok()) {
        return at_line(checklist, line).ok_or_else(|| SelectError::NoItem(what.to_owned()));
    }
    if number::is_number(what) {
        return numbered(checklist, what);
    }
    let wanted = what.to_lowercase();
    let words: Vec<&str> = wanted.split_whitespace().collect();
    let suffix = format!("/{what}");
    let tiers: [&dyn Fn(&Item) -> bool; 5] = [
        &|item| *item.id == *what,
        &|item| item.id.ends_with(&suffix),
        &|item| item.text.to_lowercase() == wanted,
        &|item| item.text.to_lowercase().contains(&wanted),
        &|item| {
            let text = item.text.to_lowercase();
            words.iter().all(|word| text.contains(word))
        },
    ];
    for fits in tiers {
        let found: Vec<&Item> = checklist.items.iter().filter(|item| !what.is_empty() && fits(item)).collect();
        match found.as_slice() {
            [] => {}
            [one] => return Ok(one),
            many => {
                let candidates = listed(many.iter().map(|item| (&*item.id, item.at.line)));
                return Err(SelectError::ManyItems { what: what.to_owned(), candidates });
            }
        }
    }
    Err(SelectError::NoItem(what.to_owned()))
}

/// The item of a number. Words are not looked for: a number in a text is no name for the item.
fn numbered<'c>(checklist: &'c Checklist, number: &str) -> Result<&'c Item, SelectError> {
    let numbers = number::numbers(checklist);
    let fits = |(_, known): &(&Item, &Option<String>)| known.as_deref() == Some(number);
    let found: Vec<&Item> = checklist.items.iter().zip(&numbers).filter(fits).map(|(item, _)| item).collect();
    match found.as_slice() {
        [one] => Ok(one),
        [] => Err(SelectError::NoNumber(number.to_owned())),
        many => {
            let candidates = listed(many.iter().map(|item| (&*item.id, item.at.line)));
            Err(SelectError::ManyItems { what: number.to_owned(), candidates })
        }
    }
}

/// The item whose box stands on a line.
fn at_line(checklist: &Checklist, line: usize) -> Option<&Item> {
    checklist.items.iter().find(|item| item.at.line == line)
}

/// The sign-off of a role; where it is asked for at several places, `at` names one: an item, a sign-off's id, or `:LINE`.
///
/// Without `at`, the one place outside of items that is still to be signed is meant.
///
/// # Errors
/// When there is none, or several may be meant.
pub fn find<'c>(checklist: &'c Checklist, role: &str, at: Option<&str>) -> Result<&'c SignOff, SelectError> {
    let wanted = slug(role);
    let all: Vec<&SignOff> = checklist.sign_offs.iter().filter(|sign_off| slug(&sign_off.role) == wanted).collect();
    let named = |all: &[&SignOff]| listed(all.iter().map(|sign_off| (&*sign_off.id, sign_off.line)));
    if all.is_empty() {
        let mut roles: Vec<String> = Vec::new();
        for sign_off in &checklist.sign_offs {
            if !roles.contains(&sign_off.role) {
                roles.push(sign_off.role.clone());
            }
        }
        return Err(SelectError::NoRole { role: role.to_owned(), roles });
    }
    let all = match at {
        None => all,
        Some(at) => {
            let there: Vec<&SignOff> = all.iter().copied().filter(|sign_off| is_at(checklist, sign_off, at)).collect();
            if there.is_empty() {
                let (role, at) = (role.to_owned(), at.to_owned());
                return Err(SelectError::NotThere { role, at, candidates: named(&all) });
            }
            there
        }
    };
    let open: Vec<&SignOff> = all.iter().copied().filter(|sign_off| !sign_off.is_filled()).collect();
    let wide: Vec<&SignOff> = open.iter().copied().filter(|sign_off| sign_off.scope != Scope::Item).collect();
    for group in [&all, &wide, &open] {
        if let [one] = group.as_slice() {
            return Ok(one);
        }
    }
    let candidates = named(if open.is_empty() { &all } else { &open });
    Err(SelectError::ManySignOffs { role: role.to_owned(), candidates })
}

/// Whether a sign-off is the one that a place names.
fn is_at(checklist: &Checklist, sign_off: &SignOff, at: &str) -> bool {
    if let Some(line) = at.strip_prefix(':').and_then(|line| line.parse::<usize>().ok()) {
        let item = at_line(checklist, line).is_some_and(|item| sign_off.scope_id.as_ref() == Some(&item.id));
        return sign_off.line == line || item;
    }
    if *sign_off.id == *at {
        return true;
    }
    select(checklist, at)
        .is_ok_and(|item| sign_off.scope_id.as_ref() == Some(&item.id) || sign_off.line == item.at.line)
}
