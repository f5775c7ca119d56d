//! Values as programs print them: JSON, and what Python shows of a list or a record.
//!
//! ```text
//! value  = list / map / string / word
//! list   = "[" [value *("," value) [","]] "]"         or with round brackets
//! map    = "{" [string ":" value *("," string ":" value) [","]] "}"
//! string = ["u"] ("'" … "'" / '"' … '"')              \n \t \\ \' \" \xA0 \u00a0 \U0001F600
//! word   = None / True / False / null / true / false / a number
//! ```

use super::keys::Value;

/// Deeper nesting is no value.
const DEPTH: usize = 16;

/// The value that a text begins with, and the text behind it.
pub fn value(text: &str) -> Option<(Value, &str)> {
    nested(text.trim_start(), DEPTH)
}

/// The texts of a list that the whole of `text` is.
pub fn texts(text: &str) -> Option<Vec<String>> {
    let (Value::List(list), rest) = value(text)? else { return None };
    let texts = list.into_iter().map(|value| if let Value::Text(text) = value { Some(text) } else { None });
    texts.collect::<Option<Vec<_>>>().filter(|_| rest.trim().is_empty())
}

fn nested(text: &str, depth: usize) -> Option<(Value, &str)> {
    let depth = depth.checked_sub(1)?;
    match text.chars().next()? {
        '[' => list(&text[1..], ']', depth),
        '(' => list(&text[1..], ')', depth),
        '{' => map(&text[1..], depth),
        '\'' | '"' => string(text).map(|(text, rest)| (Value::Text(text), rest)),
        'u' if text[1..].starts_with(['\'', '"']) => string(&text[1..]).map(|(text, rest)| (Value::Text(text), rest)),
        _ => word(text),
    }
}

/// The values up to the closing bracket.
fn list(text: &str, close: char, depth: usize) -> Option<(Value, &str)> {
    let (mut values, mut rest) = (Vec::new(), text.trim_start());
    loop {
        if let Some(behind) = rest.strip_prefix(close) {
            return Some((Value::List(values), behind));
        }
        let (value, behind) = nested(rest, depth)?;
        values.push(value);
        rest = part(behind, close)?;
    }
}

/// The keys and values up to the closing brace.
fn map(text: &str, depth: usize) -> Option<(Value, &str)> {
    let (mut keys, mut rest) = (Vec::new(), text.trim_start());
    loop {
        if let Some(behind) = rest.strip_prefix('}') {
            return Some((Value::Map(keys), behind));
        }
        let (key, behind) = string(rest)?;
        let (value, behind) = nested(behind.trim_start().strip_prefix(':')?.trim_start(), depth)?;
        keys.push((key, value));
        rest = part(behind, '}')?;
    }
}

/// What follows a value in brackets: a comma, or the bracket that closes them, which stays.
fn part(text: &str, close: char) -> Option<&str> {
    let text = text.trim_start();
    text.strip_prefix(',').map(str::trim_start).or_else(|| text.starts_with(close).then_some(text))
}

/// A string in either quotes, without them, and the text behind it.
fn string(text: &str) -> Option<(String, &str)> {
    let quote = text.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
    let (mut out, mut chars) = (String::new(), text[1..].chars());
    loop {
        match chars.next()? {
            c if c == quote => return Some((out, chars.as_str())),
            '\\' => escape(&mut chars, &mut out)?,
            c => out.push(c),
        }
    }
}

/// What stands behind a backslash; one that means nothing is kept.
fn escape(chars: &mut core::str::Chars, out: &mut String) -> Option<()> {
    match chars.next()? {
        'n' | 'r' => out.push('\n'),
        't' => out.push('\t'),
        c @ ('\\' | '\'' | '"' | '/') => out.push(c),
        'x' => out.push(letter(chars, 2)?),
        'u' => out.push(letter(chars, 4)?),
        'U' => out.push(letter(chars, 8)?),
        c => out.extend(['\\', c]),
    }
    Some(())
}

/// The letter that a number of so many digits stands for; beyond the first plane JSON writes two halves.
fn letter(chars: &mut core::str::Chars, digits: usize) -> Option<char> {
    let mut code = hex(chars, digits)?;
    if let (0xd800..0xdc00, Some(low)) = (code, chars.as_str().strip_prefix("\\u")) {
        let mut low = low.chars();
        let half = hex(&mut low, 4).filter(|half| (0xdc00..0xe000).contains(half))?;
        code = 0x10000 + ((code - 0xd800) << 10) + (half - 0xdc00);
        *chars = low;
    }
    char::from_u32(code).filter(|c| *c != '\0')
}

/// A number of so many hexadecimal digits.
fn hex(chars: &mut core::str::Chars, digits: usize) -> Option<u32> {
    (0..digits).try_fold(0u32, |sum, _| Some((sum << 4) | chars.next()?.to_digit(16)?))
}

/// A truth value, nothing, or a number.
fn word(text: &str) -> Option<(Value, &str)> {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '-' | '+')).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    let value = match word {
        "None" | "null" => Value::Null,
        "True" | "true" => Value::Bool(true),
        "False" | "false" => Value::Bool(false),
        _ => match word.parse() {
            Ok(number) => Value::Int(number),
            Err(_) => {
                Value::Float(word.parse().ok().filter(|_| word.starts_with(|c: char| c.is_ascii_digit() || c == '-'))?)
            }
        },
    };
    Some((value, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_json_and_python() {
        for text in [
            r#"["a", "it's\u00a0b"]"#,
            r#"['a', "it's\xa0b"]"#,
            r#"[u'a', 'it\'s\u00a0b',]"#,
            "[\n  'a',\n  \"it's\u{a0}b\"\n]\n",
        ] {
            assert_eq!(texts(text), Some(vec!["a".into(), "it's\u{a0}b".into()]), "{text}");
        }
        assert_eq!(texts(r#"["\ud83d\ude00"]"#), Some(vec!["\u{1f600}".into()]));
        for text in ["['a'", "['a' 'b']", "['a'] b", "[a]", "['a', 1]", "['\\ud83d']", "[", "", "['\\x0'"] {
            assert_eq!(texts(text), None, "{text}");
        }
    }

    #[test]
    fn records_and_depth() {
        let (found, rest) = value("{'a': [1, -2.5, None], \"b\": True} x").unwrap();
        assert_eq!((found.to_json().as_str(), rest), (r#"{"a":[1,-2.5,null],"b":true}"#, " x"));
        assert!(value(&"[".repeat(100_000)).is_none() && value("{'a'}").is_none() && value("{'a': nan}").is_none());
    }
}
