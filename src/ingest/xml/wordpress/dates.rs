//! Dates of posts: `post_date` is the site's clock, `post_date_gmt` the same moment in Greenwich, or zeros.
//!
//! The day that a reader knows is the site's, so that is taken, with the difference of both clocks as its zone.

use crate::article::Stamp;
use crate::ingest::date;
use crate::ingest::xml::node::Node;
use jiff::civil::DateTime;

/// Minutes that clocks are apart at most, and the step they are apart by.
const FARTHEST: i64 = 14 * 60;
const STEP: i64 = 15;

/// When a post was published and the date as written.
pub fn published(node: &Node) -> (Option<Stamp>, Option<String>) {
    let text = ["wp:post_date", "wp:post_date_gmt", "pubDate"]
        .iter()
        .find_map(|name| node.value(name).filter(|text| is_set(text)));
    let clock = moment(node, "wp:post_date", "wp:post_date_gmt");
    let mail = node.value("pubDate").and_then(|text| date::understand(text, None));
    let zoned = clock.filter(|stamp| stamp.offset.is_some());
    (zoned.or(mail).or(clock), text.map(str::to_owned))
}

/// When a post was last changed, if that is known and later than its publication.
pub fn modified(node: &Node, published: Option<Stamp>) -> Option<Stamp> {
    moment(node, "wp:post_modified", "wp:post_modified_gmt").filter(|stamp| Some(*stamp) > published)
}

/// The moment that both clocks name.
fn moment(node: &Node, local: &str, universal: &str) -> Option<Stamp> {
    let stamp = |name: &str| node.value(name).and_then(Stamp::parse);
    match (stamp(local), stamp(universal)) {
        (Some(local), Some(universal)) => {
            let zone = minutes(local, universal).filter(|apart| apart.abs() <= FARTHEST && apart % STEP == 0);
            match zone.and_then(|zone| i16::try_from(zone).ok()) {
                Some(zone) => Some(Stamp { offset: Some(zone), ..local }),
                None => Some(Stamp { offset: Some(0), ..universal }),
            }
        }
        (None, Some(universal)) => Some(Stamp { offset: Some(0), ..universal }),
        (local, None) => local,
    }
}

/// Minutes from the second to the first.
fn minutes(local: Stamp, universal: Stamp) -> Option<i64> {
    let apart = civil(local)?.duration_since(civil(universal)?);
    Some(apart.as_secs() / 60)
}

fn civil(stamp: Stamp) -> Option<DateTime> {
    let (hour, minute, second) = stamp.time?;
    let small = |number: u8| i8::try_from(number).ok();
    let year = i16::try_from(stamp.year).ok()?;
    DateTime::new(year, small(stamp.month)?, small(stamp.day)?, small(hour)?, small(minute)?, small(second.min(59))?, 0)
        .ok()
}

/// Whether a date was ever set.
fn is_set(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, b'1'..=b'9')) && !text.contains("-0001")
}
