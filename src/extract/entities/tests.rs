//! Tables of names that are one and of names that are not. The names are marked by hand, so that no finder of
//! names takes part: `<P Ana Ruiz>` is a person, `<O …>` a body, `<L …>` a place.

use proptest::prelude::{prop, proptest};

use crate::document::{BlockKind, Document, DocumentBuilder};
use crate::extract::entities::gender::Gender;
use crate::extract::entities::{Entities, entities};
use crate::extract::names::candidate::Candidate;
use crate::extract::reading::Reading;
use crate::fact::EntityKind;
use crate::text::{TextRange, range};

/// Takes the marks out of a text and says where the names are.
fn unmarked(marked: &str) -> (Document, Vec<(TextRange, EntityKind)>) {
    let mut text = String::new();
    let mut names = Vec::new();
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let (name, after) = after.split_once('>').unwrap();
        let (kind, words) = name.split_once(' ').unwrap();
        let kind = match kind {
            "P" => EntityKind::Person,
            "O" => EntityKind::Organization,
            _ => EntityKind::Place,
        };
        names.push((range(text.len(), text.len() + words.len()), kind));
        text.push_str(words);
        rest = after;
    }
    text.push_str(rest);
    let mut builder = DocumentBuilder::new();
    let mut at = 0;
    builder.push_str(&text);
    for line in text.split('\n') {
        builder
            .block(crate::document::Block::new(BlockKind::Paragraph, range(at, at + line.len())));
        at += line.len() + 1;
    }
    (builder.finish().unwrap(), names)
}

fn read<T>(marked: &str, look: impl Fn(&Reading, &Entities) -> T) -> T {
    let (document, names) = unmarked(marked);
    let reading = Reading::new(&document);
    let candidates: Vec<_> = names
        .iter()
        .map(|(range, kind)| Candidate::new(reading.tokens_in(*range), *kind, 80, "marked"))
        .collect();
    look(&reading, &entities(&reading, &candidates))
}

/// Checks the names of the entities, each with all its forms: `Li Qiang: Li Qiang|Li`.
#[track_caller]
fn joined(marked: &str, expected: &[&str]) {
    let shown = read(marked, |reading, entities| {
        let forms = |mentions: &[TextRange]| {
            let forms: Vec<_> = mentions.iter().map(|range| reading.text(*range)).collect();
            forms.join("|")
        };
        let all = entities.all.iter();
        all.map(|entity| format!("{}: {}", entity.name, forms(&entity.mentions)))
            .collect::<Vec<_>>()
    });
    assert_eq!(shown, expected, "{marked}");
}

/// Checks the titles of the first person.
#[track_caller]
fn titled(marked: &str, expected: &[&str]) {
    let shown = read(marked, |_, entities| {
        let first = entities.all.iter().find(|entity| entity.kind == EntityKind::Person).unwrap();
        first.roles.iter().map(|role| role.text.clone()).collect::<Vec<_>>()
    });
    assert_eq!(shown, expected, "{marked}");
}

#[test]
fn a_surname_is_of_the_one_named_in_full() {
    joined("<P Ana Ruiz> spoke. <P Ruiz> left.", &["Ana Ruiz: Ana Ruiz|Ruiz"]);
    joined("<P Ruiz> wins\nThen <P Ana Ruiz> spoke.", &["Ana Ruiz: Ruiz|Ana Ruiz"]);
    joined("<P RUIZ> wins\nThen <P Ana Ruiz> spoke.", &["Ana Ruiz: RUIZ|Ana Ruiz"]);
    joined(
        "<P Li Qiang> met <P Tran Duc Loi>. <P Loi> thanked <P Li>.",
        &["Li Qiang: Li Qiang|Li", "Tran Duc Loi: Tran Duc Loi|Loi"],
    );
    joined(
        "<P Mohammed bin Salman> came. <P bin Salman> left. Prince <P Mohammed> slept.",
        &["Mohammed bin Salman: Mohammed bin Salman|bin Salman|Mohammed"],
    );
    joined(
        "<P Gabriel Garcia Marquez> wrote. <P Garcia Marquez> won.",
        &["Gabriel Garcia Marquez: Gabriel Garcia Marquez|Garcia Marquez"],
    );
}

