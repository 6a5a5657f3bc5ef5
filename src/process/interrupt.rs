//! What a signal that ends the program says to whoever sent it.

#[cfg(unix)]
use std::io::Write as _;

#[cfg(unix)]
use signal_hook::consts::{SIGINT, SIGTERM};

#[cfg(unix)]
const SAID: &[u8] = b"\ninterrupted: whatever was being written is there as a whole or not at all; \
                      the same command again finishes the job\n";

/// From now on an interrupt from the keyboard, or being asked to end, ends the program as it would by itself, and says first
/// what that comes to. Where that can't be arranged the signals do what they always do.
pub fn explain() {
    #[cfg(unix)]
    // Signals that were asked for and that nobody waits for would be lost, so that the thread is there first.
    drop(std::thread::Builder::new().spawn(|| {
        let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM]) else { return };
        for signal in signals.forever() {
            // Nobody is left to hear of it if this fails.
            drop(std::io::stderr().write_all(SAID));
            drop(signal_hook::low_level::emulate_default_handler(signal));
        }
    }));
}
