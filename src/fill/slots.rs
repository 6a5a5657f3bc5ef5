//! The slots of a checklist that run data can address, and the keys that name them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::model::{Checklist, Field, Occurrence};
use crate::parse::slug;
use crate::text::{Span, distance};

/// How many candidates an error names.
const SHOWN: usize = 6;

/// What a key names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A placeholder, by its place in [`Slots::placeholders`].
    Placeholder(usize),
    /// Fields of one label at one place, by their index in the checklist; mostly one.
    Fields(Vec<usize>),
}

/// A key that doesn't name one slot.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// No slot has this name.
    #[error("no slot is called `{key}`{}", nearest_words(nearest))]
    Unknown {
        /// The key.
        key: String,
        /// The keys that are written most like it.
        nearest: Vec<String>,
    },
    /// Several have it.
    #[error("`{key}` may be any of {}; use one of these keys", candidates.join(", "))]
    Ambiguous {
        /// The key.
        key: String,
        /// A key and a line for each.
        candidates: Vec<String>,
    },
    /// Two keys name one slot and give it different values.
    #[error("`{key}` and `{other}` name the same slot on line {line}; give only one of them")]
    Twice {
        /// The first key.
        key: String,
        /// The other.
        other: String,
        /// The slot's line, 1-based.
        line: usize,
    },
}

fn nearest_words(nearest: &[String]) -> String {
    if nearest.is_empty() {
        return "; gonogo data lists those there are".to_owned();
    }
    format!("; the nearest are {}", nearest.join(", "))
}

/// A placeholder's name and every place where it may be filled in.
#[derive(Clone, Debug)]
pub struct Group<'c> {
    /// What is between the brackets.
    pub name: &'c str,
    /// In document order; places within a sign-off's slots are left to signing.
    pub places: Vec<&'c Occurrence>,
}

/// The slots of a checklist.
pub struct Slots<'c> {
    checklist: &'c Checklist,
    placeholders: Vec<Group<'c>>,
    by_name: HashMap<String, Vec<Target>>,
    by_id: HashMap<&'c str, usize>,
}

impl<'c> Slots<'c> {
    /// Lists the slots of a checklist.
    pub fn new(checklist: &'c Checklist) -> Self {
        let taken: BTreeSet<Span> =
            checklist.sign_offs.iter().flat_map(crate::model::SignOff::slots).map(|slot| slot.span).collect();
        let is_taken = |span: Span| {
            taken.range(..Span::new(span.end, usize::MAX)).next_back().is_some_and(|slot| slot.overlaps(span))
        };
        let mut groups: BTreeMap<&str, Vec<&Occurrence>> = BTreeMap::new();
        for placeholder in &checklist.placeholders {
            let places = placeholder.occurrences.iter().filter(|place| !is_taken(place.span));
            groups.entry(&placeholder.name).or_default().extend(places);
        }
        let mut placeholders: Vec<Group<'c>> = groups
            .into_iter()
            .filter(|(_, places)| !places.is_empty())
            .map(|(name, mut places)| {
                places.sort_by_key(|place| place.span);
                Group { name, places }
            })
            .collect();
        placeholders.sort_by_key(|group| group.places.first().map(|place| place.span));
        let mut slots = Self { checklist, placeholders, by_name: HashMap::new(), by_id: HashMap::new() };
        for index in 0..slots.placeholders.len() {
            let name = slots.placeholders.get(index).map_or_else(String::new, |group| slug(group.name));
            slots.by_name.entry(name).or_default().push(Target::Placeholder(index));
        }
        for (index, field) in checklist.fields.iter().enumerate() {
            slots.by_id.entry(&field.id).or_insert(index);
            for name in slots.names(field) {
                slots.by_name.entry(name).or_default().push(Target::Fields(vec![index]));
            }
        }
        slots
    }

    /// The placeholders, in order of their first place.
    pub fn placeholders(&self) -> &[Group<'c>] {
        &self.placeholders
    }

    /// What a key names.
    ///
    /// # Errors
    /// When it names nothing, or several slots.
    pub fn resolve(&self, key: &str) -> Result<Target, KeyError> {
        self.lookup(key).map_err(|error| self.explained(error))
    }

    /// An error with the keys that are written like the one that names nothing.
    pub fn explained(&self, error: KeyError) -> KeyError {
        match error {
            KeyError::Unknown { key, .. } => KeyError::Unknown { nearest: self.nearest(&key), key },
            error => error,
        }
    }

    /// What a key names; of one that names nothing, what is written like it is left out, which takes long to find.
    pub fn lookup(&self, key: &str) -> Result<Target, KeyError> {
        if let Some(index) = self.placeholders.iter().position(|group| group.name == key) {
            return Ok(Target::Placeholder(index));
        }
        if let Some(index) = self.by_id.get(key) {
            return Ok(Target::Fields(vec![*index]));
        }
        if let Some(fields) = self.on_line(key).filter(|fields| !fields.is_empty()) {
            return Ok(Target::Fields(fields));
        }
        // A key in capitals is a placeholder's name: once that is filled in, it must not come to mean a field.
        let loud = key.chars().any(char::is_uppercase) && !key.chars().any(char::is_lowercase);
        let found = self.by_name.get(&normal(key)).or_else(|| self.by_name.get(&slug(key)));
        let fits = |target: &&Target| !loud || matches!(target, Target::Placeholder(_));
        let found: Vec<Target> = found.into_iter().flatten().filter(fits).cloned().collect();
        match found.as_slice() {
            [] => Err(KeyError::Unknown { key: key.to_owned(), nearest: Vec::new() }),
            [one] => Ok(one.clone()),
            many => self.one_group(many).ok_or_else(|| self.ambiguous(key, many)),
        }
    }

