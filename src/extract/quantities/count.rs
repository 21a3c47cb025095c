//! Counts: a number with the noun it counts, measures, ages and shares of a noun.

use crate::extract::lists::is_listed;
use crate::extract::reading::Reading;
use crate::extract::times::calendar::{month, weekday_number};
use crate::extract::token::TokenKind;

/// Words that follow a number without being what it counts.
const NOT_COUNTED: &str = " of to and or in on at by for from with as than the a an that which who is are was \
    were be been has have had per percent more less other years year months month days day weeks week \
    hours hour minutes minute decades decade seconds after before during since until when while but \
    not also into over under against between among each ago later earlier last next same it they he \
    she we you said says will would could can may might them his her its their our this these those \
    if so because up down out off about around through like very most such some any all both only \
    even just then there here where how what why now still again points p.m a.m am pm ";

/// Plural nouns without an ending, and units.
const PLURAL: &str = " people men women children police km kg miles percentage metres meters feet tons tonnes mph \
    kph kmh km/h ft lb lbs sq hectares acres degrees youths personnel staff troops cattle sheep fish aircraft \
    cm mm ml mg MW GW kWh MWh TWh GB TB MB bpd boe ppm dB kW hp cc ha ";

/// Units that touch their number or stand behind a hyphen: `5km`, `100-meter`.
const MEASURES: &str = " km m cm mm kg g mg ml l ft in lb lbs mph kph MW GW kW kWh TWh GB TB MB ppm ha sq foot feet \
    meter metre meters metres mile miles kilometer kilometre kilometers kilometres inch inches pound pounds ton \
    tonne tons tonnes acre acres gallon gallons liter litre liters litres degree degrees hectare hectares yard \
    yards person member seat seater story storey point stop bed room bedroom page part man woman team nation \
    country megawatt gigawatt barrel ";

/// Words before a number that make it part of a name.
const NUMBERED: &str = " Article Articles Section Chapter Flight Grade Room Page No. Nos. Channel Highway Route Interstate \
    Boeing Airbus Unit Group Category Level Phase Stage Type Model Windows Pier Gate Block Building Apartment \
    Suite Box District Ward Division Title Part Volume Book Rule Schedule Figure Table Lot Formula Terminal \
    Platform Reactor Sector Zone Area Camp Proposition Amendment Apollo Covid iPhone Falcon Lane Exit Order \
    Resolution Regulation ";

/// Returns the noun that a number counts, with at most two words that describe it between, and the place
/// after it.
pub(crate) fn unit(reading: &Reading, at: usize, heading: bool) -> Option<(String, usize)> {
    if let Some(measure) = measure(reading, at) {
        return Some(measure);
    }
    let is_noun = |at: usize| {
        let word = reading.word(at);
        reading.kind(at) == TokenKind::Word
            && word.len() > 1
            && (heading || word.starts_with(char::is_lowercase))
            && !is_listed(NOT_COUNTED, &word.to_lowercase())
    };
    let plural = |word: &str| {
        word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us")
            || is_listed(PLURAL, &word.to_lowercase())
    };
    for end in at..at + 3 {
        // `12 Chinese workers`: an adjective may be capitalised, but not what is counted.
        let describes = is_noun(end) || end < at + 2 && reading.is_capital(end) && is_noun(end + 1);
        if !describes {
            break;
        }
        if is_noun(end) && plural(reading.word(end)) {
            return Some((reading.word(end).to_lowercase(), end + 1));
        }
    }
    None
}

/// Reads a unit that touches its number, stands behind a hyphen or is a sign: `5km`, `100-meter`, `18 °C`.
fn measure(reading: &Reading, at: usize) -> Option<(String, usize)> {
    let word = reading.word(at);
    let touches = at.checked_sub(1).is_some_and(|before| reading.touches_next(before));
    if word == "°" {
        let scale = reading.word(at + 1);
        let named = reading.touches_next(at) && matches!(scale, "C" | "F" | "C." | "F.");
        return Some((
            format!("°{}", if named { scale.trim_end_matches('.') } else { "" }),
            at + 1 + usize::from(named),
        ));
    }
    if matches!(word, "degrees" | "degree") {
        let scale = reading.word(at + 1);
        let named = matches!(scale, "Celsius" | "Fahrenheit" | "C" | "F");
        let unit = if named { format!("degrees {scale}") } else { "degrees".to_owned() };
        return Some((unit, at + 1 + usize::from(named)));
    }
    if matches!(word, "km" | "kg" | "cm" | "mm" | "mph" | "MW" | "GW" | "ft" | "kph") {
        return Some((word.to_owned(), at + 1));
    }
    let hyphen = word == "-" && touches && reading.touches_next(at);
    let named = if hyphen { reading.word(at + 1) } else { word };
    let fits = (touches || hyphen) && is_listed(MEASURES, named);
    fits.then(|| (named.to_owned(), at + 1 + usize::from(hyphen)))
}

/// Reads a height of feet and inches behind the feet: `-foot-6`, `ft 2in`; returns the inches.
pub(crate) fn inches(reading: &Reading, at: usize) -> Option<(f64, usize)> {
    let hyphen = reading.word(at) == "-" && reading.touches_next(at);
    let inches = reading.word(at + 1).strip_prefix("foot-").filter(|_| hyphen)?;
    let inches = match inches.parse::<f64>() {
        Ok(inches) => inches,
        Err(_) => crate::extract::number::small_number(inches)?,
    };
    (inches < 12.0).then_some((inches, at + 2))
}

/// Tells whether the number at a token is somebody's age, and returns the place after it: `25-year-old`,
/// `25 years old`, `aged 25`, `Ana Poe, 25,`.
pub(crate) fn age(reading: &Reading, at: usize, end: usize) -> Option<usize> {
    let hyphen = usize::from(reading.word(end) == "-" && reading.touches_next(end));
    if hyphen == 1 && matches!(reading.word(end + 1), "year-old" | "year-olds") {
        return Some(end + 2);
    }
    if matches!(reading.word(end), "years" | "year") {
        let old = reading.word(end + 1) == "old";
        let of_age = reading.word(end + 1) == "of" && reading.word(end + 2) == "age";
        return match (old, of_age) {
            (true, _) => Some(end + 2),
            (_, true) => Some(end + 3),
            _ => None,
        };
    }
    let before = reading.word(at.checked_sub(1)?);
    if matches!(before, "aged" | "age" | "ages") {
        return Some(end);
    }
    let name = at.checked_sub(2)?;
    let person = before == ","
        && reading.is_capital(name)
        && name.checked_sub(1).is_some_and(|first| reading.is_capital(first))
        && month(reading.word(name)).is_none()
        && weekday_number(reading.word(name)).is_none();
    let plain = reading.kind(at) == TokenKind::Number && reading.word(at).len() <= 3;
    (person && plain && matches!(reading.word(end), "," | "." | ";")).then_some(end)
}

/// Tells whether a number is part of a name or of a longer one: `Flight 370`, `3-1`, `#5`.
pub(crate) fn is_part_of_more(reading: &Reading, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let word = reading.word(before);
    reading.touches_next(before) && matches!(word, "-" | "/" | "." | "#" | "–" | "_" | "@")
        || reading.kind(at) == TokenKind::Number && is_listed(NUMBERED, word)
}
