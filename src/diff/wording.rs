//! Words of an entry with its slots as gaps, so that a text can be held against its template whatever was filled in.

/// A word or sign, or a gap that any words may fill.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Word(String),
    Gap,
}

/// The words of a text, its case, punctuation and markup left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording(Vec<Token>);

/// Stands for a slot while a text is taken apart; no document has it, since it is no character to Markdown.
const GAP: char = '\u{0}';

/// Signs that mean something by themselves.
const SIGNS: &[char] = &['<', '>', '≤', '≥', '=', '≠', '%', '$', '€', '£', '±', '+'];

impl Wording {
    /// The words of a text in which `slots` stand, each as it is written there.
    pub fn of<'s>(text: &str, slots: impl IntoIterator<Item = &'s str>) -> Self {
        let mut text = text.to_owned();
        for slot in slots {
            if let Some(at) = Some(slot).filter(|slot| !slot.is_empty()).and_then(|slot| text.find(slot)) {
                text.replace_range(at..at + slot.len(), &GAP.to_string());
            }
        }
        let mut wording = Self::default();
        let mut rest = text.as_str();
        while let Some(c) = rest.chars().next() {
            let len = match c {
                GAP => {
                    wording.gap();
                    c.len_utf8()
                }
                '_' => {
                    let run = rest.len() - rest.trim_start_matches(['_', '/']).len();
                    if run > 1 {
                        wording.gap();
                    }
                    run
                }
                c if c.is_alphanumeric() => {
                    let word = word(rest);
                    wording.0.push(Token::Word(word.to_lowercase()));
                    word.len()
                }
                c => {
                    if SIGNS.contains(&c) {
                        wording.0.push(Token::Word(c.to_string()));
                    }
                    c.len_utf8()
                }
            };
            rest = rest.get(len..).unwrap_or("");
        }
        wording
    }

    fn gap(&mut self) {
        if self.0.last() != Some(&Token::Gap) {
            self.0.push(Token::Gap);
        }
    }

    /// Whether `other` is this text, with any words in the gaps.
    pub fn fits(&self, other: &Self) -> bool {
        // Where a gap was last tried, and how far the other text was then.
        let mut retry: Option<(usize, usize)> = None;
        let (mut own, mut at) = (0, 0);
        while let Some(token) = other.0.get(at) {
            match self.0.get(own) {
                Some(Token::Gap) => {
                    retry = Some((own, at));
                    own += 1;
                }
                Some(word) if word == token => {
                    own += 1;
                    at += 1;
                }
                _ => {
                    let Some((gap, tried)) = retry else { return false };
                    retry = Some((gap, tried + 1));
                    own = gap + 1;
                    at = tried + 1;
                }
            }
        }
        self.0.get(own..).is_some_and(|rest| rest.iter().all(|token| *token == Token::Gap))
    }

    /// How many of the words of both are in both: 0 for none, 1 for all.
    pub fn likeness(&self, other: &Self) -> f64 {
        let words = |wording: &Self| -> Vec<String> {
            let words = wording.0.iter().filter_map(|token| match token {
                Token::Word(word) => Some(word.clone()),
                Token::Gap => None,
            });
            words.collect()
        };
        let (own, mut others) = (words(self), words(other));
        let all = own.len() + others.len();
        let mut common = 0_usize;
        for word in own {
            if let Some(at) = others.iter().position(|other| *other == word) {
                others.swap_remove(at);
                common += 1;
            }
        }
        if all == 0 { 0.0 } else { 2.0 * common as f64 / all as f64 }
    }

    /// Whether the words stand in `other` in a row.
    pub fn is_within(&self, other: &Self) -> bool {
        !self.0.is_empty() && other.0.windows(self.0.len()).any(|window| window == self.0)
    }

    /// The same without its numbers and the signs before them.
    pub fn without_numbers(&self) -> Self {
        let is_number = |token: &&Token| {
            let Token::Word(word) = token else { return false };
            word.starts_with(|c: char| c.is_ascii_digit() || SIGNS.contains(&c))
        };
        Self(self.0.iter().filter(|token| !is_number(token)).cloned().collect())
    }
}

/// The word at the start of `text`: letters, or digits with the points and commas between them. In `____ms` and `r[VERSION]` a
/// value joins the letters beside it.
fn word(text: &str) -> &str {
    let digit = |c: char| c.is_ascii_digit();
    let numeric = text.starts_with(digit);
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let after_digit = text.get(..at).is_some_and(|head| head.ends_with(|c: char| c.is_ascii_digit()));
        let joins =
            matches!(c, '.' | ',') && after_digit && chars.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        if !(c.is_alphanumeric() && digit(c) == numeric || joins) {
            break;
        }
        end = at + c.len_utf8();
    }
    text.get(..end).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(template: &str, slots: &[&str], run: &str) -> bool {
        Wording::of(template, slots.iter().copied()).fits(&Wording::of(run, []))
    }

    #[test]
    fn markup_case_and_values_make_no_difference() {
        assert!(fits("Deploy [VERSION] to the *cluster*", &["[VERSION]"], "deploy 1.50.0-rc.1 to the cluster"));
        assert!(fits("Ratio ____/48 (≥98%)", &[], "Ratio 47/48 (≥98%)"));
        assert!(fits("Ratio ____/48", &[], "Ratio ____/48"));
        assert!(fits("Notes: ____", &[], "Notes:"));
        assert!(fits("Answers in ____ms", &[], "Answers in 5ms"));
        assert!(fits("Tag r[VERSION]", &["[VERSION]"], "Tag r7.2.0"));
    }

    #[test]
    fn other_words_and_signs_do() {
        assert!(!fits("Deploy [VERSION]", &["[VERSION]"], "Do not deploy 1.0"));
        assert!(!fits("Errors < 1%", &[], "Errors > 1%"));
        assert!(!fits("Answers in ____ms", &[], "Answers in 5s"));
        assert!(!fits("Rate ≥98.5%", &[], "Rate ≥9.5%"));
        assert!(!fits("Backup taken", &[], "Backup taken by hand"));
    }

    #[test]
    fn likeness_is_the_share_of_common_words() {
        let likeness = |a, b| Wording::of(a, []).likeness(&Wording::of(b, []));
        assert!(likeness("Backup of the database taken", "Backup of database taken") > 0.8);
        assert!(likeness("Backup taken", "Alerts muted") < f64::EPSILON);
    }
}
