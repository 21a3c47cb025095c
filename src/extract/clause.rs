//! Clauses: which words are verbs that carry one, as far as their form tells.
//!
//! A small reading without a dictionary of the language: helping verbs, regular and irregular pasts,
//! and the few presents that news is full of. It must not know names or statements.

use std::ops::Range;

use crate::extract::lists::{is_listed, lower};
use crate::extract::reading::Reading;
use crate::extract::times::calendar::{month, weekday_number};
use crate::extract::token::TokenKind;

/// Verbs that help others, and forms of `be`, `have` and `do`.
const HELPERS: &str = " is are was were am 're ’re has have had do does did will would can \
    could may might must shall should cannot can't won't don't doesn't didn't isn't aren't wasn't weren't \
    hasn't haven't hadn't wouldn't couldn't shouldn't ";

/// Past forms that do not end in `ed`.
const IRREGULAR: &str = " won lost met made took held bought sold struck hit shot led began gave sent left cut set beat \
    built fought found brought caught drew drove fell flew froze got grew hid kept laid paid put quit ran rose sank saw \
    shut spent stole swept swore threw withdrew wrote chose broke sought taught overthrew undertook forbade said told \
    knew thought felt came went became stood sat spoke lay wore bore tore burst cast cost ate drank sang swam woke \
    dealt meant heard understood overcame arose fled slept woke crept leapt bled dug lit rang shrank sprang swung wept wound strode spun slid shone \
    ground forgot forgave fed clung bound bent ";

/// Presents that carry a clause wherever they stand behind a noun.
const PRESENTS: &str = " needs wants seems appears remains becomes makes takes gives goes comes gets shows says thinks \
    believes knows means wishes depends continues lacks deserves allows requires includes contains expects hopes \
    exists belongs involves affects suffers want need seem appear remain become mean \
    deserve require include contain know believe think affect suffer keeps stands faces works lives runs plays leads \
    causes provides threatens helps offers owes feels looks ";

/// Words before which a form in `ed` is an adjective or part of a name.
const BEFORE_ADJECTIVES: &str = " the a an of in by with most more very its his her their our my your this that these \
    those some any no for to as at from on into new newly and or ";

/// Words that open a clause or a phrase behind a time.
const AFTER_TIMES: &str = " that the a an he she it they we i you his her their its our my this these those there no to whether if \
    in on at for by and but said told as after before while when some many most all both with from of about ";

/// Tells whether a word is a helping verb.
pub(crate) fn is_helper(word: &str) -> bool {
    is_listed(HELPERS, word)
}

/// Tells whether a word is a past that does not end in `ed`.
pub(crate) fn is_irregular_past(word: &str) -> bool {
    is_listed(IRREGULAR, word)
}

/// Tells whether a token is a verb that carries a clause.
pub(crate) fn is_finite(reading: &Reading, at: usize) -> bool {
    reading.finite(at, || carries_clause(reading, at))
}

fn carries_clause(reading: &Reading, at: usize) -> bool {
    let word = reading.word(at);
    let opens = word.starts_with(|ch: char| ch.is_lowercase() || matches!(ch, '\'' | '’'))
        || is_contraction(word);
    if !opens || at == 0 {
        return at == 0 && is_contraction(word);
    }
    let before = reading.word(at - 1);
    let contracted = reading.kind(at) == TokenKind::Possessive
        && is_listed(
            "it he she that there what who here It He She That There What Who Here",
            before,
        );
    if is_helper(word) || contracted || is_contraction(word) {
        return true;
    }
    if is_listed(BEFORE_ADJECTIVES, &lower(before)) || reading.kind(at - 1) == TokenKind::Possessive
    {
        return false;
    }
    if is_irregular_past(word) || is_listed(PRESENTS, word) {
        return true;
    }
    // `a body recovered by police` has no verb of its own.
    word.len() > 4
        && word.ends_with("ed")
        && !is_listed("by", reading.word(at + 1))
        && !is_listed("hundred indeed united unprecedented speed need", word)
}

/// Tells whether a word is a pronoun with a verb drawn together: `we've`.
fn is_contraction(word: &str) -> bool {
    word.split_once(['\'', '’']).is_some_and(|(before, after)| {
        matches!(after, "m" | "re" | "ve" | "ll" | "d" | "t") && before.len() < 8
    })
}

