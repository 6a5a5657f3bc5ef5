//! Rules and their pages: every example on a page does what the page says.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use gonogo::asked::Asked;
use gonogo::diagnostic::Diagnostic;
use gonogo::diff::{Version, conformance};
use gonogo::evidence::{Author, Changed, Conformance, Evidence, Fact, Revision, RolePeople, SignatureFact, Signed};
use gonogo::model::{Assurance, Checklist};
use gonogo::parse::parse;
use gonogo::rules::{self, Context, RULES, Rule};
use gonogo::text::{EditSet, Source};
use gonogo::time::Timestamp;

const HEADINGS: [&str; 5] = ["What it reports", "Why", "Fails", "Passes", "How to mend it"];

fn pages() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules")
}

/// The time at which examples are judged.
pub fn now() -> Timestamp {
    Timestamp::parse_rfc3339("2026-11-21T10:00:00Z").expect("a time")
}

/// The evidence an example asks for in its first line.
pub fn evidence(example: &str, checklist: &Checklist) -> Evidence {
    let mut evidence = Evidence::at(now());
    let asks = example.lines().next().and_then(|line| line.strip_prefix("<!-- example: ")).unwrap_or("");
    let own = |role: &str, people: &[&str], quorum| RolePeople {
        role: role.into(),
        people: people.iter().map(|name| format!("{name}@example.org")).collect(),
        quorum,
    };
    if asks.contains("roles") {
        evidence.people.roles = vec![own("Release Lead", &["ana", "ben"], 1), own("QA Lead", &["cy", "dee"], 2)];
    }
    if asks.contains("distinct") {
        evidence.people.distinct = vec![vec!["Release Lead".into(), "QA Lead".into()]];
    }
    if asks.contains("author") {
        evidence.people.author = Fact::Known(Author { name: "Ana Doe".into(), email: "ana@example.org".into() });
    }
    if asks.contains("assurance = \"signed\"") {
        evidence.assurance = Assurance::Signed;
    }
    let signed = if asks.contains("good signature") {
        Some(Signed::Good { principal: "release-manager/bo@example.org".into(), time: now() })
    } else if asks.contains("stale signature") {
        Some(Signed::Stale(Changed::Text(None)))
    } else if asks.contains("refused signature") {
        Some(Signed::Refused("the text has changed since".into()))
    } else {
        None
    };
    if let Some((_, commits)) = asks.split_once("done in ") {
        evidence.history = Fact::Known(history(checklist, if commits.starts_with("one ") { 1 } else { 2 }));
    }
    evidence.template = match asks {
        "the template has changed since -->" => Fact::Known(Conformance {
            path: "release.md".into(),
            current: Err("it has changed".into()),
            changes: vec![],
            unjudged: None,
        }),
        "the template is still the same -->" => {
            Fact::Known(Conformance { path: "release.md".into(), current: Ok(()), changes: vec![], unjudged: None })
        }
        "the template is not to be found -->" => Fact::Unknown("release.md is not there".into()),
        _ => Fact::NotAsked,
    };
    if asks.contains("sign") {
        let facts = checklist
            .sign_offs
            .iter()
            .filter_map(|sign_off| Some(SignatureFact { sign_off: sign_off.id.clone(), signed: signed.clone()? }));
        evidence.signatures = Fact::Known(facts.collect());
    }
    evidence
}

/// A history in which so many commits did equal shares of the work, and the last has every sign-off.
fn history(checklist: &Checklist, commits: usize) -> Vec<Revision> {
    let signed: Vec<_> = checklist.sign_offs.iter().map(|sign_off| sign_off.id.clone()).collect();
    let commit = |at: usize| Revision {
        commit: "c0ffee0000".into(),
        time: now(),
        ticked: checklist.items.len() / commits,
        signed: if at == commits { signed.clone() } else { Vec::new() },
    };
    (1..=commits).map(commit).collect()
}

