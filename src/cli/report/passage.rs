//! Passages in a report: their words, and where they stand as a link to the place in the original.

use crate::cli::compared::Source;
use crate::cli::outline::Outline;
use crate::cli::report::part::Piece;
use crate::story::Passage;

/// The most letters of a passage that are quoted.
const QUOTED: usize = 700;

/// Writes where passages stand: `(A ¶2, B ¶5)`.
pub fn places(outline: &Outline<'_>, passages: &[Passage]) -> Vec<Piece> {
    let mut pieces = vec![Piece::Aside("(".to_owned())];
    for (index, passage) in passages.iter().enumerate() {
        if index > 0 {
            pieces.push(Piece::Aside(", ".to_owned()));
        }
        pieces.push(place(outline, *passage));
    }
    pieces.push(Piece::Aside(")".to_owned()));
    pieces
}

/// Writes where a passage stands, as a link to it where the article has an address.
pub fn place(outline: &Outline<'_>, passage: Passage) -> Piece {
    let address = outline.source(passage.article).and_then(Source::address).map(|address| {
        let base = address.split('#').next().unwrap_or(address);
        format!("{base}#:~:text={}", fragment(outline.words(passage).as_str()))
    });
    Piece::Place { words: outline.place(passage), address }
}

/// Returns how a passage is named in an address, so that a browser goes to it: its first words and its last.
fn fragment(words: &str) -> String {
    let words: Vec<_> = words.split(' ').collect();
    let encoded = |words: &[&str]| -> String {
        let bytes = words.join(" ").into_bytes();
        bytes
            .into_iter()
            .map(|byte| match byte {
                byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
                byte => format!("%{byte:02X}"),
            })
            .collect()
    };
    match words.len() {
        0..=10 => encoded(&words),
        count => format!(
            "{},{}",
            encoded(words.get(..4).unwrap_or_default()),
            encoded(words.get(count - 4..).unwrap_or_default())
        ),
    }
}

/// Returns words cut where they are longer than anybody reads in a list.
pub fn shortened(words: &str) -> String {
    match words.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", words.get(..end).unwrap_or(words).trim_end()),
        None => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::fragment;

    #[test]
    fn a_passage_is_named_by_its_first_and_last_words() {
        assert_eq!(fragment("It rained, twice."), "It%20rained%2C%20twice%2E");
        let long = "one two three four five six seven eight nine ten eleven";
        assert_eq!(fragment(long), "one%20two%20three%20four,eight%20nine%20ten%20eleven");
    }
}
