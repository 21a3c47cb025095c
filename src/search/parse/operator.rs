//! Operators of a query: words in capitals between its parts.

/// What stands between parts, or before one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operator {
    /// Either will do.
    Or,
    /// Both must be; so they must without it.
    And,
    /// What follows must not be.
    Not,
}

/// Reads an operator, which is a word in capitals; returns what comes after it.
pub(crate) fn operator(rest: &str) -> Option<(Operator, &str)> {
    let all =
        [("OR", Operator::Or), ("|", Operator::Or), ("AND", Operator::And), ("NOT", Operator::Not)];
    all.into_iter().find_map(|(word, operator)| {
        let rest = rest.strip_prefix(word)?;
        let ends = rest.is_empty() || rest.starts_with(char::is_whitespace);
        ends.then_some((operator, rest))
    })
}
