//! `gonogo demo`: the whole job for real, in a throw-away repository with throw-away keys.

use std::cell::RefCell;
use std::ffi::{OsStr, OsString};
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use anyhow::{Context as _, Result, bail, ensure};

use super::{Door, Exit, Ui};
use crate::engine::files;
use crate::text::shell_word;
use crate::world::World;

/// The checklist of the demonstration.
const CHECKLIST: &str = include_str!("../../templates/demo.md");
/// Its run data.
const DATA: &str =
    "VERSION = \"2.4.0\"\nCOMMIT = \"8c1f0e2\"\nverified = \"411\"\n\"contract-tests-pass-rate\" = \"99.3\"\n";
/// The people: name, address, and the file of their key.
const ANA: Person = Person { name: "Ana Doe", email: "ana@example.org", key: "ana" };
const BEN: Person = Person { name: "Ben Ito", email: "ben@example.org", key: "ben" };
const RUN: &str = "releases/v2.4.0.md";

#[derive(clap::Args)]
pub(super) struct Args {
    /// Make the repository here, in a new or empty folder; without it in a temporary one
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

impl Door for Args {
    const NAME: &'static str = "demo";
    const ABOUT: &'static str = "Show the whole job for real, in a throw-away repository with throw-away keys";

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        let dir = match &self.dir {
            Some(dir) => world.path(dir),
            None => tempfile::Builder::new()
                .prefix("gonogo-demo-")
                .tempdir()
                .context("no temporary folder can be made")?
                .keep(),
        };
        std::fs::create_dir_all(&dir).with_context(|| format!("{}: cannot be made", dir.display()))?;
        ensure!(std::fs::read_dir(&dir)?.next().is_none(), "{}: is not empty; name a new folder", dir.display());
        let mut stage = Stage { dir, world, color: ui.color };
        stage.play()?;
        Ok(Exit::Clean)
    }
}

struct Person {
    name: &'static str,
    email: &'static str,
    key: &'static str,
}

/// A stream that can be read after it was written to.
#[derive(Clone, Default)]
struct Heard(Rc<RefCell<Vec<u8>>>);

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

struct Stage<'w> {
    dir: PathBuf,
    world: &'w mut World,
    color: bool,
}

