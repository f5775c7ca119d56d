//! Files that hold no articles that can be read here: what they are, and what to do with them.
//!
//! Binary files are known by their first bytes, whatever they are called; texts that are no articles (source code,
//! settings) only by their ending, because nothing in them says so. Some stand beside articles wherever pages were
//! saved (pictures, styles, scripts, fonts): those are passed over without a word each.

/// What a file is that is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Foreign {
    /// What it is, with its article: "a PDF file".
    pub what: &'static str,
    /// What to do.
    pub advice: &'static str,
}

impl Foreign {
    /// In the words of a complaint.
    pub fn problem(self) -> String {
        format!("expected articles, found {}; {}", self.what, self.advice)
    }
}

const SAVE: &str = "save it as text or HTML";
const UNPACK: &str = "unpack it, or pack its files as .zip";
const TAKE_OUT: &str = "take it out of the input";

/// Endings of documents that are not read.
const DOCUMENTS: &str = "doc docx odt rtf pdf xls xlsx ods ppt pptx odp epub pages";

/// First bytes, where they stand, and what begins so.
const MAGIC: &[(&[u8], usize, &str, &str)] = &[
    (b"%PDF-", 0, "a PDF file", SAVE),
    (b"{\\rtf", 0, "an RTF document", SAVE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, "an Office document (.doc, .xls, .ppt)", SAVE),
    (b"%!PS", 0, "a PostScript file", SAVE),
    (b"AT&TFORM", 0, "a DjVu file", SAVE),
    (b"BZh", 0, "a bzip2 file", UNPACK),
    (b"\xfd7zXZ\0", 0, "an xz file", UNPACK),
    (b"\x28\xb5\x2f\xfd", 0, "a zstd file", UNPACK),
    (b"7z\xbc\xaf\x27\x1c", 0, "a 7z archive", UNPACK),
    (b"Rar!\x1a\x07", 0, "a RAR archive", UNPACK),
    (b"ustar", 257, "a tar archive", UNPACK),
    (b"\x89PNG", 0, "a picture", TAKE_OUT),
    (b"\xff\xd8\xff", 0, "a picture", TAKE_OUT),
    (b"GIF8", 0, "a picture", TAKE_OUT),
    (b"WEBP", 8, "a picture", TAKE_OUT),
    (b"ftyp", 4, "a film, sound or picture", TAKE_OUT),
    (b"ID3", 0, "a sound", TAKE_OUT),
    (b"OggS", 0, "a sound or film", TAKE_OUT),
    (b"\x1a\x45\xdf\xa3", 0, "a film", TAKE_OUT),
    (b"wOFF", 0, "a font", TAKE_OUT),
    (b"wOF2", 0, "a font", TAKE_OUT),
    (b"SQLite format 3\0", 0, "a database", "export its articles as CSV or JSON Lines"),
    (b"\x7fELF", 0, "a program", TAKE_OUT),
    (b"\0asm", 0, "a program", TAKE_OUT),
];

/// Endings of files that are no articles, what they are, and what to do.
const ENDINGS: &[(&str, &str, &str)] = &[
    ("css js mjs cjs ts jsx tsx py rb rs go c h java sh php", "source code", TAKE_OUT),
    ("svg jpg jpeg png gif webp avif ico bmp tif tiff heic", "a picture", TAKE_OUT),
    ("mp3 mp4 m4a m4v ogg ogv oga wav webm mov avi", "a film or sound", TAKE_OUT),
    ("woff woff2 ttf otf eot", "a font", TAKE_OUT),
    (DOCUMENTS, "an Office document", SAVE),
    ("toml yaml yml ini cfg lock log map", "settings or a log", TAKE_OUT),
];

/// Endings of what a browser saves beside a page.
const COMPANIONS: &str =
    "css js mjs map svg jpg jpeg png gif webp avif ico bmp woff woff2 ttf otf eot mp3 mp4 webm ogg";

/// Known by its first bytes as something that is not read.
pub fn magic(bytes: &[u8]) -> Option<Foreign> {
    let begins = |magic: &[u8], at: usize| bytes.get(at..).is_some_and(|rest| rest.starts_with(magic));
    let found = MAGIC.iter().find(|(magic, at, ..)| begins(magic, *at))?;
    Some(Foreign { what: found.2, advice: found.3 })
}

/// Known by its ending (lower case, without the point) as something that is not read.
pub fn of_ending(ending: &str) -> Option<Foreign> {
    let found = ENDINGS.iter().find(|(endings, ..)| has(endings, ending))?;
    Some(Foreign { what: found.1, advice: found.2 })
}

/// Known as a document that happens to be a zip file: by the container's ending or by the first file in it.
pub fn packed_document(name: &str, first: &str) -> Option<Foreign> {
    if first.starts_with("META-INF/") {
        return Some(Foreign { what: "a program", advice: TAKE_OUT });
    }
    let packed = has(DOCUMENTS, &ending(name)) || matches!(first, "[Content_Types].xml" | "mimetype");
    packed.then_some(Foreign { what: "an Office document or an e-book", advice: SAVE })
}

/// Whether a file of this name is what stands beside saved pages: a picture, style, script or font.
pub fn is_companion(name: &str) -> bool {
    has(COMPANIONS, &ending(name))
}

/// A name's ending in lower case, without the point; empty if it has none.
pub fn ending(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
}

/// Whether a list parted by blanks has this word.
fn has(list: &str, word: &str) -> bool {
    list.split(' ').any(|known| known == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn binary_files_are_named_whatever_they_are_called() {
        for (bytes, what) in [
            (&b"%PDF-1.7\n"[..], "a PDF file"),
            (b"\x89PNG\r\n", "a picture"),
            (b"RIFF\x10\0\0\0WEBPVP8 ", "a picture"),
            (b"{\\rtf1\\ansi", "an RTF document"),
        ] {
            assert_eq!(magic(bytes).map(|found| found.what), Some(what));
        }
        assert_eq!(magic(b"A PDF file"), None);
        assert_eq!(magic(b""), None);
    }

    #[test]
    fn companions_are_told_by_their_ending() {
        assert!(is_companion("page_files/Logo.PNG") && is_companion("a.b/style.css"));
        assert!(!is_companion("png") && !is_companion("a.png/notes") && !is_companion("notes.txt"));
    }
}
