//! How much of what texts say is found: an evaluation over annotated corpora.
//!
//! The corpora are not part of the project; `SIDELIGHT_CORPORA` names the folder that holds them.
//! Without it the evaluation says so and passes.

mod attribution;
pub(crate) mod corpus;
mod dates;
mod linking;
mod names;
mod quantities;
pub(crate) mod seeds;

use std::path::PathBuf;

/// Returns the folder of the fact corpora, if the caller has them.
fn corpora() -> Option<PathBuf> {
    let folder = std::env::var_os("SIDELIGHT_CORPORA").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("SIDELIGHT_CORPORA is not set: nothing evaluated");
    }
    folder.map(|folder| folder.join("facts"))
}

/// Counts of what was found, what is there, and what agrees.
#[derive(Clone, Copy, Debug, Default)]
struct Score {
    found: usize,
    gold: usize,
    right: usize,
    recalled: usize,
}

impl Score {
    /// Returns precision, recall and F1 in percent.
    fn percent(self) -> (f64, f64, f64) {
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        let (precision, recall) = (share(self.right, self.found), share(self.recalled, self.gold));
        let sum = (precision + recall).max(f64::MIN_POSITIVE);
        (precision, recall, 2.0 * precision * recall / sum)
    }

    /// Prints the figures under a name and stops if F1 is below the floor.
    #[track_caller]
    fn report(self, name: &str, floor: f64) {
        let (precision, recall, f1) = self.percent();
        println!(
            "{name:32} P {precision:5.1}  R {recall:5.1}  F1 {f1:5.1}  (found {}, gold {})",
            self.found, self.gold
        );
        assert!(f1 >= floor, "{name}: F1 {f1:.1} fell below {floor}");
    }
}
