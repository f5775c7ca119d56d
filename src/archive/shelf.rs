//! A small sorted map: what is at hand, by its place in the archive. A `BTreeMap` costs the widget 3 kB of what ships for
//! each type it holds.

/// Values by key, sorted.
#[derive(Clone, Debug)]
pub struct Shelf<V> {
    items: Vec<(u64, V)>,
}

impl<V> Default for Shelf<V> {
    fn default() -> Self {
        Self { items: Vec::new() }
    }
}

impl<V> Shelf<V> {
    /// The value of `key`.
    pub fn get(&self, key: u64) -> Option<&V> {
        let (at, found) = self.place(key);
        self.items.get(at).filter(|_| found).map(|(_, value)| value)
    }

    /// Puts a value in the place of the one that `key` had, if any.
    pub fn insert(&mut self, key: u64, value: V) {
        match self.place(key) {
            (at, true) => self.items[at].1 = value,
            (at, false) => self.items.insert(at, (key, value)),
        }
    }

    /// The values whose keys are at most `key`, the greatest key first.
    pub fn up_to(&self, key: u64) -> impl Iterator<Item = (u64, &V)> {
        let (at, found) = self.place(key);
        self.items[..at + usize::from(found)].iter().rev().map(|(key, value)| (*key, value))
    }

    /// Where `key` stands or would stand, and whether it does.
    fn place(&self, key: u64) -> (usize, bool) {
        let at = self.items.partition_point(|(known, _)| *known < key);
        (at, self.items.get(at).is_some_and(|(known, _)| *known == key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_by_key_and_from_below() {
        let mut shelf = Shelf::default();
        for (key, value) in [(5, 'b'), (1, 'a'), (9, 'c'), (5, 'B')] {
            shelf.insert(key, value);
        }
        assert_eq!((shelf.get(5), shelf.get(6)), (Some(&'B'), None));
        assert_eq!(shelf.up_to(8).map(|(_, value)| *value).collect::<String>(), "Ba");
        assert_eq!(shelf.up_to(0).count(), 0);
    }
}
