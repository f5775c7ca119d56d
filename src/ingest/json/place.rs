//! Line numbers of pieces of a text.

/// Tells on which line a piece of a text begins; pieces are asked for mostly in their order.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    text: &'a str,
    /// The offset that was asked for last, and its line.
    at: usize,
    line: u32,
}

impl<'a> Place<'a> {
    /// In a text whose first line has the number `line`.
    pub fn new(text: &'a str, line: u32) -> Self {
        Self { text, at: 0, line }
    }

    /// The line on which `piece`, which was cut from the text, begins. A piece of another text has the line before.
    pub fn line(&mut self, piece: &str) -> u32 {
        let at = (piece.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        let passed = self.text.as_bytes().get(self.at..at).unwrap_or_default();
        if !passed.is_empty() {
            self.line += passed.iter().filter(|byte| **byte == b'\n').count() as u32;
            self.at = at;
        }
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_have_the_lines_that_they_begin_on() {
        let text = "a\nb\n\ncd";
        let mut place = Place::new(text, 5);
        assert_eq!([&text[..1], &text[2..3], &text[6..], &text[5..]].map(|piece| place.line(piece)), [5, 6, 8, 8]);
        assert_eq!(place.line("other"), 8);
    }
}
