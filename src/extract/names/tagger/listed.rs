//! What the word lists say of every token.
//!
//! A list hit may be wrong (Target, Reading, Price): context decides, so that a hit is only a sign
//! among others. It must not know labels or weights.

use std::collections::HashMap;

use crate::extract::lists::{
    FIRST_NAMES, ORGANIZATION_WORDS, ORGANIZATIONS, PLACES, Probe, SPEECH_VERBS, SURNAMES, TITLES,
    WordList, is_listed, lower,
};
use crate::extract::names::run::{
    is_demonym, is_function_word, is_particle, is_plain_acronym, is_thing_word, phrase, recased,
    title_end,
};
use crate::extract::names::tagger::hash::{mix, of_text};
use crate::extract::names::tagger::lexicon;
use crate::extract::names::tagger::word::Word;
use crate::extract::reading::Reading;
use crate::extract::times::calendar::{month, weekday_number};
use crate::extract::token::TokenKind;

/// Signs of the lists, one bit each.
pub(crate) type Signs = u64;

pub(crate) const ORG_FIRST: Signs = 1;
pub(crate) const ORG_INNER: Signs = 1 << 1;
/// The listed name is of two words.
pub(crate) const ORG_TWO: Signs = 1 << 2;
/// The listed name is of three words or more.
pub(crate) const ORG_LONG: Signs = 1 << 3;
/// The listed name is short for another.
pub(crate) const ORG_SHORT: Signs = 1 << 4;
pub(crate) const PLACE_FIRST: Signs = 1 << 5;
pub(crate) const PLACE_INNER: Signs = 1 << 6;
/// The listed place is of several words.
pub(crate) const PLACE_LONG: Signs = 1 << 7;
pub(crate) const GIVEN: Signs = 1 << 8;
pub(crate) const FAMILY: Signs = 1 << 9;
pub(crate) const TITLE: Signs = 1 << 10;
pub(crate) const ORG_WORD: Signs = 1 << 11;
pub(crate) const DEMONYM: Signs = 1 << 12;
pub(crate) const SPEECH: Signs = 1 << 13;
pub(crate) const PLACE_WORD: Signs = 1 << 14;
pub(crate) const CALENDAR: Signs = 1 << 15;
pub(crate) const FUNCTION: Signs = 1 << 16;
pub(crate) const THING: Signs = 1 << 17;
pub(crate) const PLAIN_ACRONYM: Signs = 1 << 18;
pub(crate) const PARTICLE: Signs = 1 << 19;
pub(crate) const COMPANY_ENDING: Signs = 1 << 20;
pub(crate) const HONORIFIC: Signs = 1 << 21;
/// A compound of places or of adjectives of belonging: `China-Russia`, `Sino-U.S.`
pub(crate) const COMPOUND: Signs = 1 << 22;
pub(crate) const CENSUS_GIVEN: Signs = 1 << 23;
pub(crate) const CENSUS_FAMILY: Signs = 1 << 24;
pub(crate) const CENSUS_RARE: Signs = 1 << 25;
pub(crate) const CITY: Signs = 1 << 26;
pub(crate) const TOWN: Signs = 1 << 27;
pub(crate) const CITY_INNER: Signs = 1 << 28;
/// How many signs there are.
pub(crate) const SIGNS: u32 = 29;
/// What the lexicon knows of names.
pub(crate) const LEXICAL: Signs =
    CENSUS_GIVEN | CENSUS_FAMILY | CENSUS_RARE | CITY | TOWN | CITY_INNER;

/// What most names are made of: the signs that are combined with others.
pub(crate) const CORE: Signs = ORG_FIRST
    | ORG_INNER
    | ORG_TWO
    | ORG_LONG
    | PLACE_FIRST
    | PLACE_INNER
    | GIVEN
    | FAMILY
    | TITLE
    | ORG_WORD
    | DEMONYM
    | PLACE_WORD
    | CALENDAR
    | FUNCTION
    | THING;

