//! Sign-offs that say no, or name nobody.

use foldhash::HashSet;

use super::reading::Labelled;
use super::words::{quote, says_nothing};
use super::{Context, Rule, calendar, status_words, votes};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::SignOff;
use crate::parse::hedges;
use crate::parse::words::{
    ATTESTS, CALLINGS, DONE, NO_NAMES, NOBODY, NOES, REFUSALS, RETRACTIONS, ROLES, SAYS_DONE, SIGNING, WILL_NOT_SIGN,
    YES,
};
use crate::text::{Marks, Span};

pub(super) const RULE: Rule = Rule {
    name: "refused-sign-off",
    summary: "In the place of a sign-off somebody says no, or nobody is named.",
    severity: Severity::Hold,
    on_templates: false,
    page: include_str!("../../docs/rules/refused-sign-off.md"),
    check,
};

fn check(context: &Context, out: &mut Vec<Diagnostic>) {
    let roles = context.checklist.sign_offs.iter().map(|sign_off| sign_off.role.trim().to_ascii_lowercase());
    let roles: HashSet<String> = roles.collect();
    for sign_off in super::signers::asked(context).filter(|sign_off| is_given(sign_off)) {
        let (does, what) = if let Some(word) = refusal(context, sign_off) {
            ("says", word)
        } else if let Some(name) = no_name(&roles, sign_off).or_else(|| no_name_beside(context, sign_off)) {
            ("names nobody:", name)
        } else if let Some(written) = left_open(context, sign_off) {
            ("leaves open whether it is given:", written)
        } else {
            continue;
        };
        let message = format!("sign-off of {} {does} {}", quote(&sign_off.role), quote(what));
        let help = "settle what stands in the way; then have it signed by name";
        out.push(Diagnostic::hold(RULE.name, sign_off.span, message).label("no sign-off").help(help));
    }
    let votes =
        votes::open(context, RULE.name).chain(votes::told(context, RULE.name)).chain(votes::polled(context, RULE.name));
    out.extend(votes.map(Diagnostic::unless_told));
    out.extend(attested(context));
}

/// Where a role stands with what somebody says in its place, and by nobody: "QA Lead: verbally", "QA: rejected", "QA sign-off:
/// no". Outside of a part for sign-offs nobody knows whether it was one.
fn attested(context: &Context) -> impl Iterator<Item = Diagnostic> {
    let told = context.labelled().filter_map(move |line| Some((line, instead(line.label, line.value)?)));
    let read = |line: &Labelled| {
        let (items, signed) = (context.checklist.item_on(line.number), &context.checklist.sign_offs);
        items.is_some() || signed.iter().any(|sign_off| sign_off.span.overlaps(line.span))
    };
    told.filter(move |(line, _)| !read(line) && context.is_heard(line)).map(|(line, agrees)| {
        let (says, asks, help) = match agrees {
            true => ("and nobody is named", "by whom?", "write who it was, and when"),
            false => ("which is no yes", "says no", "settle what stands in the way, then write who signs, and when"),
        };
        let message = format!("{} says {}, {says}", quote(line.label), quote(line.value));
        let found = Diagnostic::hold(RULE.name, line.span, message).undecided().label(asks);
        found.help(format!("{help}; or say below \"Sign-offs\" who is to sign"))
    })
}

/// What somebody says in the place of a role's name: whether it is a yes.
pub(super) fn instead(label: &str, value: &str) -> Option<bool> {
    let attests =
        ATTESTS.has(value) || ATTESTS.strip_from(value).is_some_and(|rest| rest.starts_with(' ') && ATTESTS.has(rest));
    let refuses = || REFUSALS.has(value.trim_end_matches('.'));
    let denies = || NOES.has(value);
    if !attests && !refuses() && !denies() {
        return None;
    }
    let words: Vec<&str> = label.split(' ').filter(|word| !word.is_empty()).collect();
    let role: Vec<&str> = words.iter().copied().filter(|word| !SIGNING.has(word)).collect();
    let role = role.join(" ");
    // "Legal: no" may say who is concerned; "Legal sign-off: no" and "Legal: rejected" do not.
    let alone = || ROLES.has(&role) && (refuses() || role.len() < label.trim().len());
    (is_role(&role) || !attests && alone()).then_some(attests)
}

/// Whether something stands there that could be a name. Of the others another rule speaks.
fn is_given(sign_off: &SignOff) -> bool {
    sign_off.is_filled() && !sign_off.name.as_deref().is_some_and(says_nothing)
}

/// The words by which a sign-off says no: a cell, or what stands behind a colon, a dash or a ticked box.
fn refusal<'a>(context: &Context<'a>, sign_off: &'a SignOff) -> Option<&'a str> {
    let refuses = |part: &str| REFUSALS.has(part) || status_words::crosses(part).is_some() || denies(part);
    let name = sign_off.name.as_deref().filter(|name| refuses(name.trim()));
    let vote = || sign_off.signature.as_deref().filter(|vote| sign_off.name.is_some() && NOES.has(vote));
    if let Some(said) = name.or_else(vote) {
        return Some(said);
    }
    let mut rest = context.source.slice(sign_off.span);
    let mut ticked = true;
    loop {
        let (start, end, next) = delimiter(rest).unwrap_or((rest.len(), 0, true));
        let part = rest.get(..start)?.trim_matches(|c: char| c.is_whitespace() || "*_~`.!".contains(c));
        if ticked && refuses(part) {
            return Some(part);
        }
        if end == 0 {
            return None;
        }
        rest = rest.get(end..)?;
        ticked = next;
    }
}

