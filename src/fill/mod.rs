//! Filling: model and data to edits of the same bytes.
//!
//! Every function proposes edits of named spans and says what they are meant to change; [`apply`] compiles the text
//! again and refuses edits that change anything else.

mod attached;
mod child;
mod choice;
mod computed;
mod content;
mod data;
mod decide;
mod desk;
mod encode;
mod error;
mod field_edit;
mod find;
mod items;
mod log;
mod mend;
mod number;
mod outline;
mod sign;
mod skeleton;
mod slots;
mod slots_of_item;
mod template;
mod values;

pub use attached::{Attached, attached};
pub use child::{Attachment, attach, note};
pub use computed::{Computed, computed};
pub use content::{block_content, content};
pub use data::{DataError, Entry, RunData, Value};
pub use decide::decide;
pub use desk::{Act, Desk, Done, Written};
pub use encode::{Place, Refusal, encode};
pub use error::FillError;
pub use find::{SelectError, find, select};
pub use items::{fail, not_applicable, tick, untick};
pub use log::{Event, log};
pub use mend::{Mended, mend};
pub use number::numbers;
pub use outline::{Allowed, Change, apply};
pub use sign::{Signer, sign};
pub use skeleton::{SkeletonEntry, data_skeleton, skeleton_json, skeleton_schema, skeleton_toml, skeleton_yaml};
pub use slots::{Group, KeyError, Slots, Target};
pub use slots_of_item::Actor;
pub use template::{Part, Rendered, TemplateError, render};
pub use values::{FillOptions, FillReport, Filled, Unknown, fill};
