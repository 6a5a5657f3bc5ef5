//! Elements of an XML report, one after the other. This file alone reads XML; entities of its own are not expanded.

use anyhow::{Result, bail};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::text::Source;

/// What happens at a place in the text.
pub enum Tag {
    /// An element begins, with its attributes.
    Open(String, Vec<(String, String)>),
    /// An element ends.
    Close(String),
}

/// Calls `visit` for each element that begins and ends, in order.
///
/// # Errors
/// When the text is no well-formed XML.
pub fn walk(source: &Source, visit: &mut dyn FnMut(Tag)) -> Result<()> {
    let base = source.body_start();
    let mut reader = Reader::from_str(source.text().get(base..).unwrap_or(""));
    let mut depth = 0_usize;
    loop {
        let event = reader.read_event();
        let offset = usize::try_from(reader.buffer_position()).unwrap_or(0);
        let place = || {
            let at = source.position(base + offset);
            format!("{}:{}:{}", source.path(), at.line, at.column)
        };
        match event {
            Ok(Event::Start(tag)) => {
                depth += 1;
                visit(open(&tag));
            }
            Ok(Event::Empty(tag)) => {
                visit(open(&tag));
                visit(Tag::Close(tag.local_name().into_inner().to_owned()));
            }
            Ok(Event::End(tag)) => {
                depth = depth.saturating_sub(1);
                visit(Tag::Close(tag.local_name().into_inner().to_owned()));
            }
            Ok(Event::Eof) if depth > 0 => bail!("{}: the report ends in the middle", place()),
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => bail!("{}: this is no XML: {error}", place()),
        }
    }
}

fn open(tag: &BytesStart<'_>) -> Tag {
    let attributes = tag.attributes().filter_map(|attribute| {
        let attribute = attribute.ok()?;
        Some((attribute.key.local_name().into_inner().to_owned(), attribute.value.into_owned()))
    });
    Tag::Open(tag.local_name().into_inner().to_owned(), attributes.collect())
}
