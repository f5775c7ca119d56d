//! Script and wasm: their types, whether they are compressed, how long they are kept.

use super::super::failure::Failure;
use super::address::{absolute, file_name};
use super::client::{Answer, Client, PACKED, PLAIN};
use super::finding::{Change, Finding};
use super::headers::{Caching, caching};
use super::hosts;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

/// Where the wasm lies, as seen from the script.
const WASM: &str = "pkg/newsprint_bg.wasm";
/// Types that browsers take for a script.
const SCRIPT: &[&str] = &["text/javascript", "application/javascript", "text/ecmascript", "application/ecmascript"];
/// Seconds for which a file without a version in its name may be used unasked.
const HOUR: u64 = 3600;

/// What is found of script and wasm.
pub fn findings(client: &Client, script: &str) -> Result<Vec<Finding>, Failure> {
    let mut findings = file(client, script, SCRIPT, hosts::SCRIPT_TYPE)?;
    if let Some(wasm) = absolute(WASM, script) {
        findings.extend(file(client, &wasm, &["application/wasm"], hosts::WASM_TYPE)?);
    }
    Ok(findings)
}

/// What is found of one file.
fn file(client: &Client, url: &str, kinds: &[&str], change: Change) -> Result<Vec<Finding>, Failure> {
    let answer = client.get(url, &[PACKED])?;
    let asked = format!("GET {url}");
    if answer.status != 200 {
        let finding = Finding::good("widget", asked, answer.told(&[]));
        return Ok(vec![finding.fault("the element does not start: upload the folder newsprint/ as a whole", &[])]);
    }
    let kind = Finding::good("type", &asked, answer.told(&["Content-Type"]));
    let kind = match (kinds.contains(&answer.kind().as_str()), kinds == SCRIPT) {
        (true, _) => kind,
        (false, true) => kind.fault("the browser refuses to run it", change),
        (false, false) => kind.advice("the browser compiles it only when all of it is there: a later start", change),
    };
    Ok(vec![kind, packed(client, url, &answer)?, kept(url, &answer)])
}

/// Whether it comes compressed, and what it costs if not.
fn packed(client: &Client, url: &str, answer: &Answer) -> Result<Finding, Failure> {
    let asked = format!("GET {url}, {}: {}", PACKED.0, PACKED.1);
    let finding = Finding::good("compression", asked, answer.told(&["Content-Encoding"]));
    if answer.is_packed() {
        return Ok(finding);
    }
    let bytes = client.get(url, &[PLAIN])?.body;
    let more = bytes.len().saturating_sub(gzip(&bytes));
    let cost = format!("{more} of {} bytes are sent for nothing to everyone who comes for the first time", bytes.len());
    Ok(finding.advice(cost, hosts::COMPRESS))
}

/// Bytes that gzip leaves.
fn gzip(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    // Writing to a vector cannot fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().map_or(bytes.len(), |packed| packed.len())
}

/// How long browsers keep it, and whether they ask again.
pub fn kept(url: &str, answer: &Answer) -> Finding {
    let headers = ["Cache-Control", "ETag", "Last-Modified"];
    let finding = Finding::good("caching", format!("GET {url}"), answer.told(&headers));
    let versioned = has_version(file_name(url));
    let validated = headers[1..].iter().any(|name| !answer.header(name).is_empty());
    match caching(answer.header(headers[0])) {
        Caching::Never => finding.advice("it is fetched anew at every visit", hosts::REVALIDATE),
        Caching::Unasked(seconds) if seconds > HOUR && !versioned => finding.advice(
            format!("for up to {} hours after a deploy readers have old files beside new ones", seconds.div_ceil(HOUR)),
            hosts::REVALIDATE,
        ),
        Caching::Ask if !validated && !versioned => {
            finding.advice("browsers cannot ask whether it changed, and fetch it anew at every visit", hosts::ETAG)
        }
        Caching::Unsaid if !versioned => finding.advice(
            "browsers guess how long they may use it unasked, so readers may have old files beside new ones",
            hosts::REVALIDATE,
        ),
        _ => finding,
    }
}

/// Whether a name tells the version of what is in it: `controller-Be6QiG.js`, with six letters or more after the last dash.
fn has_version(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let hash = stem.rsplit_once('-').map(|(_, hash)| hash).unwrap_or_default();
    hash.len() >= 6 && hash.chars().any(|c| c.is_ascii_digit() || c.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_in_a_name_is_told_from_a_word() {
        assert!(has_version("controller-Be6QiG.js") && has_version("archive-00ff17aa.newsprint"));
        assert!(!has_version("newsprint-pieces.js") && !has_version("newsprint.js") && !has_version("a-b1.js"));
    }
}
