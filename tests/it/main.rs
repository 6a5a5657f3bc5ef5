//! The one integration binary: a module for each room, hermetic, no network.

mod parse;
mod text;
