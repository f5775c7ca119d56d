//! The check: every block of every section is read, and its hash compared.

use super::super::failure::Failure;
use super::terms::Terms;
use super::walk::{Walk, malformed};
use newsprint::archive::dictionary::{self, Entry};
use newsprint::archive::{ArchiveError, Extent, Section};

/// What was found of a section.
#[derive(Debug)]
pub struct Checked {
    /// Which.
    pub section: Section,
    /// Its blocks.
    pub blocks: usize,
    /// Those that are not what they were.
    pub damaged: usize,
    /// What is wrong with the first of them.
    pub first: Option<ArchiveError>,
    /// Where the last block that was read ends.
    end: u64,
}

impl Checked {
    fn new(walk: &Walk, section: Section) -> Self {
        Self { section, blocks: 0, damaged: 0, first: None, end: walk.root().section(section).offset }
    }

    /// Counts a block; gives its payload if it is good.
    fn see(&mut self, walk: &Walk, block: Extent) -> Result<Option<Vec<u8>>, Failure> {
        (self.blocks, self.end) = (self.blocks + 1, block.end());
        let payload = walk.payload(self.section, block)?;
        Ok(payload.map_err(|error| self.complain(error)).ok())
    }

    fn complain(&mut self, error: ArchiveError) {
        self.damaged += 1;
        self.first.get_or_insert(error);
    }
}

/// Checks all sections, in the order in which they lie; and weighs the terms on the way.
pub fn all(walk: &Walk) -> Result<(Vec<Checked>, Terms), Failure> {
    let mut terms = Terms::default();
    let lists = lists(walk, &mut terms)?;
    let mut checked = vec![directories(walk)?];
    for section in Section::LISTED.into_iter().filter(|section| *section != Section::Dictionary) {
        checked.push(listed(walk, section)?);
    }
    checked.extend(lists);
    checked.sort_by_key(|checked| checked.section as usize);
    Ok((checked, terms))
}

/// The pages of the directories.
fn directories(walk: &Walk) -> Result<Checked, Failure> {
    let mut checked = Checked::new(walk, Section::Directories);
    for section in Section::LISTED {
        for page in &walk.root().directory(section).pages {
            checked.see(walk, *page)?;
        }
    }
    Ok(checked)
}

/// A section whose blocks are listed. What a page lists that is damaged itself cannot be found: the page is counted.
fn listed(walk: &Walk, section: Section) -> Result<Checked, Failure> {
    let mut checked = Checked::new(walk, section);
    for blocks in walk.blocks(section) {
        for block in blocks?.unwrap_or_default() {
            checked.see(walk, block)?;
        }
    }
    Ok(checked)
}

/// Dictionary, postings and positions: where lists lie stands in the dictionary.
fn lists(walk: &Walk, terms: &mut Terms) -> Result<[Checked; 3], Failure> {
    let [mut dictionary, mut postings, mut positions] =
        [Section::Dictionary, Section::Postings, Section::Positions].map(|section| Checked::new(walk, section));
    for blocks in walk.blocks(Section::Dictionary) {
        for block in blocks?.unwrap_or_default() {
            let Some(entries) = entries(walk, &mut dictionary, block)? else { continue };
            for entry in &entries {
                for list in &entry.postings[..entry.tiers()] {
                    once(walk, &mut postings, list.block)?;
                }
                once(walk, &mut positions, entry.positions.block)?;
            }
            terms.weigh(&entries);
        }
    }
    Ok([dictionary, postings, positions])
}

/// The entries of a block of the dictionary.
fn entries(walk: &Walk, checked: &mut Checked, block: Extent) -> Result<Option<Vec<Entry>>, Failure> {
    let Some(payload) = checked.see(walk, block)? else { return Ok(None) };
    let [postings, positions] = [Section::Postings, Section::Positions].map(|of| walk.root().section(of).offset);
    let offset = block.offset - walk.root().section(checked.section).offset;
    let decoded = dictionary::decode(&payload, postings, positions);
    Ok(decoded.map_err(|fault| checked.complain(malformed(Section::Dictionary, offset, fault))).ok())
}

/// Checks a block of lists, several of which may lie in it, once.
fn once(walk: &Walk, checked: &mut Checked, block: Extent) -> Result<(), Failure> {
    match block.end() > checked.end {
        true => checked.see(walk, block).map(|_| ()),
        false => Ok(()),
    }
}
