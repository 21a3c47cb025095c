//! Quantities: ordinals, shares, sums of money and counts.
//!
//! Numbers that belong to a time are not looked at; a bare number without anything it counts is no
//! quantity either.

use std::ops::Range;

use crate::extract::lists::{is_listed, lower};
use crate::extract::number::{Number, cardinal, han_number, ordinal};
use crate::extract::reading::Reading;
use crate::extract::times::FoundTime;
use crate::extract::token::TokenKind;
use crate::fact::{Amount, Quantity, QuantityKind};

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

/// Signs of currencies and their codes.
const SIGNS: [(&str, &str); 6] =
    [("$", "USD"), ("€", "EUR"), ("£", "GBP"), ("¥", "JPY"), ("₹", "INR"), ("₩", "KRW")];

/// Names of currencies and their codes.
const CURRENCIES: [(&str, &str); 30] = [
    ("dollars", "USD"),
    ("dollar", "USD"),
    ("USD", "USD"),
    ("euros", "EUR"),
    ("euro", "EUR"),
    ("EUR", "EUR"),
    ("pounds", "GBP"),
    ("yuan", "CNY"),
    ("renminbi", "CNY"),
    ("RMB", "CNY"),
    ("yen", "JPY"),
    ("rubles", "RUB"),
    ("roubles", "RUB"),
    ("rupees", "INR"),
    ("won", "KRW"),
    ("francs", "CHF"),
    ("pesos", "MXN"),
    ("rand", "ZAR"),
    ("naira", "NGN"),
    ("reais", "BRL"),
    ("real", "BRL"),
    ("lira", "TRY"),
    ("liras", "TRY"),
    ("shekels", "ILS"),
    ("rupiah", "IDR"),
    ("zloty", "PLN"),
    ("kronor", "SEK"),
    ("kroner", "NOK"),
    ("baht", "THB"),
    ("hryvnias", "UAH"),
];

