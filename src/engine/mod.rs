//! The engine: puts the rooms together, one file for each thing people do.