impl Stage<'_> {
    fn play(&mut self) -> Result<()> {
        self.say("A repository, and two people with a key each")?;
        self.prepare()?;
        let signer = format!("{}={}.pub", BEN.email, BEN.key);
        let roles = [format!("Release Manager={}", ANA.email), format!("QA Lead={}", BEN.email)];
        let init =
            ["init", "--no-hook", "--no-first-run", "--role", &roles[0], "--role", &roles[1], "--signer", &signer];
        self.say("Ana sets it up: configuration, signers, and the record's first commit")?;
        self.gonogo(&ANA, &init, 0)?;

        self.say("A run from the template, with the data that is known so far")?;
        let date = format!("DATE={}", self.world.now().date());
        self.gonogo(&ANA, &["new", "checklists/release.md", "-o", RUN, "--data", "data.toml", "--set", &date], 0)?;
        self.say("Is it complete? Far from it")?;
        self.gonogo(&ANA, &["check", RUN, "--concise"], 1)?;

        self.say("The work: measured values, ticks, and what does not apply")?;
        let finished = format!("finished-at={}", self.world.now());
        let values = ["error-rate-over-15-minutes=0.03", "result=PASS", &finished];
        let set = values.iter().flat_map(|value| ["--set", value]);
        let fill: Vec<&str> = ["fill", RUN].into_iter().chain(set).collect();
        self.gonogo(&ANA, &fill, 0)?;
        let done = [
            "tick",
            RUN,
            "Unit tests",
            "Contract tests",
            "Tests pass",
            "Release notes",
            "Image 2.4.0",
            "Error rate over",
        ];
        self.gonogo(&BEN, &done, 0)?;
        self.gonogo(&BEN, &["na", RUN, "Database migration", "--reason", "no schema change"], 0)?;
        self.say("The decision")?;
        self.gonogo(&ANA, &["tick", RUN, "decision/go"], 0)?;

        self.say("Both sign: a statement of what each has seen, signed with their own key")?;
        self.gonogo(&BEN, &["sign", RUN, "--role", "QA Lead"], 0)?;
        self.gonogo(&ANA, &["sign", RUN, "--role", "Release Manager"], 0)?;
        self.say("GO?")?;
        self.gonogo(&ANA, &["check", RUN], 0)?;

        self.say("Onto the record: a signed commit on a branch that only grows")?;
        self.gonogo(&ANA, &["record", RUN], 0)?;
        self.gonogo(&BEN, &["audit"], 0)?;
        self.git(&["log", "--format=%h %G? %an  %s", "gonogo/record"])?;

        self.say("The report")?;
        self.gonogo(&ANA, &["report", RUN, "-o", "report.html"], 0)?;

        self.say("Now somebody weakens the numbers in the signed run")?;
        self.tamper()?;
        self.gonogo(&ANA, &["check", RUN], 1)?;
        self.git(&["checkout", "--quiet", "--", RUN])?;

        let (dir, report) = (self.dir.display().to_string(), self.dir.join("report.html").display().to_string());
        self.say("All of it is left for a look")?;
        writeln!(self.world.stdout, "  the repository  {dir}\n  the report      {report}")?;
        Ok(())
    }

    /// The repository, its template, and the keys. Nothing of the user's own configuration or keys is looked at.
    fn prepare(&mut self) -> Result<()> {
        self.git(&["init", "--quiet", "--initial-branch=main", "."])?;
        for person in [&ANA, &BEN] {
            let key = self.dir.join(person.key);
            let comment = person.email;
            let made = self
                .command(person, "ssh-keygen")
                .args(["-q", "-t", "ed25519", "-N", "", "-C", comment, "-f"])
                .arg(&key)
                .output();
            let made = made.context("ssh-keygen can't be run; it comes with OpenSSH, which signing needs")?;
            ensure!(made.status.success(), "ssh-keygen made no key: {}", String::from_utf8_lossy(&made.stderr).trim());
            let config = format!(
                "[user]\n\tname = {}\n\temail = {}\n\tsigningkey = {}\n[gpg]\n\tformat = ssh\n[gpg \"ssh\"]\n\tallowedSignersFile = {}\n",
                person.name,
                person.email,
                path_in_config(&key),
                path_in_config(&self.dir.join(".gonogo/allowed_signers")),
            );
            files::create(&self.dir.join(format!("{}.gitconfig", person.key)), config.as_bytes())?;
        }
        files::create(&self.dir.join("checklists/release.md"), CHECKLIST.as_bytes())?;
        files::create(&self.dir.join("data.toml"), DATA.as_bytes())?;
        files::create(&self.dir.join(".gitignore"), b"/ana*\n/ben*\n/data.toml\n/report.html\n")?;
        Ok(())
    }

    fn tamper(&mut self) -> Result<()> {
        self.git(&["add", "--all"])?;
        self.git(&["-c", "commit.gpgsign=false", "commit", "--quiet", "--message=Release 2.4.0"])?;
        let path = self.dir.join(RUN);
        let before = files::read(self.world, &path)?;
        let after = before.text().replace("(target: <0.1%)", "(target: <5%)");
        ensure!(after != before.text(), "there is no target to weaken");
        files::replace(&path, &before, after.as_bytes())?;
        self.git(&["diff", "--unified=0", "--", RUN])
    }

    /// A heading of the narration.
    fn say(&mut self, text: &str) -> Result<()> {
        let line = if self.color { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() };
        Ok(writeln!(self.world.stdout, "\n== {line}")?)
    }

    /// Runs gonogo as somebody, shows the command and what it says, and holds it to its exit status.
    fn gonogo(&mut self, person: &Person, arguments: &[&str], expected: u8) -> Result<()> {
        self.prompt(person, "gonogo", arguments)?;
        let (stdout, stderr) = (Heard::default(), Heard::default());
        let mut world = World {
            now: Box::new(crate::time::Timestamp::system_now),
            env: self.environment(person),
            cwd: self.dir.clone(),
            stdin: Box::new(Cursor::new(Vec::new())),
            stdout: Box::new(stdout.clone()),
            stderr: Box::new(stderr.clone()),
            terminal: (false, false),
            person: false,
            before_writing: || (),
        };
        let color = if self.color { "--color=always" } else { "--color=never" };
        let line = ["gonogo", color].into_iter().chain(arguments.iter().copied()).map(OsString::from);
        let status = super::run(line, &mut world);
        self.world.stdout.write_all(&stderr.0.borrow())?;
        self.world.stdout.write_all(&stdout.0.borrow())?;
        if status != expected {
            bail!("gonogo {} ended with {status}, not {expected}", arguments.join(" "));
        }
        Ok(())
    }

    fn git(&mut self, arguments: &[&str]) -> Result<()> {
        self.prompt(&ANA, "git", arguments)?;
        let done = self.command(&ANA, "git").args(arguments).output().context("git can't be run")?;
        ensure!(done.status.success(), "git {}: {}", arguments.join(" "), String::from_utf8_lossy(&done.stderr).trim());
        Ok(self.world.stdout.write_all(&done.stdout)?)
    }

    /// What a person would type.
    fn prompt(&mut self, person: &Person, program: &str, arguments: &[&str]) -> Result<()> {
        let quoted: Vec<String> = arguments.iter().map(|argument| shell_word(argument)).collect();
        let line = format!("{}$ {program} {}", person.key, quoted.join(" "));
        let line = if self.color { format!("\u{1b}[36m{line}\u{1b}[0m") } else { line };
        Ok(writeln!(self.world.stdout, "{line}")?)
    }

    fn command(&self, person: &Person, program: &str) -> std::process::Command {
        let mut command = self.world.command(program);
        command.env_clear().envs(self.environment(person)).current_dir(&self.dir).stdin(std::process::Stdio::null());
        command
    }

    /// The environment, with the person's own git configuration and nobody else's.
    fn environment(&self, person: &Person) -> std::collections::BTreeMap<OsString, OsString> {
        let mut env = self.world.env.clone();
        env.retain(|name, _| !name.to_str().is_some_and(|name| name.starts_with("GIT_")));
        let config = self.dir.join(format!("{}.gitconfig", person.key));
        env.insert("GIT_CONFIG_GLOBAL".into(), config.into_os_string());
        env.insert("GIT_CONFIG_NOSYSTEM".into(), OsStr::new("1").to_owned());
        env.remove(OsStr::new("SSH_AUTH_SOCK"));
        env
    }
}

/// A path as git's configuration takes it.
fn path_in_config(path: &Path) -> String {
    format!("\"{}\"", path.display().to_string().replace('\\', "\\\\").replace('"', "\\\""))
}
