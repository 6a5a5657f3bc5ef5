//! Steps: numbered lists that are worked through, told from agendas and lists of what there is.

use gonogo::parse::parse;
use gonogo::text::Source;

/// The numbers of the steps of a document.
fn numbers(text: &str) -> Vec<String> {
    let source = Source::new("run.md", text.into()).expect("a text");
    parse(&source).steps.into_iter().map(|step| step.number).collect()
}

#[test]
fn a_numbered_list_is_a_procedure_unless_something_says_otherwise() {
    assert_eq!(numbers("## Rollback\n\n1. Stop the traffic\n2. Restore\n"), ["1", "2"]);
    assert_eq!(numbers("## Rollback\n\n1. **Stop the traffic**\n   - at the edge\n2. **Restore**\n"), ["1", "2"]);
    assert_eq!(numbers("**Meeting notes**\n\n1. Invite everybody\n2. Book a room\n"), ["1", "2"]);
    assert_eq!(numbers("## Steps\n\n1. ✅ Backup taken\n2. ✅ Backup restored\n"), ["1", "2"]);
    assert_eq!(numbers("## Gate\n\n1. ✅ Open it\n2. ✅ Water level\n"), ["1", "2"]);
    assert_eq!(numbers("## Restore services\n\n1. Start the database\n2. Start the front end\n"), ["1", "2"]);
    assert_eq!(numbers("## Keys\n\nConfirm with the keeper, who declares it:\n\n1. Gate\n2. Lock\n"), ["1", "2"]);
    assert_eq!(numbers("The porter declares that:\n\n1. Open the gate\n2. Ring the bell\n"), ["1", "2"]);
}

#[test]
fn agendas_lists_of_names_and_of_achievements_are_no_steps() {
    for text in [
        "## Afterwards\n\n1. What went wrong?\n2. How did we see it?\n",
        "**Agenda:**\n\n1. Start the review\n2. Risks\n",
        "## Besprechung am Vortag\n\n1. Begrüßung\n2. Offene Punkte\n",
        "## Technische Dokumentation\n\n1. **Architektur** (Kapitel 4)\n   - Diagramme\n2. **Netz** (Kapitel 5)\n",
        "## Delivered components\n\n1. ✅ Migration\n2. ✅ New form\n",
        "## Contents\n\n1. [Before](#before)\n2. [After](#after)\n",
        "## Table of contents\n\n1. Before\n2. After\n",
        "## Steps taken\n\n1. Step 1\n2. Step 2\n3. ...\n",
        "## Closing\n\nBoth parties declare that:\n\n1. The lock is **shut**\n2. Nothing is owed\n",
        "Il presente verbale certifica:\n1. **Consegna** delle chiavi\n2. Avvio della garanzia\n",
        "## 七、闸门注意事项\n\n1. **水位**：不能超过三米\n2. **天气**：大风时不能开\n",
        "## Copied\n\nInto the new place:\n\n1. plans/lock.md (all sheets)\n2. GATE_LIST.md -> lists/GATE_LIST.md\n3. drawings/\n",
        "## 📊 Data flow\n\n1. **Gauge** → Writes the level → `levels`\n2. **Pump** → Reads it\n",
        "## Recommendations\n\n1. **Gate:** Remove the old chain\n2. **Pump:** Oil it\n",
        "## Mindest-Gate für die Öffnung\n\n1. Keine Risse im Tor.\n2. Pumpe dicht.\n",
        "## Opening\n\nIt is opened only if all are true:\n\n1. gates tight\n2. no boat in the lock\n",
        "## Mindest-Gate für die Öffnung\n\n1. Keine Risse im Tor.\n2. Backup der Karte erfolgreich getestet.\n",
        "## Hinweise zur Schleuse\n\n1. Der Wasserstand schwankt stark\n2. Bei Wind bleibt das Tor zu\n",
    ] {
        assert_eq!(numbers(text), [""; 0], "{text}");
    }
}

#[test]
fn remarks_on_how_things_are_are_no_steps() {
    for text in [
        "## What works well now\n\n1. **Gate**: opens within a minute\n2. **Pump**: no leak since May\n",
        "## High-risk items\n\n1. **Ice**: may block the gate\n2. **Wind**: boats drift\n",
        "## Root causes\n\n1. The chain had rusted through\n2. Nobody had the key\n",
        "### Erreurs courantes\n\n1. **Clé oubliée** : la porte reste close\n2. **Niveau trop haut**\n",
        "## 关键指标\n\n1. **水位**\n2. **流量**\n",
        "## The watchman\n\n1. Checks the water level\n2. Verifies the chain\n3. Notifies the keeper\n",
    ] {
        assert_eq!(numbers(text), [""; 0], "{text}");
    }
    assert_eq!(numbers("## Risks\n\n1. Check the ice\n2. Tell the boats\n"), ["1", "2"], "asked for all the same");
    assert_eq!(numbers("## Steps when a risk comes true\n\n1. Ice away\n2. Boats in\n"), ["1", "2"]);
}

#[test]
fn a_list_with_numbers_that_have_nothing_beside_them_is_one_to_fill_in() {
    assert_eq!(numbers("## Opening steps\n\n1. [What to do first]\n2.\n3.\n"), [""; 0]);
    assert_eq!(numbers("## Opening steps\n\n1. [What to do first]\n2. [What to do then]\n"), ["1", "2"]);
}

#[test]
fn what_is_acknowledged_is_no_step() {
    let text = "## Sign-off\n\nBy signing below, the keepers acknowledge that:\n\n1. The lock has been tried.\n2. All leaks are shut.\n";
    assert_eq!(numbers(text), [""; 0]);
    let text = "## Consenso\n\nCon la firma il cliente conferma che:\n\n1. I test sono stati eseguiti\n2. Il sistema risponde ai requisiti\n";
    assert_eq!(numbers(text), [""; 0]);
    let text = "## ⚠️ Important Reminders\n\n1. **Speed:** Shut the gate before you count the boats\n2. **Ropes:** Keep them dry\n";
    assert_eq!(numbers(text), [""; 0]);
}

#[test]
fn phases_that_title_boxes_are_steps_and_parts_are_none() {
    let boxes = "   - [ ] Lamp lit\n";
    let list = |title: &str, words: [&str; 2]| {
        format!("## {title}\n\n1. **{}**\n{boxes}\n2. **{}**\n{boxes}", words[0], words[1])
    };
    assert_eq!(numbers(&list("When it leaks", ["FIND", "Check the gate"])), ["1", "2"]);
    assert_eq!(numbers(&list("Sequência de abertura", ["Comportas", "Eclusa"])), ["1", "2"]);
    assert_eq!(numbers(&list("Before the opening", ["Gates", "Hinges"])), [""; 0]);
}
