//! The guided walk-through of a run in the terminal: a full screen, or lines where none can be drawn.

pub mod app;
pub mod lines;
pub mod mode;
pub mod plain;
pub mod session;
pub mod terminal;
pub mod view;
