//! `build --single-file`: one HTML file that opens from disk, with everything in it.
//!
//! The page comes from `www/editions/single.html` by way of `tests/bundle.mjs`, with script and style in place and their
//! hashes in its policy. Here it gets what differs: words, and the files that the element would fetch, in base64, each in a
//! data block of its own (`www/editions/carried.js` reads them). Nothing is fetched: from disk a browser forbids it.

use super::failure::Failure;
use super::site::{ARCHIVE, INDEX, Look, asset, escaped, is_own_page, write_file};
use base64::engine::general_purpose::STANDARD;
use base64::write::EncoderWriter;
use newsprint::archive::write::Pieces;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// The page, with parts in braces to be filled in.
const TEMPLATE: &str = "editions/single.html";
/// How the page tells that it is ours.
pub const MARK: &[u8] = b"content=\"newsprint, single file\"";
/// Largest archive that is put into a page. A browser keeps the page's text in memory as long as it is open.
const MOST: u64 = 100_000_000;
/// What script, style and program alone take, at least: smaller pages are not looked into.
const LEAST: u64 = 100_000;
/// Largest archive that opens at once on a small machine, too.
const EASY: u64 = 20_000_000;

/// The file that `--out` means: itself if it is an HTML file, else the page of that folder.
pub fn target(out: &Path) -> PathBuf {
    let ending = out.extension().map(|ending| ending.to_ascii_lowercase());
    match ending.is_some_and(|ending| ending == "html" || ending == "htm") && !out.is_dir() {
        true => out.into(),
        false => out.join("index.html"),
    }
}

/// Fails if a file would be overwritten that newsprint did not write, or if one cannot be written.
pub fn check(target: &Path) -> Result<(), Failure> {
    let folder = target.parent().unwrap_or(target);
    if target.ends_with(INDEX) && folder.join(ARCHIVE).exists() {
        let shown = folder.display();
        let problem =
            format!("--out: {shown} holds a site of several files; name a file, such as archive.html, or a new folder");
        return Err(Failure::Call(problem));
    }
    if target.exists() && !is_own_page(target) {
        let shown = target.display();
        let problem =
            format!("--out: newsprint did not write {shown}; nothing was written: name a new file, or move it away");
        return Err(Failure::Call(problem));
    }
    Ok(())
}

/// Whether a file is an archive in one file that newsprint built, which no one wants to read as an article.
pub fn is_own(path: &Path, bytes: u64) -> bool {
    let ending = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("html"));
    ending && bytes > LEAST && is_own_page(path)
}

/// Writes the file. Gives what there is to say of its size, if anything.
pub fn write(target: &Path, look: &Look, archive: Pieces) -> Result<Option<String>, Failure> {
    let bytes = archive.length();
    let megabytes = |bytes: u64| bytes / 1_000_000;
    if bytes > MOST {
        return Err(Failure::Input(format!(
            "--single-file: the archive has {} MB, and a page holds at most {}; nothing was written: build a folder, without \
             --single-file, or several archives",
            megabytes(bytes),
            megabytes(MOST)
        )));
    }
    let page = template()?;
    write_file(target, |file| fill(&mut BufWriter::new(file), page, look, archive))?;
    let slow = "a page of more than 25 MB opens slowly on small machines; a folder on a web server does not";
    Ok((bytes > EASY).then(|| format!("the archive has {} MB: {slow}", megabytes(bytes))))
}

fn template() -> Result<&'static str, Failure> {
    let page = asset(TEMPLATE).and_then(|bytes| std::str::from_utf8(bytes).ok());
    page.ok_or_else(|| Failure::Call("this binary's widget has no single file: build it with `make release`".into()))
}

/// Writes the page, part by part: what is filled in is not looked through again.
fn fill(out: &mut BufWriter<&mut File>, page: &str, look: &Look, archive: Pieces) -> io::Result<()> {
    let pictures = if look.remote_images { "'self' file: data: https: http:" } else { "'self' file: data:" };
    let (lang, title) = (escaped(&look.tongue.lang), escaped(look.title));
    let known = [
        ("{lang}", lang.as_str()),
        ("{dir}", look.tongue.dir.name()),
        ("{title}", &title),
        ("{images}", look.images()),
        ("{pictures}", pictures),
    ];
    // The script comes last, after the files, and has braces of its own.
    let (head, script) = page.split_once("{files}").unwrap_or((page, ""));
    let mut rest = head;
    while let Some((at, (name, value))) = next(rest, &known) {
        out.write_all(&rest.as_bytes()[..at])?;
        out.write_all(value.as_bytes())?;
        rest = &rest[at + name.len()..];
    }
    out.write_all(rest.as_bytes())?;
    files(out, look, archive)?;
    out.write_all(script.as_bytes())?;
    out.flush()
}

/// The part that comes first in a text, and where.
fn next<'a>(text: &str, known: &[(&'a str, &'a str)]) -> Option<(usize, (&'a str, &'a str))> {
    known.iter().filter_map(|part| Some((text.find(part.0)?, *part))).min()
}

/// Writes the files that the element asks for.
fn files(out: &mut BufWriter<&mut File>, look: &Look, archive: Pieces) -> io::Result<()> {
    let words = format!("strings/{}.json", look.tongue.translation());
    for path in ["newsprint.css", "reading.css", "filters.css", "pkg/newsprint_bg.wasm", &words] {
        if let Some(bytes) = asset(path) {
            block(out, path, |out| out.write_all(bytes))?;
        }
    }
    block(out, "archive.newsprint", |out| archive.each(|bytes| out.write_all(bytes)))
}

/// Writes a file as a data block.
fn block<W: Write + Send>(
    out: &mut W,
    path: &str,
    fill: impl FnOnce(&mut EncoderWriter<'_, base64::engine::GeneralPurpose, &mut W>) -> io::Result<()>,
) -> io::Result<()> {
    let name = path.rsplit('/').next().unwrap_or(path);
    write!(out, "<script type=\"application/octet-stream\" data-file=\"{name}\">")?;
    let mut encoder = EncoderWriter::new(&mut *out, &STANDARD);
    fill(&mut encoder)?;
    encoder.finish()?;
    drop(encoder);
    out.write_all(b"</script>\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn out_is_a_file_or_the_page_of_a_folder() {
        assert_eq!(target(Path::new("a/b.html")), Path::new("a/b.html"));
        assert_eq!(target(Path::new("a/B.HTM")), Path::new("a/B.HTM"));
        assert_eq!(target(Path::new("a/site")), Path::new("a/site/index.html"));
    }
}
