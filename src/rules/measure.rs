//! Measured values: a number with its unit, or a ratio, and how it stands to a target.

use std::cmp::Ordering;

use super::exact::Exact;
use crate::model::{Comparison, Field, FieldKind, Target};
use crate::parse::comparison;
use crate::parse::words::ROUGHLY;

/// What a value says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// The number; of a ratio the first part.
    pub number: Exact,
    /// Of a ratio the second part.
    pub of: Option<Exact>,
    /// `%`, `ms` …, in lower case.
    pub unit: Option<String>,
    /// Whether that is the number itself.
    pub bound: Bound,
}

/// What a number says of the one that was measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bound {
    /// It is that one.
    #[default]
    Exact,
    /// It is near it: `~70`.
    About,
    /// It stands so to it: `<5%`, `270+`.
    Of(Comparison),
}

impl Measure {
    /// Reads a value such as `450 ms`, `98.2%`, `19/20`, `1,024`; words that follow the unit don't matter.
    ///
    /// # Errors
    /// Says why it is no such value.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let end = text.find(|c: char| !is_numeric(c)).unwrap_or(text.len());
        let (number, rest) = text.split_at_checked(end).unwrap_or((text, ""));
        let number = number.trim_end_matches([',', '\'', '_']);
        let (number, bound) = match number.strip_suffix('+') {
            Some(number) => (number, Bound::Of(Comparison::AtLeast)),
            None => (number, Bound::Exact),
        };
        let number = Exact::parse(number).ok_or_else(|| "is not a number in plain digits".to_owned())?;
        if let Some(rest) = rest.trim_start().strip_prefix('/').map(str::trim_start)
            && rest.starts_with(|c: char| c.is_numeric())
        {
            let end = rest.find(|c: char| !is_numeric(c)).unwrap_or(rest.len());
            let (of, rest) = rest.split_at_checked(end).unwrap_or((rest, ""));
            // Of a count there is no "19+/20".
            let of = Exact::parse(of).filter(|_| bound == Bound::Exact);
            let of = of.ok_or_else(|| "is not a ratio in plain digits".to_owned())?;
            if number.is_negative() || of.is_negative() || number.compare(of) == Some(Ordering::Greater) {
                return Err("is more than the whole".to_owned());
            }
            return Ok(Self { number, of: Some(of), unit: unit(rest)?, bound });
        }
        Ok(Self { number, of: None, unit: unit(rest)?, bound })
    }
}

impl Measure {
    /// Reads such a value also behind what says that it is near it, or a bound of it: `~70`, `about 3 min`, `<5%`, `at least 3`.
    ///
    /// # Errors
    /// Says why it is no such value.
    pub fn rough(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if text.contains('?') {
            return Err("asks, and says no number".to_owned());
        }
        let about = text.strip_prefix(['~', '≈']).or_else(|| ROUGHLY.strip_from(text)?.strip_prefix(' '));
        let (bound, rest) = match (about, comparison(text)) {
            (Some(rest), _) => (Bound::About, rest),
            (None, Some((Comparison::Equal, len))) => (Bound::Exact, text.get(len..).unwrap_or("")),
            (None, Some((op, len))) => (Bound::Of(op), text.get(len..).unwrap_or("")),
            (None, None) => return Self::parse(text),
        };
        Self::parse(rest).map(|measure| Self { bound, ..measure })
    }

    /// Whether it is a length of time.
    pub fn is_time(&self) -> bool {
        self.unit.as_deref().is_some_and(is_time)
    }

    /// Whether it has a unit that measures, and does not count: "200 GB", "35 %".
    pub fn is_scaled(&self) -> bool {
        self.unit.as_deref().is_some_and(|unit| scale(unit).is_some() || is_plain_unit(unit))
    }

    /// Whether it is nothing.
    pub fn is_zero(&self) -> bool {
        self.number.compare(Exact::whole(0)) == Some(Ordering::Equal)
    }

    /// Whether it is more than a whole number.
    pub fn exceeds(&self, most: i128) -> bool {
        self.number.compare(Exact::whole(most)) == Some(Ordering::Greater)
    }
}

/// Whether a character can belong to a number: what only looks like a digit is kept, and refused later.
fn is_numeric(c: char) -> bool {
    c.is_numeric() || matches!(c, '.' | ',' | '-' | '+' | '−' | '_' | '\'' | '\u{202f}')
}

