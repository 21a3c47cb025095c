//! Articles in few words, as lists show them.

use jiff::civil::Date;

use crate::document::TitleOrigin;
use crate::library::ListEntry;
use crate::text::Safe;

/// Returns a date as a reader writes it: `4 Nov 2025`.
pub fn date(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

/// Returns what an article is called in a list; a title it does not have itself stands in quotes.
pub fn title(entry: &ListEntry) -> Safe {
    match entry.title_origin {
        TitleOrigin::Stated | TitleOrigin::Given => Safe::new(&entry.title),
        TitleOrigin::Derived => Safe::new(&format!("“{}”", entry.title)),
    }
}

/// Returns who published an article and when, as far as that is known.
pub fn origin(entry: &ListEntry) -> Safe {
    let site = entry.site.clone().unwrap_or_else(|| "source unknown".to_owned());
    match entry.published {
        Some(day) => Safe::new(&format!("{site} · {}", date(day))),
        None => Safe::new(&site),
    }
}

/// Returns when an article was published, as far as that is known.
pub fn published(entry: &ListEntry) -> Safe {
    entry.published.map(|day| Safe::new(&date(day))).unwrap_or_default()
}