fn judge(text: &str) -> Vec<Diagnostic> {
    let source = Source::new("example.md", text.into()).expect("a text");
    let checklist = parse(&source);
    rules::judge(&source, &checklist, &evidence(text, &checklist))
}

/// An example of a rule's page; where the page shows a template, as a run that was made from it.
fn judge_of(rule: &Rule, text: &str) -> Vec<Diagnostic> {
    let templates = examples(rule.page, "What it reports");
    let Some(template) = templates.first() else { return judge(text) };
    let template = Source::new("template.md", template.as_str().into()).expect("a text");
    let source = Source::new("example.md", text.into()).expect("a text");
    let (old, new) = (parse(&template), parse(&source));
    let version = |source, checklist| Version { source, checklist };
    let changes = conformance(version(&template, &old), version(&source, &new));
    let conformance = Conformance { path: "template.md".into(), current: Ok(()), changes, unjudged: None };
    let evidence = Evidence { template: Fact::Known(conformance), ..evidence(text, &new) };
    rules::judge(&source, &new, &evidence)
}

/// The fenced `markdown` blocks under a heading of a page.
fn examples(page: &str, heading: &str) -> Vec<String> {
    let mut found = Vec::new();
    let (mut under, mut fence, mut block) = (false, String::new(), String::new());
    for line in page.lines() {
        if !fence.is_empty() {
            if line == fence {
                if under {
                    found.push(std::mem::take(&mut block));
                }
                fence.clear();
            } else if under {
                let _ = writeln!(block, "{line}");
            }
        } else if let Some(ticks) = line.strip_suffix("markdown").filter(|ticks| ticks.starts_with("```")) {
            fence = ticks.to_owned();
        } else if let Some(title) = line.strip_prefix("## ") {
            under = title == heading;
        }
    }
    assert!(fence.is_empty(), "a block is not closed");
    found
}

fn shown(diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().fold(String::new(), |mut out, d| {
        let _ = writeln!(out, "  {} {} at {}: {}", d.severity.name(), d.rule, d.span.start, d.message);
        out
    })
}

