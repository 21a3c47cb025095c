//! Keys: the form of a name under which one thing meets itself in other articles.
//!
//! Two articles write one name in different ways: with a title or without, with accents or without,
//! with a middle initial, with hyphens, with another letter at the end of a transliteration. The key
//! forgets these and nothing else. What could be many people gives no key, so that nobody is taken for
//! another. It must not know lists of names: it reads only the name itself.

use nucleo_matcher::chars::normalize;

use crate::fact::entity::{Entity, EntityKind};

/// Forms of address and offices that may stand before a name.
const TITLES: [&str; 28] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "prof",
    "professor",
    "sir",
    "dame",
    "lord",
    "lady",
    "pope",
    "king",
    "queen",
    "prince",
    "princess",
    "president",
    "premier",
    "chancellor",
    "minister",
    "prime",
    "vice",
    "sen",
    "senator",
    "rep",
    "gov",
    "gen",
    "governor",
];

/// Endings that say how a company is owned.
const OWNERSHIP: [&str; 19] = [
    "inc",
    "corp",
    "co",
    "ltd",
    "llc",
    "plc",
    "ag",
    "sa",
    "se",
    "nv",
    "spa",
    "gmbh",
    "ab",
    "asa",
    "oyj",
    "limited",
    "incorporated",
    "corporation",
    "company",
];

/// Words that say what sort of region a place is and that many texts leave out.
const REGIONS: [&str; 5] = ["province", "prefecture", "oblast", "governorate", "voivodeship"];

/// Names that all of the press shortens.
const SHORTENED: [(&str, &str); 16] = [
    ("us", "united states"),
    ("usa", "united states"),
    ("america", "united states"),
    ("united states of america", "united states"),
    ("uk", "united kingdom"),
    ("britain", "united kingdom"),
    ("great britain", "united kingdom"),
    ("uae", "united arab emirates"),
    ("un", "united nations"),
    ("eu", "european union"),
    ("imf", "international monetary fund"),
    ("who", "world health organization"),
    ("wto", "world trade organization"),
    ("north atlantic treaty organization", "nato"),
    ("ap", "associated press"),
    ("prc", "china"),
];

impl Entity {
    /// Returns the form under which the same thing meets itself in other articles, with its kind:
    /// without case, accents, titles, middle initials and hyphens. `None` for a person of whom the
    /// article gives one name only, for that could be many people.
    pub fn key(&self) -> Option<String> {
        key(self.kind, &self.name)
    }
}

/// Returns the form under which what has this name and kind meets itself; `None` if it could be many.
pub(crate) fn key(kind: EntityKind, name: &str) -> Option<String> {
    let words = words(name);
    let kept = match kind {
        EntityKind::Person => person(words)?,
        EntityKind::Organization => shortened(&without_ending(words, &OWNERSHIP)),
        EntityKind::Place => shortened(&without_ending(words, &REGIONS)),
    };
    (!kept.is_empty()).then(|| format!("{}:{kept}", kind.name()))
}

/// Returns the words of a name in lower case, without accents, stops, hyphens and apostrophes.
fn words(name: &str) -> Vec<String> {
    let name = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name);
    let mut words: Vec<String> = name
        .split(char::is_whitespace)
        // `Robert “Bob” Orr`: a nickname is not always given.
        .filter(|word| {
            let marks = ['“', '”', '"', '‘', '’', '\'', '(', ')'];
            !(word.starts_with(marks) && word.ends_with(marks))
        })
        .map(folded)
        .filter(|word| !word.is_empty())
        .collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    words
}

/// Returns a word in lower case without accents and without what is no letter or digit.
pub(crate) fn folded(word: &str) -> String {
    let letters = word.chars().flat_map(char::to_lowercase).map(unaccented);
    letters.filter(|ch| ch.is_alphanumeric()).collect()
}

/// Returns a letter in lower case without its accents.
pub(crate) fn unaccented(letter: char) -> char {
    match letter {
        // The Vietnamese letters with two marks.
        'ạ'..='ặ' => 'a',
        'ẹ'..='ệ' => 'e',
        'ỉ'..='ị' => 'i',
        'ọ'..='ợ' => 'o',
        'ụ'..='ự' => 'u',
        'ỳ'..='ỹ' => 'y',
        _ => normalize(letter),
    }
}

