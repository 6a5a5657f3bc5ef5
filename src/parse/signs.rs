//! Which signs a line has: what tells in one look that a recogniser has nothing to find on it.

/// A set of signs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs(u16);

impl Signs {
    /// `:`
    pub const COLON: Self = Self(1);
    /// `_` and `\\`
    pub const UNDERSCORE: Self = Self(1 << 1);
    /// `[` and `(`
    pub const BRACKET: Self = Self(1 << 2);
    /// `/` and `|`
    pub const SLASH: Self = Self(1 << 3);
    /// A digit.
    pub const DIGIT: Self = Self(1 << 4);
    /// `,`
    pub const COMMA: Self = Self(1 << 6);
    /// A character that is not ASCII, and so may stand for any other sign.
    pub const BEYOND_ASCII: Self = Self(1 << 5);
    /// `<`
    pub const LESS: Self = Self(1 << 7);
    /// `*`
    pub const STAR: Self = Self(1 << 8);
    /// `(`
    pub const PARENTHESIS: Self = Self(1 << 9);
    /// `-` and `=`
    pub const DASH: Self = Self(1 << 10);

    const OF_BYTE: [u16; 256] = {
        let mut table = [0; 256];
        let mut byte = 0;
        while byte < table.len() {
            table[byte] = match byte as u8 {
                b':' => Self::COLON.0,
                // The first byte of an underscore of full width.
                b'_' | b'\\' | 0xef => Self::UNDERSCORE.0,
                b'[' => Self::BRACKET.0,
                b'(' => Self::BRACKET.0 | Self::PARENTHESIS.0,
                b'<' => Self::LESS.0,
                b'*' => Self::STAR.0,
                b'-' | b'=' => Self::DASH.0,
                b'/' | b'|' => Self::SLASH.0,
                b',' => Self::COMMA.0,
                b'0'..=b'9' => Self::DIGIT.0,
                0x80.. => Self::BEYOND_ASCII.0,
                _ => 0,
            };
            byte += 1;
        }
        table
    };

    /// The signs of a text.
    pub fn of(text: &[u8]) -> Self {
        let of_byte = |byte: u8| Self::OF_BYTE.get(usize::from(byte)).copied().unwrap_or(0);
        Self(text.iter().fold(0, |signs, byte| signs | of_byte(*byte)))
    }

    /// These signs and others.
    pub const fn or(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    /// Whether one of `signs`, or what may stand for it, is there.
    pub fn any(self, signs: Self) -> bool {
        self.0 & (signs.0 | Self::BEYOND_ASCII.0) != 0
    }
}
