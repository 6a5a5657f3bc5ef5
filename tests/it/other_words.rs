//! What is said in other words, or in another language, is read as it is elsewhere.

use gonogo::model::{Applicability, Checklist, FieldKind};
use gonogo::parse::parse;
use gonogo::text::Source;

fn read(text: &str) -> Checklist {
    parse(&Source::new("run.md", text.into()).expect("a text"))
}

#[test]
fn titles_that_are_conditions() {
    for title in [
        "Wenn die Pumpe ausfällt",
        "Quando algo dá errado",
        "Cuando algo falla",
        "Als er iets misgaat",
        "Pokud něco selže",
        "ポンプが止まった場合",
        "出现问题时",
        "문제 발생 시",
    ] {
        let read = read(&format!("# Lock\n\n## {title}\n\n- [ ] Ring the bell\n"));
        let section = read.sections.last().expect("a section");
        assert_ne!(section.applicability, Applicability::Required, "{title}");
    }
    for title in [
        "En cas de problème",
        "Als Erstes",
        "Wenn alles fertig ist",
        "Si, claro que se puede abrir sin más la puerta",
        "时间",
    ] {
        let read = read(&format!("# Lock\n\n## {title}\n\n- [ ] Ring the bell\n"));
        let section = read.sections.last().expect("a section");
        assert_eq!(section.applicability, Applicability::Required, "{title}");
    }
}

#[test]
fn numbered_remarks_are_no_steps() {
    for title in ["⚠️ Important", "Wichtig", "Важно", "注意事项", "주의사항"] {
        let read = read(&format!("# Lock\n\n## {title}\n\n1. The gate is heavy\n2. Two people push it\n"));
        assert!(read.steps.is_empty(), "{title}");
    }
    assert_eq!(read("# Lock\n\n## Important steps\n\n1. Open the gate\n2. Push the boat\n").steps.len(), 2);
}

#[test]
fn what_bars_the_work_is_no_item_of_a_list_without_boxes() {
    let read = read(
        "# Lock checklist\n\n- Gate greased\n- Lamp lit\n\n## Way out\n\nDo not cut over if any of these are true:\n\n- the gate leaks;\n- the lamp is dark.\n",
    );
    let items: Vec<&str> = read.items.iter().map(|item| item.text.as_str()).collect();
    assert_eq!(items, ["Gate greased", "Lamp lit"]);
    assert_eq!(read.criteria.len(), 2);
}

#[test]
fn roles_before_a_slash_sign() {
    let read = read(
        "# Lock\n\n- [ ] Gate shut\n\n## Decision\n\n- Bridge keeper / signature / date:\n- Dueño de negocio / firma / fecha:\n",
    );
    assert_eq!(read.sign_offs.len(), 2);
}

#[test]
fn choices_in_bold_and_in_other_languages() {
    let read = read(
        "# Lock\n\n- Place: **Local / Staging apart / Producción**\n- Result: CONTINUAR / ITERAR / DETENER\n- 環境：開発 / 検証 / 本番\n- Stack: Pumps / Gates / Lamps\n",
    );
    let choices: Vec<usize> =
        read.fields.iter().filter(|field| field.kind == FieldKind::Choice).map(|field| field.options.len()).collect();
    assert_eq!(choices, [3, 3, 3]);
}
