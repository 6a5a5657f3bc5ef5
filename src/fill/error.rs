//! Why a checklist can't be written to.

use super::encode::Refusal;
use super::find::SelectError;
use super::slots::KeyError;
use crate::text::{EditError, SourceError};

/// Why a change was refused; nothing has been written then.
#[derive(Debug, thiserror::Error)]
pub enum FillError {
    /// The text would mean something else beyond the value that was asked for.
    #[error("line {line}: {what}; use another value, or edit the file by hand")]
    ChangesStructure {
        /// What would change.
        what: String,
        /// The line, 1-based, of the text as it is.
        line: usize,
    },
    /// A value that can't be written where it belongs.
    #[error("the value of `{key}` can't be written on line {line}: {refusal}")]
    Value {
        /// The key, or what the value is.
        key: String,
        /// The line of the slot, 1-based.
        line: usize,
        /// What is wrong with it.
        refusal: Refusal,
    },
    /// Another value stands in the slot.
    #[error("`{key}` on line {line} already holds \"{value}\"; pass --overwrite to replace it")]
    AlreadyFilled {
        /// The key.
        key: String,
        /// The line of the slot, 1-based.
        line: usize,
        /// What stands there.
        value: String,
    },
    /// A choice that has no such option.
    #[error("\"{value}\" is no option of `{key}` on line {line}; choose one of {}", options.join(", "))]
    NotAnOption {
        /// The key.
        key: String,
        /// The line of the slot, 1-based.
        line: usize,
        /// The value given.
        value: String,
        /// The options there are.
        options: Vec<String>,
    },
    /// A list where one value is wanted, or one of the wrong length.
    #[error("`{key}` takes {wanted}, not {given}")]
    WrongLength {
        /// The key.
        key: String,
        /// How many it takes.
        wanted: String,
        /// How many there are.
        given: usize,
    },
    /// A value that doesn't have the parts of its slot.
    #[error("`{key}` on line {line} has the form `{form}`; write \"{value}\" in that form")]
    WrongForm {
        /// The key.
        key: String,
        /// The line of the slot, 1-based.
        line: usize,
        /// The slot as it stands in the text.
        form: String,
        /// The value given.
        value: String,
    },
    /// The same data would write something else when it is put in again.
    #[error(
        "`{key}` on line {line} can't be told from its neighbours once it is filled; name it by its line, `:{line}`, or give all of their values at once"
    )]
    NotStable {
        /// The key.
        key: String,
        /// The line of the slot, 1-based.
        line: usize,
    },
    /// A key that names no slot, or several.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// An item or sign-off that can't be found.
    #[error(transparent)]
    Select(#[from] SelectError),
    /// An item without a box that can be written to.
    #[error("line {line}: the item has no box that can be ticked; {help}")]
    NoBox {
        /// The line of the item, 1-based.
        line: usize,
        /// What to do.
        help: String,
    },
    /// An item without room for what was to be written below it.
    #[error("line {line}: nothing can be written below the item; {help}")]
    NoRoom {
        /// The line of the item, 1-based.
        line: usize,
        /// What to do.
        help: String,
    },
    /// An item whose state doesn't allow the change.
    #[error("line {line}: the item is already {state}; untick it first")]
    InState {
        /// The line of the item, 1-based.
        line: usize,
        /// Its state, in words.
        state: &'static str,
    },
    /// An option that was chosen, where nothing says any more from which.
    #[error(
        "line {line}: \"{label}\" says {value}, and what it was chosen from stands nowhere any more; write the options there \
         by hand, or leave such slots alone with --bare"
    )]
    NoMemory {
        /// The line of the slot, 1-based.
        line: usize,
        /// Its label.
        label: String,
        /// What was chosen.
        value: String,
    },
    /// A sign-off that has a name already.
    #[error("line {line}: {role} is already signed by {who}")]
    AlreadySigned {
        /// The line of the sign-off, 1-based.
        line: usize,
        /// The role.
        role: String,
        /// Who stands there.
        who: String,
    },
    /// A sign-off without a place to write a name.
    #[error("line {line}: {role} has no place for a name; add a blank such as `____` behind it")]
    NoSlot {
        /// The line of the sign-off, 1-based.
        line: usize,
        /// The role.
        role: String,
    },
    /// Something else than an e-mail address.
    #[error("\"{email}\" is no e-mail address; write one such as ana@example.org")]
    NotAnAddress {
        /// What was given.
        email: String,
    },
    /// Edits that can't be put together, or are for another text.
    #[error(transparent)]
    Edit(#[from] EditError),
    /// The text would be too large, or no text at all.
    #[error(transparent)]
    Source(#[from] SourceError),
}
