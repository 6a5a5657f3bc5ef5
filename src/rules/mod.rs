//! Rules: model and evidence to diagnostics; one file and one page a rule, one table.

mod answers;
mod applicability_relaxed;
mod assurance_too_low;
mod author_approves;
mod blank_field;
mod box_in_code;
mod branch_not_chosen;
mod bulk_tick;
mod calendar;
mod came_out;
mod capitals;
mod conflicting_decisions;
mod context;
mod contradicting_link_definition;
mod count_mismatch;
mod criterion_fired;
mod crossed;
mod damaged_blank;
mod decision_no_go;
mod deferred_item;
mod denials;
mod directives;
mod duplicate_item;
mod empty_cells;
mod empty_link;
mod ends;
mod entries;
pub mod exact;
mod expired_waiver;
mod failed_item;
mod field_removed;
mod future_date;
mod hidden_task;
mod hidden_text;
mod hindrances;
mod inconsistent_state;
mod invalid_signature;
mod invisible_blank;
mod item_added;
mod item_moved;
mod item_removed;
mod item_reworded;
mod kind;
mod labelled_items;
mod left_undone;
pub mod measure;
mod missing_date;
mod missing_evidence;
mod missing_sign_off;
mod mojibake;
mod moment;
mod near_miss_box;
mod no_decision;
mod no_items;
mod no_place_to_sign;
mod not_applicable_without_reason;
mod offered;
mod open_item;
mod outcomes;
mod over_budget;
mod pairs;
mod parts;
mod possible;
mod quorum_not_met;
mod reading;
mod refused_sign_off;
mod remarks;
mod role_removed;
mod said_alone;
mod same_person_twice;
mod sample_row_left;
mod signed_too_early;
mod signers;
mod spoken_no;
mod stale_sign_off;
mod status_contradicts;
mod status_words;
mod strokes;
mod swallowed_line;
mod target_columns;
mod target_missed;
mod target_relaxed;
mod template_outdated;
mod template_unknown;
mod time_order;
mod time_tables;
mod told_beside;
mod total_mismatch;
mod two_branches_done;
mod unanswered;
mod unauthorised_signer;
mod unboxed_work;
mod unclear_text;
mod unclosed_comment;
mod unclosed_fence;
mod undecided_choice;
mod unexpected_rollback;
mod unfilled_placeholder;
mod unfinished_children;
mod unknown_role;
mod unsettled;
mod votes;
mod words;
mod wrong_directive;
mod wrong_kind;

pub(crate) use calendar::days;
pub use context::Context;
pub use directives::silenced;
pub use kind::{Kind, kind, says_no};
pub use over_budget::minutes_taken;

use crate::asked::{Asked, Outcome};
use crate::diagnostic::{Diagnostic, Severity};
use crate::evidence::Evidence;
use crate::model::Checklist;
use crate::text::{Source, Span};

/// What is known of a rule without running it.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Its name, in kebab-case.
    pub name: &'static str,
    /// What it reports, in one sentence.
    pub summary: &'static str,
    /// What its findings usually do to the verdict.
    pub severity: Severity,
    /// Whether it speaks of the document itself, and so of a blank template too.
    pub on_templates: bool,
    /// Its page, in Markdown.
    pub page: &'static str,
    /// Looks for findings.
    pub check: fn(&Context, &mut Vec<Diagnostic>),
}

/// Every rule, by name.
pub static RULES: &[Rule] = &[
    applicability_relaxed::RULE,
    assurance_too_low::RULE,
    author_approves::RULE,
    blank_field::RULE,
    box_in_code::RULE,
    branch_not_chosen::RULE,
    bulk_tick::RULE,
    conflicting_decisions::RULE,
    contradicting_link_definition::RULE,
    count_mismatch::RULE,
    criterion_fired::RULE,
    damaged_blank::RULE,
    decision_no_go::RULE,
    deferred_item::RULE,
    duplicate_item::RULE,
    empty_link::RULE,
    expired_waiver::RULE,
    failed_item::RULE,
    field_removed::RULE,
    future_date::RULE,
    hidden_task::RULE,
    hidden_text::RULE,
    inconsistent_state::RULE,
    invalid_signature::RULE,
    invisible_blank::RULE,
    item_added::RULE,
    item_moved::RULE,
    item_removed::RULE,
    item_reworded::RULE,
    missing_date::RULE,
    missing_evidence::RULE,
    missing_sign_off::RULE,
    mojibake::RULE,
    near_miss_box::RULE,
    no_decision::RULE,
    no_items::RULE,
    no_place_to_sign::RULE,
    not_applicable_without_reason::RULE,
    open_item::RULE,
    over_budget::RULE,
    quorum_not_met::RULE,
    refused_sign_off::RULE,
    role_removed::RULE,
    same_person_twice::RULE,
    sample_row_left::RULE,
    signed_too_early::RULE,
    stale_sign_off::RULE,
    status_contradicts::RULE,
    swallowed_line::RULE,
    target_missed::RULE,
    target_relaxed::RULE,
    template_outdated::RULE,
    template_unknown::RULE,
    time_order::RULE,
    total_mismatch::RULE,
    two_branches_done::RULE,
    unauthorised_signer::RULE,
    unboxed_work::RULE,
    unclear_text::RULE,
    unclosed_comment::RULE,
    unclosed_fence::RULE,
    undecided_choice::RULE,
    unexpected_rollback::RULE,
    unfilled_placeholder::RULE,
    unfinished_children::RULE,
    unknown_role::RULE,
    wrong_directive::RULE,
    wrong_kind::RULE,
];

