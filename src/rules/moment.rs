//! Moments as people note them: a day, a time of day, or both; and what can be told of their order.

use std::cmp::Ordering;
use std::fmt;

use super::calendar;
use crate::text::Marks;

/// What stands between the two ends of a stretch of time.
const SPACED: Marks<7> = Marks::new([" - ", "–", "—", " to ", " bis ", " until ", "→"]);

/// Minutes of a day.
const DAY: u32 = 24 * 60;

/// What a noted time says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Moment {
    /// The day, as `YYYY-MM-DD`, where one is named and can be read in one way only.
    pub day: Option<String>,
    /// Minutes since midnight, where a time of day is named.
    pub minutes: Option<u32>,
    /// The time zone as written, in upper case.
    zone: Option<String>,
}

impl Moment {
    /// Reads a value such as `2026-11-20`, `10:32`, `20 Nov 2026 2:15 pm UTC`.
    pub fn read(text: &str) -> Option<Self> {
        // A day that is none, or can be read in two ways, leaves the time of day open too.
        let day = match calendar::days(text) {
            Some(days) => Some(<[String; 1]>::try_from(days).ok()?).map(|[day]| day),
            None => None,
        };
        let (minutes, zone) = clock(text).map_or((None, None), |(minutes, zone)| (Some(minutes), zone));
        (day.is_some() || minutes.is_some()).then_some(Self { day, minutes, zone })
    }

    /// This moment with what only the other one says: the day and the time of day may stand in two slots.
    pub fn with(self, other: Self) -> Self {
        Self { day: self.day.or(other.day), minutes: self.minutes.or(other.minutes), zone: self.zone.or(other.zone) }
    }

    /// Reads two of them that begin and end one stretch of time: `18:30–19:00 UTC`, `2026-11-20 22:00 - 2026-11-21 02:00`.
    pub fn range(text: &str) -> Option<(Self, Self)> {
        // A hyphen alone stands within a day too.
        let clocks = |(from, to): &(&str, &str)| {
            let ends = from.trim_end().ends_with(|c: char| c.is_ascii_digit()) && from.contains(':');
            ends && to.split_once(':').is_some_and(|(hours, _)| hours.trim().parse::<u8>().is_ok())
        };
        let spaced = || SPACED.first(text).and_then(|(start, end, _)| Some((text.get(..start)?, text.get(end..)?)));
        let (from, to) = spaced().or_else(|| text.split_once('-').filter(clocks))?;
        let (start, end) = (Self::read(from)?, Self::read(to)?);
        // One zone behind both is that of both.
        let zone = start.zone.clone().or_else(|| end.zone.clone());
        Some((Self { zone: zone.clone(), ..start }, Self { zone: end.zone.clone().or(zone), ..end }))
    }

    /// Whether it certainly comes before another. Without days a time of day that seems earlier may be of the next day,
    /// as long as less than half a day lies between.
    pub fn is_before(&self, other: &Self) -> bool {
        let clocks = self.minutes.zip(other.minutes).filter(|_| self.zone == other.zone);
        match (&self.day, &other.day) {
            (Some(day), Some(other)) => match day.cmp(other) {
                Ordering::Less => true,
                Ordering::Equal => clocks.is_some_and(|(clock, other)| clock < other),
                Ordering::Greater => false,
            },
            _ => clocks.is_some_and(|(clock, other)| clock < other && other - clock < DAY / 2),
        }
    }

    /// Whole minutes from another moment to this one, where both are of one day, or of none and no midnight in between.
    pub fn minutes_since(&self, other: &Self) -> Option<u32> {
        let clocks = self.minutes.zip(other.minutes).filter(|_| self.zone == other.zone && self.day == other.day);
        clocks.and_then(|(end, start)| end.checked_sub(start))
    }
}

/// `2026-11-20 10:32`, or the half of it that is known.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.day.as_deref().unwrap_or(""))?;
        let Some(minutes) = self.minutes else { return Ok(()) };
        let space = if self.day.is_some() { " " } else { "" };
        write!(f, "{space}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

/// The time of day in a text, in minutes, and the zone behind it.
fn clock(text: &str) -> Option<(u32, Option<String>)> {
    let at = text.match_indices(':').find(|(at, _)| {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        digit(text.get(..*at).and_then(|head| head.chars().next_back()))
            && digit(text.get(at + 1..).and_then(|tail| tail.chars().next()))
    })?;
    let (head, tail) = (text.get(..at.0)?, text.get(at.0 + 1..)?);
    let start = head.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
    let hours: u32 = head.get(start..)?.parse().ok().filter(|hours| *hours < 24)?;
    let len = tail.find(|c: char| !c.is_ascii_digit()).unwrap_or(tail.len());
    let minutes: u32 =
        tail.get(..len).filter(|minutes| minutes.len() == 2)?.parse().ok().filter(|minutes| *minutes < 60)?;
    // Seconds say nothing that matters here.
    let behind = tail.get(len..)?.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ':' | '.'));
    let mut words = behind.split_whitespace();
    let mut zone = words.next().map(str::to_uppercase);
    let hours = match zone.as_deref().map(|word| word.replace('.', "")).as_deref() {
        Some("AM") if (1..=12).contains(&hours) => hours % 12,
        Some("PM") if (1..=12).contains(&hours) => hours % 12 + 12,
        _ => return Some((hours * 60 + minutes, zone)),
    };
    zone = words.next().map(str::to_uppercase);
    Some((hours * 60 + minutes, zone))
}

#[cfg(test)]
mod tests {
    use super::Moment;

    fn before(a: &str, b: &str) -> bool {
        let read = |text| Moment::read(text).expect("a moment");
        read(a).is_before(&read(b))
    }

    #[test]
    fn what_is_certainly_earlier() {
        for (a, b) in [
            ("09:00", "10:00"),
            ("2026-11-20 23:00", "2026-11-21 01:00"),
            ("2026-11-20", "2026-11-21"),
            ("2026-11-20T09:00:00Z", "2026-11-20T10:00:00Z"),
            ("9:15 am", "2:10 pm"),
            ("20 Nov 2026 09:00", "2026-11-20 09:01"),
            ("12:05 a.m.", "1:00 a.m."),
        ] {
            assert!(before(a, b), "{a} {b}");
            assert!(!before(b, a), "{b} {a}");
        }
    }

    #[test]
    fn a_day_that_can_be_read_in_two_ways_says_nothing() {
        assert_eq!(Moment::read("1/2/2026 10:00"), None);
        assert_eq!(Moment::read("2026-02-29 10:00"), None);
        assert_eq!(Moment::read("4294967295:10"), None);
    }

    #[test]
    fn what_can_not_be_told() {
        for (a, b) in [
            ("10:00", "10:00"),
            ("00:15", "23:30"),
            ("09:00 UTC", "10:00 CET"),
            ("2026-11-20", "2026-11-20 10:00"),
            ("2026-11-20", "10:00"),
        ] {
            assert!(!before(a, b), "{a} {b}");
            assert!(!before(b, a), "{b} {a}");
        }
    }
}
