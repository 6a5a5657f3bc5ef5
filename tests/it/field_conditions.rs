//! Values that are asked for under a condition: by which words, and which answer before them says that it holds.

use crate::cli_env::CliEnv;
use gonogo::evidence::Evidence;
use gonogo::model::Checklist;
use gonogo::parse::parse;
use gonogo::rules;
use gonogo::text::Source;
use gonogo::time::Timestamp;

fn compile(text: &str) -> Checklist {
    parse(&Source::new("t.md", text.into()).expect("a text"))
}

/// The condition of the last field.
fn condition(text: &str) -> Option<String> {
    compile(text).fields.last().unwrap_or_else(|| panic!("no field: {text}")).condition.clone()
}

/// The rules that hold a run.
fn holds(text: &str) -> Vec<&'static str> {
    let source = Source::new("t.md", text.into()).expect("a text");
    let now = Timestamp::parse_rfc3339("2026-11-21T10:00:00Z").expect("a time");
    rules::judge(&source, &parse(&source), &Evidence::at(now)).iter().map(|found| found.rule).collect()
}

#[test]
fn a_label_says_when_its_value_is_asked_for() {
    for (text, words) in [
        ("Ferry ticket (if applicable): ____", "if applicable"),
        ("(if any) Barge: ____", "if any"),
        ("- If yes, minutes: ____", "if yes"),
        ("Lock shut? If yes, since: ____", "if yes"),
        ("**If NO-GO or DELAY, reason:** ____", "if no-go or delay"),
        ("Reason if rejected: ____", "if rejected"),
        ("Pilot's case: ____ (if one was hired)", "if one was hired"),
        ("- **Pilot:** [Case number] (if one was hired)", "if one was hired"),
        ("- **Pilot** (if one was hired): [Case number]", "if one was hired"),
        ("Falls ja, Dauer: ____", "falls ja"),
        ("Si aplica, esclusa: ____", "si aplica"),
        ("闸门（如有）：____", "如有"),
        ("如执行，原因：____", "如执行"),
        ("If no, say why:\n____\n____", "if no"),
        ("| What | Value |\n|---|---|\n| Barge (if any) | ____ |", "if any"),
        ("| What | Value (if known) |\n|---|---|\n| Barge | ____ |", "if known"),
        ("- [ ] Lock shut\n  - Ticket (optional): ____", "optional"),
    ] {
        assert_eq!(condition(text).as_deref(), Some(words), "{text}");
    }
}

#[test]
fn what_tells_when_or_what_follows_is_no_condition() {
    for text in [
        "Shut (when done): ____",
        "Place (where moored): ____",
        "Check if moored: ____",
        "Caso de uso: ____",
        "涉及系统：____",
        "If incomplete, stop: YES / NO",
        "**If all hold:** PASS",
        "Gate (optional winter gate): ____",
        "Ferry ticket (if any): ____ Barge: ____",
        "Ferry ticket (if any): ____ <!-- gonogo: required -->",
    ] {
        assert_eq!(condition(text), None, "{text}");
    }
    // What makes the item conditional is the item's: its blank is asked for once it is ticked.
    let item = compile("- [x] Barge towed (if any): ____\n");
    assert_eq!((item.items[0].condition.as_deref(), item.fields[0].condition.as_deref()), (Some("if any"), None));
    assert_eq!(holds("# R\n- [x] Barge towed (if any): ____\n"), ["blank-field"]);
}

#[test]
fn an_empty_one_is_asked_for_where_the_answer_before_it_says_so() {
    let run = |answer: &str, field: &str| holds(&format!("# R\n\n- [x] Gate shut\n\n{answer}\n\n{field}\n"));
    for (answer, field) in [
        ("Outage: Yes", "If yes, minutes: ____"),
        ("Outage: ☑ Yes ☐ No", "If yes, minutes: ____"),
        ("**Outage:** yes, in the night", "If yes, minutes: ____"),
        ("Ausfall: Ja", "Falls ja, Dauer: ____"),
        ("Result: Partial", "If failed or partial, ticket: ____"),
        ("**Outage:** Yes", "**Outage window (if any):** ____"),
        ("- [x] Yes\n- [ ] No", "If yes, minutes: ____"),
        ("**停航：** 是", "如果是，时长：____"),
    ] {
        assert!(run(answer, field).contains(&"blank-field"), "{answer} / {field}: {:?}", run(answer, field));
    }
    for (answer, field) in [
        ("Outage: No", "If yes, minutes: ____"),
        ("Outage: ☐ Yes ☑ No", "If yes, minutes: ____"),
        ("Result: Pass", "If failed or partial, ticket: ____"),
        ("**Outage:** No", "**Outage window (if any):** ____"),
        ("**Outage:** Yes", "**Barge (if any):** ____"),
        ("Lock keeper: Ana", "Ticket (if any): ____"),
        ("Lock keeper: Ana", "- **Pilot:** [Case number] (if one was hired)"),
    ] {
        assert_eq!(run(answer, field), [""; 0], "{answer} / {field}");
    }
}

