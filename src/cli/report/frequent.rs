//! The most frequent lines of a stream that does not fit into memory, after Misra and Gries.
//!
//! A table holds a fixed number of lines with their counts. When it is full, the same number is taken off all counts —
//! half of the lines then have none left and go. A line that is in truth more frequent than all that was taken off is
//! thus still there at the end, with a count that is too small by that much at most; [`Frequent::finish`] says by how
//! much. Up to the table's size all counts are exact.

use std::collections::BTreeMap;

/// Lines of the table: a few MB.
const LINES: usize = 20_000;

/// A line with the rule that removed it.
type Key = (String, String);

/// Counts lines.
#[derive(Default)]
pub struct Frequent {
    counts: BTreeMap<Key, usize>,
    taken_off: usize,
}

impl Frequent {
    /// Counts a line.
    pub fn add(&mut self, line: &str, rule: &str) {
        *self.counts.entry((line.to_owned(), rule.to_owned())).or_insert(0) += 1;
        if self.counts.len() > LINES {
            self.halve();
        }
    }

    /// Takes the middle count off all of them.
    fn halve(&mut self) {
        let mut counts: Vec<usize> = self.counts.values().copied().collect();
        counts.sort_unstable();
        let middle = counts.get(counts.len() / 2).copied().unwrap_or_default();
        self.taken_off += middle;
        self.counts.retain(|_, count| {
            *count = count.saturating_sub(middle);
            *count > 0
        });
    }

    /// The `most` most frequent lines with rule and count, and by how much counts may be too small.
    pub fn finish(self, most: usize) -> (Vec<(Key, usize)>, usize) {
        let mut lines: Vec<_> = self.counts.into_iter().collect();
        lines.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        lines.truncate(most);
        (lines, self.taken_off)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequent_lines_survive_a_flood_of_others() {
        let mut frequent = Frequent::default();
        for number in 0..3 * LINES {
            frequent.add(&format!("line {number}"), "menu");
            if number % 10 == 0 {
                frequent.add("Share", "share");
            }
        }
        let (lines, off) = frequent.finish(1);
        let ((line, rule), count) = &lines[0];
        assert_eq!((line.as_str(), rule.as_str()), ("Share", "share"));
        assert!(*count <= 6000 && count + off >= 6000, "{count} {off}");
    }

    #[test]
    fn few_lines_are_counted_exactly() {
        let mut frequent = Frequent::default();
        ["b", "a", "b", "c"].iter().for_each(|line| frequent.add(line, "menu"));
        let (lines, off) = frequent.finish(2);
        let lines: Vec<_> = lines.iter().map(|((line, _), count)| (line.as_str(), *count)).collect();
        assert_eq!((lines, off), (vec![("b", 2), ("a", 1)], 0));
    }
}
