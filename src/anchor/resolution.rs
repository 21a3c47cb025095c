//! Resolutions: where a passage was found, and how sure that is.

use crate::text::TextRange;

/// Where an anchor's passage is in some text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// Where it was taken.
    Exact(TextRange),
    /// The same words at another place.
    Moved(TextRange),
    /// Words that are mostly the same, for which this is most likely the place.
    Drifted(TextRange, Confidence),
    /// Not there any more, or not for sure.
    Changed,
}

/// How sure it is that a place is the right one, in hundredths: 100 is certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Confidence(u8);

impl Confidence {
    /// Takes a share from 0 to 1. What is not certain is at most 99.
    pub fn from_share(share: f32) -> Self {
        // Truncation is meant: the share is made a small number before.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let hundredths = (share.clamp(0.0, 1.0) * 100.0).round() as u8;
        Self(hundredths.min(99))
    }

    /// Returns it in hundredths, 0 to 100.
    pub const fn hundredths(self) -> u8 {
        self.0
    }
}

impl Resolution {
    /// Returns the place, if there is one.
    pub const fn range(self) -> Option<TextRange> {
        match self {
            Self::Exact(range) | Self::Moved(range) | Self::Drifted(range, _) => Some(range),
            Self::Changed => None,
        }
    }

    /// Returns how sure the place is: certain where the words are the same, nothing where there is no place.
    pub const fn confidence(self) -> Confidence {
        match self {
            Self::Exact(_) | Self::Moved(_) => Confidence(100),
            Self::Drifted(_, confidence) => confidence,
            Self::Changed => Confidence(0),
        }
    }
}
