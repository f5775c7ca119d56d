//! Sorting, small: the standard library's sorts cost the widget 4 kB of what ships for each type that is sorted. Here the
//! work is done by one function for all of them, which knows items only by their places.

/// Moves the `count` items that come first by `before` to the front, in order; the rest follow in no order. A heap
/// (Williams 1964): linear in the number of items, and `count` times its logarithm. Not stable, so `before` must tell
/// any two items apart that differ.
pub fn first<T>(items: &mut [T], count: usize, before: impl Fn(&T, &T) -> bool) {
    let length = items.len();
    heap(&mut Slice { items, before }, length, count);
}

/// Sorts all items by `before`; see [`first`].
pub fn all<T>(items: &mut [T], before: impl Fn(&T, &T) -> bool) {
    first(items, items.len(), before);
}

/// Items that are known by their places.
trait Items {
    /// Whether the item at `a` comes before the one at `b`.
    fn before(&self, a: usize, b: usize) -> bool;
    fn swap(&mut self, a: usize, b: usize);
}

struct Slice<'a, T, F> {
    items: &'a mut [T],
    before: F,
}

impl<T, F: Fn(&T, &T) -> bool> Items for Slice<'_, T, F> {
    fn before(&self, a: usize, b: usize) -> bool {
        (self.before)(&self.items[a], &self.items[b])
    }

    fn swap(&mut self, a: usize, b: usize) {
        self.items.swap(a, b);
    }
}

/// Moves the `count` first of `length` items to the front.
fn heap(items: &mut dyn Items, length: usize, count: usize) {
    // The heap lies backwards: its root, the first item, is the last. Each item that is taken goes to the front of what
    // is left, in exchange for the one that stood there.
    for root in (0..length / 2).rev() {
        sink(items, 0, length, root);
    }
    for start in 0..count.min(length) {
        items.swap(start, length - 1);
        sink(items, start + 1, length, 0);
    }
}

/// Lets the item at `at`, counted from the end of the heap from `start` to `length`, sink below those that come before.
fn sink(items: &mut dyn Items, start: usize, length: usize, mut at: usize) {
    loop {
        let (left, right) = (2 * at + 1, 2 * at + 2);
        if start + left >= length {
            return;
        }
        let place = |at: usize| length - 1 - at;
        let child = if start + right < length && items.before(place(right), place(left)) { right } else { left };
        if !items.before(place(child), place(at)) {
            return;
        }
        items.swap(place(child), place(at));
        at = child;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_standard_library() {
        let mut state = 1u32;
        for length in 0..200 {
            let mut items: Vec<u32> = Vec::new();
            for _ in 0..length {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                items.push(state >> 24);
            }
            let mut expected = items.clone();
            expected.sort_unstable();
            for count in [0, 1.min(length), length / 2, length] {
                let mut some = items.clone();
                first(&mut some, count, |a, b| a < b);
                assert_eq!(some[..count], expected[..count]);
                some.sort_unstable();
                assert_eq!(some, expected);
            }
        }
    }
}
