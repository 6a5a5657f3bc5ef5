//! The system calls of a trace: which of them change something that others can see, which may wait for another process,
//! and which can meet a fault.
//!
//! What a killed process leaves behind is the same before and after a call that changes nothing outside of it. So a kill
//! before each call that does, at each wait for somebody else (who goes on meanwhile, or is told by a pipe that closes), and
//! before the end, covers a kill at every call of the trace. That needs every call to be known: one that stands in no list
//! fails the test.

use std::collections::{BTreeMap, BTreeSet};

/// Calls that change files, or start, tell or end another process. Files are opened by [`CREATES`].
const CHANGES: &[&str] = &[
    "chmod",
    "clone",
    "clone3",
    "connect",
    "copy_file_range",
    "creat",
    "execve",
    "exit",
    "exit_group",
    "fallocate",
    "fchmod",
    "fchmodat",
    "fork",
    "ftruncate",
    "kill",
    "link",
    "linkat",
    "mkdir",
    "mkdirat",
    "pwrite64",
    "pwritev",
    "rename",
    "renameat",
    "renameat2",
    "rmdir",
    "sendmsg",
    "sendto",
    "setpgid",
    "symlink",
    "symlinkat",
    "tgkill",
    "truncate",
    "unlink",
    "unlinkat",
    "utimensat",
    "vfork",
    "write",
    "writev",
];

/// Calls that open a file, and change something where they may make or empty it.
const OPENS: &[&str] = &["open", "openat", "openat2"];
const CREATES: &[&str] = &["O_CREAT", "O_TRUNC", "O_TMPFILE"];

/// Calls in which a process may wait while another one goes on.
const WAITS: &[&str] =
    &["clock_nanosleep", "nanosleep", "poll", "ppoll", "pselect6", "restart_syscall", "select", "wait4", "waitid"];

/// Calls that wait for another, or tell it something, where they are about a pipe, and are nobody's concern otherwise.
const TALKS: &[&str] = &["close", "read", "readv", "recvfrom", "recvmsg"];
const PIPES: &[&str] = &["<pipe:", "<socket:", "<UNIX", "<TCP", "<FIFO"];

/// Calls that change nothing but the process that makes them, or make others wait at most. A lock that a process holds is
/// given back when it ends, and what is on its way to the disk gets there: `flock`, `fcntl`, `fsync`.
const HARMLESS: &[&str] = &[
    "access",
    "alarm",
    "arch_prctl",
    "brk",
    "chdir",
    "dup",
    "dup2",
    "dup3",
    "faccessat",
    "faccessat2",
    "fadvise64",
    "fchdir",
    "fcntl",
    "fdatasync",
    "flock",
    "fstat",
    "fstatfs",
    "fsync",
    "futex",
    "getcwd",
    "getdents64",
    "getegid",
    "geteuid",
    "getgid",
    "getpeername",
    "getpgid",
    "getpgrp",
    "getpid",
    "getppid",
    "getpriority",
    "getrandom",
    "getrusage",
    "getsockname",
    "getsockopt",
    "gettid",
    "getuid",
    "ioctl",
    "lseek",
    "lstat",
    "madvise",
    "mmap",
    "mprotect",
    "mremap",
    "munmap",
    "newfstatat",
    "pipe",
    "pipe2",
    "prctl",
    "pread64",
    "prlimit64",
    "readlink",
    "readlinkat",
    "rseq",
    "rt_sigaction",
    "rt_sigprocmask",
    "rt_sigreturn",
    "rt_sigsuspend",
    "sched_getaffinity",
    "sched_yield",
    "set_robust_list",
    "set_tid_address",
    "setitimer",
    "setpriority",
    "setsid",
    "setsockopt",
    "sigaltstack",
    "socket",
    "socketpair",
    "stat",
    "statfs",
    "statx",
    "sync_file_range",
    "sysinfo",
    "time",
    "umask",
    "uname",
];

/// What becomes of a system call.
pub const KILLED: &str = "signal=SIGKILL";
pub const FULL: &str = "error=ENOSPC";
pub const BROKEN: &str = "error=EIO";
pub const DENIED: &str = "error=EACCES";
/// No file can be opened any more, by this process or by any.
pub const TOO_MANY: &str = "error=EMFILE";
/// A signal came in between; the call is to be made again.
pub const INTERRUPTED: &str = "error=EINTR";
/// The system has let go of the file all the same, but here it has not: pipes stay open.
pub const UNCLOSED: &str = "error=EBADF";

/// The calls that change the folders and files of a disk.
const OF_DISKS: &[&str] = &[
    "fchmod",
    "fdatasync",
    "fsync",
    "ftruncate",
    "link",
    "linkat",
    "mkdir",
    "mkdirat",
    "pwrite64",
    "rename",
    "renameat",
    "renameat2",
    "rmdir",
    "symlink",
    "unlink",
    "unlinkat",
    "utimensat",
    "write",
];

/// What a fault can meet: the names of calls, and whether files that are only read count among what is opened.
const MEETS: &[(&str, &[&str], bool)] = &[
    (FULL, OF_DISKS, false),
    (BROKEN, OF_DISKS, true),
    (
        DENIED,
        &["link", "linkat", "mkdir", "mkdirat", "rename", "renameat", "renameat2", "rmdir", "unlink", "unlinkat"],
        true,
    ),
    (TOO_MANY, &["dup", "fcntl", "pipe2", "socket", "socketpair"], true),
    (INTERRUPTED, &["fsync", "poll", "read", "wait4", "write"], true),
    (UNCLOSED, &["close"], false),
];

/// A kill, and the faults of a disk and of a system that is short of something.
pub const FAULTS: &[&str] = &[KILLED, FULL, BROKEN, DENIED, TOO_MANY, INTERRUPTED];

/// A system call, by its name and which one of that name it is in its thread, counted from 1.
pub type Call = (String, usize);

/// The calls of a trace at which a fault is to be tried, in the order in which they were made first.
///
/// # Panics
/// Where a call stands in none of the lists.
pub fn to_meet(trace: &str, fault: &str) -> Vec<Call> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let mut calls = Vec::new();
    // The first call is the start of the program itself.
    for line in trace.lines().skip(1) {
        let Some((pid, rest)) = line.split_once(' ') else { continue };
        let Some((name, words)) = rest.trim_start().split_once('(') else { continue };
        if !name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_') {
            continue;
        }
        let count = counts.entry((pid, name)).or_default();
        *count += 1;
        if does_meet(name, words, fault) && seen.insert((name, *count)) {
            calls.push((name.to_owned(), *count));
        }
    }
    calls
}

fn does_meet(name: &str, words: &str, fault: &str) -> bool {
    let (opens, creates) = (OPENS.contains(&name), CREATES.iter().any(|flag| words.contains(flag)));
    if let Some((_, names, reading)) = MEETS.iter().find(|(met, ..)| *met == fault) {
        return names.contains(&name) || (opens && (creates || *reading));
    }
    let talks = TALKS.contains(&name);
    assert!(
        opens || talks || [CHANGES, WAITS, HARMLESS].iter().any(|list| list.contains(&name)),
        "{name}({words}: nothing says what this call does; name it in a list of this file"
    );
    let piped = || words.split_once('>').is_some_and(|(file, _)| PIPES.iter().any(|kind| file.contains(kind)));
    CHANGES.contains(&name) || WAITS.contains(&name) || (opens && creates) || (talks && piped())
}
