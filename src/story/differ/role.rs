//! Roles: what a number is the number of, by the words around it.
//!
//! A toll is never held against a number of wounded, nor one length against another. The nearest word that gives
//! a role counts, and a comma, a conjunction or another number lies between as several words would.

use std::ops::Range;

use crate::story::differ::words::{Lexicon, Word, WordKind, is_listed};

/// What a number is the number of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    Dead,
    Hurt,
    Shot,
    Missing,
    Held,
    Moved,
    Saved,
    Age,
    Magnitude,
    Depth,
    Length,
    Height,
    Width,
    Weight,
    Speed,
    Prison,
    Lasting,
    Fine,
    Profit,
    Revenue,
    Loss,
    Price,
    Votes,
    Seats,
    Turnout,
    Jobs,
    Whole,
    Rate,
}

impl Role {
    /// Tells whether later reports bring such a number up to date.
    pub(crate) const fn may_change(self) -> bool {
        !matches!(
            self,
            Self::Age
                | Self::Depth
                | Self::Length
                | Self::Height
                | Self::Width
                | Self::Weight
                | Self::Speed
                | Self::Prison
                | Self::Lasting
                | Self::Fine
        )
    }

    /// Tells whether it counts people, of whatever sort.
    pub(crate) const fn counts_people(self) -> bool {
        matches!(
            self,
            Self::Dead
                | Self::Hurt
                | Self::Shot
                | Self::Missing
                | Self::Held
                | Self::Moved
                | Self::Saved
        )
    }

    /// Tells whether such a number may fall as well as grow.
    pub(crate) const fn may_fall(self) -> bool {
        matches!(self, Self::Missing | Self::Moved | Self::Magnitude | Self::Turnout | Self::Votes)
    }
}

/// The words that give a role.
const CUES: [(Role, &str); 25] = [
    (
        Role::Dead,
        " dead death deaths die dies died dying kill kills killed killing toll fatality fatalities lives \
         bodies perished perish slain drowned fatally lifeless corpses ",
    ),
    (
        Role::Hurt,
        " injured injuring injures injury injuries wounded wounding wounds hurt hurting hospitalized \
         hospitalised hospital hospitals ",
    ),
    (Role::Shot, " shot shooting shoots stabbed stabbing attacked attacking struck striking "),
    (Role::Missing, " missing unaccounted trapped stranded "),
    (
        Role::Held,
        " arrested arrest arrests detained detaining detentions custody arresting \
         rounded seized captured capturing captures capture apprehended apprehending nabbed ",
    ),
    (
        Role::Moved,
        " evacuated evacuate evacuating evacuation displaced displacing homeless fled uprooted evacuees ",
    ),
    (Role::Saved, " rescued rescuing saved survivors survived survive freed "),
    (Role::Age, " aged age "),
    (Role::Magnitude, " magnitude richter "),
    (Role::Depth, " deep depth "),
    (Role::Length, " long length "),
    (Role::Height, " tall high height elevation "),
    (Role::Width, " wide width "),
    (Role::Weight, " weighing weighs weighed weight heavy "),
    (Role::Speed, " speed speeds winds gusts "),
    (Role::Prison, " prison jail jailed sentenced imprisonment sentence bars imprisoned "),
    (Role::Fine, " fine fined fines penalty penalties "),
    (Role::Profit, " profit profits earnings earned income "),
    (Role::Revenue, " revenue revenues sales turnover "),
    (Role::Loss, " loss losses lost damage damages "),
    (
        Role::Price,
        " price priced worth valued buy buys bought acquire acquires acquired acquiring paying paid pay \
         pays deal takeover value bid offer ",
    ),
    (Role::Votes, " vote votes ballots "),
    (Role::Seats, " seats seat "),
    (Role::Turnout, " turnout "),
    (Role::Jobs, " jobs job workers layoffs cuts redundancies posts "),
];

/// How far a word that gives a role may stand from its number.
const REACH: usize = 7;

/// Returns the role of the number that takes these words of a sentence.
pub(crate) fn role(lexicon: &Lexicon, words: &[Word], number: &Range<usize>) -> Option<Role> {
    if is_age(lexicon, words, number) {
        return Some(Role::Age);
    }
    let after = words.get(number.end..).unwrap_or_default();
    let before = words.get(..number.start).unwrap_or_default();
    if is_whole(lexicon, before) {
        return Some(Role::Whole);
    }
    if is_rate(lexicon, after) {
        return Some(Role::Rate);
    }
    let behind = nearest(lexicon, after.iter());
    // The words before a colon are the name of the number behind it: `Revenue: $9.8 billion`.
    let label = match before.split_last() {
        Some((mark, label)) if lexicon.form(mark) == ":" => label,
        _ => before,
    };
    let ahead = nearest(lexicon, label.iter().rev());
    match (ahead, behind) {
        (Some((near, _)), Some((far, role))) if far < near => Some(role),
        (Some((_, role)), _) | (None, Some((_, role))) => Some(role),
        (None, None) => None,
    }
}

