//! The file of synonyms: words and names that stand for the same, a group a line.
//!
//! ```text
//! # a line that begins with # says something to people
//! sulaimani = sulaymaniyah = slemani
//! krg = kurdistan regional government
//! ```

use super::failure::Failure;
use super::input;
use std::path::Path;

/// Most bytes of all names: they travel with the archive's root, which every reader loads.
const MAX_BYTES: usize = 16 << 10;

/// Most names of a group: each is looked up wherever another stands in a query.
const MAX_NAMES: usize = 32;

/// Reads the groups of a file.
pub fn read(path: &Path) -> Result<Vec<Vec<String>>, Failure> {
    let text = input::text(path).map_err(|error| Failure::file("read", path, &error))?;
    groups(&text).map_err(|problem| Failure::Input(format!("{}:{problem}", path.display())))
}

/// The groups in a text, or the line and what is wrong with it.
fn groups(text: &str) -> Result<Vec<Vec<String>>, String> {
    let (mut groups, mut bytes) = (Vec::new(), 0);
    for (number, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            continue;
        }
        let group: Vec<String> = line.split('=').map(|name| name.trim().to_string()).collect();
        if group.len() < 2 || group.iter().any(String::is_empty) {
            return Err(format!("{number}: expected two names or more with = between them, found {line:?}"));
        }
        if group.len() > MAX_NAMES {
            return Err(format!("{number}: expected at most {MAX_NAMES} names, found {}; leave some out", group.len()));
        }
        bytes += group.iter().map(String::len).sum::<usize>();
        if bytes > MAX_BYTES {
            return Err(format!("{number}: expected at most {MAX_BYTES} bytes of names, found more; leave some out"));
        }
        groups.push(group);
    }
    Ok(groups)
}

/// The file of these groups, or which of them no such file can hold.
pub fn text(groups: &[Vec<String>]) -> Result<String, String> {
    let text: String = groups.iter().map(|group| group.join(" = ") + "\n").collect();
    match self::groups(&text) {
        Ok(read) if read == groups => Ok(text),
        _ => Err("the archive holds synonyms that a file of synonyms cannot: they were not written".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_come_back_from_their_text() {
        let groups = |names: &[&str]| vec![names.iter().map(|name| name.to_string()).collect::<Vec<_>>()];
        assert_eq!(text(&groups(&["a b", "c"])).as_deref(), Ok("a b = c\n"));
        assert!(text(&groups(&["a = b", "c"])).is_err() && text(&groups(&["#a", "c"])).is_err());
    }

    #[test]
    fn groups_are_read_and_faults_are_named() {
        let text = "\u{feff}# places\n\nsulaimani = slemani\nkrg=kurdistan regional government\n";
        assert_eq!(
            groups(text),
            Ok(vec![
                vec!["sulaimani".into(), "slemani".into()],
                vec!["krg".into(), "kurdistan regional government".into()]
            ])
        );
        assert!(groups("a = b\nalone").is_err_and(|problem| problem.starts_with("2: expected two names")));
        assert!(groups("a = = b").is_err());
        assert!(groups("a = ".repeat(40).trim_end_matches(" = ")).is_err_and(|problem| problem.contains("32 names")));
        assert!(groups(&format!("a = {}", "x".repeat(MAX_BYTES))).is_err_and(|problem| problem.contains("at most")));
    }
}