/// Words that head or end the name of a place.
const PLACE_WORDS: &str = " River Lake Mount Mountain Mountains Hill Hills Valley Island Islands Isle Sea Ocean \
    Bay Gulf Strait Straits Cape Peninsula Coast Desert Forest Park Street Avenue Road Boulevard Lane Drive \
    Square Bridge Airport Station Stadium Arena Port Harbor Harbour County Province Prefecture District City \
    Town Village State Region Territory Republic Kingdom Township Borough Parish Creek Falls Canyon Canal \
    Dam Reservoir Plaza Highway Pass Ridge Plateau Plain Plains Basin Delta Beach Springs Heights Gardens \
    Tower Palace Castle Hall Cemetery Trail Volcano Glacier North South East West Northern Southern Eastern \
    Western Central Upper Lower Fort San Santa St. Saint Los Las El La New Border Quay Terrace Close Wharf ";

/// Words that end the name of a company.
const COMPANY_ENDINGS: &str = " Inc Inc. Corp Corp. Co Co. Ltd Ltd. LLC LLP PLC Plc plc AG SA S.A. NV N.V. GmbH \
    SE Group Holdings Bros. Cos. SpA AB ASA Oyj Bhd Pty Pte ";

const HONORIFICS: &str = " Mr Mr. Mrs Mrs. Ms Ms. Miss Dr Dr. Sir Dame Lord Lady ";

/// Which list hits a training hides, so that the weights do not come to trust lists alone.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Hiding {
    /// What the choice depends on, beside the words.
    pub(crate) seed: u64,
    /// How many hits of a hundred are hidden.
    pub(crate) percent: u8,
}

impl Hiding {
    fn hides(self, words: u64, list: u64) -> bool {
        self.percent > 0 && mix(mix(self.seed, words), list) % 100 < u64::from(self.percent)
    }
}

/// Returns the signs of every token, which are also given as words.
pub(crate) fn signs(reading: &Reading, words: &[Word], hiding: Hiding) -> Vec<Signs> {
    let mut lookup = Lookup { reading, hiding, known: HashMap::new() };
    let mut signs = vec![0; reading.tokens.len()];
    for sentence in &reading.sentences {
        let (mut organization, mut place, mut title) = (0, 0, 0);
        for at in sentence.tokens.clone() {
            let Some(word) = words.get(at) else { break };
            let limit = sentence.tokens.end;
            let known = lookup.known(at, word);
            signs[at] |= known & !(MAY_BE_TITLE | MAY_BE_ORG | MAY_BE_PLACE);
            if reading.is_capital(at) {
                lookup.mark_city(words, at, limit, &mut signs);
            }
            if title <= at && known & MAY_BE_TITLE != 0 {
                title = mark_title(reading, at, limit, &mut signs);
            }
            if organization <= at && known & MAY_BE_ORG != 0 {
                organization = lookup.mark_organization(at, limit, &mut signs);
            }
            if place <= at && known & MAY_BE_PLACE != 0 {
                place = lookup.mark_place(at, limit, &mut signs);
            }
        }
    }
    signs
}

/// What a word may begin, beside the signs.
const MAY_BE_TITLE: Signs = 1 << 40;
const MAY_BE_ORG: Signs = 1 << 41;
const MAY_BE_PLACE: Signs = 1 << 42;

/// Where how common a word is stands among the signs.
const COMMON_SHIFT: u32 = 50;

/// Returns how common a word is, 0 to 3.
pub(crate) fn common(signs: Signs) -> u8 {
    u8::try_from(signs >> COMMON_SHIFT & 3).unwrap_or(0)
}

/// Looks words up, each only once.
struct Lookup<'r, 'd> {
    reading: &'r Reading<'d>,
    hiding: Hiding,
    known: HashMap<u64, Signs>,
}