#[test]
fn a_surname_in_small_letters_is_found_again() {
    joined(
        "<P Omar al-Haddad> spoke. Then Premier al-Haddad left in al-Hadda.",
        &["Omar al-Haddad: Omar al-Haddad|al-Haddad"],
    );
}

#[test]
fn one_person_is_written_in_several_ways() {
    joined(
        "<P Robert A. Orr> and <P Robert Orr> and <P R. Orr> and <P Orr>.",
        &["Robert A. Orr: Robert A. Orr|Robert Orr|R. Orr|Orr"],
    );
    joined(
        "<P Robert “Bob” Orr> ran. <P Bob Orr> won. <P Bob> slept.",
        &["Robert “Bob” Orr: Robert “Bob” Orr|Bob Orr|Bob"],
    );
    joined(
        "<P Volodymyr Zelenskyy> spoke. <P Zelensky> left.",
        &["Volodymyr Zelenskyy: Volodymyr Zelenskyy|Zelensky"],
    );
    joined(
        "<P Wu Zheng-long> spoke. <P Wu Zhenglong> left. <P Wu> slept.",
        &["Wu Zheng-long: Wu Zheng-long|Wu Zhenglong|Wu"],
    );
    joined(
        "<P Abdel Fattah el-Sissi> spoke. <P al-Sisi> left.",
        &["Abdel Fattah el-Sissi: Abdel Fattah el-Sissi|al-Sisi"],
    );
    joined(
        "<P Recep Tayyip Erdoğan> spoke. <P Erdogan> left.",
        &["Recep Tayyip Erdoğan: Recep Tayyip Erdoğan|Erdogan"],
    );
}

#[test]
fn two_people_of_one_surname_are_two() {
    joined(
        "<P Ana Orr> met <P Jon Orr>. <P Orr> left.",
        &["Ana Orr: Ana Orr", "Jon Orr: Jon Orr|Orr"],
    );
    joined("Mr. <P Orr> and Mrs. <P Orr> came. Mrs. <P Orr> left.", &["Orr: Orr", "Orr: Orr|Orr"]);
    joined(
        "<P Mary Orr> came with <P John Orr>. Mr. <P Orr> sat. Mrs. <P Orr> stood.",
        &["Mary Orr: Mary Orr|Orr", "John Orr: John Orr|Orr"],
    );
    joined(
        "<P Robert A. Orr> met <P Robert B. Orr>.",
        &["Robert A. Orr: Robert A. Orr", "Robert B. Orr: Robert B. Orr"],
    );
    joined(
        "<P Jon Orr> met his son <P Jon Orr Jr.>.",
        &["Jon Orr: Jon Orr", "Jon Orr Jr.: Jon Orr Jr."],
    );
    joined(
        "<P Li Qiang> met <P He Lifeng>. <P Li> left.",
        &["Li Qiang: Li Qiang|Li", "He Lifeng: He Lifeng"],
    );
    // Whoever is called by the bare name keeps it when a relative comes in.
    joined(
        "<P Ana Orr> sang. <P Orr> won. Her brother <P Jon Orr> came. <P Orr> left.",
        &["Ana Orr: Ana Orr|Orr|Orr", "Jon Orr: Jon Orr"],
    );
}

#[test]
fn pronouns_and_adjectives_are_no_names() {
    joined("Vice Premier <P He Lifeng> spoke. <P He> said so.", &["He Lifeng: He Lifeng"]);
    joined(
        "Vice Premier <P He Lifeng> spoke. Vice Premier <P He> left.",
        &["He Lifeng: He Lifeng|He"],
    );
    joined("The <L Chinese> and the <O Russian> side met in <L China>.", &["China: China"]);
    joined(
        "A <O Hungary-South Korea> talk. The <O China-Britain Business Council> met.",
        &["China-Britain Business Council: China-Britain Business Council"],
    );
    joined("<P President Ana Ruiz> spoke of <O The Fed's>.", &["Ana Ruiz: Ana Ruiz", "Fed: Fed"]);
}

