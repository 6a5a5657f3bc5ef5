//! The program: arguments and the outside in, exit status out.

use std::process::ExitCode;

use gonogo::world::World;

fn main() -> ExitCode {
    gonogo::process::interrupt::explain();
    match World::real() {
        Ok(mut world) => ExitCode::from(gonogo::cli::run(std::env::args_os(), &mut world)),
        // Without a working directory there is no world to report it to.
        Err(_) => ExitCode::from(2),
    }
}
