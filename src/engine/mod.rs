//! The engine: puts the rooms together, one file for each thing people do.

pub mod check;
pub mod files;
pub mod hook;
