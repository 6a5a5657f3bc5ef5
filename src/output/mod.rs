//! Output: diagnostics to bytes; one file a format, one table.
