//! Places: with and without the word that says what they are, and the names of countries that all of
//! the press shortens.

use crate::extract::entities::form::Form;
use crate::extract::lists::is_listed;

/// Words behind a name that say what it is.
const ENDS: &str = " province prefecture county district region oblast governorate state \
    municipality territory city town township village krai voivodeship department canton dc ";

/// Names that need their last word: `Mexico` is not `Mexico City`.
const WHOLE: &str = " mexico kuwait panama guatemala quebec oklahoma kansas iowa jersey atlantic belize salt \
    new carson dodge united ";

/// Returns the forms of the name of a place.
pub(crate) fn form(words: &[String]) -> Form {
    let mut form = Form::of_length(words.len());
    let whole = words.join(" ");
    form.exact.push(country(&whole).to_owned());
    form.asked.push(whole);
    let [first, .., last] = words else { return form };
    let letters: String = words.iter().filter_map(|word| word.chars().next()).collect();
    form.short.push((2, letters));
    let leading = words.get(..words.len() - 1).unwrap_or_default();
    if is_listed(ENDS, last) && !is_listed(WHOLE, first) {
        form.short.push((0, leading.join(" ")));
    }
    if matches!(
        first.as_str(),
        "lake" | "mount" | "mt" | "river" | "greater" | "metropolitan" | "downtown"
    ) {
        form.short.push((1, words.get(1..).unwrap_or_default().join(" ")));
    }
    if let [kind, of, rest @ ..] = words
        && of == "of"
        && is_listed("city state province republic county town kingdom island port gulf", kind)
        && !rest.is_empty()
        && kind != "gulf"
    {
        form.short.push((1, rest.join(" ")));
    }
    form
}

/// Returns the usual name of a country.
fn country(name: &str) -> &str {
    match name {
        "us" | "usa" | "america" | "united states of america" => "united states",
        "uk" | "britain" | "great britain" => "united kingdom",
        "uae" => "united arab emirates",
        "prc" | "peoples republic of china" => "china",
        "dprk" => "north korea",
        "drc" | "dr congo" | "democratic republic of the congo" => "democratic republic of congo",
        "czechia" => "czech republic",
        "holland" => "netherlands",
        "turkiye" => "turkey",
        "burma" => "myanmar",
        _ => name,
    }
}
