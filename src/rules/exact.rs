//! Exact numbers: what stands in a checklist is compared as it is written, never as a float.

use std::cmp::Ordering;

/// A rational number in lowest terms, with a positive denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exact {
    num: i128,
    den: i128,
}

impl Exact {
    /// `num / den`, or `None` for a zero denominator or a number too large to compute with.
    pub fn new(num: i128, den: i128) -> Option<Self> {
        if den == 1 {
            return Some(Self::whole(num));
        }
        let divisor = gcd(num.checked_abs()?, den.checked_abs()?);
        if den == 0 || divisor == 0 {
            return None;
        }
        let sign = den.signum();
        Some(Self { num: (num / divisor).checked_mul(sign)?, den: (den / divisor).checked_mul(sign)? })
    }

    /// A whole number.
    pub const fn whole(number: i128) -> Self {
        Self { num: number, den: 1 }
    }

    /// Reads `12`, `-0.5`, `1,234.5`: ASCII digits with at most one point, and separators only where thousands are.
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix(['-', '−']) {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = match digits.split_once('.') {
            Some((whole, fraction)) if is_digits(fraction) => (whole, fraction),
            Some(_) => return None,
            None => (digits, ""),
        };
        if let (true, Some(num)) = (fraction.is_empty() && is_digits(whole), whole.parse::<u32>().ok().map(i128::from))
        {
            return Some(Self::whole(if negative { -num } else { num }));
        }
        let whole = thousands(whole)?;
        let scale = u32::try_from(fraction.len()).ok()?;
        let num: i128 = format!("{whole}{fraction}").parse().ok()?;
        Self::new(if negative { -num } else { num }, 10_i128.checked_pow(scale)?)
    }

    /// The number that a float was read from: the shortest decimal that gives it.
    pub fn from_float(float: f64) -> Option<Self> {
        float.is_finite().then(|| float.to_string()).and_then(|text| Self::parse(&text))
    }

    /// The product, where it can be computed.
    pub fn times(self, other: Self) -> Option<Self> {
        Self::new(self.num.checked_mul(other.num)?, self.den.checked_mul(other.den)?)
    }

    /// The quotient, where it can be computed.
    pub fn over(self, other: Self) -> Option<Self> {
        Self::new(self.num.checked_mul(other.den)?, self.den.checked_mul(other.num)?)
    }

    /// The order of the two, where it can be computed.
    pub fn compare(self, other: Self) -> Option<Ordering> {
        Some(self.num.checked_mul(other.den)?.cmp(&other.num.checked_mul(self.den)?))
    }

    /// Whether it is below zero.
    pub const fn is_negative(self) -> bool {
        self.num < 0
    }
}

fn gcd(mut a: i128, mut b: i128) -> i128 {
    // Dividing numbers of 128 bits takes long; few have as many.
    if let (Ok(mut a), Ok(mut b)) = (u64::try_from(a), u64::try_from(b)) {
        while b != 0 {
            (a, b) = (b, a % b);
        }
        return i128::from(a);
    }
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The digits of a whole number without the separators of thousands.
fn thousands(text: &str) -> Option<String> {
    let mut groups = text.split([',', '\u{202f}', '\u{a0}', '_', '\'']);
    let first = groups.next().filter(|group| is_digits(group))?;
    let rest: Vec<&str> = groups.collect();
    let grouped = rest.is_empty() || first.len() <= 3;
    let sound = rest.iter().all(|group| group.len() == 3 && is_digits(group));
    (grouped && sound).then(|| std::iter::once(first).chain(rest).collect())
}
