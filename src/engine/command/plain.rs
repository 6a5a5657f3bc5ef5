//! Commands that need no shell: a program and its words, with quotes; all else is for a shell, and said to be.

/// Signs that only a shell gives a meaning.
const SIGNS: &[char] =
    &['|', '&', ';', '<', '>', '(', ')', '$', '`', '\\', '*', '?', '[', ']', '{', '}', '~', '!', '#', '='];

/// Signs that keep their meaning between double quotes.
const QUOTED: &[char] = &['$', '`', '\\', '!'];

/// First words that only a shell understands.
const SHELL_WORDS: &[&str] = &[
    ".", "alias", "bg", "break", "builtin", "case", "cd", "continue", "declare", "do", "done", "elif", "else", "esac",
    "eval", "exec", "exit", "export", "fg", "fi", "for", "function", "if", "jobs", "let", "local", "popd", "pushd",
    "read", "readonly", "return", "select", "set", "shift", "shopt", "source", "then", "trap", "typeset", "ulimit",
    "umask", "unalias", "unset", "until", "wait", "while",
];

/// The lines with commands, each with its number from 1; comments and blank lines left out, continued lines joined.
pub fn lines(text: &str) -> Vec<(usize, String)> {
    let mut out: Vec<(usize, String)> = Vec::new();
    let mut open: Option<(usize, String)> = None;
    for (index, line) in text.lines().enumerate() {
        let (at, mut whole) = match open.take() {
            Some((at, before)) => (at, before),
            None if line.trim().is_empty() || line.trim_start().starts_with('#') => continue,
            None => (index + 1, String::new()),
        };
        match line.strip_suffix('\\') {
            Some(head) => {
                whole.push_str(head);
                open = Some((at, whole));
            }
            None => {
                whole.push_str(line);
                out.push((at, whole));
            }
        }
    }
    out.extend(open);
    out
}

/// The words of a command.
///
/// # Errors
/// What only a shell can make of it, in words.
pub fn split(line: &str) -> Result<Vec<String>, String> {
    let mut words: Vec<String> = Vec::new();
    let mut word: Option<String> = None;
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match c {
            ' ' | '\t' => words.extend(word.take()),
            '\'' | '"' => {
                let word = word.get_or_insert_default();
                loop {
                    match chars.next() {
                        None => return Err(format!("a {c} is not closed")),
                        Some(next) if next == c => break,
                        Some(next) if c == '"' && QUOTED.contains(&next) => return Err(needs(next)),
                        Some(next) => word.push(next),
                    }
                }
            }
            // An option's value, `--limit=3`, is no assignment; nor is a `#` within a word a comment.
            '=' if word.as_ref().is_some_and(|word| word.starts_with('-')) || !words.is_empty() && word.is_some() => {
                word.get_or_insert_default().push(c);
            }
            '#' | '~' | '!' if word.is_some() => word.get_or_insert_default().push(c),
            c if SIGNS.contains(&c) => return Err(needs(c)),
            c if c.is_control() => return Err("there is a control character in it".to_owned()),
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    match words.first() {
        Some(first) if SHELL_WORDS.contains(&first.as_str()) => Err(format!("`{first}` is a word of a shell")),
        _ => Ok(words),
    }
}

fn needs(sign: char) -> String {
    format!("`{sign}` is a sign of a shell")
}
