//! Inflection: the forms that a word takes, so that one of them finds the others.
//!
//! Endings that say number, case, gender or tense are exchanged, lightly: what would make another word of it stays.
//! Forms that nobody writes do no harm, for nothing has them. Nothing is stemmed in the index, so that a new or
//! better rule needs no new index, and each language of the library adds its own forms to a query.

/// The most forms of one word.
const MOST: usize = 48;

/// English words that only look like forms of others.
const WHOLE: [&str; 26] = [
    "news",
    "this",
    "that",
    "does",
    "thus",
    "less",
    "always",
    "perhaps",
    "series",
    "species",
    "during",
    "nothing",
    "something",
    "anything",
    "everything",
    "king",
    "ring",
    "thing",
    "spring",
    "string",
    "bring",
    "need",
    "indeed",
    "exceed",
    "speed",
    "hundred",
];

/// How words of a language end: which endings are taken off, how many characters must be left, and
/// which are put on.
struct Endings {
    language: &'static str,
    off: &'static [&'static str],
    least: usize,
    on: &'static [&'static str],
}

/// The endings, each list with the longest first.
const ENDINGS: [Endings; 12] = [
    Endings {
        language: "de",
        off: &["ern", "en", "er", "es", "em", "e", "n", "s"],
        least: 4,
        on: &["", "e", "en", "er", "es", "em", "ern", "n", "s"],
    },
    Endings {
        language: "fr",
        off: &["es", "s", "x", "e"],
        least: 4,
        on: &["", "s", "e", "es", "x"],
    },
    Endings {
        language: "es",
        off: &["es", "os", "as", "s", "o", "a"],
        least: 3,
        on: &["", "s", "es", "o", "a", "os", "as"],
    },
    Endings {
        language: "pt",
        off: &["oes", "ao", "es", "os", "as", "s", "o", "a"],
        least: 3,
        on: &["", "s", "es", "o", "a", "os", "as", "ao", "oes"],
    },
    Endings { language: "it", off: &["o", "a", "e", "i"], least: 3, on: &["o", "a", "e", "i"] },
    Endings { language: "nl", off: &["en", "s", "e"], least: 3, on: &["", "en", "s", "e"] },
    Endings { language: "sv", off: SCANDINAVIAN, least: 3, on: SCANDINAVIAN_ON },
    Endings { language: "da", off: SCANDINAVIAN, least: 3, on: SCANDINAVIAN_ON },
    Endings { language: "no", off: SCANDINAVIAN, least: 3, on: SCANDINAVIAN_ON },
    Endings { language: "nb", off: SCANDINAVIAN, least: 3, on: SCANDINAVIAN_ON },
    Endings { language: "ru", off: SLAVIC, least: 3, on: SLAVIC_ON },
    Endings { language: "uk", off: SLAVIC, least: 3, on: SLAVIC_ON },
];

const SCANDINAVIAN: &[&str] =
    &["erna", "arna", "orna", "erne", "ene", "et", "en", "er", "ar", "or", "e", "a", "s"];
const SCANDINAVIAN_ON: &[&str] =
    &["", "s", "e", "a", "en", "et", "er", "ar", "or", "ene", "erna", "arna", "orna", "erne"];
const SLAVIC: &[&str] = &[
    "ыми", "ими", "ами", "ями", "ого", "его", "ому", "ему", "ах", "ях", "ов", "ев", "ам", "ям",
    "ом", "ем", "ои", "еи", "ую", "юю", "ая", "яя", "ые", "ие", "ыи", "ии", "ых", "их", "а", "я",
    "о", "е", "ы", "и", "у", "ю", "ь",
];
const SLAVIC_ON: &[&str] = &[
    "", "а", "у", "е", "ы", "и", "ом", "ов", "ам", "ах", "ами", "я", "ю", "ь", "ем", "ои", "еи",
    "ая", "ую", "ое", "ые", "ыи", "ии", "ого", "ому", "ым", "ых", "ями", "ях", "ям", "ие",
];

