//! The same work on many things at once, with the results in the order of the things.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// `work` on each of `things`, by at most this many threads, or as many as the machine runs at once; what comes out does
/// not depend on how many there are.
pub fn map<T, R>(things: &[T], threads: Option<NonZero<usize>>, work: impl Fn(&T) -> R + Sync) -> Vec<R>
where
    T: Sync,
    R: Send,
{
    // The machine is only asked where it matters: it reads several files to know.
    let most = if things.len() > 1 { threads.or_else(|| thread::available_parallelism().ok()) } else { None };
    let threads = most.map_or(1, NonZero::get).min(things.len());
    if threads <= 1 {
        return things.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let turn = || {
        let mut done = Vec::new();
        while let Some((at, thing)) =
            Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| Some((at, things.get(at)?)))
        {
            done.push((at, work(thing)));
        }
        done
    };
    let mut done: Vec<(usize, R)> = thread::scope(|scope| {
        // Where the system has no threads left, those that there are do the work, and be it this one alone.
        let others = (1..threads).map_while(|_| thread::Builder::new().spawn_scoped(scope, turn).ok());
        let others: Vec<_> = others.collect();
        let own = turn();
        let joined =
            others.into_iter().map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        own.into_iter().chain(joined.flatten()).collect()
    });
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}
