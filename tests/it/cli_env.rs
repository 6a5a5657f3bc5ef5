//! A sandbox for command lines: in process with captured streams and a fixed clock, or the real program.

use std::cell::RefCell;
use std::ffi::OsString;
use std::io::Write;
use std::process::Command;
use std::rc::Rc;

use crate::support::Sandbox;

/// The built program.
pub const GONOGO: &str = env!("CARGO_BIN_EXE_gonogo");

#[derive(Clone, Default)]
struct Stream(Rc<RefCell<Vec<u8>>>);

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Stream {
    fn text(&self) -> String {
        String::from_utf8(self.0.borrow().clone()).unwrap()
    }
}

/// A directory with files, and command lines that run in it.
pub struct CliEnv {
    sandbox: Sandbox,
    stdin: Vec<u8>,
    person: bool,
}

impl CliEnv {
    pub fn new() -> Self {
        let sandbox = Sandbox::empty();
        // The root of a repository: no configuration is looked for above it.
        std::fs::create_dir(sandbox.dir().join(".git")).unwrap();
        Self { sandbox, stdin: Vec::new(), person: false }
    }

    /// In a repository that is there already.
    pub fn of(sandbox: Sandbox) -> Self {
        Self { sandbox, stdin: Vec::new(), person: false }
    }

    pub fn sandbox(&self) -> &Sandbox {
        &self.sandbox
    }

    pub fn git(&self, args: &[&str]) {
        self.sandbox.git(args);
    }

    pub fn file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.sandbox.write(path, text);
        self
    }

    pub fn stdin(mut self, bytes: impl AsRef<[u8]>) -> Self {
        self.stdin = bytes.as_ref().to_vec();
        self
    }

    /// Somebody is there from now on, and types this.
    pub fn answers(&mut self, text: &str) {
        (self.stdin, self.person) = (text.as_bytes().to_vec(), true);
    }

    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap()
    }

    pub fn path(&self, path: &str) -> std::path::PathBuf {
        self.sandbox.dir().join(path)
    }

    /// Runs a command line in process.
    pub fn gonogo<const N: usize>(&self, args: [&str; N]) -> Done {
        self.words(args)
    }

    /// The same, for words that come from anywhere.
    pub fn words<'a>(&self, args: impl IntoIterator<Item = &'a str>) -> Done {
        self.words_with(args, &[])
    }

    /// The same, with these variables in the environment.
    pub fn words_with<'a>(&self, args: impl IntoIterator<Item = &'a str>, env: &[(&str, &str)]) -> Done {
        let (stdout, stderr) = (Stream::default(), Stream::default());
        let mut world = self.sandbox.world();
        world.stdin = Box::new(std::io::Cursor::new(self.stdin.clone()));
        world.person = self.person;
        world.env.extend(env.iter().map(|(name, value)| (OsString::from(name), OsString::from(value))));
        world.stdout = Box::new(stdout.clone());
        world.stderr = Box::new(stderr.clone());
        let args: Vec<OsString> = std::iter::once("gonogo").chain(args).map(OsString::from).collect();
        // Who reads the record comes years later: some entries are of the real clock, or of hours after this one that stands still.
        if args.get(1).is_some_and(|word| word == "audit" || word == "log") {
            world.now =
                Box::new(|| gonogo::time::Timestamp::from_unix(crate::support::NOW + 10 * 366 * 86_400).unwrap());
        }
        let status = gonogo::cli::run(args, &mut world);
        Done { status, stdout: stdout.text(), stderr: stderr.text() }
    }

    /// The real program, in this directory and environment.
    pub fn program<const N: usize>(&self, args: [&str; N]) -> Command {
        let mut command = self.sandbox.command(GONOGO);
        command.args(args);
        command
    }
}

/// What a command line left behind.
#[derive(Debug)]
pub struct Done {
    pub status: u8,
    pub stdout: String,
    pub stderr: String,
}

impl Done {
    #[track_caller]
    pub fn exit(self, status: u8) -> Self {
        assert_eq!(self.status, status, "{self:#?}");
        self
    }

    #[track_caller]
    pub fn stdout(self, text: &str) -> Self {
        assert_eq!(self.stdout, text, "{self:#?}");
        self
    }

    #[track_caller]
    pub fn stderr(self, text: &str) -> Self {
        assert_eq!(self.stderr, text, "{self:#?}");
        self
    }

    /// Standard output holds this.
    #[track_caller]
    pub fn says(self, text: &str) -> Self {
        assert!(self.stdout.contains(text), "{self:#?}");
        self
    }

    /// Standard error holds this.
    #[track_caller]
    pub fn remarks(self, text: &str) -> Self {
        assert!(self.stderr.contains(text), "{self:#?}");
        self
    }
}