/// The unit at the start of what follows a number.
fn unit(rest: &str) -> Result<Option<String>, String> {
    let bare = rest.trim_start();
    let end = bare.find(|c: char| !(c.is_alphabetic() || matches!(c, '%' | '°'))).unwrap_or(bare.len());
    let (word, after) = bare.split_at_checked(end).unwrap_or((bare, ""));
    let word = word.to_lowercase();
    // `1O`, `1e3`, `0x10`: what is written right behind a number and is no unit is a slip of the hand, not a value.
    let glued = !rest.is_empty() && bare.len() == rest.len();
    let known = word.is_empty() || scale(&word).is_some() || is_plain_unit(&word);
    let ends = after
        .chars()
        .next()
        .is_none_or(|c| c.is_whitespace() || matches!(c, '/' | '(' | ')' | ';' | ':' | '*' | '.' | '+' | ','));
    if glued && !(known && ends) {
        return Err("is not a number in plain digits".to_owned());
    }
    Ok((!word.is_empty()).then_some(word))
}

/// Units that follow a number without a space and are not converted.
fn is_plain_unit(word: &str) -> bool {
    const UNITS: [&str; 19] = [
        "b", "kb", "mb", "gb", "tb", "kib", "mib", "gib", "tib", "k", "m", "g", "x", "rps", "qps", "tps", "bps",
        "mbps", "gbps",
    ];
    UNITS.contains(&word.to_lowercase().as_str())
}

/// What a unit measures, and how many of the smallest of its kind it is.
fn scale(unit: &str) -> Option<(&'static str, i128)> {
    const SECOND: i128 = 1_000_000_000;
    Some(match unit {
        "%" | "percent" | "pct" => ("percent", 1),
        "ns" => ("time", 1),
        "us" | "µs" | "μs" => ("time", 1_000),
        "ms" | "msec" | "milliseconds" | "millisecond" => ("time", 1_000_000),
        "s" | "sec" | "secs" | "second" | "seconds" => ("time", SECOND),
        "min" | "mins" | "minute" | "minutes" => ("time", 60 * SECOND),
        "h" | "hr" | "hrs" | "hour" | "hours" => ("time", 3_600 * SECOND),
        "d" | "day" | "days" => ("time", 86_400 * SECOND),
        _ => return None,
    })
}

/// Whether a unit, in lower case, is one of time.
pub fn is_time(unit: &str) -> bool {
    scale(unit).is_some_and(|(kind, _)| kind == "time")
}

/// How a value stands to its target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Met {
    /// It reaches it.
    Yes,
    /// It misses it.
    No,
    /// The two can't be compared, and why.
    Unclear(String),
}

/// The measure a field's value gives, with the unit written behind the slot where the value has none.
///
/// # Errors
/// Says why the value is no measure.
pub fn of(field: &Field, value: &str) -> Result<Measure, String> {
    let mut measure = Measure::rough(value)?;
    if measure.unit.is_none() {
        measure.unit = field.unit.as_deref().map(|unit| unit.trim().to_lowercase()).filter(|unit| !unit.is_empty());
    }
    if measure.unit.is_none() && field.kind == FieldKind::Percent {
        measure.unit = Some("%".to_owned());
    }
    Ok(measure)
}

/// Whether `measure` reaches `target`.
pub fn met(measure: &Measure, target: &Target) -> Met {
    let unclear = || Met::Unclear("the numbers are out of reach".to_owned());
    let Some(number) = Exact::from_float(target.value) else { return unclear() };
    let goal = Measure {
        number,
        of: target.of.and_then(Exact::from_float),
        unit: target.unit.as_deref().map(|unit| unit.trim().to_lowercase()).filter(|unit| !unit.is_empty()),
        bound: Bound::Exact,
    };
    let pairs = match pairs(measure, &goal) {
        Ok(pairs) => pairs,
        Err(why) => return Met::Unclear(why),
    };
    match pairs.map(|(value, goal)| value.compare(goal).map(|order| reaches(measure.bound, target.op, order))) {
        [Some(Some(true)), Some(Some(true))] => Met::Yes,
        [Some(Some(false)), Some(Some(false))] => Met::No,
        [Some(Some(_)), Some(Some(_))] => {
            Met::Unclear("whether a kilobyte has 1000 or 1024 bytes decides it".to_owned())
        }
        [Some(_), Some(_)] => Met::Unclear("how much it is exactly is not said".to_owned()),
        _ => unclear(),
    }
}

/// Whether the value of which a number is said, which stands so to the target, reaches it; none where it may or may not.
fn reaches(bound: Bound, op: Comparison, order: Ordering) -> Option<bool> {
    use Ordering::{Equal, Greater, Less};
    let may_be: &[Ordering] = match (bound, order) {
        (Bound::Exact | Bound::Of(Comparison::Equal), _) => &[order],
        (Bound::About | Bound::Of(Comparison::Less | Comparison::AtMost), Less) => &[Less],
        (Bound::About | Bound::Of(Comparison::Greater | Comparison::AtLeast), Greater) => &[Greater],
        // Who writes the target down again has measured nothing.
        (Bound::About | Bound::Of(_), _) => &[Less, Equal, Greater],
    };
    let held = may_be.iter().filter(|order| holds(op, **order)).count();
    (held == 0 || held == may_be.len()).then_some(held > 0)
}

