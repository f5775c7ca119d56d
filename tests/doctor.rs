//! Hosts that are set up wrongly, each in one way, and what the doctor says of them.
#![cfg(not(target_arch = "wasm32"))]
#![forbid(unsafe_code)]

use newsprint::archive::HEADER;
use newsprint::article::{Article, Block};
use newsprint::index::build;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{self, Command};
use std::{fs, thread};

/// A request: its path, and its headers in small letters.
struct Request {
    path: String,
    head: String,
}

impl Request {
    fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }

    fn is_for(&self, ending: &str) -> bool {
        self.path.ends_with(ending)
    }
}

/// An answer.
struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

impl Answer {
    fn new(status: u16, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        let headers = [("Content-Type", kind), ("ETag", "\"one\""), ("Cache-Control", "no-cache")];
        Self { status, headers: headers.map(|(name, value)| (name, value.into())).into(), body: body.into() }
    }

    fn set(&mut self, name: &'static str, value: impl Into<String>) {
        self.unset(name);
        self.headers.push((name, value.into()));
    }

    fn unset(&mut self, name: &str) {
        self.headers.retain(|(found, _)| *found != name);
    }
}

/// What a host does differently from a good one.
type Twist = fn(&Request, &mut Answer);

fn archive() -> Vec<u8> {
    let blocks = vec![Block::para("The river rose again overnight.")];
    build(vec![Article { id: "flood".into(), headline: Some("Flood".into()), blocks, ..Article::default() }])
}

/// A host as it should be. The page's archive lies on this machine under another name if `elsewhere` is in its path.
fn good(request: &Request, port: u16) -> Answer {
    let page = |src: &str| {
        format!(
            "<script type=module src=newsprint/newsprint.js></script><newsprint-archive src=\"{src}\"></newsprint-archive>"
        )
    };
    let packed = |kind: &str| {
        let mut answer = Answer::new(200, kind, vec![b' '; 2000]);
        answer.set("Content-Encoding", "br");
        answer
    };
    match request.path.as_str() {
        "/" => Answer::new(200, "text/html", page("archive/")),
        "/whole" => Answer::new(200, "text/html", page("archive/#")),
        "/plain" => Answer::new(200, "text/html", page("archive")),
        "/elsewhere" => Answer::new(200, "text/html", page(&format!("http://localhost:{port}/archive/"))),
        "/newsprint/newsprint.js" => packed("text/javascript"),
        "/newsprint/pkg/newsprint_bg.wasm" => packed("application/wasm"),
        "/archive/archive.newsprint" => ranged(request, &archive()),
        _ => Answer::new(404, "text/plain", "not found"),
    }
}

fn ranged(request: &Request, bytes: &[u8]) -> Answer {
    let range = request.header("range").and_then(|range| range.strip_prefix("bytes=")?.split_once('-'));
    let Some((first, last)) = range else { return Answer::new(200, "application/octet-stream", bytes) };
    let (first, last): (usize, usize) = (first.parse().unwrap(), last.parse().unwrap());
    if first >= bytes.len() {
        return Answer::new(416, "text/plain", "");
    }
    let last = last.min(bytes.len() - 1);
    let mut answer = Answer::new(206, "application/octet-stream", &bytes[first..=last]);
    answer.set("Content-Range", format!("bytes {first}-{last}/{}", bytes.len()));
    answer
}

fn host(twist: impl Fn(&Request, &mut Answer) + Send + 'static) -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || listener.incoming().flatten().for_each(|stream| answer(stream, port, &twist)));
    port
}

fn answer(mut stream: TcpStream, port: u16, twist: &dyn Fn(&Request, &mut Answer)) {
    let lines = BufReader::new(stream.try_clone().unwrap()).lines().map_while(Result::ok);
    let lines: Vec<_> = lines.take_while(|line| !line.is_empty()).collect();
    let Some(path) = lines.first().and_then(|line| line.split(' ').nth(1)) else { return };
    let request = Request { path: path.into(), head: lines[1..].join("\n").to_lowercase() };
    let mut answer = good(&request, port);
    twist(&request, &mut answer);
    let mut head =
        format!("HTTP/1.1 {} .\r\nConnection: close\r\nContent-Length: {}\r\n", answer.status, answer.body.len());
    answer.headers.iter().for_each(|(name, value)| head.push_str(&format!("{name}: {value}\r\n")));
    let _ = stream.write_all(&[head.as_bytes(), b"\r\n", &answer.body].concat());
}

