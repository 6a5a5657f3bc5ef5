//! Speed of the audit as ratios of things done in the same run: against git's own check of the same objects, its
//! verification of the same commits, and the bare mathematics of as many signatures.

mod made;
mod pack;

use std::num::NonZero;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use ed25519_dalek::{Signature, VerifyingKey};
use gonogo::parallel;
use gonogo::signing::{allowed_signers::AllowedSigners, sshsig};
use gonogo::time::Timestamp;

use made::{Made, key};

fn main() {
    // `cargo test --benches` only asks whether it runs.
    let runs = if std::env::args().any(|argument| argument == "--bench") { 10_000 } else { 20 };
    let made = timed("writing the record", || Made::new(runs)).0;
    let (_, raw) = timed("raw ed25519, one thread, a signature for each commit and sign-off", || raw(5 * runs));
    let (_, fsck) = timed("git fsck", || made::git(&made.repo, &["fsck", "--no-progress"]));
    let (most, audit) = timed("gonogo audit", || audit(&made.repo));
    println!("gonogo audit: {:.2} times three raw verifications and one git fsck", ratio(audit, 3 * raw + fsck));
    println!("gonogo audit: {:.2} times git fsck", ratio(audit, fsck));
    println!("gonogo audit: {} MB at most", most.map_or_else(|| "unknown".to_owned(), |kb| (kb / 1024).to_string()));
    let (_, verified) = timed("verifying the commits", || verify(&made));
    println!("verifying the commits: {:.2} times git fsck", ratio(verified, fsck));
    let (_, shown) = timed("git log --show-signature", || show_signatures(&made.repo));
    println!("verifying the commits: {:.0} times as fast as git log --show-signature", ratio(shown, verified));
}

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = work();
    let took = start.elapsed();
    println!("{what}: {:.2} s", took.as_secs_f64());
    (done, took)
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}

/// So many signatures of one key, by the library below ours, with nothing around them.
fn raw(count: usize) {
    let pair = key(0);
    let pair = pair.key_data().ed25519().expect("an ed25519 key");
    let public = VerifyingKey::from_bytes(&pair.public.0).expect("a key");
    let armour = pair.to_bytes();
    let signer = ed25519_dalek::SigningKey::from_keypair_bytes(&armour).expect("a key");
    let text = [7; 300];
    let signature: Signature = ed25519_dalek::Signer::sign(&signer, &text);
    for _ in 0..count {
        ed25519_dalek::Verifier::verify(&public, std::hint::black_box(&text), &signature).expect("a good signature");
    }
}

/// The program's own audit; the answer is how much memory it had at most, in KB, where the system says.
fn audit(repo: &Path) -> Option<u64> {
    let mut audit = Command::new(env!("CARGO_BIN_EXE_gonogo"));
    let mut audit = audit.args(["audit", "--quiet"]).current_dir(repo).stdout(Stdio::null()).spawn().expect("gonogo");
    let status = format!("/proc/{}/status", audit.id());
    let mut most = None;
    loop {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let peak = text.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok());
        most = most.max(peak);
        if let Some(done) = audit.try_wait().expect("its end") {
            assert!(done.success(), "the audit says that the record does not hold");
            return most;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// What `git log --show-signature` does: each commit's signature, and whether its key is allowed.
fn verify(made: &Made) {
    let repo = git2::Repository::open(&made.repo).expect("a repository");
    let mut walk = repo.revwalk().expect("a walk");
    walk.push_ref("refs/heads/gonogo/record").expect("the record");
    let ids: Vec<git2::Oid> = walk.map(|id| id.expect("a commit")).collect();
    let tip = repo.find_commit(ids[0]).expect("the tip");
    let signers = tip.tree().and_then(|tree| tree.get_path(Path::new("policy/000001/allowed_signers")));
    let signers = signers.and_then(|entry| repo.find_blob(entry.id())).expect("the allowed signers");
    let signers = AllowedSigners::parse(signers.content()).expect("a list");
    let stretches: Vec<&[git2::Oid]> = ids.chunks(64).collect();
    let good = parallel::map(&stretches, NonZero::new(2), |ids| {
        let repo = git2::Repository::open(&made.repo).expect("a repository");
        let good = |id: &&git2::Oid| {
            let (armour, payload) = repo.extract_signature(id, None).expect("a signature");
            let key = sshsig::verify(&armour, "git", &payload).expect("a good one");
            let now = Timestamp::from_unix(1_795_230_060).expect("a time");
            signers.judge("ana@example.org", &key, "git", now).is_good()
        };
        ids.iter().filter(good).count()
    });
    assert_eq!(good.iter().sum::<usize>(), made.commits);
}

fn show_signatures(repo: &Path) {
    let shown = repo.join("allowed");
    let tip = Command::new("git")
        .args(["cat-file", "blob", "gonogo/record:policy/000001/allowed_signers"])
        .current_dir(repo)
        .output()
        .expect("git");
    std::fs::write(&shown, tip.stdout).expect("a file");
    let allowed = format!("gpg.ssh.allowedSignersFile={}", shown.display());
    let mut log = Command::new("git");
    log.args(["-c", &allowed, "log", "--show-signature", "--format=%G?", "gonogo/record"]);
    let done = log.current_dir(repo).output().expect("git");
    assert!(done.status.success() && done.stdout.ends_with(b"G\n"), "git does not find the signatures good");
}
