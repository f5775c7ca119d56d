//! Work that is done side by side: on all cores natively; in wasm, which has one, after another. Results come in the order
//! of what they were made from, so nothing that is written depends on the number of cores.

#[cfg(not(target_arch = "wasm32"))]
use rayon::prelude::*;

/// What `work` makes of each item, in order.
pub fn map<T: Send, R: Send>(items: Vec<T>, work: impl Fn(T) -> R + Send + Sync) -> Vec<R> {
    #[cfg(not(target_arch = "wasm32"))]
    return items.into_par_iter().map(work).collect();
    #[cfg(target_arch = "wasm32")]
    return items.into_iter().map(work).collect();
}

/// Sorts by key; equal ones in any order.
pub fn sort<T: Send, K: Ord + ?Sized>(items: &mut [T], key: impl Fn(&T) -> &K + Send + Sync) {
    #[cfg(not(target_arch = "wasm32"))]
    items.par_sort_unstable_by(|a, b| key(a).cmp(key(b)));
    #[cfg(target_arch = "wasm32")]
    items.sort_unstable_by(|a, b| key(a).cmp(key(b)));
}
