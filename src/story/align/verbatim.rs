//! Whether two units say something in the same words: all but the smallest of them, in the same order.
//!
//! Two units may be near and say the opposite: one has `not`, a figure differs, or who did it to whom is turned
//! round. So nearness alone never makes two the same. It must not know how near anything is.

use std::ops::Range;

use crate::story::align::term::{Form, Forms, Term};

/// Words that say nothing by themselves.
const SMALLEST: [&str; 21] = [
    "a", "an", "the", "is", "are", "was", "were", "be", "been", "being", "has", "have", "had",
    "that", "which", "who", "and", "of", "it", "its", "also",
];

/// The words of all units of one size.
#[derive(Debug)]
pub(crate) struct Wordings {
    /// The forms of the smallest words.
    smallest: Vec<Form>,
    words: Vec<Form>,
    units: Vec<Range<usize>>,
}

impl Wordings {
    /// Makes the wordings of no unit yet, whose words will be of these forms.
    pub(crate) fn new(forms: &Forms<'_>) -> Self {
        let smallest = SMALLEST.iter().filter_map(|word| forms.known(word)).collect();
        Self { smallest, words: Vec::new(), units: Vec::new() }
    }

    /// Adds the next unit with its terms.
    pub(crate) fn add(&mut self, terms: &[Term]) {
        let first = self.words.len();
        let forms = terms.iter().map(|term| term.form);
        self.words.extend(forms.filter(|form| !self.smallest.contains(form)));
        self.units.push(first..self.words.len());
    }

    /// Tells whether two units are in the same words.
    pub(crate) fn are_same(&self, one: usize, other: usize) -> bool {
        let (one, other) = (self.of(one), self.of(other));
        !one.is_empty() && one == other
    }

    fn of(&self, unit: usize) -> &[Form] {
        let range = self.units.get(unit).cloned().unwrap_or_default();
        self.words.get(range).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextSize;

    #[test]
    fn the_same_words_are_in_one_order_but_for_the_smallest() {
        let table = [
            ("the council met on @1", "council met on @1", true),
            ("parliament approv the bill", "parliament has approv a bill", true),
            ("parliament approv bill", "parliament not approv bill", false),
            ("smith sue jone", "jone sue smith", false),
            ("profit rose #5", "profit fell #5", false),
            ("the", "a", false),
        ];
        for (one, other, expected) in table {
            let mut forms = Forms::default();
            let units = [one, other].map(|unit| {
                let at = TextSize::from(0);
                let words = unit.split(' ');
                words.map(|word| Term { form: forms.form(word.to_owned()), at }).collect::<Vec<_>>()
            });
            let mut wordings = Wordings::new(&forms);
            for terms in units {
                wordings.add(&terms);
            }
            assert_eq!(wordings.are_same(0, 1), expected, "{one} / {other}");
            assert_eq!(wordings.are_same(1, 0), expected, "{one} / {other}");
        }
    }
}
