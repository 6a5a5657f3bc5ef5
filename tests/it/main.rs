//! One binary for all integration tests: hermetic, no network, real git and ssh-keygen.

mod git;
mod record;
mod signing;
mod support;
