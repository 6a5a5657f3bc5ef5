//! Files: whole or not at all, and never over somebody else's change.

use std::path::PathBuf;

use gonogo::engine::files::{self, FileError};
use gonogo::text::Source;

fn temp(text: &str) -> (tempfile::TempDir, PathBuf, Source) {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("x.md");
    std::fs::write(&path, text).unwrap();
    (dir, path, Source::new("x.md", text.into()).unwrap())
}

#[test]
fn a_changed_file_is_left_alone() {
    let (dir, path, source) = temp("a\n");
    std::fs::write(&path, "theirs\n").unwrap();
    assert!(matches!(files::replace(&path, &source, b"mine\n"), Err(FileError::Changed(_))));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "theirs\n");
    assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::PermissionsExt;
    let (dir, path, source) = temp("a\n");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
    let link = dir.path().join("link.md");
    std::os::unix::fs::symlink("x.md", &link).unwrap();
    files::replace(&link, &source, b"b\n").unwrap();
    assert!(link.symlink_metadata().unwrap().is_symlink());
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "b\n");
    assert_eq!(path.metadata().unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn a_new_file_never_replaces_another() {
    let (dir, path, _) = temp("a\n");
    assert!(matches!(files::create(&path, b"b\n"), Err(FileError::Exists(_))));
    files::create(&dir.path().join("deep/er/y.md"), b"y\n").unwrap();
    assert_eq!(std::fs::read_to_string(dir.path().join("deep/er/y.md")).unwrap(), "y\n");
    assert!(matches!(files::create(&dir.path().join(".git/y.md"), b"y\n"), Err(FileError::InsideGit(_))));
}
