//! From bytes to text, whatever the encoding.
//!
//! Nothing is asked of a file but that it is text. The first of these that holds decides:
//!
//! 1. A byte order mark: UTF-8, UTF-16 or (refused) UTF-32. UTF-16 without one is told by where its zeros stand
//!    ([`utf16`]).
//! 2. More than one control character in [`BINARY`] bytes: a binary file, which is refused.
//! 3. Escapes that only ISO-2022-JP has.
//! 4. Sound UTF-8, whatever the file says of itself: a longer text in another encoding is never sound UTF-8 by chance.
//! 5. The encoding that a page or a feed names itself, if every byte fits.
//! 6. UTF-8 with holes: at least [`SOUND`] sound characters beyond ASCII for each byte that does not fit. Each hole
//!    becomes U+FFFD, and the complaint counts them.
//! 7. A guess from the bytes (chardetng, as Firefox guesses): windows-125x, ISO-8859-x, KOI8, GBK, Big5, Shift_JIS,
//!    EUC-JP, EUC-KR and so on. That it was guessed is said once a file.
//!
//! Control characters that are left are dropped, and the complaint counts them: no text needs them, and no page may
//! hold them.

mod controls;
mod utf16;

use super::markup;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// One control character in so many bytes may be an accident; more are a binary file.
const BINARY: usize = 100;
/// So many sound characters beyond ASCII outweigh one byte that is not UTF-8.
const SOUND: usize = 10;
/// What stands for what could not be read.
const HOLE: char = '\u{fffd}';

/// The text of a file, without its byte order mark.
pub struct Decoded<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    /// The encoding's name.
    pub encoding: &'static str,
    /// What the reader of the article should know of the encoding, if it was guessed.
    pub note: Option<String>,
    /// What could not be read of it.
    pub faults: Vec<Fault>,
}

/// What is wrong with bytes, or with some of them.
pub struct Fault {
    /// 1-based line of the first bad byte.
    pub line: Option<u32>,
    /// What was found, and what to do.
    pub problem: String,
}

/// A text with the encoding that it was read in.
struct Draft<'a> {
    text: Cow<'a, str>,
    encoding: &'static Encoding,
    note: Option<String>,
    /// Bytes that do not fit the encoding.
    holes: usize,
}

impl<'a> Draft<'a> {
    /// Bytes in a known encoding.
    fn of(encoding: &'static Encoding, bytes: &'a [u8]) -> Self {
        let (text, broken) = encoding.decode_without_bom_handling(bytes);
        let holes = if broken { text.matches(HOLE).count() } else { 0 };
        Self { text, encoding, note: None, holes }
    }
}

/// Reads bytes as text; refuses what is empty or no text.
pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, Fault> {
    let draft = draft(bytes)?;
    let mut faults = Vec::new();
    if draft.holes > 0 {
        faults.push(holes(&draft));
    }
    let (text, dropped) = controls::without(draft.text);
    faults.extend(dropped);
    if text.trim().is_empty() {
        let problem = "expected an article, found an empty file; fill it, or take it out of the input".into();
        return Err(Fault { line: None, problem });
    }
    Ok(Decoded { text, encoding: draft.encoding.name(), note: draft.note, faults })
}

/// Takes the steps that the module's head lists.
fn draft(bytes: &[u8]) -> Result<Draft<'_>, Fault> {
    if let Some(unicode) = marked(bytes)? {
        return Ok(unicode);
    }
    if let Some(encoding) = utf16::told(bytes) {
        return Ok(Draft::of(encoding, bytes));
    }
    controls::refuse_binary(bytes, BINARY)?;
    if let Some(japanese) = japanese_escapes(bytes) {
        return Ok(japanese);
    }
    if let Ok(text) = core::str::from_utf8(bytes) {
        return Ok(Draft { text: Cow::Borrowed(text), encoding: UTF_8, note: None, holes: 0 });
    }
    let declared = markup::charset(bytes);
    if let Some(draft) = declared.as_deref().and_then(|label| as_declared(label, bytes)) {
        return Ok(draft);
    }
    Ok(broken_utf8(bytes).unwrap_or_else(|| guess(bytes, declared.as_deref())))
}

