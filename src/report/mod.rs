//! Report: a judged checklist to a page for people who were not there. Pure: nothing is read, no clock, no network.

mod build;
mod by_hand;
mod render;
mod view;

pub use render::{Flavour, MAX_TEMPLATE_BYTES, RenderError, TEMPLATES, Template, find};
pub use view::{
    CommandView, CriterionView, DecisionView, EvidenceView, FactView, FindingView, ItemView, Judgement, MeasureView,
    Numbers, RecordView, Report, SectionView, SignOffView, SignedView, StepView, ValueView,
};
