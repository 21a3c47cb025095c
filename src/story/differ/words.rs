//! Words of a sentence as the rules for differences read them: folded, stemmed, numbered.
//!
//! Two words are one if they share a stem: `align` and `alignment`, `kills` and `killed`. What is only
//! inflected, accented or spelled in another country's way never counts as a difference. It must not know
//! what is compared.

use std::collections::HashMap;
use std::ops::Range;

use nucleo_matcher::chars::normalize;

use crate::extract::lists;
use crate::text::{TextRange, TextSize};

/// The most words of one sentence that are read: longer ones are no sentences.
pub(crate) const MOST_WORDS: usize = 400;

/// Words that say little by themselves.
const SMALL: &str = " a an the of in on at by to for from with without into onto over under between among \
    amid during after before since until till through throughout across against about around near toward \
    towards upon within along per via as than that which who whom whose what when where while if because \
    though although and or but nor so yet both either neither also too only just even still already again \
    further more most less least very such same other others another each every all any some it its he his \
    him she her hers they their them theirs we our us you your i my me this these those there here is are \
    was were be been being am has have had having do does did done will would shall should may might must \
    can could not no s t th st nd rd up down out off then now said says say told tells added adds ";

/// The number of a word or stem within its [`Lexicon`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Term(u32);

/// What sort of word it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WordKind {
    /// A word that says something.
    Content,
    /// A small word.
    Small,
    /// A number in digits.
    Number,
    /// A punctuation mark or sign.
    Mark,
}

/// One word, number or mark.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    /// Where it stands.
    pub(crate) range: TextRange,
    /// Its folded form.
    pub(crate) form: Term,
    /// Its stem.
    pub(crate) stem: Term,
    /// What sort of word it is.
    pub(crate) kind: WordKind,
    /// Whether it begins with a capital.
    pub(crate) capital: bool,
}

impl Word {
    /// Tells whether it says something by itself and is no number.
    pub(crate) fn is_content(&self) -> bool {
        self.kind == WordKind::Content
    }
}

/// All words of the articles that are compared, each once.
#[derive(Debug, Default)]
pub(crate) struct Lexicon {
    terms: HashMap<String, Term>,
    texts: Vec<String>,
    /// Of the forms that were read.
    known: Vec<Option<Known>>,
}

/// What is worked out once for a form.
#[derive(Clone, Copy, Debug)]
struct Known {
    stem: Term,
    is_small: bool,
}

impl Lexicon {
    /// Returns the folded form or stem behind its number.
    pub(crate) fn text(&self, term: Term) -> &str {
        let index = usize::try_from(term.0).unwrap_or(usize::MAX);
        self.texts.get(index).map_or("", String::as_str)
    }

    /// Returns the folded form of a word.
    pub(crate) fn form(&self, word: &Word) -> &str {
        self.text(word.form)
    }

    fn term(&mut self, text: &str) -> Term {
        if let Some(term) = self.terms.get(text) {
            return *term;
        }
        let term = Term(u32::try_from(self.texts.len()).unwrap_or(u32::MAX));
        self.terms.insert(text.to_owned(), term);
        self.texts.push(text.to_owned());
        self.known.push(None);
        term
    }

    fn known(&mut self, form: Term) -> Known {
        let index = usize::try_from(form.0).unwrap_or(usize::MAX);
        if let Some(Some(known)) = self.known.get(index) {
            return *known;
        }
        let is_small = is_listed(SMALL, self.text(form));
        let stem = stem(self.text(form));
        let known = Known { stem: self.term(&stem), is_small };
        if let Some(place) = self.known.get_mut(index) {
            *place = Some(known);
        }
        known
    }

    /// Returns the stem of a word that stands in no sentence, such as the unit of a quantity.
    pub(crate) fn stem_for(&mut self, word: &str) -> Term {
        let form = self.term(&folded(word));
        self.known(form).stem
    }

