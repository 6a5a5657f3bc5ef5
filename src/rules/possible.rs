//! What a measured value can be at all, by what it is called: no count is below zero, no share above the whole.

use super::measure::Measure;
use crate::model::{Field, FieldKind};

/// Words of what may be below zero, and of shares that compare with something else.
const SIGNED: &str = "change, delta, diff, difference, drift, offset, skew, deviation, growth, trend, variance, variation, balance, \
    margin, temperature, temp, gain, loss, level, score, improvement, regression, reduction, increase, decrease, slack, \
    headroom, impact, profit, correction, gradient, latitude, longitude, altitude, utc, veränderung, abweichung, \
    differenz, temperatur, écart, variación, variação, variazione, température, temperatura";

/// Words of shares that are never more than the whole.
const SHARES: &str = "coverage, availability, uptime, completion, complete, completed, passed, pass, success, accuracy, disk, \
    abdeckung, verfügbarkeit, erfolgsquote, couverture, disponibilité, cobertura, disponibilidad, disponibilidade, \
    copertura, disponibilità";

/// Words of lengths of time that are never nothing.
const LATENCIES: &str = "latency, p50, p90, p95, p99, latenz, antwortzeit, latence, latencia, latência, latenza";

/// Why a field can't have this value, whatever was measured.
pub(super) fn refuse(field: &Field, measured: &Measure) -> Option<&'static str> {
    let label = field.label.to_lowercase();
    let names = |list: &str| {
        let mut words = label.split(|c: char| !c.is_alphanumeric());
        words.any(|word| list.split(", ").any(|known| known == word))
    };
    let kinds = [FieldKind::Number, FieldKind::Percent, FieldKind::Duration, FieldKind::Ratio];
    let plain = measured.of.is_none() && (kinds.contains(&field.kind) || field.target.is_some());
    if !plain {
        return None;
    }
    let unit = measured.unit.as_deref().unwrap_or("");
    // Degrees, decibels and money may be below zero.
    let counts = unit.is_empty() || unit == "%" || measured.is_time();
    if measured.number.is_negative() && counts && !names(SIGNED) {
        return Some("is below zero");
    }
    if unit == "%" && measured.exceeds(100) && names(SHARES) && !names(SIGNED) {
        return Some("is more than the whole");
    }
    (measured.is_time() && measured.is_zero() && names(LATENCIES))
        .then_some("is no time at all, as if nothing was measured")
}
