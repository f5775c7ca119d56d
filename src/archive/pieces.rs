//! A written archive in its pieces: who puts it somewhere takes one after the other, so that it need never lie in memory
//! as a whole, beside what it is made of.

use super::Extent;
use super::packed::{Packed, Stowed};
use super::pile::Pile;
use super::root::{SECTIONS, Section};
use super::seal::{FRAME, seal_at};
use super::side;
use std::io;

/// Bodies that are closed together.
const BODIES: usize = 128;

/// An archive that is written.
#[derive(Debug, Default)]
pub struct Pieces {
    /// Header and root.
    head: Vec<u8>,
    /// The sections before the bodies; that of the bodies is empty.
    sections: [Pile; SECTIONS],
    bodies: Bodies,
}

impl Pieces {
    /// The pieces of an archive.
    pub(super) fn new(head: Vec<u8>, sections: [Pile; SECTIONS], bodies: Bodies) -> Self {
        Self { head, sections, bodies }
    }

    /// Bytes of the whole archive.
    pub fn length(&self) -> u64 {
        let sections: u64 = self.sections.iter().map(Pile::length).sum();
        self.head.len() as u64 + sections + self.bodies.lengths().sum::<u64>()
    }

    /// Hands over the bytes, piece by piece, and lets go of each; stops at the first error, of the sink's or of the piles
    /// in which the pieces wait.
    pub fn each<E: Send + From<io::Error>>(self, mut sink: impl FnMut(&[u8]) -> Result<(), E> + Send) -> Result<(), E> {
        sink(&self.head)?;
        self.sections.into_iter().try_for_each(|section| section.each(&mut sink))?;
        self.bodies.each(sink)
    }

    /// All bytes.
    pub fn whole(self) -> io::Result<Vec<u8>> {
        let mut out = Vec::with_capacity(self.length() as usize);
        self.each(|bytes| {
            out.extend_from_slice(bytes);
            io::Result::Ok(())
        })?;
        Ok(out)
    }
}

/// The bodies in their order, each with its end, which is its article's keys.
#[derive(Debug, Default)]
pub(super) struct Bodies {
    /// Where the bodies lie, and maybe other things.
    pile: Pile,
    /// Where their ends lie, in order.
    ends: Pile,
    bodies: Vec<(Stowed, u32)>,
}

impl Bodies {
    /// No bodies yet of those that lie in `pile`; their ends will lie in `ends`.
    pub(super) fn new(pile: Pile, ends: Pile) -> Self {
        Self { pile, ends, bodies: Vec::new() }
    }

    /// Adds a body with its end.
    pub(super) fn push(&mut self, body: Stowed, end: &[u8]) {
        self.ends.push(end);
        self.bodies.push((body, end.len() as u32));
    }

    /// The lengths of the blocks of bodies with their ends.
    pub(super) fn lengths(&self) -> impl Iterator<Item = u64> {
        self.bodies.iter().map(|(body, end)| body.length(u64::from(*end)) + FRAME)
    }

    /// Hands over the blocks.
    fn each<E: Send + From<io::Error>>(mut self, mut sink: impl FnMut(&[u8]) -> Result<(), E> + Send) -> Result<(), E> {
        let (bodies, mut start, mut end, mut fault) = (std::mem::take(&mut self.bodies), 0, 0, None);
        let runs = bodies.chunks(BODIES).map_while(|bodies| {
            let run = self.run(bodies, start, &mut end).map_err(|error| fault = Some(error)).ok()?;
            start += bodies.iter().map(|(body, end)| body.length(u64::from(*end)) + FRAME).sum::<u64>();
            Some(vec![run])
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
        outcome.and(fault.map_or(Ok(()), |error| Err(error.into())))
    }

    /// Fetches bodies that lie at `start` of their section, and their ends from `end` on.
    fn run(&mut self, bodies: &[(Stowed, u32)], start: u64, end: &mut u64) -> io::Result<Run> {
        let extent = Extent { offset: *end, length: bodies.iter().map(|(_, length)| u64::from(*length)).sum() };
        *end = extent.end();
        let mut ends = self.ends.read(extent)?;
        let mut run = Run { start, bodies: Vec::with_capacity(bodies.len()) };
        for (body, length) in bodies {
            let after = ends.split_off(*length as usize);
            run.bodies.push((body.fetch(&mut self.pile)?, std::mem::replace(&mut ends, after)));
        }
        Ok(run)
    }
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
