//! Completing: what every format's reader leaves to be found in the text, and what the user says.

use crate::document::{Block, BlockKind, Dateline, Document, Metadata, Title, TitleOrigin};
use crate::import::{dateline, label};
use crate::text::clean::clean;

/// How many paragraphs at the front may open with a dateline.
const OPENINGS: usize = 4;

/// How much of a text is looked at to tell its language, in bytes.
const SAMPLE: usize = 32 * 1024;

/// What goes before what an article says of itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct Given<'a> {
    /// What the user calls it.
    pub title: Option<&'a str>,
    /// The day of publication that the user gives.
    pub published: Option<jiff::civil::Date>,
    /// The language that the user gives.
    pub language: Option<&'a str>,
}

/// Fills in the metadata of a document that its reader could not know.
pub fn complete(document: Document, given: Given<'_>) -> Document {
    let (text, blocks) = (document.text(), document.blocks());
    let mut metadata = document.metadata().clone();
    metadata.published = given.published.or(metadata.published);
    metadata.dateline = find_dateline(text, blocks, &metadata);
    let agency = metadata.dateline.as_ref().and_then(|line| line.agency);
    if let Some(agency) = agency {
        metadata.site = Some(text[agency].to_owned());
    }
    if let Some(title) = given.title {
        metadata.title = Some(Title { text: title.to_owned(), origin: TitleOrigin::Given });
    } else if metadata.title.is_none() {
        metadata.title = label::derive(text, blocks, metadata.dateline.as_ref())
            .map(|text| Title { text, origin: TitleOrigin::Derived });
    }
    set_in_one_line(&mut metadata);
    let language = given.language.map(str::to_owned);
    metadata.language = language.or(metadata.language).or_else(|| language_of(text));
    document.with_metadata(metadata)
}

/// Makes one clean line of each name: a headline may have tabs and line ends in the text.
fn set_in_one_line(metadata: &mut Metadata) {
    let title = metadata.title.as_mut().map(|title| &mut title.text);
    for words in [title, metadata.byline.as_mut(), metadata.site.as_mut()].into_iter().flatten() {
        if words.contains(char::is_control) {
            *words = clean(words).split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }
}

fn find_dateline(text: &str, blocks: &[Block], metadata: &Metadata) -> Option<Dateline> {
    blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Paragraph)
        .take(OPENINGS)
        .find_map(|block| dateline::read(text, block.range, metadata.published))
}

/// Tells the language of a text, where that is sure.
fn language_of(text: &str) -> Option<String> {
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let info = whatlang::detect(text.get(..end)?)?;
    info.is_reliable().then(|| tag(info.lang()).to_owned())
}

/// Returns the BCP 47 tag: two letters where the language has them.
fn tag(language: whatlang::Lang) -> &'static str {
    let codes = [
        ("afr", "af"),
        ("aka", "ak"),
        ("amh", "am"),
        ("ara", "ar"),
        ("aze", "az"),
        ("bel", "be"),
        ("ben", "bn"),
        ("bul", "bg"),
        ("cat", "ca"),
        ("ces", "cs"),
        ("cmn", "zh"),
        ("cym", "cy"),
        ("dan", "da"),
        ("deu", "de"),
        ("ell", "el"),
        ("eng", "en"),
        ("epo", "eo"),
        ("est", "et"),
        ("fin", "fi"),
        ("fra", "fr"),
        ("guj", "gu"),
        ("heb", "he"),
        ("hin", "hi"),
        ("hrv", "hr"),
        ("hun", "hu"),
        ("hye", "hy"),
        ("ind", "id"),
        ("ita", "it"),
        ("jav", "jv"),
        ("jpn", "ja"),
        ("kan", "kn"),
        ("kat", "ka"),
        ("khm", "km"),
        ("kor", "ko"),
        ("lat", "la"),
        ("lav", "lv"),
        ("lit", "lt"),
        ("mal", "ml"),
        ("mar", "mr"),
        ("mkd", "mk"),
        ("mya", "my"),
        ("nep", "ne"),
        ("nld", "nl"),
        ("nob", "nb"),
        ("ori", "or"),
        ("pan", "pa"),
        ("pes", "fa"),
        ("pol", "pl"),
        ("por", "pt"),
        ("ron", "ro"),
        ("rus", "ru"),
        ("sin", "si"),
        ("slk", "sk"),
        ("slv", "sl"),
        ("sna", "sn"),
        ("spa", "es"),
        ("srp", "sr"),
        ("swe", "sv"),
        ("tam", "ta"),
        ("tel", "te"),
        ("tgl", "tl"),
        ("tha", "th"),
        ("tuk", "tk"),
        ("tur", "tr"),
        ("ukr", "uk"),
        ("urd", "ur"),
        ("uzb", "uz"),
        ("vie", "vi"),
        ("yid", "yi"),
        ("zul", "zu"),
    ];
    let code = language.code();
    codes.iter().find(|(long, _)| *long == code).map_or(code, |(_, short)| short)
}

#[cfg(test)]
mod tests {
    use super::{Given, complete, language_of};
    use crate::document::Document;

    #[test]
    fn a_title_is_one_clean_line() {
        let given = Given { title: Some("A\ttitle\n\u{1b}[1m"), ..Given::default() };
        let document = complete(Document::default(), given);
        assert_eq!(document.metadata().title.as_ref().unwrap().text, "A title ␛[1m");
    }

    #[test]
    fn a_language_is_told_only_where_it_is_sure() {
        let table = [
            (
                "The premiers met on Monday and agreed to widen the trade between both countries.",
                Some("en"),
            ),
            ("国务院总理李强三日在杭州会见俄罗斯总理米舒斯京，双方交换了意见。", Some("zh")),
            ("42", None),
        ];
        for (text, expected) in table {
            assert_eq!(language_of(text).as_deref(), expected, "{text}");
        }
    }
}
