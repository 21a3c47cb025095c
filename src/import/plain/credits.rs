//! Credits: captions below pictures, lines that say who wrote or edited, and marks of the end.

use crate::import::script::{is_all_caps, is_cjk, length};

/// The longest a caption is, in characters.
const CAPTION: usize = 1000;

/// The longest a line of credits is, in characters.
const CREDIT: usize = 300;

/// Tells whether a paragraph is the caption of a picture.
pub fn is_caption(text: &str) -> bool {
    if length(text) > CAPTION {
        return false;
    }
    let openings = [
        "Photo:",
        "Photo by ",
        "Photo courtesy",
        "Photograph:",
        "Photograph by ",
        "PHOTO:",
        "Image:",
        "Picture:",
        "FILE PHOTO:",
        "FILE - ",
        "[Illustration",
        "File photo:",
        "图为",
        "图：",
        "图片：",
        "图片来源",
        "资料图",
    ];
    openings.iter().any(|opening| text.starts_with(opening))
        || text.trim_end_matches('。').ends_with('摄')
        || picture_credit(text).is_some()
        || ends_with_photographer(text)
}

/// Returns what stands in the brackets at the end of a caption: `Xinhua/Huang Jingwen`.
pub fn picture_credit(text: &str) -> Option<&str> {
    let inner = text.trim_end_matches('.').strip_suffix([')', ']', '）'])?;
    let at = inner.rfind(['(', '[', '（'])?;
    let credit = inner.get(at..)?.trim_start_matches(['(', '[', '（']).trim();
    let words = credit.to_lowercase();
    let pictured = ["photo", "摄", "image:", "picture", "courtesy of", "via ap", "getty images"]
        .iter()
        .any(|word| words.contains(word));
    let agency =
        credit.split_once('/').is_some_and(|(agency, name)| is_name(agency) && is_name(name));
    (length(credit) <= 80 && (pictured || agency)).then_some(credit)
}

/// Returns the agency that a picture's credit names: `Xinhua`, `AP`.
pub fn credited_agency(credit: &str) -> Option<&str> {
    let (agency, _) = credit.split_once('/')?;
    let agency = agency.trim();
    let agency =
        agency.strip_suffix(" Photo").or_else(|| agency.strip_suffix(" photo")).unwrap_or(agency);
    is_name(agency).then_some(agency)
}

/// Tells whether a paragraph says who wrote, reported or edited.
pub fn is_credit(text: &str) -> bool {
    let inner = text.trim_start_matches(['(', '[', '（', '【']);
    let openings = [
        "Reporting by ",
        "Additional reporting ",
        "Editing by ",
        "Writing by ",
        "Compiled by ",
        "Edited by ",
        "Translated by ",
        "With reporting by ",
        "责任编辑",
        "责编",
        "编辑：",
        "编辑:",
        "记者：",
        "作者：",
        "校对",
        "监制",
        "审核",
    ];
    length(text) <= CREDIT && openings.iter().any(|opening| inner.starts_with(opening))
}

/// Returns the writers that a byline names: `By JANE DOE and JOHN SMITH` without the `By`.
pub fn byline(text: &str) -> Option<&str> {
    for opening in ["作者：", "作者:", "文/", "文／", "撰文：", "记者：", "记者 "] {
        if let Some(name) = text.strip_prefix(opening) {
            return Some(name.trim()).filter(|name| (2..=20).contains(&length(name)));
        }
    }
    let name = ["By ", "BY ", "by "].iter().find_map(|opening| text.strip_prefix(opening))?;
    let end = name.find([',', '|', '(', '•', ';']).unwrap_or(name.len());
    let end = [" for ", " in ", " - ", " – ", " — "]
        .iter()
        .filter_map(|stop| name.find(stop))
        .fold(end, usize::min);
    let name = name.get(..end)?.trim();
    let small =
        ["and", "of", "de", "van", "von", "der", "den", "al", "bin", "di", "da", "&", "with"];
    let words = || name.split_whitespace();
    let named = (1..=10).contains(&words().count())
        && length(text) <= 120
        && words().all(|word| word.starts_with(char::is_uppercase) || small.contains(&word))
        && !name.ends_with('.');
    named.then_some(name)
}

/// Returns the publication that a line names as its source: `来源：新华社`, `Source: Xinhua`.
pub fn source(text: &str) -> Option<&str> {
    let (_, after) = ["来源：", "来源:", "Source: ", "SOURCE: ", "SOURCE "]
        .iter()
        .find_map(|opening| text.split_once(opening))?;
    let name =
        after.split([' ', '\u{3000}', '|', '）', ')']).next().filter(|_| after.chars().any(is_cjk));
    let name = name.unwrap_or(after).trim();
    ((2..=50).contains(&length(name)) && !name.contains("://")).then_some(name)
}

