//! Words without brackets that stand for a value: `X.Y.Z`, `YYYY-MM-DD`, `JDK8uXXX-bXX`, `TRACKING-ISSUE-LINK`, `your-name`.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::{words, yours};

/// A word that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bare {
    /// The bytes of it.
    pub range: Range<usize>,
    /// Whether it tells nothing alone: `jdkxx` is one where `jdkXX` is.
    pub weak: bool,
}

/// Whether a word that stands for a value may have its first sign at `at`; asked of every byte.
pub fn may_be(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let near = |step: usize| bytes.get(at + step).copied().unwrap_or(b' ');
    let before = at.checked_sub(1).and_then(|at| bytes.get(at)).copied().unwrap_or(b' ');
    match near(0) {
        b'X' => {
            near(1) == b'X'
                || near(1) == b'.'
                || before == b'.'
                || matches!((near(1), near(2)), (b'-' | b'_', b'X' | b'Y'))
        }
        b'x' => near(1) == b'x' || near(1) == b'.' && !near(2).is_ascii_whitespace() || before == b'.',
        b'Y' => near(1) == b'Y' || near(1) == b'.' || near(1) == b'O' && near(3) == b'R',
        b'y' => near(1) == b'o' && near(3) == b'r' && matches!(near(4), b'-' | b'_' | b'a'..=b'z'),
        b'-' | b'_' | b'.' if (near(1).is_ascii_alphanumeric() || !near(1).is_ascii()) && yours::ends(text, at) => true,
        b'N' if near(1) == b'A' => near(2) == b'M' && near(3) == b'E',
        b'N' => near(1) == b'N' && (near(2) == b'N' || before.is_ascii_lowercase()) || near(1) == b'.',
        b'A' => near(1) == b'.' && near(2) == b'B' || near(1) == b'A' && near(2) == b'A',
        b'D' => near(1) == b'.' && near(2) == b'E',
        b'J' => near(1) == b'J' && near(2) == b'J',
        b'M' => near(1) == b'E' && !near(2).is_ascii_alphanumeric(),
        b'-' if before.is_ascii_uppercase() => near(1).is_ascii_uppercase(),
        b'-' | b'/' => near(1) == b'm' && near(2) == b'm',
        _ => false,
    }
}

/// The word around `at`, or what of it stands for a value; nothing before `from` is looked at.
pub fn around(text: &str, from: usize, at: usize) -> Option<Bare> {
    if let Some(range) = yours::abroad(text, from, at) {
        return Some(Bare { range, weak: false });
    }
    // The dot in `votredomaine.com` is none of what stands for a value.
    let at = if text.as_bytes().get(at) == Some(&b'.') { at.checked_sub(1)?.max(from) } else { at };
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+' | '_' | '#' | '/');
    let head = text.get(from..at)?;
    let start = from + head.trim_end_matches(part).len();
    // `?q=label%2FX.Y`
    let encoded = text.get(..start)?.ends_with('%') && start + 2 <= at;
    let start = if encoded { start + 2 } else { start };
    let tail = text.get(start..)?;
    let word = tail.get(..tail.find(|c| !part(c)).unwrap_or(tail.len()))?;
    let before = text.get(..start).and_then(|head| head.chars().next_back());
    let behind = text.get(start + word.len()..)?;
    // `x.x.*`, `x.x.>0`: which ones are meant.
    let range = word.ends_with('.') && behind.starts_with(['*', '>', '<']);
    let joined = !encoded && before.is_some_and(char::is_alphanumeric) && !word.starts_with("..");
    if joined || before == Some('<') || word.len() > 60 || range {
        return None;
    }
    let hint = before == Some('(') && behind.starts_with("):");
    let found = yours::word(word).or_else(|| telling(word)).map(|range| (range, false));
    let found = found.or_else(|| names(text, start, word).then_some((0..word.len(), false)));
    // `Minor (0.X.0)` says what the word means.
    let explains = before == Some('(') && word.starts_with(|c: char| c.is_ascii_digit());
    let version = || shape(&VERSION, word).filter(|range| !explains && is_version(word, range));
    let found = found.or_else(|| may_be_version(word).then(version).flatten().map(|range| (range, false)));
    let date = || shape(&DATE, word).filter(|_| !hint);
    let found = found.or_else(|| may_be_date(word).then(date).flatten().map(|range| (range, false)));
    let found = found.or_else(|| underscored(word).map(|range| (range, false)));
    let found = found.or_else(|| dashed(word).map(|range| (range, true)));
    let (range, weak) = found.or_else(|| crossed(word))?;
    let crosses = word.get(range.clone()).is_some_and(|own| own.bytes().all(|byte| byte == b'X'));
    let rest = tail.get(range.end..)?;
    let end = start + range.end + if crosses { more_crosses(rest) } else { in_brackets(rest) };
    // What lies behind what was asked for is asked for again there.
    (end > at).then_some(Bare { range: start + range.start..end, weak })
}