/// Tells whether tokens hold a verb that carries a clause, before any mark that ends one.
pub(crate) fn has_finite(reading: &Reading, tokens: Range<usize>) -> bool {
    let limit = tokens.end.min(tokens.start + 30);
    let start = tokens.start;
    (tokens.start..limit)
        .take_while(|at| {
            *at == start
                || !matches!(
                    reading.word(*at),
                    "who" | "which" | ";" | ":" | "." | "after" | "when"
                )
        })
        .any(|at| match at {
            // A helping verb or a contraction behind another word is finite.
            _ if at > start => is_finite(reading, at),
            _ => is_helper(reading.word(at)) || is_contraction(reading.word(at)),
        })
}

/// Tells whether a word only says how, when or where: it may stand between a subject and its verb.
pub(crate) fn is_adverb(word: &str) -> bool {
    (word.len() > 4
        && word.ends_with("ly")
        && !is_listed("family reply apply supply July Italy assembly", word))
        || is_listed(
            "also then later again further earlier once still even all now already today yesterday tonight \
             tomorrow however too never not just ever soon always often ago instead meanwhile together yet first n't",
            word,
        )
        || weekday_number(word).is_some()
}

/// Skips a time that needs no preposition or has a simple one: `Monday`, `on Tuesday`, `last week`,
/// `in 2019`, `on Nov. 3`.
pub(crate) fn skip_time(reading: &Reading, at: usize) -> usize {
    let mut next = at;
    while is_listed(
        "on late early in at since by during this last next earlier by",
        reading.word(next),
    ) && next < at + 2
    {
        next += 1;
    }
    let word = reading.word(next);
    let preceded = next > at;
    if weekday_number(word).is_some() {
        let part = is_listed("morning afternoon evening night", reading.word(next + 1));
        return next + 1 + usize::from(part);
    }
    if month(word).is_some() && reading.is_capital(next) && preceded {
        let day = usize::from(reading.kind(next + 1) == TokenKind::Number);
        let year = reading.word(next + 1 + day) == "," && reading.word(next + 2 + day).len() == 4;
        return next + 1 + day + if year { 2 } else { 0 };
    }
    if preceded && is_listed("week month year night morning evening afternoon weekend", word) {
        // `said this year marks …`: the time is the subject of what follows.
        let subject = reading.word(next + 1).starts_with(char::is_lowercase)
            && !is_listed(AFTER_TIMES, reading.word(next + 1));
        return if subject { at } else { next + 1 };
    }
    if preceded && reading.kind(next) == TokenKind::Number && word.len() == 4 {
        return next + 1;
    }
    at
}

/// Skips adverbs and times forwards from a token.
pub(crate) fn skip_adverbs(reading: &Reading, at: usize) -> usize {
    let mut next = at;
    loop {
        let word = reading.word(next);
        let time = skip_time(reading, next);
        let behind = if time == next && is_adverb(word) { next + 1 } else { time };
        if behind == next {
            return next;
        }
        next = behind;
    }
}

#[cfg(test)]
mod tests {
    use super::{has_finite, is_finite, skip_adverbs};
    use crate::document::{BlockKind, DocumentBuilder};
    use crate::extract::reading::Reading;

    fn with<T>(text: &str, ask: impl Fn(&Reading) -> T) -> T {
        let mut builder = DocumentBuilder::new();
        builder.simple(BlockKind::Paragraph, text);
        let document = builder.finish().unwrap();
        ask(&Reading::new(&document))
    }

    #[test]
    fn verbs_carry_clauses_by_their_form() {
        let table = [
            ("The dam burst on Friday.", Some("burst")),
            ("The abandoned car with rusted doors.", None),
            ("The crew abandoned a car.", Some("abandoned")),
            ("Documents seized by police.", None),
            ("Rates are high.", Some("are")),
            ("A need for unprecedented speed.", None),
        ];
        for (text, expected) in table {
            let found = with(text, |reading| {
                let first = (0..reading.tokens.len()).find(|at| is_finite(reading, *at));
                first.map(|at| reading.word(at).to_owned())
            });
            assert_eq!(found.as_deref(), expected, "{text}");
            let has = with(text, |reading| has_finite(reading, 0..reading.tokens.len()));
            assert_eq!(has, expected.is_some(), "{text}");
        }
    }

    #[test]
    fn adverbs_and_times_are_skipped() {
        for text in
            ["also on Monday X", "later last week X", "on Nov. 3, 2025 X", "Tuesday night X", "X"]
        {
            let rest = with(text, |reading| reading.word(skip_adverbs(reading, 0)).to_owned());
            assert_eq!(rest, "X", "{text}");
        }
    }
}
