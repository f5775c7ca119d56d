//! Files that hold no articles that can be read here: what they are, and what to do with them.
//!
//! Binary files are known by their first bytes, whatever they are called; texts that are no articles (source code,
//! settings) only by their ending, because nothing in them says so. Some stand beside articles wherever pages were
//! saved (pictures, styles, scripts, fonts): those are passed over without a word each, and so is all that lies in the
//! folder of parts that a browser saves beside a page (`page.html` and `page_files/`), of which even the pages are parts.
//! The rule is the same for a folder and for a zip file of it.

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

/// What is known of files by their ending.
const ENDINGS: &str = include_str!("foreign.tsv");

/// What browsers put between a page's name and nothing else to name the folder of its parts, in their languages.
const PARTS: &str = "_files -files .files -Dateien _fichiers _archivos _arquivos _ficheiros _bestanden _pliki _soubory \
     _subory -filer _file _dosyalar _tiedostot _fajlovi _datoteke";

/// So many folders of a path are looked at: names in a zip file may be made to have very many.
const DEEP: usize = 64;

/// Whether a file is passed over: by its ending, or because it lies in the folder of a page's parts. `name` is its path,
/// parted by `/`; that of a folder ends with one. `is_there` knows which files lie beside it.
pub fn is_passed_over(name: &str, is_there: &dyn Fn(&str) -> bool) -> bool {
    let mut folders = name.match_indices('/').filter_map(|(at, _)| name.get(..at)).take(DEEP);
    row(&ending(name)).is_some_and(|(over, _)| over) || folders.any(|folder| is_parts(folder, is_there))
}

/// Whether a folder holds the parts of a page that lies beside it.
fn is_parts(folder: &str, is_there: &dyn Fn(&str) -> bool) -> bool {
    let pages = PARTS.split(' ').filter_map(|parts| folder.strip_suffix(parts));
    let mut pages = pages.filter(|page| !page.is_empty() && !page.ends_with('/'));
    pages.any(|page| ["html", "htm", "xhtml"].iter().any(|ending| is_there(&format!("{page}.{ending}"))))
}

/// Hidden files, and what macOS and Windows leave behind, by a path parted by `/`.
pub fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| part.starts_with('.') || matches!(part, "__MACOSX" | "Thumbs.db" | "desktop.ini"))
}

/// Known by its first bytes as something that is not read.
pub fn magic(bytes: &[u8]) -> Option<Foreign> {
    let begins = |magic: &[u8], at: usize| bytes.get(at..).is_some_and(|rest| rest.starts_with(magic));
    let found = MAGIC.iter().find(|(magic, at, ..)| begins(magic, *at))?;
    Some(Foreign { what: found.2, advice: found.3 })
}

/// Known by its ending (lower case, without the point) as something that is not read.
pub fn of_ending(ending: &str) -> Option<Foreign> {
    row(ending).map(|(_, foreign)| foreign)
}

/// What the table says of an ending, and whether such files are passed over.
fn row(ending: &str) -> Option<(bool, Foreign)> {
    ENDINGS.lines().filter(|row| !row.starts_with('#')).find_map(|row| {
        let mut cells = row.split('\t');
        let (over, what, advice, endings) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
        has(endings, ending).then_some((over == "over", Foreign { what, advice }))
    })
}

/// Known as a document that happens to be a zip file: by the container's ending or by the first file in it.
pub fn packed_document(name: &str, first: &str) -> Option<Foreign> {
    if first.starts_with("META-INF/") {
        return Some(Foreign { what: "a program", advice: TAKE_OUT });
    }
    let packed = of_ending(&ending(name)).is_some_and(|found| found.advice == SAVE)
        || matches!(first, "[Content_Types].xml" | "mimetype");
    packed.then_some(Foreign { what: "an Office document or an e-book", advice: SAVE })
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
    fn what_stands_beside_articles_is_told_by_its_ending() {
        for (name, over) in [
            ("page_files/Logo.PNG", true),
            ("a.b/style.css", true),
            ("png", false),
            ("a.png/notes", false),
            ("a.jpg.html", false),
            ("notes.txt", false),
            ("a.py", false),
        ] {
            assert_eq!(is_passed_over(name, &|_| false), over, "{name}");
        }
        assert_eq!((of_ending("py").is_some(), of_ending("map").is_some(), of_ending("txt")), (true, true, None));
        assert!(ENDINGS.lines().skip(2).all(|row| row.split('\t').count() == 4));
    }

    #[test]
    fn the_parts_of_a_saved_page_are_told_by_the_page_beside_them() {
        let there = ["d/a page.html", "d/c.htm", "_files.html"];
        let is_there = |name: &str| there.contains(&name);
        for (name, over) in [
            ("d/a page_files/", true),
            ("d/a page_files/x/frame.html", true),
            ("d/c-Dateien/1.htm", true),
            ("d/b_files/1.html", false),
            ("d/a page.html", false),
            ("a page_files/1.html", false),
            ("_files/a.html", false),
        ] {
            assert_eq!(is_passed_over(name, &is_there), over, "{name}");
        }
    }
}
