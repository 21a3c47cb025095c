//! The clippings of a Kindle: `My Clippings.txt`, in the language that the device was set to.
//!
//! What is marked, noted and where is told in words of that language. Notes are told apart from passages by their word, dates are read
//! from the numbers and the name of the month. A note belongs to the passage whose place it has.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

use crate::exchange::kept::{Article, Brought, Unreadable};

/// What ends every clipping.
const END: &str = "==========";

/// What a note is called, in small letters.
const NOTES: [&str; 14] = [
    "note",
    "notiz",
    "nota",
    "notitie",
    "заметк",
    "笔记",
    "筆記",
    "注释",
    "メモ",
    "메모",
    "notat",
    "anteckning",
    "notatka",
    "not ",
];

/// What a place without words is called.
const BOOKMARKS: [&str; 12] = [
    "bookmark",
    "lesezeichen",
    "signet",
    "marcador",
    "segnalibro",
    "bladwijzer",
    "закладк",
    "书签",
    "書籤",
    "ブックマーク",
    "책갈피",
    "yer imi",
];

/// How the names of the months begin.
const MONTHS: [&[&str]; 12] = [
    &["jan", "jän", "ene", "gen", "янв"],
    &["feb", "fév", "fev", "фев"],
    &["mar", "mär", "maart", "мар"],
    &["apr", "avr", "abr", "апр"],
    &["may", "mai", "mei", "mag", "мая", "май"],
    &["jun", "juin", "giu", "июн"],
    &["jul", "juil", "lug", "июл"],
    &["aug", "aoû", "aou", "ago", "авг"],
    &["sep", "set", "сен"],
    &["oct", "okt", "ott", "out", "окт"],
    &["nov", "ноя"],
    &["dec", "dez", "déc", "dic", "дек"],
];

/// What says that the hour is one after noon.
const AFTERNOON: [&str; 4] = ["pm", "下午", "午後", "오후"];

/// What says that the hour is one before noon.
const MORNING: [&str; 4] = ["am", "上午", "午前", "오전"];

/// Tells whether a text is such a file.
pub fn is_kindle(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim_end);
    let is_told = lines.nth(1).is_some_and(|line| line.starts_with("- "));
    is_told && lines.any(|line| line == END)
}

/// What a clipping is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Passage,
    Note,
    Bookmark,
}

/// One entry of the file.
#[derive(Clone, Debug)]
struct Clipping {
    title: String,
    author: Option<String>,
    kind: Kind,
    place: Option<(u32, u32)>,
    at: Option<Timestamp>,
    text: String,
}

/// Reads the clippings; places that are marked without words are left out.
///
/// # Errors
///
/// Fails if there is none.
pub fn read(text: &str) -> Result<Vec<Brought>, Unreadable> {
    let text = text.replace("\r\n", "\n").replace('\u{feff}', "");
    let mut clippings = Vec::new();
    let mut lines = Vec::new();
    for line in text.lines() {
        if line.trim_end() == END {
            clippings.extend(clipping(&lines));
            lines.clear();
        } else {
            lines.push(line);
        }
    }
    if clippings.is_empty() {
        return Err(Unreadable::Form { form: "a file of Kindle clippings" });
    }
    Ok(joined(clippings))
}

fn clipping(lines: &[&str]) -> Option<Clipping> {
    let start = lines.iter().position(|line| !line.trim().is_empty())?;
    let [head, told, text @ ..] = lines.get(start..)? else { return None };
    let told = told.trim().strip_prefix('-')?.trim();
    let (title, author) = title_and_author(head.trim());
    let (what, when) = told.rsplit_once('|').unwrap_or((told, ""));
    let text = text.join("\n").trim().to_owned();
    Some(Clipping { title, author, kind: kind(what), place: place(what), at: moment(when), text })
}

/// Splits `Title (Author)` at the last parenthesis.
fn title_and_author(head: &str) -> (String, Option<String>) {
    let split = head
        .strip_suffix([')', '）'])
        .and_then(|head| head.rsplit_once(['(', '（']))
        .filter(|(title, author)| !title.trim().is_empty() && !author.trim().is_empty());
    match split {
        Some((title, author)) => (title.trim().to_owned(), Some(author.trim().to_owned())),
        None => (head.to_owned(), None),
    }
}

fn kind(what: &str) -> Kind {
    // The word stands before the number of the page, or behind it where the language has it so.
    let what = what.to_lowercase() + " ";
    let has = |words: &[&str]| words.iter().any(|word| what.contains(word));
    if has(&BOOKMARKS) {
        Kind::Bookmark
    } else if has(&NOTES) {
        Kind::Note
    } else {
        Kind::Passage
    }
}

/// Returns the last place that is told: one number or a range.
fn place(what: &str) -> Option<(u32, u32)> {
    let mut parts = what.split(|ch: char| !ch.is_ascii_digit() && ch != '-' && ch != '–');
    let last = parts.rfind(|part| part.contains(|ch: char| ch.is_ascii_digit()))?;
    let mut numbers = last.split(['-', '–']).filter_map(|number| number.parse().ok());
    let start = numbers.next()?;
    Some((start, numbers.next().unwrap_or(start).max(start)))
}

