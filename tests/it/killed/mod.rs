//! Killed at a system call, or refused one, and the programs it starts likewise: signing, recording and pushing leave all or
//! nothing, claim success only where all is done, and the same command again finishes the job.
//!
//! Needs strace, and does nothing without it. A few calls by default; `GONOGO_TEST_KILLS=1000000` for every one.

mod calls;
mod stage;

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::support::NOW;
use crate::team::{PATH, RUN, Team};
use calls::{Call, FAULTS, KILLED, UNCLOSED};
pub use stage::is_anybody_in;
use stage::{Stage, Who};

/// A command, the state it starts from, what must be true after whatever happened, and whether all of it is done.
#[derive(Clone, Copy)]
struct Job {
    words: &'static [&'static str],
    prepared: fn() -> Team,
    after: fn(&Team, &str),
    done: fn(&Team) -> bool,
}

/// How many calls meet each fault, where the variable says so.
fn tries() -> Option<usize> {
    std::env::var("GONOGO_TEST_KILLS").ok().and_then(|n| n.parse().ok())
}

/// How many teams work at a time where every call is tried.
const TEAMS: usize = 3;

/// Runs a command with each of these faults at one system call after another, of its own or of what it starts, and looks at
/// what it left each time. By default a few calls are tried, of itself and of two that it starts.
fn at_calls(job: Job, faults: &[&'static str]) {
    // The record was begun by the fixed clock, and the program has the real one.
    if gonogo::time::Timestamp::system_now().unix() < NOW {
        return;
    }
    let Some(stage) = Stage::of((job.prepared)()) else { return };
    let (whole, children) = (tries().is_some(), stage.children(job.words));
    let children = (1..=children).filter(|n| whole || [children / 2, children].contains(n)).map(Who::Child);
    let traced = |who: Who| (who, stage.plain(who, job.words));
    let (itself, children) = (vec![traced(Who::Itself)], children.map(traced).collect::<Vec<_>>());
    let more = (1..if whole { TEAMS } else { 1 }).filter_map(|_| Stage::of((job.prepared)()));
    let stages: Vec<Stage> = std::iter::once(stage).chain(more).collect();
    for fault in faults {
        let few = if *fault == KILLED { 6 } else { 1 };
        for (whose, traces, few) in [("its own", &itself, few), ("of what it starts", &children, 1)] {
            let of = |(who, trace): &(Who, String)| {
                let calls = calls::to_meet(trace, fault).into_iter();
                calls.map(|call| (*who, call)).collect::<Vec<_>>()
            };
            let calls: Vec<_> = traces.iter().flat_map(of).collect();
            let step = calls.len().div_ceil(tries().unwrap_or(few)).max(1);
            let calls: Vec<_> = calls.into_iter().skip(step / 2).step_by(step).collect();
            let [met, failed] = each(&job, &stages, fault, &calls);
            let (words, tries) = (job.words.join(" "), calls.len());
            println!("{words}: {fault} at {tries} calls {whose}: {met} met it, {failed} times no success");
            // How often something is waited for differs from time to time.
            assert!(tries < 10 || met * 5 >= tries * 4, "{fault}: of {tries} only {met} were met");
        }
    }
}

/// A fault at each of these calls, at as many at a time as there are stages; how often it was met, and no success claimed.
fn each(job: &Job, stages: &[Stage], fault: &str, calls: &[(Who, Call)]) -> [usize; 2] {
    let (next, met, failed) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    let work = |stage: &Stage| {
        while let Some((who, call)) = calls.get(next.fetch_add(1, Ordering::Relaxed)) {
            let (claimed, was_met) = one(stage, job, *who, fault, call);
            met.fetch_add(usize::from(was_met), Ordering::Relaxed);
            failed.fetch_add(usize::from(!claimed), Ordering::Relaxed);
        }
    };
    std::thread::scope(|scope| {
        stages.iter().for_each(|stage| drop(scope.spawn(|| work(stage))));
    });
    [met, failed].map(AtomicUsize::into_inner)
}

/// One try; whether success was claimed, and whether the fault was met at all.
fn one(stage: &Stage, job: &Job, who: Who, fault: &str, call: &Call) -> (bool, bool) {
    let Job { words, after, done, .. } = job;
    let what = format!("{words:?}, {who:?}, {fault} at {call:?}");
    let (claimed, met) = stage.meets(who, fault, call, words);
    let team = &stage.team;
    assert!(!claimed || done(team), "{what}: success is claimed");
    after(team, &what);
    let again = team.env.program([]).args(*words).output().unwrap();
    assert!(again.status.success(), "{what}: {}", String::from_utf8_lossy(&again.stderr));
    assert!(done(team), "{what}");
    after(team, &what);
    (claimed, met)
}

fn git(team: &Team, args: &[&str]) -> String {
    team.env.sandbox().git(args)
}

/// Something asked of git in the remote.
fn there(team: &Team, args: &[&str]) -> String {
    let remote = team.env.sandbox().root().join("remote.git");
    git(team, &[&["--git-dir", remote.to_str().unwrap()], args].concat())
}

fn entries(list: &str) -> usize {
    list.trim().parse().unwrap()
}

const COUNT: [&str; 3] = ["rev-list", "--count", "gonogo/record"];

const SIGNING: Job = Job {
    words: &["sign", PATH, "--role", "Release Manager"],
    prepared: Team::new,
    after: |team, call| {
        let text = team.env.read(PATH);
        let named = text.contains("Release Manager: Ana Doe");
        assert!(named || text == RUN, "{call}: {text}");
        let folder = team.env.path("releases/v1.2.0.signoffs");
        let statements = if folder.exists() { team.statements() } else { Vec::new() };
        for name in &statements {
            assert!(folder.join(format!("{name}.sig")).exists(), "{call}: {name}");
        }
        // The name stands there only once the statement does, and nobody has to sign twice.
        assert!(!named || statements.len() == 1, "{call}: {statements:?}");
        assert!(statements.len() < 2, "{call}: {statements:?}");
    },
    done: |team| team.env.read(PATH).contains("Release Manager: Ana Doe") && team.statements().len() == 1,
};

const RECORDING: Job = Job {
    words: &["record", PATH],
    prepared: signed,
    after: |team, call| {
        let count = entries(&git(team, &COUNT));
        assert!(matches!(count, 1 | 2), "{call}: {count}");
        git(team, &["fsck", "--strict", "--full"]);
        assert_eq!(git(team, &["status", "--porcelain", "--untracked-files=no"]), "", "{call}");
        team.audit().exit(0);
    },
    done: |team| entries(&git(team, &COUNT)) == 2,
};

/// Recording into a remote: the remote has the old entries or the new ones, and what was recorded here stays.
const PUSHING: Job = Job {
    words: &["record", PATH, "--push"],
    prepared: || {
        let team = signed();
        let remote = team.env.sandbox().root().join("remote.git");
        let remote = remote.to_str().unwrap();
        git(&team, &["init", "-q", "--bare", remote]);
        git(&team, &["remote", "add", "origin", remote]);
        git(&team, &["push", "-q", "origin", "gonogo/record"]);
        team
    },
    after: |team, call| {
        let (here, pushed) = (entries(&git(team, &COUNT)), entries(&there(team, &COUNT)));
        assert!((1..=here).contains(&pushed) && here < 3, "{call}: {here}, {pushed}");
        there(team, &["fsck", "--strict", "--full"]);
        team.audit().exit(0);
    },
    done: |team| entries(&there(team, &COUNT)) == 2,
};

/// The same where somebody else has been quicker: their entry is fetched, and ours is built anew on it.
const CATCHING_UP: Job = Job {
    words: PUSHING.words,
    prepared: || {
        let team = (PUSHING.prepared)();
        let genesis = git(&team, &["rev-parse", "gonogo/record"]);
        std::fs::write(team.env.path("releases/other.md"), RUN).unwrap();
        for (who, role) in [("ben", "QA Lead"), ("ana", "Release Manager")] {
            team.works(who);
            team.env.gonogo(["sign", "releases/other.md", "--role", role]).exit(0);
        }
        team.env.gonogo(["record", "releases/other.md"]).exit(0);
        git(&team, &["push", "-q", "origin", "gonogo/record"]);
        git(&team, &["update-ref", "refs/heads/gonogo/record", genesis.trim()]);
        team
    },
    after: |team, call| {
        let (here, pushed) = (entries(&git(team, &COUNT)), entries(&there(team, &COUNT)));
        assert!((1..4).contains(&here) && (2..4).contains(&pushed), "{call}: {here}, {pushed}");
        there(team, &["fsck", "--strict", "--full"]);
        team.audit().exit(0);
    },
    done: |team| entries(&there(team, &COUNT)) == 3 && entries(&git(team, &COUNT)) == 3,
};

fn signed() -> Team {
    let team = Team::new();
    team.sign_all();
    team
}

#[test]
fn signing_killed_or_refused_a_call_leaves_all_or_nothing() {
    at_calls(SIGNING, FAULTS);
}

#[test]
fn signing_comes_to_an_end_where_pipes_stay_open() {
    // What waits for such a pipe is ended after a minute.
    if tries().is_some() {
        at_calls(SIGNING, &[UNCLOSED]);
    }
}

#[test]
fn recording_killed_or_refused_a_call_leaves_the_old_head_or_the_new_one() {
    at_calls(RECORDING, FAULTS);
}

#[test]
fn pushing_killed_or_refused_a_call_leaves_the_old_head_or_the_new_one() {
    at_calls(PUSHING, FAULTS);
}

#[test]
fn catching_up_killed_at_a_call_loses_neither_our_entry_nor_theirs() {
    at_calls(CATCHING_UP, &[KILLED]);
}
