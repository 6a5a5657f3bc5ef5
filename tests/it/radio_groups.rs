//! Boxes that are no work of their own: one of several without a word for it, branches, and indexes of parts.

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

#[test]
fn a_list_of_the_titles_of_parts_is_an_index_and_no_work() {
    let parts = "## Phase 1: Lab (2 h)\n\n- [ ] Flash\n\n## Phase 2: Pilot (0/1)\n\n- [ ] Roll out\n";
    let roles = |text: &str| read(text).items.into_iter().map(|item| item.role).collect::<Vec<_>>();
    let (index, work) = (Role::Index, Role::Action);
    assert_eq!(
        roles(&format!("## Phases\n\n- [ ] Phase 1: Lab\n- [ ] Phase 2: Pilot\n\n{parts}")),
        [index, index, work, work]
    );
    // One that is no title makes it a list of things to do.
    assert_eq!(roles(&format!("## Phases\n\n- [ ] Phase 1: Lab\n- [ ] Phase 3: All\n\n{parts}")), [work; 4]);
    // Nothing is pointed at where nothing is to do.
    assert_eq!(roles("## Phases\n\n- [ ] Lab\n- [ ] Pilot\n\n## Lab\n\nNone.\n\n## Pilot\n\nNone.\n"), [work; 2]);
}
