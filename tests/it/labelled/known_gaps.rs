//! Where the parser does not yet read what a person sees.

/// Document, kind of label, difference. A gap that is closed has to be taken out; the failing test prints the new table.
pub const KNOWN_GAPS: &[(&str, &str, &str)] = &[
    ("firmware-bench", "counts", "not read: 3 right, 2 right, 5 right"),
    ("gem-minor", "conditionals", "not read: 18"),
    ("gem-minor", "items", "not read: 12, 13, 14, 15, 16, 17, 18"),
    ("hotfix-or-planned", "radio groups", "1, read 0"),
    ("incident-review", "radio groups", "2, read 1"),
    ("lab-analyser", "items", "not read: 26"),
    ("lanzamiento-tienda", "items", "not read: 16, 17, 18"),
    ("mise-en-service", "choices", "not read: 41"),
    ("mise-en-service", "counts", "not read: 3 right, 4 wrong, 12 wrong"),
    ("personal-data-export", "radio groups", "1, read 0"),
    ("pull-request", "conditionals", "not read: 28"),
    ("pull-request", "radio groups", "2, read 1"),
    ("quarterly-patching", "counts", "not read: 5 right, 12 right"),
    ("rollback-drill", "radio groups", "1, read 0"),
    ("template-collection", "sign-offs in code", "2, read 0"),
    ("terminal-acceptance", "items", "not read: 13, 14, 15, 19, 20, 21, 22, 26, 27, 28"),
    ("ward-system-go-live", "steps", "read too: 30, 31, 32, 33"),
];
