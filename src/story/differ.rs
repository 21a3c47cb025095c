//! What differs inside what is matched.
//!
//! Only sentences that are linked are read. Each rule looks at two of them and says what differs, and how surely;
//! what several articles say of one thing is then joined. It must not know how sentences are matched.

mod amount;
mod commitment;
mod contradiction;
mod country;
mod date;
mod enumeration;
mod escalation;
mod found;
mod holder;
mod itself;
mod list;
mod measure;
mod moment;
mod name;
mod number;
mod opposite;
mod owner;
mod quotation;
mod reading;
mod role;
mod twice;
mod variant;
mod words;

use crate::story::article::{Article, ArticleIndex};
use crate::story::comparison::Comparison;
use crate::story::differ::contradiction::contradictions;
use crate::story::differ::date::dates;
use crate::story::differ::escalation::{escalations, ties};
use crate::story::differ::found::joined;
use crate::story::differ::holder::holders;
use crate::story::differ::itself::withheld;
use crate::story::differ::list::lists;
use crate::story::differ::name::names;
use crate::story::differ::number::numbers;
use crate::story::differ::quotation::quotations;
use crate::story::differ::reading::Reading;
use crate::story::differ::twice::twice;
use crate::story::difference::Difference;

/// Finds what the articles say differently.
pub(crate) fn differences(articles: &[Article<'_>], comparison: &Comparison) -> Vec<Difference> {
    let reading = Reading::new(articles, comparison);
    let mut found = Vec::new();
    for pair in &reading.pairs {
        numbers(&reading, pair, &mut found);
        dates(&reading, pair, &mut found);
        names(&reading, pair, &mut found);
        lists(&reading, pair, &mut found);
        holders(&reading, pair, &mut found);
        quotations(&reading, pair, &mut found);
        escalations(&reading, pair, &mut found);
        contradictions(&reading, pair, &mut found);
    }
    ties(&reading, &mut found);
    twice(&reading, &mut found);
    for (index, article) in ArticleIndex::all(articles.len()).zip(articles) {
        withheld(article, index, comparison, &mut found);
    }
    joined(articles, found)
}

#[cfg(test)]
mod tests;
