//! Quantities: ordinals, shares, sums of money and counts.
//!
//! Numbers that belong to a time are not looked at; a bare number without anything it counts is no
//! quantity either. What qualifies a number (`about`, `more than`) is kept beside it.

pub(crate) mod amount;
pub(crate) mod count;
pub(crate) mod currency;
pub(crate) mod money;
pub(crate) mod share;

use std::ops::Range;

use crate::extract::lists::lower;
use crate::extract::number::{han_number, ordinal, ordinal_word};
use crate::extract::quantities::amount::{Written, amount, modifier};
use crate::extract::quantities::count::{age, inches, is_part_of_more, unit};
use crate::extract::quantities::money::{is_sign, money};
use crate::extract::quantities::share::{fraction, percent};
use crate::extract::reading::Reading;
use crate::extract::times::FoundTime;
use crate::extract::token::TokenKind;
use crate::fact::{Amount, Modifier, Quantity, QuantityKind};

/// A quantity found in a text.
#[derive(Clone, Debug)]
pub(crate) struct FoundQuantity {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// What it says.
    pub(crate) quantity: Quantity,
    /// Why it is believed.
    pub(crate) rule: &'static str,
}

/// Finds all quantities outside `times`, in order.
pub(crate) fn quantities(reading: &Reading, times: &[FoundTime]) -> Vec<FoundQuantity> {
    let mut found = Vec::new();
    let mut times = times.iter().peekable();
    for sentence in &reading.sentences {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            while times.next_if(|time| time.tokens.end <= at).is_some() {}
            if let Some(time) = times.peek().filter(|time| time.tokens.contains(&at)) {
                // `the 20th century` is a time with an ordinal in it, which is no quantity.
                at = time.tokens.end;
                continue;
            }
            let limit = times
                .peek()
                .map_or(sentence.tokens.end, |time| time.tokens.start.min(sentence.tokens.end));
            match quantity(reading, at, sentence.title_case) {
                Some(quantity) if quantity.tokens.end <= limit => {
                    at = quantity.tokens.end;
                    found.push(quantity);
                }
                _ => at += 1,
            }
        }
    }
    found
}

fn quantity(reading: &Reading, at: usize, heading: bool) -> Option<FoundQuantity> {
    match reading.kind(at) {
        TokenKind::Han => han_ordinal(reading, at),
        TokenKind::Mark if !is_sign(reading, at) => None,
        TokenKind::Possessive | TokenKind::Address => None,
        _ => sum(reading, at)
            .or_else(|| hundredths(reading, at))
            .or_else(|| part(reading, at))
            .or_else(|| place_in_order(reading, at))
            .or_else(|| counted(reading, at, heading)),
    }
}

fn found(
    tokens: Range<usize>,
    kind: QuantityKind,
    amount: Amount,
    unit: Option<&str>,
    rule: &'static str,
) -> FoundQuantity {
    let quantity = Quantity { kind, amount, unit: unit.map(str::to_owned), modifier: None };
    FoundQuantity { tokens, quantity, rule }
}

impl FoundQuantity {
    /// Keeps what the words before the number, or the number's own vagueness, say of it.
    fn qualified(mut self, reading: &Reading, vague: bool) -> Self {
        let told = || modifier(reading, self.tokens.start);
        self.quantity.modifier = if vague { Some(Modifier::Several) } else { told() };
        self
    }
}

fn place_in_order(reading: &Reading, at: usize) -> Option<FoundQuantity> {
    // `second-largest` is one word whose first part is the ordinal.
    let word = lower(reading.word(at));
    let compound =
        word.split_once('-').filter(|(_, rest)| rest.ends_with("est") || *rest == "most");
    if let Some((first, _)) = compound
        && let Some(value) = ordinal_word(first)
    {
        let amount = Amount::Exact(value);
        return Some(found(at..at + 1, QuantityKind::Ordinal, amount, None, "an ordinal"));
    }
    let number = ordinal(reading, at)?;
    let next = reading.word(number.end);
    let adverb = matches!(word.as_ref(), "first" | "second" | "third" | "fifth");
    // `first said`, `a second later`: the adverb and the unit of time are no places in an order.
    let lone = adverb
        && (next.ends_with("ed")
            || matches!(next, "," | "." | "of" | "time" | "said" | "later" | "to" | "in"));
    let first_lady = word == "first" && matches!(next, "Lady" | "Minister" | "lady");
    (!lone && !first_lady && !is_in_name(reading, at, number.end)).then(|| {
        let amount = Amount::Exact(number.value);
        found(at..number.end, QuantityKind::Ordinal, amount, None, "an ordinal")
    })
}

