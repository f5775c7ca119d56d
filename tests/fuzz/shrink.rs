//! Makes an input that fails as small as it goes.

use std::time::{Duration, Instant};

/// So long it may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Takes out ranges, the long ones first, as long as what is left fails.
pub fn shrink(bytes: &[u8], fails: &dyn Fn(&[u8]) -> bool) -> Vec<u8> {
    let start = Instant::now();
    let mut best = bytes.to_vec();
    let mut size = best.len().div_ceil(2);
    while size > 0 {
        let mut at = 0;
        let before = best.len();
        while at < best.len() && start.elapsed() < PATIENCE {
            let end = (at + size).min(best.len());
            let shorter = [&best[..at], &best[end..]].concat();
            if fails(&shorter) {
                best = shorter;
            } else {
                at = end;
            }
        }
        size = if best.len() < before && size == 1 { 1 } else { size / 2 };
        if start.elapsed() >= PATIENCE {
            break;
        }
    }
    best
}
