//! Days of the calendar, as people write them.

use crate::time::is_iso_date;

/// English names of the months, by their first three letters.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The days, as `YYYY-MM-DD`, that a text beginning with a date may mean: none where it is no day of the calendar, two
/// where day and month can be told either way. `None` where it begins with no date that can be read.
pub(crate) fn days(text: &str) -> Option<Vec<String>> {
    let text = text.trim();
    // Most texts are no dates.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut parts = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(|part| part.split_once('T').filter(|(day, _)| day.len() == 2).map_or(part, |(day, _)| day));
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    let joined = |text: &str, with: &[char]| text.get(first.len()..).is_some_and(|rest| rest.starts_with(with));
    let orders = if let Some(month) = month(second) {
        vec![(third, month, first)]
    } else if let Some(month) = month(first) {
        vec![(third, month, second)]
    } else if first.len() == 4 && joined(text, &['-', '/', '.']) {
        vec![(first, number(second)?, third)]
    } else if third.len() == 4 && joined(text, &['.']) {
        vec![(third, number(second)?, first)]
    } else if third.len() == 4 && joined(text, &['/', '-']) {
        vec![(third, number(second)?, first), (third, number(first)?, second)]
    } else {
        return None;
    };
    let mut days = Vec::new();
    for (year, month, day) in orders {
        let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let iso = format!("{:04}-{month:02}-{:02}", number(year)?, number(day)?);
        if is_iso_date(&iso) && !days.contains(&iso) {
            days.push(iso);
        }
    }
    Some(days)
}

fn month(name: &str) -> Option<u32> {
    let lead = name.get(..3)?.to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| *month == lead)?;
    name.bytes().all(|byte| byte.is_ascii_alphabetic()).then(|| u32::try_from(at + 1).unwrap_or(0))
}

fn number(text: &str) -> Option<u32> {
    text.parse().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::days;

    #[test]
    fn days_are_read_in_the_orders_that_people_write_them() {
        for (text, expected) in [
            ("2026-11-21", Some(&["2026-11-21"][..])),
            ("2026-11-21T10:00:00Z", Some(&["2026-11-21"])),
            ("2026/11/21 10:00", Some(&["2026-11-21"])),
            ("21.11.2026", Some(&["2026-11-21"])),
            ("1/2/2026", Some(&["2026-02-01", "2026-01-02"])),
            ("11/21/2026", Some(&["2026-11-21"])),
            ("21 Nov 2026", Some(&["2026-11-21"])),
            ("Nov 21st, 2026", Some(&["2026-11-21"])),
            ("2026-02-29", Some(&[])),
            ("2026-13-01", Some(&[])),
            ("31.04.2026", Some(&[])),
            ("30 February 2026", Some(&[])),
            ("yesterday", None),
            ("10:32 UTC", None),
            ("2026-11", None),
        ] {
            let expected = expected.map(|days| days.iter().map(|day| (*day).to_owned()).collect::<Vec<_>>());
            assert_eq!(days(text), expected, "{text}");
        }
    }
}
