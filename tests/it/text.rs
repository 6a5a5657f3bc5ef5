//! Spans, positions, edits.

use gonogo::text::{Edit, EditError, EditSet, Source, SourceError, Span};

fn source(text: &str) -> Source {
    Source::new("t.md", text.into()).expect("a text")
}

#[test]
fn positions_count_characters_and_utf16_units() {
    let s = source("\u{feff}é🙂x\r\n漢b\rc");
    let at = |needle: &str| s.position(s.text().find(needle).expect("needle"));
    assert_eq!((at("x").line, at("x").column, at("x").utf16), (1, 3, 3));
    assert_eq!((at("b").line, at("b").column, at("b").utf16), (2, 2, 1));
    assert_eq!((at("c").line, at("c").column), (3, 1));
    assert_eq!(s.line_count(), 3);
    assert_eq!(s.slice(s.line(2)), "漢b");
}

#[test]
fn bad_bytes_are_named_by_line_and_column() {
    let error = Source::new("f.md", b"ok\nab\xff".to_vec()).expect_err("bad UTF-8");
    assert_eq!(error, SourceError::NotUtf8 { path: "f.md".into(), line: 2, column: 3, offset: 5 });
    assert!(matches!(Source::new("f.md", b"a\0".to_vec()), Err(SourceError::Binary { offset: 1, .. })));
    assert!(matches!(Source::new("f.md", vec![0xff, 0xfe, 0x41, 0]), Err(SourceError::Utf16 { .. })));
}

#[test]
fn edits_are_disjoint_and_tied_to_their_source() {
    let s = source("- [ ] a ____ b");
    let edit = |start, end, text: &str| Edit { span: Span::new(start, end), text: text.into() };
    let set = EditSet::new(&s, vec![edit(8, 12, "42"), edit(3, 4, "x")]).expect("disjoint");
    assert_eq!(set.apply(&s).as_deref(), Ok("- [x] a 42 b"));
    assert_eq!(set.map(13), 11);
    assert_eq!(set.written(), [Span::new(3, 4), Span::new(8, 10)]);
    assert!(matches!(EditSet::new(&s, vec![edit(3, 5, "x"), edit(4, 6, "y")]), Err(EditError::Overlap(_))));
    assert!(matches!(EditSet::new(&s, vec![edit(3, 3, "x"), edit(3, 3, "y")]), Err(EditError::Overlap(_))));
    assert!(matches!(EditSet::new(&s, vec![edit(13, 99, "x")]), Err(EditError::OutOfText(_))));
    assert_eq!(set.apply(&source("other")), Err(EditError::Stale));
    assert!(EditSet::new(&s, vec![edit(3, 4, " ")]).expect("no change").is_empty());
}
