//! Names, words, values and arguments that would steer a terminal: no command lets them through, on either stream.

use gonogo::cli::COMMANDS;
use gonogo::text::escape;

use crate::cli_env::CliEnv;

/// Clears the screen, titles the window, writes the clipboard, turns the text around, and hides some of it.
const STEER: &str = "\u{1b}[2J\u{1b}]0;t\u{7}\u{1b}]52;c;eA==\u{7}\u{9b}1m\u{202e}gnp\u{2066}\u{200b}\u{ad}\u{3164}";

const NAME: &str = "r\u{1b}[2J\u{202e}un.md";

pub fn document() -> String {
    format!(
        "---\ntitle: Run {STEER}\n---\n\n# Release {STEER} 3\n\n**Version {STEER}:** ____\n**Build:** [BUILD {STEER}]\n\n\
         ## Steps {STEER} (2 items)\n\n- [ ] Backup {STEER}\n- [x] Tables {STEER} — N/A\n  - Time {STEER}: 1O ms (Target: <5 ms)\n\
         - [] Restore {STEER}\n\n```sh\nrun {STEER} [HOST]\n- [ ] x {STEER}\n```\n\n## Rollback triggers {STEER}\n\n- [x] Errors \
         {STEER} > 5%\n\n## Decision {STEER}\n\n- [x] GO {STEER}\n- [x] NO-GO {STEER}\n\n## Sign-off {STEER}\n\n\
         - QA Lead {STEER}: Ana {STEER} Date: {STEER}\n\n<!-- gonogo: ignore {STEER}: {STEER} -->\n"
    )
}

/// One command line of each kind; `@` stands for the file.
const LINES: &[&[&str]] = &[
    &["check", "@"],
    &["check", "--concise", "@"],
    &["check", "--all", "@"],
    &["check", "--why", "@"],
    &["check", "--show-config", "@"],
    &["check", "--template", "t.md", "@"],
    &["check", "--format", "json", "@"],
    &["check", "--format", "github", "@"],
    &["check", "--format", "gitlab", "@"],
    &["check", "--format", "sarif", "@"],
    &["check", "--format", "junit", "@"],
    &["check", "--color", "never", ".", STEER],
    &["check", STEER],
    &["check", "--rev", STEER, "@"],
    &["check", "--format", STEER, "@"],
    &["lint", "@"],
    &["lint", "--fix", "--dry-run", "@"],
    &["compile", "@"],
    &["compile", "--format", "json", "@"],
    &["status", "@"],
    &["status", "--format", "json", "@"],
    &["data", "@"],
    &["data", "--format", "yaml", "@"],
    &["data", "--format", "json", "@"],
    &["data", "--format", "schema", "@"],
    &["diff", "t.md", "@"],
    &["diff", STEER, "@"],
    &["tick", "@", STEER],
    &["untick", "@", STEER],
    &["na", "@", STEER, "--reason", STEER],
    &["na", "@", "backup", "--reason", STEER],
    &["fail", "@", STEER, "--reason", STEER],
    &["note", "@", STEER, STEER],
    &["attach", "@", STEER, STEER],
    &["decide", "@", STEER],
    &["set", "@", STEER],
    &["fill", "@", "--set", STEER],
    &["fill", "@", "--data", "data.toml"],
    &["fill", "@", "--data", STEER],
    &["new", "@", "-o", STEER],
    &["new", "@", "-o", "new.md", "--data", "data.toml"],
    &["merge", "t.md", "@", "@"],
    &["sign", "@", "--role", STEER],
    &["run", "@"],
    &["record", "@"],
    &["report", "@"],
    &["report", "@", "--template", "markdown"],
    &["report", "@", "--template", "none\u{1b}[2J\u{202e}"],
    &["audit"],
    &["log", STEER],
    &["show", STEER],
    &["amend", STEER],
    &["withdraw", STEER],
    &["event", STEER],
    &["hook", "run"],
    &["hook", STEER],
    &["policy", "check", STEER],
    &["init", STEER],
    &["lsp", STEER],
    &["explain", STEER],
    &["rules", STEER],
    &["schema", STEER],
    &["completions", STEER],
    &["demo", STEER],
    &["man", STEER],
    &[STEER],
];

#[test]
fn no_command_lets_through_what_steers_a_terminal() {
    let env = CliEnv::new()
        .file(NAME, document())
        .file("t.md", document().replace("Backup", "Backup all").replace("<5", "<4"))
        .file("data.toml", format!("\"{}\" = 1\n", escape(STEER).replace('\\', "\\\\")));
    for line in LINES {
        let args: Vec<&str> = line.iter().map(|arg| if *arg == "@" { NAME } else { arg }).collect();
        let done = env.words(args);
        for (stream, text) in [("stdout", &done.stdout), ("stderr", &done.stderr)] {
            let acts = |c: &char| !matches!(c, '\n' | '\t') && escape(c.encode_utf8(&mut [0; 4])) != c.to_string();
            assert_eq!(text.chars().find(acts), None, "{line:?} on {stream}: {text:?}");
        }
    }
}

#[test]
fn every_command_is_tried() {
    for command in COMMANDS {
        let tried = LINES.iter().any(|line| line.first() == Some(&command.name));
        assert!(tried, "{} has no line", command.name);
    }
}
