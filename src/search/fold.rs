//! Folding: a character without case and accents, so that what is typed without them is found.
//!
//! What two writers of one language may write differently becomes one; what makes another word of it does not
//! matter here, for nobody types every accent. It must not know words.

use crate::fact::key::unaccented;

/// Returns a text with every character folded; what is no letter or digit stays.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|ch| fold_into(ch, &mut out));
    out
}

/// Adds the folded form of a character: nothing for a mark, two letters for some.
pub(crate) fn fold_into(ch: char, out: &mut String) {
    if ch.is_ascii() {
        out.push(ch.to_ascii_lowercase());
        return;
    }
    if is_dropped(ch) {
        return;
    }
    if let Some(letters) = spelled_out(ch) {
        out.push_str(letters);
        return;
    }
    let narrow = narrowed(ch);
    for lower in narrow.to_lowercase() {
        if !is_dropped(lower) {
            out.push(plain(lower));
        }
    }
}

/// Tells whether a character is a mark on another that is left out.
pub(crate) fn is_dropped(ch: char) -> bool {
    matches!(ch,
        '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}'
        | '\u{5c4}' | '\u{5c5}' | '\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{640}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{200c}' | '\u{200d}' | '\u{ad}' | '\u{fe00}'..='\u{fe0f}')
}

fn spelled_out(ch: char) -> Option<&'static str> {
    Some(match ch {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' | 'ǽ' | 'Ǽ' => "ae",
        'œ' | 'Œ' => "oe",
        'ĳ' | 'Ĳ' => "ij",
        'þ' | 'Þ' => "th",
        'ﬀ' => "ff",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        'ﬃ' => "ffi",
        'ﬄ' => "ffl",
        'ﬅ' | 'ﬆ' => "st",
        _ => return None,
    })
}

/// Returns the usual form of a letter that is as wide as a Chinese one.
fn narrowed(ch: char) -> char {
    match ch {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(ch) - 0xfee0).unwrap_or(ch),
        _ => ch,
    }
}

fn plain(letter: char) -> char {
    match letter {
        'ά' | 'ἀ'..='ἇ' | 'ὰ' | 'ᾶ' => 'α',
        'έ' | 'ἐ'..='ἕ' | 'ὲ' => 'ε',
        'ή' | 'ἠ'..='ἧ' | 'ὴ' | 'ῆ' => 'η',
        'ί' | 'ϊ' | 'ΐ' | 'ἰ'..='ἷ' | 'ὶ' | 'ῖ' => 'ι',
        'ό' | 'ὀ'..='ὅ' | 'ὸ' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' | 'ὐ'..='ὗ' | 'ὺ' | 'ῦ' => 'υ',
        'ώ' | 'ὠ'..='ὧ' | 'ὼ' | 'ῶ' => 'ω',
        'ς' => 'σ',
        'ё' | 'ѐ' => 'е',
        'й' | 'ѝ' => 'и',
        'ў' => 'у',
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ک' => 'ك',
        _ => unaccented(letter),
    }
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn what_is_typed_without_accents_is_the_same() {
        let table = [
            ("São Paulo", "sao paulo"),
            ("Sa\u{303}o", "sao"),
            ("STRASSE Straße", "strasse strasse"),
            ("İstanbul ılık", "istanbul ilik"),
            ("Łódź Ærø Œuvre", "lodz aero oeuvre"),
            ("Nguyễn Xuân Phúc", "nguyen xuan phuc"),
            ("Ёлка и чай", "елка и чаи"),
            ("и\u{306}", "и"),
            ("Αθήνα ΛΌΓΟΣ λόγος", "αθηνα λογοσ λογοσ"),
            ("مُحَمَّد أحمد", "محمد احمد"),
            ("ＡＢＣ１２３", "abc123"),
            ("ﬁn", "fin"),
            ("東京 ไทย", "東京 ไทย"),
            ("a\u{ad}b", "ab"),
        ];
        for (text, expected) in table {
            assert_eq!(folded(text), expected, "{text}");
        }
    }
}
