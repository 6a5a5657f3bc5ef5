//! The one integration binary: a module for each room, hermetic, no network.

mod rules;
mod text;
mod verdict;
