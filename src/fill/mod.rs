//! Filling: model and data to edits of the same bytes.