    /// Reads the words of a passage.
    pub(crate) fn read(&mut self, text: &str, within: TextRange) -> Vec<Word> {
        let part = &text[within];
        let mut found = Vec::new();
        let mut chars = part.char_indices().peekable();
        while let Some((start, first)) = chars.next() {
            if first.is_whitespace() {
                continue;
            }
            if found.len() == MOST_WORDS {
                break;
            }
            let mut end = start + first.len_utf8();
            let mut last = first;
            if first.is_alphanumeric() && !is_ideograph(first) {
                while let Some((at, ch)) = chars.peek().copied() {
                    let next = part.get(at + ch.len_utf8()..).and_then(|rest| rest.chars().next());
                    if !goes_on(last, ch, next) {
                        break;
                    }
                    chars.next();
                    end = at + ch.len_utf8();
                    last = ch;
                }
            }
            let Some(word) = part.get(start..end) else { continue };
            found.push(self.word(word, within.start() + size(start), first));
        }
        found
    }

    fn word(&mut self, word: &str, start: TextSize, first: char) -> Word {
        let form = self.term(&folded(word));
        let Known { stem, is_small } = self.known(form);
        let text = self.text(form);
        let kind = if !first.is_alphanumeric() {
            WordKind::Mark
        } else if text.starts_with(|ch: char| ch.is_ascii_digit()) {
            WordKind::Number
        } else if is_small {
            WordKind::Small
        } else {
            WordKind::Content
        };
        let range = TextRange::at(start, TextSize::of(word));
        Word { range, form, stem, kind, capital: first.is_uppercase() }
    }
}

/// In which of some lists the words of a lexicon stand, looked up once for all of its words.
#[derive(Debug)]
pub(crate) struct Listed(Vec<u32>);

impl Listed {
    /// Looks up the words of up to 32 lists, which are parted by white space.
    pub(crate) fn new<'l>(lexicon: &Lexicon, lists: impl IntoIterator<Item = &'l str>) -> Self {
        let mut listed = vec![0; lexicon.texts.len()];
        for (list, words) in lists.into_iter().enumerate() {
            for term in words.split_whitespace().filter_map(|word| lexicon.terms.get(word)) {
                if let Some(lists) = usize::try_from(term.0).ok().and_then(|at| listed.get_mut(at))
                {
                    *lists |= 1 << list;
                }
            }
        }
        Self(listed)
    }

    /// Returns the lists in which a word stands, each as a bit, from the lowest on.
    pub(crate) fn lists(&self, word: &Word) -> u32 {
        let index = usize::try_from(word.form.0).unwrap_or(usize::MAX);
        self.0.get(index).copied().unwrap_or(0)
    }

    /// Returns the first list in which a word stands.
    pub(crate) fn first(&self, word: &Word) -> Option<usize> {
        let lists = self.lists(word);
        (lists != 0).then(|| lists.trailing_zeros() as usize)
    }
}

/// Tells whether a list of words, with a space before, between and behind them, has a word.
pub(crate) fn is_listed(list: &str, word: &str) -> bool {
    lists::is_listed(list, word)
}

/// Tells whether a word goes on with a character.
fn goes_on(last: char, ch: char, next: Option<char>) -> bool {
    if ch.is_alphanumeric() {
        // `41km` and `3pm` are two words, `A320` is one.
        return !is_ideograph(ch) && (!last.is_ascii_digit() || !ch.is_alphabetic());
    }
    let next_digit = next.is_some_and(|next| next.is_ascii_digit());
    let next_letter = next.is_some_and(char::is_alphabetic);
    match ch {
        '.' | ',' => last.is_ascii_digit() && next_digit,
        '\'' | '’' => last.is_alphabetic() && next_letter,
        _ => false,
    }
}

