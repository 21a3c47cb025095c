//! Runs of capitalised words: where they begin, what breaks them, how they are looked up.

use std::borrow::Cow;
use std::ops::Range;

use crate::extract::lists::{DEMONYMS, TITLES, is_listed, lower};
use crate::extract::reading::Reading;
use crate::extract::times::calendar::{month, weekday_number};

/// Words that begin sentences and headings in capitals without being names.
const OPENING_WORDS: &str = " A An The This That These Those It Its He She They We You I His Her Their Our \
    My Your In On At By For From With Without Within To Of As And Or But Nor So Yet If When While \
    Where Why How What Who Which Whose Whom Although Though Because Since Until Unless After Before \
    During Despite Amid Among Under Over Between Beyond Against Through Throughout About Above Across \
    Along Around Behind Below Beside Besides Both Each Either Neither Every All Any Some Many Most More \
    Much Few Several Such Other Others Another One Two Three Four Five Six Seven Eight Nine Ten No Not \
    Now Then There Here Thus Hence Therefore However Meanwhile Moreover Furthermore Nevertheless Still \
    Also Even Only Just Yes Well Once Soon Later Earlier Last Next Previous Recent Recently Today \
    Yesterday Tomorrow Is Are Was Were Be Been Being Has Have Had Do Does Did Will Would Can Could \
    Should May Might Must Let Asked According Officials Police Residents Critics Analysts Experts \
    Rescuers Investigators Prosecutors Lawmakers Authorities Shares Sales Prices People Nobody Everyone \
    Nothing Anyone Perhaps Maybe Like Unlike Instead Rather Similarly Finally First Second Third Out Up \
    Down Off Back Away New Old Following Given Based Speaking Photo Editor Reporting Writing Editing \
    Additional Source Sources Hundreds Thousands Dozens Millions Half Part Nearly Almost Roughly Us Me \
    Them Him Than Upon Per Via Whether Whatever Whoever Whenever None Only Lawyers Doctors Workers \
    Students Teachers Scientists Researchers Farmers Voters Families Witnesses Commentary Opinion \
    Analysis Update Breaking Exclusive Correction Factbox Profile Feature ";

/// Words that end a capitalised phrase which names a thing or an event, no person or body.
const THING_WORDS: &str = " Act Agreement Accord Accords Treaty Convention Declaration Communique Communiqué \
    Plan Strategy Partnership Era War Wars Revolution Day Week Month Year Years Games Cup Prize Prizes \
    Award Awards Championship Championships Olympics Olympic Summit Conference Meeting Session Festival \
    Law Bill Code Amendment Constitution Protocol Charter Pact Deal Report Review Index Order Ordinance \
    Resolution Rule Rules Regulation Directive Medal Open Final Finals Series Tournament Trophy Derby \
    Marathon Race Tour Prix Hurricane Typhoon Cyclone Storm Earthquake Pandemic Virus Variant Program \
    Programme Policy Process Framework Road Initiative Doctrine Theory Bible Quran God Christmas Easter \
    Ramadan Diwali Eve Internet Web Covid COVID-19 ";

/// Acronyms that name no body.
const PLAIN_ACRONYMS: &str = " CEO CFO COO GDP CPI AI TV DNA RNA HIV AIDS COVID COVID-19 ID PM AM UTC GMT EST EDT \
    PST PDT CET IPO ETF SUV EV EVs USB PDF VIP MP MPs MEP MEPs PhD DIY FAQ Q1 Q2 Q3 Q4 LGBTQ LGBT PCR \
    GPS IT HR PR II III IV VI VII VIII IX XI XII NOT AND THE FOR OK QR SMS ATM CCTV LED VAT R&D MVP NO \
    CO2 B.C. A.D. BC AD DJ MC HD ICU ER JR SR USD EUR GBP X-ray ";

/// Tells whether a token is a capital that may begin or go on with a name.
pub(crate) fn is_plain_capital(reading: &Reading, at: usize) -> bool {
    let word = reading.word(at);
    reading.is_capital(at)
        && !word.starts_with("I'")
        && !word.starts_with("I’")
        && month(word).is_none_or(|_| matches!(word, "May" | "April" | "June" | "August" | "Jan"))
        && weekday_number(word).is_none()
}

/// Tells whether a word is one of those that begin sentences without being names.
pub(crate) fn is_function_word(word: &str) -> bool {
    is_listed(OPENING_WORDS, word)
}

/// Tells whether a word ends the name of a thing or an event.
pub(crate) fn is_thing_word(word: &str) -> bool {
    is_listed(THING_WORDS, word)
}

/// Tells whether an acronym names no body.
pub(crate) fn is_plain_acronym(word: &str) -> bool {
    is_listed(PLAIN_ACRONYMS, word)
}

/// Tells whether a word, or the first or last part of a compound, is an adjective of belonging.
pub(crate) fn is_demonym(word: &str) -> bool {
    DEMONYMS.contains(word)
        || word
            .split_once('-')
            .is_some_and(|(first, last)| DEMONYMS.contains(first) || DEMONYMS.contains(last))
}

/// Returns the end of the title that begins at `at`, if one does; the longest of the list.
pub(crate) fn title_end(reading: &Reading, at: usize, limit: usize) -> Option<usize> {
    if !TITLES.may_begin_with(&lower(reading.word(at))) {
        return None;
    }
    let longest = (at + 5).min(limit);
    (at + 1..=longest).rev().find(|end| {
        let words = phrase(reading, &(at..*end));
        let words = lower(&words);
        TITLES.contains(&words)
    })
}

/// Returns the words of a span as the lists write them: single spaces, straight apostrophes.
pub(crate) fn phrase<'d>(reading: &Reading<'d>, span: &Range<usize>) -> Cow<'d, str> {
    let text = reading.text(reading.cover(span));
    if !text.contains(['’', '\n', '\t', '\u{a0}']) && !text.contains("  ") {
        return Cow::Borrowed(text);
    }
    let words: Vec<_> = text.split_whitespace().collect();
    Cow::Owned(words.join(" ").replace('’', "'"))
}

/// Returns the words of a span with only their first letters in capitals, for what is written in
/// capitals throughout.
pub(crate) fn recased(words: &str) -> String {
    let words = words.replace(" OF ", " of ").replace(" DE ", " de ").replace(" THE ", " the ");
    let small = [" of ", " de ", " the "];
    if small.iter().any(|joint| words.contains(joint)) {
        return words
            .split(' ')
            .map(
                |word| {
                    if matches!(word, "of" | "de" | "the") {
                        word.to_owned()
                    } else {
                        recased(word)
                    }
                },
            )
            .collect::<Vec<_>>()
            .join(" ");
    }
    let mut start = true;
    words
        .chars()
        .map(|ch| {
            let shown = if start { ch } else { ch.to_lowercase().next().unwrap_or(ch) };
            start = !ch.is_alphanumeric() && ch != '\'';
            shown
        })
        .collect()
}

/// Tells whether a token is a word that may join the parts of a personal name.
pub(crate) fn is_particle(word: &str) -> bool {
    is_listed(
        "de da do dos das del della di du van von der den bin bint ibn al el la le ten \
ter y e zu af",
        word,
    )
}

/// Returns the word before a token, empty at the start of the text.
pub(crate) fn word_before<'d>(reading: &Reading<'d>, at: usize) -> &'d str {
    at.checked_sub(1).map_or("", |before| reading.word(before))
}
