//! Builds the view of a judged checklist.

use std::collections::HashMap;

use super::by_hand;
use super::view::{
    CommandView, CriterionView, DecisionView, EvidenceView, FactView, FindingView, ItemView, Judgement, MeasureView,
    Numbers, RecordView, Report, SectionView, SignOffView, SignedView, StepView, ValueView,
};
use crate::asked::{Asked, Progress, Standing};
use crate::diagnostic::Severity;
use crate::model::{Assurance, Checklist, Field, FieldKind, Ref, Scope, SignOff, State};
use crate::verdict::{Judged, Verdict};

impl Report {
    /// The view of what was judged, and of its place in the record where it has one.
    pub fn of(judged: &Judged, record: Option<&RecordView>) -> Self {
        let checklist = judged.checklist;
        let asked = Asked::of(checklist);
        let builder = Builder { judged, checklist, asked: &asked, record };
        let sign_offs = builder.sign_offs();
        let numbers = builder.numbers(&sign_offs);
        Self {
            title: checklist.title.clone().unwrap_or_else(|| checklist.path.clone()),
            path: checklist.path.clone(),
            sha256: checklist.sha256.clone(),
            verdict: judged.verdict.to_string(),
            class: class(judged.verdict),
            sentence: sentence(judged.verdict, &numbers),
            outcome: asked.outcome().map(|outcome| outcome.name().replace('-', " ")),
            judged_at: judged.at.to_string(),
            tool: concat!("gonogo ", env!("CARGO_PKG_VERSION")).to_owned(),
            facts: builder.facts(),
            numbers,
            sections: builder.sections(),
            decisions: builder.decisions(),
            sign_offs,
            findings: builder.findings(),
            criteria: builder.criteria(),
            measures: builder.measures(),
            values: builder.values(),
            steps: builder.steps(),
            commands: builder.commands(),
            items: builder.items(|_| true),
            not_applicable: builder.items(|state| state == State::NotApplicable),
            failed: builder.items(|state| state == State::Failed),
            evidence: builder.evidence(),
            record: record.cloned(),
            checks: by_hand::checks(checklist, record),
        }
    }
}

struct Builder<'a> {
    judged: &'a Judged<'a>,
    checklist: &'a Checklist,
    asked: &'a Asked,
    record: Option<&'a RecordView>,
}

