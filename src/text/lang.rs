//! The language of a text, as far as analysis cares: the primary subtag of BCP 47.

use core::fmt;

/// A language: two or three small letters, as in `en`, `ckb`. Regions and scripts make no difference here.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang([u8; 3]);

/// Names for the languages that a rule somewhere mentions; any other has only its tag.
#[allow(missing_docs)]
impl Lang {
    pub const UNKNOWN: Lang = Lang(*b"und");
    pub const AM: Lang = Lang(*b"am\0");
    pub const AR: Lang = Lang(*b"ar\0");
    pub const AZ: Lang = Lang(*b"az\0");
    pub const BE: Lang = Lang(*b"be\0");
    pub const BG: Lang = Lang(*b"bg\0");
    pub const BN: Lang = Lang(*b"bn\0");
    pub const CA: Lang = Lang(*b"ca\0");
    pub const CKB: Lang = Lang(*b"ckb");
    pub const CS: Lang = Lang(*b"cs\0");
    pub const DA: Lang = Lang(*b"da\0");
    pub const DE: Lang = Lang(*b"de\0");
    pub const EL: Lang = Lang(*b"el\0");
    pub const EN: Lang = Lang(*b"en\0");
    pub const ES: Lang = Lang(*b"es\0");
    pub const FA: Lang = Lang(*b"fa\0");
    pub const FI: Lang = Lang(*b"fi\0");
    pub const FR: Lang = Lang(*b"fr\0");
    pub const GU: Lang = Lang(*b"gu\0");
    pub const HE: Lang = Lang(*b"he\0");
    pub const HI: Lang = Lang(*b"hi\0");
    pub const HU: Lang = Lang(*b"hu\0");
    pub const HY: Lang = Lang(*b"hy\0");
    pub const ID: Lang = Lang(*b"id\0");
    pub const IT: Lang = Lang(*b"it\0");
    pub const JA: Lang = Lang(*b"ja\0");
    pub const KA: Lang = Lang(*b"ka\0");
    pub const KK: Lang = Lang(*b"kk\0");
    pub const KMR: Lang = Lang(*b"kmr");
    pub const KO: Lang = Lang(*b"ko\0");
    pub const MK: Lang = Lang(*b"mk\0");
    pub const MY: Lang = Lang(*b"my\0");
    pub const NL: Lang = Lang(*b"nl\0");
    pub const NO: Lang = Lang(*b"no\0");
    pub const PA: Lang = Lang(*b"pa\0");
    pub const PL: Lang = Lang(*b"pl\0");
    pub const PS: Lang = Lang(*b"ps\0");
    pub const PT: Lang = Lang(*b"pt\0");
    pub const RO: Lang = Lang(*b"ro\0");
    pub const RU: Lang = Lang(*b"ru\0");
    pub const SK: Lang = Lang(*b"sk\0");
    pub const SR: Lang = Lang(*b"sr\0");
    pub const SV: Lang = Lang(*b"sv\0");
    pub const TA: Lang = Lang(*b"ta\0");
    pub const TE: Lang = Lang(*b"te\0");
    pub const TH: Lang = Lang(*b"th\0");
    pub const TR: Lang = Lang(*b"tr\0");
    pub const UG: Lang = Lang(*b"ug\0");
    pub const UK: Lang = Lang(*b"uk\0");
    pub const UR: Lang = Lang(*b"ur\0");
    pub const VI: Lang = Lang(*b"vi\0");
    pub const ZH: Lang = Lang(*b"zh\0");
}

/// Retired, regional and other codes, and the usual one.
static ALIASES: [([u8; 3], Lang); 13] = [
    (*b"mul", Lang::UNKNOWN),
    (*b"zxx", Lang::UNKNOWN),
    (*b"mis", Lang::UNKNOWN),
    (*b"arb", Lang::AR),
    (*b"cmn", Lang::ZH),
    (*b"yue", Lang::ZH),
    (*b"in\0", Lang::ID),
    (*b"iw\0", Lang::HE),
    (*b"ku\0", Lang::KMR),
    (*b"nb\0", Lang::NO),
    (*b"nn\0", Lang::NO),
    (*b"pes", Lang::FA),
    (*b"prs", Lang::FA),
];

impl Lang {
    /// Reads a tag such as `en`, `en-GB`, `zh_Hant`, in any case; retired and regional codes become the usual one.
    /// What is no tag is [`Lang::UNKNOWN`].
    pub fn from_tag(tag: &str) -> Lang {
        let (mut code, mut length) = ([0; 3], 0);
        for byte in tag.bytes().take_while(|byte| !matches!(byte, b'-' | b'_')) {
            let (Some(place), true) = (code.get_mut(length), byte.is_ascii_alphabetic()) else {
                return Lang::UNKNOWN;
            };
            *place = byte.to_ascii_lowercase();
            length += 1;
        }
        if length < 2 {
            return Lang::UNKNOWN;
        }
        if code == *b"ku\0" && tag.get(3..7).is_some_and(|script| script.eq_ignore_ascii_case("arab")) {
            return Lang::CKB;
        }
        ALIASES.iter().find(|(written, _)| *written == code).map_or(Lang(code), |(_, usual)| *usual)
    }

    /// The tag, `und` when unknown.
    pub fn tag(&self) -> &str {
        core::str::from_utf8(&self.0).unwrap_or("und").trim_end_matches('\0')
    }
}

impl Default for Lang {
    fn default() -> Self {
        Lang::UNKNOWN
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn tags_are_read_and_given_back() {
        for (written, read) in [
            ("en", "en"),
            ("en-GB", "en"),
            ("EN_us", "en"),
            ("ckb-IQ", "ckb"),
            ("ku", "kmr"),
            ("ku-Arab-IQ", "ckb"),
            ("iw", "he"),
            ("nb-NO", "no"),
            ("zh-Hant", "zh"),
            ("", "und"),
            ("english", "und"),
            ("e", "und"),
            ("日本", "und"),
            ("x-klingon", "und"),
            ("mul", "und"),
            ("tlh", "tlh"),
        ] {
            assert_eq!(Lang::from_tag(written).tag(), read, "{written}");
        }
        assert_eq!(Lang::from_tag("en"), Lang::EN);
    }
}
