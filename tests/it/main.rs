//! The one integration binary: a module for each room, hermetic, no network, real git and ssh-keygen.

mod asked;
mod config;
mod files;
mod git;
mod house;
mod measures;
mod output;
mod parse;
mod rules;
mod signing;
mod support;
mod text;
mod verdict;