const fn holds(op: Comparison, order: Ordering) -> bool {
    match op {
        Comparison::Less => order.is_lt(),
        Comparison::AtMost => order.is_le(),
        Comparison::Equal => order.is_eq(),
        Comparison::AtLeast => order.is_ge(),
        Comparison::Greater => order.is_gt(),
    }
}

/// The two numbers to compare, by either reading of what a kilobyte is.
fn pairs(value: &Measure, goal: &Measure) -> Result<[(Exact, Exact); 2], String> {
    let size = |measure: &Measure| measure.unit.as_deref().and_then(bytes).filter(|_| measure.of.is_none());
    let (Some(factors), Some(goal_factors)) = (size(value), size(goal)) else {
        return pair(value, goal).map(|pair| [pair; 2]);
    };
    let in_bytes = |factor: i128, goal_factor: i128| {
        value.number.times(Exact::whole(factor)).zip(goal.number.times(Exact::whole(goal_factor)))
    };
    let ([decimal, binary], [goal_decimal, goal_binary]) = (factors, goal_factors);
    let read = in_bytes(decimal, goal_decimal).zip(in_bytes(binary, goal_binary));
    read.map(<[_; 2]>::from).ok_or_else(|| "the numbers are out of reach".to_owned())
}

/// The two numbers to compare, brought to one unit.
fn pair(value: &Measure, goal: &Measure) -> Result<(Exact, Exact), String> {
    let large = || "the numbers are out of reach".to_owned();
    match (value.of, goal.of) {
        (Some(of), Some(goal_of)) if of.compare(goal_of) == Some(Ordering::Equal) => Ok((value.number, goal.number)),
        (Some(_), Some(_)) => Err("it is out of another total".to_owned()),
        (Some(of), None) => {
            let share = value.number.over(of).ok_or_else(|| "it is out of nothing".to_owned())?;
            if is_percent(goal) {
                Ok((share.times(Exact::whole(100)).ok_or_else(large)?, goal.number))
            } else if goal.unit.is_none() && goal.exceeds(1) {
                // "47/48 (target: ≥45)" counts the same things.
                Ok((value.number, goal.number))
            } else {
                Err("one is a ratio, the other is not".to_owned())
            }
        }
        (None, Some(of)) if is_percent(value) => {
            let share = goal.number.over(of).and_then(|share| share.times(Exact::whole(100)));
            Ok((value.number, share.ok_or_else(large)?))
        }
        (None, Some(of)) => match value.number.compare(of) {
            Some(Ordering::Greater) => Err("it is more than the whole".to_owned()),
            _ => Ok((value.number, goal.number)),
        },
        (None, None) => same_unit(value, goal),
    }
}

fn is_percent(measure: &Measure) -> bool {
    measure.unit.as_deref().and_then(scale).is_some_and(|(kind, _)| kind == "percent")
}

fn same_unit(value: &Measure, goal: &Measure) -> Result<(Exact, Exact), String> {
    match (value.unit.as_deref(), goal.unit.as_deref()) {
        // A number is taken to be in the unit that the other one names.
        (None, _) | (_, None) => Ok((value.number, goal.number)),
        (Some(unit), Some(wanted)) if unit == wanted => Ok((value.number, goal.number)),
        (Some(unit), Some(wanted)) => match (scale(unit), scale(wanted)) {
            (Some((kind, factor)), Some((goal_kind, goal_factor))) if kind == goal_kind => value
                .number
                .times(Exact::whole(factor))
                .zip(goal.number.times(Exact::whole(goal_factor)))
                .ok_or_else(|| "the numbers are out of reach".to_owned()),
            _ => Err(format!("{unit} can't be compared with {wanted}")),
        },
    }
}

/// How many bytes a unit is: by powers of 1000, and as many take it, of 1024.
fn bytes(unit: &str) -> Option<[i128; 2]> {
    let power = |index: usize| {
        let index = u32::try_from(index).ok()?;
        Some([1000_i128.checked_pow(index)?, 1024_i128.checked_pow(index)?])
    };
    if let Some(index) = ["kib", "mib", "gib", "tib"].iter().position(|name| *name == unit) {
        return power(index + 1).map(|[_, binary]| [binary; 2]);
    }
    ["b", "kb", "mb", "gb", "tb"].iter().position(|name| *name == unit).and_then(power)
}