/// What the doctor says of a page, and its exit code.
fn examine(twist: impl Fn(&Request, &mut Answer) + Send + 'static, path: &str) -> (String, i32) {
    let url = format!("http://127.0.0.1:{}{path}", host(twist));
    let output = Command::new(env!("CARGO_BIN_EXE_newsprint")).args(["doctor", &url]).output().unwrap();
    (
        String::from_utf8(output.stdout).unwrap() + &String::from_utf8_lossy(&output.stderr),
        output.status.code().unwrap(),
    )
}

/// The first line of what is not good, and the line after it.
fn complaint(said: &str) -> String {
    let lines: Vec<_> = said.lines().collect();
    let at = lines.iter().position(|line| !line.starts_with("good"));
    at.map_or_else(String::new, |at| lines[at..].iter().take(2).copied().collect::<Vec<_>>().join("\n"))
}

#[test]
fn a_good_host_is_told_nothing_to_change() {
    for path in ["/", "/whole", "/plain"] {
        let (said, code) = examine(|_, _| (), path);
        assert_eq!((complaint(&said).as_str(), code), ("", 0), "{path}: {said}");
        assert_eq!(said.lines().count(), 15, "{path}: {said}");
    }
}

/// Hosts that are wrong in one way, with the files whose names end so: what the first complaint must say, and the exit code.
#[track_caller]
fn check(path: &str, cases: &[(&'static str, Twist, &str, i32)]) {
    for (ending, twist, expected, code) in cases {
        let (ending, twist) = (*ending, *twist);
        let twisted = move |request: &Request, answer: &mut Answer| {
            if request.path.ends_with(ending) {
                twist(request, answer);
            }
        };
        let (said, found) = examine(twisted, path);
        let complaint = complaint(&said);
        assert!(complaint.contains(expected), "expected {expected:?}, found {complaint:?} in\n{said}");
        assert_eq!(found, *code, "{said}");
    }
}

#[test]
fn ranges_that_are_wrong() {
    check(
        "/",
        &[
            ("archive.newsprint", |_, a| *a = Answer::new(200, "x/y", archive()), "the whole archive, ", 0),
            ("archive.newsprint", |_, a| *a = Answer::new(404, "x/y", ""), "there is no archive", 1),
            ("archive.newsprint", |_, a| *a = Answer::new(500, "x/y", ""), "cannot be fetched", 1),
            ("archive.newsprint", |_, a| *a = Answer::new(200, "text/html", "<p>"), "something else", 1),
            ("archive.newsprint", |_, a| a.set("Content-Range", "bytes 1-16/999"), "not the bytes", 1),
            ("archive.newsprint", |_, a| a.unset("Content-Range"), "not the bytes", 1),
            (
                "",
                |r, a| {
                    if a.status == 206 && !r.head.contains("bytes=0-") {
                        a.body.truncate(3)
                    }
                },
                "refuses what comes",
                1,
            ),
            (
                "",
                |_, a| {
                    if a.status == 416 {
                        *a = Answer::new(200, "x/y", "")
                    }
                },
                "became shorter",
                0,
            ),
        ],
    );
}

#[test]
fn types_compression_and_caching_that_are_wrong() {
    check(
        "/",
        &[
            (".js", |_, a| a.set("Content-Type", "text/plain"), "refuses to run it", 1),
            (".js", |_, a| *a = Answer::new(404, "x/y", ""), "does not start", 1),
            (".wasm", |_, a| a.set("Content-Type", "application/octet-stream"), "a later start", 0),
            (".wasm", |_, a| a.unset("Content-Encoding"), "of 2000 bytes are sent for nothing", 0),
            (
                "",
                |r, a| {
                    if r.is_for("archive.newsprint") && r.head.contains("gzip") {
                        a.set("Content-Encoding", "gzip")
                    }
                },
                "compressed already",
                0,
            ),
            (".js", |_, a| a.set("Cache-Control", "max-age=86400"), "for up to 24 hours", 0),
            (".js", |_, a| a.set("Cache-Control", "no-store"), "fetched anew at every visit", 0),
            (".js", |_, a| a.unset("Cache-Control"), "browsers guess", 0),
            (".js", |_, a| a.unset("ETag"), "cannot ask whether it changed", 0),
        ],
    );
}

#[test]
fn pages_and_policies_that_are_wrong() {
    check(
        "/",
        &[
            ("/", |_, a| a.status = 403, "there is no page", 1),
            ("/", |_, a| a.set("Content-Type", "text/plain"), "shows its source", 1),
            ("/", |_, a| a.body = b"<p>nothing".to_vec(), "shows no archive", 1),
            (
                "",
                |_, a| {
                    if a.status == 404 {
                        *a = Answer::new(200, "text/html", "<p>")
                    }
                },
                "looks like one that is broken",
                0,
            ),
            ("/", |_, a| a.set("Content-Security-Policy", "script-src 'self'"), "refuses to run WebAssembly", 1),
            ("/", |_, a| a.set("Content-Security-Policy", "connect-src 'none'"), "refuses to fetch the archive", 1),
        ],
    );
}

#[test]
fn a_mark_that_changes_without_a_change() {
    let (said, code) = examine(
        |request, answer| {
            if request.is_for("archive.newsprint") {
                let mark = request.header("range").unwrap_or_default().to_owned();
                answer.set("ETag", format!("\"{mark}\""));
            }
        },
        "/",
    );
    assert!(complaint(&said).contains("takes the archive for a new one") && code == 1, "{said}");
    let (said, code) = examine(
        |_, answer| {
            if answer.status == 206 {
                answer.unset("ETag")
            }
        },
        "/",
    );
    assert!(complaint(&said).contains("noticed late") && code == 0, "{said}");
}

#[test]
fn an_archive_on_another_host() {
    check(
        "/elsewhere",
        &[
            ("", |_, _| (), "keeps the archive from the page", 1),
            (
                "",
                |_, a| a.set("Access-Control-Allow-Origin", "https://other.example"),
                "keeps the archive from the page",
                1,
            ),
            ("", |_, a| a.set("Access-Control-Allow-Origin", "*"), "cannot see that a range is wrong", 0),
            (
                "",
                |_, a| {
                    a.set("Access-Control-Allow-Origin", "*");
                    a.set("Access-Control-Expose-Headers", "Content-Range, ETag");
                },
                "",
                0,
            ),
        ],
    );
}

#[test]
fn a_host_that_does_not_answer_and_a_folder_that_is_no_site() {
    let port = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
    for (site, expected) in
        [(format!("http://127.0.0.1:{port}/"), "cannot be fetched"), ("src".into(), "expected a folder")]
    {
        let output = Command::new(env!("CARGO_BIN_EXE_newsprint")).args(["doctor", &site]).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(expected) && output.status.code() == Some(1), "{said}");
    }
}

/// What the doctor says of a folder with these files, and its exit code.
fn examine_folder(name: &str, files: &[(&str, &[u8])]) -> (String, i32) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("doctor-{name}-{}", process::id()));
    for (name, bytes) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let output = Command::new(env!("CARGO_BIN_EXE_newsprint")).arg("doctor").arg(&folder).output().unwrap();
    fs::remove_dir_all(&folder).unwrap();
    (String::from_utf8(output.stdout).unwrap(), output.status.code().unwrap())
}

#[test]
fn folders_that_lack_something() {
    let (page, archive): (&[u8], _) = (b"<link rel=stylesheet href=\"newsprint/page.css\">", archive());
    let (said, _) = examine_folder("good", &[("index.html", page), ("archive/archive.newsprint", &archive)]);
    assert!(said.contains("archive/archive.newsprint -> 1 articles"), "{said}");
    let mut altered = archive.clone();
    *altered.last_mut().unwrap() ^= 1;
    let (said, code) = examine_folder("altered", &[("index.html", page), ("archive/archive.newsprint", &altered)]);
    assert!(said.contains("1 of 1 blocks of this section are damaged") && code == 1, "{said}");
    let cut = &archive[..HEADER + 9];
    let (said, code) = examine_folder("cut", &[("index.html", page), ("archive/archive.newsprint", cut)]);
    assert!(said.contains("nobody can read it") && code == 1, "{said}");
    let left = [("archive/archive.newsprint", &archive[..]), ("archive/archive.newsprint.part", page)];
    let (said, _) = examine_folder("left", &left);
    assert!(said.contains("left by a build that was stopped") && said.contains("put into a page of yours"), "{said}");
}
