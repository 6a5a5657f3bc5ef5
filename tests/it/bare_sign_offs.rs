//! Places to sign without a label in front of them: behind a dash or parentheses, above a role, behind an answer.

use gonogo::evidence::Evidence;
use gonogo::parse::parse;
use gonogo::rules;
use gonogo::text::Source;
use gonogo::time::Timestamp;

/// The sign-offs below a title: role, name, date.
fn read(lines: &str) -> Vec<(String, Option<String>, Option<String>)> {
    let text = format!("# Lock\n\n- [x] Gate shut\n\n## Sign-off\n\n{lines}\n");
    let read = parse(&Source::new("t.md", text.into()).expect("a text"));
    read.sign_offs.into_iter().map(|sign_off| (sign_off.role, sign_off.name, sign_off.date)).collect()
}

fn signed(role: &str, name: &str, date: Option<&str>) -> (String, Option<String>, Option<String>) {
    (role.to_owned(), Some(name.to_owned()).filter(|name| !name.is_empty()), date.map(str::to_owned))
}

#[test]
fn each_stays_one_when_it_is_signed() {
    let day = Some("2026-11-20");
    for (open, given, role, date) in [
        ("- Lock Lead — ____", "- Lock Lead — Ana Doe", "Lock Lead", None),
        ("Lock Lead - ____ Date: ____", "Lock Lead - Ana Doe Date: 2026-11-20", "Lock Lead", day),
        ("Lead (name/date): ____", "Lead (name/date): Ana Doe, 2026-11-20", "Lead", day),
        ("**QA** (name, date): ____", "**QA** (name, date): Ana Doe, 2026-11-20", "QA", day),
        ("____\nLock Manager", "Ana Doe\nLock Manager", "Lock Manager", None),
        (
            "QA sign-off: ☐ Yes ☐ No Name: ____ Date: ____",
            "QA sign-off: ☑ Yes ☐ No Name: Ana Doe Date: 2026-11-20",
            "QA",
            day,
        ),
    ] {
        assert_eq!(read(open), [signed(role, "", None)], "{open}");
        assert_eq!(read(given), [signed(role, "Ana Doe", date)], "{given}");
    }
}

#[test]
fn what_only_looks_like_one_is_none() {
    for text in [
        "The lock manager signs below.\n____",
        "- Lead time — 4 days",
        "- Lock Lead — signs once the water is level",
        "Water level — ____",
        "Lead (see the roster): ____ %",
    ] {
        assert_eq!(read(text), [], "{text}");
    }
}

#[test]
fn an_answer_of_no_is_a_refusal() {
    let text = "# Lock\n\n- [x] Gate shut\n\n## Sign-off\n\nQA sign-off: ☐ Yes ☑ No Name: Ana Doe Date: 2026-11-20\n";
    let source = Source::new("t.md", text.into()).expect("a text");
    let now = Timestamp::parse_rfc3339("2026-11-21T10:00:00Z").expect("a time");
    let found = rules::judge(&source, &parse(&source), &Evidence::at(now));
    assert_eq!(found.iter().map(|found| found.rule).collect::<Vec<_>>(), ["refused-sign-off"]);
}
