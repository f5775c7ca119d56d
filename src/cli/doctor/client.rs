//! Requests as a browser sends them, and answers as they come: nothing is unpacked, no status is an error.

use super::super::failure::Failure;
use std::io::Read;
use std::time::Duration;
use ureq::http::HeaderMap;
use ureq::{Agent, ResponseExt};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// Bytes of a body that are read: more than any file of the widget has.
const MOST: u64 = 1 << 20;

/// What a browser says that it can unpack.
pub const PACKED: (&str, &str) = ("Accept-Encoding", "gzip, deflate, br");
/// What a browser says where it asks for a range.
pub const PLAIN: (&str, &str) = ("Accept-Encoding", "identity");

/// Sends requests.
pub struct Client(Agent);

/// An answer.
pub struct Answer {
    /// Where it came from in the end.
    pub url: String,
    /// Its status.
    pub status: u16,
    headers: HeaderMap,
    /// The body's beginning, up to [`MOST`] bytes.
    pub body: Vec<u8>,
}

impl Client {
    /// One that follows redirects.
    pub fn new() -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(PATIENCE))
            .user_agent(concat!("newsprint-doctor/", env!("CARGO_PKG_VERSION")))
            .build();
        Self(config.into())
    }

    /// Asks for a file. Fails if no answer comes.
    pub fn get(&self, url: &str, headers: &[(&str, &str)]) -> Result<Answer, Failure> {
        let failed = |error: &dyn std::fmt::Display| Failure::Input(format!("{url} cannot be fetched: {error}"));
        let request = headers.iter().fold(self.0.get(url), |request, (name, value)| request.header(*name, *value));
        let mut response = request.call().map_err(|error| failed(&error))?;
        let mut body = Vec::new();
        let reader = response.body_mut().as_reader();
        reader.take(MOST).read_to_end(&mut body).map_err(|error| failed(&error))?;
        let (url, status) = (response.get_uri().to_string(), response.status().as_u16());
        Ok(Answer { url, status, headers: response.headers().clone(), body })
    }
}

impl Answer {
    /// The value of a header; empty if it has none, or one that is no text.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().trim()
    }

    /// Status and headers, as a line for people: those that are there.
    pub fn told(&self, headers: &[&str]) -> String {
        let mut told = self.status.to_string();
        for name in headers {
            match self.header(name) {
                "" => told.push_str(&format!("; no {name}")),
                value => told.push_str(&format!("; {name}: {value}")),
            }
        }
        told
    }

    /// The media type, without parameters, in small letters.
    pub fn kind(&self) -> String {
        self.header("Content-Type").split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// Whether the body is packed.
    pub fn is_packed(&self) -> bool {
        !matches!(self.header("Content-Encoding"), "" | "identity")
    }
}
