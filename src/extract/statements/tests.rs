//! Tables of reported speech in invented sentences.

use crate::document::{BlockKind, DocumentBuilder};
use crate::extract::extract;
use crate::fact::FactValue;

/// Returns `holders | form certainty | content` of every statement.
fn found(text: &str) -> Vec<String> {
    let mut builder = DocumentBuilder::new();
    for paragraph in text.split('\n') {
        builder.simple(BlockKind::Paragraph, paragraph);
    }
    let document = builder.finish().unwrap();
    let set = extract(&document);
    set.facts()
        .iter()
        .filter_map(|fact| match &fact.value {
            FactValue::Statement(statement) => {
                let holders: Vec<_> = statement
                    .holders
                    .iter()
                    .map(|holder| match holder.entity.and_then(|id| set.entity(id)) {
                        Some(entity) => entity.name.clone(),
                        None => format!("({})", document.slice(holder.range)),
                    })
                    .collect();
                let (form, certainty) = (statement.form.name(), statement.certainty.name());
                Some(format!(
                    "{} | {form} {certainty} | {}",
                    holders.join("+"),
                    document.slice(fact.range)
                ))
            }
            _ => None,
        })
        .collect()
}

#[test]
fn speech_has_a_holder_and_a_content() {
    let table: &[(&str, &[&str])] = &[
        (
            "Mayor Ana Ruiz said that the bridge would reopen in June.",
            &["Ana Ruiz | indirect attributed | the bridge would reopen in June"],
        ),
        (
            "The bridge is safe, Mayor Ana Ruiz said.",
            &["Ana Ruiz | indirect attributed | The bridge is safe"],
        ),
        (
            "Mayor Ana Ruiz opened the fair. She stressed the importance of safe roads.",
            &["Ana Ruiz | indirect attributed | the importance of safe roads"],
        ),
        (
            "“We have waited long enough for this,” said Mayor Ana Ruiz. “Now we build it together.”",
            &[
                "Ana Ruiz | direct attributed | “We have waited long enough for this,”",
                "Ana Ruiz | direct attributed | “Now we build it together.”",
            ],
        ),
        (
            "“We waited long enough,” Mayor Ana Ruiz said on Friday, “and now we build.”",
            &[
                "Ana Ruiz | direct attributed | “We waited long enough,”",
                "Ana Ruiz | direct attributed | “and now we build.”",
            ],
        ),
        (
            "\"It is late\", said Mayor Ana Ruiz, \"but not too late.\"",
            &[
                "Ana Ruiz | direct attributed | \"It is late\"",
                "Ana Ruiz | direct attributed | \"but not too late.\"",
            ],
        ),
        (
            "According to Greenpeace, the reef is dying.",
            &["Greenpeace | indirect attributed | the reef is dying"],
        ),
        (
            "President Ana Ruiz met Chancellor Olof Berg. Both sides agreed to open the border.",
            &["Ana Ruiz+Olof Berg | indirect attributed | open the border"],
        ),
        (
            "President Ana Ruiz met Chancellor Olof Berg. The two countries agreed to open the border.",
            &["(The two countries) | indirect attributed | open the border"],
        ),
        (
            "Premier Ana Ruiz met Prime Minister Olof Berg. King Jan Orr met Queen Eva Lund. \
             The two premiers agreed to open the border.",
            &["Ana Ruiz+Olof Berg | indirect attributed | open the border"],
        ),
        (
            "Analysts suggest that rates will fall.",
            &["(Analysts) | indirect hedged | rates will fall"],
        ),
        ("The price was not disclosed.", &[" | indirect unknown | The price was not disclosed"]),
        (
            "The storm could reach the coast.",
            &[" | indirect hedged | The storm could reach the coast"],
        ),
        ("The “New Dawn” fund grew. It was founded here.", &[]),
    ];
    for (text, expected) in table {
        assert_eq!(found(text), *expected, "{text}");
    }
}
