//! The archive: whether it can be read in pieces, comes as it is, keeps its mark, and may be read from where the page lies.

use super::super::failure::Failure;
use super::address::origin;
use super::client::{Answer, Client, PACKED, PLAIN};
use super::finding::Finding;
use super::headers::content_range;
use super::hosts;
use super::widget::kept;
use newsprint::archive::MAGIC;

/// Bytes of a range that is asked for: the archive's header.
const SOME: u64 = 16;

/// What is found of the archive at `url`, read by the page at `page`.
pub fn findings(client: &Client, url: &str, page: &str) -> Result<Vec<Finding>, Failure> {
    let first = range(client, url, 0, PLAIN)?;
    let mut findings = vec![begins(url, &first)];
    if !matches!(first.status, 200 | 206) {
        return Ok(findings);
    }
    let total = content_range(first.header("Content-Range")).map(|(_, total)| total);
    if let Some(total) = total.filter(|total| first.status == 206 && *total >= SOME) {
        let last = range(client, url, total - SOME, PLAIN)?;
        findings.extend([ends(url, total, &last), beyond(client, url, total)?, steady(url, &first, &last)]);
    }
    findings.extend([untouched(client, url)?, kept(url, &first)]);
    findings.extend(elsewhere(client, url, page)?);
    Ok(findings)
}

fn range(client: &Client, url: &str, start: u64, packing: (&str, &str)) -> Result<Answer, Failure> {
    client.get(url, &[("Range", &bytes(start)), packing])
}

/// The header that asks for [`SOME`] bytes.
fn bytes(start: u64) -> String {
    format!("bytes={start}-{}", start + SOME - 1)
}

/// Whether the answer is the range that was asked for.
fn is_range(answer: &Answer, start: u64) -> bool {
    let told = content_range(answer.header("Content-Range")).map(|(range, _)| range);
    answer.status == 206 && told == Some(start..start + SOME) && answer.body.len() as u64 == SOME
}

/// The first bytes.
fn begins(url: &str, answer: &Answer) -> Finding {
    let asked = format!("GET {url}, Range: {}", bytes(0));
    let finding = Finding::good("ranges", asked, answer.told(&["Content-Range"]));
    let ours = answer.body.starts_with(MAGIC);
    match answer.status {
        206 if is_range(answer, 0) && ours => finding,
        206 => {
            finding.fault("the element refuses the archive: these are not the bytes that it asked for", hosts::RANGES)
        }
        200 if ours => {
            let length = answer.header("Content-Length");
            let all = if length.is_empty() {
                "the whole archive".into()
            } else {
                format!("the whole archive, {length} bytes,")
            };
            finding.advice(format!("{all} is fetched before the first result is shown"), hosts::RANGES)
        }
        200 => finding.fault("something else lies there: the element says so, and shows nothing", &[]),
        404 | 410 => finding.fault("there is no archive: upload the folder archive/, or see to the element's src", &[]),
        _ => finding.fault("the archive cannot be fetched", &[]),
    }
}

/// The last bytes.
fn ends(url: &str, total: u64, answer: &Answer) -> Finding {
    let asked = format!("GET {url}, Range: {}", bytes(total - SOME));
    let finding = Finding::good("ranges", asked, answer.told(&["Content-Range"]));
    match is_range(answer, total - SOME) {
        true => finding,
        false => {
            finding.fault("the element refuses what comes: a range must be the one that was asked for", hosts::RANGES)
        }
    }
}

/// Bytes that are not there.
fn beyond(client: &Client, url: &str, total: u64) -> Result<Finding, Failure> {
    let answer = range(client, url, total, PLAIN)?;
    let asked = format!("GET {url}, Range: {}, beyond its end", bytes(total));
    let finding = Finding::good("ranges", asked, answer.told(&["Content-Range"]));
    Ok(match answer.status {
        416 => finding,
        _ => finding.advice("an archive that became shorter is noticed later than it could be", hosts::RANGES),
    })
}

/// Whether the host compresses what is compressed.
fn untouched(client: &Client, url: &str) -> Result<Finding, Failure> {
    let answer = range(client, url, 0, PACKED)?;
    let asked = format!("GET {url}, Range: {}, {}: {}", bytes(0), PACKED.0, PACKED.1);
    let finding = Finding::good("compression", asked, answer.told(&["Content-Encoding"]));
    Ok(match answer.is_packed() {
        false => finding,
        true => finding.advice(
            "the archive is compressed already; a host that compresses it again serves ranges slowly or not at all",
            hosts::LEAVE_ALONE,
        ),
    })
}

/// Whether two answers have the same mark.
fn steady(url: &str, first: &Answer, last: &Answer) -> Finding {
    let asked = format!("GET {url}, twice");
    let mark = |answer: &Answer| ["ETag", "Last-Modified"].map(|name| answer.header(name).to_owned());
    let (before, after) = (mark(first), mark(last));
    let finding = Finding::good("marks", asked, format!("ETag: {}, then {}", told(&before[0]), told(&after[0])));
    match (before == after, before.concat().is_empty()) {
        (true, false) => finding,
        (true, true) => finding.advice("an archive that is replaced while someone reads is noticed late", hosts::ETAG),
        (false, _) => {
            finding.fault("the element takes the archive for a new one, and asks to reload", hosts::STEADY_ETAG)
        }
    }
}

fn told(mark: &str) -> &str {
    if mark.is_empty() { "none" } else { mark }
}

/// Whether a page on another host may read it.
fn elsewhere(client: &Client, url: &str, page: &str) -> Result<Option<Finding>, Failure> {
    let (own, other) = (origin(page).unwrap_or_default(), origin(url).unwrap_or_default());
    if own.eq_ignore_ascii_case(other) {
        return Ok(None);
    }
    let answer = client.get(url, &[("Range", &bytes(0)), ("Origin", own), PLAIN])?;
    let [allowed, exposed] = ["Access-Control-Allow-Origin", "Access-Control-Expose-Headers"];
    let finding = Finding::good("another host", format!("GET {url}, Origin: {own}"), answer.told(&[allowed, exposed]));
    let shown = answer.header(exposed).to_ascii_lowercase();
    let names: Vec<_> = shown.split(',').map(str::trim).collect();
    let told = names.contains(&"*") || ["etag", "content-range"].iter().all(|name| names.contains(name));
    Ok(Some(match (answer.header(allowed), told) {
        (origin, true) if origin == "*" || origin == own => finding,
        (origin, false) if origin == "*" || origin == own => finding
            .advice("the element cannot see that a range is wrong, or that the archive was replaced", hosts::CORS),
        _ => finding.fault("the browser keeps the archive from the page", hosts::CORS),
    }))
}
