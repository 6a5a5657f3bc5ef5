//! The one integration binary: a module for each room, hermetic, no network.

mod asked;
mod measures;
mod output;
mod parse;
mod rules;
mod text;
mod verdict;
