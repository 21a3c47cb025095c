//! Days: when the article was published and changed, by the agreement of what a page states and shows.

use jiff::civil::Date;
use jiff::{Span, Timestamp};

use crate::import::calendar::{Moment, Order, find, moment};
use crate::import::html::metadata::day_marks::{before, far, in_address, said, weight};
use crate::import::html::metadata::linked::Linked;
use crate::import::html::metadata::page::Page;
use crate::import::html::metadata::places::Place;

/// The most days that are weighed.
const MOST: usize = 1_000;

/// The weight from which a day is taken: one that a sentence somewhere tells is not enough.
const ENOUGH: i32 = 12;

/// The names of `meta` that state the day of publication, and how much each is believed.
const PUBLISHED: &[(&str, i32)] = &[
    ("article:published_time", 95),
    ("article:published", 90),
    ("og:article:published_time", 90),
    ("og:published_time", 85),
    ("og:pubdate", 80),
    ("parsely-pub-date", 85),
    ("sailthru.date", 80),
    ("citation_publication_date", 80),
    ("citation_online_date", 82),
    ("citation_date", 75),
    ("datepublished", 85),
    ("rnews:datepublished", 80),
    ("pubdate", 75),
    ("publishdate", 80),
    ("publish-date", 80),
    ("publish_date", 80),
    ("published-date", 80),
    ("publication_date", 80),
    ("publicationdate", 80),
    ("article.published", 80),
    ("cxenseparse:publishtime", 75),
    ("dc.date.issued", 80),
    ("dcterms.issued", 75),
    ("dc.date.created", 75),
    ("dcterms.created", 75),
    ("dcterms.date", 58),
    ("dc.date", 58),
    ("dc:date", 58),
    ("dcterms.available", 60),
    ("dc.created", 70),
    ("date", 58),
    ("prism.publicationdate", 75),
    ("eprints.date", 70),
    ("releasedate", 65),
    ("displaydate", 65),
    ("datecreated", 60),
];

/// Names that may mean any day of the page.
const VAGUE: &[&str] =
    &["date", "dc.date", "dc:date", "dcterms.date", "dcterms.created", "dc.created"];

/// The names that state the day of the latest change.
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
    "modified",
    "article:updated",
    "revised",
    "revision_date",
    "date.modified",
];

/// The days of an article.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Days {
    /// The day of publication.
    pub published: Option<Date>,
    /// The moment of publication.
    pub published_at: Option<Timestamp>,
    /// The day of the latest change.
    pub modified: Option<Date>,
}

/// What a page is read with: the usual order of day and month, and the last day that can be.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// The order in `12/03/2019`.
    pub order: Order,
    /// The day after today.
    pub latest: Date,
}

/// What sort of witness names a day; several of one sort count once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Witness {
    /// The article's node or a `meta` that means the day of publication.
    Stated,
    /// A `meta` that only says "date".
    Vague,
    /// The address or the description.
    Aside,
    /// An element marked as a day.
    Element,
    /// A stretch of text.
    Words,
}

struct Candidate {
    moment: Moment,
    weight: i32,
    witness: Witness,
}

struct Gathered {
    candidates: Vec<Candidate>,
    clock: Clock,
}

/// Returns the days of an article whose headline stands at a place.
pub fn days(
    page: &Page,
    linked: &Linked,
    addresses: [Option<&str>; 2],
    headline: Option<usize>,
    clock: Clock,
) -> Days {
    let mut gathered = Gathered { candidates: Vec::new(), clock };
    if let Some(published) = &linked.published {
        gathered.value(published, 92, Witness::Stated);
    }
    for (name, weight) in PUBLISHED.iter().copied() {
        for content in page.meta(name).take(1) {
            let vague = VAGUE.contains(&name);
            gathered.value(content, weight, if vague { Witness::Vague } else { Witness::Stated });
        }
    }
    if let Some(date) = addresses.into_iter().flatten().find_map(in_address) {
        gathered.add(Moment { date, at: None, universal: false }, 60, Witness::Aside);
    }
    for content in page.meta("description").take(1) {
        if let Some(found) = find(content, clock.order) {
            gathered.add(
                Moment { date: found.date, at: None, universal: false },
                16,
                Witness::Aside,
            );
        }
    }
    gathered.elements(page, headline);
    gathered.runs(page, headline);
    let modified = gathered.modified(page, linked);
    let mut days = gathered.best();
    days.published = days.published.or(modified);
    days.modified = modified;
    days
}

impl Gathered {
    fn value(&mut self, text: &str, weight: i32, witness: Witness) {
        if let Some(moment) = moment(text, self.clock.order) {
            self.add(moment, weight, witness);
        }
    }

