//! Annotated text: the corpora, one document a line, and own text with names in brackets.

use std::path::{Path, PathBuf};

use sidelight::document::{Block, BlockKind, Document, DocumentBuilder};
use sidelight::fact::EntityKind;
use sidelight::text::segment::trimmed;
use sidelight::text::{TextRange, offset, range};

/// The corpora of a training, each with how much its text weighs and whether it is judged on.
pub const CORPORA: [Corpus; 8] = [
    Corpus { name: "newswire.train", weight: 2.0, judged: true },
    Corpus { name: "own text", weight: 2.0, judged: true },
    Corpus { name: "gum_news.dev", weight: 2.0, judged: true },
    Corpus { name: "gum_interview.dev", weight: 2.0, judged: true },
    Corpus { name: "wikigold.dev", weight: 1.0, judged: true },
    Corpus { name: "gum_other_open.train", weight: 0.5, judged: false },
    Corpus { name: "crossner_politics.train", weight: 0.5, judged: false },
    Corpus { name: "crossner_politics.dev", weight: 0.5, judged: false },
];

/// Corpora that no training sees.
pub const UNSEEN: [&str; 2] = ["uner_ewt.dev", "own text held out"];

/// Genres of GUM whose licence is not known: not for weights that are shipped.
const UNLICENSED: [&str; 4] = ["conversation", "speech", "vlog", "textbook"];

/// What a corpus is to a training.
#[derive(Clone, Copy, Debug)]
pub struct Corpus {
    /// The name of its file, without its ending.
    pub name: &'static str,
    /// How much its text weighs.
    pub weight: f32,
    /// Whether it is judged on, by weights that were trained without the document.
    pub judged: bool,
}

/// A text with the names that somebody marked.
#[derive(Debug)]
pub struct Annotated {
    /// Which one it is.
    pub id: String,
    /// The text as a document.
    pub document: Document,
    /// The marked names, in order.
    pub names: Vec<(TextRange, EntityKind)>,
}

/// Reads a corpus of the folder of corpora, or own text of the repository.
pub fn read(corpora: &Path, name: &str) -> Vec<Annotated> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/names/text");
    match name {
        "own text" => own_text(&own),
        "own text held out" => own_text(&own.join("held-out")),
        _ => lines(&corpora.join(format!("facts/{name}.jsonl"))),
    }
}

/// Reads every file of own text in a folder, in the order of their names.
pub fn own_text(folder: &Path) -> Vec<Annotated> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    files.sort();
    files.iter().flat_map(|path| own_file(path)).collect()
}

/// Reads one file of own text.
pub fn own_file(path: &Path) -> Vec<Annotated> {
    let content = std::fs::read_to_string(path).unwrap_or_default().replace('\r', "");
    let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let articles = content.split("\n%%\n").map(str::trim).filter(|text| !text.is_empty());
    articles
        .zip(1..)
        .filter_map(|(text, number): (&str, u32)| {
            let (text, names) = unmarked(text.trim_end_matches("%%").trim());
            Some(Annotated { id: format!("{name}-{number}"), document: document(&text)?, names })
        })
        .collect()
}

/// Takes the brackets out of a text: `[P Ana Ruiz] of [O Xinhua]`.
fn unmarked(marked: &str) -> (String, Vec<(TextRange, EntityKind)>) {
    let mut text = String::with_capacity(marked.len());
    let mut names = Vec::new();
    let mut rest = marked;
    while let Some((before, behind)) = rest.split_once('[') {
        text.push_str(before);
        let Some((sign, (name, after))) = behind
            .split_once(' ')
            .filter(|(sign, _)| sign.chars().count() == 1)
            .and_then(|(sign, named)| Some((sign, named.split_once(']')?)))
        else {
            text.push('[');
            rest = behind;
            continue;
        };
        let start = text.len();
        text.push_str(name);
        // Amounts are marked too, with signs of their own.
        let kind = match sign {
            "P" => Some(EntityKind::Person),
            "O" => Some(EntityKind::Organization),
            "L" => Some(EntityKind::Place),
            _ => None,
        };
        names.extend(kind.map(|kind| (range(start, text.len()), kind)));
        rest = after;
    }
    text.push_str(rest);
    (text, names)
}

/// Reads a file of documents, one a line.
pub fn lines(path: &Path) -> Vec<Annotated> {
    let Ok(content) = std::fs::read_to_string(path) else { return Vec::new() };
    content.lines().filter_map(|line| annotated(&serde_json::from_str(line).ok()?)).collect()
}

fn annotated(json: &serde_json::Value) -> Option<Annotated> {
    let id = json["id"].as_str()?;
    if UNLICENSED.iter().any(|genre| id.starts_with(&format!("GUM_{genre}_")))
        || id.starts_with("GENTLE")
    {
        return None;
    }
    let text = json["text"].as_str()?;
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let at = |span: &serde_json::Value, key: &str| {
        bytes.get(usize::try_from(span[key].as_u64()?).ok()?).copied()
    };
    let names = json["spans"].as_array()?.iter().filter_map(|span| {
        let kind = match span["label"].as_str()? {
            "PERSON" => EntityKind::Person,
            "ORG" => EntityKind::Organization,
            "PLACE" => EntityKind::Place,
            _ => return None,
        };
        Some((range(at(span, "start")?, at(span, "end")?), kind))
    });
    Some(Annotated { id: id.to_owned(), names: names.collect(), document: document(text)? })
}

/// Makes a document whose lines are paragraphs, the first a title, over the text as it is.
fn document(text: &str) -> Option<Document> {
    let mut builder = DocumentBuilder::new();
    builder.push_str(text);
    let mut at = 0;
    for (index, line) in text.split('\n').enumerate() {
        let found = trimmed(line, offset(at));
        at += line.len() + 1;
        let title = index == 0 && text.contains('\n');
        let kind = if title { BlockKind::Title } else { BlockKind::Paragraph };
        if let Some(range) = found {
            builder.block(Block::new(kind, range));
        }
    }
    builder.finish().ok()
}