/// Words that follow a number without being what it counts.
const NOT_COUNTED: &str = " of to and or in on at by for from with as than the a an that which who is are was \
    were be been has have had per percent more less other years year months month days day weeks week \
    hours hour minutes minute decades decade seconds after before during since until when while but \
    not also into over under against between among each ago later earlier last next same it they he \
    she we you said says will would could can may might them his her its their our this these those \
    if so because up down out off about around through like very most such some any all both only \
    even just then there here where how what why now still again points p.m a.m am pm ";

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
            match quantity(reading, at) {
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

fn quantity(reading: &Reading, at: usize) -> Option<FoundQuantity> {
    han_ordinal(reading, at)
        .or_else(|| place_in_order(reading, at))
        .or_else(|| money_by_sign(reading, at))
        .or_else(|| counted(reading, at))
}

fn found(
    tokens: Range<usize>,
    kind: QuantityKind,
    amount: Amount,
    unit: Option<&str>,
    rule: &'static str,
) -> FoundQuantity {
    let quantity = Quantity { kind, amount, unit: unit.map(str::to_owned) };
    FoundQuantity { tokens, quantity, rule }
}

fn place_in_order(reading: &Reading, at: usize) -> Option<FoundQuantity> {
    // `second-largest` is one word whose first part is the ordinal.
    let word = lower(reading.word(at));
    let compound =
        word.split_once('-').filter(|(_, rest)| rest.ends_with("est") || *rest == "most");
    if let Some((first, _)) = compound
        && let Some(value) = crate::extract::number::ordinal_word(first)
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
    (!lone && !first_lady).then(|| {
        let amount = Amount::Exact(number.value);
        found(at..number.end, QuantityKind::Ordinal, amount, None, "an ordinal")
    })
}

/// Reads `第三十次` within a run of Chinese; the whole run is taken where it holds one.
fn han_ordinal(reading: &Reading, at: usize) -> Option<FoundQuantity> {
    if reading.kind(at) != TokenKind::Han {
        return None;
    }
    let word = reading.word(at);
    let rest = word.strip_prefix('第')?;
    let numeral: String =
        rest.chars().take_while(|ch| "一二三四五六七八九十百千〇".contains(*ch)).collect();
    let value = han_number(&numeral)?;
    let amount = Amount::Exact(value);
    Some(found(at..at + 1, QuantityKind::Ordinal, amount, None, "a Chinese ordinal"))
}

fn money_by_sign(reading: &Reading, at: usize) -> Option<FoundQuantity> {
    let national = matches!(reading.word(at), "US" | "A" | "C" | "HK" | "NZ" | "R")
        && reading.touches_next(at);
    let sign_at = at + usize::from(national);
    let sign = reading.word(sign_at);
    let (_, code) = SIGNS.iter().find(|(name, _)| *name == sign)?;
    let code = match reading.word(at) {
        "A" if national => "AUD",
        "C" if national => "CAD",
        "HK" if national => "HKD",
        "NZ" if national => "NZD",
        "R" if national => "BRL",
        _ => code,
    };
    let (amount, end) = amount(reading, sign_at + 1)?;
    Some(found(at..end, QuantityKind::Money, amount, Some(code), "a currency sign before a number"))
}

/// Reads a number with what it counts: a share, money by name, or a noun.
fn counted(reading: &Reading, at: usize) -> Option<FoundQuantity> {
    let part_of_more = at.checked_sub(1).is_some_and(|before| {
        reading.touches_next(before) && matches!(reading.word(before), "-" | "/" | "." | "#" | "–")
    });
    if part_of_more {
        return None;
    }
    let (amount, end) = amount(reading, at)?;
    let next = reading.word(end);
    if matches!(next, "%" | "percent" | "pct") {
        return Some(found(
            at..end + 1,
            QuantityKind::Percent,
            amount,
            None,
            "a number before “percent”",
        ));
    }
    if next == "per" && reading.word(end + 1) == "cent" {
        return Some(found(
            at..end + 2,
            QuantityKind::Percent,
            amount,
            None,
            "a number before “per cent”",
        ));
    }
    let national = usize::from(matches!(next, "U.S." | "US" | "British" | "Swiss"));
    if let Some((_, code)) =
        CURRENCIES.iter().find(|(name, _)| *name == reading.word(end + national))
    {
        let tokens = at..end + national + 1;
        return Some(found(
            tokens,
            QuantityKind::Money,
            amount,
            Some(code),
            "a number before a currency",
        ));
    }
    let (unit, unit_end) = unit(reading, end)?;
    let tokens = at..unit_end;
    Some(found(tokens, QuantityKind::Count, amount, Some(&unit), "a number before what it counts"))
}

/// Reads one number, or two with a range between them.
fn amount(reading: &Reading, at: usize) -> Option<(Amount, usize)> {
    let first = cardinal(reading, at)?;
    let link = reading.word(first.end);
    let joined = matches!(link, "-" | "–") && reading.touches_next(first.end) || link == "to";
    let sign = usize::from(SIGNS.iter().any(|(name, _)| *name == reading.word(first.end + 1)));
    if joined
        && let Some(last) = cardinal(reading, first.end + 1 + sign)
        && let Some((low, high)) = ordered(first, last)
    {
        return Some((Amount::Between(low, high), last.end));
    }
    Some((Amount::Exact(first.value), first.end))
}

/// Returns the bounds of a range; the scale of the second holds for the first: `3-5 million`.
fn ordered(first: Number, last: Number) -> Option<(f64, f64)> {
    let scaled = if first.value < 1000.0 && last.value >= 1e6 && first.value > 0.0 {
        let scale = 10_f64.powf((last.value.log10() / 3.0).floor() * 3.0);
        first.value * scale
    } else {
        first.value
    };
    (scaled < last.value).then_some((scaled, last.value))
}

/// Returns the noun that a number counts, with at most two words that describe it between.
fn unit(reading: &Reading, at: usize) -> Option<(String, usize)> {
    let is_noun = |at: usize| {
        let word = reading.word(at);
        reading.kind(at) == TokenKind::Word
            && word.len() > 1
            && word.starts_with(char::is_lowercase)
            && !is_listed(NOT_COUNTED, word)
    };
    let plural = |word: &str| {
        word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us")
            || is_listed("people men women children police km kg miles percentage", word)
    };
    for end in at..at + 3 {
        let describes = is_noun(end) || end == at && reading.is_capital(end) && end > at;
        if !describes {
            break;
        }
        if plural(reading.word(end)) {
            return Some((reading.word(end).to_owned(), end + 1));
        }
    }
    None
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
                format!("{} {amount} {unit}", found.quantity.kind.name()).trim_end().to_owned()
            })
            .collect()
    }

    #[test]
    fn quantities_have_a_kind_a_value_and_a_unit() {
        let table: &[(&str, &[&str])] = &[
            ("The 30th meeting ended.", &["ordinal 30"]),
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
                &["count 3000000..5000000 voters", "count 10..15 ships"],
            ),
            ("It happened on Nov. 3, 2025, and in 1996.", &[]),
            ("He came first, as was first reported.", &[]),
            ("It lasted 90 minutes on 3 May 2021.", &[]),
            ("Shares of 1,200 small firms fell.", &["count 1200 firms"]),
        ];
        for (text, expected) in table {
            assert_eq!(found(text), *expected, "{text}");
        }
    }
}
