//! Findings for people: by section, what blocks most first; on a line each where they are many, and only counted where they
//! are very many.

use gonogo::output::{self, Style};
use gonogo::rules::{self, RULES};
use gonogo::verdict::Judged;

use crate::output::Case;

fn shown(cases: &[Case], style: &Style) -> String {
    let judged: Vec<Judged> = cases.iter().map(Case::judged).collect();
    let mut out = Vec::new();
    (output::find("text").expect("a format").write)(&judged, style, &mut out).expect("written");
    String::from_utf8(out).expect("UTF-8")
}

/// A night's run: a failed test far down among what is only open, and names of every width.
const NIGHT: &str = "\
# Release 7

- [x] Tell support

## Before — préparation

- [ ] Freeze
- [x] Größe: 12 MB
- [x] ❌ 構築 🚀 image

### Data

- [ ] Backup: ____ GB

## Tests

- [ ] Smoke tests
- [ ] Load test — FAILED: 3 s

## After

- [x] Publish
- [] Announce

## Sign-off

- QA Lead: ________________ Date: ________
";

/// A checklist with so many open entries in each of so many sections.
fn open(sections: usize, entries: usize) -> Case {
    let mut text = String::from("# Big\n");
    for section in 1..=sections {
        text += &format!("\n## Part {section}\n\n");
        (1..=entries).for_each(|entry| text += &format!("- [ ] Entry {section}.{entry}\n"));
    }
    Case::new("big.md", &text)
}

#[test]
fn a_few_findings_are_shown_with_their_lines() {
    insta::assert_snapshot!(shown(&[Case::new("night.md", NIGHT)], &Style::default()));
}

#[test]
fn many_findings_are_shown_on_a_line_each() {
    let many = Style { limit: 3, ..Style::default() };
    insta::assert_snapshot!(shown(&[Case::new("night.md", NIGHT)], &many));
}

#[test]
fn very_many_findings_are_counted_and_the_worst_are_shown() {
    let night = Style { limit: 1, most: 4, ..Style::default() };
    insta::assert_snapshot!(shown(&[Case::new("night.md", NIGHT), open(2, 7)], &night));
}

#[test]
fn what_is_counted_and_what_is_shown_is_all_there_is() {
    for (sections, entries) in [(1, 1), (1, 20), (3, 7), (1, 40), (2, 20), (1, 41), (12, 5), (30, 9), (80, 1)] {
        let case = open(sections, entries);
        let all = case.diagnostics.len();
        assert_eq!(all, sections * entries);
        let text = shown(&[case], &Style::default());
        let lines = text.lines().filter(|line| line.contains("hold[")).count();
        let counted: usize = text
            .lines()
            .filter_map(|line| line.trim_start().strip_prefix("… and ")?.split(' ').next()?.parse::<usize>().ok())
            .sum();
        assert_eq!(lines + counted, all, "{text}");
        assert_eq!(text.contains("Every one: --all"), counted > 0, "{text}");
        assert!(text.lines().count() < 180 && lines <= 40, "{text}");
        let last = text.lines().last().unwrap_or_default();
        assert!(last.starts_with("NO-GO  big.md: "), "{last}");
        let all_of_them = shown(&[open(sections, entries)], &Style { all: true, ..Style::default() });
        assert_eq!(all_of_them.lines().filter(|line| line.starts_with("hold[")).count(), all);
    }
}

#[test]
fn rules_that_say_no_are_rules() {
    assert_eq!(RULES.iter().filter(|rule| rules::says_no(rule.name)).count(), 16, "a name is no rule");
    for rule in RULES.iter().filter(|rule| rules::says_no(rule.name)) {
        assert!(!rule.on_templates, "{}", rule.name);
    }
}
