//! Why a hit has its score, for people who tune an archive: native only.

use super::plan::{Plan, REORDERED};
use super::{Answer, Options, query, words};
use crate::archive::read::{Archive, Halt};
use core::iter;

/// What the score of a hit is made of:
/// `( words * language + headline + nearness ) * boost * recency`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Explanation {
    /// What each word of the query gives that the article holds.
    pub words: Vec<(String, f32)>,
    /// The factor of the article's language.
    pub language: f32,
    /// What its headline gives for holding much of the query.
    pub headline: f32,
    /// What it gives that words stand near each other.
    pub nearness: f32,
    /// What the article asks to count.
    pub boost: f32,
    /// What its age leaves.
    pub recency: f32,
}

impl Explanation {
    /// The score.
    pub fn score(&self) -> f32 {
        let words: f32 = self.words.iter().map(|(_, value)| value).sum();
        (words * self.language + self.headline + self.nearness) * self.boost * self.recency
    }
}

/// Explains the hits of an answer to `text` that is ordered by relevance.
pub fn explain(archive: &Archive, text: &str, options: &Options, answer: &Answer) -> Result<Vec<Explanation>, Halt> {
    let text = answer.correction.as_ref().map_or(text, |correction| correction.text.as_str());
    let query = query::Query { parts: answer.query.parts.clone() };
    let slots = words::slots(archive, text, &query)?;
    let plan = Plan::new(archive, text, &query, &slots, options)?;
    let found: Vec<_> = answer.hits.iter().map(|hit| (hit.article, 0.0)).collect();
    let (mut explanations, mut before) = (vec![Explanation::default(); found.len()], vec![0.0; found.len()]);
    let ranking = plan.ranked(|slot, ranking| {
        for (((article, _), explanation), before) in found.iter().zip(&mut explanations).zip(&mut before) {
            let words = ranking.score(*article).words;
            if words > *before {
                explanation.words.push((slot.surface.clone(), words - *before));
            }
            *before = words;
        }
    });
    let nearness = plan.nearness(&found[..found.len().min(REORDERED)]).into_iter().chain(iter::repeat(0.0));
    for (((article, _), nearness), explanation) in found.iter().zip(nearness).zip(&mut explanations) {
        let score = ranking.score(*article);
        (explanation.language, explanation.headline, explanation.nearness) = (score.language, score.headline, nearness);
        (explanation.boost, explanation.recency) = (plan.boost(*article), plan.recency.of(*article));
    }
    Ok(explanations)
}