impl Builder<'_> {
    fn numbers(&self, sign_offs: &[SignOffView]) -> Numbers {
        let progress = Progress::of(self.checklist, self.asked);
        let count = |severity| self.judged.diagnostics.iter().filter(|found| found.severity == severity).count();
        let asked = sign_offs.iter().filter(|sign_off| sign_off.class != "optional");
        Numbers {
            done: progress.done,
            due: progress.due(),
            open: progress.open,
            not_applicable: progress.not_applicable,
            failed: progress.failed,
            percent: percent(progress),
            holds: count(Severity::Hold),
            undecided: count(Severity::Undecided),
            warnings: count(Severity::Warning),
            signed: asked.clone().filter(|sign_off| sign_off.class != "missing").count(),
            signatures: asked.count(),
        }
    }

    /// The filled fields before the second section that belong to no item.
    fn is_fact(&self, field: &Field) -> bool {
        let head = field.section.as_ref().is_none_or(|section| section.index == 0);
        head && field.item.is_none() && field.value.is_some() && field.target.is_none() && !is_evidence(field)
    }

    fn facts(&self) -> Vec<FactView> {
        let facts = self.checklist.fields.iter().filter(|field| self.is_fact(field));
        facts.map(|field| FactView { label: field.label.clone(), value: value(field).unwrap_or_default() }).collect()
    }

    /// Each section that holds actions of its own, or is not asked as a whole.
    fn sections(&self) -> Vec<SectionView> {
        let mut own: HashMap<usize, Progress> = HashMap::new();
        for item in self.checklist.items.iter().filter(|item| self.asked.item(item)) {
            if let Some(section) = &item.section {
                own.entry(section.index).or_default().add(item.state);
            }
        }
        let views = self.checklist.sections.iter().enumerate().filter_map(|(at, section)| {
            let here = Ref { index: at, id: section.id.clone() };
            let note = match self.asked.section_standing(Some(&here)) {
                Standing::Not(why) => Some(why.words().to_owned()),
                _ => None,
            };
            let progress = own.get(&at).copied().unwrap_or_default();
            let outer_is_asked = self.asked.section(section.parent.as_ref());
            let shown = progress.total() > 0 || (note.is_some() && outer_is_asked);
            shown.then(|| SectionView {
                title: section.title.clone(),
                depth: self.checklist.section_path(section.parent.as_ref()).count().saturating_sub(1),
                done: progress.done,
                due: progress.due(),
                not_applicable: progress.not_applicable,
                percent: percent(progress),
                note,
            })
        });
        views.collect()
    }

    fn decisions(&self) -> Vec<DecisionView> {
        let decisions = self.checklist.decisions.iter().map(|decision| DecisionView {
            label: decision.label.clone(),
            options: decision.options.iter().map(|option| option.text.clone()).collect(),
            chosen: decision.chosen().map(|option| option.text.clone()).collect(),
            line: decision.line,
        });
        decisions.collect()
    }

    /// The places of the checklist, each with the statement made for it that counts, or else with one that does not; then the
    /// statements that are left.
    fn sign_offs(&self) -> Vec<SignOffView> {
        let mut left: Vec<&SignedView> = self.record.map(|record| record.signoffs.iter().collect()).unwrap_or_default();
        let mut views = Vec::new();
        for sign_off in &self.checklist.sign_offs {
            let asked = self.asked.sign_off(sign_off);
            if !asked && !sign_off.is_filled() {
                continue;
            }
            let here = |signed: &&SignedView| signed.place.as_deref() == Some(&*sign_off.id);
            let counts = left.iter().position(|signed| here(signed) && signed.judgement == Judgement::Verified);
            let signed = counts.or_else(|| left.iter().rposition(here)).map(|at| left.remove(at));
            views.push(self.sign_off(sign_off, signed, asked));
        }
        let rest = left.into_iter().map(|signed| {
            let place = self.checklist.sign_offs.iter().find(|sign_off| Some(&*sign_off.id) == signed.place.as_deref());
            let scope = place.map_or_else(|| "a place that is not in the text".to_owned(), |place| self.scope(place));
            SignOffView { scope, ..statement(signed) }
        });
        views.extend(rest);
        views
    }

    /// What a sign-off is about, in words.
    fn scope(&self, sign_off: &SignOff) -> String {
        match (sign_off.scope, sign_off.scope_id.as_deref()) {
            (Scope::Document, _) | (_, None) => "the whole checklist".to_owned(),
            (Scope::Section, Some(id)) => {
                let section = self.checklist.sections.iter().find(|section| &*section.id == id);
                section.map_or_else(|| id.to_owned(), |section| section.title.clone())
            }
            (Scope::Item, Some(id)) => {
                let item = self.asked.index_of(id).and_then(|at| self.checklist.items.get(at));
                item.map_or_else(|| id.to_owned(), |item| item.text.clone())
            }
        }
    }

    fn sign_off(&self, sign_off: &SignOff, signed: Option<&SignedView>, asked: bool) -> SignOffView {
        let scope = self.scope(sign_off);
        if let Some(signed) = signed {
            return SignOffView { role: sign_off.role.clone(), scope, line: Some(sign_off.line), ..statement(signed) };
        }
        let (class, assurance) = match sign_off.assurance {
            None if asked => ("missing", "not signed"),
            None => ("optional", "not signed, not asked"),
            Some(Assurance::Typed) => ("signed", "typed name, not verified"),
            Some(Assurance::Authored) => ("signed", "git names this person as the author; no signature, not verified"),
            Some(Assurance::Signed) => ("signed", "signed; the signature was not checked for this report"),
        };
        SignOffView {
            role: sign_off.role.clone(),
            scope,
            name: sign_off.name.clone(),
            date: sign_off.date.clone(),
            meaning: if sign_off.is_filled() { "not stated".to_owned() } else { String::new() },
            assurance: assurance.to_owned(),
            class,
            principal: None,
            fingerprint: None,
            line: Some(sign_off.line),
        }
    }

    fn findings(&self) -> Vec<FindingView> {
        let findings = self.judged.diagnostics.iter().map(|found| {
            let at = self.judged.source.position(found.span.start);
            FindingView {
                severity: found.severity.name(),
                rule: found.rule.to_owned(),
                message: found.message.clone(),
                help: found.help.clone(),
                line: at.line,
                column: at.column,
            }
        });
        findings.collect()
    }

    fn criteria(&self) -> Vec<CriterionView> {
        let criteria = self.checklist.criteria.iter().map(|criterion| CriterionView {
            text: criterion.text.clone(),
            state: match criterion.fired {
                Some(true) => "fired",
                Some(false) => "not fired",
                None => "not stated",
            },
            line: criterion.line,
        });
        criteria.collect()
    }

    /// Whether a target is met is what the rules say, and nothing else.
    fn measures(&self) -> Vec<MeasureView> {
        let measures = self.checklist.fields.iter().filter_map(|field| {
            let target = field.target.as_ref()?;
            let held =
                || self.judged.diagnostics.iter().any(|found| found.span.overlaps(field.span) && is_miss(found.rule));
            Some(MeasureView {
                label: field.label.clone(),
                place: self.place(field.item.as_ref(), field.section.as_ref()),
                value: value(field),
                target: target.to_string(),
                state: match field.value {
                    _ if !self.asked.field(field) => "not asked",
                    None => "not filled",
                    Some(_) if held() => "missed",
                    Some(_) => "met",
                },
                line: field.at.line,
            })
        });
        measures.collect()
    }

    fn values(&self) -> Vec<ValueView> {
        let rest = self.checklist.fields.iter();
        let rest = rest.filter(|field| field.target.is_none() && !self.is_fact(field) && !is_evidence(field));
        let values = rest.filter_map(|field| {
            Some(ValueView {
                label: field.label.clone(),
                place: self.place(field.item.as_ref(), field.section.as_ref()),
                value: value(field)?,
                line: field.at.line,
            })
        });
        values.collect()
    }

    /// A step's times stand in its item, or in the section that it alone titles.
    fn steps(&self) -> Vec<StepView> {
        let mut in_section: HashMap<usize, usize> = HashMap::new();
        for section in self.checklist.steps.iter().filter_map(|step| step.section.as_ref()) {
            *in_section.entry(section.index).or_default() += 1;
        }
        let is_time = |field: &&Field| matches!(field.kind, FieldKind::Time | FieldKind::Duration | FieldKind::Date);
        let times: Vec<&Field> = self.checklist.fields.iter().filter(is_time).collect();
        let steps = self.checklist.steps.iter().map(|step| {
            let alone = step.section.as_ref().filter(|section| in_section.get(&section.index) == Some(&1));
            let of_step = |field: &&&Field| match &step.item {
                Some(item) => field.item.as_ref() == Some(item),
                None => alone.is_some() && field.section.as_ref() == alone,
            };
            let stated =
                times.iter().filter(of_step).filter_map(|field| Some(format!("{}: {}", field.label, value(field)?)));
            StepView {
                number: step.number.clone(),
                title: step.title.clone(),
                times: stated.collect(),
                line: step.line,
            }
        });
        steps.collect()
    }

    fn commands(&self) -> Vec<CommandView> {
        let commands = self.checklist.commands.iter().map(|command| CommandView {
            place: self.place(command.item.as_ref(), command.section.as_ref()),
            text: command.text.trim_end().to_owned(),
            line: command.line,
        });
        commands.collect()
    }

    fn items(&self, wanted: impl Fn(State) -> bool) -> Vec<ItemView> {
        let items = self.checklist.items.iter().filter(|item| wanted(item.state)).map(|item| ItemView {
            text: item.text.clone(),
            place: self.place(None, item.section.as_ref()),
            state: match item.state {
                State::Open if !self.asked.item(item) => "not asked",
                state => state.words(),
            },
            reason: item.reason.clone(),
            line: item.at.line,
        });
        items.collect()
    }

    fn evidence(&self) -> Vec<EvidenceView> {
        let attached = self.checklist.fields.iter().filter(|field| is_evidence(field)).filter_map(|field| {
            Some(EvidenceView {
                place: self.place(field.item.as_ref(), field.section.as_ref()),
                value: value(field)?,
                line: field.at.line,
            })
        });
        attached.collect()
    }

    fn place(&self, item: Option<&Ref>, section: Option<&Ref>) -> String {
        let item = item.and_then(|item| self.checklist.item(item)).map(|item| &item.text);
        let section = section.and_then(|section| self.checklist.section(section)).map(|section| &section.title);
        item.or(section).cloned().unwrap_or_default()
    }
}

