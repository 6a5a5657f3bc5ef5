//! `gonogo report`: the release report.

use std::io::Write as _;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};

use super::{Door, Exit, Ui, show};
use crate::engine::{files, reporting};
use crate::output;
use crate::report::{self, TEMPLATES, Template};
use crate::world::World;

/// All that a template sees, for programs.
const DATA: &str = "json";

#[derive(clap::Args)]
pub(super) struct Args {
    /// A run's file, or the name of a recorded run
    run: PathBuf,
    /// The report to make: html, markdown, csv, json, or a template file of your own (*.html.j2, *.md.j2, *.csv.j2)
    #[arg(long, default_value = "html", value_name = "NAME|FILE")]
    template: String,
    /// Write here instead of to standard output
    #[arg(short, long)]
    output: Option<PathBuf>,
}

impl Door for Args {
    const NAME: &'static str = "report";
    const ABOUT: &'static str = "Make the release report of a run: HTML, Markdown, CSV, JSON, or by your own template";

    fn run(&self, ui: &Ui, world: &mut World) -> Result<Exit> {
        let page = self.page(world)?;
        match &self.output {
            None => world.stdout.write_all(&page)?,
            Some(output) => {
                files::create_or_replace(&world.path(output), &page)?;
                show::remark(ui, world, &format!("{}: written", output.display()))?;
            }
        }
        Ok(Exit::Clean)
    }
}

impl Args {
    /// The report as it is to be written.
    fn page(&self, world: &mut World) -> Result<Vec<u8>> {
        let own;
        let template = match report::find(&self.template) {
            Some(template) => *template,
            None if self.template == DATA => {
                let mut data = Vec::new();
                output::report::write(&reporting::report(world, &self.run)?, &mut data)?;
                return Ok(data);
            }
            None if world.path(&self.template).is_file() => {
                own = files::read(world, self.template.as_ref())?;
                Template::own(&self.template, own.text())
            }
            None => {
                let names: Vec<&str> = TEMPLATES.iter().map(|template| template.name).chain([DATA]).collect();
                bail!("'{}' is no template and no file; templates are {}", self.template, names.join(", "));
            }
        };
        let page = template.render(&reporting::report(world, &self.run)?);
        let page = page.with_context(|| format!("the template {} can't be rendered", template.name))?;
        Ok(page.into_bytes())
    }
}
