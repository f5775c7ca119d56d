//! From the path of a request to a file of the site, and to nothing else.

use super::events::SCRIPT;
use super::site::Site;
use hyper::body::Bytes;
use std::fs::{self, File};
use std::path::{Component, Path};

/// What a path leads to.
pub enum Found {
    /// Bytes in memory.
    Bytes(Bytes),
    /// A file and its length.
    File(File, u64),
    /// A folder that was named as a file is.
    Folder,
}

/// What is found under a request's path, and the path of the file in the site.
pub fn find(site: &Site, path: &str) -> Option<(Found, String)> {
    let parts = parts(path)?;
    let mut name = parts.join("/");
    if path.ends_with('/') {
        name.push_str(if name.is_empty() { "index.html" } else { "/index.html" });
    }
    let found = match site {
        Site::Built(files) => Found::Bytes(files.get(&name)?.clone()),
        Site::Folder(folder) => on_disk(folder, &name)?,
    };
    Some((found, name))
}

/// The parts of a path, each decoded. A part that would lead elsewhere (`..`, a separator that was encoded, the name of a
/// drive), that is hidden, or that is no text, leads nowhere.
fn parts(path: &str) -> Option<Vec<String>> {
    let path = path.strip_prefix('/')?;
    if path.is_empty() {
        return Some(Vec::new());
    }
    let path = path.strip_suffix('/').unwrap_or(path);
    let plain = |part: &String| {
        let mut components = Path::new(part.as_str()).components();
        let one = matches!((components.next(), components.next()), (Some(Component::Normal(_)), None));
        one && !part.starts_with('.') && !part.contains(['/', '\\', '\0'])
    };
    path.split('/').map(|part| decoded(part).filter(plain)).collect()
}

/// A text without its percent-encoding.
fn decoded(text: &str) -> Option<String> {
    let (mut out, mut bytes) = (Vec::with_capacity(text.len()), text.bytes());
    while let Some(byte) = bytes.next() {
        out.push(match byte {
            b'%' => {
                let mut digit = || char::from(bytes.next()?).to_digit(16);
                (digit()? * 16 + digit()?) as u8
            }
            _ => byte,
        });
    }
    String::from_utf8(out).ok()
}

/// A file of the folder. A link may lead to another place in it, but not out of it, and to nothing hidden.
fn on_disk(folder: &Path, name: &str) -> Option<Found> {
    let path = folder.join(name).canonicalize().ok()?;
    let within = path.strip_prefix(folder).ok()?;
    if within.iter().any(|part| part.to_string_lossy().starts_with('.')) {
        return None;
    }
    let metadata = fs::metadata(&path).ok()?;
    match (metadata.is_dir(), metadata.is_file()) {
        (true, _) => Some(Found::Folder),
        (_, true) => {
            let file = File::open(&path).ok()?;
            let length = file.metadata().ok()?.len();
            Some(Found::File(file, length))
        }
        _ => None,
    }
}

/// A page with the script that listens for changes, before the end of its head, or at its end if it has none.
pub fn with_script(page: &[u8]) -> Bytes {
    let at = page.windows(6).position(|window| window.eq_ignore_ascii_case(b"</head")).unwrap_or(page.len());
    let (head, rest) = page.split_at(at);
    let script = format!("<script type=\"module\" src=\"{SCRIPT}\"></script>\n");
    [head, script.as_bytes(), rest].concat().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_into_the_site_or_nowhere() {
        for (path, expected) in [
            ("/", ""),
            ("/a/b.js", "a/b.js"),
            ("/a%20b/", "a b"),
            ("/%d9%81.html", "\u{641}.html"),
            ("/100%2525", "100%25"),
        ] {
            assert_eq!(parts(path).map(|parts| parts.join("/")).as_deref(), Some(expected), "{path}");
        }
        for path in [
            "",
            "a",
            "*",
            "//",
            "/../x",
            "/a/../b",
            "/%2e%2e/x",
            "/.%2E/x",
            "/a%2fb",
            "/a%5cb",
            "/a\\b",
            "/.git/config",
            "/a/.env",
            "/a%00",
            "/%zz",
            "/%f",
            "/%ff",
            "/a//b",
            "/./a",
        ] {
            assert_eq!(parts(path), None, "{path}");
        }
    }

    #[test]
    fn the_script_stands_in_the_head_of_what_is_sent() {
        let script = "<script type=\"module\" src=\"/-/reload.js\"></script>\n";
        assert_eq!(with_script(b"<HEAD>x</HEAD>y"), format!("<HEAD>x{script}</HEAD>y"));
        assert_eq!(with_script(b"<p>x"), format!("<p>x{script}"));
    }
}
