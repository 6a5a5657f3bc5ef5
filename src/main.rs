//! The program: arguments and the outside in, exit status out.

use std::process::ExitCode;

use gonogo::world::World;

fn main() -> ExitCode {
    match World::real() {
        Ok(world) => {
            let mut world = World { before_writing: gonogo::process::interrupt::explain, ..world };
            ExitCode::from(gonogo::cli::run(std::env::args_os(), &mut world))
        }
        // Without a working directory there is no world to report it to.
        Err(_) => ExitCode::from(2),
    }
}