/// Returns the forms of a folded word in some languages, itself first.
pub fn forms(word: &str, languages: &[&str]) -> Vec<String> {
    let mut found = vec![word.to_owned()];
    let letters = word.chars().count();
    if letters < 3 || word.chars().any(char::is_numeric) {
        return found;
    }
    if languages.contains(&"ar") {
        arabic(word, &mut found);
    }
    let is_cyrillic = word.chars().all(|ch| ('\u{400}'..='\u{4ff}').contains(&ch));
    if word.is_ascii() && languages.contains(&"en") {
        english(word, &mut found);
    }
    for endings in &ENDINGS {
        let fits = if endings.off == SLAVIC { is_cyrillic } else { word.is_ascii() };
        if fits && languages.contains(&endings.language) {
            exchange(word, endings, &mut found);
        }
    }
    found.truncate(MOST);
    found
}

fn add(form: String, found: &mut Vec<String>) {
    if !found.contains(&form) {
        found.push(form);
    }
}

fn exchange(word: &str, endings: &Endings, found: &mut Vec<String>) {
    let is_long = |stem: &&str| stem.chars().count() >= endings.least;
    let mut stems =
        endings.off.iter().filter_map(|ending| word.strip_suffix(ending).filter(is_long));
    let longest = stems.next();
    let stems = match longest {
        Some(stem) if endings.off == SLAVIC => vec![stem],
        // What is a part of an ending may be all of it, and an ending a part of the word: `Minister`, `Ministern`.
        Some(stem) => [Some(stem), stems.next_back(), Some(word)].into_iter().flatten().collect(),
        None => vec![word],
    };
    for stem in stems.iter().filter(|stem| is_long(stem)) {
        for ending in endings.on {
            add(format!("{stem}{ending}"), found);
        }
    }
}

/// What is written together with an Arabic word: the article, and words before it.
const ARABIC: [&str; 8] = ["ال", "وال", "بال", "فال", "كال", "لل", "و", "ب"];

fn arabic(word: &str, found: &mut Vec<String>) {
    if !word.chars().all(|ch| ('\u{621}'..='\u{64a}').contains(&ch)) {
        return;
    }
    let is_long = |rest: &&str| rest.chars().count() >= 3;
    // A single letter at the start is more often a part of the word.
    let articles = ARABIC.iter().filter(|start| start.chars().count() > 1);
    let bare = articles.filter_map(|start| word.strip_prefix(start)).rfind(is_long);
    let bare = bare.unwrap_or(word);
    add(bare.to_owned(), found);
    for start in ARABIC {
        add(format!("{start}{bare}"), found);
    }
}

fn english(word: &str, found: &mut Vec<String>) {
    if WHOLE.contains(&word) {
        return;
    }
    for base in bases(word) {
        for form in inflected(&base) {
            add(form, found);
        }
    }
}

/// Returns what a word may be a form of.
fn bases(word: &str) -> Vec<String> {
    let cut = |ending: &str, instead: &str, least: usize| {
        let stem = word.strip_suffix(ending)?;
        (stem.len() >= least).then(|| format!("{stem}{instead}"))
    };
    if let Some(base) = cut("ies", "y", 2).or_else(|| cut("ied", "y", 2)) {
        return vec![base];
    }
    for ending in ["ing", "ed"] {
        if let Some(stem) = cut(ending, "", 2).filter(|stem| stem.bytes().any(is_vowel)) {
            if word.ends_with("eed") {
                break;
            }
            return of_participle(&stem);
        }
    }
    for ending in ["sses", "shes", "ches", "xes", "zzes"] {
        if word.ends_with(ending) {
            return cut("es", "", 2).into_iter().collect();
        }
    }
    if word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        return vec![word.to_owned()];
    }
    // `buses` and `houses`: the vowel before the ending may belong to it or not.
    let with_vowel = cut("es", "", 4).filter(|base| base.ends_with(['s', 'z', 'o']));
    cut("s", "", 3).into_iter().chain(with_vowel).chain([word.to_owned()]).take(2).collect()
}

