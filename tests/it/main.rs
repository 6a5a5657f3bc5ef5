//! The one integration binary: a module for each room, hermetic, no network, real git and ssh-keygen.

mod asked;
mod bad_input;
mod cli;
mod cli_env;
mod config;
mod day;
mod files;
mod fill;
mod fix;
mod formats;
mod git;
mod hook;
mod house;
mod inputs;
mod measures;
mod output;
mod parse;
mod record;
mod report;
mod rules;
mod schema;
mod signing;
mod support;
mod text;
mod verdict;
mod why;