/// Reads a moment as the device tells it, without a zone, which is taken as UTC.
fn moment(when: &str) -> Option<Timestamp> {
    let when = when.to_lowercase();
    let numbers: Vec<&str> = when
        .split(|ch: char| !ch.is_ascii_digit() && ch != ':')
        .map(|part| part.trim_matches(':'))
        .filter(|part| !part.is_empty())
        .collect();
    let clock = numbers.iter().find(|part| part.contains(':'));
    let plain: Vec<i16> = numbers
        .iter()
        .filter(|part| !part.contains(':'))
        .filter_map(|part| part.parse().ok())
        .collect();
    let year = plain.iter().copied().find(|number| *number >= 1990)?;
    let mut others = plain.iter().copied().filter(|number| *number != year);
    // Some weekdays begin as months do: the month stands behind them.
    let named = when
        .split(|ch: char| !ch.is_alphabetic())
        .filter_map(|word| {
            MONTHS.iter().position(|names| names.iter().any(|name| word.starts_with(name)))
        })
        .next_back();
    let month = match named {
        Some(index) => i8::try_from(index + 1).ok()?,
        None => i8::try_from(others.next()?).ok()?,
    };
    let day = i8::try_from(others.next()?).ok()?;
    let time = clock.and_then(|clock| time(clock, &when)).unwrap_or_default();
    let day = Date::new(year, month, day).ok()?;
    Offset::UTC.to_timestamp(DateTime::from_parts(day, time)).ok()
}

fn time(clock: &str, when: &str) -> Option<Time> {
    // In German `am` stands before the day; what tells the half of the day stands behind the clock.
    let behind = when.split_once(clock).map_or("", |(_, behind)| behind);
    let mut parts = clock.split(':').filter_map(|part| part.parse::<i8>().ok());
    let (hour, minute, second) = (parts.next()?, parts.next()?, parts.next().unwrap_or(0));
    let says = |words: &[&str]| {
        words.iter().any(|word| {
            if word.is_ascii() {
                behind.split(|ch: char| !ch.is_alphanumeric()).any(|one| one == *word)
            } else {
                when.contains(word)
            }
        })
    };
    let hour = match hour {
        1..12 if says(&AFTERNOON) => hour + 12,
        12 if says(&MORNING) => 0,
        hour => hour,
    };
    Time::new(hour, minute, second, 0).ok()
}

/// Gives every note to the passage that it is on.
fn joined(clippings: Vec<Clipping>) -> Vec<Brought> {
    let (notes, passages): (Vec<_>, Vec<_>) = clippings
        .into_iter()
        .filter(|clipping| clipping.kind != Kind::Bookmark && !clipping.text.is_empty())
        .partition(|clipping| clipping.kind == Kind::Note);
    let mut out: Vec<Brought> = passages.iter().map(brought).collect();
    let mut books: HashMap<_, Places> = HashMap::new();
    for (index, passage) in passages.iter().enumerate() {
        if let Some(place) = passage.place {
            books.entry((&passage.title, &passage.author)).or_default().put(place, index);
        }
    }
    for note in notes {
        let book = books.get(&(&note.title, &note.author));
        let index = note.place.and_then(|(at, _)| book?.last_at(at));
        match index.and_then(|index| out.get_mut(index)) {
            Some(target) if target.note == note.text => {}
            Some(target) => {
                if !target.note.is_empty() {
                    target.note.push_str("\n\n");
                }
                target.note.push_str(&note.text);
            }
            None => {
                let mut alone = brought(&Clipping { text: String::new(), ..note.clone() });
                let place = format!("{:?}", note.place);
                alone = alone.called(&["kindle", &note.title, &place, &note.text]);
                alone.note = note.text;
                out.push(alone);
            }
        }
    }
    out
}

/// Which passage of a book is the last in the file at each place: ranges that do not overlap, by their starts, each with
/// its end and the passage.
#[derive(Default)]
struct Places(BTreeMap<u32, (u32, usize)>);

impl Places {
    /// Puts a passage over all that were put before.
    fn put(&mut self, (start, end): (u32, u32), passage: usize) {
        while let Some((&from, &(to, under))) = self.0.range(..=end).next_back() {
            if to < start {
                break;
            }
            self.0.remove(&from);
            if to > end {
                self.0.insert(end + 1, (to, under));
            }
            if from < start {
                self.0.insert(from, (start - 1, under));
            }
        }
        self.0.insert(start, (end, passage));
    }

    fn last_at(&self, at: u32) -> Option<usize> {
        let (_, (end, passage)) = self.0.range(..=at).next_back()?;
        (at <= *end).then_some(*passage)
    }
}

fn brought(clipping: &Clipping) -> Brought {
    let article = Article {
        title: Some(clipping.title.clone()),
        byline: clipping.author.clone(),
        ..Article::default()
    };
    Brought { created: clipping.at, ..Brought::new(article, clipping.text.clone()) }
}

#[cfg(test)]
mod tests;
