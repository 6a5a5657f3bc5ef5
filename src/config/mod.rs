//! Configuration: `gonogo.toml`.