/// Text behind a byte order mark.
fn marked(bytes: &[u8]) -> Result<Option<Draft<'_>>, Fault> {
    if bytes.starts_with(&[0xff, 0xfe, 0, 0]) || bytes.starts_with(&[0, 0, 0xfe, 0xff]) {
        let problem = "expected text in UTF-8 or UTF-16, found UTF-32; save it as UTF-8".into();
        return Err(Fault { line: Some(1), problem });
    }
    let Some((encoding, mark)) = Encoding::for_bom(bytes) else { return Ok(None) };
    let bytes = bytes.get(mark..).unwrap_or_default();
    if encoding == UTF_8 {
        controls::refuse_binary(bytes, BINARY)?;
    }
    Ok(Some(Draft::of(encoding, bytes)))
}

/// Text of 7 bits with the escapes of ISO-2022-JP, as Japanese mail has.
fn japanese_escapes(bytes: &[u8]) -> Option<Draft<'_>> {
    let escape = |three: &[u8]| matches!(three, b"\x1b$B" | b"\x1b$@");
    let found = bytes.is_ascii() && bytes.contains(&0x1b) && bytes.windows(3).any(escape);
    found.then(|| Draft::of(ISO_2022_JP, bytes)).filter(|draft| draft.holes == 0)
}

/// Text in the encoding that it names, if that is another than UTF-8 and every byte fits.
fn as_declared<'a>(label: &str, bytes: &'a [u8]) -> Option<Draft<'a>> {
    let encoding = Encoding::for_label_no_replacement(label.as_bytes())?;
    // A name that was itself read byte by byte is not in UTF-16.
    let fits = ![UTF_8, UTF_16LE, UTF_16BE].contains(&encoding);
    fits.then(|| Draft::of(encoding, bytes)).filter(|draft| draft.holes == 0)
}

/// UTF-8 in which a few bytes are broken, or whose last character was cut.
fn broken_utf8(bytes: &[u8]) -> Option<Draft<'_>> {
    let (mut sound, mut holes, mut cut) = (0, 0, false);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().bytes().filter(|&byte| byte >= 0xc0).count();
        cut = core::str::from_utf8(chunk.invalid()).is_err_and(|error| error.error_len().is_none());
        holes += usize::from(!chunk.invalid().is_empty());
    }
    let only_cut = holes == 1 && cut && sound > 0;
    if !only_cut && sound < holes.saturating_mul(SOUND) {
        return None;
    }
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.push(HOLE);
        }
    }
    Some(Draft { text: Cow::Owned(text), encoding: UTF_8, note: None, holes })
}

/// Text in the encoding that its bytes look most like.
fn guess<'a>(bytes: &'a [u8], declared: Option<&str>) -> Draft<'a> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let mut draft = Draft::of(detector.guess(None, Utf8Detection::Deny), bytes);
    let name = draft.encoding.name();
    draft.note = Some(match declared {
        Some(label) => {
            format!("says that it is written in {label}, which it is not; read as {name}, which was guessed")
        }
        None => format!("read as {name}, which was guessed; save it as UTF-8 if letters look wrong"),
    });
    draft
}

/// The complaint of bytes that do not fit; the first line among them is named.
fn holes(draft: &Draft) -> Fault {
    let before = draft.text.split(HOLE).next().unwrap_or_default();
    let (count, name) = (draft.holes, draft.encoding.name());
    let what = if count == 1 { "1 place that is" } else { "places that are" };
    let what = if count == 1 { what.to_owned() } else { format!("{count} {what}") };
    let problem = format!(
        "expected text in {name}, found {what} not, here first; each was read as U+FFFD (\u{fffd}); mend the file"
    );
    Fault { line: Some(line_after(before)), problem }
}

/// The 1-based line that stands at the end of `before`.
fn line_after(before: &str) -> u32 {
    before.bytes().filter(|&byte| byte == b'\n').count() as u32 + 1
}

#[cfg(test)]
mod tests;
