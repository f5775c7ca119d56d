//! Control characters: many are a binary file, a few are dropped.

use super::{Fault, line_after};
use std::borrow::Cow;

/// Refuses bytes among which more than one in `share` is a control character.
pub fn refuse_binary(bytes: &[u8], share: usize) -> Result<(), Fault> {
    if !holds(bytes) {
        return Ok(());
    }
    let mut controls = bytes.iter().enumerate().filter(|(_, byte)| is_control(**byte) && !is_old(**byte));
    let Some((at, byte)) = controls.next() else { return Ok(()) };
    if (1 + controls.count()).saturating_mul(share) <= bytes.len() {
        return Ok(());
    }
    let line = bytes.iter().take(at).filter(|&&byte| byte == b'\n').count() as u32 + 1;
    let problem = format!("expected text, found the byte 0x{byte:02x}, as in a binary file; take it out of the input");
    Err(Fault { line: Some(line), problem })
}

/// The text without control characters, and the complaint if there were any. The mark that ended files of old systems
/// (0x1a) goes without a word.
pub fn without(text: Cow<'_, str>) -> (Cow<'_, str>, Option<Fault>) {
    if !holds(text.as_bytes()) {
        return (text, None);
    }
    let body = text.trim_end_matches('\u{1a}');
    let is_bad = |c: char| u8::try_from(c).is_ok_and(is_control);
    let kept: String = body.chars().filter(|&c| !is_bad(c)).collect();
    let fault = body.find(is_bad).map(|at| {
        let (before, rest) = body.split_at(at);
        let code = rest.chars().next().map_or(0, u32::from);
        let count = body.len() - kept.len();
        let what = if count == 1 { "a control character" } else { "control characters" };
        let problem = format!(
            "expected text, found {what} (0x{code:02x}; {count} in the file); dropped: look whether words miss a letter"
        );
        Fault { line: Some(line_after(before)), problem }
    });
    (Cow::Owned(kept), fault)
}

/// Whether there is a control character: looked at in blocks, so that the usual answer, no, comes fast.
fn holds(bytes: &[u8]) -> bool {
    bytes.chunks(256).any(|block| block.iter().fold(false, |found, &byte| found | is_control(byte)))
}

/// Control characters that part no words and no lines: all but tab, the ends of lines and form feed.
fn is_control(byte: u8) -> bool {
    byte < 0x09 || (0x0e..0x20).contains(&byte)
}

/// The end of a file and the escapes of old terminals and mail: old texts have them, binary files no more than others.
fn is_old(byte: u8) -> bool {
    matches!(byte, 0x1a | 0x1b)
}
