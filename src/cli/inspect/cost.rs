//! What a query costs a page that has nothing yet: the search runs on what was fetched, and asks for what it lacks.

use super::super::failure::Failure;
use super::source::Source;
use newsprint::archive::read::{Archive, Halt, Store};
use newsprint::archive::{Extent, Root, Section};
use newsprint::search::{Options, search};

/// A query's cost.
#[derive(Debug)]
pub struct Cost {
    /// The query.
    pub query: String,
    /// What opening the archive takes.
    pub opening: Vec<Trip>,
    /// What the query takes then.
    pub trips: Vec<Trip>,
    /// Hits that are shown, and articles that match.
    pub found: (usize, u32),
    /// Whether all lists were read to their end.
    pub exact: bool,
}

/// A round trip: ranges that are asked for at once.
#[derive(Debug)]
pub struct Trip {
    /// The ranges, in order.
    pub ranges: Vec<Extent>,
    /// The sections that they are of, each once, with its bytes.
    pub sections: Vec<(Section, u64)>,
}

impl Trip {
    fn new(mut ranges: Vec<Extent>, root: Option<&Root>) -> Self {
        ranges.sort();
        let mut sections: Vec<(Section, u64)> = Vec::new();
        for range in &ranges {
            let section = root.map_or(Section::Root, |root| section(root, *range));
            match sections.last_mut() {
                Some((last, bytes)) if *last == section => *bytes += range.length,
                _ => sections.push((section, range.length)),
            }
        }
        Self { ranges, sections }
    }

    /// Bytes of all ranges.
    pub fn bytes(&self) -> u64 {
        self.ranges.iter().map(|range| range.length).sum()
    }

    /// Requests, if ranges that touch each other are fetched together.
    pub fn requests(&self) -> usize {
        let gaps = self.ranges.windows(2).filter(|pair| pair[0].end() < pair[1].offset).count();
        gaps + usize::from(!self.ranges.is_empty())
    }
}

/// What `query` costs, asked as in a page.
pub fn of(source: &Source, query: &str, exact: bool) -> Result<Cost, Failure> {
    let failed = |error| Failure::Input(format!("{}: {error}", source.name()));
    let (mut store, mut opening, mut trips) = (Store::default(), Vec::new(), Vec::new());
    let root = loop {
        match store.root() {
            Ok(root) => break root,
            Err(Halt::Failed(error)) => return Err(failed(error)),
            Err(Halt::Needs(needs)) => {
                fetch(source, &needs, |need, bytes| store.insert(need, bytes))?;
                opening.push(Trip::new(needs, None));
            }
        }
    };
    let archive = Archive::new(store, root);
    let options = Options { exact, ..Options::default() };
    loop {
        match search(&archive, query, &options) {
            Ok(answer) => {
                let (found, exact) = ((answer.hits.len(), answer.total), answer.exact);
                return Ok(Cost { query: query.into(), opening, trips, found, exact });
            }
            Err(Halt::Failed(error)) => return Err(failed(error)),
            Err(Halt::Needs(needs)) => {
                fetch(source, &needs, |need, bytes| archive.insert(need, bytes))?;
                trips.push(Trip::new(needs, Some(archive.root())));
            }
        }
    }
}

fn fetch(source: &Source, needs: &[Extent], mut insert: impl FnMut(Extent, Vec<u8>)) -> Result<(), Failure> {
    needs.iter().try_for_each(|need| source.read(*need).map(|bytes| insert(*need, bytes)))
}

/// The section that a range begins in.
fn section(root: &Root, range: Extent) -> Section {
    let within = |section: &Section| {
        let extent = root.section(*section);
        (extent.offset..extent.end()).contains(&range.offset)
    };
    Section::ALL.into_iter().find(within).unwrap_or(Section::Root)
}
