//! The rules of plain text, on documents of many kinds.

use crate::document::Document;
use crate::import::{Overrides, Payload, import};

fn read(text: &str) -> Document {
    let overrides = Overrides::default();
    import(&Payload { bytes: text.as_bytes(), name: "a.txt", overrides: &overrides }).unwrap()
}

/// Every block as `kind: its words`.
fn shown(document: &Document) -> Vec<String> {
    let shown = |block: &crate::document::Block| {
        format!("{}: {}", block.kind.name(), document.slice(block.range))
    };
    document.blocks().iter().map(shown).collect()
}

#[test]
fn dump() {
    for seed in ["seeds/000_43b137276f00a399.txt", "seeds/001_0c6f94f86f0ee5fa.txt"] {
        let d = read(&std::fs::read_to_string(seed).unwrap());
        for l in shown(&d) {
            println!("{}", l.chars().take(90).collect::<String>());
        }
        println!("{:#?}", d.metadata());
    }
}
