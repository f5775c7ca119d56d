//! What a list's item begins with: a bullet, or a number with a mark.

use super::measure::is_direction;

/// The marker of a list's item: where its text begins, and its number.
pub fn marker(text: &str) -> Option<(usize, Option<u32>)> {
    let whole = text.len();
    let text = text.trim_start_matches(is_direction);
    let bullet = text.strip_prefix(['•', '▪', '●', '‣', '◦', '*', '-', '+', '·']);
    let digits = text.find(|c: char| !c.is_ascii_digit()).filter(|digits| (1..=2).contains(digits));
    let (rest, number) = match (bullet, digits) {
        (Some(rest), _) => (rest, None),
        (None, Some(digits)) => (text[digits..].strip_prefix(['.', ')'])?, Some(text[..digits].parse().ok()?)),
        (None, None) => return None,
    };
    let body = rest.trim_start();
    let body = body.trim_start_matches(is_direction).trim_start();
    (body.len() < rest.len() && !body.is_empty()).then_some((whole - body.len(), number))
}
