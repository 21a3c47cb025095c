//! Stance: whether a sentence in the text's own voice reports or comments.
//!
//! A comment judges, interprets or foretells: by an adjective that praises or blames, a verb that reads
//! meaning into events, a figure of speech, `must` and `should`, or what the writer thinks in the first person.
//! A question, and what happened to the writer, judge nothing. It must not know who says anything; it is
//! asked only of sentences that nobody is said to say.

use crate::extract::lists::is_listed;
use crate::extract::reading::{Reading, Sentence};
use crate::text::TextRange;

/// Words that praise, blame or weigh what they describe.
const JUDGING: &str = " landmark pivotal crucial noteworthy picturesque \
    remarkable remarkably impressive profound paramount cornerstone \
    ambitious disappointing shameful brilliant terrible outrageous reckless heroic \
    triumphant dismal testament \
    forward-looking resilient \
    alarming absurd admirable appalling astonishing astounding catastrophic clumsy commendable compelling courageous \
    cynical deplorable disastrous disgraceful disturbing extraordinary flawed foolish \
    formidable fortunate fortunately unfortunately sadly tragically ironically regrettably hopefully surprisingly \
    unsurprisingly troubling grim groundbreaking hypocritical inevitable inevitably inexcusable insightful \
    irresponsible laudable lamentable masterful misguided monumental naive outstanding \
    pathetic reprehensible ridiculous scandalous senseless shocking splendid superb unacceptable unforgivable \
    unjust unparalleled unwise visionary worrying worrisome foundational \
    indispensable invaluable transformative game-changing unrivalled unmatched ";

/// Words that weigh as often as they measure: one alone may report.
const WEIGHING: &str = " significant significantly substantial tangible volumes powerful lasting decisive legendary \
    robust symbolic vital historic devastating deeper deepening stunning controversial notorious enduring \
    unprecedented ";

/// Verbs by which a text reads a meaning into what happened.
const INTERPRETING: &str = " underscores underscored underscore reflects signals signaled signalled signifies highlights \
    demonstrates exemplifies epitomizes epitomises heralds symbolizes symbolises embodies underlines illustrates \
    underpins betrays attests cements cemented reaffirms epitomized proves ";

/// Participles that add such a meaning behind a comma.
const ADDED_MEANING: &str = " underscoring signaling signalling highlighting reflecting demonstrating illustrating cementing \
    symbolizing symbolising heralding reaffirming solidifying underlining ";

/// The writer as a subject.
const FIRST_PERSON: &str = " I We we ";

/// Verbs by which a writer judges in the first person.
const OPINING: &str = " think believe feel suspect doubt hope fear consider expect prefer recommend love hate admire \
    deplore regret wonder trust agree disagree applaud ";

/// Words that stand between a writer and the verb.
const BETWEEN: &str = " do don't do n't not never also still really strongly firmly can cannot can't must will would \
    really sincerely 'd absolutely honestly personally only always truly ";

/// Words before what somebody else demands or asks.
const TOLD: &str = " that said says say told ruled whether if If when unless ";

/// Returns the token that makes a sentence a judgement.
pub(crate) fn judges(reading: &Reading, sentence: &Sentence) -> Option<usize> {
    let mut weighed = false;
    sentence.tokens.clone().find(|at| {
        let word = reading.word(*at);
        if word.len() > 4 && is_listed(WEIGHING, word) {
            return std::mem::replace(&mut weighed, true);
        }
        word.len() > 3 && is_listed(JUDGING, word)
            || is_listed(INTERPRETING, word) && interprets(reading, sentence, *at)
            || is_listed(ADDED_MEANING, word)
                && reading.word(at - 1) == ","
                && *at > sentence.tokens.start
    })
}

/// Tells whether a verb of meaning has a thing for its subject: `the visit underscores`.
fn interprets(reading: &Reading, sentence: &Sentence, at: usize) -> bool {
    let before = if at > sentence.tokens.start { reading.word(at - 1) } else { "" };
    before.starts_with(char::is_lowercase)
        && !is_listed(
            "the a an of by in to he she they who and mixed traffic warning road street",
            before,
        )
}

