//! Opposites: words of which not both can be true of one thing at one time, and words that turn a clause round.

use crate::story::differ::words::is_listed;

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

/// Tells whether two words in lower case are opposites.
pub(crate) fn are_opposite(one: &str, other: &str) -> bool {
    OPPOSITES.iter().any(|(left, right)| {
        is_listed(left, one) && is_listed(right, other)
            || is_listed(right, one) && is_listed(left, other)
    })
}

/// Tells whether any word is the opposite of this one.
pub(crate) fn has_opposite(word: &str) -> bool {
    OPPOSITES.iter().any(|(left, right)| is_listed(left, word) || is_listed(right, word))
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
    use super::{are_opposite, turns};

    #[test]
    fn opposites_go_both_ways() {
        for (one, other) in [("rose", "fell"), ("acquitted", "guilty"), ("denied", "confirmed")] {
            assert!(are_opposite(one, other) && are_opposite(other, one), "{one} {other}");
        }
        for (one, other) in [("rose", "climbed"), ("rose", "guilty"), ("", "")] {
            assert!(!are_opposite(one, other), "{one} {other}");
        }
        assert!(turns("didn't") && turns("not") && !turns("note"));
    }
}
