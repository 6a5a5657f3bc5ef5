//! gonogo compiles Markdown checklists into a model, verifies them, and keeps the signed copy in git as the record.
//!
//! A file is read once into a source text. `parse` turns it into a checklist in which every value knows its bytes.
//! `evidence` holds, as plain data, what only the outside can know, each fact known, or unknown and why. `rules` turn
//! both into diagnostics; `verdict` sums them up; `output` and `report` show them. `fill` proposes edits of the same
//! bytes. `record` puts the very bytes that were judged, signed, into git, from where `audit` can walk the same way
//! again.

#![warn(missing_docs)]

// GROUND: bytes, digests, times, the outside as values.
pub mod digest;
pub mod parallel;
pub mod process;
pub mod text;
pub mod time;
pub mod world;

// FIRST FLOOR: plain data.
pub mod asked;
pub mod change;
pub mod diagnostic;
pub mod evidence;
pub mod model;
pub mod verdict;

// SECOND FLOOR: pure; no file, clock, environment or process.
pub mod diff;
pub mod fill;
pub mod merge;
pub mod parse;
pub mod report;
pub mod rules;

// WALLS: formats and the outside.
pub mod config;
pub mod git;
pub mod output;
pub mod record;
pub mod signing;

// HALL: puts rooms together.
pub mod engine;

// DOORS.
pub mod cli;
pub mod lsp;
pub mod tui;
