//! Numbers and texts as bytes, and back: the only code that slices untrusted bytes.

/// Appends `value` as a varint: seven bits a byte, least first, the high bit set on all but the last.
pub fn put_varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Appends the length of `text` and its bytes.
pub fn put_text(out: &mut Vec<u8>, text: &str) {
    put_varint(out, text.len() as u64);
    out.extend_from_slice(text.as_bytes());
}

/// The bytes do not follow the grammar: what was expected where they stopped making sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed(pub &'static str);

/// Reads numbers and texts from bytes, from front to back.
#[derive(Clone, Debug)]
pub struct Cursor<'a> {
    rest: &'a [u8],
}

impl<'a> Cursor<'a> {
    /// Begins at the first of `bytes`.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Whether all bytes are read.
    pub fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// The next `length` bytes.
    pub fn take(&mut self, length: u64) -> Result<&'a [u8], Malformed> {
        let length = usize::try_from(length).ok().filter(|length| *length <= self.rest.len());
        let (head, rest) = self.rest.split_at(length.ok_or(Malformed("more bytes"))?);
        self.rest = rest;
        Ok(head)
    }

    /// The next byte.
    pub fn byte(&mut self) -> Result<u8, Malformed> {
        let (first, rest) = self.rest.split_first().ok_or(Malformed("a byte"))?;
        self.rest = rest;
        Ok(*first)
    }

    /// The next four bytes as a number.
    pub fn u32(&mut self) -> Result<u32, Malformed> {
        let bytes = self.take(4)?.try_into().map_err(|_| Malformed("a u32"))?;
        Ok(u32::from_le_bytes(bytes))
    }

    /// The next varint.
    #[inline]
    pub fn varint(&mut self) -> Result<u64, Malformed> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Ok(value);
            }
        }
        Err(Malformed("a varint of at most ten bytes"))
    }

    /// The next varint, which must fit 32 bits.
    #[inline]
    pub fn small(&mut self) -> Result<u32, Malformed> {
        u32::try_from(self.varint()?).map_err(|_| Malformed("a number below 2^32"))
    }

    /// A number of things that follow and take at least one byte each; so it allocates no more than the input's size.
    pub fn count(&mut self) -> Result<usize, Malformed> {
        let count = self.varint()?;
        let fits = usize::try_from(count).ok().filter(|count| *count <= self.rest.len());
        fits.ok_or(Malformed("a count that its data can hold"))
    }

    /// The next text.
    pub fn text(&mut self) -> Result<&'a str, Malformed> {
        let length = self.varint()?;
        core::str::from_utf8(self.take(length)?).map_err(|_| Malformed("UTF-8"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        for value in [0, 1, 127, 128, 300, 16_383, 16_384, u64::from(u32::MAX), u64::MAX] {
            let mut out = Vec::new();
            put_varint(&mut out, value);
            let mut cursor = Cursor::new(&out);
            assert_eq!(cursor.varint(), Ok(value));
            assert!(cursor.is_empty());
        }
    }

    #[test]
    fn texts_come_back_and_are_checked() {
        let mut out = Vec::new();
        put_text(&mut out, "سلێمانی");
        assert_eq!(Cursor::new(&out).text(), Ok("سلێمانی"));
        assert_eq!(Cursor::new(&out[..3]).text(), Err(Malformed("more bytes")));
        assert_eq!(Cursor::new(&[1, 0xff]).text(), Err(Malformed("UTF-8")));
    }

    #[test]
    fn nothing_is_read_past_the_end() {
        assert!(Cursor::new(&[]).varint().is_err());
        assert!(Cursor::new(&[0x80]).varint().is_err());
        assert!(Cursor::new(&[0xff; 11]).varint().is_err());
        assert!(Cursor::new(&[9, 1]).count().is_err());
        assert!(Cursor::new(&[1, 2, 3]).u32().is_err());
    }
}
