//! Letters: a second look at encodings that are easily taken for each other.
//!
//! The encodings of western and middle Europe share most letters. Read in the right one, the letters
//! beyond ASCII are those of the language the text is in; read in another, some are foreign to it.

use encoding_rs::{Encoding, ISO_8859_2, WINDOWS_1250, WINDOWS_1252, WINDOWS_1254, WINDOWS_1257};
use whatlang::Lang;

/// How many bytes are looked at.
const SAMPLE: usize = 32 * 1024;

/// The share of letters, in a hundred, below which an encoding is doubted.
const DOUBTED: usize = 97;

/// The encodings that are taken for each other, the more common first.
const ALIKE: [&Encoding; 5] = [WINDOWS_1252, WINDOWS_1250, ISO_8859_2, WINDOWS_1254, WINDOWS_1257];

/// The letters beyond ASCII of languages that these encodings write.
const ALPHABETS: [(Lang, &str); 19] = [
    (Lang::Hun, "áéíóöőúüű"),
    (Lang::Ces, "áčďéěíňóřšťúůýž"),
    (Lang::Slk, "áäčďéíĺľňóôŕšťúýž"),
    (Lang::Pol, "ąćęłńóśźż"),
    (Lang::Slv, "čšž"),
    (Lang::Hrv, "čćđšž"),
    (Lang::Ron, "ăâîşţșț"),
    (Lang::Tur, "âçğıîöşüûİ"),
    (Lang::Lav, "āčēģīķļņšūž"),
    (Lang::Lit, "ąčęėįšųūž"),
    (Lang::Deu, "äöüß"),
    (Lang::Fra, "àâæçéèêëîïôœùûüÿ"),
    (Lang::Spa, "áéíñóúüªº"),
    (Lang::Por, "áâãàçéêíóôõúüªº"),
    (Lang::Ita, "àèéìíîòóùú"),
    (Lang::Swe, "åäöé"),
    (Lang::Dan, "æøåé"),
    (Lang::Nob, "æøåéòô"),
    (Lang::Fin, "äöåšž"),
];

/// Returns the encoding of those alike the guessed one in which the letters of a text are those of its
/// language.
pub fn settle(guessed: &'static Encoding, bytes: &[u8]) -> &'static Encoding {
    if !ALIKE.contains(&guessed) {
        return guessed;
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let own = share(guessed, sample);
    if own.is_some_and(|share| share >= DOUBTED) {
        return guessed;
    }
    let better = ALIKE
        .into_iter()
        .filter(|encoding| *encoding != guessed)
        .filter_map(|encoding| share(encoding, sample).map(|share| (share, encoding)))
        .filter(|(share, _)| *share >= DOUBTED && *share > own.unwrap_or(50) + 2)
        // Of equals the first.
        .reduce(|best, next| if next.0 > best.0 { next } else { best });
    better.map_or(guessed, |(_, encoding)| encoding)
}

/// Tells how many in a hundred of the letters beyond ASCII belong to the language that the text is in
/// when read so; `None` if no known language is sure.
fn share(encoding: &'static Encoding, bytes: &[u8]) -> Option<usize> {
    let text = encoding.decode_without_bom_handling(bytes).0;
    let info = whatlang::detect(&text).filter(whatlang::Info::is_reliable)?;
    let (_, alphabet) = ALPHABETS.iter().find(|(language, _)| *language == info.lang())?;
    let (mut own, mut all) = (0, 0);
    for ch in text.chars().filter(|ch| !ch.is_ascii() && (ch.is_alphabetic() || ch.is_control())) {
        all += 1;
        own += usize::from(ch.to_lowercase().all(|lower| alphabet.contains(lower)));
    }
    (all > 0).then(|| own * 100 / all)
}

#[cfg(test)]
mod tests {
    use encoding_rs::{Encoding, ISO_8859_2, WINDOWS_1250, WINDOWS_1252};

    use super::settle;

    #[test]
    fn the_letters_of_the_language_decide() {
        let hungarian = "A bizottság kedden este ülésezett, és úgy döntött, hogy a kikötő hídját jövőre felújítják; erről a város vezetője tájékoztatta a helyi újságírókat.";
        let french = "La commission s’est réunie mardi soir et a décidé que la jetée du port sera rénovée l’année prochaine, a déclaré le maire à la presse, très ému.";
        let czech = "Komise se sešla v úterý večer a rozhodla, že přístavní molo bude příští rok opraveno, řekl starosta města místním novinářům.";
        let table: [(&str, &'static Encoding, &'static Encoding, &'static Encoding); 4] = [
            (hungarian, WINDOWS_1250, WINDOWS_1252, WINDOWS_1250),
            (hungarian, ISO_8859_2, WINDOWS_1252, WINDOWS_1250),
            (french, WINDOWS_1252, WINDOWS_1250, WINDOWS_1252),
            (czech, WINDOWS_1250, WINDOWS_1250, WINDOWS_1250),
        ];
        for (text, written, guessed, expected) in table {
            let bytes = written.encode(text).0;
            assert_eq!(settle(guessed, &bytes), expected, "{text}");
        }
    }
}
