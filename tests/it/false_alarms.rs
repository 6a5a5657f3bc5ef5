//! Findings that a person who reads the line would call wrong: what is said must be what is there.

use crate::output::Case;

/// The findings of a document, without the severity of a hold.
fn said(text: &str) -> Vec<String> {
    let case = Case::new("r.md", text);
    case.diagnostics
        .iter()
        .map(|found| match found.severity.name() {
            "hold" => found.message.clone(),
            severity => format!("{severity}: {}", found.message),
        })
        .collect()
}

#[test]
fn what_is_written_over_a_blank_is_not_called_blank() {
    let lines = [
        ("Pumps: ___4__", Some("4")),
        ("Pumps: __4___", Some("4")),
        ("Pumps: __ Four _____", Some("Four")),
        ("Result: Pass _______", Some("Pass")),
        ("Pressure: ____ 416,161 ____", Some("416,161")),
        ("Time: ____>25 secs when cold____ seconds", Some(">25 secs when cold")),
        ("Leaks: ___(13 in the cellar, and more)___", Some("(13 in the cellar, and more)")),
        ("Result: _____fails on every second try", Some("fails on every second try")),
        ("Pumps: __none at all________", Some("none at all")),
        ("Noise: _____loud on every second start. _____________", Some("loud on every second start.")),
        ("Result: ______ Pump One Ok Pump Two N/A-50 ______", Some("Pump One Ok Pump Two N/A-50")),
        // Pasted over several lines.
        ("Flow: ____\n4.16 m³\n____", Some("4.16 m³")),
        ("Flow: ____ Flow\n10.7%\n____", Some("Flow 10.7%")),
        ("Fault: ______ Error while starting: no such pump\n_________", Some("Error while starting: no such pump")),
        (
            "Result: _______ Pumps (yearly)\nAll of them\n\n48.9%\n9.3% nothing else_____",
            Some("Pumps (yearly) All of them 48.9% 9.3% nothing else"),
        ),
        // Words of the form are no value.
        ("Flow: ____ms", None),
        ("Flow: ____ seconds in the mean of all", None),
        ("Result: about ____", None),
        ("Valve: ____ (the one in the cellar)", None),
    ];
    for (line, value) in lines {
        let label = line.split(':').next().unwrap_or_default();
        let expected = match value {
            Some(value) => format!("“{label}” still has strokes of its blank around “{value}”"),
            None => format!("“{label}” is blank"),
        };
        assert_eq!(said(&format!("# Pumps\n\n- [x] Tried out\n\n{line}\n")), [expected], "{line}");
    }
}

#[test]
fn a_value_behind_a_wide_colon_is_one() {
    assert!(said("# 报告\n\n**环境**：测试\n**日期**：2026-03-22\n\n- [x] 门已关\n").is_empty());
    assert_eq!(said("# 报告\n\n**环境**：\n**日期**：2026-03-22\n\n- [x] 门已关\n"), ["“环境” is blank"]);
}

#[test]
fn round_the_clock_is_no_share_and_not_applicable_no_choice() {
    assert!(said("# Pumps\n\n- [x] **Support**: 24/7 support agreed\n").is_empty());
    let valve = "# Pumps\n\n- [x] Valve shut ✅ N/A\n- [x] Pump shut\n";
    assert_eq!(said(valve), ["“Valve shut” is not applicable, but no reason is given"]);
    let table = "# Pumps\n\n| Check | Status |\n|---|---|\n| Valve | ⚠️ N/A |\n| Pump | ✅ PASS |\n";
    assert_eq!(said(table), ["“Valve” is open"]);
}

#[test]
fn words_of_a_form_between_two_lines_are_not_pasted() {
    for between in [
        "____ seconds",
        "____\nI have read all of it.",
        "____\n\n16\n\nOther:",
        "____ (in 2026)",
        "____\n- Part 2",
        "____ Yes 1\n2. ",
    ] {
        let found = said(&format!("# Pumps\n\n- [x] Tried out\n\nFlow: {between}\n____\n"));
        assert_eq!(found.first().map(String::as_str), Some("“Flow” is blank"), "{between}: {found:#?}");
    }
}

#[test]
fn values_among_strokes_on_two_lines_are_two_findings() {
    let found = said("# Pumps\n\n- [x] Tried out\n\nPassed: ___4__\nFailed: __2___\n");
    let around = |label: &str, value: &str| format!("“{label}” still has strokes of its blank around “{value}”");
    assert_eq!(found, [around("Passed", "4"), around("Failed", "2")]);
}

#[test]
fn several_blanks_on_a_line_are_several_findings() {
    let found =
        said("# Pumps\n\n- [x] Flow: p50=____ms, p95=____ms, p99=____ms\n- [x] Cold ____ of 15, hot ____ of 9\n");
    let blanks = found.iter().filter(|found| found.ends_with("is blank")).count();
    assert_eq!((blanks, found.len()), (5, 5), "{found:#?}");
}

#[test]
fn a_box_of_no_item_in_a_part_that_is_not_asked_holds_nothing() {
    let part = |title: &str| format!("# Pumps\n\n- [x] Tried out\n\n## {title}\n\n**Notice sent:** ☐ Yes\n");
    let box_of_none = "this box belongs to no item; a box stands behind a list marker";
    assert_eq!(said(&part("Rollback procedure")), [format!("warning: {box_of_none}")]);
    assert_eq!(said(&part("Afterwards")), [box_of_none]);
}

#[test]
fn what_is_said_roughly_is_of_its_kind() {
    let field = |field: &str| said(&format!("# Pumps\n\n- [x] Tried out\n\n{field}\n"));
    for fine in ["**Duration:** ~70 minutes", "**URL:** https://example.org/pumps (if asked)", "## Don'ts ❌"] {
        assert_eq!(field(fine), [""; 0], "{fine}");
    }
    assert_eq!(field("**Duration:** ~").len(), 1);
    assert_eq!(field("**URL:** asked (https://example.org)").len(), 1);
}
