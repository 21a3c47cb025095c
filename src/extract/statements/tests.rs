//! Tables of reported speech in invented sentences.

use crate::document::{BlockKind, Document, DocumentBuilder};
use crate::extract::extract;
use crate::fact::FactValue;

/// Returns `holders | form certainty | content` of every statement.
fn found(text: &str) -> Vec<String> {
    let mut builder = DocumentBuilder::new();
    for paragraph in text.split('\n') {
        builder.simple(BlockKind::Paragraph, paragraph);
    }
    said(&builder.finish().unwrap())
}

fn said(document: &Document) -> Vec<String> {
    let set = extract(document);
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

/// Returns the statements of a headline above a paragraph.
fn headline(text: &str) -> Vec<String> {
    let mut builder = DocumentBuilder::new();
    builder.simple(BlockKind::Title, text);
    builder.simple(BlockKind::Paragraph, "Mayor Ana Ruiz met Governor Olof Berg in Graz.");
    said(&builder.finish().unwrap())
}

#[test]
fn headlines_name_their_speaker() {
    let table: &[(&str, &[&str])] = &[
        (
            "Minister: no new taxes this year",
            &["(Minister) | indirect attributed | no new taxes this year"],
        ),
        ("Ana Ruiz: the road will open", &["Ana Ruiz | indirect attributed | the road will open"]),
        (
            "Road will open in June, Ana Ruiz says",
            &["Ana Ruiz | indirect attributed | Road will open in June"],
        ),
        (
            "Ana Ruiz says road will open in June",
            &["Ana Ruiz | indirect attributed | road will open in June"],
        ),
        (
            "Police say two were hurt in fire",
            &["(Police) | indirect attributed | two were hurt in fire"],
        ),
        (
            "Review: a road that leads nowhere",
            &["(Review) | indirect attributed | a road that leads nowhere"],
        ),
        ("Road works: what to know this week", &[]),
        ("Fire in Graz", &[]),
    ];
    for (text, expected) in table {
        assert_eq!(headline(text), *expected, "{text}");
    }
}

/// Checks that every text has the statements, as `holders | form certainty | content`.
#[track_caller]
fn check(table: &[(&str, &[&str])]) {
    let mut faults = Vec::new();
    for (text, expected) in table {
        let found = found(text);
        if found != *expected {
            faults.push(format!("{text}\n  found    {found:#?}\n  expected {expected:#?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn verbs_of_speech_stand_before_what_is_said() {
    check(&[
        (
            "Police said the man fled on foot.",
            &["(Police) | indirect attributed | the man fled on foot"],
        ),
        (
            "Two officials told reporters on Monday that talks had stalled.",
            &["(Two officials) | indirect attributed | talks had stalled"],
        ),
        (
            "The company's lawyers argued in court that the deal was void.",
            &["(The company's lawyers) | indirect attributed | the deal was void"],
        ),
        (
            "Mayor Ana Ruiz told the Graz Herald in an interview that she would run again.",
            &["Ana Ruiz | indirect attributed | she would run again"],
        ),
        (
            "Mayor Ana Ruiz, who took office in May, said the plan was sound.",
            &["Ana Ruiz | indirect attributed | the plan was sound"],
        ),
        (
            "Mayor Ana Ruiz, a former nurse, said: “We will not wait.”",
            &["Ana Ruiz | direct attributed | “We will not wait.”"],
        ),
        (
            "The spokesman added that nobody was hurt.",
            &["(The spokesman) | indirect attributed | nobody was hurt"],
        ),
        (
            "Mayor Ana Ruiz pointed out that the bridge was old.",
            &["Ana Ruiz | indirect attributed | the bridge was old"],
        ),
        (
            "Mayor Ana Ruiz asked whether the money was there.",
            &["Ana Ruiz | indirect attributed | whether the money was there"],
        ),
        (
            "Mayor Ana Ruiz explained why the road was closed.",
            &["Ana Ruiz | indirect attributed | why the road was closed"],
        ),
        (
            "Mayor Ana Ruiz called the plan “a disgrace for the city”.",
            &["Ana Ruiz | mixed attributed | the plan “a disgrace for the city”"],
        ),
        (
            "Mayor Ana Ruiz urged Graz to sign the pact.",
            &["Ana Ruiz | indirect attributed | Graz to sign the pact"],
        ),
        (
            "Mayor Ana Ruiz came late and said that she was tired.",
            &["Ana Ruiz | indirect attributed | she was tired"],
        ),
        (
            "Mayor Ana Ruiz said she was tired, adding that she would rest.",
            &[
                "Ana Ruiz | indirect attributed | she was tired",
                "Ana Ruiz | indirect attributed | she would rest",
            ],
        ),
        (
            "Police said the man fled, but Mayor Ana Ruiz said he was in custody.",
            &[
                "(Police) | indirect attributed | the man fled",
                "Ana Ruiz | indirect attributed | he was in custody",
            ],
        ),
        (
            "The letter, seen by two papers, says that the fund is empty.",
            &["(The letter) | indirect attributed | the fund is empty"],
        ),
        ("The two agreed to meet again.", &[]),
    ]);
}

#[test]
fn verbs_of_speech_stand_behind_and_between() {
    check(&[
        (
            "The man fled on foot, police said.",
            &["(police) | indirect attributed | The man fled on foot"],
        ),
        (
            "The man fled on foot, according to police.",
            &["(police) | indirect attributed | The man fled on foot"],
        ),
        (
            "The road is shut, said Mayor Ana Ruiz.",
            &["Ana Ruiz | indirect attributed | The road is shut"],
        ),
        (
            "“The road is shut,” Mayor Ana Ruiz told reporters in Graz on Monday.",
            &["Ana Ruiz | direct attributed | “The road is shut,”"],
        ),
        (
            "The plan, Mayor Ana Ruiz said, opens a door.",
            &["Ana Ruiz | indirect attributed | opens a door"],
        ),
        ("“Is it safe?” asked Mayor Ana Ruiz.", &["Ana Ruiz | direct attributed | “Is it safe?”"]),
        ("“It is safe,” her son, Jan Orr, said.", &["Jan Orr | direct attributed | “It is safe,”"]),
        (
            "After the vote, Mayor Ana Ruiz said, “We won.”",
            &["Ana Ruiz | direct attributed | “We won.”"],
        ),
        (
            "As Mayor Ana Ruiz told the Graz Herald, the road is shut.",
            &["Ana Ruiz | indirect attributed | the road is shut"],
        ),
        (
            "The road is shut, as Mayor Ana Ruiz noted.",
            &["Ana Ruiz | indirect attributed | The road is shut"],
        ),
        (
            "‘We have waited for years,’ said Mayor Ana Ruiz.",
            &["Ana Ruiz | direct attributed | ‘We have waited for years,’"],
        ),
        (
            "GRAZ, Nov. 3 (dpa) -- The road is shut, Mayor Ana Ruiz said.",
            &["Ana Ruiz | indirect attributed | The road is shut"],
        ),
    ]);
}

#[test]
fn quotations_go_on_with_their_speaker() {
    check(&[
        (
            "Mayor Ana Ruiz said: “We waited long. We waited too long.”",
            &[
                "Ana Ruiz | direct attributed | “We waited long",
                "Ana Ruiz | direct attributed | We waited too long.”",
            ],
        ),
        (
            "“We waited long. Now we build it together,” said Mayor Ana Ruiz.",
            &[
                "Ana Ruiz | direct attributed | “We waited long",
                "Ana Ruiz | direct attributed | Now we build it together,”",
            ],
        ),
        (
            "“We waited long,” said Mayor Ana Ruiz. “Now we build.\n“And we will not stop there.”",
            &[
                "Ana Ruiz | direct attributed | “We waited long,”",
                "Ana Ruiz | direct attributed | “Now we build",
                "Ana Ruiz | direct attributed | “And we will not stop there.”",
            ],
        ),
        (
            "Mayor Ana Ruiz wrote on her page:\n“The road is shut for good.”",
            &["Ana Ruiz | direct attributed | “The road is shut for good.”"],
        ),
        (
            "Mayor Ana Ruiz spoke first. Governor Olof Berg listened.\n“Nobody knows who said this here.”",
            &[],
        ),
        (
            "\"We waited long,\" said Mayor Ana Ruiz. \"First this.\n\nThen that.\" The crowd left.",
            &[
                "Ana Ruiz | direct attributed | \"We waited long,\"",
                "Ana Ruiz | direct attributed | \"First this",
                "Ana Ruiz | direct attributed | Then that.\"",
            ],
        ),
    ]);
}

#[test]
fn thoughts_and_findings_are_attributed() {
    check(&[
        (
            "Mayor Ana Ruiz believes the road is safe.",
            &["Ana Ruiz | indirect attributed | the road is safe"],
        ),
        (
            "Mayor Ana Ruiz fears that jobs will go.",
            &["Ana Ruiz | indirect attributed | jobs will go"],
        ),
        (
            "The study found that birds sleep less.",
            &["(The study) | indirect attributed | birds sleep less"],
        ),
        (
            "Researchers found birds were sleeping less.",
            &["(Researchers) | indirect attributed | birds were sleeping less"],
        ),
        (
            "Figures show prices have doubled.",
            &["(Figures) | indirect attributed | prices have doubled"],
        ),
        (
            "Residents are concerned that the dam is old.",
            &["(Residents) | indirect attributed | the dam is old"],
        ),
        (
            "Mayor Ana Ruiz is confident the road will open.",
            &["Ana Ruiz | indirect attributed | the road will open"],
        ),
        ("Police found a knife in the car.", &[]),
        ("The crew reported a loss of power.", &[]),
        ("The bridge showed cracks that were new.", &[]),
        ("She knew the way and thought of home.", &[]),
    ]);
}

#[test]
fn nouns_and_passives_attribute() {
    check(&[
        (
            "Mayor Ana Ruiz was quoted as saying that the road was shut.",
            &["Ana Ruiz | indirect attributed | the road was shut"],
        ),
        (
            "The council was told by Mayor Ana Ruiz that the road was shut.",
            &["Ana Ruiz | indirect attributed | the road was shut"],
        ),
        (
            "Mayor Ana Ruiz repeated her claim that the vote was rigged.",
            &["Ana Ruiz | indirect attributed | the vote was rigged"],
        ),
        (
            "Mayor Ana Ruiz came to the conclusion that the road was unsafe.",
            &["Ana Ruiz | indirect attributed | the road was unsafe"],
        ),
        (
            "The union's call for a strike was heard.",
            &["(The union) | indirect attributed | a strike was heard"],
        ),
        (
            "A statement saying that the firm is sound was read.",
            &["(A statement) | indirect attributed | the firm is sound was read"],
        ),
        ("The fact that it rained did not help.", &[]),
        ("It was said in the village for years.", &[]),
    ]);
}

#[test]
fn what_is_withheld_is_not_known() {
    check(&[
        (
            "It was not immediately clear who was hurt.",
            &[" | indirect unknown | It was not immediately clear who was hurt"],
        ),
        (
            "Jan Orr could not be reached for comment.",
            &[" | indirect unknown | Jan Orr could not be reached for comment"],
        ),
        (
            "It remains unclear whether the road will open.",
            &[" | indirect unknown | It remains unclear whether the road will open"],
        ),
        (
            "Officials have not said why the road was shut.",
            &["(Officials) | indirect unknown | why the road was shut"],
        ),
        (
            "Mayor Ana Ruiz declined to say whether she would run.",
            &["Ana Ruiz | indirect unknown | whether she would run"],
        ),
        (
            "The company refused to comment.",
            &["(The company) | indirect unknown | refused to comment"],
        ),
        (
            "Mayor Ana Ruiz does not believe that it will rain.",
            &["Ana Ruiz | indirect attributed | it will rain"],
        ),
    ]);
}

#[test]
fn offices_and_bodies_point_back() {
    check(&[
        (
            "Finance Minister Olof Berg met Mayor Ana Ruiz. The finance minister said the road would open.",
            &["Olof Berg | indirect attributed | the road would open"],
        ),
        (
            "Finance Minister Olof Berg met Justice Minister Jan Orr. The minister said the road would open.",
            &["(The minister) | indirect attributed | the road would open"],
        ),
        (
            "Siemens will build it. The company said work would start in May.",
            &["Siemens | indirect attributed | work would start in May"],
        ),
        (
            "Siemens and Greenpeace met. The company said work would start in May.",
            &["(The company) | indirect attributed | work would start in May"],
        ),
        (
            "A spokesman for Siemens said the plant was safe.",
            &["Siemens | indirect attributed | the plant was safe"],
        ),
        (
            "A lawyer for Mayor Ana Ruiz said the case was weak.",
            &["(A lawyer for Mayor Ana Ruiz) | indirect attributed | the case was weak"],
        ),
        (
            "Researchers met in Graz. They said the ice was thin.",
            &["(They) | indirect attributed | the ice was thin"],
        ),
    ]);
}

#[test]
fn what_is_no_speech_is_left_out() {
    check(&[
        ("The so-called “ghost ship” was towed to Graz.", &[]),
        ("Mayor Ana Ruiz said nothing.", &[]),
        ("She told a story and left.", &[]),
        ("The report of the council is long.", &[]),
        ("The claims were paid in full.", &[]),
        ("A plan passed last week costs less.", &[]),
        (
            "Mayor Ana Ruiz is said to own a boat.",
            &[" | indirect hedged | Mayor Ana Ruiz is said to own a boat"],
        ),
    ]);
}
