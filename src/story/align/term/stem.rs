//! Stems: a word without the endings that say number, tense or part of speech.
//!
//! Light on purpose: what is cut too far brings together what is not the same. British and American spelling of
//! the same word meet.

/// Endings that make another word of a verb or adjective, the longest first, with the fewest letters that must
/// be left.
const DERIVED: [(&str, &str, usize); 13] = [
    ("ization", "iz", 3),
    ("isation", "iz", 3),
    ("ation", "", 4),
    ("ition", "", 4),
    ("ment", "", 4),
    ("ness", "", 4),
    ("ship", "", 4),
    ("ise", "iz", 4),
    ("yse", "yz", 3),
    ("ion", "", 4),
    ("our", "or", 3),
    ("ate", "", 4),
    ("ly", "", 4),
];

/// Returns the stem of a folded word.
pub(crate) fn stem(mut word: String) -> String {
    if word.len() < 4 || !word.is_ascii() || word.as_bytes()[0].is_ascii_digit() {
        return word;
    }
    plural(&mut word);
    tense(&mut word);
    for (ending, instead, least) in DERIVED {
        if word.len() >= ending.len() + least && word.ends_with(ending) {
            word.truncate(word.len() - ending.len());
            word.push_str(instead);
            break;
        }
    }
    if word.len() > 4 && word.ends_with('e') {
        word.pop();
    }
    if word.len() > 3 && word.ends_with('y') {
        word.pop();
        word.push('i');
    }
    word
}

fn plural(word: &mut String) {
    let cut = match () {
        () if word.ends_with("ies") && word.len() > 4 => {
            word.truncate(word.len() - 3);
            word.push('y');
            return;
        }
        () if ["sses", "shes", "ches", "xes", "zes"].iter().any(|end| word.ends_with(end)) => 2,
        () if ["ss", "us", "is"].iter().any(|end| word.ends_with(end)) => 0,
        () if word.ends_with('s') => 1,
        () => 0,
    };
    word.truncate(word.len() - cut);
}

fn tense(word: &mut String) {
    let cut = match () {
        () if word.ends_with("ing") && word.len() > 5 => 3,
        () if word.ends_with("ied") && word.len() > 4 => {
            word.truncate(word.len() - 3);
            word.push('y');
            return;
        }
        () if word.ends_with("ed") && word.len() > 4 && !word.ends_with("eed") => 2,
        () => return,
    };
    word.truncate(word.len() - cut);
    let letters = word.as_bytes();
    if let [.., one, other] = letters
        && one == other
        && !matches!(one, b'l' | b's' | b'z' | b'e' | b'o')
    {
        word.pop();
    }
}
