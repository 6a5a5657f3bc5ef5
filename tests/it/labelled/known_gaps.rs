//! Where the parser does not yet read what a person sees.

/// Document, kind of label, difference. A gap that is closed has to be taken out; the failing test prints the new table.
pub const KNOWN_GAPS: &[(&str, &str, &str)] = &[
    ("firmware-bench", "counts", "not read: 3 right, 2 right, 5 right"),
    ("mise-en-service", "choices", "not read: 41"),
    ("mise-en-service", "counts", "not read: 3 right, 4 wrong, 12 wrong"),
    ("pull-request", "conditionals", "not read: 28"),
    ("quarterly-patching", "counts", "not read: 5 right, 12 right"),
    ("rollback-drill", "radio groups", "1, read 0"),
    ("template-collection", "sign-offs in code", "2, read 0"),
];
