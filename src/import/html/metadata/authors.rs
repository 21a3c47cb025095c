//! Authors: who wrote the article, by the agreement of what a page states and shows.

use crate::import::html::metadata::author_marks::{NEAR, distance, looks_like_names, weight};
use crate::import::html::metadata::linked::Linked;
use crate::import::html::metadata::page::{Element, Page};
use crate::import::html::metadata::people::names;
use crate::import::html::metadata::places::Place;
use crate::import::html::metadata::site::Site;
use crate::import::html::metadata::words::key;

/// The most bylines that are weighed.
const MOST: usize = 300;

/// The names of `meta` that state authors, and how much each is believed.
const STATED: &[(&str, i32)] = &[
    ("citation_author", 95),
    ("parsely-author", 85),
    ("sailthru.author", 85),
    ("article:author_name", 80),
    ("article:author", 75),
    ("author", 72),
    ("authors", 70),
    ("dc.creator", 74),
    ("dc.creator.personalname", 70),
    ("dcterms.creator", 70),
    ("dc:creator", 74),
    ("cxenseparse:author", 70),
    ("twitter:data1", 35),
    ("og:author", 60),
    ("twitter:author", 60),
    ("creator", 45),
    ("twitter:creator", 25),
];

/// What begins a line that is a byline.
const OPENS: &[&str] = &[
    "by ",
    "von ",
    "por ",
    "par ",
    "text: ",
    "autor: ",
    "author: ",
    "written by ",
    "text von ",
    "door ",
    "von: ",
];

/// What stands alone before a name that is set apart.
const ALONE: [&str; 9] =
    ["by", "von", "por", "par", "autor", "author", "text", "written by", "geschrieben von"];

/// A list of names and how much speaks for it.
struct Candidate {
    names: Vec<String>,
    weight: i32,
    shown: bool,
}

/// Returns the byline, several names joined by commas.
pub fn byline(
    page: &Page,
    linked: &Linked,
    site: &Site,
    headline: Option<usize>,
) -> Option<String> {
    let mut gathered = Gathered { candidates: Vec::new(), site };
    let people: Vec<&str> = linked
        .authors
        .iter()
        .filter(|author| author.person)
        .map(|author| author.name.as_str())
        .collect();
    gathered.stated(&people, 90);
    let others: Vec<&str> = linked
        .authors
        .iter()
        .filter(|author| !author.person)
        .map(|author| author.name.as_str())
        .collect();
    gathered.stated(&others, 45);
    for (name, weight) in STATED.iter().copied() {
        if name == "twitter:data1" && !page.meta("twitter:label1").any(is_author_label) {
            continue;
        }
        let stated: Vec<&str> =
            page.meta(name).filter(|content| !content.starts_with('@')).collect();
        gathered.stated(&stated, weight);
    }
    gathered.shown(page, headline);
    gathered.lines(page, headline);
    gathered.best()
}

fn is_author_label(label: &str) -> bool {
    let label = key(label);
    [
        "writtenby",
        "author",
        "by",
        "verfasstvon",
        "geschriebenvon",
        "von",
        "autor",
        "escritopor",
        "écritpar",
        "scrittoda",
        "geschrevendoor",
    ]
    .contains(&label.as_str())
}

struct Gathered<'p> {
    candidates: Vec<Candidate>,
    site: &'p Site,
}

