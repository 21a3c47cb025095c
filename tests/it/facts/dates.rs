//! Dates with their values: a day, month or year that a text names, as the annotation resolves it.

use sidelight::extract::extract;
use sidelight::fact::{FactValue, TimeKind};
use sidelight::text::TextRange;

use crate::facts::corpus::{Annotated, read};
use crate::facts::{Score, corpora};

#[test]
fn dates_in_wikinews() {
    let Some(folder) = corpora() else { return };
    let verbose = std::env::var_os("SIDELIGHT_SHOW_ERRORS").is_some();
    let mut score = Score::default();
    for annotated in read(&folder.join("gum_news.dev.jsonl")) {
        let (gold, found) = (gold(&annotated), found(&annotated));
        let agrees = |a: &(TextRange, String), b: &(TextRange, String)| {
            // Of `from 2004 to 2009` the annotation counts both ends.
            a.1.split('/').any(|end| end == b.1)
                && a.0.intersect(b.0).is_some_and(|both| !both.is_empty())
        };
        score.gold += gold.len();
        // Periods stand in the annotation with bounds of their own, so only points can be wrong.
        let points = || found.iter().filter(|date| !date.1.contains('/'));
        score.found += points().count();
        score.right += points().filter(|a| gold.iter().any(|b| agrees(a, b))).count();
        score.recalled += gold.iter().filter(|b| found.iter().any(|a| agrees(a, b))).count();
        if verbose {
            for a in gold.iter().filter(|b| !found.iter().any(|a| agrees(a, b))) {
                println!("MISS date {} [{}]", annotated.document.slice(a.0), a.1);
            }
            for a in points().filter(|a| !gold.iter().any(|b| agrees(a, b))) {
                println!("EXTRA date {} [{}]", annotated.document.slice(a.0), a.1);
            }
        }
    }
    score.report("gum_news.dev.jsonl dates", 82.0);
}

/// Returns the annotated days, months and years; periods have bounds of their own and are left out.
fn gold(annotated: &Annotated) -> Vec<(TextRange, String)> {
    let dates = annotated.json["dates"].as_array().unwrap().iter();
    dates
        .filter_map(|date| {
            Some((annotated.range(date), date["attrs"]["when"].as_str()?.to_owned()))
        })
        .collect()
}

fn found(annotated: &Annotated) -> Vec<(TextRange, String)> {
    let set = extract(&annotated.document);
    set.facts()
        .iter()
        .filter_map(|fact| match &fact.value {
            FactValue::Time(time)
                if matches!(time.kind, TimeKind::Point | TimeKind::Interval)
                    && !time.value.starts_with('T') =>
            {
                Some((fact.range, time.value.clone()))
            }
            _ => None,
        })
        .collect()
}