/// The name of the rule that reads the history of a run.
pub const BULK_TICK: &str = bulk_tick::RULE.name;

/// The rule of this name.
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name)
}

/// Everything the rules have to say, in document order, as far as directives in the text let it.
pub fn judge(source: &Source, checklist: &Checklist, evidence: &Evidence) -> Vec<Diagnostic> {
    told(all(source, checklist, evidence))
}

/// The same, with what is only told where nothing else speaks of its place: how grave each is may still be changed.
pub fn all(source: &Source, checklist: &Checklist, evidence: &Evidence) -> Vec<Diagnostic> {
    let asked = Asked::of(checklist);
    let found = run(RULES, &Context::new(source, checklist, &asked, evidence));
    directives::heed(source, found, &evidence.now.date())
}

/// Findings in document order, without those that need not be told: others speak of the same place as gravely.
pub fn told(mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    if found.iter().any(|found| found.spare) {
        let [undecided, hold] = [Severity::Undecided, Severity::Hold].map(|least| spoken_of(&found, least));
        found.retain(|found| {
            let spans = if found.severity == Severity::Hold { &hold } else { &undecided };
            let next = spans.partition_point(|span| span.end <= found.span.start);
            !(found.spare && spans.get(next).is_some_and(|span| span.overlaps(found.span)))
        });
    }
    found
}

/// The places of which something speaks that is no spare and at least as grave, none within another.
fn spoken_of(found: &[Diagnostic], least: Severity) -> Vec<Span> {
    let speaks = |found: &&Diagnostic| !found.spare && found.severity >= least;
    let mut places: Vec<Span> = found.iter().filter(speaks).map(|found| found.span).collect();
    places.sort_unstable_by_key(|place| place.start);
    places.dedup_by(|next, last| {
        let within = next.start < last.end;
        last.end = last.end.max(if within { next.end } else { 0 });
        within
    });
    places
}

/// What there is to say of the document itself, filled in or not.
pub fn lint(source: &Source, checklist: &Checklist, evidence: &Evidence) -> Vec<Diagnostic> {
    let asked = Asked::of(checklist);
    let rules = RULES.iter().filter(|rule| rule.on_templates);
    let found = run(rules, &Context::new(source, checklist, &asked, evidence));
    directives::heed(source, found, &evidence.now.date())
}

/// The outcome as which the run can be recorded: there is one, and nothing holds but what that outcome itself says. What
/// failed says why a run did not go ahead as a whole; nothing that holds goes with a GO.
pub fn settled(asked: &Asked, diagnostics: &[Diagnostic]) -> Option<Outcome> {
    let mut holds = diagnostics.iter().filter(|found| found.severity != Severity::Warning).peekable();
    if holds.peek().is_none() {
        return Some(Outcome::Go);
    }
    let outcome = asked.outcome().filter(|outcome| *outcome != Outcome::Go)?;
    let part_of_it = |found: &Diagnostic| match found.rule {
        name if [decision_no_go::RULE, failed_item::RULE, target_missed::RULE].iter().any(|rule| rule.name == name) => {
            true
        }
        name if name == refused_sign_off::RULE.name => outcome == Outcome::NoGo,
        name if name == criterion_fired::RULE.name => matches!(outcome, Outcome::NoGo | Outcome::RolledBack),
        _ => false,
    };
    holds.all(part_of_it).then_some(outcome)
}

/// What these rules have to say; the same whatever order they come in.
pub fn run<'r>(rules: impl IntoIterator<Item = &'r Rule>, context: &Context) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for rule in rules {
        (rule.check)(context, &mut found);
    }
    sort(&mut found);
    found
}

/// Puts findings in the order in which they are shown: by place, and there by rule.
pub fn sort(found: &mut [Diagnostic]) {
    found.sort_by(|a, b| (a.span.start, a.rule, &a.message).cmp(&(b.span.start, b.rule, &b.message)));
}
