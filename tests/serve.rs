//! The server as a browser sees it: what it sends, what it refuses, and that a change of a file is seen.
#![cfg(not(target_arch = "wasm32"))]

use newsprint::archive::read::Archive;
use newsprint::article::{Article, Block};
use newsprint::index::build;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{self, Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

/// A folder for one test, which goes when it is dropped.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("serve-{name}-{}", process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn with(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A running server, which ends when it is dropped.
struct Server {
    child: Child,
    port: u16,
}

/// An answer.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    /// The value of a header.
    fn header(&self, name: &str) -> Option<&str> {
        let value =
            |line: &'_ str| line.split_once(": ").filter(|(found, _)| found.eq_ignore_ascii_case(name)).is_some();
        self.head.lines().find(|line| value(line)).and_then(|line| line.split_once(": ")).map(|(_, value)| value)
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Server {
    /// Serves these inputs; `None` if the binary carries no widget to serve them with.
    fn start<S: AsRef<OsStr>>(inputs: impl IntoIterator<Item = S>) -> Option<Self> {
        let mut child = Command::new(env!("CARGO_BIN_EXE_newsprint"))
            .args(["serve", "--port", "0"])
            .args(inputs)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        if line.is_empty() {
            let code = child.wait().unwrap().code();
            assert_eq!(code, Some(2), "a server that does not start");
            println!("skipped: this binary has no widget, so nothing can be built; `make release` first");
            return None;
        }
        let port = line.trim().trim_end_matches('/').rsplit(':').next().unwrap().parse().expect(&line);
        Some(Self { child, port })
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        stream
    }

    /// Sends a request as it stands, with these lines of header.
    fn send(&self, method: &str, path: &str, headers: &[&str]) -> Answer {
        let mut stream = self.connect();
        let headers: String = headers.iter().map(|line| format!("{line}\r\n")).collect();
        stream.write_all(format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n{headers}\r\n").as_bytes()).unwrap();
        let mut all = Vec::new();
        stream.read_to_end(&mut all).unwrap();
        let end = all.windows(4).position(|window| window == b"\r\n\r\n").expect("the end of a head");
        let head = String::from_utf8_lossy(&all[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect(&head);
        Answer { status, head, body: all[end + 4..].to_vec() }
    }

    fn get(&self, path: &str) -> Answer {
        self.send("GET", path, &["Host: localhost"])
    }

    /// The events as they come, a line each.
    fn events(&self) -> impl Iterator<Item = String> {
        let mut stream = self.connect();
        stream.write_all(b"GET /-/events HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        BufReader::new(stream)
            .lines()
            .map_while(Result::ok)
            .filter(|line| line.starts_with("event:") || line.starts_with("data:"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn archive(id: &str) -> Vec<u8> {
    build(vec![Article { id: id.into(), blocks: vec![Block::para("The river rose.")], ..Article::default() }])
}

/// A folder as `build` writes it, with a few more things in it and beside it.
fn site(name: &str) -> Folder {
    Folder::new(name)
        .with("secret.txt", "secret")
        .with("site/archive/archive.newsprint", archive("a"))
        .with("site/index.html", "<html><head><title>T</title></head><body>Page</body></html>")
        .with("site/.hidden", "hidden")
        .with("site/more/index.html", "<p>More")
        .with("site/a b.txt", "0123456789")
        .with("site/newsprint/pkg/x.wasm", "\0asm")
}

#[test]
fn a_folder_is_served_as_it_is_and_no_more_than_it() {
    let folder = site("folder");
    let server = Server::start([folder.0.join("site")]).unwrap();
    let page = server.get("/");
    assert_eq!((page.status, page.header("content-type")), (200, Some("text/html; charset=utf-8")));
    assert!(page.text().contains("src=\"/-/reload.js\"></script>\n</head>"), "{}", page.text());
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert!(!fs::read_to_string(folder.0.join("site/index.html")).unwrap().contains("reload"));
    assert!(server.get("/-/reload.js").text().contains("EventSource"));
    assert_eq!(server.get("/a%20b.txt?x=1").text(), "0123456789");
    assert_eq!(server.get("/newsprint/pkg/x.wasm").header("content-type"), Some("application/wasm"));
    assert_eq!(server.get("/more").header("location"), Some("./more/"));
    assert_eq!(server.get("/more/").status, 200);
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/.hidden",
        "/no",
        "/archive/",
        "/a%00",
        "//secret.txt",
    ] {
        let answer = server.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.text().contains("secret"), "{path}");
    }
}

#[cfg(unix)]
#[test]
fn links_may_not_lead_out_of_the_folder() {
    let folder = site("links");
    let link = |to: &str, name: &str| std::os::unix::fs::symlink(to, folder.0.join("site").join(name)).unwrap();
    link("../secret.txt", "out.txt");
    link("..", "up");
    link(".hidden", "shown.txt");
    link("a b.txt", "in.txt");
    link("loop", "loop");
    let server = Server::start([folder.0.join("site")]).unwrap();
    assert_eq!(server.get("/in.txt").text(), "0123456789");
    for path in ["/out.txt", "/up/secret.txt", "/shown.txt", "/loop"] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
}

#[test]
fn ranges_heads_hosts_and_methods_are_as_the_standards_say() {
    let folder = site("ranges");
    let server = Server::start([folder.0.join("site")]).unwrap();
    let range = |range: &str| server.send("GET", "/a%20b.txt", &["Host: localhost", &format!("Range: {range}")]);
    let part = range("bytes=2-4");
    assert_eq!((part.status, part.text().as_str(), part.header("content-range")), (206, "234", Some("bytes 2-4/10")));
    assert_eq!((range("bytes=-2").text().as_str(), range("bytes=7-").text().as_str()), ("89", "789"));
    let past = range("bytes=10-");
    assert_eq!((past.status, past.header("content-range"), past.body.len()), (416, Some("bytes */10"), 0));
    assert_eq!((range("bytes=0-1,4-5").status, range("bytes=x").status), (200, 200));
    let head = server.send("HEAD", "/a%20b.txt", &["Host: localhost", "Range: bytes=0-1"]);
    assert_eq!((head.status, head.header("content-length"), head.body.len()), (200, Some("10"), 0));
    let post = server.send("POST", "/", &["Host: localhost", "Content-Length: 0"]);
    assert_eq!((post.status, post.header("allow")), (405, Some("GET, HEAD")));
    assert_eq!(server.send("GET", "/", &["Host: evil.example"]).status, 403);
    assert_eq!(server.send("GET", "/", &["Host: localhost.evil.example:80"]).status, 403);
    assert_eq!(server.send("GET", "http://evil.example/", &["Host: localhost"]).status, 403);
    assert_eq!(server.send("GET", "/-/events", &["Host: evil.example"]).status, 403);
    assert_eq!(server.send("GET", "/", &[&format!("Host: 127.0.0.1:{}", server.port)]).status, 200);
}

/// Waits until something is so.
#[track_caller]
fn eventually(what: &str, is: impl Fn() -> bool) {
    let since = Instant::now();
    while !is() {
        assert!(since.elapsed() < Duration::from_secs(30), "never: {what}");
        thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_change_in_a_served_folder_reloads_its_pages() {
    let folder = site("change");
    let server = Server::start([folder.0.join("site")]).unwrap();
    let mut events = server.events();
    assert_eq!(events.next().as_deref(), Some("event: site"));
    let first = events.next();
    // As an editor does: aside, then renamed.
    fs::write(folder.0.join("site/new.tmp"), "<p>New").unwrap();
    fs::rename(folder.0.join("site/new.tmp"), folder.0.join("site/index.html")).unwrap();
    assert_eq!(events.next().as_deref(), Some("event: site"));
    assert_ne!(events.next(), first);
    assert!(server.get("/").text().starts_with("<p>New"));
}

#[test]
fn inputs_are_built_and_built_again_and_a_fault_keeps_the_last_good_site() {
    let folder = Folder::new("inputs").with("in/a.md", "# Flood\n\nThe river rose.\n");
    let Some(server) = Server::start([folder.0.join("in")]) else { return };
    let titles = || {
        let archive = Archive::whole(server.get("/archive/archive.newsprint").body).unwrap();
        (0..archive.root().articles).map(|number| archive.card(number).unwrap().title.clone()).collect::<Vec<_>>()
    };
    assert_eq!(titles(), ["Flood"]);
    let page = server.get("/");
    assert!(page.text().contains("<newsprint-archive") && page.header("content-security-policy").is_some());
    let mut events = server.events().filter(|line| line.starts_with("event:"));
    assert_eq!(events.next().as_deref(), Some("event: site"));
    fs::write(folder.0.join("in/b.md"), "# Drought\n\nThe river fell.\n").unwrap();
    assert_eq!(events.next().as_deref(), Some("event: site"));
    eventually("both articles are served", || titles() == ["Flood", "Drought"]);
    fs::remove_file(folder.0.join("in/a.md")).unwrap();
    fs::remove_file(folder.0.join("in/b.md")).unwrap();
    assert!(events.any(|line| line == "event: problem"));
    assert!(!titles().is_empty());
    fs::write(folder.0.join("in/c.md"), "# Rain\n\nIt rained.\n").unwrap();
    eventually("the new site is served", || titles() == ["Rain"]);
}

#[test]
fn what_is_served_is_what_build_writes_and_files_of_settings_are_watched() {
    for place in ["in", "settings"] {
        let folder = Folder::new(&format!("settings-{place}"))
            .with("in/a.md", "# Flood\n\nThe river rose in Sulaimani.\n")
            .with(&format!("{place}/np.toml"), "title = \"Our news\"\nsynonyms = \"syn.txt\"\n")
            .with(&format!("{place}/syn.txt"), "sulaimani = slemani\n");
        let [input, config] = [folder.0.join("in"), folder.0.join(place).join("np.toml")];
        let arguments = [input.as_os_str(), OsStr::new("--config"), config.as_os_str()];
        let Some(server) = Server::start(arguments) else { return };
        let mut build = Command::new(env!("CARGO_BIN_EXE_newsprint"));
        let built = build.arg("build").args(arguments).arg("--out").arg(folder.0.join("site")).output().unwrap();
        assert!(built.status.success());
        let archive = || server.get("/archive/archive.newsprint").body;
        assert!(archive() == fs::read(folder.0.join("site/archive/archive.newsprint")).unwrap(), "{place}");
        assert_eq!(Archive::whole(archive()).unwrap().root().articles, 1);
        for page in [server.get("/").text(), fs::read_to_string(folder.0.join("site/index.html")).unwrap()] {
            assert!(page.contains("<title>Our news</title>"), "{page}");
        }
        fs::write(folder.0.join(place).join("syn.txt"), "sulaimani = slemani\nriver = stream\n").unwrap();
        let groups = || Archive::whole(archive()).unwrap().root().synonyms.len();
        eventually("the new synonyms are served", || groups() == 2);
    }
}

#[test]
fn a_port_that_is_taken_is_named() {
    let folder = site("port");
    let server = Server::start([folder.0.join("site")]).unwrap();
    let port = server.port.to_string();
    let output = Command::new(env!("CARGO_BIN_EXE_newsprint"))
        .args(["serve", "--port", &port])
        .arg(folder.0.join("site"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains(&port));
}

/// What a call says that ends at once.
fn says(argument: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_newsprint")).arg("serve").arg(argument).output().unwrap();
    assert_ne!(output.status.code(), Some(0));
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_site_without_its_archive_is_told() {
    let page = "<link rel=\"stylesheet\" href=\"newsprint/page.css\"><newsprint-archive src=\"archive/\">";
    let folder = Folder::new("lacks").with("site/index.html", page).with("site/HOW-TO-EMBED.txt", "Words.");
    let said = says(&folder.0.join("site"));
    assert!(said.contains("looks like a newsprint site, but archive/archive.newsprint is missing"), "{said}");
}

#[test]
fn where_there_is_nothing_to_serve_nothing_was_to_be_written() {
    let folder = Folder::new("void").with("in/logo.png", "");
    let said = says(&folder.0.join("in"));
    let told = said.contains("no files in") && said.contains("but 1 file that is no article, passed over");
    assert!(said.contains("without the widget") || told && !said.contains("written"), "{said}");
}
