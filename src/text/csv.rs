//! User text as a cell of comma-separated values (RFC 4180), in which no spreadsheet finds a formula.

use super::escape_line;

/// With what a formula begins, by OWASP.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// `text` as one cell on one line, in quotes where it needs them.
///
/// Spreadsheets run what begins with `=`, `+`, `-` or `@`, some in full width too; a quotation mark before it makes a text of it, as OWASP says. A number
/// stays a number.
pub fn cell(text: &str) -> String {
    let text = escape_line(text);
    let formula = text.trim_start().starts_with(FORMULA) && text.parse::<f64>().is_err();
    let text = if formula { format!("'{text}") } else { text.into_owned() };
    if text.contains([',', '"', ';']) || text.starts_with(' ') || text.ends_with(' ') {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::{FORMULA, cell};

    #[test]
    fn what_would_end_a_cell_is_quoted() {
        assert_eq!(cell("Back up, then stop"), "\"Back up, then stop\"");
        assert_eq!(cell("the \"blue\" one"), "\"the \"\"blue\"\" one\"");
        assert_eq!(cell("one\ntwo"), "one\\u{a}two");
        assert_eq!(cell(""), "");
    }

    #[test]
    fn nothing_is_a_formula() {
        for text in ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", " =1", "\t=1", "\r=1", "＝1+1", "＠SUM(A1)"] {
            let cell = cell(text);
            let inner = cell.trim_start_matches('"');
            assert!(!inner.trim_start().starts_with(FORMULA) && !inner.contains(['\t', '\r']), "{cell}");
        }
        assert_eq!(cell("-4.5"), "-4.5");
        assert_eq!(cell("plain"), "plain");
    }
}