/// Returns what a length of time is the length of: only a term of prison, or how long a thing lasted.
///
/// What is asked for, possible at most, left or already served is no term that was given.
pub(crate) fn role_of_length(
    lexicon: &Lexicon,
    words: &[Word],
    length: &Range<usize>,
) -> Option<Role> {
    let before = words.get(..length.start).unwrap_or_default();
    let after = words.get(length.end..).unwrap_or_default();
    let ends = |word: &&Word| !matches!(lexicon.form(word), "," | ";" | "." | ":" | "—" | "–");
    let ahead = before.iter().rev().take_while(ends).take(REACH);
    let behind = after.iter().take_while(ends).take(4);
    let has = |list: &str| {
        let mut around = ahead.clone().chain(behind.clone());
        around.any(|word| is_listed(list, lexicon.form(word)))
    };
    let last = before.last().map(|word| lexicon.form(word)).unwrap_or_default();
    if is_listed(" lasted lasts lasting ", last) {
        return Some(Role::Lasting);
    }
    (has(TERM) && !has(NO_TERM)).then_some(Role::Prison)
}

const TERM: &str = " prison jail jailed sentenced imprisonment sentence bars imprisoned gaol ";

const NO_TERM: &str = " asked ask asks demanded demand demands sought seek seeking seeks requested recommended \
    proposed maximum minimum faces face faced facing could may might would up least most served serving serve \
    spent spending parole probation suspended community ago after before remaining left earlier previous \
    accused suspected ";

/// Tells whether a number counts all of which others are a part: `12 of the 40 passengers`.
fn is_whole(lexicon: &Lexicon, before: &[Word]) -> bool {
    let mut last = before.iter().rev().map(|word| (lexicon.form(word), word.kind));
    let mut next = last.next();
    if next.is_some_and(|(form, _)| matches!(form, "the" | "its" | "their" | "all")) {
        next = last.next();
    }
    let counted = |(form, kind): (&str, WordKind)| {
        kind == WordKind::Number
            || is_listed(" some most many half all each none two three four five six seven ", form)
    };
    next.is_some_and(|(form, _)| form == "of") && last.next().is_some_and(counted)
}

/// Tells whether a number is one of so many in each time or to each: `$22 million per season`, `12 a day`.
fn is_rate(lexicon: &Lexicon, after: &[Word]) -> bool {
    let mut forms = after.iter().map(|word| lexicon.form(word)).take(4);
    forms.clone().any(|form| form == "per" || form == "apiece")
        || forms.any(|form| form == "a" || form == "each")
            && after.iter().take(5).any(|word| {
                is_listed(
                    " year season month week day hour minute share night ",
                    lexicon.form(word),
                )
            })
}

/// Tells whether a number is an age: `the driver, 34,`, `aged 34`, `34-year-old`, `34 years old`.
fn is_age(lexicon: &Lexicon, words: &[Word], number: &Range<usize>) -> bool {
    let form = |at: Option<usize>| at.and_then(|at| words.get(at)).map(|word| lexicon.form(word));
    let following = words.get(number.start..).unwrap_or_default().iter().take(7);
    let mut rest = following.map(|word| lexicon.form(word)).filter(|word| *word != "-");
    let has_years = rest.any(|word| word == "year" || word == "years" || word == "yr");
    if has_years && rest.next() == Some("old") {
        return true;
    }
    let before = number.start.checked_sub(1);
    if form(before) == Some("aged") || form(before) == Some("age") {
        return true;
    }
    let stops = |mark: Option<&str>| matches!(mark, Some("," | "." | ")" | ";"));
    let named = before.and_then(|at| at.checked_sub(1)).and_then(|at| words.get(at));
    form(before) == Some(",")
        && stops(form(Some(number.end)))
        && named.is_some_and(Word::is_content)
        && number.len() == 1
        && form(Some(number.start)).is_some_and(|number| number.len() <= 2)
}

fn nearest<'w>(lexicon: &Lexicon, words: impl Iterator<Item = &'w Word>) -> Option<(usize, Role)> {
    let mut distance = 0;
    for word in words {
        let form = lexicon.form(word);
        distance += match form {
            ";" | ":" | "." | "—" | "–" => return None,
            // Of whom it is said says nothing of how many were killed.
            "accused" | "suspected" | "charged" | "convicted" | "blamed" | "guilty" => return None,
            "," => 3,
            "and" | "but" | "while" | "or" | "when" | "after" | "with" | "as" => 3,
            _ if word.kind == WordKind::Number => 3,
            _ => 1,
        };
        if distance > REACH {
            return None;
        }
        if let Some((role, _)) = CUES.iter().find(|(_, cues)| is_listed(cues, form)) {
            return Some((distance, *role));
        }
    }
    None
}
