//! Reading, replacing and creating files.

use std::fs;
use std::path::{Path, PathBuf};

use gonogo::engine::files::{self, FileError};
use gonogo::text::{MAX_BYTES, Source};

use crate::support::Sandbox;

fn read(sandbox: &Sandbox, path: &str) -> Result<Source, FileError> {
    files::read(&mut sandbox.world(), Path::new(path))
}

/// The message of what must fail.
fn refused<T: std::fmt::Debug>(result: Result<T, FileError>) -> String {
    result.unwrap_err().to_string()
}

fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_file_is_read_from_the_working_directory_under_the_name_it_was_given() {
    let sandbox = Sandbox::empty();
    sandbox.write("a/x.md", "- [ ] é\r\n");
    let source = read(&sandbox, "a/x.md").unwrap();
    assert_eq!((source.path(), source.text()), ("a/x.md", "- [ ] é\r\n"));
}

#[test]
fn a_dash_is_standard_input() {
    let mut world = Sandbox::empty().world();
    world.stdin = Box::new(std::io::Cursor::new(b"- [x] done\n".to_vec()));
    let source = files::read(&mut world, Path::new("-")).unwrap();
    assert_eq!((source.path(), source.text()), ("<stdin>", "- [x] done\n"));
}

#[test]
fn what_is_no_text_file_is_refused_with_a_way_out() {
    let sandbox = Sandbox::empty();
    sandbox.write("dir.md/x", "");
    sandbox.write("latin.md", b"caf\xe9\n");
    assert_eq!(refused(read(&sandbox, "none.md")), "none.md: no such file; check the name and the directory");
    assert_eq!(refused(read(&sandbox, "dir.md")), "dir.md: is a directory; name a file in it");
    assert_eq!(refused(read(&sandbox, "latin.md")), "latin.md:1:4: not valid UTF-8 at byte 3");
}

#[test]
fn more_than_a_checklist_may_have_is_refused_and_never_read_to_its_end() {
    let sandbox = Sandbox::empty();
    let file = fs::File::create(sandbox.dir().join("big.md")).unwrap();
    file.set_len(MAX_BYTES as u64 * 100).unwrap();
    let big = read(&sandbox, "big.md").unwrap_err();
    assert!(matches!(big, FileError::TooLarge(_)), "{big}");
    let mut world = sandbox.world();
    world.stdin = Box::new(std::io::repeat(b' '));
    assert!(files::read(&mut world, Path::new("-")).is_err());
}

#[test]
#[cfg(unix)]
fn pipes_and_devices_are_refused_without_waiting() {
    let sandbox = Sandbox::empty();
    assert!(sandbox.command("mkfifo").arg("pipe.md").status().unwrap().success());
    for path in ["pipe.md", "/dev/zero"] {
        let odd = read(&sandbox, path).unwrap_err();
        assert!(matches!(odd, FileError::NotRegular(_)), "{odd}");
    }
}

/// A file in a folder of its own, and what was read from it.
fn there(text: &str) -> (Sandbox, PathBuf, Source) {
    let sandbox = Sandbox::empty();
    sandbox.write("run.md", text);
    let source = read(&sandbox, "run.md").unwrap();
    let path = sandbox.dir().join("run.md");
    (sandbox, path, source)
}

#[test]
fn replacing_leaves_the_new_bytes_and_nothing_else() {
    let (sandbox, path, before) = there("old\n");
    files::replace(&path, &before, b"new\r\n").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"new\r\n");
    assert_eq!(names(&sandbox.dir()), ["run.md"]);
}

#[test]
fn a_file_that_was_changed_since_is_left_alone() {
    let (sandbox, path, before) = there("old\n");
    fs::write(&path, "theirs\n").unwrap();
    let message = refused(files::replace(&path, &before, b"mine\n"));
    assert!(message.starts_with("run.md: changed by someone else since it was read; nothing was written"), "{message}");
    assert_eq!(fs::read(&path).unwrap(), b"theirs\n");
    assert_eq!(names(&sandbox.dir()), ["run.md"]);
}

#[test]
fn a_file_that_is_gone_is_not_made_anew() {
    let (sandbox, path, before) = there("old\n");
    fs::remove_file(&path).unwrap();
    assert!(files::replace(&path, &before, b"mine\n").is_err());
    assert!(names(&sandbox.dir()).is_empty());
}

#[test]
#[cfg(unix)]
fn a_symbolic_link_stays_one_and_its_target_is_replaced() {
    let (sandbox, path, before) = there("old\n");
    fs::create_dir(sandbox.dir().join("links")).unwrap();
    let link = sandbox.dir().join("links/current.md");
    std::os::unix::fs::symlink("../run.md", &link).unwrap();
    files::replace(&link, &before, b"new\n").unwrap();
    assert_eq!(fs::read_link(&link).unwrap(), Path::new("../run.md"));
    assert_eq!(fs::read(&path).unwrap(), b"new\n");
    assert_eq!(names(&sandbox.dir().join("links")), ["current.md"]);
}

#[test]
#[cfg(unix)]
fn permissions_are_kept() {
    use std::os::unix::fs::PermissionsExt;
    let (_sandbox, path, before) = there("old\n");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    files::replace(&path, &before, b"new\n").unwrap();
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
#[cfg(unix)]
fn a_read_only_file_is_not_replaced() {
    use std::os::unix::fs::PermissionsExt;
    let (_sandbox, path, before) = there("old\n");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    let message = refused(files::replace(&path, &before, b"new\n"));
    assert_eq!(message, "run.md: cannot be written: permission denied; what was there before is untouched");
    assert_eq!(fs::read(&path).unwrap(), b"old\n");
}

#[test]
fn readers_see_the_old_bytes_or_the_new_ones_never_a_part() {
    let (old, new) = ("a".repeat(1 << 20), "b".repeat(1 << 20));
    let (_sandbox, path, mut before) = there(&old);
    let seen = path.clone();
    let reader = std::thread::spawn(move || {
        (0..200).all(|_| {
            let text = fs::read(&seen).unwrap();
            text.len() == 1 << 20 && text.iter().all(|byte| Some(byte) == text.first())
        })
    });
    for text in [&new, &old].into_iter().cycle().take(20) {
        files::replace(&path, &before, text.as_bytes()).unwrap();
        before = Source::new("run.md", text.clone().into_bytes()).unwrap();
    }
    assert!(reader.join().unwrap());
}

#[test]
fn creating_makes_the_folders_and_refuses_to_overwrite() {
    let sandbox = Sandbox::empty();
    let path = sandbox.dir().join("releases/1.2/run.md");
    files::create(&path, b"first\n").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"first\n");
    let again = files::create(&path, b"second\n").unwrap_err();
    assert!(matches!(again, FileError::Exists(_)), "{again}");
    assert_eq!(fs::read(&path).unwrap(), b"first\n");
    assert_eq!(names(path.parent().unwrap()), ["run.md"]);
}

#[test]
fn nothing_is_written_into_a_git_directory() {
    let sandbox = Sandbox::new();
    let error = files::create(&sandbox.dir().join(".git/hooks/run.md"), b"").unwrap_err();
    assert!(matches!(error, FileError::InsideGit(_)), "{error}");
}
