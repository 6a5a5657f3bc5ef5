//! What keeps somebody from signing: holds on the very part that the sign-off covers.

use std::path::Path;

use anyhow::Result;

use super::check;
use super::statements;
use crate::asked::{Asked, Outcome};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Checklist, SignOff};
use crate::rules::{self, Kind};
use crate::text::Span;
use crate::world::World;

/// The first hold on what a sign-off covers, if there is one: its line and what it says.
///
/// # Errors
/// When the run can't be checked.
pub fn held(
    world: &mut World,
    run: &Path,
    checklist: &Checklist,
    sign_off: &SignOff,
) -> Result<Option<(usize, String)>> {
    let covered = statements::covered(checklist, sign_off);
    let checked = check::check(world, run)?;
    let outcome = Asked::of(&checked.checklist).outcome();
    // What the outcome itself says is no reason against signing for that outcome.
    let said_by_outcome = |found: &Diagnostic| match found.rule {
        "decision-no-go" => true,
        "criterion-fired" => outcome == Some(Outcome::RolledBack),
        _ => false,
    };
    let within = |span: Span| covered.is_none_or(|covered| covered.start <= span.start && span.start < covered.end);
    let hold = checked.diagnostics.iter().find(|found| {
        found.severity == Severity::Hold
            // What is wrong with sign-offs is mended by signing, or is somebody else's.
            && rules::kind(found.rule) != Kind::SignOff
            && !said_by_outcome(found)
            && within(found.span)
    });
    Ok(hold.map(|hold| (checked.source.line_of(hold.span.start), format!("{} ({})", hold.message, hold.rule))))
}