#[test]
fn a_body_is_called_by_its_letters_and_its_first_word() {
    joined(
        "The <O International Labour Organization> (<O ILO>) met. <O ILO> voted.",
        &["International Labour Organization: International Labour Organization|ILO|ILO"],
    );
    joined(
        "<O WFO> (<O World Folk Orchestra>) met. The <O WFO> voted.",
        &["World Folk Orchestra: WFO|World Folk Orchestra|WFO"],
    );
    joined("The <O Bank of Japan> met. The <O BOJ> voted.", &["Bank of Japan: Bank of Japan|BOJ"]);
    joined(
        "<O Servicio Nacional de Aduanas> (<O Senad>) met. <O Senad> voted.",
        &["Servicio Nacional de Aduanas: Servicio Nacional de Aduanas|Senad|Senad"],
    );
    joined(
        "<O Brightwater Lunn> fell. <O Brightwater> rose.",
        &["Brightwater Lunn: Brightwater Lunn|Brightwater"],
    );
    joined("<O Merrill Lynch> fell. <O Merrill> rose.", &["Merrill Lynch: Merrill Lynch|Merrill"]);
    joined(
        "<O Toyota Motor Corp.> fell. <O Toyota Motor> rose. <O Toyota> stayed.",
        &["Toyota Motor Corp.: Toyota Motor Corp.|Toyota Motor|Toyota"],
    );
    joined(
        "The <O Federal Reserve> met. The <O Fed> voted.",
        &["Federal Reserve: Federal Reserve|Fed"],
    );
    joined(
        "The <O Ministry of Defence> met. The <O Defense Ministry> voted.",
        &["Ministry of Defence: Ministry of Defence|Defense Ministry"],
    );
    joined(
        "The <O Chinese Foreign Ministry> met. The <O Foreign Ministry> voted.",
        &["Chinese Foreign Ministry: Chinese Foreign Ministry|Foreign Ministry"],
    );
}

#[test]
fn two_bodies_with_shared_words_are_two() {
    joined(
        "The <O United Nations Security Council> met. The <O United Nations> voted.",
        &[
            "United Nations Security Council: United Nations Security Council",
            "United Nations: United Nations",
        ],
    );
    joined(
        "The <O Bank of Japan> met the <O Bank of England>.",
        &["Bank of Japan: Bank of Japan", "Bank of England: Bank of England"],
    );
    joined(
        "<O Massachusetts Institute of Technology> won. <O MIT> cheered.",
        &["Massachusetts Institute of Technology: Massachusetts Institute of Technology|MIT"],
    );
}

#[test]
fn a_place_is_known_with_and_without_what_it_is() {
    joined(
        "<L HANGZHOU>\nIn <L Hangzhou> of <L Zhejiang Province>. <L Zhejiang> is rich.",
        &["Hangzhou: HANGZHOU|Hangzhou", "Zhejiang Province: Zhejiang Province|Zhejiang"],
    );
    joined(
        "The <L United States> and the <L U.S.> and the <L U. S.> and <L America>.",
        &["United States: United States|U.S.|U. S.|America"],
    );
    joined(
        "<L Washington, D.C.> is not <L Lake Washington>. <L Washington> slept.",
        &["Washington, D.C.: Washington, D.C.|Washington", "Lake Washington: Lake Washington"],
    );
    joined("<L Mexico City> lies in <L Mexico>.", &["Mexico City: Mexico City", "Mexico: Mexico"]);
    joined("<L PÉCS> and <L Pécs>.", &["Pécs: PÉCS|Pécs"]);
}