#[test]
fn an_answer_and_what_it_asks_for_may_share_a_line() {
    for line in ["Outage? ☐ Yes ☐ No If yes, minutes: ____", "**Outage:** [ ] Yes [ ] No (if yes, minutes: ____)"] {
        let ticked = |answer: &str| {
            let line = line.replace(&format!("☐ {answer}"), &format!("☑ {answer}"));
            holds(&format!(
                "# R\n\n- [x] Gate shut\n\n{}\n",
                line.replace(&format!("[ ] {answer}"), &format!("[x] {answer}"))
            ))
        };
        assert_eq!(ticked("Maybe"), ["undecided-choice"], "{line}");
        assert_eq!(ticked("No"), [""; 0], "{line}");
        assert_eq!(ticked("Yes"), ["blank-field"], "{line}");
    }
}

#[test]
fn what_is_written_into_one_counts_like_any_other_value() {
    let run = |value: &str| {
        holds(&format!("# R\n\n- [x] Gate shut\n\n**Minutes stopped (if any):** {value} (target: <10)\n"))
    };
    assert_eq!(run("____"), [""; 0]);
    assert_eq!(run("7"), [""; 0]);
    assert_eq!(run("25"), ["target-missed"]);
    assert_eq!(holds("# R\n\n- [x] Gate shut\n\n**Ticket (if any):** tbd\n"), ["blank-field"]);
}

#[test]
fn a_run_may_not_add_a_condition_that_its_template_has_not() {
    let (template, added) = ("# R\n\n- [ ] Gate shut\n\n**Ticket:** ____\n", "**Ticket (if any):** ____");
    let env = CliEnv::new().file("t.md", template).file("run.md", template.replace("**Ticket:** ____", added));
    env.gonogo(["check", "--concise", "--template", "t.md", "run.md"]).exit(1).says("applicability-relaxed");
}

#[test]
fn an_option_that_is_written_in_asks_for_words_where_it_is_taken() {
    let fields = |line: &str| {
        let read = compile(&format!("# Weir\n\n{line}\n")).fields;
        read.into_iter().map(|field| (field.label, field.options.join("/"), field.value)).collect::<Vec<_>>()
    };
    let told = |value: Option<&str>| value.map(str::to_owned);
    for (line, options, chosen, name, written) in [
        ("- **Signal:** [ ] Horn [ ] Flag [ ] Other: ___", "Horn/Flag/Other", None, "Other", None),
        ("- **Signal:** [ ] Horn [x] Flag [ ] Other: ___", "Horn/Flag/Other", Some("Flag"), "Other", None),
        ("Signal: ☐ Horn ☑ By hand: ______", "Horn/By hand", Some("By hand"), "By hand", None),
        ("- Signal: [ ] Horn [ ] Other ________", "Horn/Other", None, "Other", None),
        ("- Signal: [ ] Horn [x] Other:", "Horn/Other", Some("Other"), "Other", None),
        ("Signal: [ ] Horn [x] Other: a drum", "Horn/Other", Some("Other"), "Other", Some("a drum")),
        ("☐ Horn ☐ Other: ____", "Horn/Other", None, "Other", None),
    ] {
        let expected = vec![
            (if line.contains("Signal") { "Signal" } else { "" }.to_owned(), options.to_owned(), told(chosen)),
            (name.to_owned(), String::new(), told(written)),
        ];
        assert_eq!(fields(line), expected, "{line}");
    }
    assert_eq!(condition("Signal: ☐ Horn ☐ By hand: ____").as_deref(), Some("if by hand"));
    let run = |line: &str| holds(&format!("# Weir\n\n- [x] Shut\n\n{line}\n"));
    assert_eq!(run("Signal: [ ] Horn [ ] Other: ____"), ["undecided-choice"]);
    assert_eq!(run("Signal: [x] Horn [ ] Other: ____"), [""; 0]);
    assert_eq!(run("Signal: [ ] Horn [x] Other: ____"), ["blank-field"]);
    assert_eq!(run("Signal: [x] Horn [ ] Other: TBD"), [""; 0]);
    assert_eq!(run("Ready: [ ] Yes [x] No: the chain is stuck"), ["failed-item"]);
    // A label of its own is another field, and two options that are ticked are none.
    assert_eq!(run("Shut: ☑ Yes ☐ No  Keeper: ____"), ["blank-field"]);
    assert_eq!(run("Signal: [x] Horn [x] Other: a drum"), ["undecided-choice"]);
}
