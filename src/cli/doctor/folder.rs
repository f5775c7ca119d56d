//! A folder that is to be put on a host.

use super::super::failure::Failure;
use super::super::load::Load;
use super::super::site::{self, Look};
use super::super::tongue::Tongue;
use super::super::{input, inspect};
use super::finding::{Change, Finding};
use std::fs;
use std::path::{Path, PathBuf};

/// The largest files that hosts take: bytes, and who. As they say themselves, in 2026.
const LARGEST: &[(u64, &str)] = &[(25 << 20, "Cloudflare Pages"), (100 << 20, "GitHub")];

const BUILD: Change = &[("again", "newsprint build … --out DIR, and upload all of it")];

/// What is found of a folder.
pub fn examine(folder: &Path) -> Result<Vec<Finding>, Failure> {
    if !site::is_site(folder) {
        let folder = folder.display();
        let problem = "expected a folder that `newsprint build` wrote, or an address that begins with https://";
        return Err(Failure::Input(format!("{folder}: {problem}")));
    }
    let files = files(folder)?;
    let mut findings = vec![page(folder), widget(folder), archive(folder)];
    findings.extend(leftover(&files));
    findings.extend(files.iter().filter_map(large));
    findings.push(upload(folder, &files));
    Ok(findings)
}

/// A file of the folder, and its bytes.
type Sized = (PathBuf, u64);

/// All files below a folder, sorted.
fn files(folder: &Path) -> Result<Vec<Sized>, Failure> {
    let (mut folders, mut files) = (vec![folder.to_owned()], Vec::new());
    while let Some(folder) = folders.pop() {
        let failed = |error| Failure::file("read", &folder, &error);
        for entry in fs::read_dir(&folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let metadata = entry.metadata().map_err(failed)?;
            match metadata.is_dir() {
                true => folders.push(entry.path()),
                false => files.push((entry.path(), metadata.len())),
            }
        }
    }
    files.sort();
    Ok(files)
}

fn page(folder: &Path) -> Finding {
    let finding = Finding::good("page", "index.html", "is there");
    match folder.join("index.html").exists() {
        true => finding,
        false => Finding { came: "is not there".into(), ..finding }
            .advice("the element must be put into a page of yours: see HOW-TO-EMBED.txt", &[]),
    }
}

/// Whether the widget is whole, and this program's own.
fn widget(folder: &Path) -> Finding {
    let look = Look { title: "", tongue: &Tongue::default(), remote_images: false, load: Load::Pieces, offline: false };
    let own: Vec<_> = site::files(look).into_iter().filter(|(name, _)| name.starts_with("newsprint/")).collect();
    let lacking = |(name, _): &&(String, Vec<u8>)| !folder.join(name).exists();
    let other =
        |(name, bytes): &&(String, Vec<u8>)| input::bytes(&folder.join(name)).is_ok_and(|found| found != *bytes);
    let finding = Finding::good("widget", "newsprint/", format!("{} files, as this program writes them", own.len()));
    match (own.iter().find(lacking), own.iter().find(other)) {
        _ if own.is_empty() => Finding { came: "not compared: this program carries no widget".into(), ..finding },
        (Some((name, _)), _) => {
            Finding { came: format!("{name} is not there"), ..finding }.fault("the element does not work", BUILD)
        }
        (None, Some((name, _))) => Finding { came: format!("{name} is another version's"), ..finding }
            .advice("script, wasm and archive may not fit each other", BUILD),
        (None, None) => finding,
    }
}

/// Whether the archive can be read, every block of it.
fn archive(folder: &Path) -> Finding {
    let finding = Finding::good("archive", site::ARCHIVE, "");
    match inspect::examine(&folder.join(site::ARCHIVE)) {
        Ok((articles, None)) => {
            Finding { came: format!("{articles} articles, every block as it was written"), ..finding }
        }
        Ok((_, Some(damage))) => {
            Finding { came: damage, ..finding }.fault("readers meet an error where they come to these blocks", BUILD)
        }
        Err(failure) => Finding { came: failure.to_string(), ..finding }.fault("nobody can read it", BUILD),
    }
}

/// What a build that was stopped has left.
fn leftover(files: &[Sized]) -> Option<Finding> {
    let (path, bytes) = files.iter().find(|(path, _)| path.extension().is_some_and(|ending| ending == "part"))?;
    let came = format!("{}, {bytes} bytes, left by a build that was stopped", path.display());
    Some(Finding::good("leftovers", "nothing but the site", came).advice("it takes up room: delete it", &[]))
}

/// A file that not every host takes.
fn large((path, bytes): &Sized) -> Option<Finding> {
    let refused: Vec<_> = LARGEST.iter().filter(|(most, _)| bytes > most).collect();
    let (most, _) = refused.last()?;
    let hosts: Vec<_> = refused.iter().map(|(_, host)| *host).collect();
    let finding =
        Finding::good("sizes", format!("files of at most {most} bytes"), format!("{}, {bytes} bytes", path.display()));
    Some(finding.advice(format!("{} does not take it", hosts.join(" nor ")), &[]))
}

/// What is to be uploaded.
fn upload(folder: &Path, files: &[Sized]) -> Finding {
    let within = |name: &str| files.iter().filter(|(path, _)| path.starts_with(folder.join(name))).collect::<Vec<_>>();
    let told = site::parts(folder).into_iter().map(|name| {
        let files = within(name);
        let bytes: u64 = files.iter().map(|(_, bytes)| bytes).sum();
        format!("{name} ({} files, {bytes} bytes)", files.len())
    });
    let told: Vec<_> = told.collect();
    Finding::good("to upload", "what of it is the site", told.join(", "))
}
