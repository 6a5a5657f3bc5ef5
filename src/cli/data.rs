//! `gonogo data`: the skeleton of the run data that a checklist takes.

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::Result;

use super::{Door, Exit, Ui};
use crate::engine::check;
use crate::fill::{data_skeleton, skeleton_json, skeleton_schema, skeleton_toml, skeleton_yaml};
use crate::world::World;

#[derive(clap::Args)]
pub(super) struct Args {
    /// The checklist; - is standard input
    file: PathBuf,
    /// What to write; schema is the JSON Schema of the data, for editors
    #[arg(long, value_parser = ["toml", "json", "yaml", "schema"], default_value = "toml")]
    format: String,
}

impl Door for Args {
    const NAME: &'static str = "data";
    const ABOUT: &'static str = "Write the skeleton of the run data that a checklist takes";
    const ONLY_READS: bool = true;

    fn run(&self, _: &Ui, world: &mut World) -> Result<Exit> {
        let (_, checklist) = check::compile(world, &self.file)?;
        let entries = data_skeleton(&checklist);
        let text = match self.format.as_str() {
            "json" => skeleton_json(&entries),
            "yaml" => skeleton_yaml(&entries),
            "schema" => skeleton_schema(checklist.title.as_deref().unwrap_or(&checklist.path), &entries),
            _ => skeleton_toml(&entries),
        };
        world.stdout.write_all(text.as_bytes())?;
        Ok(Exit::Clean)
    }
}
