//! A written archive in its pieces: who puts it somewhere takes one after the other, so that it need never lie in memory
//! as a whole, beside what it is made of.

use super::packed::Packed;
use super::root::Section;
use super::seal::{FRAME, seal_at};
use super::side;

/// Bodies that are closed together.
const BODIES: usize = 128;

/// An archive that is written.
#[derive(Clone, Debug, Default)]
pub struct Pieces {
    /// Header, root and the sections before the bodies.
    head: Vec<Vec<u8>>,
    /// The bodies, each with its end, which is its article's keys.
    bodies: Vec<(Packed, Vec<u8>)>,
}

impl Pieces {
    /// The pieces of an archive.
    pub(super) fn new(head: Vec<Vec<u8>>, bodies: Vec<(Packed, Vec<u8>)>) -> Self {
        Self { head, bodies }
    }

    /// Bytes of the whole archive.
    pub fn length(&self) -> u64 {
        let head: usize = self.head.iter().map(Vec::len).sum();
        head as u64 + self.bodies.iter().map(|(body, keys)| length(body, keys)).sum::<u64>()
    }

    /// Hands over the bytes, piece by piece, and lets go of each; stops at the first error.
    pub fn each<E: Send>(self, mut sink: impl FnMut(&[u8]) -> Result<(), E> + Send) -> Result<(), E> {
        self.head.into_iter().try_for_each(|piece| sink(&piece))?;
        let (mut bodies, mut end) = (self.bodies.into_iter(), 0);
        let runs = std::iter::from_fn(|| {
            let run = Run { start: end, bodies: bodies.by_ref().take(BODIES).collect() };
            end += run.bodies.iter().map(|(body, keys)| length(body, keys)).sum::<u64>();
            (!run.bodies.is_empty()).then(|| vec![run])
        });
        let mut outcome = Ok(());
        side::stream(
            runs,
            || (),
            |(), run: Run| run.closed(),
            |bytes| {
                if outcome.is_ok() {
                    outcome = sink(&bytes);
                }
            },
        );
        outcome
    }

    /// All bytes.
    pub fn whole(self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.length() as usize);
        let Ok(()) = self.each(|bytes| {
            out.extend_from_slice(bytes);
            Ok::<(), std::convert::Infallible>(())
        });
        out
    }
}

/// Bytes of the block of a body with its keys.
pub(super) fn length(body: &Packed, keys: &[u8]) -> u64 {
    body.length(keys.len()) as u64 + FRAME
}

/// Bodies that follow each other.
struct Run {
    /// Where their section has the first.
    start: u64,
    bodies: Vec<(Packed, Vec<u8>)>,
}

impl Run {
    /// Their blocks.
    fn closed(self) -> Vec<u8> {
        let mut out = Vec::new();
        for (body, keys) in self.bodies {
            let offset = self.start + out.len() as u64;
            seal_at(Section::Bodies, offset, &mut out, &body.closed(&keys));
        }
        out
    }
}
