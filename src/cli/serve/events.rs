//! News for open pages, as server-sent events (WHATWG HTML, 9.2), and the script that listens.
//!
//! ```text
//! event: site     data: a number that changes with the site; the first one says which site the page shows
//! event: problem  data: why the files as they are now make no site
//! ```
//!
//! The script is a file of its own under a path that no site has, so that it runs under `script-src 'self'`; `serve`
//! names it in the pages that it sends, and files on disk never hold it.

use hyper::body::Bytes;
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// Where the events are.
pub const EVENTS: &str = "/-/events";
/// Where the script is.
pub const SCRIPT: &str = "/-/reload.js";
/// The script.
pub const RELOAD: &str = include_str!("reload.js");

/// Most pages that wait at a time: far more than a person opens, and an end for a page that opens ever more.
const PAGES: usize = 256;

/// The pages that listen.
pub struct Events(Mutex<State>);

struct State {
    /// The number of the site. It begins with the time, so that another run has other numbers.
    number: u64,
    /// Why the files make no site, if they make none.
    problem: Option<String>,
    pages: Vec<UnboundedSender<Bytes>>,
}

impl Default for Events {
    fn default() -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let number = now.map_or(0, |now| now.as_millis() as u64);
        Self(Mutex::new(State { number, problem: None, pages: Vec::new() }))
    }
}

impl Events {
    /// What a page hears from now on, which begins with the state of things.
    pub fn listen(&self) -> UnboundedReceiver<Bytes> {
        let (sender, receiver) = unbounded_channel();
        self.change(|state| {
            // A closed channel is a page that has gone; the receiver is here, so this one is open.
            state.messages().for_each(|message| drop(sender.send(message)));
            state.pages.retain(|page| !page.is_closed());
            if state.pages.len() == PAGES {
                state.pages.remove(0);
            }
            state.pages.push(sender);
        });
        receiver
    }

    /// There is a new site.
    pub fn reload(&self) {
        self.change(|state| {
            state.number += 1;
            state.problem = None;
            state.tell();
        });
    }

    /// There is none, and why.
    pub fn complain(&self, problem: &str) {
        self.change(|state| {
            state.problem = Some(problem.into());
            state.tell();
        });
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

impl State {
    /// The state of things as events.
    fn messages(&self) -> impl Iterator<Item = Bytes> {
        let site = format!("event: site\ndata: {}\n\n", self.number);
        let problem = self.problem.as_ref().map(|problem| {
            let lines = problem.split(['\n', '\r']).map(|line| format!("data: {line}\n"));
            format!("event: problem\n{}\n", lines.collect::<String>())
        });
        [Some(site), problem].into_iter().flatten().map(Bytes::from)
    }

    /// Sends the state of things to every page that is still there.
    fn tell(&mut self) {
        let messages: Vec<_> = self.messages().collect();
        self.pages.retain(|page| messages.iter().all(|message| page.send(message.clone()).is_ok()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heard(receiver: &mut UnboundedReceiver<Bytes>) -> Vec<String> {
        std::iter::from_fn(|| receiver.try_recv().ok()).map(|bytes| String::from_utf8_lossy(&bytes).into()).collect()
    }

    #[test]
    fn pages_hear_of_new_sites_and_of_problems() {
        let events = Events::default();
        let mut page = events.listen();
        let first = heard(&mut page);
        assert_eq!(first.len(), 1);
        events.complain("a\nb");
        assert_eq!(heard(&mut page)[1], "event: problem\ndata: a\ndata: b\n\n");
        assert_eq!(heard(&mut events.listen()).len(), 2);
        events.reload();
        let next = heard(&mut page);
        assert!(next.len() == 1 && next != first);
    }

    #[test]
    fn pages_that_have_gone_are_forgotten_and_no_more_are_kept_than_people_open() {
        let events = Events::default();
        let pages: Vec<_> = (0..PAGES + 10).map(|_| events.listen()).collect();
        events.change(|state| assert_eq!(state.pages.len(), PAGES));
        drop(pages);
        events.reload();
        events.change(|state| assert_eq!(state.pages.len(), 0));
    }
}