/// Tells whether an ordinal in letters belongs to a name that counts nothing: `the Second Empire`. What
/// opens a sentence or stands in a heading has its capital from there.
fn is_in_name(reading: &Reading, at: usize, end: usize) -> bool {
    if !reading.is_capital(at) || !reading.is_capital(end) {
        return false;
    }
    let Some(token) = reading.tokens.get(at) else { return false };
    let sentence = reading.sentence_at(token.range.start());
    sentence.is_some_and(|sentence| sentence.tokens.start != at && !sentence.title_case)
}

/// Reads `第三十次` within a run of Chinese; the whole run is taken where it holds one.
fn han_ordinal(reading: &Reading, at: usize) -> Option<FoundQuantity> {
    let (_, rest) = reading.word(at).split_once('第')?;
    let numeral: String =
        rest.chars().take_while(|ch| "一二三四五六七八九十百千〇".contains(*ch)).collect();
    let value = han_number(&numeral)?;
    let amount = Amount::Exact(value);
    Some(found(at..at + 1, QuantityKind::Ordinal, amount, None, "a Chinese ordinal"))
}

fn sum(reading: &Reading, at: usize) -> Option<FoundQuantity> {
    let sum = money(reading, at)?;
    let rule = if sum.signed { "a currency before a number" } else { "a number before a currency" };
    let tokens = at..sum.written.end;
    let quantity = found(tokens, QuantityKind::Money, sum.written.amount, Some(sum.code), rule);
    Some(quantity.qualified(reading, sum.written.vague))
}

fn hundredths(reading: &Reading, at: usize) -> Option<FoundQuantity> {
    let share = percent(reading, at)?;
    let tokens = at..share.written.end;
    let rule = "a number before “percent”";
    let quantity = found(tokens, QuantityKind::Percent, share.written.amount, share.unit, rule);
    Some(quantity.qualified(reading, false))
}

/// Reads `two-thirds of voters`.
fn part(reading: &Reading, at: usize) -> Option<FoundQuantity> {
    let (value, of) = fraction(reading, at)?;
    let the = usize::from(matches!(reading.word(of + 1), "the" | "all" | "its" | "their" | "our"));
    let (unit, _) = unit(reading, of + 1 + the, false)?;
    let amount = Amount::Exact(value);
    let rule = "a part of what is counted";
    Some(found(at..of, QuantityKind::Count, amount, Some(&unit), rule).qualified(reading, false))
}

/// Reads a number with what it counts: an age, a measure or a noun.
fn counted(reading: &Reading, at: usize, heading: bool) -> Option<FoundQuantity> {
    if is_part_of_more(reading, at) {
        return None;
    }
    let written = amount(reading, at, |_, _| false)?;
    let Written { amount, vague, end } = written;
    let count = |end, amount, unit: &str, rule| {
        Some(
            found(at..end, QuantityKind::Count, amount, Some(unit), rule).qualified(reading, vague),
        )
    };
    if let Some(end) = age(reading, at, end) {
        return count(end, amount, "years", "somebody's age");
    }
    if let (Amount::Exact(feet), Some((inches, end))) = (amount, inches(reading, end)) {
        return count(end, Amount::Exact(feet + inches / 12.0), "feet", "a height");
    }
    let of = usize::from(vague && reading.word(end) == "of");
    let (unit, end) = unit(reading, end + of, heading)?;
    count(end, amount, &unit, "a number before what it counts")
}

#[cfg(test)]
mod tests {
    use super::{Amount, quantities};
    use crate::document::{BlockKind, DocumentBuilder};
    use crate::extract::reading::Reading;
    use crate::extract::times::times;

    fn found(text: &str) -> Vec<String> {
        let mut builder = DocumentBuilder::new();
        builder.simple(BlockKind::Paragraph, text);
        let document = builder.finish().unwrap();
        let reading = Reading::new(&document);
        let times = times(&reading);
        quantities(&reading, &times)
            .iter()
            .map(|found| {
                let amount = match found.quantity.amount {
                    Amount::Exact(value) => value.to_string(),
                    Amount::Between(low, high) => format!("{low}..{high}"),
                };
                let unit = found.quantity.unit.clone().unwrap_or_default();
                let modifier = found.quantity.modifier.map_or("", |modifier| modifier.name());
                let said = format!("{} {modifier} {amount} {unit}", found.quantity.kind.name());
                said.split_whitespace().collect::<Vec<_>>().join(" ")
            })
            .collect()
    }

