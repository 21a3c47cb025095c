//! The words in which two clauses differ: what is left when the longest row of words that both have in common is
//! taken out.

use crate::text::TextRange;
use crate::text::segment::words;

/// The most words of a clause that are compared in their order; longer ones are compared as sets.
const MOST: usize = 300;

/// Returns the words of each of two passages that the other does not have, neighbours as one range.
pub fn differing(
    one: (&str, TextRange),
    other: (&str, TextRange),
) -> (Vec<TextRange>, Vec<TextRange>) {
    let (one_words, other_words) = (read(one), read(other));
    let (in_one, in_other) = if one_words.len().max(other_words.len()) > MOST {
        (contained(&one_words, &other_words), contained(&other_words, &one_words))
    } else {
        common(&one_words, &other_words)
    };
    (left_out(&one_words, &in_one, one.0), left_out(&other_words, &in_other, other.0))
}

/// A word in lower case with its place.
type Word = (String, TextRange);

fn read((text, range): (&str, TextRange)) -> Vec<Word> {
    words(text, range).map(|at| (text[at].to_lowercase(), at)).collect()
}

/// Tells of each word whether the other words have it.
fn contained(of: &[Word], other: &[Word]) -> Vec<bool> {
    let known: std::collections::HashSet<_> = other.iter().map(|(word, _)| word).collect();
    of.iter().map(|(word, _)| known.contains(word)).collect()
}

/// Tells of each word whether it belongs to the longest common row of words.
fn common(one: &[Word], other: &[Word]) -> (Vec<bool>, Vec<bool>) {
    let columns = other.len() + 1;
    // The length of the longest common row from each pair of words on.
    let mut lengths = vec![0_u16; (one.len() + 1) * columns];
    for (row, (word, _)) in one.iter().enumerate().rev() {
        for (column, (candidate, _)) in other.iter().enumerate().rev() {
            let at = row * columns + column;
            lengths[at] = if word == candidate {
                lengths[at + columns + 1] + 1
            } else {
                lengths[at + columns].max(lengths[at + 1])
            };
        }
    }
    let (mut in_one, mut in_other) = (vec![false; one.len()], vec![false; other.len()]);
    let (mut row, mut column) = (0, 0);
    while row < one.len() && column < other.len() {
        let at = row * columns + column;
        if one[row].0 == other[column].0 {
            (in_one[row], in_other[column]) = (true, true);
            (row, column) = (row + 1, column + 1);
        } else if lengths[at + columns] >= lengths[at + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    (in_one, in_other)
}

/// Returns the places of the words that are not taken; those with only white space between them are one.
fn left_out(words: &[Word], taken: &[bool], text: &str) -> Vec<TextRange> {
    let mut ranges: Vec<TextRange> = Vec::new();
    for ((_, range), taken) in words.iter().zip(taken) {
        if *taken {
            continue;
        }
        let touches = |last: &&mut TextRange| {
            let between = TextRange::new(last.end(), range.start());
            text[between].chars().all(char::is_whitespace)
        };
        match ranges.last_mut().filter(touches) {
            Some(last) => *last = last.cover(*range),
            None => ranges.push(*range),
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use crate::text::TextRange;
    use crate::text::offset::range;

    use super::differing;

    #[track_caller]
    fn check(one: &str, other: &str, in_one: &[&str], in_other: &[&str]) {
        let whole = |text: &str| range(0, text.len());
        let (first, second) = differing((one, whole(one)), (other, whole(other)));
        let words = |text: &str, found: &[TextRange]| {
            found.iter().map(|at| text[*at].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(
            (words(one, &first), words(other, &second)),
            (
                in_one.iter().map(ToString::to_string).collect(),
                in_other.iter().map(ToString::to_string).collect(),
            )
        );
    }

    #[test]
    fn words_that_only_one_has_are_told() {
        check("the dam broke on Monday", "The dam broke on Tuesday", &["Monday"], &["Tuesday"]);
        check("twelve people died", "at least twelve people have died", &[], &["at least", "have"]);
        check("the same", "The same.", &[], &[]);
        check("", "all of it", &[], &["all of it"]);
        check("水库决堤", "水库没有决堤", &[], &["没有"]);
    }

    #[test]
    fn a_clause_without_end_is_compared_too() {
        let long = "word ".repeat(5_000);
        check(&long, "word", &[], &[]);
    }
}
