//! Opposites: words of which not both can be true of one thing at one time, and words that turn a clause round.

use crate::story::differ::words::{Lexicon, Listed, Word, is_listed};

/// Two groups of words, each word of one opposite to each of the other.
const OPPOSITES: [(&str, &str); 28] = [
    (
        " rose rise rises risen rising increased increase increases grew grow grows grown growing climbed climbs \
         jumped surged soared gained ",
        " fell fall falls fallen falling decreased decrease decreases declined declines dropped drop drops shrank \
         shrink plunged tumbled sank slid slumped dipped ",
    ),
    (
        " accepted accept accepts approved approve approves backed endorsed adopted passed ratified ",
        " rejected reject rejects refused declined vetoed dismissed ",
    ),
    (" won win wins winning beat beats defeated ", " lost lose loses losing "),
    (
        " confirmed confirm confirms admitted admits acknowledged ",
        " denied deny denies denying disputed ",
    ),
    (" guilty convicted ", " acquitted cleared exonerated innocent "),
    (
        " granted grant grants allowed permitted authorized authorised ",
        " denied refused banned barred forbade \
         prohibited blocked withheld ",
    ),
    (" supported support supports backed backs favored favoured ", " opposed oppose opposes "),
    (" opened open opens reopened ", " closed close closes shut shuts "),
    (" survived survives survive ", " died die dies perished drowned "),
    (" alive living ", " dead "),
    (" safe unharmed unhurt uninjured unscathed ", " injured hurt wounded harmed "),
    (" found recovered ", " missing "),
    (" released freed ", " held detained jailed imprisoned "),
    (
        " increased raised raise raises hiked lifted ",
        " cut cuts lowered lower reduced reduces slashed ",
    ),
    (" expanded widened extended ", " narrowed reduced shortened "),
    (" strengthened strengthen ", " weakened weaken "),
    (" improved improve improves eased ", " worsened worsen worsens deteriorated "),
    (
        " began started resumed launched ",
        " ended stopped halted suspended cancelled canceled scrapped ",
    ),
    (" joined entered ", " left quit exited "),
    (" arrived landed ", " departed "),
    (" legal lawful constitutional ", " illegal unlawful unconstitutional "),
    (" upheld ", " overturned quashed reversed annulled "),
    (" succeeded successful successfully ", " failed unsuccessful unsuccessfully "),
    (" intact undamaged ", " damaged destroyed ruined "),
    (" advanced ", " retreated withdrew "),
    (" imposed ", " lifted removed waived "),
    (" profit profits ", " loss losses "),
    (" majority ", " minority "),
];

/// Words that turn what stands behind them round.
const TURNING: &str = " not never no cannot hardly barely ";

/// Verbs that make of what stands behind them the opposite or leave it open.
const OPENING: &str = " denied denies deny denying refused refuses refuse failed fails fail if whether unless doubt \
    doubts doubted unlikely unclear rejected rejects avoid avoided prevent prevented nearly almost stopped ";

/// The words of a lexicon that have opposites.
#[derive(Debug)]
pub(crate) struct Opposites {
    left: Listed,
    right: Listed,
}

impl Opposites {
    /// Looks up which words of a lexicon have opposites.
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        Self {
            left: Listed::new(lexicon, OPPOSITES.iter().map(|(left, _)| *left)),
            right: Listed::new(lexicon, OPPOSITES.iter().map(|(_, right)| *right)),
        }
    }

    /// Tells whether two words are opposites.
    pub(crate) fn are(&self, one: &Word, other: &Word) -> bool {
        self.left.lists(one) & self.right.lists(other) != 0
            || self.right.lists(one) & self.left.lists(other) != 0
    }

    /// Tells whether any word is the opposite of this one.
    pub(crate) fn has(&self, word: &Word) -> bool {
        self.left.lists(word) | self.right.lists(word) != 0
    }
}

/// Tells whether a word turns what stands behind it round.
pub(crate) fn turns(word: &str) -> bool {
    word.ends_with("n't") || is_listed(TURNING, word)
}

/// Tells whether a word makes what stands behind it uncertain or the opposite.
pub(crate) fn opens(word: &str) -> bool {
    is_listed(OPENING, word)
}

#[cfg(test)]
mod tests {
    use super::{OPPOSITES, Opposites, turns};
    use crate::story::differ::words::Lexicon;
    use crate::text::range;

    #[test]
    fn opposites_go_both_ways() {
        assert!(OPPOSITES.len() <= 32, "one bit each");
        let text = "rose fell acquitted guilty denied confirmed climbed house";
        let mut lexicon = Lexicon::default();
        let words = lexicon.read(text, range(0, text.len()));
        let opposites = Opposites::new(&lexicon);
        let [rose, fell, acquitted, guilty, denied, confirmed, climbed, house] = &words[..] else {
            panic!("eight words")
        };
        for (one, other) in [(rose, fell), (acquitted, guilty), (denied, confirmed)] {
            assert!(opposites.are(one, other) && opposites.are(other, one), "{one:?} {other:?}");
            assert!(opposites.has(one) && opposites.has(other), "{one:?} {other:?}");
        }
        for (one, other) in [(rose, climbed), (rose, guilty), (house, house), (rose, rose)] {
            assert!(!opposites.are(one, other), "{one:?} {other:?}");
        }
        assert!(!opposites.has(house));
        assert!(turns("didn't") && turns("not") && !turns("note"));
    }
}