    #[test]
    fn quantities_have_a_kind_a_value_and_a_unit() {
        let table: &[(&str, &[&str])] = &[
            ("The 30th meeting ended.", &["ordinal 30"]),
            ("He praised the Second Empire.", &[]),
            ("Third Russian ship leaves.", &["ordinal 3"]),
            (
                "It is the thirtieth round and the second-largest city.",
                &["ordinal 30", "ordinal 2"],
            ),
            ("Rates rose by 2.5 percent, then 3%.", &["percent 2.5", "percent 3"]),
            ("It costs $3.5 billion.", &["money 3500000000 USD"]),
            ("They paid 200 million euros and A$5.", &["money 200000000 EUR", "money 5 AUD"]),
            (
                "The quake killed 12 people and hurt two dozen miners.",
                &["count 12 people", "count 24 miners"],
            ),
            ("Twenty-two families fled.", &["count 22 families"]),
            (
                "Some 3-5 million voters and 10 to 15 ships.",
                &["count about 3000000..5000000 voters", "count 10..15 ships"],
            ),
            ("It happened on Nov. 3, 2025, and in 1996.", &[]),
            ("He came first, as was first reported.", &[]),
            ("It lasted 90 minutes on 3 May 2021.", &[]),
            ("Shares of 1,200 small firms fell.", &["count 1200 firms"]),
            ("A €40m deal, £1.2bn of it.", &["money 40000000 EUR", "money 1200000000 GBP"]),
            ("It cost 25p and 10 cents.", &["money 0.25 GBP", "money 0.1 USD"]),
            (
                "They owe Rs 500 crore, Rs. 20 or Rs500.",
                &["money 5000000000 INR", "money 20 INR", "money 500 INR"],
            ),
            ("He paid 300 yuan and 5,000 rubles.", &["money 300 CNY", "money 5000 RUB"]),
            (
                "Half a billion dollars of 50 million Hong Kong dollars.",
                &["money 500000000 USD", "money 50000000 HKD"],
            ),
            (
                "It lost billions of dollars and tens of thousands of euros.",
                &["money several 1000000000 USD", "money several 10000 EUR"],
            ),
            (
                "A $10-a-barrel fall to $40-50 million.",
                &["money 10 USD", "money 40000000..50000000 USD"],
            ),
            (
                "Between $4 and $6 million, or $1.5 million to $2 million.",
                &["money 4000000..6000000 USD", "money 1500000..2000000 USD"],
            ),
            (
                "CHF 20m and USD5 million and 30 million pounds.",
                &["money 20000000 CHF", "money 5000000 USD", "money 30000000 GBP"],
            ),
            ("The 200-pound man weighs 90 pounds less.", &["count 200 pound", "count 90 pounds"]),
            (
                "The 18.6-billion-euro merger, a ten-cent rise, Sh371.4 billion.",
                &["money 18600000000 EUR", "money 0.1 USD", "money 371400000000 KES"],
            ),
            ("About 5 per cent, more than 3.2%.", &["percent about 5", "percent more than 3.2"]),
            (
                "Between 4 and 6 percent, 10%-15%, 4 to 6 percent.",
                &["percent 4..6", "percent 10..15", "percent 4..6"],
            ),
            (
                "By 0.25 percentage point, 50 basis points, half a percentage point.",
                &[
                    "percent 0.25 percentage points",
                    "percent 50 basis points",
                    "percent 0.5 percentage points",
                ],
            ),
            ("Fifty-one percent; a 2-percent rise.", &["percent 51", "percent 2"]),
            (
                "Two-thirds of voters and a quarter of the workers.",
                &["count 0.6666666666666666 voters", "count 0.25 workers"],
            ),
            (
                "Nearly 30 soldiers and up to 500 police officers.",
                &["count about 30 soldiers", "count at most 500 police"],
            ),
            ("Hundreds of thousands of people fled.", &["count several 100000 people"]),
            (
                "She ran 42.5 km at 18 degrees Celsius.",
                &["count 42.5 km", "count 18 degrees Celsius"],
            ),
            (
                "The 5-foot-6 guard, a 25-year-old, ran 100m.",
                &["count 5.5 feet", "count 25 years", "count 100 m"],
            ),
            ("Ana Poe, 34, and Ed Roe, aged 7.", &["count 34 years", "count 7 years"]),
            ("They won 3-1 and voted 88-35 on Article 5 cases.", &[]),
            ("Flight 370 passengers and Room 12 guests.", &[]),
            ("12 Chinese workers and 3 U.S. soldiers.", &["count 12 workers", "count 3 soldiers"]),
        ];
        let wrong: Vec<_> = table
            .iter()
            .map(|(text, expected)| (text, found(text), *expected))
            .filter(|(_, found, expected)| found != expected)
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
