//! What a complaint shows of a text from outside.

/// Most characters that are shown.
const MOST: usize = 80;

/// The beginning of a text, on one line.
pub fn excerpt(text: &str) -> String {
    let mut chars = text.trim().chars().map(|c| if c.is_whitespace() { ' ' } else { c });
    let mut shown: String = chars.by_ref().take(MOST).collect();
    if chars.next().is_some() {
        shown.pop();
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_shown_whole_or_with_a_sign_that_it_goes_on() {
        assert_eq!(excerpt(" a\nb\u{2028}c "), "a b c");
        let fits = "é".repeat(MOST);
        assert_eq!(excerpt(&fits), fits);
        assert_eq!(excerpt(&"é".repeat(MOST + 1)), format!("{}…", "é".repeat(MOST - 1)));
    }
}
