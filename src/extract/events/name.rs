//! The names of events: what a text calls a meeting, a war, a storm, a contest.
//!
//! An event is named by a number and a noun (`the 30th regular meeting of …`), by capitals that end in a word for
//! an event (`World Cup`), by a word before a name (`Hurricane Ida`, `Battle of Kursk`, `trial of Ana Poe`) or by a
//! year or a name before such a word in lower case (`the 2011 earthquake`, `the Oslo summit`).

use std::ops::Range;

use crate::extract::lists::{is_listed, lower};
use crate::extract::number::ordinal;
use crate::extract::reading::{Place, Reading, Sentence};
use crate::extract::times::calendar::{month, weekday_number, year};
use crate::extract::token::TokenKind;

/// A named event in a sentence.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Named {
    /// The tokens of the name.
    pub(crate) tokens: Range<usize>,
    /// The token of the noun that says what it is.
    pub(crate) head: usize,
    /// Its number in a row of such events.
    pub(crate) number: Option<f64>,
    /// What made it a name.
    pub(crate) rule: &'static str,
}

/// Nouns for events that come in numbers.
const NUMBERED: &str = " meeting session summit anniversary conference forum congress festival championship edition \
    round convention assembly plenum expo fair tournament marathon symposium ceremony dialogue games olympics ";

/// Words that end the capitalised name of an event.
const CAPITALISED: &str = " War Wars Games Cup Summit Year Olympics Paralympics Festival Championship Championships \
    Revolution Uprising Rebellion Intifada Expo Marathon Biennale Triennale Massacre Genocide Holocaust Crusade \
    Crusades Armistice Referendum Derby Prix Regatta Carnival Earthquake Depression Crisis Trials Famine Series \
    Finals Final Bowl Disaster Coup Riots Awards Election Elections Pageant Parade Rally Tour ";

/// Words that end the capitalised name of an event or of a body: only what is attended or numbered is an event.
const AMBIGUOUS: &str = " Conference Forum Session Congress Open Meeting Fair Primary Convention Assembly Week Masters ";

/// Words before an event of such a name.
const ATTENDED: &str = " at during attend attended attending host hosted hosting hosts opening opened win won wins \
    attends for before after ";

/// Words for events in lower case that a year before them names.
const DATED: &str = " election elections referendum summit war earthquake quake tsunami hurricane flood floods wildfire \
    wildfires massacre genocide bombing bombings attack attacks shooting crash disaster protests riots uprising \
    coup revolution festival championship championships tournament conference strike siege crisis pandemic famine \
    games final finals marathon parade olympics drought eruption invasion rebellion blackout heatwave ";

/// Words for events in lower case that a name before them names.
const PLACED: &str = " summit earthquake quake massacre bombing bombings disaster festival marathon trial genocide war \
    regatta biennale derby ";

/// Words for events that somebody undergoes: `trial of Ana Poe`.
const UNDERGONE: &str =
    " trial funeral inauguration assassination coronation impeachment lynching ";

/// Words for fights that a place behind them names.
const FIGHTS: &str = " Battle Siege Battles Fall Sack Massacre Storming Relief Blockade ";

/// Words before the name of a storm.
const STORMS: &str = " Hurricane Typhoon Cyclone Storm ";

/// The most tokens of a capitalised name.
const LONGEST_NAME: usize = 24;

/// Tells whether a word stands before the name of a storm.
pub(crate) fn is_storm(word: &str) -> bool {
    is_listed(STORMS, word)
}

/// Reads the names of events in a sentence, in order.
pub(crate) fn names(reading: &Reading, sentence: &Sentence) -> Vec<Named> {
    let mut found = Vec::new();
    let mut at = sentence.tokens.start;
    while at < sentence.tokens.end {
        if let Some(named) = name(reading, sentence, at) {
            at = named.tokens.end.max(at + 1);
            found.push(named);
        } else {
            at += 1;
        }
    }
    found
}