#[test]
fn titles_stand_before_a_name() {
    titled("Then Chinese Premier <P Li Qiang> spoke.", &["Chinese Premier"]);
    titled("Then South Korean Premier <P Han Soo-jin> spoke.", &["South Korean Premier"]);
    titled(
        "He met former Deputy Defense Minister <P Rasa Jank>.",
        &["former Deputy Defense Minister"],
    );
    titled("Trade and Industry Minister <P Ana Ruiz> spoke.", &["Trade and Industry Minister"]);
    titled("The group, spokesperson Col. <P Renata Oye> said.", &["spokesperson Col."]);
    titled("It was <O Facebook> co-founder <P Mark Orr>.", &["Facebook co-founder"]);
    titled("It was <L China>'s Premier <P Li Qiang>.", &["Premier"]);
    titled("Human rights lawyer <P Ana Ruiz> spoke.", &["Human rights lawyer"]);
    titled("Mr. <P Orr> and his father <P Jon Orr> came.", &[]);
    titled("President Dr. <P Ana Ruiz> spoke.", &["President"]);
    titled("The company's chief executive, <P Ana Ruiz>, left.", &["chief executive"]);
    titled("On Monday the mayor of Graz, <P Ana Ruiz>, spoke.", &["mayor of Graz"]);
    titled(
        "Then Premier <P Li Qiang> spoke. Chinese Premier <P Li> left. Premier <P Li> slept.",
        &["Premier", "Chinese Premier"],
    );
}

#[test]
fn titles_stand_behind_a_name() {
    titled("<P Ana Ruiz>, mayor of Graz, spoke.", &["mayor of Graz"]);
    titled(
        "<P Ana Ruiz>, 54, a professor of law at the <O University of Graz>, said no.",
        &["professor of law at the University of Graz"],
    );
    titled(
        "It was <P Wu Zheng-long>, the secretary general of the State Council.",
        &["secretary general of the State Council"],
    );
    titled("They named <P Ana Ruiz> as chair.", &["chair"]);
    titled("They named <P Ana Ruiz> as its new president on Monday.", &["president"]);
    titled(
        "<P Ana Ruiz>, president and chief executive of <O Lunn>, left.",
        &["president and chief executive of Lunn"],
    );
    titled("<P Ana Ruiz>, the group's chief economist, left.", &["chief economist"]);
}

#[test]
fn not_all_beside_a_name_is_its_title() {
    titled("It was <P Ana Ruiz>, President <P Jon Orr> and others.", &[]);
    titled("According to <P Ana Ruiz>, a detective for the town was seen there.", &[]);
    titled("<P Ana Ruiz>, in a letter to the mayor, said no.", &[]);
    titled("<P Ana Ruiz>, who met the mayor, said no.", &[]);
    titled("As <P Ana Ruiz> and the mayor said, no.", &[]);
}

#[test]
fn gender_is_told_by_words_and_plain_names() {
    let told = |marked: &str| read(marked, |_, entities| entities.gender(entities.all[0].id));
    assert_eq!(told("Mrs. <P Orr> spoke."), Some(Gender::Female));
    assert_eq!(told("<P John Orr> spoke."), Some(Gender::Male));
    assert_eq!(told("His wife, <P Li Na>, spoke."), Some(Gender::Female));
    assert_eq!(told("With his mother, <P Orr> was seen."), None);
    assert_eq!(told("Spokeswoman <P Li Na> spoke. <P Li> left."), Some(Gender::Female));
    assert_eq!(told("<P Li Qiang> spoke."), None);
}

proptest! {
    #[test]
    fn any_names_are_each_of_one_entity(
        words in prop::collection::vec(
            prop::sample::select(vec![
                "<P Li Qiang>", "<P Li>", "<P He>", "<P Orr Jr.>", "<P “Bob”>", "<P .>", "<O UN>", "<O The>",
                "<O United Nations>", "<L U.S.>", "<L New York City>", "<P President>", "<P Ana “Li” Orr>", ",",
                "said", "the", "mayor", "of", "President", "(", ")", "Mrs.", "as", "'s", "54", "\n",
            ]),
            0..40,
        ),
    ) {
        read(&words.join(" "), |reading, entities| {
            for (at, entity) in entities.all.iter().enumerate() {
                assert_eq!(usize::try_from(entity.id.0).unwrap(), at);
                assert!(!entity.mentions.is_empty() && !entity.name.is_empty());
                assert!(entity.mentions.iter().all(|range| !reading.text(*range).is_empty()));
            }
            let count: usize = entities.all.iter().map(|entity| entity.mentions.len()).sum();
            assert_eq!(count, entities.mentions.len());
        });
    }
}
