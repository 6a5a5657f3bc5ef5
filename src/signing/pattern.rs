//! OpenSSH's lists of patterns: `*`, `?`, and `!` in front of what must not match.

/// How a list of patterns takes a name.
pub(super) enum Fit {
    /// One of them is the name itself.
    Literal,
    /// Only a wildcard matches.
    Wildcard,
    /// None matches, or one refuses it.
    No,
}

/// Whether a pattern says more than one name.
pub fn is_wild(pattern: &str) -> bool {
    pattern.contains(['*', '?', '!'])
}

/// How a list of patterns takes a name; one negated match is enough to refuse it.
pub(super) fn fit(list: &[String], name: &str) -> Fit {
    let mut answer = Fit::No;
    for pattern in list {
        if let Some(negated) = pattern.strip_prefix('!') {
            if glob(negated.as_bytes(), name.as_bytes()) {
                return Fit::No;
            }
        } else if pattern == name && !is_wild(pattern) {
            answer = Fit::Literal;
        } else if matches!(answer, Fit::No) && is_wild(pattern) && glob(pattern.as_bytes(), name.as_bytes()) {
            answer = Fit::Wildcard;
        }
    }
    answer
}

/// `*` any run of bytes, `?` one byte; time is bounded by the product of both lengths.
fn glob(pattern: &[u8], name: &[u8]) -> bool {
    let (mut p, mut n) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while n < name.len() {
        match (pattern.get(p), name.get(n)) {
            (Some(b'*'), _) => {
                star = Some((p, n));
                p += 1;
            }
            (Some(b'?'), _) => {
                p += 1;
                n += 1;
            }
            (Some(a), Some(b)) if a == b => {
                p += 1;
                n += 1;
            }
            _ => match star {
                Some((at, from)) => {
                    p = at + 1;
                    n = from + 1;
                    star = Some((at, from + 1));
                }
                None => return false,
            },
        }
    }
    pattern.iter().skip(p).all(|&byte| byte == b'*')
}
