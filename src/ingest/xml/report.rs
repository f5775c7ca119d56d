//! The complaints of broken XML.

use super::node::Node;
use super::pull::{Fault, Pull};
use crate::ingest::output::Output;

/// Complains of what was broken in the element that was just read, in one line: of the worst fault, and how many there
/// are.
pub fn faults(pull: &mut Pull, node: Option<&Node>, out: &mut Output) {
    match describe(pull) {
        None => {}
        Some((line, problem, true)) => {
            let advice = "mend it and what is like it, and read the file again";
            let problem = format!("broken XML: {problem}; from line {line} on the file is not read; {advice}");
            out.fail(Some(line), problem);
        }
        Some((line, problem, false)) => {
            let advice = "it is read as far as it can be understood; look at this article";
            let begins = node.map_or(line, |node| node.line);
            out.complain(Some(begins), format!("broken XML: {problem}; {advice}"));
        }
    }
}

/// What was broken in an item that is left out for another reason, for the one complaint that gives both.
pub fn cause(pull: &mut Pull) -> Option<String> {
    describe(pull).map(|(_, problem, _)| problem)
}

/// Complains of a file that ends before its outermost element does.
pub fn cut_off(pull: &mut Pull, out: &mut Output) {
    if let Some((line, name)) = pull.cut_off() {
        let problem = format!(
            "expected `</{name}>` at the end, found the end of the file before it: it was cut off, and what came later is \
             missing; export or fetch it again"
        );
        out.complain(Some(line), problem);
    }
}

/// The line of the worst fault, what is wrong there, and whether the rest of the file is lost by it.
fn describe(pull: &mut Pull) -> Option<(u32, String, bool)> {
    let (faults, more) = pull.take_faults();
    let Fault { line, problem, lost } = faults.iter().find(|fault| fault.lost).or(faults.first())?;
    if *lost {
        return Some((*line, problem.clone(), true));
    }
    let more = match faults.len() + more {
        1 => String::new(),
        2 => " (and 1 more fault after it)".into(),
        count => format!(" (and {} more faults after it)", count - 1),
    };
    Some((*line, format!("on line {line} {problem}{more}"), false))
}
