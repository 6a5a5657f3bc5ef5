//! Rules: model and evidence to diagnostics; one file a rule, one table.