    fn add(&mut self, moment: Moment, weight: i32, witness: Witness) {
        if moment.date <= self.clock.latest
            && moment.date.year() >= 1900
            && weight > 0
            && self.candidates.len() < MOST
        {
            self.candidates.push(Candidate { moment, weight, witness });
        }
    }

    /// Adds the days of elements that are marked as days.
    fn elements(&mut self, page: &Page, headline: Option<usize>) {
        for element in page.elements.iter().filter(|element| element.place != Place::Comment) {
            let Some(base) = weight(element) else { continue };
            let weight = base + before(page, element).map_or(0, said).min(0)
                - far(element.at, headline)
                - i32::from(element.place == Place::Aside) * 30;
            let value = element.value.as_deref().and_then(|value| moment(value, self.clock.order));
            let words = || {
                let short = element.text.len() <= 160;
                short.then(|| moment(&element.text, self.clock.order)).flatten()
            };
            if let Some(moment) = value.or_else(words) {
                self.add(moment, weight, Witness::Element);
            }
        }
    }

    /// Adds days that stand in the text, most of all near the headline.
    fn runs(&mut self, page: &Page, headline: Option<usize>) {
        for run in page.runs.iter().filter(|run| run.place != Place::Comment) {
            let Some(found) = find(&run.text, self.clock.order) else { continue };
            let length = run.text.chars().count();
            let mut weight: i32 = match length {
                0..=40 => 45,
                41..=90 => 36,
                _ => 10,
            };
            let before = run.text.get(..found.start).unwrap_or_default().to_lowercase();
            weight += said(&before);
            weight -= far(run.at, headline) + i32::from(run.place == Place::Aside) * 25;
            self.add(
                Moment { date: found.date, at: None, universal: false },
                weight,
                Witness::Words,
            );
        }
    }

    fn modified(&self, page: &Page, linked: &Linked) -> Option<Date> {
        let metas = MODIFIED.iter().flat_map(|name| page.meta(name));
        let marked =
            page.elements.iter().filter(|element| element.property.contains("datemodified"));
        let marked = marked.filter_map(|element| element.value.as_deref());
        linked
            .modified
            .as_deref()
            .into_iter()
            .chain(metas)
            .chain(marked)
            .filter_map(|text| moment(text, self.clock.order))
            .map(|moment| moment.date)
            .find(|date| *date <= self.clock.latest)
    }

    fn best(self) -> Days {
        let mut best: Option<(i32, &Candidate)> = None;
        for candidate in &self.candidates {
            let sum = candidate.weight + self.witnesses(candidate);
            if best.is_none_or(|(most, _)| sum > most) {
                best = Some((sum, candidate));
            }
        }
        let Some((_, chosen)) = best.filter(|(sum, _)| *sum >= ENOUGH) else {
            return Days::default();
        };
        let date = self.shown_day(chosen).unwrap_or(chosen.moment.date);
        let at = self
            .candidates
            .iter()
            .filter(|other| other.moment.date == chosen.moment.date && other.weight >= 50)
            .find_map(|other| other.moment.at);
        Days { published: Some(date), published_at: at, modified: None }
    }

    /// Tells how much others of another sort say the same day.
    fn witnesses(&self, candidate: &Candidate) -> i32 {
        let sorts =
            [Witness::Stated, Witness::Vague, Witness::Aside, Witness::Element, Witness::Words];
        let of_sort = |sort: Witness| {
            self.candidates
                .iter()
                .filter(|other| other.witness == sort && other.moment.date == candidate.moment.date)
                .map(|other| other.weight / 3)
                .max()
                .unwrap_or(0)
        };
        sorts.into_iter().filter(|sort| *sort != candidate.witness).map(of_sort).sum()
    }

    /// A moment in UTC late in the evening is the next day where the page was published, if the page
    /// shows that day.
    fn shown_day(&self, chosen: &Candidate) -> Option<Date> {
        let at = chosen.moment.at?;
        if !matches!(chosen.witness, Witness::Stated | Witness::Vague) || !chosen.moment.universal {
            return None;
        }
        let day = |hours| {
            let there = at.checked_add(Span::new().hours(hours)).ok()?;
            Some(jiff::tz::Offset::UTC.to_datetime(there).date())
        };
        let days = [14, -12].into_iter().filter_map(day);
        let shown = |date: Date| {
            self.candidates.iter().any(|other| {
                matches!(other.witness, Witness::Element | Witness::Words | Witness::Aside)
                    && other.weight >= 36
                    && !other.moment.universal
                    && other.moment.date == date
            })
        };
        if shown(chosen.moment.date) {
            return None;
        }
        days.into_iter().find(|date| *date != chosen.moment.date && shown(*date))
    }
}
