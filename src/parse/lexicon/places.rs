//! The places of a table of words: by two, four or eight bytes at one end, by two characters, or by a whole text.

/// Where the places of four bytes start, behind those of eight.
const FOURS: usize = 8192;

/// Where the places of pairs of bytes start.
const PAIRS: usize = FOURS + 2048;

/// Where the places of characters start of which one is not ASCII.
const BEYOND: usize = PAIRS + 32 * 32;

/// How many places a table has.
pub(super) const PLACES: usize = BEYOND + 1024;

/// The place of the first eight bytes of a key.
#[inline]
pub(super) const fn eight(key: u128) -> usize {
    ((key as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 51) as usize
}

/// The place of the first four bytes of a key, for words that have no eighth.
#[inline]
pub(super) const fn four(key: u128) -> usize {
    FOURS + ((key as u32).wrapping_mul(0x9e37_79b1) >> 21) as usize
}

/// The place of two of them, for words that have no fourth.
pub(super) const fn pair(outer: u8, inner: u8) -> usize {
    PAIRS + ((outer as usize & 31) << 5 | inner as usize & 31)
}

/// The place of two characters in lower case that are not ASCII or stand near one that is not, from the outer one inwards;
/// 0 is none.
pub(super) const fn beyond(outer: u32, inner: u32) -> usize {
    let bits = outer.wrapping_mul(0x85eb_ca6b) ^ inner;
    BEYOND + (bits.wrapping_mul(0x9e37_79b1) >> 22) as usize
}

/// The place of a whole text, by its key and its length.
#[inline]
pub(super) const fn whole(key: u128, len: usize) -> usize {
    eight(key ^ key >> 64 ^ (len as u128) << 5)
}