/// Reads the name of an event that starts at a token.
fn name(reading: &Reading, sentence: &Sentence, at: usize) -> Option<Named> {
    if reading.kind(at) == TokenKind::Mark {
        return None;
    }
    if let Some(named) = numbered(reading, sentence, at) {
        return Some(named);
    }
    // In a heading capitals mark nothing.
    let capitals = !sentence.title_case && sentence.place != Place::Heading;
    let upper = reading.is_capital(at);
    storm(reading, sentence, at)
        .or_else(|| if capitals && upper { led(reading, sentence, at) } else { None })
        .or_else(|| if capitals { capitalised(reading, sentence, at) } else { None })
        .or_else(|| dated(reading, sentence, at))
        .or_else(|| if capitals && upper { placed(reading, sentence, at) } else { None })
        .or_else(|| undergone(reading, sentence, at))
}

/// Reads `12th annual forum of the Baltic and Nordic ports`.
fn numbered(reading: &Reading, sentence: &Sentence, at: usize) -> Option<Named> {
    let limit = sentence.tokens.end;
    let number = ordinal(reading, at)?;
    let longest = (number.end + 4).min(limit);
    let noun = (number.end..longest)
        .take_while(|at| reading.kind(*at) == TokenKind::Word)
        .find(|at| is_listed(NUMBERED, &lower(reading.word(*at))))?;
    let such =
        (number.end..noun).any(|at| matches!(reading.word(at), "such" | "ever" | "of" | "time"));
    let end = extended(reading, noun + 1, limit);
    // A bare `second meeting` or `first round` names no event.
    let vague = !number.digits && end == noun + 1 && noun == number.end && number.value < 10.0;
    let rule = "a number before a noun for an event";
    (!vague && !such).then_some(Named {
        tokens: at..end,
        head: noun,
        number: Some(number.value),
        rule,
    })
}

/// Reads `regular meeting of heads of government` where a numbered one has been named: the words before the noun
/// must be `described`.
pub(crate) fn repeated(reading: &Reading, sentence: &Sentence, head: usize) -> Range<usize> {
    head..extended(reading, head + 1, sentence.tokens.end)
}

/// Returns the end of what belongs to the name behind its noun: `of …`, `between …`.
fn extended(reading: &Reading, at: usize, limit: usize) -> usize {
    if !matches!(reading.word(at), "of" | "between" | "on" | "for" | "against") || at >= limit {
        return at;
    }
    let mut end = at + 1;
    while end < limit {
        let word = reading.word(end);
        let stops = reading.kind(end) == TokenKind::Mark && word != "&"
            || is_listed(
                "in at with on after before during which that who as is was were are will has \
had have to from by while this next last",
                word,
            ) && !(word == "in"
                && is_listed(
                    "victory defeat success role part participation independence",
                    reading.word(end - 1),
                ));
        let verb = word.len() > 4
            && word.starts_with(char::is_lowercase)
            && (word.ends_with("ed") || word.ends_with("ing"));
        if stops || verb || weekday_number(word).is_some() {
            break;
        }
        end += 1;
    }
    if end == at + 1 { at } else { end }
}

/// Reads `Hurricane Ida`, `Tropical Storm Ana`, `Super Typhoon Mangkhut`.
fn storm(reading: &Reading, sentence: &Sentence, at: usize) -> Option<Named> {
    let first =
        usize::from(matches!(reading.word(at), "Tropical" | "Super" | "Subtropical" | "Severe"));
    let head = at + first;
    let shouted = reading.is_upper(head + 1) && !reading.is_upper(head);
    // `Storm Center`, `Hurricane Katrina survivors`
    let body = matches!(
        reading.word(head + 1),
        "Center"
            | "Centre"
            | "Prediction"
            | "Hunters"
            | "Relief"
            | "Warning"
            | "Season"
            | "Watch"
            | "Force"
    );
    let named =
        is_storm(reading.word(head)) && is_name_word(reading, head + 1) && !shouted && !body;
    (named && head + 1 < sentence.tokens.end).then_some(Named {
        tokens: at..head + 2,
        head,
        number: None,
        rule: "a word for a storm before its name",
    })
}