// The words are ASCII, and the library comes without the tables of Unicode: without `(?-u)` the patterns are refused where
// nothing else asks for those tables, as in the binary that is released.
static VERSION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let part = r"(?:[XYZN]+|[xyz]|xx+|[0-9]{1,3}|20[0-9]{2})";
    let suffix = r"(?:(?:rc|alpha|beta|dev|post|a|b)[XYZN0-9])?(?:\+(?:[XYZxyz0-9]+|[a-z]+))?(?:-(?i-u:alpha|beta|rc|pre|dev|snapshot)(?:\.?[0-9A-Za-z_]+)*|-[1-9])?";
    Regex::new(&format!(
        r"(?-u)(?:^|[-_/#+]|\.\.)((?:v|V)?(?:(?:{part}|[A-Z]{{2,6}}[0-9]{{1,3}})(?:\.{part})+|A\.B(?:\.C(?:\.D)?)?|D\.E\.F){suffix})(?:$|[-_/.])"
    ))
    .ok()
});

static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let year = "(?:YYYY|JJJJ|AAAA|20(?:YY|XX|JJ|AA))";
    let part = "(?:[-./]?(?:YYYY|JJJJ|AAAA|MM|DD|TT|JJ)|[-.](?:MINOR|MICRO|PATCH|[MDTNX]))";
    let small = "(?:yyyy|aaaa|jjjj)[-/]mm(?:[-/](?:dd|jj|tt))?|(?:(?:dd|jj|tt)[-/])?mm[-/](?:(?:dd|jj|tt)[-/])?(?:yyyy|aaaa|jjjj)";
    Regex::new(&format!(
        r"(?-u)(?:^|[-_/.])((?:v|(?:[A-Z]{{2,6}}-)*)(?:{year}(?:{part}){{1,2}}|YYYY|(?:MM|DD|TT|JJ){part}[-./]?{year})(?:rc[XN0-9]|[-.](?:#+|P?N+|X+))?|{small})(?:$|[-_/.])"
    ))
    .ok()
});

/// Whether a part of a word may stand for a number of a version; compiling the pattern costs more than reading most documents.
fn may_be_version(word: &str) -> bool {
    let letters = |part: &str| {
        let own = part.trim_start_matches(['v', 'V']);
        !own.is_empty() && own.bytes().all(|byte| matches!(byte, b'X' | b'Y' | b'Z' | b'N' | b'x'..=b'z' | b'A'..=b'F'))
    };
    // "B." numbers a part of the document.
    let several = word.split('.').filter(|part| !part.is_empty()).take(2).count() == 2;
    several && word.split(['.', '-', '_', '/', '#', '+']).any(letters)
}

/// Whether a word has a year to be filled in.
pub fn may_be_date(word: &str) -> bool {
    ["YYYY", "JJJJ", "AAAA", "20YY", "20JJ", "20AA", "yyyy", "aaaa", "jjjj"].iter().any(|year| word.contains(year))
}

/// Whether a word is nothing but how a date is written: `YYYY-MM-DD`.
pub fn is_date(word: &str) -> bool {
    may_be_date(word)
        && word.bytes().all(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'-' | b'/' | b'.' | b'_'))
}

/// What of a word has a shape.
fn shape(shape: &LazyLock<Option<Regex>>, word: &str) -> Option<Range<usize>> {
    shape.as_ref()?.captures(word)?.get(1).map(|found| found.range())
}

