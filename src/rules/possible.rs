//! What a measured value can be at all, by what it is called: no count is below zero, no share above the whole.

use super::measure::Measure;
use crate::model::{Field, FieldKind};
use crate::parse::Words;
use crate::parse::words::{LATENCIES, MAY_BE_NEGATIVE, SHARES};

/// Why a field can't have this value, whatever was measured.
pub(super) fn refuse(field: &Field, measured: &Measure) -> Option<&'static str> {
    let names = |list: Words| field.label.split(|c: char| !c.is_alphanumeric()).any(|word| list.has(word));
    let kinds = [FieldKind::Number, FieldKind::Percent, FieldKind::Duration, FieldKind::Ratio];
    let plain = measured.of.is_none() && (kinds.contains(&field.kind) || field.target.is_some());
    if !plain {
        return None;
    }
    let unit = measured.unit.as_deref().unwrap_or("");
    // Degrees, decibels and money may be below zero.
    let counts = unit.is_empty() || unit == "%" || measured.is_time();
    if measured.number.is_negative() && counts && !names(MAY_BE_NEGATIVE) {
        return Some("is below zero");
    }
    if unit == "%" && measured.exceeds(100) && names(SHARES) && !names(MAY_BE_NEGATIVE) {
        return Some("is more than the whole");
    }
    (measured.is_time() && measured.is_zero() && names(LATENCIES))
        .then_some("is no time at all, as if nothing was measured")
}
