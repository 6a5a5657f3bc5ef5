//! Points in time: the one room that names jiff. Everything gonogo states is UTC.

use std::fmt;

/// A point in time with a resolution of one second.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(jiff::Timestamp);

impl Timestamp {
    /// The system clock. Only the doors call this; every other room is handed a time.
    pub fn system_now() -> Self {
        Self::from_unix(jiff::Timestamp::now().as_second()).unwrap_or(Self(jiff::Timestamp::UNIX_EPOCH))
    }

    /// Seconds since 1970-01-01T00:00:00Z, or `None` outside of what a calendar can say (years -9999 to 9999).
    pub fn from_unix(seconds: i64) -> Option<Self> {
        jiff::Timestamp::from_second(seconds).ok().map(Self)
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    pub fn unix(&self) -> i64 {
        self.0.as_second()
    }

    /// Reads an RFC 3339 time such as `2026-11-21T03:01:00Z`; an offset is needed.
    pub fn parse_rfc3339(text: &str) -> Option<Self> {
        text.parse::<jiff::Timestamp>().ok().and_then(|t| Self::from_unix(t.as_second()))
    }

    /// `2026-11-21T03:01:00Z`.
    pub fn rfc3339(&self) -> String {
        self.strftime("%Y-%m-%dT%H:%M:%SZ")
    }

    /// `2026-11-21`.
    pub fn date(&self) -> String {
        self.strftime("%Y-%m-%d")
    }

    /// `10:32`.
    pub fn clock(&self) -> String {
        self.strftime("%H:%M")
    }

    fn strftime(&self, format: &str) -> String {
        self.0.strftime(format).to_string()
    }
}

/// The short form people read in a checklist: `2026-11-21 10:32 UTC`.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} UTC", self.date(), self.clock())
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.rfc3339())
    }
}

/// Whether `text` is a calendar date `YYYY-MM-DD` that exists.
pub fn is_iso_date(text: &str) -> bool {
    text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok()
}
