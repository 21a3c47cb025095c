//! Pages: the headers and footers that a file made for a printer repeats on every page.
//!
//! They stand where they stand, in the middle of the text, and are remarks. A line is one if it ends
//! with its page's number in brackets, if it names a manual page at both ends, or if it comes again and
//! again with only its numbers changed, set apart by blank lines and with wide gaps in it.

use std::collections::HashMap;

use crate::import::plain::lines::Line;
use crate::text::TextSize;

/// The marks of pages in one text.
#[derive(Debug, Default)]
pub struct Pages {
    starts: Vec<TextSize>,
}

impl Pages {
    /// Looks for the marks of pages in all groups of a text.
    pub fn of(text: &str, groups: &[Vec<Line>]) -> Self {
        let alone = || groups.iter().filter(|group| group.len() == 1).flatten();
        let mut times: HashMap<String, usize> = HashMap::new();
        for line in alone() {
            if let Some(form) = repeated_form(&text[line.range]) {
                *times.entry(form).or_default() += 1;
            }
        }
        let again = |words: &str| {
            repeated_form(words)
                .is_some_and(|form| times.get(&form).is_some_and(|count| *count > 1))
        };
        let marks = groups.iter().flatten().filter(|line| {
            let words = &text[line.range];
            ends_with_page(words) || names_manual(words)
        });
        let repeated = alone().filter(|line| again(&text[line.range]));
        let mut starts: Vec<_> = marks.chain(repeated).map(|line| line.start).collect();
        starts.sort_unstable();
        Self { starts }
    }

    /// Tells whether a line is the header or footer of a page.
    pub fn is_mark(&self, line: &Line) -> bool {
        self.starts.binary_search(&line.start).is_ok()
    }
}

/// `Doe & Roe          Informational          [Page 12]`
fn ends_with_page(words: &str) -> bool {
    let inner = words.strip_suffix(']').and_then(|rest| rest.rsplit_once("[Page "));
    inner.is_some_and(|(_, number)| {
        !number.is_empty() && number.trim().bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

/// `PIER(1)          User Commands          PIER(1)`
fn names_manual(words: &str) -> bool {
    let name = |word: &str| {
        word.split_once('(').is_some_and(|(name, section)| {
            !name.is_empty()
                && section.ends_with(')')
                && section.starts_with(|ch: char| ch.is_ascii_digit())
        })
    };
    let last = words.split_whitespace().next_back().unwrap_or_default();
    name(last) && words.contains("   ")
}

/// Writes a line with wide gaps without its numbers; other lines do not count.
fn repeated_form(words: &str) -> Option<String> {
    if !words.contains("   ") || words.len() > 160 {
        return None;
    }
    let mut form = String::with_capacity(words.len());
    for word in words.split_whitespace() {
        let numeral = word.chars().all(|ch| ch.is_ascii_digit() || "ivxlc".contains(ch));
        form.push_str(if numeral { "#" } else { word });
        form.push(' ');
    }
    form.chars().any(char::is_alphabetic).then_some(form)
}

#[cfg(test)]
mod tests {
    use super::Pages;
    use crate::import::plain::lines::groups;

    #[test]
    fn headers_and_footers_of_pages_are_known() {
        let text = "PIER(1)      User Commands      PIER(1)\n\nWords of the text.\n\n\
                    Doe       Piers       [Page 1]\n\nPiers       4 November       12\n\nMore.\n\n\
                    Piers       4 November       13\n\nOnce       only       here\n";
        let groups = groups(text);
        let pages = Pages::of(text, &groups);
        let marks: Vec<bool> = groups.iter().map(|group| pages.is_mark(&group[0])).collect();
        assert_eq!(marks, [true, false, true, true, false, true, false]);
    }
}
