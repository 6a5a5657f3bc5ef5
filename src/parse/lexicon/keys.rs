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

/// Half as many, which tell most words.
const HALF: usize = 8;

/// The first bytes of a text, or the last ones from its end on; the same for both cases of a letter.
#[inline]
pub(super) const fn key(text: &[u8], by: By) -> u128 {
    let (near, far) = match by {
        By::End => match text.split_last_chunk() {
            Some((before, last)) => (u64::from_be_bytes(*last), last_bytes(before)),
            None => (last_bytes(text), 0),
        },
        By::Start | By::Whole => match text.split_first_chunk() {
            Some((first, behind)) => (u64::from_le_bytes(*first), first_bytes(behind)),
            None => (first_bytes(text), 0),
        },
    };
    lower(near) as u128 | (lower(far) as u128) << u64::BITS
}

#[inline]
const fn first_bytes(text: &[u8]) -> u64 {
    match text.first_chunk() {
        Some(first) => u64::from_le_bytes(*first),
        None => few(text),
    }
}

#[inline]
const fn last_bytes(text: &[u8]) -> u64 {
    match text.last_chunk() {
        Some(last) => u64::from_be_bytes(*last),
        None => few(text).swap_bytes().unbounded_shr(u64::BITS - 8 * text.len() as u32),
    }
}

/// Fewer bytes than half a key has; four or more are read from both ends, and meet in the middle.
#[inline]
const fn few(text: &[u8]) -> u64 {
    match (text.first_chunk(), text.last_chunk(), text) {
        (Some(head), Some(tail), _) => {
            u32::from_le_bytes(*head) as u64 | (u32::from_le_bytes(*tail) as u64) << (8 * (text.len() - 4))
        }
        (_, _, [first, second, third]) => u64::from_le_bytes([*first, *second, *third, 0, 0, 0, 0, 0]),
        (_, _, [first, second]) => u64::from_le_bytes([*first, *second, 0, 0, 0, 0, 0, 0]),
        (_, _, [only]) => *only as u64,
        _ => 0,
    }
}

/// One in each byte of half a key.
const ONES: u64 = u64::from_le_bytes([1; HALF]);

/// The bytes of half a key at once with ASCII letters in lower case: what is added to the low seven bits of each carries into
/// the highest one from `A` on, or beyond `Z`.
const fn lower(bytes: u64) -> u64 {
    let low = bytes & (0x7f * ONES);
    let from_a = low + (0x80 - b'A' as u64) * ONES;
    let beyond_z = low + (0x7f - b'Z' as u64) * ONES;
    let capital = from_a & !beyond_z & !bytes & (0x80 * ONES);
    bytes | capital >> 2
}

/// Whether all bytes of a key are ASCII.
pub(super) const fn is_ascii(key: u128) -> bool {
    (key as u64 | (key >> u64::BITS) as u64) & (0x80 * ONES) == 0
}
