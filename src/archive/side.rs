//! Work that is done side by side: on all cores natively; in wasm, which has one, after another. Results come in the order
//! of what they were made from, so nothing that is written depends on the number of cores.

#[cfg(not(target_arch = "wasm32"))]
use rayon::prelude::*;
use std::cmp::Ordering;

/// Items that are worth tools of their own.
#[cfg(not(target_arch = "wasm32"))]
const SHARE: usize = 32;

/// What `work` makes of each item, in order.
pub fn map<T: Send, R: Send>(items: Vec<T>, work: impl Fn(T) -> R + Send + Sync) -> Vec<R> {
    #[cfg(not(target_arch = "wasm32"))]
    return items.into_par_iter().map(work).collect();
    #[cfg(target_arch = "wasm32")]
    return items.into_iter().map(work).collect();
}

/// What `work` makes of each item, in order, with tools that each thread makes for itself.
pub fn map_with<S, T: Send, R: Send>(
    items: Vec<T>,
    tools: impl Fn() -> S + Send + Sync,
    work: impl Fn(&mut S, T) -> R + Send + Sync,
) -> Vec<R> {
    #[cfg(not(target_arch = "wasm32"))]
    return items.into_par_iter().with_min_len(SHARE).map_init(tools, work).collect();
    #[cfg(target_arch = "wasm32")]
    {
        let mut tools = tools();
        items.into_iter().map(|item| work(&mut tools, item)).collect()
    }
}

/// Takes what `work` makes of each item, batch by batch and in order, while the next batch is worked on.
pub fn stream<S, T: Send, R: Send>(
    batches: impl Iterator<Item = Vec<T>>,
    tools: impl Fn() -> S + Send + Sync,
    work: impl Fn(&mut S, T) -> R + Send + Sync,
    mut take: impl FnMut(R) + Send,
) {
    let mut done = Vec::new();
    for batch in batches {
        let ready = std::mem::take(&mut done);
        done = beside(|| map_with(batch, &tools, &work), || ready.into_iter().for_each(&mut take));
    }
    done.into_iter().for_each(take);
}

/// Does both, and gives what the first makes.
fn beside<R: Send>(first: impl FnOnce() -> R + Send, second: impl FnOnce() + Send) -> R {
    #[cfg(not(target_arch = "wasm32"))]
    return rayon::join(first, second).0;
    #[cfg(target_arch = "wasm32")]
    {
        second();
        first()
    }
}

/// Sorts by this order; equal ones in any order.
pub fn sort_by<T: Send>(items: &mut [T], order: impl Fn(&T, &T) -> Ordering + Send + Sync) {
    #[cfg(not(target_arch = "wasm32"))]
    items.par_sort_unstable_by(order);
    #[cfg(target_arch = "wasm32")]
    items.sort_unstable_by(order);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order() {
        let numbers: Vec<usize> = (0..1000).collect();
        assert_eq!(map(numbers.clone(), |number| number), numbers);
        let count = |calls: &mut usize, number: usize| {
            *calls += 1;
            (number, *calls > 0)
        };
        assert!(map_with(numbers.clone(), || 0, count).iter().enumerate().all(|(at, pair)| *pair == (at, true)));
        let mut taken = Vec::new();
        stream(numbers.chunks(7).map(<[usize]>::to_vec), || (), |(), number| number, |number| taken.push(number));
        assert_eq!(taken, numbers);
    }
}