/// Returns the sentence, the words that make it a comment, and why, if it is one.
pub(crate) fn comment(
    reading: &Reading,
    sentence: &Sentence,
) -> Option<(TextRange, TextRange, &'static str)> {
    let at = |at: usize| reading.cover(&(at..at + 1));
    let range = reading.cover(&stripped(reading, sentence));
    if let Some(judging) = judges(reading, sentence) {
        return Some((range, at(judging), "a word of the text itself that judges"));
    }
    if let Some(modal) = demands(reading, sentence) {
        return Some((range, at(modal), "what the text itself says should be"));
    }
    first_person(reading, sentence)
        .map(|person| (range, at(person), "what the writer thinks, in the first person"))
}

/// Finds `should`, `must` and `ought` where nobody else is said to demand it.
fn demands(reading: &Reading, sentence: &Sentence) -> Option<usize> {
    if sentence.tokens.end.checked_sub(1).is_some_and(|last| reading.word(last) == "?") {
        return None;
    }
    let told = |at: &usize| is_listed(TOLD, reading.word(*at));
    let end = sentence.tokens.clone().find(told).unwrap_or(sentence.tokens.end);
    (sentence.tokens.start + 1..end).find(|at| {
        let must = reading.word(*at) == "must";
        // What a body named before it must do, or what must be done, is a duty, and no demand of the text.
        let duty = must
            && (reading.is_capital(at - 1)
                || is_listed("as so nor", reading.word(at - 1))
                || reading.word(at + 1) == "be");
        is_listed("should must ought", reading.word(*at)) && !duty && reading.word(at + 1) != "have"
    })
}

/// Finds the writer as the subject of a verb of opinion: `I still think`, `in my opinion`.
fn first_person(reading: &Reading, sentence: &Sentence) -> Option<usize> {
    sentence.tokens.clone().find(|at| {
        let opinion = is_listed("my our My Our", reading.word(*at))
            && is_listed("opinion view", reading.word(at + 1))
            && is_listed("in In to To", if *at > 0 { reading.word(at - 1) } else { "" });
        if opinion {
            return true;
        }
        // `World War I` and `Act I` are no persons.
        let numeral = *at > sentence.tokens.start && reading.is_capital(at - 1);
        if !is_listed(FIRST_PERSON, reading.word(*at)) || numeral {
            return false;
        }
        let verb = (at + 1..at + 4).find(|at| !is_listed(BETWEEN, reading.word(*at)));
        // `We would love to hear from you` wishes, and judges nothing.
        verb.is_some_and(|verb| {
            is_listed(OPINING, reading.word(verb)) && reading.word(verb + 1) != "to"
        })
    })
}

fn stripped(reading: &Reading, sentence: &Sentence) -> std::ops::Range<usize> {
    let mut tokens = sentence.tokens.clone();
    if tokens.len() > 1 && reading.word(tokens.end - 1) == "." {
        tokens.end -= 1;
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::comment;
    use crate::document::{BlockKind, DocumentBuilder};
    use crate::extract::reading::Reading;

    #[test]
    fn a_comment_says_what_its_author_thinks() {
        let table = [
            ("The accord is a testament to patience.", Some("testament")),
            ("The visit underscores a shared interest.", Some("underscores")),
            ("Trade grew, reflecting closer ties.", Some("reflecting")),
            ("The council must act before winter.", Some("must")),
            ("We saw the fire from our window.", None),
            ("I still think the plan will fail.", Some("I")),
            ("We would love to hear from you.", None),
            ("The court sent mixed signals about it.", None),
            ("The vote, in my opinion, came late.", Some("my")),
            ("The form must be returned by May.", None),
            ("The Council must agree, as must the mayor.", None),
            ("The court ruled that shops should close.", None),
            ("Who will pay for this?", None),
            ("A powerful quake did significant harm.", Some("significant")),
            ("A powerful quake hit the coast.", None),
            ("The plan was a disastrous mistake.", Some("disastrous")),
            ("The council met on Tuesday.", None),
            ("He fought in World War I.", None),
            ("Traffic signals failed downtown.", None),
            ("The ministry highlights work by students.", Some("highlights")),
        ];
        for (text, expected) in table {
            let mut builder = DocumentBuilder::new();
            builder.simple(BlockKind::Paragraph, text);
            let document = builder.finish().unwrap();
            let reading = Reading::new(&document);
            let found = comment(&reading, &reading.sentences[0]);
            assert_eq!(found.map(|(_, cue, _)| reading.text(cue)), expected, "{text}");
        }
    }
}
