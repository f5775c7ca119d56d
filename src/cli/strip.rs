//! Scripts and styles without what only their readers need: comments that have lines of their own, indentation, blank
//! lines. Line by line, and never within one: so it cannot change what a line means. It asks two things of `www/`: no
//! text that runs over several lines, and no comment that begins in the middle of one and ends in another.

/// The file as it ships; files that are neither script nor style as they are.
pub fn strip(path: &str, bytes: &[u8]) -> Vec<u8> {
    let script = path.ends_with(".js");
    match std::str::from_utf8(bytes) {
        Ok(text) if script || path.ends_with(".css") => lines(text, script).into_bytes(),
        _ => bytes.to_vec(),
    }
}

fn lines(text: &str, script: bool) -> String {
    let (mut out, mut comment) = (String::with_capacity(text.len()), false);
    for line in text.lines().map(str::trim) {
        comment |= line.starts_with("/*");
        let unread = comment || line.is_empty() || script && line.starts_with("//");
        if !unread {
            out.push_str(line);
            out.push('\n');
        }
        comment &= !line.ends_with("*/");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_go_and_code_stays() {
        let script = "/** Adds. */\nfunction add(a, b) {\n  // both\n  return a + b; // sum\n}\n\n/*\n * Long.\n */\nadd(1, 2);\n";
        let stripped = strip("a.js", script.as_bytes());
        assert_eq!(stripped, b"function add(a, b) {\nreturn a + b; // sum\n}\nadd(1, 2);\n");
        assert_eq!(strip("a.css", b"a {\n  color: red;\n}\n//x\n"), b"a {\ncolor: red;\n}\n//x\n");
        assert_eq!(strip("a.wasm", b"  \0asm"), b"  \0asm");
    }
}
