//! Marks of days: how much an element, the words before a day, its place and the address say.

use jiff::civil::Date;

use crate::import::html::metadata::page::{Element, Page};

/// How far behind a headline a date belongs to it, in bytes of text.
const NEAR: usize = 1_000;

/// Tells how much an element's marks say that it is the day of publication.
pub fn weight(element: &Element) -> Option<i32> {
    let has = |word: &str| element.labels.iter().any(|label| label == word);
    let part = |stem: &str| element.labels.iter().any(|label| label.contains(stem));
    let property = element.property.as_str();
    let mut weight = if property.contains("datepublished") {
        88
    } else if property.contains("datecreated") {
        70
    } else if property.contains("datemodified") {
        12
    } else if element.tag == "time" {
        if has("published") || part("publish") || has("entry") { 70 } else { 62 }
    } else if part("pubdate")
        || part("publish")
        || has("date")
        || part("datum")
        || part("fecha")
        || has("posted")
        || has("created")
    {
        55
    } else if part("date")
        || has("timestamp")
        || has("time")
        || has("data")
        || element.tag == "abbr"
    {
        45
    } else if has("meta") || has("byline") || has("info") || part("author") || part("autor") {
        34
    } else {
        return None;
    };
    if part("update") || part("modif") || has("changed") {
        weight -= 35;
    }
    weight += said(&element.text.to_lowercase()).min(0);
    if has("event") || has("termin") || has("start") || has("end") {
        weight -= 25;
    }
    Some(weight)
}

/// Returns the short words right before an element.
pub fn before<'p>(page: &'p Page, element: &Element) -> Option<&'p str> {
    let run = page.runs.partition_point(|run| run.at < element.at).checked_sub(1)?;
    let text = page.runs.get(run)?.text.as_str();
    (text.len() <= 40).then_some(text)
}

/// What the words before a day say of it.
pub fn said(before: &str) -> i32 {
    let before = before.to_lowercase();
    let published = [
        "publi",
        "veröffentlicht",
        "posted",
        "erstellt",
        "geschrieben",
        "created",
        "online seit",
        "eingestellt",
        "vom ",
        "stand:",
        "pubblicato",
    ];
    let modified = [
        "updated",
        "aktualisiert",
        "modified",
        "geändert",
        "actualizado",
        "mis à jour",
        "bearbeitet",
        "changed",
        "revised",
        "abgerufen",
        "accessed",
    ];
    let other = ["copyright", "©", "geboren", "born", "since", "seit "];
    let says = |words: &[&str]| words.iter().any(|word| before.contains(word));
    match () {
        () if says(&modified) => -22,
        () if says(&other) => -25,
        () if says(&published) => 15,
        () => 0,
    }
}

/// What a day loses by standing far from the headline.
pub fn far(at: usize, headline: Option<usize>) -> i32 {
    let Some(headline) = headline else { return 8 };
    if at <= headline + NEAR && at >= headline {
        0
    } else if at < headline && at + 250 >= headline {
        8
    } else if at < headline {
        22
    } else {
        14 + i32::try_from((at - headline) / 2_000).unwrap_or(20).min(20)
    }
}

/// Reads the day in an address: `…/2019/05/16/…`, `…/2019-05-16-…`, `…/20190516/…`. Archives of
/// pages have the address of the page inside their own; that one counts.
pub fn in_address(address: &str) -> Option<Date> {
    let inner = address.rfind("/http").and_then(|at| address.get(at + 1..)).unwrap_or(address);
    let path = inner.split_once("://").map_or(inner, |(_, rest)| rest);
    let path = path.split_once('/')?.1;
    let parts: Vec<&str> = path.split(|ch: char| !ch.is_ascii_digit()).collect();
    (0..parts.len()).find_map(|at| compact(parts[at]).or_else(|| parted(parts.get(at..)?)))
}

fn compact(part: &str) -> Option<Date> {
    let whole = part.len() == 8;
    let (month, day) = (part.get(4..6)?.parse().ok()?, part.get(6..)?.parse().ok()?);
    Date::new(year(part.get(..4)?)?, month, day).ok().filter(|_| whole)
}

fn parted(parts: &[&str]) -> Option<Date> {
    let [first, month, day, ..] = parts else { return None };
    let short = |part: &str| (1..=2).contains(&part.len()).then(|| part.parse().ok()).flatten();
    Date::new(year(first)?, short(month)?, short(day)?).ok()
}

fn year(part: &str) -> Option<i16> {
    part.parse().ok().filter(|year| part.len() == 4 && (1990..=2099).contains(year))
}

#[cfg(test)]
mod tests {
    use super::in_address;

    #[test]
    fn addresses_tell_days() {
        let table = [
            ("https://a.example/2019/05/16/pier/", Some("2019-05-16")),
            ("https://a.example/news/2019-5-6-pier.html", Some("2019-05-06")),
            ("https://a.example/20190516/pier", Some("2019-05-16")),
            ("https://web.example/20210101000000/http://a.example/2019/05/16/", Some("2019-05-16")),
            ("https://a.example/2019/05/pier", None),
            ("https://a.example/88298335/pier", None),
            ("https://a.example/2019/13/40/", None),
        ];
        for (address, expected) in table {
            let day = in_address(address).map(|date| date.to_string());
            assert_eq!(day.as_deref(), expected, "{address}");
        }
    }
}
