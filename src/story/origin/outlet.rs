//! Outlets: one form for the names under which agencies, papers and sites appear.

use crate::fact::key::folded;

/// Names that mean the same outlet, in the form without spaces; each stands beside the one that is used.
const ALIASES: [(&str, &str); 34] = [
    ("ap", "associatedpress"),
    ("apnews", "associatedpress"),
    ("afp", "agencefrancepresse"),
    ("dpa", "deutschepresseagentur"),
    ("upi", "unitedpressinternational"),
    ("pti", "presstrustofindia"),
    ("ani", "asiannewsinternational"),
    ("pa", "pressassociation"),
    ("pamedia", "pressassociation"),
    ("cp", "canadianpress"),
    ("aap", "australianassociatedpress"),
    ("aa", "anadolu"),
    ("itartass", "tass"),
    ("rianovosti", "ria"),
    ("thomsonreuters", "reuters"),
    ("xinhuanet", "xinhua"),
    ("news.cn", "xinhua"),
    ("新华社", "xinhua"),
    ("新华网", "xinhua"),
    ("新華社", "xinhua"),
    ("路透社", "reuters"),
    ("法新社", "agencefrancepresse"),
    ("美联社", "associatedpress"),
    ("塔斯社", "tass"),
    ("共同社", "kyodo"),
    ("人民日报", "peoplesdaily"),
    ("人民网", "peoplesdaily"),
    ("nyt", "newyorktimes"),
    ("nytimes", "newyorktimes"),
    ("wsj", "wallstreetjournal"),
    ("ft", "financialtimes"),
    ("scmp", "southchinamorningpost"),
    ("wapo", "washingtonpost"),
    ("bloombergnews", "bloomberg"),
];

/// Words at the end of a name that are not always given.
const ENDINGS: [&str; 7] = ["agency", "news", "online", "staff", "newspaper", "wire", "newsroom"];

/// Agencies whose texts others print.
const AGENCIES: [&str; 29] = [
    "associatedpress",
    "agencefrancepresse",
    "deutschepresseagentur",
    "unitedpressinternational",
    "presstrustofindia",
    "asiannewsinternational",
    "pressassociation",
    "canadianpress",
    "australianassociatedpress",
    "anadolu",
    "tass",
    "ria",
    "reuters",
    "xinhua",
    "kyodo",
    "yonhap",
    "bloomberg",
    "ansa",
    "efe",
    "interfax",
    "irna",
    "spa",
    "mena",
    "pap",
    "ap",
    "bernama",
    "antara",
    "ukrinform",
    "tanjug",
];

/// Where anybody writes: naming it names no outlet.
const PLATFORMS: [&str; 24] = [
    "x",
    "twitter",
    "facebook",
    "instagram",
    "telegram",
    "youtube",
    "weibo",
    "wechat",
    "linkedin",
    "tiktok",
    "reddit",
    "truthsocial",
    "whatsapp",
    "threads",
    "bluesky",
    "mastodon",
    "wikipedia",
    "medium",
    "substack",
    "google",
    "vk",
    "msn",
    "yahoo",
    "archive",
];

/// Sites where everybody has a host of their own: the whole host is the outlet.
const HOSTING: [&str; 14] = [
    "wordpress",
    "blogspot",
    "blogger",
    "github",
    "gitlab",
    "substack",
    "medium",
    "tumblr",
    "livejournal",
    "typepad",
    "weebly",
    "wixsite",
    "netlify",
    "ghost",
];

/// What stands before a country's two letters in the place of a name: `co.uk`, `com.cn`.
const SECOND_LEVELS: [&str; 10] = ["co", "com", "org", "net", "gov", "ac", "or", "ne", "go", "edu"];

/// Labels that name nobody by themselves, so that what follows them is kept: `gov.uk`, `news.cn`.
const GENERIC: [&str; 3] = ["gov", "edu", "news"];

/// Agencies of which the short name is a word, a place or a person's name unless it is in capitals.
const SHORT: [&str; 11] =
    ["pa", "cp", "aa", "ap", "aap", "spa", "mena", "pap", "ria", "ani", "efe"];

/// Returns the form in which an outlet's name is compared, if the name means one outlet.
pub(crate) fn key(name: &str) -> Option<String> {
    let name = name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name);
    let mut words: Vec<String> =
        name.split([' ', '-']).map(folded).filter(|word| !word.is_empty()).collect();
    if words.len() > 1 && words.first().is_some_and(|first| first == "the") {
        words.remove(0);
    }
    while words.len() > 1 && words.last().is_some_and(|last| ENDINGS.contains(&last.as_str())) {
        words.pop();
    }
    named(words.concat())
}

