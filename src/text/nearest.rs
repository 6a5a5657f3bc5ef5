//! How far apart two words are, and the one that somebody probably meant.

/// The candidate that is written most like `word`, if any is close enough to be meant.
pub fn nearest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let wanted: Vec<char> = word.to_lowercase().chars().take(64).collect();
    let limit = (wanted.len() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (distance(&wanted, &candidate.to_lowercase().chars().collect::<Vec<_>>()), candidate))
        .filter(|(apart, _)| *apart <= limit)
        .min_by_key(|(apart, _)| *apart)
        .map(|(_, candidate)| candidate)
}

/// How many characters have to be changed, added, removed or swapped with the next to make one text of the other.
pub fn distance(a: &[char], b: &[char]) -> usize {
    // Rows of the table, each for one more character of `a`: the one before last, the last, the next.
    let mut earlier: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let at = |row: &[usize], j: usize| row.get(j).copied().unwrap_or(usize::MAX / 2);
            let changed = at(&last, j) + usize::from(x != y);
            let best = changed.min(at(&last, j + 1) + 1).min(at(&next, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            next.push(if swapped { best.min(at(&earlier, j - 1) + 1) } else { best });
        }
        earlier = std::mem::replace(&mut last, next);
    }
    last.last().copied().unwrap_or(0)
}
