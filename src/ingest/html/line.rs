//! The text of one block while it is written: blanks collapse as a browser collapses them, styles become spans.

use crate::article::{Block, Kind, Span, Style};

/// Styles that are still open at the end of a block are noted up to this number; nobody means more.
const OPEN: usize = 8;

/// A block that is being written.
#[derive(Debug, Default)]
pub struct Line {
    block: Block,
    /// Whether a blank is due before the next character.
    blank: bool,
    /// Styles that are open: where each began; `None` for one that says nothing new.
    styles: Vec<(usize, Option<Style>)>,
    /// Line of the source that the block begins on.
    line: Option<u32>,
}

impl Line {
    /// Whether nothing was written yet.
    pub fn is_empty(&self) -> bool {
        self.block.text.is_empty()
    }

    /// What the block is.
    pub fn block(&mut self) -> &mut Block {
        &mut self.block
    }

    /// Adds text, its blanks collapsed.
    pub fn push(&mut self, text: &str, line: u32) {
        for part in text.split_inclusive([' ', '\n', '\t', '\r', '\u{c}']) {
            let word = part.trim_end_matches([' ', '\n', '\t', '\r', '\u{c}']);
            if !word.is_empty() {
                self.pay_blank();
                self.line.get_or_insert(line);
                self.block.text.push_str(word);
            }
            self.blank |= word.len() < part.len();
        }
    }

    /// Adds text as it is written.
    pub fn push_raw(&mut self, text: &str, line: u32) {
        self.line.get_or_insert(line);
        self.block.text.push_str(text);
    }

    /// A blank before what comes next.
    pub fn space(&mut self) {
        self.blank = true;
    }

    /// Ends the line, or with a tab the cell; once is enough.
    pub fn mark(&mut self, mark: char) {
        self.blank = false;
        if !self.is_empty() && !self.block.text.ends_with('\n') {
            self.block.text.push(mark);
        }
    }

    /// Ends the cell at hand, which may be empty.
    pub fn tab(&mut self) {
        self.blank = false;
        self.block.text.push('\t');
    }

    /// Whether the last thing written is the end of a line.
    pub fn at_line_start(&self) -> bool {
        self.is_empty() || self.block.text.ends_with('\n')
    }

    fn pay_blank(&mut self) {
        if self.blank && !self.is_empty() && !self.block.text.ends_with(['\n', '\t', ' ']) {
            self.block.text.push(' ');
        }
        self.blank = false;
    }

    /// Opens a style.
    pub fn open(&mut self, style: Style) {
        let known = self.styles.iter().any(|(_, open)| open.as_ref() == Some(&style));
        self.styles.push((self.block.text.len(), (!known).then_some(style)));
    }

    /// Closes the style that was opened last.
    pub fn close(&mut self) {
        if let Some((start, Some(style))) = self.styles.pop() {
            self.span(start, style);
        }
    }

    /// Sets what was written since `start` in `style`, without the blanks around it.
    fn span(&mut self, start: usize, style: Style) {
        let Some(run) = self.block.text.get(start..) else { return };
        let end = start + run.trim_end().len();
        let start = start + (run.len() - run.trim_start().len());
        if start < end {
            self.block.spans.push(Span { start, end, style });
        }
    }

    /// Ends the block and hands it over with its line. Open styles go on in the next.
    pub fn take(&mut self) -> (u32, Block) {
        for (start, style) in self.styles.clone().into_iter().take(OPEN) {
            if let Some(style) = style {
                self.span(start, style);
            }
        }
        self.styles.iter_mut().for_each(|(start, _)| *start = 0);
        self.blank = false;
        let mut block = core::mem::take(&mut self.block);
        trim(&mut block);
        block.spans.sort_by_key(|span| (span.start, core::cmp::Reverse(span.end)));
        (self.line.take().unwrap_or_default(), block)
    }
}

/// Takes off blanks at the end, and at the beginning of what is no code.
fn trim(block: &mut Block) {
    let keep = block.text.trim_end().len();
    block.text.truncate(keep);
    let start = match block.kind {
        Kind::Code => block.text.len() - block.text.trim_start_matches('\n').len(),
        Kind::Table => 0,
        _ => block.text.len() - block.text.trim_start().len(),
    };
    block.text.drain(..start);
    block.spans.retain_mut(|span| {
        (span.start, span.end) = (span.start.saturating_sub(start), span.end.saturating_sub(start).min(keep - start));
        span.start < span.end
    });
}
