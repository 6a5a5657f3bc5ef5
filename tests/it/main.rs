//! The one integration binary: a module for each room, hermetic, no network, real git and ssh-keygen.
//! What needs modes of files, links or programs written in sh is for Unix alone.

#![expect(clippy::disallowed_methods, reason = "a test may end where the system has no thread left")]

mod able_to_sign;
mod acts;
mod amending;
mod asked;
mod attacks;
mod bad_input;
mod bare_sign_offs;
mod boxless;
mod by_section;
#[cfg(unix)]
mod cached;
mod changes;
mod circumstances;
mod cli;
mod cli_env;
mod config;
#[cfg(unix)]
mod crossing;
mod day;
mod diff;
mod directives;
mod exporting;
mod false_alarms;
mod field_conditions;
mod files;
mod fill;
mod filled_by_hand;
mod findings;
mod fix;
mod flipped;
mod formats;
mod git;
mod half_said;
mod history;
mod hook;
#[cfg(unix)]
mod hostile;
mod house;
mod includes;
mod inputs;
mod insider;
#[cfg(unix)]
mod killed;
mod kinds;
mod labelled;
mod last_word;
mod lasting;
mod lsp;
mod measures;
mod merge;
mod mutations;
mod near_miss;
mod never_laxer;
#[cfg(unix)]
mod openpgp;
mod other_words;
mod output;
mod parse;
mod payloads;
mod people;
mod policy;
mod process;
mod pty;
mod pushing;
mod radio_groups;
mod reading;
mod record;
mod replayed;
mod report;
mod rules;
mod run;
mod run_data;
mod schema;
mod score;
mod setup;
mod shapes;
mod shapes_page;
mod sign_walk;
mod signers;
mod signing;
mod stale;
#[cfg(unix)]
mod stamps;
mod starters;
mod status;
mod steps;
mod support;
mod team;
mod template;
mod terminal_escapes;
mod text;
mod titles;
mod verdict;
mod verdicts;
mod whole_template;
mod why;
