//! `newsprint inspect ARCHIVE`: what is in an archive, what each part of it weighs, whether it is whole, and what a query
//! costs that has to fetch it.
//!
//! The file is read as a page reads it, range by range ([`source`]), so an archive of any size can be inspected.
//!
//! ```text
//! root -> sections and their blocks -> every block's hash -> the check        (check)
//!                 `-> dictionary -> terms and their lists -> the heaviest     (terms)
//! query -> passes of the search, each with the ranges that it lacks -> cost   (cost)
//! ```

mod check;
mod cost;
mod source;
mod terms;
mod text;
mod walk;

use super::args::InspectArgs;
use super::failure::Failure;
use super::search;
use check::Checked;
use source::Source;
use std::io::{self, Write};
use std::path::Path;
use walk::Walk;

/// Prints what is in an archive, or what queries cost.
pub fn run(args: &InspectArgs) -> Result<(), Failure> {
    let path = search::file(&args.archive)?;
    let source = Source::open(&path)?;
    match args.query.is_empty() {
        true => whole(&source),
        false => {
            let costs = args.query.iter().map(|query| cost::of(&source, query, args.exact));
            costs.into_iter().try_for_each(|cost| print(&text::cost(&cost?)))
        }
    }
}

/// Prints sections, terms and the check. Fails where a block is not what it was.
fn whole(source: &Source) -> Result<(), Failure> {
    let walk = Walk::new(source)?;
    print(&text::head(source, walk.root()))?;
    let (checked, terms) = check::all(&walk)?;
    print(&text::sections(walk.root(), &checked))?;
    print(&text::terms(&terms))?;
    damage(&checked).map_or(Ok(()), |damage| Err(Failure::Input(format!("{}: {damage}", source.name()))))
}

/// The number of articles in an archive's file, and what is damaged in it.
pub fn examine(path: &Path) -> Result<(u32, Option<String>), Failure> {
    let source = Source::open(path)?;
    let walk = Walk::new(&source)?;
    let (checked, _) = check::all(&walk)?;
    Ok((walk.root().articles, damage(&checked)))
}

/// What is wrong in the first section that is not whole.
fn damage(checked: &[Checked]) -> Option<String> {
    let (Checked { damaged, blocks, .. }, fault) =
        checked.iter().find_map(|checked| Some((checked, checked.first.as_ref()?)))?;
    Some(format!("{fault}; {damaged} of {blocks} blocks of this section are damaged; build or upload it anew"))
}

fn print(text: &str) -> Result<(), Failure> {
    io::stdout().write_all(text.as_bytes()).map_err(|error| Failure::output(&error))
}
