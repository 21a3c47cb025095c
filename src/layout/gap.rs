//! Gaps: how wide the white space between two words is drawn, and whether a line may end there.
//!
//! White space of spaces is drawn as it is. White space with a line feed is how a source file was
//! broken into lines, not what its author meant to show: it is drawn as one space, and as none
//! between two wide characters. The view and the breaking rule take both from here.

use crate::layout::class::simple;
use crate::text::grapheme::grapheme_width;

/// White space seen so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Gap {
    columns: u32,
    feed: bool,
    /// Holds something other than plain spaces.
    other: bool,
}

impl Gap {
    /// Adds one grapheme of white space.
    #[inline]
    pub(crate) fn add(&mut self, grapheme: &str) {
        if grapheme == " " {
            self.columns += 1;
            return;
        }
        self.other = true;
        self.feed |= grapheme.contains('\n');
        self.columns += grapheme_width(grapheme).get().max(1);
    }

    /// Tells whether no white space was seen.
    #[inline]
    pub(crate) const fn is_empty(self) -> bool {
        self.columns == 0
    }

    /// Returns the width of the gap between the two characters beside it.
    #[inline]
    pub(crate) fn width(self, before: Option<char>, after: Option<char>) -> u32 {
        if !self.feed {
            return self.columns;
        }
        u32::from(!(is_wide(before) && is_wide(after)))
    }

    /// Tells whether the gap alone allows a break; none if its neighbours decide.
    #[inline]
    pub(crate) const fn decides(self) -> Option<bool> {
        if self.other { Some(true) } else { None }
    }
}

fn is_wide(ch: Option<char>) -> bool {
    ch.and_then(simple).is_some_and(|found| found.wide)
}
