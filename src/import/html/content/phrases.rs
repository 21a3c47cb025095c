//! Phrases: the words by which pages of any kind lead away from their article.

/// How a line begins that leads to other articles, or only labels something.
const LEADS: &[&str] = &[
    // English
    "also read",
    "advertisement",
    "by the same author",
    "continue reading",
    "don't miss",
    "further reading on",
    "filed under",
    "join the",
    "last updated",
    "latest news",
    "leave a",
    "listen to this",
    "loading",
    "more about",
    "more articles",
    "more from",
    "more in",
    "more news",
    "more on",
    "more stories",
    "most popular",
    "most read",
    "most viewed",
    "next article",
    "our latest",
    "post comment",
    "posted in",
    "posted on",
    "previous article",
    "print this",
    "recommended",
    "related",
    "rate this",
    "save my name",
    "see also",
    "share this",
    "skip to",
    "tagged",
    "text size",
    "this entry was posted",
    "top stories",
    "trending",
    "up next",
    "view all",
    "view gallery",
    "want more",
    "watch now",
    "watch:",
    "you may also",
    "you might also",
    // German
    "ähnliche",
    "anzeige",
    "artikel teilen",
    "auch interessant",
    "das könnte dich",
    "das könnte sie",
    "diesen artikel",
    "empfehlungen",
    "empfohlene",
    "gefällt mir",
    "kommentare",
    "keine kommentare",
    "lesen sie",
    "letzte änderung",
    "mehr aus",
    "mehr zu",
    "mehr zum",
    "passend dazu",
    "schlagworte",
    "schlagwörter",
    "teilen",
    "verwandte",
    "weitere artikel",
    "weitere beiträge",
    "weitere informationen",
    "weitere meldungen",
    "weitere themen",
    "weiterlesen",
    "wird geladen",
    "zum thema",
    "zurück zu",
    "das könnte ihnen",
    "quellenangaben",
    "bildquelle",
    "foto:",
    "fotos:",
    // French
    "à lire aussi",
    "articles liés",
    "lire aussi",
    "lire la suite",
    "partager",
    "sur le même sujet",
    "voir aussi",
    // Spanish
    "compartir",
    "etiquetas",
    "lea además",
    "lea más",
    "lea también",
    "lee también",
    "leer más",
    "lo último",
    "más noticias",
    "más sobre",
    "noticias relacionadas",
    "relacionado",
    "te puede interesar",
    "le puede interesar",
    "vea también",
    // Italian and Portuguese
    "condividi",
    "leggi anche",
    "leggi di più",
    "potrebbe interessarti",
    "compartilhe",
    "leia mais",
    "leia também",
    "saiba mais",
    "veja também",
    // Dutch, Swedish, Polish, Russian
    "lees meer",
    "lees ook",
    "läs också",
    "läs mer",
    "czytaj także",
    "czytaj też",
    "zobacz także",
    "читайте также",
    "поделиться",
];

/// Words that label something, where they are all of a line or stand before a colon.
const LABELS: &[&str] = &[
    "close", "comment", "comments", "drucken", "quellen", "share", "source", "sources", "tags",
    "temas", "themen", "topics", "via", "video",
];

/// How a line begins that asks the reader for something.
const CALLS: &[&str] = &[
    "abonnez-vous",
    "abonnieren sie",
    "click here to",
    "download our",
    "follow us",
    "follow me",
    "folgen sie uns",
    "get the latest",
    "inscrivez-vous",
    "join our",
    "like us on",
    "like this:",
    "melden sie sich",
    "never miss",
    "read also",
    "read more",
    "read next",
    "sign up",
    "subscribe",
    "suscríbete",
    "support our",
    "síguenos",
    "this website uses cookies",
    "jetzt abonnieren",
];

/// Words of which one is in a line that asks for something.
const WANTED: &[&str] = &["newsletter", "our app", "inbox"];

/// Words of headings above what readers say.
const VOICES: &[&str] = &[
    "comment",
    "comments",
    "comentarios",
    "comentários",
    "commentaires",
    "commenti",
    "discussion",
    "kommentare",
    "kommentar",
    "leserkommentare",
    "reacties",
    "readers' comments",
    "replies",
    "responses",
    "комментарии",
    "user reviews",
];

/// Tells whether a heading stands above what readers say: `12 Comments`, `Kommentare (3)`.
pub fn heads_comments(heading: &str) -> bool {
    let words =
        heading.split(|ch: char| !ch.is_alphabetic() && ch != '\'').filter(|word| !word.is_empty());
    let words: Vec<String> = words.take(6).map(str::to_lowercase).collect();
    let voiced = words.iter().any(|word| VOICES.contains(&word.as_str()));
    voiced && (words.len() <= 2 || heading.chars().any(|ch| ch.is_ascii_digit()))
}

