//! Text that a reader does not see as it is.

use super::words::quote;
use super::{Context, Rule};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) const RULE: Rule = Rule {
    name: "hidden-text",
    summary: "Characters or markup make the text look other than it is.",
    severity: Severity::Hold,
    on_templates: true,
    page: include_str!("../../docs/rules/hidden-text.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    out.extend(context.problems(RULE.name, "delete what is hidden, or write it so that everybody sees it"));
    for sign_off in &context.checklist.sign_offs {
        let names = [Some(&sign_off.role), sign_off.name.as_ref()].into_iter().flatten();
        let words = names.flat_map(|name| name.split(|c: char| !c.is_alphabetic()));
        for word in words.filter(|word| mixes_scripts(word)) {
            let message = format!("{} has letters of two scripts that look alike", quote(word));
            let help = "write the whole word in one script";
            out.push(Diagnostic::hold(RULE.name, sign_off.span, message).label("not what it seems").help(help));
        }
    }
}

/// Whether a word has letters of the Latin script and of another whose letters pass for Latin ones.
fn mixes_scripts(word: &str) -> bool {
    let latin = |c: char| c.is_ascii_alphabetic() || matches!(c, '\u{c0}'..='\u{24f}');
    let alike = |c: char| matches!(c, '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}' | '\u{531}'..='\u{587}');
    !word.is_ascii() && word.chars().any(alike) && word.chars().any(latin)
}
