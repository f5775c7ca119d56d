//! Roles: what each unit of a dump is.

use super::caption::Caption;
use super::meta::Meta;
use super::sheet::Sheet;

/// What a unit is.
#[derive(Clone, Debug, PartialEq)]
pub enum Role {
    /// The headline.
    Headline,
    /// The section label above it.
    Kicker,
    /// The standfirst.
    Dek,
    /// Names, dates, or both.
    Meta(Meta),
    /// A dateline on its own line.
    Dateline,
    /// The paragraph that may begin with a dateline.
    Lead,
    /// A paragraph.
    Para,
    /// A heading inside the body.
    Subhead,
    /// An item of a list; its text begins at this byte.
    Item {
        /// Where the text begins.
        text: usize,
        /// Whether a number introduces it.
        ordered: bool,
    },
    /// A point of the summary above the text, which begins at this byte.
    Highlight(usize),
    /// A remark about the article.
    Note,
    /// A picture's caption, credit or both.
    Caption(Caption),
    /// The outlet or agency, which begins at this byte.
    Source(usize),
    /// The previous article's title, which begins at this byte.
    Previous(usize),
    /// The next article's title, which begins at this byte.
    Next(usize),
    /// Tags, which begin at this byte.
    Tags(usize),
    /// No part of the article.
    Removed {
        /// Name of the rule.
        rule: &'static str,
        /// How sure it is, 0 to 1.
        confidence: f32,
    },
}

impl Role {
    /// Removed by `rule`, which is as sure as rules are that act on their own.
    pub fn removed(rule: &'static str, confidence: f32) -> Self {
        Self::Removed { rule, confidence }
    }
}

/// Keeps everything when the rules went astray: when more running text was removed than kept. Says so.
pub fn guard(sheet: &Sheet, roles: &mut [Role]) -> Option<String> {
    let is_removed = |role: &Role| matches!(role, Role::Removed { .. });
    let sum = |removed: bool| -> usize {
        let units = sheet.looks.iter().zip(roles.iter());
        units
            .filter(|(look, role)| look.is_text() && is_removed(role) == removed)
            .map(|(look, _)| look.measure.bytes)
            .sum()
    };
    if sum(true) <= sum(false) {
        return None;
    }
    for role in roles.iter_mut().filter(|role| is_removed(role)) {
        *role = Role::Para;
    }
    Some("more text would have been removed than kept; every line was kept".into())
}