/// Tells whether a line only marks where a text begins or ends, or when it may be used.
pub fn is_mark_of_desk(text: &str) -> bool {
    let upper = text.to_uppercase();
    let bare = upper.trim_matches(|ch: char| !ch.is_alphanumeric());
    let whole = ["ENDS", "END", "30", "MORE", "完", "完毕", "全文完"];
    let openings = [
        "FOR IMMEDIATE RELEASE",
        "EMBARGO",
        "PRESS RELEASE",
        "MEDIA RELEASE",
        "NEWS RELEASE",
        "STRICTLY EMBARGO",
        "HOLD FOR RELEASE",
    ];
    (whole.contains(&bare) && bare != upper || upper == "ENDS")
        || (length(text) <= 120 && openings.iter().any(|opening| bare.starts_with(opening)))
        || (text.starts_with("***") && text.ends_with("***") && !bare.is_empty())
}

/// `… at the harbour on Monday. Photo by Jane Doe`
fn ends_with_photographer(text: &str) -> bool {
    let marks = [
        "Photo by ",
        "Photo: ",
        "Photograph: ",
        "Photograph by ",
        "Photo courtesy of ",
        "Picture: ",
        "Image: ",
    ];
    let at = marks.iter().filter_map(|mark| text.rfind(mark)).max();
    at.and_then(|at| text.get(at..))
        .is_some_and(|credit| length(credit) <= 60 && !credit.contains(". "))
}

/// One to five words of which the first begins with a capital.
fn is_name(text: &str) -> bool {
    let text = text.trim();
    let first = text.chars().next();
    (1..=5).contains(&text.split_whitespace().count())
        && first.is_some_and(|ch| ch.is_uppercase() || is_cjk(ch))
        && text.chars().all(|ch| ch.is_alphabetic() || " .'’-·,".contains(ch))
        && (length(text) > 2 || is_all_caps(text) || text.chars().all(is_cjk))
}

#[cfg(test)]
mod tests {
    use super::{
        byline, credited_agency, is_caption, is_credit, is_mark_of_desk, picture_credit, source,
    };

    #[test]
    fn captions_are_known_by_their_credit() {
        let table = [
            ("Premier Li meets the press. (Xinhua/Huang Jingwen)", true),
            ("Smoke over the port on Monday. (AP Photo/Jane Doe)", true),
            ("Workers at the yard. [Photo/China Daily]", true),
            ("A crane stands idle. Photo by Jane Doe", true),
            ("Photo: The bridge in 1932", true),
            ("A cicada in Bolivia. Image: Jane Doe.", true),
            ("图为会谈现场。新华社记者 黄敬文 摄", true),
            ("11月3日，李强在杭州会见米舒斯京。（新华社记者黄敬文摄）", true),
            ("The pact covers energy (oil and/or gas).", false),
            ("He was right (and said so).", false),
            ("Prices fell by 3 percent (see www.example.org/prices)", false),
            ("HANGZHOU, Nov. 3 (Xinhua) -- The premiers met.", false),
            ("Photos are banned in the chamber.", false),
        ];
        for (text, expected) in table {
            assert_eq!(is_caption(text), expected, "{text}");
        }
    }

    #[test]
    fn who_made_a_text_is_read_where_it_is_said() {
        let names = [
            ("By JANE DOE", Some("JANE DOE")),
            ("By Jane Doe and Rui de Souza, Staff Writers", Some("Jane Doe and Rui de Souza")),
            ("By Jane Doe | The Harbour News", Some("Jane Doe")),
            ("作者：王宾", Some("王宾")),
            ("By the end of the year the pier must stand.", None),
            ("By Monday nobody was left in the building who could say.", None),
        ];
        for (text, expected) in names {
            assert_eq!(byline(text), expected, "{text}");
        }
        assert_eq!(picture_credit("A ship. (AP Photo/Jane Doe)"), Some("AP Photo/Jane Doe"));
        assert_eq!(credited_agency("AP Photo/Jane Doe"), Some("AP"));
        assert_eq!(credited_agency("Xinhua/Gao Jie"), Some("Xinhua"));
        assert_eq!(source("2025年11月4日 来源：新华社 责任编辑"), Some("新华社"));
        assert_eq!(source("Source: The Harbour News"), Some("The Harbour News"));
        assert!(is_credit("(Reporting by Jane Doe in London; Editing by John Roe)"));
        assert!(is_credit("（责任编辑：王宾）"));
        assert!(!is_credit("Reporters were kept out."));
    }

    #[test]
    fn marks_of_the_desk_are_no_text() {
        for text in [
            "-30-",
            "ENDS",
            "- ENDS -",
            "(END)",
            "（完）",
            "(完)",
            "FOR IMMEDIATE RELEASE",
            "EMBARGOED UNTIL 00:01 GMT 4 NOVEMBER",
            "*** START OF THE EBOOK ***",
        ] {
            assert!(is_mark_of_desk(text), "{text}");
        }
        for text in ["30", "The end", "More", "End of the road"] {
            assert!(!is_mark_of_desk(text), "{text}");
        }
    }
}
