//! Facts of a test report in JUnit's XML: the test cases are counted, whatever its totals say.

use anyhow::{Result, bail};

use super::xml::{Tag, walk};
use super::{Fact, percent};
use crate::text::Source;

pub(super) fn read(source: &Source) -> Result<Vec<Fact>> {
    let (mut total, mut failed, mut skipped) = (0_u64, 0_u64, 0_u64);
    let mut case: Option<(bool, bool)> = None;
    walk(source, &mut |tag| match tag {
        Tag::Open(name, attributes) => match (name.as_str(), &mut case) {
            ("testcase", _) => {
                // Some tools say it in an attribute.
                let is = |value: &str| {
                    attributes.iter().any(|(name, said)| matches!(name.as_str(), "status" | "result") && said == value)
                };
                case = Some((is("failed") || is("error"), is("skipped") || is("notrun")));
            }
            ("failure" | "error", Some((failed, _))) => *failed = true,
            ("skipped", Some((_, skipped))) => *skipped = true,
            _ => {}
        },
        Tag::Close(name) if name == "testcase" => {
            if let Some((is_failed, is_skipped)) = case.take() {
                total += 1;
                failed += u64::from(is_failed);
                skipped += u64::from(is_skipped && !is_failed);
            }
        }
        Tag::Close(_) => {}
    })?;
    if total == 0 {
        bail!("{}: no test case is in this report; nothing is known of the tests", source.path());
    }
    let passed = total - failed - skipped;
    let mut facts = vec![
        Fact { name: "junit.passed", value: passed.to_string() },
        Fact { name: "junit.total", value: total.to_string() },
        Fact { name: "junit.ratio", value: format!("{passed}/{total}") },
        Fact { name: "junit.failed", value: failed.to_string() },
        Fact { name: "junit.skipped", value: skipped.to_string() },
    ];
    facts.extend(percent(passed, total).map(|value| Fact { name: "junit.rate", value }));
    Ok(facts)
}