/// Whether a sentence says that somebody does not sign: "I do not approve this".
fn denies(part: &str) -> bool {
    WILL_NOT_SIGN.find(part).is_some()
}

/// What begins a sign-off that is still to be given.
const TO_COME: [&str; 14] = [
    "to be ",
    "to sign",
    "will sign",
    "will approve",
    "will review",
    "needs ",
    "unsigned",
    "awaiting",
    "waiting",
    "pending",
    "requested",
    "not ",
    "on behalf of ",
    "~~",
];

/// What sends elsewhere, in small letters: somebody may be called See.
const ELSEWHERE: [&str; 5] = ["see ", "siehe ", "voir ", "véase ", "cf. "];

/// What is written for a name, where that is still to come, struck out, doubted or not ticked: "to be signed by Ana",
/// "~~Ana~~", "Ana?", "Ana (pending)", "☐ Ana".
fn left_open<'a>(context: &Context<'a>, sign_off: &SignOff) -> Option<&'a str> {
    let slot = sign_off.name_slot.as_ref().filter(|_| sign_off.box_span.is_none())?;
    let line = context.source.line(context.source.line_of(slot.span.start));
    let text = context.source.slice(Span::new(slot.span.start, line.end)).trim_start_matches(['*', ' ']);
    const END: Marks<3> = Marks::new(["|", "**", " Date"]);
    const BEHIND: Marks<5> = Marks::new(["(", "—", "–", " - ", ", "]);
    let end = END.first(text).map_or(text.len(), |(start, ..)| start);
    let text = text.get(..end)?.trim();
    let starts = |word: &&str| text.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
    let tail = text.trim_end_matches([')', '.', ' ']);
    let taken_back = RETRACTIONS.has(tail)
        || BEHIND.last_end(tail).and_then(|at| tail.get(at..)).is_some_and(|said| RETRACTIONS.has(said));
    let unticked = delimiter(text).is_some_and(|(at, _, ticked)| at == 0 && !ticked);
    let elsewhere = ELSEWHERE.iter().any(|lead| text.starts_with(lead));
    (TO_COME.iter().any(starts)
        || elsewhere
        || taken_back
        || is_one_of(text)
        || tail.ends_with('?')
        || unticked
        || is_hedged(text))
    .then_some(text)
}

/// Whether one of several people is named: "Ana or Bo".
fn is_one_of(text: &str) -> bool {
    [" or ", " oder ", " ou "].iter().any(|or| text.contains(or))
}

/// Whether a word behind a name takes it back. Somebody may be called Mas.
fn is_hedged(text: &str) -> bool {
    text.match_indices([' ', '(', ',', ':']).any(|(at, sign)| {
        let rest = text.get(at + sign.len()..).unwrap_or("");
        let mut word = rest.chars().take_while(|c| c.is_alphanumeric());
        let name = word.next().is_some_and(char::is_uppercase) && word.any(char::is_lowercase);
        !name && hedges::begins_with(rest)
    })
}

/// Boxes that are not ticked; what follows them is not said.
const UNTICKED: usize = 5;

/// Marks that end one part of a line and begin another, the [`UNTICKED`] ones first.
const DELIMITERS: Marks<17> =
    Marks::new(["[ ]", "☐", "□", "⬜", "( )", "[x]", "[X]", "☑", "✅", "|", ":", "—", "–", " - ", ",", "(", "\n"]);

/// The next delimiter: where it begins and ends, and whether what follows it is said.
fn delimiter(text: &str) -> Option<(usize, usize, bool)> {
    DELIMITERS.first(text).map(|(start, end, which)| (start, end, which >= UNTICKED))
}

/// What stands where a name is asked for. A status column asks for none.
fn no_name<'a>(roles: &HashSet<String>, sign_off: &'a SignOff) -> Option<&'a str> {
    let name = sign_off.name.as_deref().map(str::trim)?;
    let asks = sign_off.box_span.is_none() && sign_off.signature.as_deref() != Some(name);
    let bare = name.trim_matches(|c: char| !c.is_alphanumeric() && c != '+');
    let role = is_role(name) || roles.contains(&bare.to_ascii_lowercase());
    let named = [NO_NAMES, NOBODY].iter().any(|list| list.has(bare));
    let nobody = named || bare.is_empty() || role || calendar::days(bare).is_some();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    // One Latin letter is a tick; one sign of another script may be a name. A number is none.
    (asks && (nobody || letters == 0 || letters == 1 && name.is_ascii())).then_some(name)
}

/// What stands behind the role beside a ticked box, and says less than the tick: `- [x] QA Lead: same`; "approved" says as much.
fn no_name_beside<'a>(context: &Context<'a>, sign_off: &SignOff) -> Option<&'a str> {
    sign_off.box_span?;
    let (_, said) = context.source.slice(sign_off.span).split_once(": ")?;
    let bare = said.trim_matches(|c: char| !c.is_alphanumeric());
    let attests = [ATTESTS, DONE, SAYS_DONE, YES].iter().any(|list| list.has(bare));
    (NO_NAMES.has(bare) && !attests).then_some(said.trim())
}

/// Whether a name is that of a role, whoever has it: "Release Manager". Somebody may be called Dev or Head.
pub(super) fn is_role(name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').filter(|word| !word.is_empty()).collect();
    let calls = |word: &&str| ROLES.has(word) || CALLINGS.has(word);
    words.len() > 1 && words.iter().all(calls) && words.last().is_some_and(|last| ROLES.has(last))
}
