//! Values in a query: words, and what stands between quotation marks.

/// Quotation marks that open, with what closes each.
const QUOTES: [(char, &[char]); 6] = [
    ('"', &['"', '”', '“']),
    ('“', &['”', '"', '“']),
    ('„', &['“', '”', '"']),
    ('«', &['»']),
    ('「', &['」']),
    ('『', &['』']),
];

/// A value as it was written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Value<'t> {
    /// What was written.
    pub(crate) text: &'t str,
    /// The same with a star that stands at its end between the quotation marks: that of a name is one of its letters.
    pub(crate) name: &'t str,
    /// Whether it stands between quotation marks.
    pub(crate) quoted: bool,
    /// Whether a star follows.
    pub(crate) open: bool,
}

/// Reads what stands up to the next space, or between quotation marks; returns it with what comes after it.
pub(crate) fn value(rest: &str) -> (Value<'_>, &str) {
    let mut chars = rest.chars();
    let closing = chars
        .next()
        .and_then(|first| QUOTES.iter().find(|(open, _)| *open == first).map(|(_, close)| *close));
    let Some(closing) = closing else { return plain(rest) };
    let inside = chars.as_str();
    // What was opened by the plainest mark is closed by it, so that it can hold the others.
    let plainest = inside.find('"').filter(|_| rest.starts_with('"'));
    let end = plainest.or_else(|| inside.find(closing)).unwrap_or(inside.len());
    let (text, after) = inside.split_at_checked(end).unwrap_or((inside, ""));
    let mut after = after.chars();
    after.next();
    let after = after.as_str();
    let (after, open) = after.strip_prefix('*').map_or((after, false), |after| (after, true));
    let name = text;
    let (text, open) = text.strip_suffix('*').map_or((text, open), |start| (start, true));
    (Value { text, name, quoted: true, open }, after)
}

fn plain(rest: &str) -> (Value<'_>, &str) {
    let end = rest.find(|ch: char| ch.is_whitespace() || ch == '"').unwrap_or(rest.len());
    let (word, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
    let text = word.trim_end_matches('*');
    (Value { text, name: text, quoted: false, open: text != word }, after)
}