/// Whether letters stand where a version has numbers; `2.x` and `10.x.x.x` name families.
fn is_version(word: &str, range: &Range<usize>) -> bool {
    let version = word.get(range.clone()).unwrap_or("");
    let bare = version.trim_start_matches(['v', 'V']);
    let numbers = bare.split_once('-').map_or(bare, |(numbers, _)| numbers);
    // `X.Yb1`
    let staged = numbers.trim_end_matches(|c: char| c.is_ascii_digit() || c == 'N');
    let stage = ["rc", "alpha", "beta", "dev", "post", "a", "b"].iter().find_map(|stage| staged.strip_suffix(stage));
    let numbers = stage.filter(|_| staged.len() < numbers.len()).unwrap_or(numbers);
    let parts: Vec<&str> = numbers.split(['.', '+']).collect();
    let letters = parts.iter().filter(|part| !part.is_empty() && part.chars().all(char::is_alphabetic)).count();
    let counted = numbers.starts_with(|c: char| c.is_ascii_digit());
    // `1.xx.x` is the one to come.
    let coming = parts.len() > 2 && parts.contains(&"xx");
    let family = counted && !numbers.contains(char::is_uppercase) && !coming;
    let inside = parts.len() > 2 && !parts.last().is_some_and(|last| last.contains(char::is_alphabetic));
    let led = bare.len() < version.len();
    if family {
        led && parts.len() == 3 && (letters > 1 || letters == 1 && inside)
    } else {
        letters > 1
            || letters == 1 && parts.len() > 2 && (inside || coming) && counted
            || led && parts.len() > 2 && !counted
    }
}

/// `Keeper: KEEPER_NAME`, `Gate: NAME_OF_GATE`: capitals behind a label, beside which nothing stands, that say they are a name.
fn names(text: &str, at: usize, word: &str) -> bool {
    let capitals = word.split('_').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_uppercase()));
    let labelled = || text.get(..at).is_some_and(|head| head.trim_end_matches(['*', '_', ' ']).ends_with([':', '：']));
    let ends = || text.get(at + word.len()..).is_some_and(|rest| rest.trim().is_empty());
    capitals && word.split('_').any(|part| part == "NAME") && labelled() && ends()
}

/// `TEMPLATE_UPDATEME`, `TRACKING-ISSUE-LINK`: capitals that say so.
fn telling(word: &str) -> Option<Range<usize>> {
    let start = word.rfind('/').map_or(0, |at| at + 1);
    let own = word.get(start..)?.trim_end_matches(['.', '-', '_']);
    if own.contains(|c: char| !(c.is_ascii_uppercase() || c == '_' || c == '-')) {
        return None;
    }
    let named = || own.matches('-').count() > 1 && !own.starts_with("X-") && words::SLOT_NOUNS.trailing(own).is_some();
    let asked = || words::REPLACE_ME.strip_from(own).is_some_and(|rest| !rest.is_empty());
    (words::REPLACE_ME.trailing(own).is_some() || asked() || named()).then_some(start..start + own.len())
}

/// `pump_X-Y-Z`, as files are named after `X.Y.Z`.
fn dashed(word: &str) -> Option<Range<usize>> {
    let form = ["X-Y-Z", "X_Y_Z"].into_iter().find_map(|form| Some(word.find(form)?..word.find(form)? + form.len()))?;
    let letter = |c: char| c.is_alphanumeric();
    let apart = !word.get(..form.start)?.ends_with(letter) && !word.get(form.end..)?.starts_with(letter);
    apart.then_some(form)
}

/// `X_X_X`, `gatesX_Y_Z`, `RELEASE_X_Y`: a version where a name can have no dots, and what it is joined to.
fn underscored(word: &str) -> Option<Range<usize>> {
    let own = word.get(..word.find(['.', '/', '#', '+']).unwrap_or(word.len()))?;
    let at = own.find("X_")?;
    let (head, version) = (own.get(..at)?, own.get(at..)?);
    let parts = version.split('_').count();
    let letters = version.split('_').all(|part| matches!(part, "X" | "Y" | "Z"));
    let name = head.trim_end_matches('_');
    let named = name.bytes().all(|byte| byte.is_ascii_alphabetic());
    let released =
        || name.len() < head.len() && matches!(name.to_ascii_lowercase().as_str(), "release" | "version" | "v");
    (letters && (named && head == name && parts == 3 || parts == 2 && released())).then_some(0..own.len())
}