impl Gathered<'_> {
    /// Adds names that the page states.
    fn stated(&mut self, bylines: &[&str], weight: i32) {
        self.several(bylines, weight, false);
    }

    fn several(&mut self, bylines: &[&str], weight: i32, shown: bool) {
        let mut all: Vec<String> = Vec::new();
        for name in bylines.iter().take(40).flat_map(|byline| names(byline)) {
            if !all.iter().any(|other| key(other) == key(&name)) {
                all.push(name);
            }
        }
        self.add(all, weight, shown);
    }

    fn add(&mut self, mut names: Vec<String>, mut weight: i32, shown: bool) {
        // A site that names itself first gives its place after it.
        if !shown && names.len() > 1 && names.first().is_some_and(|name| self.site.is_only(name)) {
            return;
        }
        let people = names.iter().any(|name| !self.site.is_author(name));
        if people {
            names.retain(|name| !self.site.is_author(name));
            let of_site = |name: &String| {
                name.split_once(' ').is_some_and(|(first, _)| self.site.is_only(first))
            };
            if names.iter().any(|name| !of_site(name)) {
                names.retain(|name| !of_site(name));
            }
        } else if !shown && names.iter().all(|name| self.site.is_only(name)) {
            // The site as its own author is told by the site already.
            return;
        } else {
            weight -= 40;
        }
        if names.iter().all(|name| name.chars().count() <= 2) {
            weight -= 30;
        }
        if names.is_empty() || weight <= 0 || self.candidates.len() >= MOST {
            return;
        }
        let key = joined_key(&names);
        let Some(other) = self.candidates.iter_mut().find(|other| joined_key(&other.names) == key)
        else {
            self.candidates.push(Candidate { names, weight, shown });
            return;
        };
        // What is shown twice is said once; what is stated in two places is said twice.
        if !(shown && other.shown) {
            other.weight += weight / 2;
        }
        other.shown |= shown;
        // Of two writings the one with the words apart is the name, the other an account.
        let spaces =
            |names: &[String]| names.iter().map(|name| name.matches(' ').count()).sum::<usize>();
        if spaces(&names) > spaces(&other.names) {
            other.names = names;
        }
    }

    /// Adds what elements marked as bylines show.
    fn shown(&mut self, page: &Page, headline: Option<usize>) {
        let mut found: Vec<(&Element, i32)> = page
            .elements
            .iter()
            .filter(|element| element.place != Place::Comment && element.text.len() <= 200)
            .filter_map(|element| weight(element).map(|weight| (element, weight)))
            .map(|(element, weight)| {
                (
                    element,
                    weight
                        - distance(element.at, headline)
                        - i32::from(element.place == Place::Aside) * 35,
                )
            })
            .filter(|(_, weight)| *weight > 0)
            .collect();
        found.truncate(300);
        let Some(best) = found.iter().map(|(_, weight)| *weight).max() else { return };
        // Several elements of the same kind close together are several authors.
        let firsts: Vec<&(&Element, i32)> =
            found.iter().filter(|(_, weight)| *weight == best).collect();
        let Some((first, _)) = firsts.first().copied() else { return };
        let group: Vec<&str> = firsts
            .iter()
            .filter(|(element, _)| {
                element.labels == first.labels
                    && element.tag == first.tag
                    && element.at < first.at + 150
            })
            .map(|(element, _)| element.text.as_str())
            .collect();
        self.several(&group, best, true);
        for (element, weight) in found
            .iter()
            .filter(|(element, _)| element.at != first.at || element.text != first.text)
            .take(12)
        {
            self.several(&[element.text.as_str()], *weight - 8, true);
        }
    }

    /// Adds lines that begin as bylines do, those near the headline before others.
    fn lines(&mut self, page: &Page, headline: Option<usize>) {
        let headline = headline.unwrap_or(0);
        for (index, run) in page.runs.iter().enumerate().filter(|(_, run)| run.place == Place::Main)
        {
            let near = run.at + 300 >= headline && run.at <= headline + NEAR;
            let weight = if near { 52 } else { 34 };
            let lower = run.text.to_lowercase();
            let alone = lower.trim_end_matches(':');
            let words = run.text.split_whitespace().count();
            if ALONE.contains(&alone) {
                let names = joined_runs(page, index + 1);
                if looks_like_names(&names, 0) {
                    self.several(&[names.as_str()], weight + 3, true);
                }
            } else if OPENS.iter().any(|word| lower.starts_with(word))
                && words <= 9
                && looks_like_names(&run.text, 1)
            {
                self.several(&[run.text.as_str()], weight, true);
            }
        }
    }

    fn best(mut self) -> Option<String> {
        // A longer list that holds a shorter one is the better witness of the same authors.
        let lists: Vec<(Vec<String>, i32)> = self
            .candidates
            .iter()
            .map(|candidate| {
                (candidate.names.iter().map(|name| key(name)).collect(), candidate.weight)
            })
            .collect();
        for (index, candidate) in self.candidates.iter_mut().enumerate() {
            for (other, (names, weight)) in lists.iter().enumerate() {
                let within = other != index
                    && names.len() < candidate.names.len()
                    && names.iter().all(|name| candidate.names.iter().any(|own| key(own) == *name));
                if within && *weight >= 50 {
                    candidate.weight += weight / 2;
                }
            }
        }
        let mut best: Option<Candidate> = None;
        for candidate in self.candidates {
            if best.as_ref().is_none_or(|other| candidate.weight > other.weight) {
                best = Some(candidate);
            }
        }
        best.map(|candidate| candidate.names.join(", "))
    }
}

fn joined_key(names: &[String]) -> String {
    let mut keys: Vec<String> = names.iter().map(|name| key(name)).collect();
    keys.sort();
    keys.join(" ")
}

/// Joins the runs that follow a "by" as long as they are names and what stands between names.
fn joined_runs(page: &Page, start: usize) -> String {
    let mut names = String::new();
    for run in page.runs.iter().skip(start).take(7) {
        let between =
            matches!(run.text.as_str(), "and" | "und" | "," | "&" | "y" | "et" | "e" | ", and");
        if !between
            && !names.is_empty()
            && !names.ends_with(['&', ','])
            && !names.ends_with(" and")
            && !names.ends_with(" und")
            && !names.ends_with(" y")
            && !names.ends_with(" et")
        {
            break;
        }
        if run.text.split_whitespace().count() > 6 {
            break;
        }
        names.push(' ');
        names.push_str(&run.text);
    }
    names.trim().to_owned()
}
