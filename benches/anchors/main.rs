//! How well anchors survive: passages of old revisions of open prose, looked for in newer ones.
//!
//! `cargo bench --bench anchors -- [--files N] [--revisions N] REPOSITORY…` takes any git repositories of prose, whole
//! clones with their histories. It prints what the targets are about and exits with 1 where one is missed.

mod history;
mod truth;

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use sidelight::anchor::{Anchor, Finder, Resolution, Step};
use sidelight::document::RevisionId;
use sidelight::text::range;

use crate::history::{History, histories};
use crate::truth::{Course, Fate, Words, overlap};

/// How many words are selected, by turns.
const LENGTHS: [Range<usize>; 3] = [3..9, 9..26, 26..81];

/// How many passages are selected of each length in each pair of revisions.
const PASSAGES: usize = 6;

/// How many characters around a passage belong to it when it is asked whether it was touched.
const CONTEXT: usize = 32;

/// The ways to find a passage that are compared.
const METHODS: [&str; 4] = ["position", "exact quotation", "quotation alone", "with the old text"];

/// What a way to find passages did.
#[derive(Clone, Default)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
    dead_found: usize,
}

/// All that was counted.
#[derive(Default)]
struct Tally {
    pairs: usize,
    alive: usize,
    dead: usize,
    between: usize,
    disputed: usize,
    touched: usize,
    all: [Score; METHODS.len()],
    of_touched: [Score; METHODS.len()],
    disputed_found: [usize; METHODS.len()],
    steps: BTreeMap<Step, (usize, usize)>,
    time: Duration,
}

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let (mut files, mut revisions, mut shows) = (60, 70, false);
    let mut repositories = Vec::new();
    while let Some(argument) = arguments.next() {
        let mut number = || arguments.next().and_then(|number| number.parse().ok());
        match argument.as_str() {
            "--files" => files = number().unwrap_or(files),
            "--revisions" => revisions = number().unwrap_or(revisions),
            "--show" => shows = true,
            _ => repositories.push(PathBuf::from(argument)),
        }
    }
    if repositories.is_empty() {
        println!("anchors: no repository given; name git repositories of prose");
        return;
    }
    let mut fails = false;
    for repository in repositories {
        let mut tally = Tally::default();
        for history in histories(&repository, files, revisions) {
            judge(&history, &mut tally, shows);
        }
        fails |= !print(&repository.display().to_string(), &tally);
    }
    if fails {
        std::process::exit(1);
    }
}

/// Looks for passages of three revisions of a history in its last, and in the one after each.
fn judge(history: &History, tally: &mut Tally, shows: bool) {
    let texts: Vec<_> = history.texts.iter().map(|text| Words::new(text)).collect();
    let last = texts.len() - 1;
    let mut random = Random::new(&history.path);
    let mut starts = vec![0, last / 3, last * 2 / 3];
    starts.dedup();
    for start in starts {
        let mut ends = vec![last, start + 1];
        ends.dedup();
        for end in ends.into_iter().filter(|end| *end > start && *end <= last) {
            let course = Course::new(&texts[start..=end]);
            pair(&texts[start], &texts[end], &course, &mut random, tally, shows);
        }
    }
}

fn pair(
    old: &Words<'_>,
    new: &Words<'_>,
    course: &Course,
    random: &mut Random,
    tally: &mut Tally,
    shows: bool,
) {
    tally.pairs += 1;
    let revision = RevisionId::of(old.text.as_bytes());
    let compared = Finder::between(old.text, new.text);
    let quoted = Finder::new(new.text);
    for lengths in LENGTHS {
        for _ in 0..PASSAGES {
            let length = lengths.start + random.below(lengths.len());
            if old.ranges.len() <= length {
                continue;
            }
            let first = random.below(old.ranges.len() - length);
            let passage = first..first + length;
            let at = old.bytes(&passage);
            let anchor = Anchor::new(old.text, revision, range(at.start, at.end));
            let fate = course.fate(&passage, old, new);
            let begun = Instant::now();
            let (found, step) = compared.find_by(anchor.position, &anchor.quote);
            tally.time += begun.elapsed();
            let places = [
                by_position(&anchor, new.text),
                by_exact(&anchor, new.text),
                bytes(quoted.find(anchor.position, &anchor.quote)),
                bytes(found),
            ];
            let touched = is_touched(old.text, &at, new.text);
            let sound = count(tally, &fate, touched, &places, step);
            if shows && !sound {
                show(old.text, &at, new.text, &fate, places.last().and_then(Option::as_ref), step);
            }
        }
    }
}