/// Reads `Battle of Kursk`, `Operation Desert Storm`, `World War II`, `Tour de France`, `COP28`, `Euro 2024`.
fn led(reading: &Reading, sentence: &Sentence, at: usize) -> Option<Named> {
    let limit = sentence.tokens.end;
    let rule = "a word for an event before its name";
    let made =
        |end: usize, head| Some(Named { tokens: at..end.min(limit), head, number: None, rule });
    let word = reading.word(at);
    let next = if at + 1 < limit { reading.word(at + 1) } else { "" };
    if is_listed(FIGHTS, word) && next == "of" {
        let name = at + 2 + usize::from(reading.word(at + 2) == "the");
        let end = capitals(reading, name, limit);
        return if end > name { made(end, at) } else { None };
    }
    if word == "Operation" {
        let end = capitals(reading, at + 1, limit.min(at + 4));
        return if end > at + 1 { made(end, at) } else { None };
    }
    if word == "World" && next == "War" {
        let part = matches!(reading.word(at + 2), "I" | "II" | "III" | "One" | "Two" | "Three");
        return made(at + 2 + usize::from(part), at + 1);
    }
    if matches!(word, "WWI" | "WWII") {
        return made(at + 1, at);
    }
    if matches!(word, "Tour" | "Giro" | "Vuelta")
        && (matches!(next, "de" | "of" | "a" | "d'Italia" | "d’Italia"))
    {
        let end = capitals(reading, at + 2, limit);
        let whole = if next.starts_with('d') && next.len() > 2 { at + 2 } else { end };
        return if whole > at + 1 && (whole > at + 2 || next.len() > 2) {
            made(whole, at)
        } else {
            None
        };
    }
    let conference = word.strip_prefix("COP").is_some_and(|number| {
        (1..=2).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    if conference {
        return made(at + 1, at);
    }
    let yearly =
        matches!(word, "Euro" | "Expo" | "Copa" | "Eurovision") && year(reading, at + 1).is_some();
    if yearly { made(at + 2, at) } else { None }
}

/// Reads `Great Patriotic War`, `2024 Summer Olympics`, `Cannes Film Festival`, `Super Bowl LVIII`.
fn capitalised(reading: &Reading, sentence: &Sentence, at: usize) -> Option<Named> {
    let limit = sentence.tokens.end.min(at + LONGEST_NAME);
    let dated = year(reading, at).is_some() && reading.is_capital(at + 1);
    let opens = at == sentence.tokens.start && is_opening(reading.word(at));
    if !(dated || is_name_word(reading, at) && !opens) {
        return None;
    }
    let end = capitals(reading, at + 1, limit);
    let sure = |at: &usize| is_listed(CAPITALISED, reading.word(*at));
    let first = if dated { at + 1 } else { at };
    let lone = |at: usize| {
        let other = matches!(
            reading.word(at.wrapping_sub(1)),
            "New" | "Foreign" | "Light" | "Fiscal" | "School"
        );
        other || at == first && !(dated || is_known_alone(reading.word(at)))
    };
    let head = (first..end).rev().find(|at| sure(at) && !lone(*at)).or_else(|| {
        let before = lower(reading.word(before_article(reading, at)?));
        let attended = dated || is_listed(ATTENDED, &before);
        (first + 1..end).rev().find(|at| attended && is_listed(AMBIGUOUS, reading.word(*at)))
    })?;
    if is_body(reading, head, end) {
        return None;
    }
    let mut close = head + 1;
    // `Super Bowl LVIII`, `World Cup 2026`
    let numeral = reading.word(close).bytes().all(|byte| b"IVXL".contains(&byte))
        || year(reading, close).is_some();
    close += usize::from(numeral && close < limit);
    // `War of Defence against Foreign Rule`, `World Conference on Women`.
    while matches!(reading.word(close), "of" | "on" | "against" | "for")
        && is_name_word(reading, close + 1)
        && close + 1 < limit
    {
        close = capitals(reading, close + 1, limit);
    }
    let rule = "capitals that end in a word for an event";
    Some(Named { tokens: at..close, head, number: None, rule })
}

/// Tells whether the word at `head` makes a body, a post or a thing of its capitals: `Cold War Museum`.
fn is_body(reading: &Reading, head: usize, end: usize) -> bool {
    head + 1 < end && !reading.word(head + 1).bytes().all(|byte| b"IVXL".contains(&byte))
        || matches!(reading.word(head + 1), "committee" | "champion" | "champions")
            && reading.word(head) == "Final"
}

/// Tells whether a word names an event without any before it: `the Olympics`.
fn is_known_alone(word: &str) -> bool {
    matches!(word, "Olympics" | "Paralympics" | "Holocaust" | "Intifada" | "Crusades")
}

/// Reads `2011 earthquake and tsunami`, `2024 presidential election`.
fn dated(reading: &Reading, sentence: &Sentence, at: usize) -> Option<Named> {
    year(reading, at)?;
    let longest = (at + 5).min(sentence.tokens.end);
    let head = (at + 1..longest)
        .take_while(|at| reading.kind(*at) == TokenKind::Word)
        .find(|at| is_listed(DATED, reading.word(*at)))?;
    let plain = (at + 1..head).all(|at| {
        let word = reading.word(at);
        word.len() > 2
            && !matches!(word, "and" | "the" | "was" | "when" | "after" | "before" | "for" | "with")
    });
    let rule = "a year before a noun for an event";
    plain.then_some(Named { tokens: at..head + 1, head, number: None, rule })
}

/// Reads `Oslo summit`, `Syrian civil war`, `Romania's presidential election`.
fn placed(reading: &Reading, sentence: &Sentence, at: usize) -> Option<Named> {
    if is_opening(reading.word(at)) || !is_name_word(reading, at) {
        return None;
    }
    let limit = sentence.tokens.end;
    let mut next = capitals(reading, at, limit.min(at + 5));
    // The capital of one word that begins a sentence says nothing: `Strong earthquake`.
    if at == sentence.tokens.start && next == at + 1 && reading.kind(next) == TokenKind::Word {
        return None;
    }
    let owned = reading.kind(next) == TokenKind::Possessive;
    next += usize::from(owned);
    let first = reading.word(next);
    let elected = matches!(
        first,
        "presidential" | "parliamentary" | "general" | "mayoral" | "legislative" | "regional"
    ) && matches!(reading.word(next + 1), "election" | "elections");
    let fought = first == "civil" && reading.word(next + 1) == "war";
    let rule = "a name before a noun for an event";
    if (elected || fought) && next + 2 <= limit {
        return Some(Named { tokens: at..next + 2, head: next + 1, number: None, rule });
    }
    // `Ana Poe's trial` is one; `Mr. Poe summit` is not.
    let named = is_listed(PLACED, first) && next < limit && (!owned || first == "trial");
    let spoken = reading.word(next + 1) == "-" && reading.touches_next(next);
    (named && !spoken).then_some(Named { tokens: at..next + 1, head: next, number: None, rule })
}

/// Reads `trial of Ana Poe`, `funeral of Pope Francis`.
fn undergone(reading: &Reading, sentence: &Sentence, at: usize) -> Option<Named> {
    if !is_listed(UNDERGONE, reading.word(at)) || reading.word(at + 1) != "of" {
        return None;
    }
    let limit = sentence.tokens.end;
    let mut name = at + 2;
    // `trial of former President Ana Poe`
    while name < at + 5 && !reading.is_capital(name) && reading.kind(name) == TokenKind::Word {
        name += 1;
    }
    let end = capitals(reading, name, limit.min(name + 6));
    let rule = "a noun for what somebody undergoes before the name";
    (end > name).then_some(Named { tokens: at..end, head: at, number: None, rule })
}

/// Returns the end of the capitals that start at a token, with possessives between them.
fn capitals(reading: &Reading, at: usize, limit: usize) -> usize {
    let mut end = at;
    while end < limit
        && (is_name_word(reading, end)
            || end > at
                && reading.kind(end) == TokenKind::Possessive
                && reading.is_capital(end + 1))
    {
        end += 1;
    }
    end
}

/// Tells whether a token is a capital that may be part of a name.
fn is_name_word(reading: &Reading, at: usize) -> bool {
    let word = reading.word(at);
    reading.is_capital(at)
        && !word.starts_with("I'")
        && !word.starts_with("I’")
        && (month(word).is_none() || matches!(word, "May" | "April" | "June" | "August"))
        && weekday_number(word).is_none()
        && !matches!(word, "The" | "Mr." | "Mrs." | "Ms.")
}

/// Tells whether a word begins sentences without being a name.
fn is_opening(word: &str) -> bool {
    is_listed(
        "A An And As At After All Before But By During For From He Her His How If In It Its Last Many More Most No \
Now On One Only Or Our She Since So Some That The Their Then There These They This Those Though To Two Under Until \
We What When Where While Who Why With You Every Each Both Next Such Another Other Even Just Not Like Over About",
        word,
    )
}

/// Returns the token before a name, or before its article.
fn before_article(reading: &Reading, at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    let article = matches!(reading.word(before), "the" | "The" | "a" | "this" | "annual");
    if article { before.checked_sub(1) } else { Some(before) }
}
