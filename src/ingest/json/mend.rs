//! JSON as Python writes it: `NaN` and `Infinity` stand for values that are missing, and no JSON parser takes them.

/// The words that are no JSON.
const WORDS: [&str; 3] = ["-Infinity", "Infinity", "NaN"];

/// A text with `null` for each such word outside strings; `None` if there is none.
pub fn mend(text: &str) -> Option<String> {
    if !WORDS.iter().any(|word| text.contains(word)) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut found = false;
    for (piece, inside) in pieces(text) {
        if inside {
            out.push_str(piece);
        } else {
            let mended = WORDS.iter().fold(piece.to_owned(), |piece, word| piece.replace(word, "null"));
            found |= mended != piece;
            out.push_str(&mended);
        }
    }
    found.then_some(out)
}

/// A text cut at its strings, each piece with whether it is (within) one. An open string ends with its line.
fn pieces(text: &str) -> impl Iterator<Item = (&str, bool)> {
    let mut rest = text;
    let mut inside = false;
    core::iter::from_fn(move || {
        let end = if inside { string_end(rest) } else { rest.find('"').unwrap_or(rest.len()) };
        let (piece, after) = rest.split_at_checked(end)?;
        let is_string = inside;
        (rest, inside) = (after, !inside);
        (!(piece.is_empty() && after.is_empty())).then_some((piece, is_string))
    })
}

/// Where the string ends with which `text` begins.
fn string_end(text: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            b'"' if !escaped => return at + 1,
            b'\n' => return at,
            _ => escaped = byte == b'\\' && !escaped,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_outside_strings_is_replaced() {
        let text = r#"{"a":NaN,"NaN":"\"NaN\\","b":[-Infinity, Infinity]}"#;
        assert_eq!(mend(text).as_deref(), Some(r#"{"a":null,"NaN":"\"NaN\\","b":[null, null]}"#));
        assert_eq!(mend(r#"{"a":"NaN"}"#), None);
        assert_eq!(mend("{\"a\nNaN"), Some("{\"a\nnull".to_owned()));
        assert_eq!(mend(""), None);
    }
}
