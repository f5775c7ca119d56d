//! The folder of `build --out`, looked at before anything is read or written: what a person made is not overwritten, and
//! articles are not mixed with the site that is made of them.

use super::failure::Failure;
use super::find::find;
use super::site::{self, Extras};
use super::terminal::listed;
use std::path::{Component, Path, PathBuf};

/// Fails if a site with these extras in `out` would overwrite what newsprint did not write, or spoil what is read.
pub fn check(inputs: &[PathBuf], out: &Path, extras: &Extras) -> Result<(), Failure> {
    let shown = out.display();
    if out.exists() && !out.is_dir() {
        return Err(Failure::Call(format!(
            "--out: {shown} is a file; name a folder, which is made if it is not there"
        )));
    }
    if let Some(problem) = inputs.iter().find_map(|input| spoiled(input, out, extras)) {
        return Err(Failure::Call(format!("--out: {problem}; nothing was written")));
    }
    let foreign = site::foreign(&place(out), extras);
    if foreign.is_empty() {
        return Ok(());
    }
    let it = if foreign.len() == 1 { "it" } else { "them" };
    let new = out.join("archive-site");
    Err(Failure::Call(format!(
        "--out: {shown} holds {}, which newsprint did not write; nothing was written: name a new folder, such as {}, or move {it} away",
        listed(&foreign),
        new.display()
    )))
}

/// Fails if a file that the call names with `option` would be written over the archive that is read, or into its site.
pub fn check_file(option: &str, path: &Path, archive: &Path) -> Result<(), Failure> {
    let (to, from) = (place(path), place(archive));
    let site = from.ancestors().nth(Path::new(site::ARCHIVE).iter().count());
    let site = site.filter(|site| site.join(site::ARCHIVE) == from);
    let within =
        |site: &Path| site::parts(site).into_iter().chain(["archive"]).any(|part| to.starts_with(site.join(part)));
    match to == from || site.is_some_and(within) {
        false => Ok(()),
        true => Err(Failure::Call(format!(
            "{option}: {} is part of what is read; nothing was written: name another file",
            path.display()
        ))),
    }
}

/// Why a site in `out` would spoil an input, if it would.
fn spoiled(input: &Path, out: &Path, extras: &Extras) -> Option<String> {
    let (from, to, shown) = (place(input), place(out), out.display());
    if from == to {
        let parts = site::parts(&to);
        let rest = match parts.is_empty() {
            true => String::new(),
            false => format!("; a site lies there already: delete {} there", listed(&parts)),
        };
        return Some(format!("{shown} is read, and a site would mix with its files: name another folder{rest}"));
    }
    let written = ["newsprint", "archive", "index.html", "HOW-TO-EMBED.txt"].into_iter().chain(extras.names());
    if written.map(|name| to.join(name)).any(|path| from.starts_with(path)) {
        return Some(format!(
            "{} is read, and a site in {shown} would be written over it: name another folder",
            input.display()
        ));
    }
    let mixed = to.starts_with(&from) && to.is_dir() && !site::is_site(&to) && holds_articles(&to);
    mixed.then(|| {
        let input = input.display();
        format!("{shown} lies in {input}, which is read, and a site would mix with its files: name a new folder")
    })
}

/// Whether anything in a folder would be read.
fn holds_articles(folder: &Path) -> bool {
    find(&[folder.into()], None).is_ok_and(|found| !found.files.is_empty())
}

/// Where a path leads, links resolved as far as it exists. What lies behind that is taken by its names: `..` leads back,
/// as it will once the folders are made.
pub fn place(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.into());
    whole.components().fold(PathBuf::new(), |mut there, part| {
        match part {
            Component::ParentDir => drop(there.pop()),
            part => there.push(part),
        }
        there.canonicalize().unwrap_or(there)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_file_is_written_over_the_archive_or_into_its_site() {
        let folder = tempfile::tempdir().unwrap();
        let archive = folder.path().join(site::ARCHIVE);
        std::fs::create_dir_all(folder.path().join("archive")).unwrap();
        std::fs::write(&archive, "").unwrap();
        let is_refused = |path: &Path| check_file("--out", path, &archive).is_err();
        assert!(is_refused(&archive) && is_refused(&folder.path().join("x/../archive/more.jsonl")));
        assert!(!is_refused(&folder.path().join("articles.jsonl")));
        assert!(check_file("--out", &archive, Path::new("other.newsprint")).is_ok());
    }

    #[test]
    fn a_place_is_known_before_it_is_there() {
        let here = std::env::current_dir().unwrap().canonicalize().unwrap();
        assert_eq!(place(Path::new("./src/../no/such")), here.join("no/such"));
        assert_eq!(place(Path::new(".")), here);
        assert_eq!(place(Path::new("no/such/../../src")), here.join("src"));
    }
}
