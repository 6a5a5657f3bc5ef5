//! Keys of words: some of their bytes, alike in both cases of a letter, as one number.

/// By what words are looked up.
#[derive(Clone, Copy)]
pub(super) enum By {
    Start,
    End,
    Whole,
}

/// How many bytes a key has: more than most words.
pub(super) const KEY: usize = 16;

/// The first bytes of a text, or the last ones from its end on; the same for both cases of a letter.
#[inline]
pub(super) const fn key(text: &[u8], by: By) -> u128 {
    let mut bytes = [0; KEY];
    let by_end = matches!(by, By::End);
    if by_end {
        match text.last_chunk() {
            Some(last) => bytes = *last,
            None => bytes.split_at_mut(KEY - text.len()).1.copy_from_slice(text),
        }
    } else {
        match text.first_chunk() {
            Some(first) => bytes = *first,
            None => bytes.split_at_mut(text.len()).0.copy_from_slice(text),
        }
    }
    lower(if by_end { u128::from_be_bytes(bytes) } else { u128::from_le_bytes(bytes) })
}

/// One in each byte of a key.
const ONES: u128 = u128::from_le_bytes([1; KEY]);

/// The bytes of a key at once with ASCII letters in lower case: what is added to the low seven bits of each carries into
/// the highest one from `A` on, or beyond `Z`.
const fn lower(bytes: u128) -> u128 {
    let low = bytes & (0x7f * ONES);
    let from_a = low + (0x80 - b'A' as u128) * ONES;
    let beyond_z = low + (0x7f - b'Z' as u128) * ONES;
    let capital = from_a & !beyond_z & !bytes & (0x80 * ONES);
    bytes | capital >> 2
}

/// Whether all bytes of a key are ASCII.
pub(super) const fn is_ascii(key: u128) -> bool {
    key & (0x80 * ONES) == 0
}
