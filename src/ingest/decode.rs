//! From bytes to text: UTF-8 with or without a byte order mark; everything else is named and refused.

/// Why bytes are no text.
pub struct Fault {
    /// 1-based line of the first bad byte.
    pub line: Option<u32>,
    /// What was found, and what to do.
    pub problem: String,
}

/// The text of a file, without its byte order mark.
pub fn decode(bytes: &[u8]) -> Result<&str, Fault> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(fault(bytes, 0, "found UTF-16; save it as UTF-8"));
    }
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    if let Some(at) = bytes.iter().position(|&byte| is_binary(byte)) {
        let found = format!("found the byte 0x{:02x}, as in a binary file; take it out of the input", bytes[at]);
        return Err(fault(bytes, at, &found));
    }
    let text = core::str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let byte = bytes.get(at).copied().unwrap_or_default();
        fault(bytes, at, &format!("found the byte 0x{byte:02x}, which is not UTF-8; convert the file to UTF-8"))
    })?;
    if text.trim().is_empty() {
        let problem = "expected an article, found an empty file; fill it, or take it out of the input".into();
        return Err(Fault { line: None, problem });
    }
    Ok(text)
}

/// Control characters that no text holds: all but tab, line ends, form feed and the escapes of old terminals.
fn is_binary(byte: u8) -> bool {
    byte < 0x09 || (0x0e..0x1a).contains(&byte)
}

/// The fault at byte `at`.
fn fault(bytes: &[u8], at: usize, found: &str) -> Fault {
    let lines = bytes.iter().take(at).filter(|&&byte| byte == b'\n').count();
    Fault { line: Some(lines as u32 + 1), problem: format!("expected text in UTF-8, {found}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_byte_order_mark_is_taken_off() {
        assert!(matches!(decode("\u{feff}Text".as_bytes()), Ok("Text")));
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_line() {
        for (bytes, line) in [
            (&b"a\nb\xff"[..], Some(2)),
            (b"a\n\nb\0c", Some(3)),
            (b"\xff\xfea\0", Some(1)),
            (b"", None),
            (b" \r\n\t", None),
            (b"\xef\xbb\xbf", None),
        ] {
            assert_eq!(decode(bytes).err().map(|fault| fault.line), Some(line), "{bytes:?}");
        }
    }
}
