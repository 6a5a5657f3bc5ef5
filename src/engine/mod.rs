//! The engine: puts the rooms together, one file for each thing people do.

pub mod auditing;
pub mod check;
pub mod collect;
pub mod evidence;
pub mod export;
pub mod files;
pub mod held;
pub mod history;
pub mod hook;
pub mod init;
pub mod inputs;
pub mod many;
pub mod objects;
pub mod parts;
pub mod people;
pub mod place;
pub mod policy;
pub mod pushing;
pub mod recording;
pub mod reporting;
pub mod sign;
pub mod signatures;
pub mod starters;
pub mod template;
pub mod walk;
