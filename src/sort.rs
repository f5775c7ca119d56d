//! Sorting, small: the standard library's sorts cost the widget 4 kB of what ships for each type that is sorted.

/// Moves the `count` items that come first by `before` to the front, in order; the rest follow in no order. A heap
/// (Williams 1964): linear in the number of items, and `count` times its logarithm. Not stable, so `before` must tell
/// any two items apart that differ.
pub fn first<T>(items: &mut [T], count: usize, before: impl Fn(&T, &T) -> bool) {
    // The heap lies backwards: its root, the first item, is the last of the slice. Each item that is taken goes to the
    // front of what is left, in exchange for the one that stood there.
    for root in (0..items.len() / 2).rev() {
        sink(items, root, &before);
    }
    let mut heap = items;
    for _ in 0..count {
        let Some(root) = heap.len().checked_sub(1) else {
            return;
        };
        heap.swap(0, root);
        heap = &mut heap[1..];
        sink(heap, 0, &before);
    }
}

/// Sorts all items by `before`; see [`first`].
pub fn all<T>(items: &mut [T], before: impl Fn(&T, &T) -> bool) {
    first(items, items.len(), before);
}

/// Lets the item at `at`, counted from the end, sink below those that come before it.
fn sink<T>(heap: &mut [T], mut at: usize, before: &impl Fn(&T, &T) -> bool) {
    let length = heap.len();
    loop {
        let (left, right) = (2 * at + 1, 2 * at + 2);
        if left >= length {
            return;
        }
        let item = |at: usize| &heap[length - 1 - at];
        let child = if right < length && before(item(right), item(left)) { right } else { left };
        if !before(item(child), item(at)) {
            return;
        }
        heap.swap(length - 1 - child, length - 1 - at);
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
