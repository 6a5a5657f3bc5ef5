//! Run data as `new` and `fill` take it: files first, then pairs; the later value counts.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::engine::files;
use crate::fill::{Filled, RunData};
use crate::world::World;

// No doc comment: it would become the help of every command that has these.
// Where values come from.
#[derive(clap::Args)]
pub(super) struct Given {
    /// Run data, JSON, TOML or YAML by its ending; of several the later counts
    #[arg(long, value_name = "FILE")]
    data: Vec<PathBuf>,
    /// One value; counts over every file
    #[arg(long = "set", value_name = "KEY=VALUE")]
    pairs: Vec<String>,
}

impl Given {
    /// Reads all of it.
    pub fn read(&self, world: &mut World) -> Result<RunData> {
        let mut data = RunData::default();
        for path in &self.data {
            data.overlay(one(world, path)?);
        }
        data.overlay(RunData::from_pairs(self.pairs.iter().map(String::as_str))?);
        Ok(data)
    }
}

fn one(world: &mut World, path: &Path) -> Result<RunData> {
    let source = files::read(world, path)?;
    match path.extension().and_then(|ext| ext.to_str()) {
        Some("json") => Ok(RunData::from_json(&source)?),
        Some("toml") => Ok(RunData::from_toml(&source)?),
        Some("yaml" | "yml") => Ok(RunData::from_yaml(&source)?),
        _ => bail!("{}: run data is .json, .toml or .yaml; rename the file", path.display()),
    }
}

/// Refuses data with keys that name nothing.
pub(super) fn all_known(filled: &Filled) -> Result<()> {
    let unknown: Vec<String> = filled
        .report
        .unknown
        .iter()
        .filter(|unknown| !unknown.present)
        .map(|unknown| match unknown.at {
            Some(at) => format!("line {} of the data: {}", at.line, unknown.error),
            None => unknown.error.to_string(),
        })
        .collect();
    if !unknown.is_empty() {
        bail!("nothing was written: {}", unknown.join("; "));
    }
    Ok(())
}
