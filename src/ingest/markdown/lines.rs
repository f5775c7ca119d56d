//! Line numbers of offsets.

/// Where the lines of a text end.
#[derive(Default)]
pub struct Lines {
    first: u32,
    ends: Vec<usize>,
}

impl Lines {
    /// Of this text, whose first line has the number `first`.
    pub fn new(text: &str, first: u32) -> Self {
        Self { first, ends: text.match_indices('\n').map(|(at, _)| at).collect() }
    }

    /// The line on which an offset stands.
    pub fn number(&self, offset: usize) -> u32 {
        self.first + self.ends.partition_point(|&end| end < offset) as u32
    }
}
