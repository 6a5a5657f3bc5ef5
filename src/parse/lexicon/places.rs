//! The places of a table of words: by two or four bytes at one end, by two characters, or by a whole text.

/// Where the places of pairs of bytes start, behind those of four.
const FOURS: usize = 4096;

/// Where the places of characters start of which one is not ASCII.
const BEYOND: usize = FOURS + 32 * 32;

/// How many places a table has.
pub(super) const PLACES: usize = BEYOND + 1024;

/// The place of four ASCII bytes, from the outer one inwards; the same for both cases of a letter.
pub(super) const fn four(outer: u8, second: u8, third: u8, fourth: u8) -> usize {
    let bits = u32::from_le_bytes([outer & 31, second & 31, third & 31, fourth & 31]);
    (bits.wrapping_mul(0x9e37_79b1) >> 20) as usize
}

/// The place of two of them, for words that have no fourth.
pub(super) const fn pair(outer: u8, inner: u8) -> usize {
    FOURS + ((outer as usize & 31) << 5 | inner as usize & 31)
}

/// The place of two characters in lower case that are not ASCII or stand near one that is not, from the outer one inwards;
/// 0 is none.
pub(super) const fn beyond(outer: u32, inner: u32) -> usize {
    let bits = outer.wrapping_mul(0x85eb_ca6b) ^ inner;
    BEYOND + (bits.wrapping_mul(0x9e37_79b1) >> 22) as usize
}

/// The place of a whole text, by its key and its length.
pub(super) const fn whole(key: u128, len: usize) -> usize {
    let key = (key >> 64) as u64 ^ key as u64;
    let bits = (key >> 32) as u32 ^ key as u32 ^ (len as u32) << 8;
    (bits.wrapping_mul(0x9e37_79b1) >> 20) as usize
}
