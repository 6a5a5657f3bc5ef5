//! Speed as ratios of things measured in the same run: start-up against an empty Rust process, compiling against
//! draining pulldown-cmark's events over the same bytes, filling and judging against judging.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use gonogo::evidence::Evidence;
use gonogo::fill::{FillOptions, RunData, data_skeleton, fill};
use gonogo::parse::parse;
use gonogo::rules;
use gonogo::text::Source;
use gonogo::time::Timestamp;

const ROUNDS: usize = 200;

fn main() {
    // `cargo test --benches` only asks whether it runs.
    let measured = std::env::args().any(|argument| argument == "--bench");
    let rounds = if measured { ROUNDS } else { 2 };
    match !measured || build_as_released() {
        true => start_up(rounds),
        false => println!("start-up: not measured, cargo can't build the program"),
    }
    compiling(rounds);
    filling(rounds.min(50));
    judging();
}

/// Builds the program as it is released, in the place of the one that cargo has built for this: that one has the features of
/// libraries that only tests ask for, and their tables.
fn build_as_released() -> bool {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--locked", "--release", "--bin", "gonogo"]).current_dir(env!("CARGO_MANIFEST_DIR"));
    // What cargo says of this package to its programs would have libraries built anew that look for it.
    let told = std::env::vars_os().map(|(name, _)| name).filter(|name| {
        name.to_str().is_some_and(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_"))
    });
    for name in told {
        cargo.env_remove(name);
    }
    cargo.status().is_ok_and(|status| status.success())
}

/// Whole processes in turn, so that a drift of the machine's speed meets all alike.
fn start_up(rounds: usize) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let Some(empty) = empty_process(folder) else {
        println!("start-up: not measured, rustc can't be run");
        return;
    };
    let run = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/go/production.md");
    let gonogo = Path::new(env!("CARGO_BIN_EXE_gonogo"));
    let commands: [(&str, &Path, &[&str]); 3] = [
        ("an empty process", &empty, &[]),
        ("gonogo --version", gonogo, &["--version"]),
        ("gonogo check on one file of 5 KB", gonogo, &["check", run.to_str().unwrap_or_default()]),
    ];
    let mut times = vec![Vec::with_capacity(rounds); commands.len()];
    for _ in 0..rounds {
        for ((_, program, arguments), times) in commands.iter().zip(&mut times) {
            let start = Instant::now();
            let status = Command::new(program).args(*arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
            times.push(start.elapsed());
            assert!(status.is_ok_and(|status| status.success()), "{} failed", program.display());
        }
    }
    let medians: Vec<Duration> = times.into_iter().map(median).collect();
    for ((name, ..), time) in commands.iter().zip(&medians) {
        let ratio = time.as_secs_f64() / medians.first().map_or(1.0, Duration::as_secs_f64);
        println!("start-up: {name}: {:.2} ms, {ratio:.2} times an empty process", time.as_secs_f64() * 1e3);
    }
}

fn empty_process(folder: &Path) -> Option<PathBuf> {
    let source = folder.join("empty.rs");
    let program = folder.join("empty");
    std::fs::write(&source, "fn main() { println!(\"hello\"); }\n").ok()?;
    let made = Command::new("rustc").arg("-O").arg("-o").arg(&program).arg(&source).status().ok()?;
    made.success().then_some(program)
}

fn compiling(rounds: usize) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/go");
    let mut text = String::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        text.push_str(&std::fs::read_to_string(entry.path()).unwrap_or_default());
        text.push_str("\n\n");
    }
    let source = Source::new("all.md", text.into_bytes()).expect("the fixtures are text");
    let (mut drained, mut compiled) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        let start = Instant::now();
        let options = pulldown_cmark::Options::ENABLE_TABLES
            | pulldown_cmark::Options::ENABLE_TASKLISTS
            | pulldown_cmark::Options::ENABLE_STRIKETHROUGH;
        let events = pulldown_cmark::Parser::new_ext(source.text(), options).into_offset_iter();
        black_box(events.count());
        drained.push(start.elapsed());
        let start = Instant::now();
        black_box(parse(&source));
        compiled.push(start.elapsed());
    }
    let (drained, compiled) = (median(drained), median(compiled));
    println!(
        "compiling {} KB: {:.2} ms, {:.2} times draining the Markdown parser's events",
        source.text().len() / 1024,
        compiled.as_secs_f64() * 1e3,
        compiled.as_secs_f64() / drained.as_secs_f64()
    );
}

/// A long run filled completely and judged, as `gonogo fill --check` does it, against judging it once it is filled.
fn filling(rounds: usize) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/shapes/go-live-day.md");
    let text = std::fs::read(path).unwrap_or_default();
    let blank = Source::new("run.md", text).expect("the fixture is text");
    let empty = parse(&blank);
    let evidence = Evidence::at(Timestamp::from_unix(0).expect("a time"));
    let put = |data: &RunData| fill(&blank, &empty, data, FillOptions::default());
    // Of each slot the first value that it takes beside the others.
    let mut data = RunData::default();
    for entry in data_skeleton(&empty).into_iter().filter(|entry| entry.current.is_none()) {
        let values = entry.options.first().map(String::as_str).into_iter().chain(["7", "7/7", "2026-11-20", "18:30"]);
        let tries = values.map(|value| {
            let mut more = data.clone();
            more.give(entry.key.as_str(), value);
            more
        });
        data = tries.into_iter().find(|data| put(data).is_ok()).unwrap_or(data);
    }
    let filled = put(&data).expect("every value was tried").after;
    let (mut judged, mut both) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        let start = Instant::now();
        black_box(rules::judge(&filled, &parse(&filled), &evidence));
        judged.push(start.elapsed());
        let start = Instant::now();
        let done = fill(&blank, &parse(&blank), &data, FillOptions::default()).expect("filled before");
        black_box(rules::judge(&done.after, &done.compiled, &evidence));
        both.push(start.elapsed());
    }
    let (judged, both) = (median(judged), median(both));
    println!(
        "filling {} values and judging: {:.2} ms, {:.2} times judging alone",
        data.entries().len(),
        both.as_secs_f64() * 1e3,
        both.as_secs_f64() / judged.as_secs_f64()
    );
}

/// Ten times the items must not take much more than ten times as long.
fn judging() {
    let timed = |items: usize| {
        let text = (0..items).fold("# Run\n".to_owned(), |text, at| {
            let mark = if at % 6 < 3 { "x" } else { " " };
            text + &format!("{}- [{mark}] item {at}\n", "  ".repeat(at % 6))
        });
        let source = Source::new("run.md", text.into_bytes()).expect("a text");
        let checklist = parse(&source);
        let evidence = Evidence::at(Timestamp::from_unix(0).expect("a time"));
        let start = Instant::now();
        black_box(rules::judge(&source, &checklist, &evidence));
        start.elapsed()
    };
    let (few, many) = (timed(2_000), timed(20_000));
    println!("judging: ten times the items take {:.1} times as long", many.as_secs_f64() / few.as_secs_f64());
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