/// Returns what a word is that has lost `ing` or `ed`.
fn of_participle(stem: &str) -> Vec<String> {
    let bytes = stem.as_bytes();
    let doubled = matches!(bytes, [.., a, b] if a == b && !is_vowel(*a));
    if doubled {
        let single = stem.get(..stem.len() - 1).unwrap_or(stem).to_owned();
        // `calling` and `stopping`: some words end so by themselves.
        return if matches!(bytes.last(), Some(b'l' | b's' | b'z' | b'f')) {
            vec![stem.to_owned(), single]
        } else {
            vec![single]
        };
    }
    let vowels = stem.bytes().filter(|byte| is_vowel(*byte)).count();
    let short = matches!(bytes, [.., a, b, c] if !is_vowel(*a) && is_vowel(*b) && !is_vowel(*c))
        || matches!(bytes, [b, c] if is_vowel(*b) && !is_vowel(*c));
    // `hoping` is no form of `hop`, which would have doubled its end.
    if short && vowels == 1 && !matches!(bytes.last(), Some(b'w' | b'x' | b'y')) {
        return vec![format!("{stem}e")];
    }
    vec![stem.to_owned(), format!("{stem}e")]
}

fn inflected(base: &str) -> Vec<String> {
    let bytes = base.as_bytes();
    let stem = base.strip_suffix('e').unwrap_or(base);
    let mut forms = vec![base.to_owned()];
    match bytes {
        [.., before, b'y'] if !is_vowel(*before) => {
            let stem = base.strip_suffix('y').unwrap_or(base);
            forms.extend(["ies", "ied", "ying"].map(|ending| format!("{stem}{ending}")));
            return forms;
        }
        _ if ["s", "x", "z", "ch", "sh"].iter().any(|end| base.ends_with(end)) => {
            forms.push(format!("{base}es"));
        }
        [.., b'o'] => forms.extend([format!("{base}s"), format!("{base}es")]),
        _ => forms.push(format!("{base}s")),
    }
    forms.extend([format!("{stem}ed"), format!("{stem}ing")]);
    let doubles = matches!(bytes, [.., a, b, c] if !is_vowel(*a) && is_vowel(*b) && !is_vowel(*c)
        && !matches!(c, b'w' | b'x' | b'y'));
    if let (true, Some(last)) = (doubles, base.chars().last()) {
        forms.extend([format!("{base}{last}ed"), format!("{base}{last}ing")]);
    }
    forms
}

const fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{prop_assert, proptest};

    use super::{MOST, forms};

    #[test]
    fn one_form_finds_the_others() {
        let table: [(&str, &[&str]); 14] = [
            ("ar", &["سلام", "السلام", "والسلام", "بالسلام", "للسلام"]),
            ("en", &["talk", "talks", "talked", "talking"]),
            ("en", &["city", "cities"]),
            ("en", &["negotiate", "negotiates", "negotiated", "negotiating"]),
            ("en", &["stop", "stops", "stopped", "stopping"]),
            ("en", &["crash", "crashes", "crashed", "crashing"]),
            ("en", &["visit", "visits", "visited", "visiting"]),
            ("en", &["house", "houses", "housed", "housing"]),
            ("de", &["wahl", "wahlen"]),
            ("de", &["minister", "ministern", "ministers"]),
            ("fr", &["grand", "grande", "grands", "grandes"]),
            ("es", &["elecciones", "eleccion"]),
            ("it", &["governo", "governi"]),
            ("ru", &["выборы", "выборов", "выборами"]),
        ];
        for (language, words) in table {
            for word in words {
                let found = forms(word, &[language]);
                assert_eq!(&found[0], word);
                for other in words {
                    assert!(found.iter().any(|form| form == other), "{word} {other} {found:?}");
                }
            }
        }
    }

    #[test]
    fn another_word_is_no_form() {
        let table = [
            ("news", "new"),
            ("hoping", "hop"),
            ("hopping", "hope"),
            ("king", "k"),
            ("as", "a"),
            ("bus", "bu"),
            ("analysis", "analysi"),
            ("2025s", "2025"),
            ("class", "clas"),
        ];
        for (word, other) in table {
            assert!(!forms(word, &["en"]).iter().any(|form| form == other), "{word}");
        }
        assert_eq!(forms("talks", &[]), ["talks"]);
        assert_eq!(forms("日", &["en", "ja"]), ["日"]);
    }

    proptest! {
        #[test]
        fn forms_are_few_and_begin_with_the_word(word in "[a-zа-я]{1,12}") {
            let found = forms(&word, &["en", "de", "fr", "es", "pt", "it", "nl", "sv", "ru"]);
            prop_assert!(found.len() <= MOST && found[0] == word);
        }
    }
}
