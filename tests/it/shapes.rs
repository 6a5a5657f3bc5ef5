//! Whole documents of the shapes that release checklists have: every number that a person counts in them.
//!
//! `fixtures/shapes/` holds one document of each shape; where other documents of the same shapes lie beside the project,
//! the same is asserted of them.

use std::path::Path;

use gonogo::model::{Applicability, Checklist, Criterion, Field, Item, Label, Polarity, Role, Scope, SignOffShape};
use gonogo::parse::parse;
use gonogo::text::Source;

/// A document with its text.
struct Document {
    name: String,
    text: String,
    checklist: Checklist,
}

/// The document of a shape, and another of the same shape where there is one.
fn documents(name: &str, other: &str) -> Vec<Document> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let others = std::fs::read_dir(root.join("../shared/seeds")).into_iter().flatten().flatten();
    let other = others
        .map(|entry| entry.path())
        .find(|path| path.file_name().is_some_and(|file| file.to_string_lossy().starts_with(other)));
    if other.is_none() {
        println!("skipped: no other document of the shape of {name} lies beside the project");
    }
    let paths = std::iter::once(root.join("fixtures/shapes").join(name).with_extension("md")).chain(other);
    paths
        .map(|path| {
            let source = Source::new(path.to_string_lossy(), std::fs::read(&path).expect("a file")).expect("text");
            Document { name: path.display().to_string(), text: source.text().to_owned(), checklist: parse(&source) }
        })
        .collect()
}

impl Document {
    /// The 1-based lines on which a text stands.
    fn lines_with(&self, text: &str) -> Vec<usize> {
        (1..).zip(self.text.lines()).filter(|(_, line)| line.contains(text)).map(|(line, _)| line).collect()
    }

    /// The items of a role and polarity.
    fn items(&self, role: Role, polarity: Polarity) -> usize {
        self.checklist.items.iter().filter(|item| item.role == role && item.polarity == polarity).count()
    }

    /// The items of the section of a title, and of the sections in it.
    fn items_under(&self, title: &str) -> Vec<&Item> {
        let checklist = &self.checklist;
        let under = |item: &&Item| checklist.section_path(item.section.as_ref()).any(|section| section.title == title);
        checklist.items.iter().filter(under).collect()
    }

    /// The fields of an item.
    fn fields_of(&self, item: &Item) -> Vec<&Field> {
        let of = |field: &&Field| {
            field.item.as_ref().and_then(|at| self.checklist.item(at)).is_some_and(|at| at.id == item.id)
        };
        self.checklist.fields.iter().filter(of).collect()
    }

    /// Roles of the sign-offs of a scope and shape, in order.
    fn roles(&self, scope: Scope, shape: SignOffShape) -> Vec<&str> {
        let sign_offs = self.checklist.sign_offs.iter();
        sign_offs.filter(|s| s.scope == scope && s.shape == shape).map(|s| s.role.as_str()).collect()
    }
}

#[test]
fn a_promotion_has_nine_plain_labels_and_one_approver() {
    for document in documents("promotion-gate", "000") {
        let checklist = &document.checklist;
        let titled = |label: Label| {
            let sections = checklist.sections.iter().filter(move |section| section.label == label);
            sections.filter(|section| !document.items_under(&section.title).is_empty()).count()
        };
        assert_eq!((titled(Label::Paragraph), titled(Label::Bold)), (9, 0), "{}", document.name);
        let [approver] = checklist.sign_offs.as_slice() else { panic!("{}: {:?}", document.name, checklist.sign_offs) };
        assert_eq!((approver.scope, approver.line), (Scope::Document, document.lines_with("Approved by")[0]));
        assert!(approver.name_slot.is_some() && approver.date_slot.is_some(), "{}", document.name);
        let labels: Vec<&str> = checklist.fields.iter().map(|field| field.label.as_str()).collect();
        assert_eq!(labels, ["Digest"], "{}", document.name);
        let read = |c: &Criterion| (c.op.is_some(), c.window_seconds.is_some());
        let criteria: Vec<_> = checklist.criteria.iter().map(read).collect();
        let (measured, windowed, worded) = ((true, false), (true, true), (false, false));
        assert_eq!(criteria, [windowed, windowed, worded, worded, measured], "{}", document.name);
        assert_eq!(checklist.summary.items, checklist.summary.gfm_tasks, "{}", document.name);
    }
}

