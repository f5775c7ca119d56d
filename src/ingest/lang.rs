//! Tags of languages (BCP 47).

/// The tag as BCP 47 parts it (`en_US` is `en-US`): a language of two or three letters, then parts of one to eight
/// letters and digits; `None` for what is no tag.
pub fn tag(text: &str) -> Option<String> {
    let tag = text.trim().replace('_', "-");
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default();
    let formed = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let fits = (2..=3).contains(&language.len()) && language.bytes().all(|byte| byte.is_ascii_alphabetic());
    (fits && parts.all(formed)).then_some(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_languages_are_told_from_words() {
        for text in ["en", "ckb", "pt-BR", "zh-Hant-TW", "de-1996", "en-x-ours"] {
            assert_eq!(tag(text).as_deref(), Some(text));
        }
        assert_eq!(tag(" en_US ").as_deref(), Some("en-US"));
        for text in ["", "e", "123", "english", "en-", "en--GB", "عربي", "en-toolongpart", "en US"] {
            assert_eq!(tag(text), None, "{text}");
        }
    }
}