/// Returns the form in which the outlet behind a host is compared: `www.torvikherald.co.uk` is `torvikherald`.
pub(crate) fn key_of_host(host: &str) -> Option<String> {
    let host = host.split(':').next().unwrap_or(host).trim_end_matches('.').to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let labels: Vec<_> = host.split('.').collect();
    let (country, before) = labels.split_last()?;
    let (second, rest) = before.split_last()?;
    let by_country = country.len() == 2 && SECOND_LEVELS.contains(second);
    // The government itself, `gov.uk`, has no other name.
    let (label, ending, below) = match rest.split_last() {
        Some((label, below)) if by_country => (*label, *second, below),
        _ => (*second, *country, rest),
    };
    if HOSTING.contains(&label) {
        return (!below.is_empty()).then(|| host.to_owned());
    }
    if GENERIC.contains(&label) || GENERIC.contains(&ending) {
        let kept = labels.get(below.len()..).unwrap_or_default();
        return named(kept.join("."));
    }
    named(folded(label))
}

/// Returns the form in which an agency is compared, if a name on a line of its own means one.
pub(crate) fn agency(name: &str) -> Option<String> {
    let is_short = SHORT.iter().any(|short| short.eq_ignore_ascii_case(name));
    if is_short && name.chars().any(char::is_lowercase) {
        return None;
    }
    key(name).filter(|key| is_agency(key))
}

/// Tells whether an outlet is an agency whose texts others print.
pub(crate) fn is_agency(key: &str) -> bool {
    AGENCIES.contains(&key)
}

fn named(key: String) -> Option<String> {
    let known = ALIASES.iter().find(|(alias, _)| *alias == key);
    let key = known.map_or(key, |(_, outlet)| (*outlet).to_owned());
    (!key.is_empty() && !PLATFORMS.contains(&key.as_str())).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::{agency, key, key_of_host};

    #[test]
    fn an_outlet_has_one_key() {
        for (one, other) in [
            ("AP", "The Associated Press"),
            ("Xinhua", "Xinhua News Agency"),
            ("新华社", "the Xinhua news agency"),
            ("The Torvik Herald", "Torvik Herald’s"),
            ("人民日报", "People's Daily"),
        ] {
            assert_eq!(key(one), key(other), "{one}");
            assert!(key(one).is_some(), "{one}");
        }
        assert_eq!(key("X"), None);
        assert_ne!(key("The Times"), key("The New York Times"));
    }

    #[test]
    fn a_host_is_an_outlet() {
        for (host, name) in [
            ("www.reuters.com", "Reuters"),
            ("www.torvikherald.co.uk", "The Torvik Herald"),
            ("apnews.com", "Associated Press"),
        ] {
            assert_eq!(key_of_host(host), key(name), "{host}");
        }
        assert_eq!(key_of_host("localhost"), None);
    }

    #[test]
    fn hosts_of_different_outlets_have_different_keys() {
        for (one, other) in [
            ("news.sky.com", "news.un.org"),
            ("edition.cnn.com", "edition.rte.ie"),
            ("www.gov.uk", "www.gov.pl"),
            ("www.health.gov.au", "health.gov.in"),
            ("alice.wordpress.com", "bob.wordpress.com"),
            ("alice.github.io", "bob.github.io"),
            ("www.news.com.au", "news.cn"),
        ] {
            assert!(key_of_host(one).is_some(), "{one}");
            assert_ne!(key_of_host(one), key_of_host(other), "{one}");
        }
        for (one, other) in [
            ("edition.cnn.com", "www.cnn.com"),
            ("news.bbc.co.uk", "bbc.com"),
            ("a.abc.net.au", "abc.net.au"),
        ] {
            assert_eq!(key_of_host(one), key_of_host(other), "{one}");
        }
        for platform in ["www.msn.com", "web.archive.org", "news.yahoo.co.jp", "medium.com", ""] {
            assert_eq!(key_of_host(platform), None, "{platform}");
        }
    }

    #[test]
    fn a_short_name_of_an_agency_is_in_capitals() {
        for name in ["PA", "AP", "SPA", "Reuters", "xinhua"] {
            assert!(agency(name).is_some(), "{name}");
        }
        for name in ["Pa", "Spa", "Mena", "Ria", "Torvik Herald"] {
            assert_eq!(agency(name), None, "{name}");
        }
    }
}
