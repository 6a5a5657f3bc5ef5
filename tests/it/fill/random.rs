//! Random values in random slots: written byte-exact outside of the slots, or refused; never a panic.

use gonogo::fill::{FillOptions, RunData, data_skeleton, fill};
use gonogo::model::State;
use gonogo::parse::plain;
use proptest::prelude::*;

use super::compiled;

const DOCUMENT: &str = "# Release [VERSION]\n\n**Lead:** [NAME]\n**Build:** ____\n\n[SUMMARY]\n\n- [ ] Ship `v[VERSION]` to [REGION]\n  \
- Disk: ____ GB free (load ____%)\n  - [ ] Passed ____/48\n  **Result:** PASS/FAIL **Time:** ____\n\n```sh\ndeploy [REGION] --id ____\n```\n\n\
| Role | Host |\n|---|---|\n| web | ____ |\n| [SIDE] | b |\n\n**Empty:**\n\n## Sign-off\n\n- QA Lead: ____ Date: ____\n";

fn value() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("- [x] "),
        Just("\n"),
        Just("|"),
        Just("`"),
        Just("```"),
        Just("*"),
        Just("_"),
        Just("__"),
        Just("~~"),
        Just("<b>"),
        Just("<!--"),
        Just("&amp;"),
        Just("["),
        Just("]"),
        Just("](x)"),
        Just("# "),
        Just("> "),
        Just("1. "),
        Just("\\"),
        Just("="),
        Just("---"),
        Just(" "),
        Just("N/A"),
        Just(" — FAILED: x"),
        Just("if applicable"),
        Just("a"),
        Just("1.10"),
        Just("é"),
        Just("漢"),
        Just("\u{202e}"),
        Just(":"),
        Just("**Sign-off:** "),
        Just("Date: "),
        Just("/"),
        Just("{{ x }}"),
        Just("X.Y"),
        Just("PASS"),
        Just("%"),
        Just("<a@b.c>"),
        Just("https://a.b/c_d"),
    ];
    prop_oneof![proptest::collection::vec(part, 1..6).prop_map(|parts| parts.concat()), ".{0,12}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn values_change_nothing_but_their_slots(picks in proptest::collection::vec((any::<prop::sample::Index>(), value()), 1..4)) {
        let (source, checklist) = compiled(DOCUMENT);
        let keys: Vec<String> = data_skeleton(&checklist).into_iter().map(|entry| entry.key).collect();
        let mut data = RunData::default();
        for (pick, value) in &picks {
            let pair = format!("{}={value}", pick.get(&keys));
            data.overlay(RunData::from_pairs([pair.as_str()]).expect("a pair"));
        }
        let Ok(filled) = fill(&source, &checklist, &data, FillOptions::default()) else { return Ok(()) };
        // Byte-exact outside of what was written.
        let mut old = 0;
        let mut new = 0;
        for (edit, written) in filled.change.edits.edits().iter().zip(filled.change.edits.written()) {
            prop_assert_eq!(&source.text()[old..edit.span.start], &filled.after.text()[new..written.start]);
            (old, new) = (edit.span.end, written.end);
        }
        prop_assert_eq!(&source.text()[old..], &filled.after.text()[new..]);
        // No item ticked, nobody has signed, and the values can be read.
        prop_assert!(filled.compiled.items.iter().all(|item| item.state == State::Open));
        prop_assert!(filled.compiled.sign_offs.iter().all(|sign_off| !sign_off.is_filled()));
        prop_assert_eq!(checklist.items.len(), filled.compiled.items.len());
        let again = fill(&filled.after, &filled.compiled, &data, FillOptions::default()).expect("twice is once");
        prop_assert_eq!(again.after.text(), filled.after.text());
        let _ = plain(filled.after.text());
    }
}
