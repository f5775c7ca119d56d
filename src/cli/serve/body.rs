//! What an answer is made of: bytes at hand, a part of a file, or events as they come.

use hyper::body::{Body as HttpBody, Bytes, Frame};
use std::fs::File;
use std::io::{self, Read};
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::sync::mpsc::UnboundedReceiver;

/// Bytes of a file that are read at a time.
const PIECE: u64 = 64 << 10;

/// The body of an answer.
pub enum Body {
    /// Bytes, once.
    Bytes(Option<Bytes>),
    /// So many bytes of a file from where it stands.
    File(File, u64),
    /// Events, until the page goes.
    Events(UnboundedReceiver<Bytes>),
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self::Bytes(Some(bytes).filter(|bytes| !bytes.is_empty()))
    }
}

impl HttpBody for Body {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let next = match self.get_mut() {
            Self::Bytes(bytes) => bytes.take().map(Ok),
            Self::File(file, left) => piece(file, left),
            Self::Events(receiver) => {
                return receiver.poll_recv(context).map(|next| next.map(|next| Ok(Frame::data(next))));
            }
        };
        Poll::Ready(next.map(|next| next.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Bytes(bytes) => bytes.is_none(),
            Self::File(_, left) => *left == 0,
            Self::Events(_) => false,
        }
    }
}

/// The next piece of a file. One that became shorter breaks the answer off, as its length was promised.
fn piece(file: &mut File, left: &mut u64) -> Option<io::Result<Bytes>> {
    if *left == 0 {
        return None;
    }
    let mut bytes = Vec::new();
    match file.by_ref().take(PIECE.min(*left)).read_to_end(&mut bytes) {
        Ok(0) => Some(Err(io::ErrorKind::UnexpectedEof.into())),
        Ok(read) => {
            *left -= read as u64;
            Some(Ok(bytes.into()))
        }
        Err(error) => Some(Err(error)),
    }
}
