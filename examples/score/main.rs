//! How well checklists are read: `cargo run --example score -- DIR`.
//!
//! DIR holds `files/NAME.md` with `gold/NAME.json`, or `NAME.md` beside `NAME.json`. The labels are explained in
//! `fixtures/labelled/README.md`. What has lines or words there is compared by them; where only a number is given, the
//! smaller of the two numbers counts as read right.

#[allow(dead_code, reason = "the tests compare more than is scored")]
#[path = "../../tests/it/labelled/read.rs"]
mod read;
mod tally;

use std::error::Error;
use std::path::{Path, PathBuf};

use gonogo::parse::parse;
use gonogo::text::Source;
use read::Read;
use serde_json::Value;
use tally::Tally;

/// The kinds that are compared, in the order they are printed.
const KINDS: &[&str] = &[
    "items",
    "gfm tasks",
    "sections",
    "blanks",
    "placeholders",
    "sign-offs",
    "conditionals",
    "choices",
    "steps",
    "stated counts",
];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args_os().nth(1).ok_or("usage: score DIR")?);
    let (documents, labels) = match folder.join("gold").is_dir() {
        true => (folder.join("files"), folder.join("gold")),
        false => (folder.clone(), folder),
    };
    let mut names: Vec<PathBuf> =
        std::fs::read_dir(&labels)?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    names.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    names.sort();
    let (mut sums, mut files, mut near) = (vec![Tally::default(); KINDS.len()], 0, 0);
    for labels in names {
        let name = labels.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let Some(tallies) = score(&documents.join(&name).with_extension("md"), &labels)? else { continue };
        files += 1;
        near += usize::from(tallies.first().is_some_and(Tally::within_two_percent));
        for ((kind, tally), sum) in KINDS.iter().zip(&tallies).zip(&mut sums) {
            sum.add(tally);
            if !tally.is_exact() {
                println!("{name}  {kind:13} {tally}{}", tally.apart());
            }
        }
    }
    println!("\nin all, {files} files; {near} with the number of items within 2 %");
    for (kind, sum) in KINDS.iter().zip(&sums) {
        println!("{kind:13} {sum}");
    }
    Ok(())
}

/// The tallies of one document, by [`KINDS`]; none where the document is missing.
fn score(document: &Path, labels: &Path) -> Result<Option<Vec<Tally>>, Box<dyn Error>> {
    let Ok(bytes) = std::fs::read(document) else { return Ok(None) };
    let labels: Value = serde_json::from_str(&std::fs::read_to_string(labels)?)?;
    let source = Source::new(document.display().to_string(), bytes)?;
    let checklist = parse(&source);
    let read = Read::new(&source, &checklist);
    let number = |path: &str| labels.pointer(path).and_then(Value::as_u64).unwrap_or(0) as usize;
    let list = |path: &str| labels.pointer(path).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    // By line or words where the labels have them, by number where they don't.
    let lines = |path: &str, total: &str, read: &[String]| match labels.pointer(path) {
        Some(_) => Tally::of_words(list(path).iter().map(Value::to_string), read.iter().cloned()),
        None => Tally::of_numbers(number(total), read.len()),
    };
    let mut items = lines("/item_lines", "/human_items", &read.items);
    items.add(&Tally::of_numbers(number("/in_code/human_items"), read.items_in_code));
    let words = |path: &str| list(path).iter().filter_map(Value::as_str).map(str::to_owned);
    let front: Vec<String> = words("/placeholders_frontmatter").collect();
    let tokens: Vec<String> = words("/placeholders").chain(words("/in_code/placeholders")).collect();
    // What stands in the front matter too may be read or not; in code the labels name but a few.
    let known = |token: &String| tokens.contains(token) || !front.contains(token);
    let occurrences = checklist.placeholders.iter().flat_map(|placeholder| &placeholder.occurrences);
    let read_tokens = occurrences.filter_map(|occurrence| {
        let token = source.slice(occurrence.span).to_owned();
        let fits = if read.in_code(occurrence.at.line) { tokens.contains(&token) } else { known(&token) };
        fits.then_some(token)
    });
    let mut open: Vec<u64> = list("/signoffs").iter().filter_map(|sign_off| sign_off["line"].as_u64()).collect();
    let sign_offs: Vec<String> = open.iter().map(u64::to_string).collect();
    // A block of lines may be labelled by any of them.
    let read_lines = checklist.sign_offs.iter().filter(|sign_off| !read.in_code(sign_off.line)).map(|sign_off| {
        let lines =
            source.line_of(sign_off.span.start) as u64..=source.line_of(sign_off.span.end.saturating_sub(1)) as u64;
        let labelled = open.iter().position(|line| lines.contains(line)).map(|at| open.swap_remove(at));
        labelled.unwrap_or(sign_off.line as u64).to_string()
    });
    let read_lines: Vec<String> = read_lines.collect();
    let counts = list("/declared_counts").iter().map(|count| {
        let holds = [&count["actual"], &count["actual_all"]].contains(&&count["declared"]);
        format!("{} {}", count["declared"], if holds { "right" } else { "wrong" })
    });
    let mut sign_offs = Tally::of_words(sign_offs, read_lines);
    sign_offs.add(&Tally::of_numbers(number("/in_code/signoffs"), read.sign_offs_in_code));
    Ok(Some(vec![
        items,
        Tally::of_numbers(number("/gfm_tasks"), read.summary.gfm_tasks),
        Tally::of_numbers(number("/sections_with_tasks"), read.sections_with_tasks),
        Tally::of_numbers(number("/blank_fields"), read.summary.blanks),
        Tally::of_words(tally::distinct(tokens.iter().cloned()), tally::distinct(read_tokens)),
        sign_offs,
        lines("/conditional_lines", "/conditional", &read.conditionals),
        lines("/choice_lines", "/choices", &read.choices),
        lines("/step_lines", "/steps", &read.steps),
        Tally::of_words(counts, read.counts.iter().cloned()),
    ]))
}