/// The form in which two words that differ in their letters or separators alone are the same: `X-Y-Z` beside `X.Y.Z`,
/// `pumpYYY` beside `pumpXXX`.
pub fn form(name: &str) -> String {
    let plain = |c: char| match c {
        'Y' | 'Z' => 'x',
        '-' | '_' => '.',
        c => c.to_ascii_lowercase(),
    };
    name.chars().map(plain).collect()
}

/// `XXX`, `jdkXX`, `CVE-2024-XXXX`, `v_xx`: a run of crosses where a number would be. `5XX` is a family, `XXL` a size.
fn crossed(word: &str) -> Option<(Range<usize>, bool)> {
    let mut start = 0;
    for piece in word.split(['/', '.', '#']) {
        let at = start;
        start += piece.len() + 1;
        let own = piece.trim_matches(['_', '-', '+']);
        let at = at + piece.len() - piece.trim_start_matches(['_', '-', '+']).len();
        // `+1-XXX-XXX` is a number to call.
        let called =
            own.starts_with(|c: char| c.is_ascii_digit()) && word.get(..at).is_some_and(|head| head.ends_with('+'));
        // `log.XXXXXX` is named by what makes it, `10.5281/zenodo.XXXXXX` by who writes it there.
        let named = || word.get(..at).is_some_and(|head| !head.ends_with("zenodo."));
        let file = at > 0 && own.len() > 5 && own.bytes().all(|byte| byte == b'X') && named();
        if let Some(weak) = is_crossed(own).filter(|_| !file) {
            return Some((at - usize::from(called)..at + own.len(), weak));
        }
    }
    None
}

/// Whether a piece of a word has such a run, and whether only weakly.
fn is_crossed(own: &str) -> Option<bool> {
    let is_run = |c: char| matches!(c, 'X' | 'x' | 'N' | 'Y');
    let mut at = 0;
    let mut weakly = None;
    while let Some(skip) = own.get(at..)?.find(is_run) {
        at += skip;
        let sign = own.get(at..)?.chars().next()?;
        let rest = own.get(at..)?.trim_start_matches(sign);
        let len = own.len() - at - rest.len();
        let before = own.get(..at)?.chars().next_back();
        let ends = rest.is_empty() || rest.starts_with(['-', '_', '+']);
        let status = own.len() == 3 && before.is_some_and(|c| matches!(c, '1'..='5'));
        let strong = match before {
            None => len > 2 || len == 2 && !rest.is_empty() && sign == 'X',
            Some('-' | '_') => len > 1,
            Some(c) if c.is_ascii_digit() => len > 1 && (sign == 'X' || own == "20xx") && !status,
            Some(c) => len > 1 && c.is_lowercase() && sign != 'x',
        };
        if ends && strong && sign != 'Y' {
            return Some(false);
        }
        let second = sign == 'x' && len == 2 || sign == 'Y' && len > 2;
        if rest.is_empty() && second && before.is_some_and(char::is_lowercase) {
            weakly = Some(true);
        }
        at += len;
    }
    weakly
}

/// The bytes of further runs of crosses behind one: `XXX XX, 20XX`.
fn more_crosses(rest: &str) -> usize {
    let mut len = 0;
    while let Some(tail) = rest.get(len..) {
        let word = tail.trim_start_matches(',').strip_prefix(' ').unwrap_or("");
        let word = word.get(..word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len())).unwrap_or("");
        let digits = word.trim_end_matches('X');
        if word.len() < digits.len() + 2 || digits.contains(|c: char| !c.is_ascii_digit()) {
            break;
        }
        len += tail.len() - tail.trim_start_matches(',').len() + 1 + word.len();
    }
    len
}

