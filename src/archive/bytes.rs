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
///
/// A read that the bytes do not allow gives nothing (0, no bytes, an empty text), and so does every read after it; what
/// was wrong first is kept for [`Cursor::end`]. So decoders read straight on and ask once. (Telling after each read
/// costs the widget a third more of what ships.)
#[derive(Clone, Debug)]
pub struct Cursor<'a> {
    rest: &'a [u8],
    failure: Option<Malformed>,
}

impl<'a> Cursor<'a> {
    /// Begins at the first of `bytes`.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, failure: None }
    }

    /// Whether there is nothing more to read, because all was read or because a read failed.
    pub fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

    /// Notes that the bytes are not what the grammar asks for.
    #[cold]
    pub fn fail(&mut self, expected: &'static str) {
        self.failure = self.failure.or(Some(Malformed(expected)));
        self.rest = &[];
    }

    /// Notes a failure unless `holds`.
    pub fn expect(&mut self, holds: bool, expected: &'static str) {
        if !holds {
            self.fail(expected);
        }
    }

    /// Whether every read succeeded so far.
    pub fn check(&self) -> Result<(), Malformed> {
        self.failure.map_or(Ok(()), Err)
    }

    /// Whether every read succeeded and all was read.
    pub fn end(&mut self) -> Result<(), Malformed> {
        self.expect(self.rest.is_empty(), "nothing more");
        self.check()
    }

    /// The next `length` bytes.
    pub fn take(&mut self, length: u64) -> &'a [u8] {
        match usize::try_from(length).ok().and_then(|length| self.rest.split_at_checked(length)) {
            Some((head, rest)) => {
                self.rest = rest;
                head
            }
            None => {
                self.fail("more bytes");
                &[]
            }
        }
    }

    /// The next byte.
    #[inline]
    pub fn byte(&mut self) -> u8 {
        match self.rest.split_first() {
            Some((first, rest)) => {
                self.rest = rest;
                *first
            }
            None => {
                self.fail("a byte");
                0
            }
        }
    }

    /// The next two bytes as a number.
    pub fn u16(&mut self) -> u16 {
        self.take(2).try_into().map_or(0, u16::from_le_bytes)
    }

    /// The next four bytes as a number.
    pub fn u32(&mut self) -> u32 {
        self.take(4).try_into().map_or(0, u32::from_le_bytes)
    }

    /// The next varint.
    pub fn varint(&mut self) -> u64 {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte();
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return value;
            }
        }
        self.fail("a varint of at most ten bytes");
        0
    }

    /// The next varint, which must fit 32 bits.
    pub fn small(&mut self) -> u32 {
        let value = self.varint();
        self.expect(value <= u64::from(u32::MAX), "a number below 2^32");
        value as u32
    }

    /// A number of things that follow and take at least one byte each; so nothing is allocated beyond the input's size.
    pub fn count(&mut self) -> usize {
        let count = self.varint();
        self.expect(count <= self.rest.len() as u64, "a count that its data can hold");
        if self.failure.is_some() { 0 } else { count as usize }
    }

    /// The next text.
    pub fn text(&mut self) -> &'a str {
        let length = self.varint();
        core::str::from_utf8(self.take(length)).unwrap_or_else(|_| {
            self.fail("UTF-8");
            ""
        })
    }

    /// A count and as many items.
    pub fn list<T>(&mut self, mut item: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let mut items = Vec::new();
        self.times(&mut |cursor| items.push(item(cursor)));
        items
    }

    /// A count and as many texts.
    pub fn texts(&mut self) -> Vec<String> {
        self.list(|cursor| cursor.text().into())
    }

    /// A count and as many numbers.
    pub fn varints(&mut self) -> Vec<u64> {
        self.list(Self::varint)
    }

    /// Reads a count and calls `read` as often; apart, so that each kind of list adds no more than its items.
    #[inline(never)]
    fn times(&mut self, read: &mut dyn FnMut(&mut Self)) {
        for _ in 0..self.count() {
            read(self);
            if self.failure.is_some() {
                break;
            }
        }
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
            assert_eq!(cursor.varint(), value);
            assert_eq!(cursor.end(), Ok(()));
        }
    }

    #[test]
    fn texts_come_back_and_are_checked() {
        let mut out = Vec::new();
        put_text(&mut out, "سلێمانی");
        assert_eq!(Cursor::new(&out).text(), "سلێمانی");
        for (bytes, expected) in [(&out[..3], "more bytes"), (&[1, 0xff], "UTF-8")] {
            let mut cursor = Cursor::new(bytes);
            assert_eq!(cursor.text(), "");
            assert_eq!(cursor.end(), Err(Malformed(expected)));
        }
    }

    #[test]
    fn nothing_is_read_past_the_end_and_the_first_failure_is_told() {
        let mut cursor = Cursor::new(&[0x80]);
        assert_eq!((cursor.varint(), cursor.u32(), cursor.text()), (0, 0, ""));
        assert_eq!(cursor.end(), Err(Malformed("a byte")));
        let fails = |bytes: &[u8], read: fn(&mut Cursor<'_>)| {
            let mut cursor = Cursor::new(bytes);
            read(&mut cursor);
            cursor.check().is_err()
        };
        assert!(fails(&[0xff; 11], |cursor| assert_eq!(cursor.varint(), 0)));
        assert!(fails(&[9, 1], |cursor| assert_eq!(cursor.count(), 0)));
        assert!(fails(&[1, 2, 3], |cursor| assert_eq!(cursor.u32(), 0)));
        assert!(Cursor::new(&[1]).end().is_err());
    }
}
