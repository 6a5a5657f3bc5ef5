//! How to verify by hand, with git and ssh-keygen alone.

use super::view::RecordView;
use crate::model::Checklist;

/// The commands that verify a run without gonogo, one a line.
pub fn checks(checklist: &Checklist, record: Option<&RecordView>) -> Vec<String> {
    let digest = checklist.sha256.trim_start_matches("sha256:");
    let Some(record) = record else {
        let path = quote(&checklist.path);
        return vec![format!("sha256sum {path}    # {digest}"), format!("gonogo check {path}")];
    };
    let file = |name: &str| quote(&format!("{}:{}/{name}", record.commit, record.folder));
    let mut checks = vec![
        format!("git verify-commit {}", quote(&record.commit)),
        format!("git show {} | sha256sum    # {digest}", file("checklist.md")),
    ];
    for signed in &record.signoffs {
        let signature = format!("{}.sig", signed.statement);
        checks.push(format!(
            "git show {} > signature && git show {} | ssh-keygen -Y verify -f allowed_signers -I {} -n gonogo-signoff@v1 -s signature",
            file(&signature),
            file(&signed.statement),
            quote(&signed.principal),
        ));
    }
    checks
}

/// One word for a POSIX shell.
fn quote(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '/' | ':' | '@' | '+');
    if !word.is_empty() && !word.starts_with('-') && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}
