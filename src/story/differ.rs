//! What differs inside what is matched.
//!
//! Only sentences that are linked are read. Each rule looks at two of them and says what differs, and how surely;
//! what several articles say of one thing is then joined. It must not know how sentences are matched.

mod amount;
mod found;
mod measure;
mod number;
mod reading;
mod role;
mod words;

use crate::story::article::Article;
use crate::story::comparison::Comparison;
use crate::story::differ::found::joined;
use crate::story::differ::number::numbers;
use crate::story::differ::reading::Reading;
use crate::story::difference::Difference;

/// Finds what the articles say differently.
pub(crate) fn differences(articles: &[Article<'_>], comparison: &Comparison) -> Vec<Difference> {
    let reading = Reading::new(articles, comparison);
    let mut found = Vec::new();
    for pair in &reading.pairs {
        numbers(&reading, pair, &mut found);
    }
    joined(articles, found)
}

#[cfg(test)]
mod tests;
