//! What people say beside their names: a "Decision" or "Vote" in a table of sign-offs that is no yes, and sentences by which
//! somebody has not signed.

use super::Context;
use super::reading::prose;
use super::words::{ends_apart, quote};
use crate::diagnostic::Diagnostic;
use crate::model::SignOffShape;
use crate::parse::hedges;
use crate::parse::words::{
    AGREES, APPROVED, DECIDING, DONE, HAS_NOT_SIGNED, NO_GO, NOES, NOT_APPLICABLE, REFUSALS, SAYS_WHEN, STATUS_HEADERS,
    VOTE_HEADERS,
};
use crate::text::Span;

/// Votes of who is named that leave open whether it is a yes, as findings of a rule.
pub(super) fn open(context: &Context, rule: &'static str) -> impl Iterator<Item = Diagnostic> {
    let (checklist, source) = (context.checklist, context.source);
    let columns = context
        .tables()
        .iter()
        .filter_map(|table| Some((table, table.column(VOTE_HEADERS).or_else(|| table.column(STATUS_HEADERS))?)));
    let votes = columns.flat_map(|(table, at)| table.pairs(0, at));
    votes.filter_map(move |(_, _, vote, span)| {
        let line = source.line_of(span.start);
        let mut here = super::signers::asked(context).filter(|sign_off| sign_off.line == line);
        let sign_off = here.find(|sign_off| sign_off.shape == SignOffShape::Table && sign_off.is_filled())?;
        let is_name = sign_off.name_slot.as_ref().is_some_and(|slot| span.covers(slot.span));
        // Options to choose from, and a box, are fields of their own.
        let chosen = checklist.fields_on(line).any(|field| field.span.overlaps(span));
        // A signature that is missing is asked for as such.
        let unsigned = vote.is_empty() && sign_off.signature_slot.is_some() && sign_off.signature.is_none();
        if is_name || chosen || unsigned || agrees(vote) {
            return None;
        }
        let said = if vote.is_empty() { "nothing".to_owned() } else { quote(vote) };
        let message = format!("sign-off of {} says {said} beside the name, which is no yes", quote(&sign_off.role));
        let help = "settle what stands in the way; then write the approval down";
        Some(Diagnostic::hold(rule, span, message).undecided().label("yes or no?").help(help))
    })
}

/// Votes of a poll in rows that are neither sign-offs nor items, `| Network | NO-GO |` below "Vote": those that are no yes, and
/// those that are still to be given, where others are.
pub(super) fn polled(context: &Context, rule: &'static str) -> impl Iterator<Item = Diagnostic> {
    let (checklist, source) = (context.checklist, context.source);
    let read = move |span: Span| {
        let signed = checklist.sign_offs.iter().any(|sign_off| sign_off.span.overlaps(span));
        signed || context.is_read(source.line_of(span.start)) || !context.is_due(span)
    };
    let columns =
        context.tables().iter().filter_map(|table| Some((table, table.column(VOTE_HEADERS).filter(|at| *at > 0)?)));
    columns.flat_map(move |(table, at)| {
        let votes = || table.pairs(0, at).filter(move |(_, _, _, span)| !read(*span));
        let polls = votes().any(|(_, _, vote, _)| agrees(vote) || is_go(vote));
        votes().filter_map(move |(_, who, vote, span)| {
            let bare = vote.trim_matches(['*', '`', ' ', '.', '!']);
            // An alternative may be rejected by a decision.
            let refused = || {
                [REFUSALS, NOES].iter().any(|list| list.has(bare))
                    && !table.title(at).is_some_and(|title| DECIDING.has(title))
            };
            let against = NO_GO.has(bare) || refused();
            let said = if against { quote(vote) } else { "nothing".to_owned() };
            let message =
                format!("{} says {said} below {}, which is no yes", quote(who), quote(table.title(at).unwrap_or("")));
            let help = "settle what stands in the way; then write how everybody voted";
            let found = Diagnostic::hold(rule, span, message).undecided().label("yes or no?").help(help);
            (!who.is_empty() && (against || vote.is_empty() && polls)).then_some(found)
        })
    })
}

/// Whether a vote is to go ahead.
fn is_go(vote: &str) -> bool {
    vote.trim_matches(['*', '`', ' ', '.', '!']).eq_ignore_ascii_case("go")
}

/// Whether a vote says yes, and nothing behind it takes that back.
fn agrees(vote: &str) -> bool {
    let text = vote.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '`'));
    let rest = [APPROVED, AGREES, DONE].iter().find_map(|list| {
        let word = list.leading_to(text, ends_apart)?;
        text.get(word.len()..)
    });
    NOT_APPLICABLE.has(text) || rest.is_some_and(|rest| !hedges::takes_back(rest) && !rest.contains('?'))
}

/// Sentences by which somebody has not signed, "Legal has not approved yet", as findings of a rule.
pub(super) fn told(context: &Context, rule: &'static str) -> impl Iterator<Item = Diagnostic> {
    let checklist = context.checklist;
    prose(context.source).filter_map(move |(number, span, text)| {
        if context.is_read(number) {
            return None;
        }
        let word = HAS_NOT_SIGNED.alone_in(text).filter(|_| SAYS_WHEN.alone_in(text).is_none())?;
        let heard = !checklist.is_in_comment(span) && context.is_due(Span::at(span.start));
        heard.then(|| {
            let message = format!("{} says {}", quote(text.trim()), quote(word));
            let help = "have it signed, and write how it stands now";
            Diagnostic::hold(rule, span, message).undecided().label("not signed?").help(help)
        })
    })
}
