//! How a page loads its archive: whole, or the pieces that a reader needs.
//!
//! At 1.6 Mbit/s and 150 ms a request, a kilobyte takes 5 ms and a round trip as long as 30 kB. The pieces take one round
//! trip and 8 kB to the first list, two or three more and some 17 kB to the first answer: 0.7 s, and as much again for the
//! next. A whole archive takes one round trip, and nothing for any search after it: at [`MOST`] it is there in 0.8 s, and
//! whoever only looks at the list waits 0.6 s longer for it. Beyond, that reader pays too much for those who search.

use clap::ValueEnum;

/// Largest archive that is loaded whole unless a call says otherwise, in bytes.
const MOST: u64 = 128 << 10;

/// Ways to load an archive, as the command line names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Load {
    /// All of it, at once
    Whole,
    /// What a reader needs, by ranges
    Pieces,
}

impl Load {
    /// What the call asks for, else what suits an archive of so many bytes.
    pub fn of(asked: Option<Self>, bytes: u64) -> Self {
        asked.unwrap_or(if bytes <= MOST { Self::Whole } else { Self::Pieces })
    }

    /// What follows the archive's folder in an element's `src`.
    pub fn mark(self) -> &'static str {
        match self {
            Self::Whole => "#",
            Self::Pieces => "",
        }
    }

    /// The choice and its reason, on one line.
    pub fn reason(self, was_asked: bool) -> String {
        let how = match self {
            Self::Whole => "pages load the archive whole",
            Self::Pieces => "pages load only the pieces of the archive that a reader needs",
        };
        let most = MOST >> 10;
        let why = match (was_asked, self) {
            (true, _) => "as --load says".into(),
            (false, Self::Whole) => format!("which is fastest up to {most} KiB"),
            (false, Self::Pieces) => format!("which is fastest beyond {most} KiB"),
        };
        format!("{how}, {why}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_archives_are_loaded_whole_unless_a_call_says_otherwise() {
        assert_eq!(Load::of(None, MOST), Load::Whole);
        assert_eq!(Load::of(None, MOST + 1), Load::Pieces);
        assert_eq!(Load::of(Some(Load::Pieces), 1), Load::Pieces);
        assert_eq!(Load::of(Some(Load::Whole), u64::MAX), Load::Whole);
    }
}
