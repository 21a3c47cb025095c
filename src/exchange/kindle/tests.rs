use proptest::prelude::{any, proptest};

use super::{Places, is_kindle, moment, read};

const FILE: &str = "\u{feff}The Pier (Ann Author)\r\n- Your Highlight on page 9 | Location 120-124 | Added on Thursday, June 4, 2020 3:57:19 PM\r\n\r\nNobody was there.\r\n==========\r\n\
    \u{feff}The Pier (Ann Author)\r\n- Your Note on page 9 | Location 124 | Added on Thursday, June 4, 2020 3:58:00 PM\r\n\r\nreally?\r\n==========\r\n\
    The Pier (Ann Author)\r\n- Your Bookmark on page 9 | Location 130 | Added on Thursday, June 4, 2020 3:58:00 PM\r\n\r\n\r\n==========\r\n\
    Der Steg (1. Band) (Anna Autorin)\r\n- Ihre Notiz auf Seite 3 | Position 40 | Hinzugefügt am Samstag, 7. März 2020 10:01:02\r\n\r\nallein\r\n==========\r\n";

#[test]
fn notes_join_their_passages() {
    assert!(is_kindle(FILE));
    let brought = read(FILE).unwrap();
    let [one, alone] = brought.as_slice() else { panic!("{brought:?}") };
    assert_eq!((one.quote.exact.as_str(), one.note.as_str()), ("Nobody was there.", "really?"));
    assert_eq!(one.article.title.as_deref(), Some("The Pier"));
    assert_eq!(one.article.byline.as_deref(), Some("Ann Author"));
    assert_eq!(one.created, Some("2020-06-04T15:57:19Z".parse().unwrap()));
    assert_eq!((alone.quote.exact.as_str(), alone.note.as_str()), ("", "allein"));
    assert_eq!(alone.article.title.as_deref(), Some("Der Steg (1. Band)"));
    let again = read(FILE).unwrap();
    assert_eq!(again, brought);
    assert!(read("nothing").is_err());
}

#[test]
fn the_languages_of_the_device_are_told() {
    let table = [
        (
            "- Votre surlignement sur la page 3 | emplacement 10-12 | Ajouté le mardi 2 mars 2021 09:08:07",
            true,
            "2021-03-02T09:08:07Z",
        ),
        (
            "- Votre note sur la page 3 | emplacement 12 | Ajouté le mardi 4 août 2020 09:08:07",
            false,
            "2020-08-04T09:08:07Z",
        ),
        (
            "- Tu subrayado en la página 3 | posición 10-12 | Añadido el martes, 4 de junio de 2019 22:01:00",
            true,
            "2019-06-04T22:01:00Z",
        ),
        (
            "- La tua nota a pagina 3 | posizione 12 | Aggiunto in data martedì 4 giugno 2019 22:01:00",
            false,
            "2019-06-04T22:01:00Z",
        ),
        (
            "- Seu destaque na página 3 | posição 10-12 | Adicionado: terça-feira, 4 de junho de 2019 22:01:00",
            true,
            "2019-06-04T22:01:00Z",
        ),
        (
            "- Ihre Markierung bei Position 10-12 | Hinzugefügt am Dienstag, 4. Dezember 2018 07:06:05",
            true,
            "2018-12-04T07:06:05Z",
        ),
        (
            "- Ihre Markierung bei Position 10-12 | Hinzugefügt am Dienstag, 4. Dezember 2018 12:06:05",
            true,
            "2018-12-04T12:06:05Z",
        ),
        (
            "- 您在位置 #10-12的标注 | 添加于 2020年6月4日星期四 下午3:57:19",
            true,
            "2020-06-04T15:57:19Z",
        ),
        (
            "- 您在位置 #12的笔记 | 添加于 2020年6月4日星期四 上午12:57:19",
            false,
            "2020-06-04T00:57:19Z",
        ),
        (
            "- 位置No. 10-12のハイライト |作成日: 2020年6月4日木曜日 15:57:19",
            true,
            "2020-06-04T15:57:19Z",
        ),
        (
            "- Ваш выделенный отрывок в месте 10-12 | Добавлено: четверг, 4 июня 2020 г. в 15:57:19",
            true,
            "2020-06-04T15:57:19Z",
        ),
    ];
    for (told, is_passage, at) in table {
        let file = format!("T (A)\n{told}\n\nsome words\n==========\n");
        let brought = read(&file).unwrap().remove(0);
        assert_eq!(brought.quote.exact == "some words", is_passage, "{told}");
        assert_eq!(brought.note == "some words", !is_passage, "{told}");
        assert_eq!(brought.created, Some(at.parse().unwrap()), "{told}");
    }
    assert_eq!(moment("one day"), None);
}

/// So many that looking through all passages for each note would take minutes.
#[test]
fn very_many_notes_on_very_many_passages_are_read() {
    const MANY: usize = 100_000;
    let entry = |what: &str, at: usize| {
        format!(
            "T (A)\n- Your {what} on page 1 | Location {at} | Added\n\n{what} {at}\n==========\n"
        )
    };
    let passages = (0..MANY).map(|at| entry("Highlight", at));
    let file: String = passages.chain((0..MANY).map(|at| entry("Note", at + MANY / 2))).collect();
    let brought = read(&file).unwrap();
    assert_eq!(brought.len(), MANY + MANY / 2);
    assert_eq!(brought[MANY - 1].note, format!("Note {}", MANY - 1));
    assert_eq!(brought[0].note, "");
}

proptest! {
    #[test]
    fn the_last_passage_at_a_place_is_found(ranges in proptest::collection::vec((0u32..12, 0u32..5), 0..12)) {
        let mut places = Places::default();
        for (index, (start, length)) in ranges.iter().enumerate() {
            places.put((*start, start + length), index);
        }
        for at in 0..20 {
            let is_there = |(start, length): &(u32, u32)| (*start..=start + length).contains(&at);
            assert_eq!(places.last_at(at), ranges.iter().rposition(is_there));
        }
        places.put((0, u32::MAX), 99);
        assert_eq!(places.last_at(u32::MAX), Some(99));
    }

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>(), told in any::<String>()) {
        let _ = read(&text);
        let _ = read(&format!("T\n- {told}\n\n{text}\n==========\n"));
    }
}