/// Words by which it asks.
const ASKING: &[&str] = &[
    "abonnier",
    "anmeld",
    "delivered",
    "download",
    "get ",
    "join",
    "receive",
    "register",
    "sign up",
    "sign-up",
    "subscri",
];

/// What a line does besides telling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// It only tells.
    Tells,
    /// It may lead to other articles, if it does not go on.
    Leads,
    /// It asks the reader for something.
    Calls,
}

/// Tells what a line does besides telling.
pub fn aim(line: &str) -> Aim {
    let line = line.trim_start_matches(|ch: char| !ch.is_alphanumeric());
    let all: String = line.chars().take(220).flat_map(char::to_lowercase).collect();
    let all = all.replace('’', "'");
    let begins = |leads: &[&str]| {
        leads.iter().any(|lead| {
            all.strip_prefix(lead)
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric) || lead.ends_with(':'))
        })
    };
    let networks = ["twitter", "facebook", "instagram", "youtube", "whatsapp", "telegram"];
    let followed =
        all.starts_with("follow ") && networks.iter().any(|network| all.contains(network));
    let wanted = WANTED.iter().any(|word| all.contains(word))
        && ASKING.iter().any(|word| all.contains(word));
    if begins(CALLS) || followed || wanted {
        return Aim::Calls;
    }
    let labels = LABELS.iter().any(|label| {
        all.strip_prefix(label).is_some_and(|rest| {
            let rest = rest.trim();
            rest.is_empty() || rest.starts_with(':')
        })
    });
    if labels || begins(LEADS) || all.ends_with("minute read") || all.ends_with("min read") {
        Aim::Leads
    } else {
        Aim::Tells
    }
}

/// Tells whether a short line says who wrote an article and when, or whose it is.
pub fn is_imprint(line: &str) -> bool {
    let line = line.trim();
    let lower = line.to_lowercase();
    let fronts = [
        "by ",
        "von ",
        "par ",
        "por ",
        "published",
        "updated",
        "posted",
        "©",
        "copyright",
        "(c) ",
        "written by",
        "last updated",
        "veröffentlicht",
        "aktualisiert",
        "stand:",
        "photo",
        "photos",
        "image",
        "images",
        "credit",
        "credits",
        "publicado",
        "actualizado",
        "author",
        "autor",
    ];
    let fronted = fronts.iter().any(|front| {
        lower
            .strip_prefix(front)
            .is_some_and(|rest| front.ends_with(' ') || !rest.starts_with(char::is_alphabetic))
    });
    let year = line
        .split(|ch: char| !ch.is_ascii_digit())
        .any(|number| number.len() == 4 && (number.starts_with("19") || number.starts_with("20")));
    let time = line.split_whitespace().any(|word| {
        word.split_once(':').is_some_and(|(hours, minutes)| {
            !hours.is_empty()
                && hours.bytes().all(|byte| byte.is_ascii_digit())
                && minutes.bytes().next().is_some_and(|byte| byte.is_ascii_digit())
        })
    });
    fronted || year || time
}

#[cfg(test)]
mod tests {
    use super::{Aim, aim, heads_comments, is_imprint};

    #[test]
    fn what_a_line_is_for_is_told_by_how_it_begins() {
        let table = [
            ("Read more: the old pier", Aim::Calls),
            ("» Lesen Sie auch: Der Hafen", Aim::Leads),
            ("Lea también: El muelle", Aim::Leads),
            ("Related articles", Aim::Leads),
            ("Relatedly, the pier fell.", Aim::Tells),
            ("Follow us on all networks", Aim::Calls),
            ("Follow the writer on Twitter", Aim::Calls),
            ("Follow the coast to the pier.", Aim::Tells),
            ("Get our newsletter every day", Aim::Calls),
            ("The first newsletter of the harbour is from 1850.", Aim::Tells),
            ("Don’t miss this", Aim::Leads),
            ("The pier opens in June.", Aim::Tells),
        ];
        for (line, expected) in table {
            assert_eq!(aim(line), expected, "{line}");
        }
    }

    #[test]
    fn imprints_and_comments_are_told() {
        let imprints = [
            ("By Jo Writer", true),
            ("Published 3 May 2024", true),
            ("10:12", true),
            ("© The Harbour News", true),
            ("The pier", false),
            ("A view: the pier", false),
        ];
        for (line, expected) in imprints {
            assert_eq!(is_imprint(line), expected, "{line}");
        }
        let headings = [
            ("Comments", true),
            ("12 comments on the pier", true),
            ("Kommentare (3)", true),
            ("Comment on the new pier", false),
            ("What comes next", false),
        ];
        for (heading, expected) in headings {
            assert_eq!(heads_comments(heading), expected, "{heading}");
        }
    }
}
