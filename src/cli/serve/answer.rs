//! Requests to answers.

use super::body::Body;
use super::events::{EVENTS, RELOAD, SCRIPT};
use super::pages::{Found, find, with_script};
use super::range::{Asked, asked};
use super::site::{Shared, Site};
use super::{guard, types};
use hyper::body::Bytes;
use hyper::http::response::Builder;
use hyper::{HeaderMap, Method, Request, Response, StatusCode, header};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

/// The strictest policy that the widget promises to run under; pictures of articles may come from anywhere. Pages that
/// were built here are sent with it, so that a breach is seen at home first.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src * data:; \
    connect-src 'self'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

/// Answers one request.
pub fn answer<T>(request: &Request<T>, shared: &Shared) -> Response<Body> {
    let (method, uri, headers) = (request.method(), request.uri(), request.headers());
    if let Some(status) = guard::refuse(method, uri, headers) {
        return plain(status);
    }
    match uri.path() {
        EVENTS if method == Method::HEAD => whole(start("text/event-stream"), Bytes::new()),
        EVENTS => finished(start("text/event-stream").body(Body::Events(shared.events.listen()))),
        SCRIPT => whole(start(types::of(SCRIPT)), Bytes::from_static(RELOAD.as_bytes())),
        path => file(&shared.site(), path, method, headers),
    }
}

/// A file of the site, or what is the matter with it.
fn file(site: &Site, path: &str, method: &Method, headers: &HeaderMap) -> Response<Body> {
    let Some((found, name)) = find(site, path) else { return plain(StatusCode::NOT_FOUND) };
    let kind = types::of(&name);
    let mut start = start(kind);
    if matches!(site, Site::Built(_)) && kind == types::PAGE {
        start = start.header(header::CONTENT_SECURITY_POLICY, POLICY);
    }
    match found {
        Found::Folder => moved(path),
        Found::Bytes(bytes) if kind == types::PAGE => whole(start, with_script(&bytes)),
        Found::File(mut file, _) if kind == types::PAGE => {
            let mut page = Vec::new();
            match file.read_to_end(&mut page) {
                Ok(_) => whole(start, with_script(&page)),
                Err(_) => plain(StatusCode::INTERNAL_SERVER_ERROR),
            }
        }
        Found::Bytes(bytes) => part(start, Content::Bytes(bytes), method, headers),
        Found::File(file, length) => part(start, Content::File(file, length), method, headers),
    }
}

/// What ranges are cut from.
enum Content {
    Bytes(Bytes),
    File(File, u64),
}

impl Content {
    fn length(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::File(_, length) => *length,
        }
    }

    /// The bytes from `start` to `end`, which lie in it.
    fn cut(self, start: u64, end: u64) -> std::io::Result<Body> {
        match self {
            Self::Bytes(bytes) => Ok(bytes.slice(start as usize..end as usize).into()),
            Self::File(mut file, _) => {
                file.seek(SeekFrom::Start(start))?;
                Ok(Body::File(file, end - start))
            }
        }
    }
}

/// The range that is asked for, or everything. `If-Range` names a version; there are none here, so it never fits.
fn part(start: Builder, content: Content, method: &Method, headers: &HeaderMap) -> Response<Body> {
    let length = content.length();
    let start = start.header(header::ACCEPT_RANGES, "bytes");
    let ranged = method == Method::GET && !headers.contains_key(header::IF_RANGE);
    let range = headers.get(header::RANGE).filter(|_| ranged).and_then(|range| range.to_str().ok());
    let (start, first, end) = match asked(range, length) {
        Asked::Whole => (start, 0, length),
        Asked::Part(range) => {
            let named = format!("bytes {}-{}/{length}", range.start, range.end - 1);
            let start = start.status(StatusCode::PARTIAL_CONTENT).header(header::CONTENT_RANGE, named);
            (start, range.start, range.end)
        }
        Asked::Nothing => {
            let start = start.status(StatusCode::RANGE_NOT_SATISFIABLE);
            return whole(start.header(header::CONTENT_RANGE, format!("bytes */{length}")), Bytes::new());
        }
    };
    match content.cut(first, end) {
        Ok(body) => finished(start.header(header::CONTENT_LENGTH, end - first).body(body)),
        Err(_) => plain(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

/// What every answer begins with: nothing is kept, as all of it may change at any time.
fn start(kind: &str) -> Builder {
    Response::builder()
        .header(header::CONTENT_TYPE, kind)
        .header(header::CACHE_CONTROL, "no-store")
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header("cross-origin-resource-policy", "same-origin")
}

fn whole(start: Builder, bytes: Bytes) -> Response<Body> {
    finished(start.header(header::CONTENT_LENGTH, bytes.len()).body(bytes.into()))
}

/// An answer that is its status.
fn plain(status: StatusCode) -> Response<Body> {
    let start = start("text/plain; charset=utf-8").status(status);
    let start = match status {
        StatusCode::METHOD_NOT_ALLOWED => start.header(header::ALLOW, "GET, HEAD"),
        _ => start,
    };
    whole(start, Bytes::from(format!("{status}\n")))
}

/// A folder's own address ends in `/`, or links in its page would lead elsewhere.
fn moved(path: &str) -> Response<Body> {
    let last = path.rsplit('/').next().unwrap_or_default();
    let start = start("text/plain; charset=utf-8").status(StatusCode::MOVED_PERMANENTLY);
    whole(start.header(header::LOCATION, format!("./{last}/")), Bytes::new())
}

/// The answer; only a header that is no header could spoil it, and there is none.
fn finished(response: hyper::http::Result<Response<Body>>) -> Response<Body> {
    response.unwrap_or_else(|_| Response::new(Bytes::new().into()))
}
