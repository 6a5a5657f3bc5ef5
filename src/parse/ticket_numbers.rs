//! Numbers of tickets that nobody has given yet: `LIFT-####`, `CHG#######`, `INC0000000`.

use std::ops::Range;

use super::brackets;

/// Whether such a number may have its first sign at `at`; asked of every byte.
pub fn may_be(bytes: &[u8], at: usize) -> bool {
    let own = bytes.get(at..).unwrap_or_default();
    let before = at.checked_sub(1).and_then(|at| bytes.get(at));
    before != own.first() && (own.starts_with(b"##") || own.starts_with(b"0000"))
}

/// The bytes of the number whose signs begin at `at`, with the name of its kind; nothing before `from` is looked at.
pub fn around(text: &str, from: usize, at: usize) -> Option<Range<usize>> {
    let (head, own) = (text.get(from..at)?, text.get(at..)?);
    let sign = own.chars().next()?;
    let behind = own.trim_start_matches(sign);
    let run = own.len() - behind.len();
    let name_at = from + head.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).len();
    let name = text.get(name_at..at)?;
    // `${boat##*/}` cuts, `C## heading` does not end.
    let ends = !behind.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '*' | '[' | '_' | '-'));
    let apart = !text.get(..name_at)?.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '{' | '.' | '&' | '#'));
    let given = if sign == '#' {
        if name.is_empty() { run > 2 && brackets::alone(text, from, at, run) } else { numbered(name) || run > 2 }
    } else {
        numbered(name) && !name.starts_with("UTC") && !name.starts_with("GMT")
    };
    (ends && apart && given).then_some(name_at..at + run)
}

/// Whether capitals name a kind of ticket: `LIFT-`, `INC`.
fn numbered(name: &str) -> bool {
    let kind = name.strip_suffix(['-', '_']).unwrap_or(name);
    // `DEAD0000` is an address.
    let letters = kind.len() > 1 && kind.bytes().all(|byte| byte.is_ascii_uppercase());
    letters && (kind.len() < name.len() || !kind.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokens;

    fn all(text: &str) -> Vec<&str> {
        tokens(text, 0, false).iter().filter_map(|token| text.get(token.span.range())).collect()
    }

    #[test]
    fn signs_where_a_ticket_has_its_number() {
        for (text, found) in [
            ("Ticket: LIFT-####, see CHG####### and V###", &["LIFT-####", "CHG#######", "V###"][..]),
            ("https://boats.example/browse/LIFT-##", &["LIFT-##"]),
            ("Change INC0000000 of LIFT-0000", &["INC0000000", "LIFT-0000"]),
            ("**Ticket:** ####", &["####"]),
            ("| Ticket | ### |", &["###"]),
            ("| Record | AAT-[YYYY]-[###] |", &["[YYYY]", "[###]"]),
        ] {
            assert_eq!(all(text), found, "{text}");
        }
    }

    #[test]
    fn numbers_and_signs_of_another_meaning() {
        for text in [
            "### Boats",
            "Ticket: LIFT-1000, #12, INC0012345, LIFT-00001",
            "Write ### before a heading",
            "${boat##*/} and ${boat##a}",
            "Sound at UTC0000 from DEAD0000, 0000 hours, ports 10000",
            "Colour #0000FF, #000000",
            "a ## b",
        ] {
            assert_eq!(all(text), [""; 0], "{text}");
        }
    }
}
