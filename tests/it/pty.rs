//! The program in a pseudo-terminal, as a person has it in front of them.

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, MasterPty, PtyPair, PtySize, native_pty_system};

use crate::cli_env::GONOGO;
use crate::support::Sandbox;

/// Long enough for a machine that has much else to do.
pub const PATIENCE: Duration = Duration::from_secs(300);

/// A running program and its terminal.
pub struct Pty {
    pub master: Box<dyn MasterPty + Send>,
    pub keyboard: Box<dyn Write + Send>,
    pub child: Box<dyn Child + Send + Sync>,
    pub output: Receiver<Vec<u8>>,
}

impl Pty {
    /// Starts the program in a sandbox, in a terminal of so many rows and columns.
    pub fn open(sandbox: &Sandbox, (rows, cols): (u16, u16), arguments: &[&str]) -> Self {
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        let PtyPair { slave, master } = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(GONOGO);
        command.env_clear();
        for (name, value) in sandbox.env() {
            command.env(name, value);
        }
        command.env("TERM", "xterm-256color");
        command.cwd(sandbox.dir());
        command.args(arguments);
        let child = slave.spawn_command(command).unwrap();
        let mut reader = master.try_clone_reader().unwrap();
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(read @ 1..) = reader.read(&mut bytes) {
                if sender.send(bytes[..read].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self { keyboard: master.take_writer().unwrap(), master, child, output }
    }

    /// Reads what is printed until `said`, which holds what was printed before, is enough.
    pub fn hear(&self, said: &mut String, enough: impl Fn(&str) -> bool) {
        while !enough(said) {
            let bytes = self.output.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("{said}"));
            said.push_str(&String::from_utf8_lossy(&bytes));
        }
    }

    /// Types a line.
    pub fn answer(&mut self, line: &str) {
        self.keyboard.write_all(format!("{line}\n").as_bytes()).unwrap();
    }
}
