//! What is one of several without a word for it: boxes of a scale or a result, branches with titles of their own.

use gonogo::model::{Applicability, Checklist, Role};
use gonogo::parse::parse;
use gonogo::text::Source;

fn read(text: &str) -> Checklist {
    parse(&Source::new("run.md", text.into()).expect("a text"))
}

/// Whether every item is one of several, or an option of a decision.
fn is_group(text: &str) -> bool {
    let items = read(text).items;
    let one = |applicability| applicability == Applicability::Alternative;
    assert!(!items.is_empty());
    items.iter().all(|item| one(item.applicability) || item.role == Role::Option)
}

#[test]
fn boxes_of_a_scale_or_a_result_are_one_of_several() {
    for text in [
        "**Severity:**\n\n- [ ] SEV-1\n- [ ] SEV-2\n",
        "## Confidence level\n\nAfter that:\n\n- [ ] Full - ready\n- [ ] Partial - fix first\n",
        "## Outcome\n\n- [ ] Closed\n- [ ] Closed with actions\n- [ ] Stays open\n",
        "**Cost impact:**\n\n- [ ] No cost impact\n- [ ] Additional cost: $____\n",
        "Breaking changes:\n\n- [ ] None\n- [ ] Listed in `UPGRADING.md`\n",
        "## Verdict\n\n- [ ] PASS - ready\n- [ ] CONDITIONAL PASS - see below\n- [ ] FAIL - mend first\n",
        "## Drill\n\n- [ ] Pass? Note the times\n- [ ] Fail? Open a ticket\n",
    ] {
        assert!(is_group(text), "{text}");
    }
}

#[test]
fn boxes_that_all_have_to_be_ticked_stay_so() {
    for text in [
        "## Outcome\n\n- [ ] No data lost\n- [ ] Users can sign in\n",
        "## Impact\n\n- [ ] Customers informed\n- [ ] Support informed\n",
        "## Severity\n\n- [ ] Set the severity\n- [ ] Tell the team\n",
        "## Status\n\n- [ ] Staging deployed\n- [ ] Production deployed\n",
        "## Checks\n\n- [ ] No errors\n- [ ] No warnings\n",
    ] {
        assert!(!is_group(text), "{text}");
    }
}

#[test]
fn branches_with_titles_of_their_own_are_alternatives() {
    let alternatives = |text: &str| {
        let sections = read(text).sections.into_iter();
        sections.filter(|section| section.applicability == Applicability::Alternative).count()
    };
    assert_eq!(alternatives("## EITHER: hotfix\n\n- [ ] Branch\n\n## OR: planned\n\n- [ ] Milestone\n"), 2);
    assert_eq!(alternatives("**If GO:**\n\n- [ ] Deploy\n\n**If NO-GO:**\n\n- [ ] Tell\n"), 2);
    assert_eq!(alternatives("### Option A: by hand\n\n- [ ] Copy\n\n### Option B: by tool\n\n- [ ] Run\n"), 2);
    assert_eq!(alternatives("### Option A: by hand\n\n- [ ] Copy\n\n### Afterwards\n\n- [ ] Run\n"), 0);
    // Nothing can be taken where nothing is to do.
    assert_eq!(alternatives("### EITHER:\n\n### Hotfix\n\n- [ ] Branch\n\n### OR:\n\n### Planned\n\n- [ ] Wait\n"), 0);
}
