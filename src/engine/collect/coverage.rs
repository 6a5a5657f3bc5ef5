//! Facts of a coverage report, in lcov's or in Cobertura's form.

use anyhow::{Result, bail};

use super::xml::{Tag, walk};
use super::{Fact, percent};
use crate::text::Source;

/// What is covered, and what there is.
#[derive(Clone, Copy, Default)]
struct Part {
    covered: u64,
    all: u64,
}

pub(super) fn read(source: &Source) -> Result<Vec<Fact>> {
    let text = source.text().get(source.body_start()..).unwrap_or("");
    let (lines, branches) = if text.trim_start().starts_with('<') { cobertura(source)? } else { lcov(source)? };
    if lines.all == 0 {
        bail!("{}: no line of code is in this report; nothing is known of the coverage", source.path());
    }
    let facts = [("coverage.lines", lines), ("coverage.branches", branches)];
    Ok(facts
        .into_iter()
        .filter_map(|(name, part)| Some(Fact { name, value: percent(part.covered, part.all)? }))
        .collect())
}

fn lcov(source: &Source) -> Result<(Part, Part)> {
    let (mut lines, mut branches) = (Part::default(), Part::default());
    let mut open = false;
    for (index, line) in source.text().lines().enumerate() {
        let Some((name, value)) = line.trim().split_once(':') else {
            open &= line.trim() != "end_of_record";
            continue;
        };
        let sum = match name {
            "SF" => {
                open = true;
                continue;
            }
            "LF" => &mut lines.all,
            "LH" => &mut lines.covered,
            "BRF" => &mut branches.all,
            "BRH" => &mut branches.covered,
            _ => continue,
        };
        let Ok(number) = value.trim().parse::<u64>() else {
            bail!("{}:{}: \"{value}\" is no number", source.path(), index + 1);
        };
        *sum = sum.saturating_add(number);
    }
    if open {
        bail!("{}: the report ends in the middle", source.path());
    }
    checked(source, lines, branches)
}

fn cobertura(source: &Source) -> Result<(Part, Part)> {
    let (mut lines, mut branches) = (Part::default(), Part::default());
    let mut root: Option<String> = None;
    walk(source, &mut |tag| {
        if let (None, Tag::Open(name, attributes)) = (&root, tag) {
            let number = |wanted: &str| {
                attributes
                    .iter()
                    .find(|(name, _)| name == wanted)
                    .and_then(|(_, value)| value.parse().ok())
                    .unwrap_or(0)
            };
            lines = Part { covered: number("lines-covered"), all: number("lines-valid") };
            branches = Part { covered: number("branches-covered"), all: number("branches-valid") };
            root = Some(name);
        }
    })?;
    match root.as_deref() {
        Some("coverage") => checked(source, lines, branches),
        _ => bail!("{}: this is neither lcov nor Cobertura", source.path()),
    }
}

fn checked(source: &Source, lines: Part, branches: Part) -> Result<(Part, Part)> {
    if lines.covered > lines.all || branches.covered > branches.all {
        bail!("{}: more is covered than there is; the report is damaged", source.path());
    }
    Ok((lines, branches))
}