fn statement(signed: &SignedView) -> SignOffView {
    SignOffView {
        role: signed.role.clone(),
        scope: String::new(),
        name: Some(format!("{} <{}>", signed.name, signed.email)),
        date: Some(signed.time.clone()),
        meaning: signed.meaning.clone(),
        assurance: match &signed.judgement {
            past @ Judgement::Past(_) => past.to_string(),
            judgement => format!("signature {judgement}"),
        },
        class: if signed.judgement == Judgement::Verified { "verified" } else { "signed" },
        principal: Some(signed.principal.clone()),
        fingerprint: Some(signed.fingerprint.clone()),
        line: None,
    }
}

const fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Go => "go",
        Verdict::NoGo => "no-go",
        Verdict::Undecided => "undecided",
    }
}

fn sentence(verdict: Verdict, numbers: &Numbers) -> String {
    let plural = |number: usize, one: &str| format!("{number} {one}{}", if number == 1 { "" } else { "s" });
    match verdict {
        Verdict::Go if numbers.warnings == 0 => "Nothing holds.".to_owned(),
        Verdict::Go => format!("Nothing holds; {} to read.", plural(numbers.warnings, "warning")),
        Verdict::NoGo if numbers.holds == 1 => "1 reason holds it.".to_owned(),
        Verdict::NoGo => format!("{} hold it.", plural(numbers.holds, "reason")),
        Verdict::Undecided => format!("Not to be decided: {} missing.", plural(numbers.undecided, "needed fact")),
    }
}

fn percent(progress: Progress) -> usize {
    (progress.done * 100).checked_div(progress.due()).unwrap_or(100)
}

fn value(field: &Field) -> Option<String> {
    field.value.as_deref().map(|value| field.with_unit(value))
}

fn is_evidence(field: &Field) -> bool {
    field.label.eq_ignore_ascii_case("evidence")
}

fn is_miss(rule: &str) -> bool {
    matches!(rule, "target-missed" | "wrong-kind")
}
