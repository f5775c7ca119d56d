//! The folder of an export: one file an article, named after its id.
//!
//! An id is other people's text. Its parts between `/` become folders and the file's name, made safe for every system:
//! no part leads out of the folder, is hidden, is a name that Windows keeps for devices, holds a character that some
//! system refuses, or is long; names that differ only by case, accents or form of their letters are told apart. The id
//! itself stands in the file, so nothing depends on the name.

use super::super::failure::Failure;
use super::super::terminal::{counted, say};
use newsprint::text::{Lang, fold};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Longest part of a path in bytes; systems allow 255.
const PART: usize = 120;
/// Longest path in bytes; Windows allows 259 with all that stands before it.
const PATH: usize = 180;
/// So many characters of a name are folded at once.
const WORD: usize = 16;
/// Names of devices on Windows, whatever their ending.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// A folder that is being filled.
pub struct Folder {
    path: PathBuf,
    /// How often a name was asked for, by the name without case and accents.
    taken: HashMap<String, u32>,
    files: usize,
}

impl Folder {
    /// Makes the folder; one that holds files already is refused: they would look like articles.
    pub fn new(path: &Path) -> Result<Self, Failure> {
        fs::create_dir_all(path).map_err(|error| Failure::file("write", path, &error))?;
        let mut entries = fs::read_dir(path).map_err(|error| Failure::file("read", path, &error))?;
        match entries.next() {
            Some(_) => {
                Err(Failure::Call(format!("{}: expected a new or an empty folder, found files", path.display())))
            }
            None => Ok(Self { path: path.into(), taken: HashMap::new(), files: 0 }),
        }
    }

    /// Writes the file of the article with this id.
    pub fn write(&mut self, id: &str, text: &str) -> Result<(), Failure> {
        let name = self.name(id);
        let path = self.path.join(name);
        let write = || {
            fs::create_dir_all(path.parent().unwrap_or(&path))?;
            fs::write(&path, text)
        };
        self.files += 1;
        write().map_err(|error| Failure::file("write", &path, &error))
    }

    /// Says what was done.
    pub fn finish(self) {
        say(&format!("{} in {}", counted(self.files, "file"), super::shown(&self.path.to_string_lossy())));
    }

    /// A name that no other file of the folder has.
    fn name(&mut self, id: &str) -> String {
        let stem = stem(id);
        let mut name = format!("{stem}.md");
        while let Some(count) = self.taken.get_mut(&key(&name)) {
            *count += 1;
            name = format!("{stem}~{count}.md");
        }
        self.taken.insert(key(&name), 1);
        name
    }
}

/// What names are the same for some system. Folding is for words, and cuts what is longer.
fn key(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let words =
        chars.chunks(WORD).map(|word| fold(&word.iter().collect::<String>(), Lang::from_tag("")).to_lowercase());
    words.collect()
}

/// The path of an id, without its ending.
fn stem(id: &str) -> String {
    let parts: Vec<String> = id.split(['/', '\\']).map(part).collect();
    let (file, folders) = parts.split_last().map_or(("_", &[][..]), |(file, folders)| (file.as_str(), folders));
    // A folder named as a file is could stand in that file's way.
    let ending = |name: &str| name.len() >= 3 && name.to_lowercase().ends_with(".md");
    let folders = folders.iter().map(|name| if ending(name) { format!("{name}_") } else { name.clone() });
    let path = folders.chain([file.to_owned()]).collect::<Vec<_>>().join("/");
    match path.len() <= PATH {
        true => path,
        false => cut(&path.replace('/', "_"), PART).into(),
    }
}

/// A part of a path that is safe on every system.
fn part(text: &str) -> String {
    let safe = |c: char| match c {
        '<' | '>' | ':' | '"' | '|' | '?' | '*' => '_',
        c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{200e}' | '\u{200f}') => '_',
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => '_',
        c => c,
    };
    let text: String = text.trim().chars().map(safe).collect();
    let text = cut(&text, PART).trim_end_matches([' ', '.']);
    let device = text.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    match text.is_empty() || text.starts_with('.') || is_device(&device) {
        true => format!("_{}", text.trim_start_matches('.')),
        false => text.into(),
    }
}

/// Whether Windows keeps a name for a device.
fn is_device(name: &str) -> bool {
    let port = name.strip_prefix("com").or_else(|| name.strip_prefix("lpt"));
    DEVICES.contains(&name) || port.is_some_and(|number| number.chars().count() == 1)
}

/// The beginning of a text of at most so many bytes.
fn cut(text: &str, bytes: usize) -> &str {
    text.get(..text.floor_char_boundary(bytes)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_id_leads_out_of_the_folder_or_to_a_name_that_some_system_refuses() {
        for (id, path) in [
            ("news/flood", "news/flood"),
            ("../../etc/passwd", "_/_/etc/passwd"),
            ("/etc/passwd", "_/etc/passwd"),
            ("C:\\x", "C_/x"),
            (".hidden", "_hidden"),
            ("a/./b", "a/_/b"),
            ("con", "_con"),
            ("Aux.txt", "_Aux.txt"),
            ("com1", "_com1"),
            ("what? <b>", "what_ _b_"),
            ("end. ", "end"),
            ("", "_"),
            ("a\0b\nc", "a_b_c"),
            ("a.md/b", "a.md_/b"),
            ("فيضان", "فيضان"),
        ] {
            assert_eq!(stem(id), path, "{id:?}");
        }
        assert!(stem(&"é".repeat(200)).len() <= PART);
        assert!(stem(&"abcdefgh/".repeat(100)).len() <= PATH);
    }

    #[test]
    fn names_that_some_system_takes_for_the_same_are_told_apart() {
        let mut folder = Folder { path: PathBuf::new(), taken: HashMap::new(), files: 0 };
        let names = ["Cafe", "cafe", "caf\u{e9}", "cafe\u{301}", "a~2", "a", "a"].map(|id| folder.name(id));
        assert_eq!(names[0], "Cafe.md");
        let mut keys: Vec<_> = names.iter().map(|name| key(name)).collect();
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), 7);
    }

    #[test]
    fn long_names_that_begin_alike_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let mut folder = Folder::new(folder.path()).unwrap();
        let id = "the-river-takes-the-third-bridge-in-three-years-and-the-town-asks-for-a-new-one-part-";
        let names = ["1", "2", "1", "I", "i"].map(|part| folder.name(&format!("{id}{part}")));
        assert_eq!(names.iter().collect::<std::collections::HashSet<_>>().len(), names.len(), "{names:?}");
    }
}