impl Lookup<'_, '_> {
    fn known(&mut self, at: usize, word: &Word) -> Signs {
        let (reading, hiding) = (self.reading, self.hiding);
        *self.known.entry(word.form).or_insert_with(|| match reading.kind(at) {
            TokenKind::Word => {
                of_word(reading, at, hiding)
                    | may_begin(reading, at)
                    | of_lexicon(word.lower, reading.is_capital(at), hiding)
            }
            TokenKind::Number => may_begin(reading, at),
            _ => 0,
        })
    }

    fn mark_organization(&self, at: usize, limit: usize, signs: &mut [Signs]) -> usize {
        let Some((end, full)) = longest(ORGANIZATIONS, self.reading, at, limit, 7) else {
            return at;
        };
        if self.hides(at, end, 1) {
            return at;
        }
        let length = match end - at {
            1 => 0,
            2 => ORG_TWO,
            _ => ORG_LONG,
        };
        let short = if full.is_empty() { 0 } else { ORG_SHORT };
        signs[at..end].iter_mut().for_each(|signs| *signs |= ORG_INNER | length | short);
        signs[at] ^= ORG_FIRST | ORG_INNER;
        end
    }

    fn mark_place(&self, at: usize, limit: usize, signs: &mut [Signs]) -> usize {
        let Some((end, _)) = longest(PLACES, self.reading, at, limit, 5) else { return at };
        if self.hides(at, end, 2) {
            return at;
        }
        let length = if end - at > 1 { PLACE_LONG } else { 0 };
        signs[at..end].iter_mut().for_each(|signs| *signs |= PLACE_INNER | length);
        signs[at] ^= PLACE_FIRST | PLACE_INNER;
        end
    }

    /// Marks the longest city of several words that begins at a token.
    fn mark_city(&self, words: &[Word], at: usize, limit: usize, signs: &mut [Signs]) {
        let mut phrase = words[at].lower;
        let mut found = None;
        for end in at + 2..=limit.min(at + 4) {
            phrase = lexicon::join(phrase, words[end - 1].lower);
            let known = lexicon::known(phrase) & (lexicon::CITY | lexicon::TOWN);
            if known != 0 && !self.hiding.hides(phrase, 5) {
                found = Some((end, known));
            }
        }
        if let Some((end, known)) = found {
            let city = if known & lexicon::CITY != 0 { CITY } else { TOWN };
            signs[at..end].iter_mut().for_each(|signs| *signs |= CITY_INNER | city);
            signs[at] ^= CITY_INNER;
        }
    }

    fn hides(&self, at: usize, end: usize, list: u64) -> bool {
        self.hiding.percent > 0
            && self.hiding.hides(of_text(self.reading.text(self.reading.cover(&(at..end)))), list)
    }
}

fn mark_title(reading: &Reading, at: usize, limit: usize, signs: &mut [Signs]) -> usize {
    let Some(end) = title_end(reading, at, limit) else { return at };
    signs[at..end].iter_mut().for_each(|signs| *signs |= TITLE);
    end
}

/// Returns what the lexicon says of a word: of one in lower case only how common it is.
fn of_lexicon(lower: u64, is_capital: bool, hiding: Hiding) -> Signs {
    let known = lexicon::known(lower);
    let mut signs = u64::from(known & lexicon::COMMON) << COMMON_SHIFT;
    if !is_capital {
        return signs;
    }
    let names = [
        (lexicon::GIVEN, CENSUS_GIVEN, 6),
        (lexicon::FAMILY, CENSUS_FAMILY, 7),
        (lexicon::RARE_FAMILY, CENSUS_RARE, 7),
        (lexicon::CITY, CITY, 5),
        (lexicon::TOWN, TOWN, 5),
    ];
    for (bit, sign, list) in names {
        if known & bit != 0 && !hiding.hides(lower, list) {
            signs |= sign;
        }
    }
    signs
}