fn person(mut words: Vec<String>) -> Option<String> {
    while words.len() > 2 && TITLES.contains(&words[0].as_str()) {
        words.remove(0);
    }
    if let [only] = words.as_slice() {
        // Chinese and Japanese names are written in one.
        let whole = only.chars().count() > 1 && only.chars().all(|ch| ch as u32 >= 0x3400);
        return whole.then(|| only.clone());
    }
    let last = words.len().checked_sub(1)?;
    let is_initial = |word: &str| word.chars().count() == 1;
    if is_initial(&words[0]) || is_initial(&words[last]) || TITLES.contains(&words[0].as_str()) {
        return None;
    }
    let kept: Vec<_> = words
        .iter()
        .enumerate()
        .filter(|(at, word)| *at == 0 || *at == last || !is_initial(word))
        .map(|(_, word)| transliterated(word))
        .collect();
    Some(kept.join(" "))
}

/// Returns one spelling of what several alphabets write in several ways: `Zelenskyy`, `Zelenskiy`.
pub(crate) fn transliterated(word: &str) -> String {
    let ending = ["iy", "yy", "yi"].iter().find_map(|ending| word.strip_suffix(ending));
    match ending {
        Some(stem) if stem.chars().count() > 3 => format!("{stem}y"),
        _ => word.to_owned(),
    }
}

fn without_ending(mut words: Vec<String>, endings: &[&str]) -> Vec<String> {
    while words.len() > 1 && words.last().is_some_and(|last| endings.contains(&last.as_str())) {
        words.pop();
    }
    words
}

fn shortened(words: &[String]) -> String {
    let name = words.join(" ");
    SHORTENED.iter().find(|(short, _)| *short == name).map_or(name, |(_, full)| (*full).to_owned())
}

#[cfg(test)]
mod tests {
    use super::key;
    use crate::fact::entity::EntityKind::{self, Organization, Person, Place};

    #[test]
    fn one_thing_has_one_key() {
        let table: [(EntityKind, &[&str]); 12] = [
            (Person, &["Li Qiang", "LI QIANG", "Li  Qiang's"]),
            (Person, &["Wu Zheng-long", "Wu Zhenglong"]),
            (
                Person,
                &["Recep Tayyip Erdoğan", "Recep Tayyip Erdogan", "President Recep Tayyip Erdogan"],
            ),
            (Person, &["Nguyễn Xuân Phúc", "Nguyen Xuan Phuc"]),
            (Person, &["Volodymyr Zelensky", "Volodymyr Zelenskyy", "Volodymyr Zelenskiy"]),
            (Person, &["Robert A. Orr", "Robert Orr", "Robert “Bob” Orr", "Dr. Robert Orr"]),
            (Person, &["J.D. Vance", "JD Vance"]),
            (Person, &["李强"]),
            (Organization, &["The Toyota Motor Corp.", "Toyota Motor", "Toyota Motor Corporation"]),
            (Organization, &["UN", "U.N.", "United Nations", "the United Nations"]),
            (Place, &["Zhejiang Province", "Zhejiang"]),
            (Place, &["U.S.", "United States", "the United States of America"]),
        ];
        let keys: Vec<_> = table
            .iter()
            .map(|(kind, names)| {
                let first = key(*kind, names[0]);
                assert!(first.is_some(), "{}", names[0]);
                for name in *names {
                    assert_eq!(key(*kind, name), first, "{name}");
                }
                first
            })
            .collect();
        let distinct: std::collections::BTreeSet<_> = keys.iter().collect();
        assert_eq!(distinct.len(), keys.len());
    }

    #[test]
    fn two_things_have_two_keys() {
        let table = [
            ((Person, "Ana Ruiz"), (Person, "Ana Maria Ruiz")),
            ((Person, "Donald Trump"), (Person, "Donald Trump Jr.")),
            ((Person, "Paris Hilton"), (Place, "Paris Hilton")),
            ((Organization, "Bank of Japan"), (Organization, "Bank of England")),
            ((Place, "Mexico"), (Place, "Mexico City")),
            ((Organization, "Company"), (Organization, "Corp.")),
        ];
        for ((first, name), (second, other)) in table {
            assert_ne!(key(first, name), key(second, other), "{name} {other}");
        }
    }

    #[test]
    fn what_could_be_many_people_has_no_key() {
        for name in ["Li", "Ruiz", "J. Ruiz", "Mrs. Orr", "President Orr", "", "“Bob”", "强", "."]
        {
            assert_eq!(key(Person, name), None, "{name}");
        }
        assert_eq!(key(Place, "—"), None);
    }
}