    /// The fields that `:LINE` or `:LINE.label` names; lines stay what they are when others are filled in.
    fn on_line(&self, key: &str) -> Option<Vec<usize>> {
        let rest = key.strip_prefix(':')?;
        let (line, label) = rest.split_once('.').map_or((rest, None), |(line, label)| (line, Some(slug(label))));
        let line: usize = line.parse().ok()?;
        let fits =
            |field: &Field| field.at.line == line && label.as_ref().is_none_or(|label| slug(&field.label) == *label);
        Some(self.checklist.fields.iter().enumerate().filter(|(_, field)| fits(field)).map(|(at, _)| at).collect())
    }

    /// The fields of `targets`, where all have one label at one place.
    fn one_group(&self, targets: &[Target]) -> Option<Target> {
        let mut all = Vec::new();
        for target in targets {
            match target {
                Target::Fields(fields) => all.extend(fields),
                Target::Placeholder(_) => return None,
            }
        }
        let place = |index: &usize| {
            let field = self.checklist.fields.get(*index)?;
            Some((field.item.clone(), field.section.clone(), slug(&field.label)))
        };
        let first = place(all.first()?)?;
        all.iter().all(|index| place(index).as_ref() == Some(&first)).then_some(Target::Fields(all))
    }

    fn ambiguous(&self, key: &str, targets: &[Target]) -> KeyError {
        let mut candidates: Vec<String> = targets
            .iter()
            .take(SHOWN)
            .map(|target| format!("`{}` (line {})", self.key(target), self.line(target)))
            .collect();
        if targets.len() > SHOWN {
            candidates.push(format!("and {} more", targets.len() - SHOWN));
        }
        KeyError::Ambiguous { key: key.to_owned(), candidates }
    }

    /// The shortest key that names a slot and nothing else.
    pub fn key(&self, target: &Target) -> String {
        match target {
            Target::Placeholder(index) => {
                self.placeholders.get(*index).map_or_else(String::new, |group| group.name.to_owned())
            }
            Target::Fields(fields) => {
                fields.first().and_then(|index| self.checklist.fields.get(*index)).map_or_else(String::new, |field| {
                    let alone = |name: &String| self.by_name.get(name).is_some_and(|targets| targets.len() == 1);
                    self.names(field).into_iter().find(alone).unwrap_or_else(|| field.id.to_string())
                })
            }
        }
    }

    /// The line of a slot's first place, 1-based.
    pub fn line(&self, target: &Target) -> usize {
        match target {
            Target::Placeholder(index) => {
                self.placeholders.get(*index).and_then(|group| group.places.first()).map_or(0, |place| place.at.line)
            }
            Target::Fields(fields) => {
                fields.first().and_then(|index| self.checklist.fields.get(*index)).map_or(0, |field| field.at.line)
            }
        }
    }

    /// The short names of a field, the shortest first.
    fn names(&self, field: &Field) -> Vec<String> {
        let label = slug(&field.label);
        let section = field.section.as_ref().and_then(|section| self.checklist.section(section));
        let section = section.map(|section| slug(&section.title));
        let item = field.item.as_ref().map(|item| last(&item.id).to_owned());
        let mut names = vec![label.clone()];
        let numbered = field.id.rsplit_once('#').map_or("", |(_, name)| name).to_owned();
        for label in [label, numbered] {
            names.extend(item.as_ref().map(|item| format!("{item}.{label}")));
            names.extend(section.as_ref().map(|section| format!("{section}.{label}")));
            if let (Some(section), Some(item)) = (&section, &item) {
                names.push(format!("{section}.{item}.{label}"));
            }
        }
        let mut seen = BTreeSet::new();
        names.retain(|name| seen.insert(name.clone()));
        names
    }

    /// The keys that are written most like `key`.
    fn nearest(&self, key: &str) -> Vec<String> {
        let wanted: Vec<char> = slug(key).chars().collect();
        let mut known: Vec<(usize, String)> = self
            .by_name
            .iter()
            .filter_map(|(name, targets)| {
                let apart = distance(&wanted, &name.chars().collect::<Vec<_>>());
                let near = apart <= wanted.len().max(3) / 3 || name.split('.').any(|part| part == slug(key));
                targets.first().filter(|_| near).map(|target| (apart, format!("`{}`", self.key(target))))
            })
            .collect();
        known.sort();
        known.dedup_by(|a, b| a.1 == b.1);
        known.into_iter().map(|(_, key)| key).take(3).collect()
    }
}

/// A key in the form of the short names: each part a slug, numbers of repeated labels kept.
fn normal(key: &str) -> String {
    let part = |part: &str| match part.rsplit_once('~') {
        Some((head, number)) => format!("{}~{number}", slug(head)),
        None => slug(part),
    };
    key.split('.').map(part).collect::<Vec<_>>().join(".")
}

/// The last part of an id.
fn last(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}