/// Tells which lists have entries that begin with a word.
fn may_begin(reading: &Reading, at: usize) -> Signs {
    let word = reading.word(at);
    let mut signs = 0;
    if reading.kind(at) == TokenKind::Word && TITLES.may_begin_with(&lower(word)) {
        signs |= MAY_BE_TITLE;
    }
    if word.starts_with(char::is_lowercase) && !word.contains(char::is_uppercase) {
        return signs;
    }
    let shouted = reading.is_upper(at) && word.len() > 3;
    let begins = |list: WordList| {
        list.may_begin_with(word) || shouted && list.may_begin_with(&recased(word))
    };
    if begins(ORGANIZATIONS) {
        signs |= MAY_BE_ORG;
    }
    if begins(PLACES) {
        signs |= MAY_BE_PLACE;
    }
    signs
}

/// Returns the end of the longest entry that begins at a token, with what stands beside it.
fn longest(
    list: WordList,
    reading: &Reading,
    at: usize,
    limit: usize,
    most: usize,
) -> Option<(usize, &'static str)> {
    let written = probe(list, reading, at, limit.min(at + most), false);
    if written.is_some() || !reading.is_upper(at) || reading.word(at).len() < 4 {
        return written;
    }
    probe(list, reading, at, limit.min(at + most), true)
}

fn probe(
    list: WordList,
    reading: &Reading,
    at: usize,
    limit: usize,
    shouted: bool,
) -> Option<(usize, &'static str)> {
    let mut found = None;
    for end in at + 1..=limit {
        let words = phrase(reading, &(at..end));
        let probe = if shouted { list.probe(&recased(&words)) } else { list.probe(&words) };
        match probe {
            Probe::Is(value) => found = Some((end, value)),
            Probe::Begins => {}
            Probe::Absent => break,
        }
    }
    found
}

fn of_word(reading: &Reading, at: usize, hiding: Hiding) -> Signs {
    let word = reading.word(at);
    if !word.contains(char::is_uppercase) {
        let mut signs = 0;
        if SPEECH_VERBS.contains(word) {
            signs |= SPEECH;
        }
        if is_particle(word) {
            signs |= PARTICLE;
        }
        return signs;
    }
    let shouted = reading.is_upper(at) && word.len() > 3;
    let proper = if shouted { recased(word) } else { word.to_owned() };
    let proper = proper.as_str();
    let hash = if hiding.percent > 0 { of_text(proper) } else { 0 };
    let mut signs = 0;
    let mut sign = |holds: bool, bit: Signs| {
        if holds {
            signs |= bit;
        }
    };
    sign(is_given(proper) && !hiding.hides(hash, 3), GIVEN);
    sign(is_family(proper) && !hiding.hides(hash, 4), FAMILY);
    sign(ORGANIZATION_WORDS.contains(proper), ORG_WORD);
    sign(is_demonym(proper), DEMONYM);
    sign(is_listed(PLACE_WORDS, proper), PLACE_WORD);
    sign(month(proper).is_some() || weekday_number(proper).is_some(), CALENDAR);
    sign(is_function_word(proper), FUNCTION);
    sign(is_thing_word(proper), THING);
    sign(is_plain_acronym(word), PLAIN_ACRONYM);
    sign(is_listed(COMPANY_ENDINGS, proper), COMPANY_ENDING);
    sign(is_listed(HONORIFICS, proper), HONORIFIC);
    sign(is_compound(proper), COMPOUND);
    signs
}

/// Tells whether a word, or the first part of a compound, is a listed given name.
fn is_given(word: &str) -> bool {
    FIRST_NAMES.contains(word)
        || word.split_once('-').is_some_and(|(first, _)| FIRST_NAMES.contains(first))
}

/// Tells whether a word, or a part of a compound, is a listed family name.
fn is_family(word: &str) -> bool {
    SURNAMES.contains(word)
        || word.contains('-') && word.split('-').any(|part| SURNAMES.contains(part))
}

/// Tells whether a compound is made of places or demonyms, or of one and a word in lower case.
pub(crate) fn is_compound(word: &str) -> bool {
    let belongs = |part: &str| PLACES.contains(part) || is_demonym(part);
    word.split_once(['-', '–']).is_some_and(|(first, last)| {
        belongs(first) && (belongs(last) || last.starts_with(char::is_lowercase))
    })
}