#[test]
fn a_train_has_twelve_items_six_steps_and_four_bullets_that_are_no_steps() {
    for document in documents("train-promotion", "001") {
        let checklist = &document.checklist;
        assert_eq!((checklist.summary.items, checklist.items.len()), (12, 12), "{}", document.name);
        let numbers: Vec<&str> = checklist.steps.iter().map(|step| step.number.as_str()).collect();
        assert_eq!(numbers, ["1", "2", "3", "4", "5", "6"], "{}", document.name);
        let commands: Vec<bool> = checklist.commands.iter().map(|command| command.step.is_some()).collect();
        assert_eq!(commands, [true, true], "{}", document.name);
        let rollback = checklist.sections.iter().find(|s| s.title == "Rollback Plan").expect("a rollback");
        assert_eq!(rollback.applicability, Applicability::Contingent, "{}", document.name);
        let bullets: Vec<usize> = document.lines_with("- ").into_iter().filter(|line| *line > rollback.line).collect();
        assert_eq!(bullets.len(), 4, "{}", document.name);
        let read = checklist.steps.iter().map(|s| s.line).chain(checklist.items.iter().map(|i| i.at.line));
        assert!(read.max() < Some(rollback.line), "{}", document.name);
        assert!(checklist.fields.is_empty() && checklist.sign_offs.is_empty(), "{}", document.name);
    }
}

#[test]
fn a_release_has_four_role_approvals_three_environments_and_a_contingent_rollback() {
    for document in documents("full-release", "002") {
        let checklist = &document.checklist;
        let roles = document.roles(Scope::Document, SignOffShape::Checkbox);
        assert_eq!((roles.len(), checklist.sign_offs.len()), (4, 4), "{}: {roles:?}", document.name);
        assert_eq!(document.items(Role::SignOff, Polarity::Normal), 4, "{}", document.name);
        let alternatives: Vec<&str> = checklist
            .sections
            .iter()
            .filter(|section| section.applicability == Applicability::Alternative)
            .map(|section| section.title.as_str())
            .collect();
        assert_eq!(alternatives.len(), 3, "{}: {alternatives:?}", document.name);
        let rollback = document.items_under("Rollback Procedure");
        assert_eq!(rollback.len(), 11, "{}", document.name);
        let section = checklist.sections.iter().find(|section| section.title == "Rollback Procedure");
        assert_eq!(section.map(|section| section.applicability), Some(Applicability::Contingent), "{}", document.name);
        let bullets = checklist.sections.iter().filter(|section| section.label == Label::Bullet).count();
        assert_eq!(bullets, 3, "{}", document.name);
        assert!(checklist.steps.is_empty(), "{}: {:?}", document.name, checklist.steps);
        assert_eq!(checklist.summary.blanks, 4, "{}", document.name);
    }
}