#[test]
fn failing_examples_raise_their_rule_and_nothing_else() {
    let mut wrong = String::new();
    for rule in RULES {
        let examples = examples(rule.page, "Fails");
        assert!(!examples.is_empty(), "{} has no failing example", rule.name);
        for example in examples {
            let found = judge_of(rule, &example);
            if found.is_empty() || found.iter().any(|d| d.rule != rule.name || d.severity != rule.severity) {
                let _ = writeln!(wrong, "{} on\n{example}gave\n{}", rule.name, shown(&found));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn passing_examples_raise_nothing() {
    let mut wrong = String::new();
    for rule in RULES {
        let examples = examples(rule.page, "Passes");
        assert!(!examples.is_empty(), "{} has no passing example", rule.name);
        for example in examples {
            let found = judge_of(rule, &example);
            if !found.is_empty() {
                let _ = writeln!(wrong, "{}:\n{example}gave\n{}", rule.name, shown(&found));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_rule_has_a_page_and_every_page_a_rule() {
    let mut files: Vec<String> = std::fs::read_dir(pages())
        .expect("the pages")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"))
        .filter(|name| name != "README.md")
        .collect();
    files.sort();
    let names: Vec<String> = RULES.iter().map(|rule| format!("{}.md", rule.name)).collect();
    assert_eq!(files, names, "pages on the left, the table (by name) on the right");
}

#[test]
fn pages_have_the_same_shape() {
    for rule in RULES {
        let start = format!("# {}\n\n{}\n\n", rule.name, rule.summary);
        assert!(rule.page.starts_with(&start), "{} does not start with its name and summary", rule.name);
        let mut in_block = false;
        let headings: Vec<&str> = rule
            .page
            .lines()
            .filter_map(|line| {
                in_block ^= line.starts_with("````") || (line.starts_with("```") && !rule.page.contains("````"));
                line.strip_prefix("## ").filter(|_| !in_block)
            })
            .collect();
        assert_eq!(headings, HEADINGS, "{}", rule.name);
        assert!(rule.summary.ends_with('.') && !rule.summary.trim_end_matches('.').contains(". "), "{}", rule.name);
    }
}

/// The index of the pages, as it follows from the table. `GONOGO_BLESS=1` writes it.
#[test]
fn the_index_follows_from_the_table() {
    let mut index = String::from(
        "# Rules\n\nEvery rule by which a checklist is judged. A hold makes the verdict NO-GO; a warning is only shown.\n\n\
         | Rule | Severity | What it reports |\n| --- | --- | --- |\n",
    );
    for rule in RULES {
        let _ = writeln!(index, "| [{0}]({0}.md) | {1} | {2} |", rule.name, rule.severity.name(), rule.summary);
    }
    let path = pages().join("README.md");
    if std::env::var_os("GONOGO_BLESS").is_some() {
        std::fs::write(&path, &index).expect("the index is written");
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap_or_default(), index, "run again with GONOGO_BLESS=1");
}

#[test]
fn the_order_of_rules_does_not_matter() {
    // Examples that cut off what follows them are left out.
    let whole =
        |rule: &&Rule| !["unclosed-fence", "unclosed-comment", "unclear-text", "decision-no-go"].contains(&rule.name);
    let text: String = RULES.iter().filter(whole).flat_map(|rule| examples(rule.page, "Fails")).collect();
    let source = Source::new("all.md", text.into()).expect("a text");
    let checklist = parse(&source);
    let (asked, evidence) = (Asked::of(&checklist), Evidence::at(now()));
    let context = Context::new(&source, &checklist, &asked, &evidence);
    let straight = rules::run(RULES, &context);
    assert!(straight.len() > RULES.len() / 2, "too few findings to tell:\n{}", shown(&straight));
    assert_eq!(straight, rules::all(&source, &checklist, &evidence));
    let mut order: Vec<&Rule> = RULES.iter().collect();
    for turn in 1..RULES.len() {
        order.rotate_left(turn);
        order.swap(0, turn);
        assert_eq!(rules::run(order.iter().copied(), &context), straight);
        assert_eq!(rules::run(order.iter().copied().rev(), &context), straight);
    }
}

#[test]
fn messages_stand_alone_on_one_line() {
    for example in RULES.iter().flat_map(|rule| examples(rule.page, "Fails")) {
        for found in judge(&example) {
            let first = found.message.chars().next().expect("a message");
            assert!(!first.is_uppercase() && !found.message.ends_with('.'), "{}", found.message);
            assert!(!found.message.contains('\n'), "{}", found.message);
            assert!(found.severity.name() == "warning" || found.help.is_some(), "no help: {}", found.message);
        }
    }
}

#[test]
fn a_fix_mends_what_it_is_attached_to() {
    let table = [
        ("- [] a\n", Some("- [ ] a\n")),
        ("- [x ] a\n", Some("- [x] a\n")),
        ("- [ ]a\n", Some("- [ ] a\n")),
        ("1. [  ] a\n", Some("1. [ ] a\n")),
        ("- [✓] a\n", None),
    ];
    for (text, mended) in table {
        let source = Source::new("t.md", text.into()).expect("a text");
        let found = judge(text);
        let near_miss = found.iter().find(|found| found.rule == "near-miss-box").unwrap_or_else(|| panic!("{text}"));
        let fix = EditSet::new(&source, near_miss.fix.clone()).expect("a fix that fits");
        let after = fix.apply(&source).expect("the same text");
        assert_eq!(Some(after.as_str()).filter(|_| !fix.is_empty()), mended, "{text}");
        if mended.is_some() {
            assert!(judge(&after).iter().all(|found| found.rule != "near-miss-box"), "{after}");
        }
    }
}
