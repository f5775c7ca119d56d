//! Related articles: those that share the terms that tell most about one, ranked as if these were typed.

use super::plan::Plan;
use super::query::Query;
use super::{Hit, Marked, Options, words};
use crate::archive::read::{Archive, Halt};

/// Words of a reason.
const REASON: usize = 3;

/// An article that is related to another, and the words that both are about, the most telling first.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    /// The article.
    pub hit: Hit,
    /// The words.
    pub reason: Vec<String>,
}

/// The `limit` articles that are most related to `article`: each shares two of the words that tell most about it, or the
/// only one.
pub fn related(archive: &Archive, article: u32, limit: u32) -> Result<Vec<Related>, Halt> {
    let keys = archive.body(article).map_or(&[][..], |body| &body.keys);
    archive.settle()?;
    let (query, options) = (Query::plain("", false), Options { limit, ..Options::default() });
    let slots = words::of_terms(archive, keys, &query.parts[0])?;
    let plan = Plan::new(archive, "", &query, &slots, &options)?;
    let mut holds = Vec::new();
    for slot in &slots {
        let mut set = plan.none();
        plan.mark(slot, &mut set, false);
        holds.push(set);
    }
    let shared = |article: u32| slots.iter().zip(&holds).filter(move |(_, set)| set[article as usize]);
    let mut found = plan.found();
    found.retain(|(other, _)| *other != article && shared(*other).count() >= slots.len().clamp(1, 2));
    plan.order(&mut found, limit as usize);
    found.truncate(limit as usize);
    let mut related = Vec::new();
    for (article, score) in &found {
        let Some(card) = archive.card(*article).cloned() else { continue };
        let mut reason = Vec::new();
        shared(*article).take(REASON).for_each(|(slot, _)| reason.push(slot.surface.clone()));
        let (title, snippet) = (Marked::plain(&card.title), Marked::plain(&card.opening));
        related.push(Related { hit: Hit { article: *article, score: *score, card, title, snippet }, reason });
    }
    archive.settle().map(|()| related)
}
