//! Furniture: sentences that a publisher prints with every article, and those of the law, which are alike
//! wherever they stand.

/// Words by which such sentences are known, in lower case.
const CUES: [&str; 51] = [
    "subscribe",
    "newsletter",
    "sign up",
    "signed up",
    "log in to",
    "follow us",
    "join us on",
    "all rights reserved",
    "copyright",
    "©",
    "terms of use",
    "terms of service",
    "terms and conditions",
    "privacy policy",
    "cookie",
    "click here",
    "read more",
    "read also",
    "see also",
    "advertisement",
    "sponsored",
    "download our app",
    "download the app",
    "our app",
    "push notification",
    "may not be published",
    "may not be reproduced",
    "rewritten or redistributed",
    "presumed innocent",
    "merely an allegation",
    "merely accusations",
    "proven guilty",
    "forward-looking statement",
    "does not constitute",
    "not constitute an offer",
    "past performance",
    "registered trademark",
    "for informational purposes",
    "for more information",
    "views expressed",
    "opinions expressed",
    "do not necessarily reflect",
    "editor's picks",
    "originally published",
    "support our journalism",
    "版权所有",
    "solely responsible for all content",
    "trust principles",
    "contributed to this report",
    "reporting by",
    "editing by",
];

/// The longest sentence that can be furniture, in bytes: a long one that says `copyright` is about something.
const LONGEST: usize = 400;

/// Tells whether a sentence is furniture.
pub(crate) fn is_furniture(sentence: &str) -> bool {
    if sentence.len() > LONGEST {
        return false;
    }
    let lower = sentence.to_lowercase().replace('’', "'");
    let mut before = ' ';
    for (at, ch) in lower.char_indices() {
        // A cue begins where a word begins, or anywhere in scripts without spaces.
        let begins = !before.is_alphanumeric() || !ch.is_ascii();
        before = ch;
        if begins && begins_cue(lower.get(at..).unwrap_or_default()) {
            return true;
        }
    }
    false
}

/// The first two bytes of every cue.
const HEADS: [u16; CUES.len()] = {
    let (mut heads, mut at) = ([0; CUES.len()], 0);
    while at < CUES.len() {
        let cue = CUES[at].as_bytes();
        heads[at] = u16::from_be_bytes([cue[0], cue[1]]);
        at += 1;
    }
    heads
};

fn begins_cue(rest: &str) -> bool {
    let Some(head) = rest.as_bytes().first_chunk() else { return false };
    HEADS.contains(&u16::from_be_bytes(*head)) && CUES.iter().any(|cue| rest.starts_with(cue))
}

#[cfg(test)]
mod tests {
    use super::is_furniture;

    #[test]
    fn furniture_is_told_from_news() {
        for (sentence, furniture) in [
            ("Subscribe to our newsletter for more.", true),
            ("This material may not be published, broadcast, rewritten or redistributed.", true),
            ("All defendants are presumed innocent until proven guilty in a court of law.", true),
            ("© 2026 The Torvik Herald", true),
            ("A fire destroyed a warehouse in Torvik.", false),
            ("She signed the treaty.", false),
        ] {
            assert_eq!(is_furniture(sentence), furniture, "{sentence}");
        }
    }
}
