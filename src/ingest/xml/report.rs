//! The complaint of broken XML.

use super::node::Node;
use super::pull::{Fault, Pull};
use crate::ingest::output::Output;

/// Complains of what was broken in the element that was just read, in one line: of the worst fault, and how many there
/// are.
pub fn faults(pull: &mut Pull, node: Option<&Node>, out: &mut Output) {
    let (faults, more) = pull.take_faults();
    let Some(Fault { line, problem, lost }) = faults.iter().find(|fault| fault.lost).or(faults.first()) else { return };
    if *lost {
        let advice = "mend it and what is like it, and read the file again";
        let problem = format!("broken XML: {problem}; from line {line} on the file is not read; {advice}");
        return out.fail(Some(*line), problem);
    }
    let more = match faults.len() + more {
        1 => String::new(),
        count => format!(" (and {} more faults after it)", count - 1),
    };
    let advice = "it is read as far as it can be understood; look at this article";
    let begins = node.map_or(*line, |node| node.line);
    out.complain(Some(begins), format!("broken XML: on line {line} {problem}{more}; {advice}"));
}
