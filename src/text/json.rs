//! JSON in which no character steers a terminal or hides: such are written as escapes, which readers take for the same.

use std::io;

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{Formatter, PrettyFormatter};

use super::escape;

/// A value as JSON for people and programs alike, with a line end.
///
/// # Errors
/// When the value can't be written as JSON.
pub fn json(value: &(impl Serialize + ?Sized)) -> serde_json::Result<String> {
    let mut out = Vec::with_capacity(1024);
    value.serialize(&mut Serializer::with_formatter(&mut out, Inert(PrettyFormatter::new())))?;
    out.push(b'\n');
    // What serde_json writes is UTF-8.
    Ok(String::from_utf8(out).unwrap_or_default())
}

/// Indented, with more escapes.
struct Inert(PrettyFormatter<'static>);

impl Formatter for Inert {
    fn write_string_fragment<W: io::Write + ?Sized>(&mut self, out: &mut W, text: &str) -> io::Result<()> {
        let mut rest = text;
        while let Some(at) = rest.find(|c: char| !c.is_ascii_graphic() && c != ' ' && escape::is_unsafe(c)) {
            let (head, tail) = rest.split_at(at);
            out.write_all(head.as_bytes())?;
            let c = tail.chars().next().unwrap_or_default();
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            rest = tail.get(c.len_utf8()..).unwrap_or("");
        }
        out.write_all(rest.as_bytes())
    }

    fn begin_array<W: io::Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_array(out)
    }

    fn end_array<W: io::Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array(out)
    }

    fn begin_array_value<W: io::Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(out, first)
    }

    fn end_array_value<W: io::Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array_value(out)
    }

    fn begin_object<W: io::Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object(out)
    }

    fn end_object<W: io::Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object(out)
    }

    fn begin_object_key<W: io::Write + ?Sized>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(out, first)
    }

    fn begin_object_value<W: io::Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object_value(out)
    }

    fn end_object_value<W: io::Write + ?Sized>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object_value(out)
    }
}

#[cfg(test)]
mod tests {
    use super::json;

    #[test]
    fn what_steers_or_hides_is_escaped_and_read_as_the_same() {
        let text = "é漢🙂 \u{1b}[2J\u{7f}\u{9b}\u{202e}\u{200b}\u{e0041}\u{2028} \"\\\n";
        let written = json(&[text]).unwrap_or_default();
        assert_eq!(
            written,
            "[\n  \"é漢🙂 \\u001b[2J\\u007f\\u009b\\u202e\\u200b\\udb40\\udc41\\u2028 \\\"\\\\\\n\"\n]\n"
        );
        assert_eq!(serde_json::from_str::<Vec<String>>(&written).ok(), Some(vec![text.to_owned()]));
    }
}
