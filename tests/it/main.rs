//! The one integration binary: a module for each room, hermetic, no network.

mod asked;
mod git;
mod measures;
mod parse;
mod rules;
mod signing;
mod support;
mod text;
mod verdict;
