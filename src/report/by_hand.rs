//! How to verify by hand, with git and ssh-keygen alone.

use super::view::RecordView;
use crate::model::Checklist;
use crate::text::shell_word;

/// The commands that verify a run without gonogo, one a line.
pub fn checks(checklist: &Checklist, record: Option<&RecordView>) -> Vec<String> {
    let digest = checklist.sha256.trim_start_matches("sha256:");
    let Some(record) = record else {
        let path = shell_word(&checklist.path);
        return vec![format!("sha256sum {path}    # {digest}"), format!("gonogo check {path}")];
    };
    let file = |name: &str| shell_word(&format!("{}:{}/{name}", record.commit, record.folder));
    let mut checks = vec![
        format!("git -c gpg.ssh.allowedSignersFile=allowed_signers verify-commit {}", shell_word(&record.commit)),
        format!("git show {} | sha256sum    # {digest}", file("checklist.md")),
    ];
    for signed in &record.signoffs {
        let signature = format!("{}.sig", signed.statement);
        checks.push(format!(
            "git show {} > signature && git show {} | ssh-keygen -Y verify -f allowed_signers -I {} -n gonogo-signoff@v1 -s signature",
            file(&signature),
            file(&signed.statement),
            shell_word(&signed.principal),
        ));
    }
    checks
}
