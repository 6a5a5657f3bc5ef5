//! Run data from `key=value` arguments.

use super::{DataError, Entry, RunData, Value};

pub(super) fn read<'a>(pairs: impl IntoIterator<Item = &'a str>) -> Result<RunData, DataError> {
    let mut data = RunData::default();
    for pair in pairs {
        let (key, value) = pair
            .split_once('=')
            .filter(|(key, _)| !key.trim().is_empty())
            .ok_or_else(|| DataError::NotAPair(pair.to_owned()))?;
        let (key, listed) = match key.strip_suffix("[]") {
            Some(key) => (key.trim(), true),
            None => (key.trim(), false),
        };
        let known = data.get_mut(key).map(|entry| &mut entry.value);
        match (known, listed) {
            (Some(Value::Many(values)), true) => values.push(value.to_owned()),
            (Some(_), _) => return Err(DataError::PairTwice(key.to_owned())),
            (None, _) => {
                let value = if listed { Value::Many(vec![value.to_owned()]) } else { Value::One(value.to_owned()) };
                data.push(Entry { key: key.to_owned(), value, at: None });
            }
        }
    }
    Ok(data)
}
