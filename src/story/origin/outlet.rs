//! Outlets: one form for the names under which agencies, papers and sites appear.

use crate::fact::key::folded;

/// Names that mean the same outlet, in the form without spaces; each stands beside the one that is used.
const ALIASES: [(&str, &str); 33] = [
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
const PLATFORMS: [&str; 21] = [
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
];

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
    let host = host.split(':').next().unwrap_or(host).to_lowercase();
    let labels: Vec<_> = host.split('.').collect();
    let count = labels.len();
    // `co.uk`, `com.cn`: a country's short second level.
    let short = count > 2 && labels.get(count - 2).is_some_and(|label| label.len() <= 3);
    let at = count.checked_sub(if short { 3 } else { 2 })?;
    named(folded(labels.get(at)?))
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
    use super::{key, key_of_host};

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
}
