//! Quotations: what stands between matching quotation marks of any usual kind.
//!
//! The same mark opens in one language and closes in another, and an apostrophe looks like a mark. What stands
//! beside a mark decides. It must not know blocks or who is quoted.

use crate::text::offset::{TextRange, TextSize, offset};

/// How deep quotations are followed into each other.
const DEEPEST: usize = 8;

/// Returns the text between the innermost marks in `within` that hold all of `passage` and more; the marks
/// themselves are not part of it. A quotation that is not closed goes on to the end of `within`.
pub fn quotation_around(text: &str, within: TextRange, passage: TextRange) -> Option<TextRange> {
    let holds = |pair: &&TextRange| pair.contains_range(passage) && **pair != passage;
    let pairs = quotations(text, within);
    pairs.iter().filter(holds).min_by_key(|pair| pair.len()).copied()
}

/// Returns what stands between matching marks, in the order in which they close.
fn quotations(text: &str, within: TextRange) -> Vec<TextRange> {
    let part = &text[within];
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut pairs = Vec::new();
    let mut before = None;
    let mut chars = part.char_indices().peekable();
    while let Some((at, mark)) = chars.next() {
        let after = chars.peek().map(|(_, ch)| *ch);
        let end = at + mark.len_utf8();
        let matching = open.iter().rposition(|(opener, _)| closes(*opener, mark));
        match matching.filter(|_| can_close(mark, before, after)) {
            Some(index) => {
                pairs.push((open[index].1, at));
                open.truncate(index);
            }
            None if can_open(mark, before, after) && open.len() < DEEPEST => open.push((mark, end)),
            None => {}
        }
        before = Some(mark);
    }
    // A quotation of several paragraphs is closed in the last of them only.
    let goes_on = open.first().filter(|(mark, start)| *start == mark.len_utf8());
    pairs.extend(goes_on.map(|(_, start)| (*start, part.len())));
    let inside = |(start, end)| {
        let range = TextRange::new(offset(start), offset(end)) + within.start();
        (!range.is_empty()).then_some(range)
    };
    pairs.into_iter().filter_map(inside).collect()
}

/// Tells whether the second mark can close what the first opens.
const fn closes(opener: char, closer: char) -> bool {
    match opener {
        '“' | '”' => closer == '”',
        '„' => matches!(closer, '“' | '”'),
        '‘' | '’' => closer == '’',
        '‚' => matches!(closer, '‘' | '’'),
        '«' => closer == '»',
        '»' => matches!(closer, '«' | '»'),
        '‹' => closer == '›',
        '›' => matches!(closer, '‹' | '›'),
        '「' => closer == '」',
        '『' => closer == '』',
        '﹁' => closer == '﹂',
        '〝' => matches!(closer, '〞' | '〟'),
        '"' => closer == '"',
        '\'' => closer == '\'',
        _ => false,
    }
}

fn can_open(mark: char, before: Option<char>, after: Option<char>) -> bool {
    let inside_word = before.is_some_and(is_alphabet);
    let spaced = after.is_none_or(char::is_whitespace);
    match mark {
        '「' | '『' | '﹁' | '〝' => true,
        // French sets a space behind its marks.
        '«' | '‹' => !inside_word,
        '“' | '„' | '‚' | '‘' => !spaced,
        '"' | '\'' | '”' | '’' | '»' | '›' => !inside_word && !spaced,
        _ => false,
    }
}

fn can_close(mark: char, before: Option<char>, after: Option<char>) -> bool {
    match mark {
        // An apostrophe stands before a letter, a closing mark does not.
        '\'' | '’' => !before.is_none_or(char::is_whitespace) && !after.is_some_and(is_alphabet),
        '"' => !before.is_none_or(char::is_whitespace) || after.is_none_or(|ch| !is_alphabet(ch)),
        _ => true,
    }
}

/// Tells whether a character is a letter or digit of a script that sets spaces between words.
fn is_alphabet(ch: char) -> bool {
    ch.is_alphanumeric()
        && !matches!(ch, '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Returns how far a quotation may be looked for in a long block on either side of a place.
pub const fn reach() -> TextSize {
    TextSize::new(32 * 1024)
}

#[cfg(test)]
mod tests {
    use super::quotation_around;
    use crate::text::{TextRange, TextSize, offset};

    #[track_caller]
    fn check(text: &str, inner: &str, outer: Option<&str>) {
        let all = TextRange::up_to(TextSize::of(text));
        let at = offset(text.find('X').unwrap());
        let first = quotation_around(text, all, TextRange::empty(at));
        assert_eq!(first.map(|range| &text[range]), Some(inner), "{text}");
        let second = first.and_then(|first| quotation_around(text, all, first));
        assert_eq!(second.map(|range| &text[range]), outer, "{text}");
    }

    #[test]
    fn marks_of_all_kinds_match() {
        check("He said “we X back”, and left.", "we X back", None);
        check("Er sagte: „Wir sind X da“, und „ging“.", "Wir sind X da", None);
        check("Powiedział: „Jestem X tu” i wyszedł.", "Jestem X tu", None);
        check("Il a dit « je X là » hier.", " je X là ", None);
        check("Er rief »das X da« laut.", "das X da", None);
        check("Hon sade ”jag X här” igår.", "jag X här", None);
        check("他说：“我们X了。”然后走了。", "我们X了。", None);
        check("彼は「今日はX日だ」と言った。", "今日はX日だ", None);
        check("彼は「『X』を読んだ」と言った。", "X", Some("『X』を読んだ"));
        check("She said \"it isn't X yet\" and \"no\".", "it isn't X yet", None);
    }

    #[test]
    fn quotations_stand_in_each_other() {
        check("“She said ‘X is’ to me,” he said.", "X is", Some("She said ‘X is’ to me,"));
        check("\"She said 'X is' to me,\" he said.", "X is", Some("She said 'X is' to me,"));
    }

    #[test]
    fn one_that_goes_on_reaches_to_the_end() {
        check("“This is X and it goes on.", "This is X and it goes on.", None);
    }

    #[test]
    fn an_apostrophe_is_no_mark() {
        for text in ["It isn't X, he’s here. 'Tis", "the dogs' X bowl", "5\" by 3\" X"] {
            let all = TextRange::up_to(TextSize::of(text));
            let at = TextRange::empty(offset(text.find('X').unwrap()));
            assert_eq!(quotation_around(text, all, at), None, "{text}");
        }
    }
}
