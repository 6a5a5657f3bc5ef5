//! Whether a repository may have a branch, by a look that costs next to nothing.

use std::path::Path;

/// Whether the repository with this work tree may have a branch of this short name, here or as it was fetched from a remote:
/// no only where git's own files show that it has none.
pub fn may_have_branch(root: &Path, short: &str) -> bool {
    let git = root.join(".git");
    // Of a linked work tree, or a table of references, git itself has to be asked.
    if !git.is_dir() || git.join("reftable").exists() {
        return true;
    }
    let remotes = || std::fs::read_dir(git.join("refs/remotes")).into_iter().flatten().flatten();
    git.join("refs/heads").join(short).exists()
        || remotes().any(|remote| remote.path().join(short).exists())
        || std::fs::read(git.join("packed-refs")).is_ok_and(|refs| String::from_utf8_lossy(&refs).contains(short))
}