/// The bytes of what may be left out behind a version: `X.Y[.Z]`, `YYYY.MM[-rcN]`.
fn in_brackets(rest: &str) -> usize {
    let inner =
        rest.strip_prefix('[').and_then(|tail| tail.split_once(']')).filter(|(_, behind)| !behind.starts_with('('));
    let part = |c: char| c.is_ascii_alphanumeric() || c == '.';
    let fits = |inner: &str| {
        inner
            .strip_prefix(['.', '-', '+'])
            .is_some_and(|own| !own.is_empty() && own.len() < 12 && own.chars().all(part))
    };
    inner.filter(|(inner, _)| fits(inner)).map_or(0, |(inner, _)| inner.len() + "[]".len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What of a text stands for values, and whether weakly.
    fn all(text: &str) -> Vec<String> {
        let (mut from, mut out) = (0, Vec::new());
        for at in 0..text.len() {
            if at >= from
                && may_be(text, at)
                && let Some(found) = around(text, from, at)
            {
                from = found.range.end;
                let weak = if found.weak { "?" } else { "" };
                out.push(format!("{}{weak}", text.get(found.range).unwrap_or("")));
            }
        }
        out
    }

    #[test]
    fn letters_where_a_version_has_numbers() {
        assert_eq!(all("Tag vX.Y.Z, app-X.Y.Z and rel_x.x.x.tar.gz"), ["vX.Y.Z", "X.Y.Z", "x.x.x"]);
        assert_eq!(all("issues?q=label%3Adepth%2FX.Y"), ["X.Y"]);
        assert_eq!(all("Needs tank >= X.YrcZ and X.Y.ZrcN"), ["X.YrcZ", "X.Y.ZrcN"]);
        assert_eq!(all("compare/vX.Y.Z...vA.B.C, vX.0.0...vX.1.0"), ["vX.Y.Z", "vA.B.C", "vX.0.0", "vX.1.0"]);
        assert_eq!(all("Tag vA.B.C and vD.E.F, see part D.E of it"), ["vA.B.C", "vD.E.F"]);
        assert_eq!(all("no early build (x.y.z+commit)"), ["x.y.z+commit"]);
        assert_eq!(all("for x.x.>0, x.x.* and branch v5.0.X alone"), [""; 0], "which releases are meant");
        assert_eq!(all("git grep vX.Y-2 and X.Y-1"), ["vX.Y-2", "X.Y-1"]);
        assert_eq!(all("tag vX.Y[.Z], YYYY.MM[-rcN] or X.Y.Z[+1](a.md)"), ["vX.Y[.Z]", "YYYY.MM[-rcN]", "X.Y.Z"]);
        assert_eq!(all("set X.Y.0, then x.y.z+1-alpha.1."), ["X.Y.0", "x.y.z+1-alpha.1"]);
        assert_eq!(all("JDK11.0.XX+Y and A.B.C, v3.x.x, v0.x.0"), ["JDK11.0.XX+Y", "A.B.C", "v3.x.x", "v0.x.0"]);
        assert_eq!(all("tag 1.xx.x and 2.3.xx on 15, 20xx"), ["1.xx.x", "2.3.xx", "20xx"]);
        assert_eq!(
            all("an AAAA record, runs on 2.x, no 5xx, 3.x.x, 18.xx, MAX.X, v1.x, 3.X and 10.x.x.x; e.g. box.yes max.x"),
            [""; 0]
        );
    }

    #[test]
    fn dates_and_crosses() {
        assert_eq!(all("On YYYY-MM-DD or TT.MM.JJJJ, DD/MM/YYYY"), ["YYYY-MM-DD", "TT.MM.JJJJ", "DD/MM/YYYY"]);
        assert_eq!(all("CR-YYYY-MM-DD-### on _YYYY-MM-DD_"), ["CR-YYYY-MM-DD-###", "YYYY-MM-DD"]);
        assert_eq!(all("CR-YYYY-NNNN"), ["CR-YYYY-NNNN"]);
        assert_eq!(
            all("vYYYY.MM.##, vYYYY.MM-PN, lock-vYYYY.MM.DD.N"),
            ["vYYYY.MM.##", "vYYYY.MM-PN", "vYYYY.MM.DD.N"]
        );
        assert_eq!(all("On 20YY/MM/DD or 20XX-MM-DD"), ["20YY/MM/DD", "20XX-MM-DD"]);
        assert_eq!(
            all("YYYY.M.D, vYYYY.MM.DD.rst, YYYY.MM.PATCH, YYYY.M.Drc1"),
            ["YYYY.M.D", "vYYYY.MM.DD", "YYYY.MM.PATCH", "YYYY.M.Drc1"]
        );
        assert_eq!(all("dd/mm/aaaa, jj/mm/aaaa, yyyy-mm-dd"), ["dd/mm/aaaa", "jj/mm/aaaa", "yyyy-mm-dd"]);
        assert_eq!(all("in /mm/ or x-mmap, 5/mm (dd/mm/aaaa): 01/02/2030"), [""; 0]);
        assert_eq!(all("10.5281/zenodo.XXXXXXX, log.XXXXXX"), ["XXXXXXX"]);
        assert_eq!(all("hoist_X-Y-Z/ beside driveYYY"), ["X-Y-Z?", "driveYYY?"]);
        assert_eq!(all("hoistsX_X_X, RELEASE_X_Y of 3"), ["hoistsX_X_X", "RELEASE_X_Y"]);
        assert_eq!(all("AXIS_X_Y, X_RAY, MAX_X"), [""; 0]);
        assert_eq!(all("Ring +1-XXX-XXX-XXXX or 1-XXX-XXXX"), ["+1-XXX-XXX-XXXX", "1-XXX-XXXX"]);
        assert_eq!(all("Date (YYYY-MM-DD): 2030-01-02"), [""; 0], "only says how a date is written");
        assert_eq!(
            all("#XXX, CVE-2024-XXXX, fwXX-bNN, v_xx, XXX XX, 20XX"),
            ["XXX", "CVE-2024-XXXX", "fwXX-bNN", "v_xx", "XXX XX, 20XX"]
        );
        assert_eq!(all("toolxx next, no 5xx or 4XX, sizes XXL and XL, exxon, XXIV, log.XXXXXX"), ["toolxx?"]);
    }

    #[test]
    fn words_that_say_so() {
        assert_eq!(
            all("see TRACKING-ISSUE-LINK, pulls/TEMPLATE_UPDATEME)"),
            ["TRACKING-ISSUE-LINK", "TEMPLATE_UPDATEME"]
        );
        assert_eq!(all("`your-name@example.org` your-org.example YOUR_TOKEN"), ["your-name", "your-org", "YOUR_TOKEN"]);
        assert_eq!(all("write to your.name@crane.example, it is your. Then"), ["your.name"]);
        assert_eq!(all("KEY=CHANGE_THIS_TO_A_LONG_WORD, ADD_GATE, change_this_too"), ["CHANGE_THIS_TO_A_LONG_WORD"]);
        assert_eq!(all("https://yourdomain.com/door, do it yourself, yours is open"), ["yourdomain"]);
        assert_eq!(all("https://votre-domaine.fr, seu_token, VOTRE_CLE"), ["votre-domaine", "seu_token", "VOTRE_CLE"]);
        assert_eq!(all("TU-123, TU-Mole, SUA-4"), [""; 0], "ids, and names of places");
        assert_eq!(all("https://www.votredomaine.fr, seudominio.com.br"), ["votredomaine", "seudominio"]);
        assert_eq!(all("website.com, the site. a subdomain.name"), [""; 0]);
        assert_eq!(all("re-run, tu-, statu-quo, issue-42, su-"), [""; 0]);
        assert_eq!(all("- Keeper: KEEPER_NAME"), ["KEEPER_NAME"]);
        assert_eq!(all("- **Gate:** NAME_OF_GATE"), ["NAME_OF_GATE"]);
        assert_eq!(all("- Keeper: NAME"), ["NAME"]);
        assert_eq!(all("Set GATE_NAME, then FILENAME: x; - Key: GATE_NAME of the lock"), [""; 0]);
        assert_eq!(all("the X-REQUEST-ID of E-MAIL, GO/NO-GO, your-"), [""; 0]);
    }
}
