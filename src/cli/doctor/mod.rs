//! `newsprint doctor URL|DIR`: is the host set up well, or is the folder fit to be put on one?
//!
//! ```text
//! URL -> page -> the addresses of script, wasm and archive -> requests, as a browser sends them -> findings
//! DIR -> the files, against those that this program writes                                      -> findings
//! ```
//!
//! A finding says what was asked, what came, what that costs and what to change. Nothing but GET requests is sent, and of
//! large files no more is read than is looked at.

mod address;
mod archive;
mod client;
mod finding;
mod folder;
mod headers;
mod hosts;
mod page;
mod widget;

use super::args::DoctorArgs;
use super::failure::Failure;
use super::terminal::{counted, is_tinted};
use client::Client;
use finding::{Finding, Grade, Report};
use std::io::{self, Write};
use std::path::Path;

/// Examines a host or a folder, and prints what it finds.
pub fn run(args: &DoctorArgs) -> Result<(), Failure> {
    let findings = match args.site.contains("://") {
        true => site(&args.site)?,
        false => folder::examine(Path::new(&args.site))?,
    };
    let mut report = Report::new(is_tinted(&io::stdout()));
    findings.iter().for_each(|finding| report.push(finding));
    io::stdout().write_all(report.text.as_bytes()).map_err(|error| Failure::output(&error))?;
    match findings.iter().filter(|finding| finding.grade == Grade::Fault).count() {
        0 => Ok(()),
        faults => Err(Failure::Input(format!("{} to repair", counted(faults, "fault")))),
    }
}

/// What is found at the address of a page.
fn site(url: &str) -> Result<Vec<Finding>, Failure> {
    let client = Client::new();
    let page = page::Page::fetch(&client, url)?;
    let mut findings = page.findings(&client)?;
    if let Some(script) = &page.script {
        findings.extend(widget::findings(&client, script)?);
    }
    if let Some(archive) = &page.archive {
        findings.extend(archive::findings(&client, archive, &page.url)?);
    }
    Ok(findings)
}
