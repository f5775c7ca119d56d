//! The values of a list, or of a text that holds several one after the other, each as it is written.
//!
//! A broken value costs only itself where that can be: the list goes on at the next place where, after a comma, an
//! object begins with the very letters that the first object began with (`{"title":`, blanks included).

use serde_json::value::RawValue;

/// Broken values after which a list is still gone on with: each may cost a walk to the end of the text.
const BROKEN: u32 = 50;

/// What stands where a value was expected.
pub struct Fault<'a> {
    /// The text from where the value should begin to where reading goes on.
    pub lost: &'a str,
    /// Lines from the beginning of `lost` to the fault.
    pub lines: u32,
    /// What is wrong, in the parser's words.
    pub problem: String,
}

/// Walks through the values.
pub struct Values<'a> {
    text: &'a str,
    at: usize,
    /// Whether the values stand between brackets.
    listed: bool,
    /// How the first object began, up to the first colon.
    opening: Option<&'a str>,
    broken: u32,
    /// Whether the end of the list is the end of the values.
    alone: bool,
}

impl<'a> Values<'a> {
    /// Of a list, or of values one after the other.
    pub fn new(text: &'a str) -> Self {
        let start = text.len() - text.trim_start().len();
        let listed = text.trim_start().starts_with('[');
        Self::at(text, start + usize::from(listed), listed)
    }

    /// Of the list of which `text` is what follows its opening bracket; whatever follows the list is passed over.
    pub fn inside(text: &'a str) -> Self {
        Self { alone: true, ..Self::at(text, 0, true) }
    }

    fn at(text: &'a str, at: usize, listed: bool) -> Self {
        Self { text, at, listed, opening: None, broken: 0, alone: false }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Passes over blanks, and over commas between values.
    fn skip(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',').len();
    }

    /// The value at hand was broken: goes on behind it.
    fn broken(&mut self, error: &serde_json::Error) -> Fault<'a> {
        self.broken += 1;
        let rest = self.rest();
        let found = (self.broken < BROKEN).then(|| self.opening.and_then(|opening| next(rest, opening))).flatten();
        let end = found.unwrap_or(rest.len());
        self.at += end;
        let whole = error.to_string();
        let problem = whole.rsplit_once(" at line ").map_or(whole.as_str(), |(what, _)| what).to_owned();
        let lines = u32::try_from(error.line()).unwrap_or(u32::MAX).saturating_sub(1);
        Fault { lost: rest.get(..end).unwrap_or_default(), lines, problem }
    }
}

/// The offset of the next `opening` after a comma.
fn next(text: &str, opening: &str) -> Option<usize> {
    let mut found = text.match_indices(opening).map(|(at, _)| at).skip_while(|at| *at == 0);
    found.find(|at| text.get(..*at).is_some_and(|before| before.trim_end().ends_with(',')))
}

impl<'a> Iterator for Values<'a> {
    type Item = Result<&'a str, Fault<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.skip();
        if self.listed && self.rest().starts_with(']') {
            self.at = if self.alone { self.text.len() } else { self.at + 1 };
            self.listed = false;
            self.skip();
        }
        let rest = self.rest();
        if rest.is_empty() && !self.listed {
            return None;
        }
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<&RawValue>();
        match values.next() {
            Some(Ok(value)) => {
                self.at += values.byte_offset();
                let value = value.get();
                if value.starts_with('{') {
                    self.opening = self.opening.or_else(|| value.get(..=value.find(':')?));
                }
                Some(Ok(value))
            }
            Some(Err(error)) => {
                let fault = self.broken(&error);
                self.listed &= !self.rest().is_empty();
                Some(Err(fault))
            }
            None => {
                self.listed = false;
                let problem = "the end of the file before the end of the list".to_owned();
                Some(Err(Fault { lost: rest, lines: 0, problem }))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<Result<&str, String>> {
        Values::new(text).map(|value| value.map_err(|fault| fault.lost.to_owned())).collect()
    }

    #[test]
    fn lists_and_loose_values_are_walked_through() {
        assert_eq!(told(" [ {\"a\":1} , 2 ]\n"), [Ok("{\"a\":1}"), Ok("2")]);
        assert_eq!(told("{\"a\":1}\n{\"a\":2},\n"), [Ok("{\"a\":1}"), Ok("{\"a\":2}")]);
        assert_eq!(told("[]"), []);
    }

    #[test]
    fn a_broken_value_costs_only_itself() {
        let text = r#"[{"a":1},{"a":[{"b":1},{"b":},{"a":3}]"#;
        assert_eq!(told(text), [Ok(r#"{"a":1}"#), Err(r#"{"a":[{"b":1},{"b":},"#.to_owned()), Ok(r#"{"a":3}"#)]);
    }

    #[test]
    fn a_list_that_ends_early_is_told() {
        assert_eq!(told(r#"[{"a":1}"#), [Ok(r#"{"a":1}"#), Err(String::new())]);
        assert_eq!(told(r#"[{"a":1},{"a""#), [Ok(r#"{"a":1}"#), Err(r#"{"a""#.to_owned())]);
        assert_eq!(told(r#"[1] x"#), [Ok("1"), Err("x".to_owned())]);
    }
}
