//! What was acknowledged stays: programs that are killed, disks that are full, folders that go away, files that are
//! damaged, and the doctor who looks at all of it.

mod damage;
mod doctor;
mod faults;
#[path = "../../benches/support/killing.rs"]
mod killing;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::Command;

/// Names the library that this process writes to, when it is started as a writer.
const WRITER: &str = "SIDELIGHT_TEST_WRITER";

/// Names the writer's seed.
const SEED: &str = "SIDELIGHT_TEST_SEED";

/// Ten of the rounds that `cargo bench --bench kill` does by the thousand.
#[test]
fn what_was_acknowledged_outlives_every_kill() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("library.db");
    killing::prepare(&path);
    let mut known = BTreeMap::new();
    let mut acknowledged = 0;
    for seed in 1..=10 {
        let round = killing::round(&path, seed, &mut known, killing::LIFE, &|seed| {
            let mut command = Command::new(std::env::current_exe().unwrap());
            let writer = "durability::writes_until_it_is_killed";
            command.args(["--exact", writer, "--nocapture", "--quiet"]);
            command.env(WRITER, &path).env(SEED, seed.to_string());
            command
        });
        assert_eq!(round.faults, [""; 0], "round {seed}");
        acknowledged += round.acknowledged;
    }
    assert!(acknowledged > 0, "nothing was written before the writers were killed");
}

/// No test but the writer of the one above, which starts this program again to run it.
#[test]
fn writes_until_it_is_killed() {
    let (Some(path), Ok(seed)) = (std::env::var_os(WRITER), std::env::var(SEED)) else { return };
    killing::write_on(&PathBuf::from(path), seed.parse().unwrap());
}