fn is_ideograph(ch: char) -> bool {
    matches!(ch, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

fn size(bytes: usize) -> TextSize {
    TextSize::try_from(bytes).unwrap_or_default()
}

/// Returns a word in lower case without accents and without the sign of possession.
pub(crate) fn folded(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for ch in word.chars() {
        match ch {
            '’' => folded.push('\''),
            ch => folded.extend(normalize(ch).to_lowercase()),
        }
    }
    if let Some(owner) = folded.strip_suffix("'s") {
        folded.truncate(owner.len());
    }
    folded
}

/// Returns the part of a word that its relatives share.
fn stem(form: &str) -> String {
    const ENDINGS: [&str; 36] = [
        "ational", "ations", "ation", "ating", "ments", "ment", "ness", "ically", "ical", "ities",
        "ates", "ated", "ives", "ions", "ings", "ity", "ive", "ion", "ing", "ers", "ies", "ied",
        "ics", "ate", "als", "ely", "er", "ic", "al", "ly", "es", "ed", "s", "e", "y", "'",
    ];
    if !form.starts_with(char::is_alphabetic) || !form.is_ascii() {
        return form.to_owned();
    }
    let spelled = respelled(form);
    let mut rest = spelled.as_str();
    for _ in 0..2 {
        let ending = ENDINGS.iter().find(|ending| {
            let least = if ending.len() > 2 { 4 } else { 3 };
            rest.strip_suffix(**ending).is_some_and(|rest| rest.len() >= least)
        });
        let Some(stripped) = ending.and_then(|ending| rest.strip_suffix(ending)) else { break };
        rest = stripped;
    }
    let bytes = rest.as_bytes();
    let doubled = match bytes {
        [.., one, two] => one == two && !matches!(one, b's' | b'l' | b'e' | b'o'),
        _ => false,
    };
    let kept = if doubled { rest.len().saturating_sub(1) } else { rest.len() };
    rest.get(..kept).unwrap_or(rest).to_owned()
}

/// Returns the American spelling of what is written otherwise elsewhere.
fn respelled(form: &str) -> String {
    const SPELLINGS: [(&str, &str); 9] = [
        ("isation", "ization"),
        ("isations", "izations"),
        ("ised", "ized"),
        ("ising", "izing"),
        ("ise", "ize"),
        ("ence", "ense"),
        ("our", "or"),
        ("ours", "ors"),
        ("tre", "ter"),
    ];
    let found = SPELLINGS.iter().find_map(|(other, own)| {
        let rest = form.strip_suffix(other)?;
        (rest.len() >= 3).then(|| format!("{rest}{own}"))
    });
    found.unwrap_or_else(|| form.to_owned())
}

/// Returns the stems of the words that say something, each once, sorted.
pub(crate) fn content(words: &[Word]) -> Vec<Term> {
    distinct_stems(words.iter().filter(|word| word.is_content()))
}

/// Returns the stems of words, each once, sorted.
pub(crate) fn distinct_stems<'w>(words: impl Iterator<Item = &'w Word>) -> Vec<Term> {
    let mut terms: Vec<_> = words.map(|word| word.stem).collect();
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// Returns the words within a range.
pub(crate) fn indices(words: &[Word], range: TextRange) -> Range<usize> {
    let start = words.partition_point(|word| word.range.start() < range.start());
    let end = words.partition_point(|word| word.range.end() <= range.end());
    start..end.max(start)
}

#[cfg(test)]
mod tests {
    use super::{Lexicon, WordKind, stem};
    use crate::text::range;

    #[test]
    fn relatives_share_a_stem() {
        let table: [&[&str]; 10] = [
            &["align", "aligned", "aligning", "alignment"],
            &["kill", "kills", "killed", "killing"],
            &["strategy", "strategic", "strategies"],
            &["transport", "transportation"],
            &["culture", "cultural"],
            &["organise", "organize", "organising", "organization"],
            &["defence", "defense"],
            &["centre", "center"],
            &["stop", "stopped", "stopping"],
            &["labour", "labor"],
        ];
        for row in table {
            for word in row {
                assert_eq!(stem(word), stem(row[0]), "{word}");
            }
        }
        assert_ne!(stem("culture"), stem("humanities"));
        assert_ne!(stem("police"), stem("polish"));
    }

    #[test]
    fn words_numbers_and_marks_are_told_apart() {
        let text = "The “41-year-old” mayor’s fee: $1,200.50, não.";
        let mut lexicon = Lexicon::default();
        let words = lexicon.read(text, range(0, text.len()));
        let shown: Vec<_> = words.iter().map(|word| lexicon.form(word)).collect();
        let expected = [
            "the", "“", "41", "-", "year", "-", "old", "”", "mayor", "fee", ":", "$", "1,200.50",
            ",", "nao", ".",
        ];
        assert_eq!(shown, expected);
        assert_eq!(words[0].kind, WordKind::Small);
        assert_eq!(words[2].kind, WordKind::Number);
        assert_eq!(words[8].kind, WordKind::Content);
        assert_eq!(&text[words[8].range], "mayor’s");
        assert_eq!(words[1].kind, WordKind::Mark);
    }
}
