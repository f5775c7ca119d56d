//! The page: whether it is there, what it names, and under which policy it runs.

use super::super::failure::Failure;
use super::address::{absolute, named, origin};
use super::client::{Answer, Client, PACKED, PLAIN};
use super::finding::Finding;
use super::headers::sources;
use super::hosts;

/// The name of a file that is not there.
const NOWHERE: &str = "newsprint-doctor-asks-for-what-is-not-there.newsprint";
/// The archive's file, where an element names a folder.
const ARCHIVE: &str = "archive.newsprint";

/// What an element fetches for its `src`, as www/engine.js has it: that is a folder's address, whether it ends as one or
/// not, and what stands behind the path says how the archive is loaded and is not sent.
fn file(src: &str) -> String {
    let folder = if src.ends_with('/') { src.to_owned() } else { format!("{src}/") };
    let path = folder.split(['?', '#']).next().unwrap_or_default();
    let folder = path.rfind('/').map_or("", |end| &path[..=end]);
    format!("{folder}{ARCHIVE}")
}

/// A page that shows an archive.
pub struct Page {
    /// Its address in the end.
    pub url: String,
    /// The address of the widget's script.
    pub script: Option<String>,
    /// That of the archive's file, unless the articles are in the wasm.
    pub archive: Option<String>,
    /// Whether an element of ours stands in it.
    has_element: bool,
    policy: Option<String>,
    answer: Answer,
}

impl Page {
    /// Fetches it.
    pub fn fetch(client: &Client, url: &str) -> Result<Self, Failure> {
        let answer = client.get(url, &[PLAIN])?;
        let (named, url) = (named(&String::from_utf8_lossy(&answer.body)), answer.url.clone());
        let header = Some(answer.header("Content-Security-Policy")).filter(|policy| !policy.is_empty());
        let policy = header.map(str::to_owned).or(named.policy);
        let script = named.script.and_then(|script| absolute(&script, &url));
        let has_element = named.element.is_some();
        let source = named.element.filter(|src| !src.is_empty());
        let archive = source.and_then(|src| absolute(&file(&src), &url));
        Ok(Self { url, script, archive, has_element, policy, answer })
    }

    /// What is found of the page itself.
    pub fn findings(&self, client: &Client) -> Result<Vec<Finding>, Failure> {
        let mut findings = vec![self.page()];
        if self.answer.status == 200 {
            findings.extend(self.named());
        }
        findings.extend(self.encrypted());
        findings.push(self.missing(client)?);
        findings.extend(self.policies());
        Ok(findings)
    }

    fn page(&self) -> Finding {
        let finding = Finding::good("page", format!("GET {}", self.url), self.answer.told(&["Content-Type"]));
        match (self.answer.status, self.answer.kind().as_str()) {
            (200, "text/html") => finding,
            (200, _) => finding.fault("the browser shows its source, or saves it", &[]),
            _ => finding.fault("there is no page", &[]),
        }
    }

    /// Whether it names what it needs.
    fn named(&self) -> Option<Finding> {
        let asked = "a <script> for newsprint.js, and an element <newsprint-archive>";
        let came = match (&self.script, self.has_element) {
            (Some(_), true) => return None,
            (Some(_), false) => "no element; a script may add it later, which is not seen here",
            (None, true) => "no script; a bundle may hold it, which is not seen here",
            (None, false) => {
                return Some(Finding::good("page", asked, "neither").fault("the page shows no archive", &[]));
            }
        };
        Some(Finding::good("page", asked, came).advice("that part is not examined", &[]))
    }

    fn encrypted(&self) -> Option<Finding> {
        let host = self.url.strip_prefix("http://")?;
        let local = ["localhost", "127.0.0.1", "[::1]"].iter().any(|name| host.starts_with(name));
        let finding = Finding::good("encryption", "https", "http");
        (!local).then(|| {
            finding.advice(
                "whoever is on the way can read and change what readers see; browsers keep nothing for offline use",
                hosts::HTTPS,
            )
        })
    }

    /// What comes for an address that leads nowhere.
    fn missing(&self, client: &Client) -> Result<Finding, Failure> {
        let url = absolute(NOWHERE, &self.url).unwrap_or_else(|| self.url.clone());
        let answer = client.get(&url, &[PACKED])?;
        let finding = Finding::good("missing files", format!("GET {url}"), answer.told(&["Content-Type"]));
        Ok(match answer.status {
            404 | 410 => finding,
            200 => finding.advice("a file that was not uploaded looks like one that is broken", hosts::NOT_FOUND),
            _ => finding.advice("a file that was not uploaded looks like a failure of the server", hosts::NOT_FOUND),
        })
    }

    /// Whether its policy lets the widget work.
    fn policies(&self) -> Vec<Finding> {
        let Some(policy) = &self.policy else {
            return vec![Finding::good("policy", "Content-Security-Policy", "none")];
        };
        let own = origin(&self.url).unwrap_or_default();
        let mut findings = Vec::new();
        let mut check = |directive: &'static str, allows: &dyn Fn(&str) -> bool, cost: &str| {
            let allowed = sources(policy, directive);
            let came = allowed.as_ref().map_or("unlimited".into(), |allowed| allowed.join(" "));
            let finding = Finding::good("policy", directive, came);
            let good = allowed.is_none_or(|allowed| allowed.iter().any(|source| allows(source)));
            findings.push(if good { finding } else { finding.fault(cost, hosts::POLICY) });
        };
        let wasm = |source: &str| matches!(source, "'wasm-unsafe-eval'" | "'unsafe-eval'");
        check("script-src", &wasm, "the browser refuses to run WebAssembly");
        let archive = self.archive.as_deref().unwrap_or(&self.url);
        let from = |source: &str| {
            let of = origin(archive).unwrap_or_default();
            source == "*"
                || source == "https:" && of.starts_with("https:")
                || source == "'self'" && of == own
                || source.trim_end_matches('/') == of
                || archive.starts_with(source) && source.contains("://")
        };
        check("connect-src", &from, "the browser refuses to fetch the archive");
        findings
    }
}