/// Counts what was found; tells whether the last way did what it should.
fn count(
    tally: &mut Tally,
    fate: &Fate,
    touched: bool,
    places: &[Option<Range<usize>>; METHODS.len()],
    step: Step,
) -> bool {
    match fate {
        Fate::Between => tally.between += 1,
        Fate::Disputed => {
            tally.disputed += 1;
            for (count, place) in tally.disputed_found.iter_mut().zip(places) {
                *count += usize::from(place.is_some());
            }
        }
        Fate::Dead => {
            tally.dead += 1;
            for (score, place) in tally.all.iter_mut().zip(places) {
                score.dead_found += usize::from(place.is_some());
            }
            return places.last().is_none_or(Option::is_none);
        }
        Fate::Alive(place) => {
            tally.alive += 1;
            tally.touched += usize::from(touched);
            for (way, found) in places.iter().enumerate() {
                tally.all[way].take(place, found.as_ref());
                if touched {
                    tally.of_touched[way].take(place, found.as_ref());
                }
            }
            let right =
                places.last().and_then(Option::as_ref).is_some_and(|found| is_right(place, found));
            let steps = tally.steps.entry(step).or_default();
            steps.0 += 1;
            steps.1 += usize::from(right);
            return right;
        }
    }
    true
}

impl Score {
    fn take(&mut self, place: &Range<usize>, found: Option<&Range<usize>>) {
        match found {
            Some(found) if is_right(place, found) => self.right += 1,
            Some(_) => self.wrong += 1,
            None => self.missed += 1,
        }
    }
}

fn is_right(place: &Range<usize>, found: &Range<usize>) -> bool {
    overlap(place, found) >= 0.5
}

fn bytes(found: Resolution) -> Option<Range<usize>> {
    found.range().map(Range::<usize>::from)
}

/// Takes the offsets as they were.
fn by_position(anchor: &Anchor, new: &str) -> Option<Range<usize>> {
    let place = Range::<usize>::from(anchor.position);
    (place.end <= new.len()).then_some(place)
}

/// Takes the only place with the same words.
fn by_exact(anchor: &Anchor, new: &str) -> Option<Range<usize>> {
    let exact = anchor.quote.exact.as_str();
    let mut places = new.match_indices(exact);
    let (at, _) = places.next()?;
    places.next().is_none().then(|| at..at + exact.len())
}

fn is_touched(old: &str, at: &Range<usize>, new: &str) -> bool {
    let start =
        old[..at.start].char_indices().rev().take(CONTEXT).last().map_or(at.start, |(at, _)| at);
    let end =
        old[at.end..].char_indices().nth(CONTEXT).map_or(old.len(), |(past, _)| at.end + past);
    !new.contains(&old[start..end])
}

fn show(
    old: &str,
    at: &Range<usize>,
    new: &str,
    fate: &Fate,
    found: Option<&Range<usize>>,
    step: Step,
) {
    let said = |place: &Range<usize>| new.get(place.clone()).unwrap_or("(no text)").to_owned();
    let truth = match fate {
        Fate::Alive(place) => said(place),
        _ => "(gone)".to_owned(),
    };
    let found = found.map_or("(changed)".to_owned(), said);
    println!("--- {step:?}\nold:   {}\ntruth: {truth}\nfound: {found}", &old[at.clone()]);
}

/// Prints what was counted; tells whether the targets are met.
fn print(name: &str, tally: &Tally) -> bool {
    let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
    let Tally { pairs, alive, dead, between, disputed, touched, .. } = tally;
    println!("\n{name}: {pairs} pairs of revisions");
    println!(
        "  passages: {alive} alive ({touched} touched), {dead} gone; not counted: {between} between, \
         {disputed} on which the judges differ"
    );
    println!(
        "  {:<20}{:>9}{:>9}{:>9}  {:>9}{:>9}{:>9}  {:>9}",
        "in hundredths", "right", "wrong", "missed", "touched:", "wrong", "missed", "gone, found"
    );
    for (way, method) in METHODS.iter().enumerate() {
        let (all, part) = (&tally.all[way], &tally.of_touched[way]);
        println!(
            "  {method:<20}{:>9.2}{:>9.2}{:>9.2}  {:>9.2}{:>9.2}{:>9.2}  {:>9.2}",
            share(all.right, *alive),
            share(all.wrong, *alive),
            share(all.missed, *alive),
            share(part.right, *touched),
            share(part.wrong, *touched),
            share(part.missed, *touched),
            share(all.dead_found, *dead),
        );
    }
    for (step, (count, right)) in &tally.steps {
        println!("  step {step:?}: {count} alive, {:.2} right", share(*right, *count));
    }
    let found = tally.disputed_found.last().copied().unwrap_or_default();
    println!("  of those on which the judges differ {:.1} were found", share(found, *disputed));
    let all = alive + dead + between + disputed;
    println!("  {:.3} ms a passage", tally.time.as_secs_f64() * 1000.0 / all.max(1) as f64);
    let [.., best] = &tally.all;
    let met = share(best.right, *alive) >= 97.0
        && share(best.wrong, *alive) <= 1.0
        && share(best.dead_found, *dead) <= 2.0;
    println!(
        "  targets (97 right, 1 wrong, 2 of those gone found): {}",
        if met { "met" } else { "MISSED" }
    );
    met
}

/// Numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn new(seed: &str) -> Self {
        let hash = seed.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        Self(hash | 1)
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit.max(1)).unwrap_or(1)).unwrap_or_default()
    }
}