#[test]
fn a_go_live_day_has_its_sign_offs_counts_criteria_and_tests() {
    for document in documents("go-live-day", "003") {
        let (checklist, name) = (&document.checklist, &document.name);
        // 48 items, each with who is responsible, how it is verified, and a sign-off of its own.
        let signed: Vec<_> = checklist.sign_offs.iter().filter(|sign_off| sign_off.scope == Scope::Item).collect();
        assert_eq!(signed.len(), 48, "{name}");
        for sign_off in signed {
            let item =
                checklist.items.iter().find(|item| Some(&item.id) == sign_off.scope_id.as_ref()).expect("an item");
            assert!(item.parent.is_none() && item.verification.is_some(), "{name}: {}", item.text);
            assert_eq!(item.responsible.as_deref(), Some(sign_off.role.as_str()), "{name}: {}", item.text);
        }
        // The decision: three sign, five attend.
        let [attendees, signers] = ["**Attendees:**", "**Sign-offs:**"].map(|label| document.lines_with(label)[0]);
        let within = |from: usize, until: usize| {
            checklist.sign_offs.iter().filter(move |sign_off| (from..until).contains(&sign_off.line)).count()
        };
        assert_eq!((within(attendees, signers), within(signers, signers + 4)), (0, 3), "{name}");
        let attending =
            checklist.fields.iter().filter(|field| (attendees..attendees + 6).contains(&field.at.line)).count();
        assert_eq!(attending, 5, "{name}");
        // The final roster: four blocks of name, signature and date.
        let required = document.lines_with("### Sign-offs Required")[0];
        let blocks: Vec<_> =
            checklist.sign_offs.iter().filter(|s| (required..required + 27).contains(&s.line)).collect();
        assert_eq!(blocks.len(), 4, "{name}");
        assert!(blocks.iter().all(|block| block.slots().count() == 3 && block.shape == SignOffShape::Line), "{name}");
        // Seven sections state how many items they have, and what repeats these numbers agrees.
        let stated: Vec<u64> = checklist.sections.iter().filter_map(|section| section.declared_items).collect();
        assert_eq!(stated, [8, 12, 10, 10, 8, 20, 10], "{name}");
        assert!(checklist.counts.len() >= 14, "{name}: {:?}", checklist.counts);
        assert!(checklist.counts.iter().all(|count| count.actual == Some(count.declared)), "{:?}", checklist.counts);
        // Criteria are bad when they come true.
        assert_eq!(checklist.criteria.len(), 12, "{name}");
        assert_eq!(document.items(Role::Criterion, Polarity::Inverse), 12, "{name}");
        assert_eq!(checklist.criteria.iter().filter(|c| c.window_seconds.is_some()).count(), 2, "{name}");
        // Twenty tests, each with its result and its time.
        let numbered =
            |text: &str| text.strip_prefix("Test ").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let tests: Vec<&Item> = checklist.items.iter().filter(|item| numbered(&item.text)).collect();
        assert_eq!(tests.len(), 20, "{name}");
        for test in tests {
            let fields = document.fields_of(test);
            let labelled = |label: &str| fields.iter().filter(|field| field.label == label).count();
            assert_eq!((labelled("Result"), labelled("Time")), (1, 1), "{name}: {}", test.text);
        }
        // A log is a sample: its rows are no items, and what they lack is not asked for.
        let log = document.lines_with("| Time | Event |")[0];
        assert!(checklist.items.iter().all(|item| item.at.line < log), "{name}");
        let place = checklist.sections.iter().rfind(|section| section.line < log);
        let mut above = std::iter::successors(place, |section| checklist.section(section.parent.as_ref()?));
        let reference = above.any(|section| section.applicability == Applicability::Reference);
        assert!(reference, "{name}: {place:?}");
        let options: Vec<usize> = checklist.decisions.iter().map(|decision| decision.options.len()).collect();
        assert_eq!(options, [2, 3], "{name}");
    }
}

#[test]
fn a_rollout_has_six_criteria_and_six_rollback_steps() {
    for document in documents("service-rollout", "004") {
        let checklist = &document.checklist;
        assert_eq!(checklist.criteria.len(), 6, "{}", document.name);
        assert_eq!(checklist.criteria.iter().filter(|c| c.threshold.is_some()).count(), 2, "{}", document.name);
        let steps: Vec<_> = checklist.steps.iter().filter_map(|step| step.section.as_ref()).collect();
        assert_eq!(steps.len(), 6, "{}", document.name);
        for section in steps.into_iter().filter_map(|section| checklist.section(section)) {
            assert_eq!(
                (section.title.as_str(), section.applicability),
                ("Rollback Procedure", Applicability::Contingent)
            );
        }
        assert_eq!(checklist.summary.items, checklist.summary.gfm_tasks, "{}", document.name);
        assert!(checklist.fields.is_empty() && checklist.sign_offs.is_empty(), "{}", document.name);
    }
}
