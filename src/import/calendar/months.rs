//! Months: their names in the languages of many pages, whole or cut short.

/// The names of the months in the languages of many pages, in the forms that stand beside a day.
const MONTHS: [&str; 12] = [
    "january januar jänner janvier enero janeiro gennaio januari января січня styczeń stycznia leden ledna \
     ocak tammikuu tammikuuta gener ianuarie január জানুয়ারি জানুয়ারী ιανουαρίου ιανουάριος يناير जनवरी",
    "february februar feber février fevrier febrero fevereiro febbraio februari февраля лютого luty lutego únor \
     února şubat helmikuu helmikuuta febrer februarie február ফেব্রুয়ারি ফেব্রুয়ারী φεβρουαρίου φεβρουάριος فبراير फ़रवरी",
    "march märz maerz mars marzo março marco maart mrz mrt марта березня marzec marca březen března mart \
     maaliskuu maaliskuuta març martie március মার্চ μαρτίου μάρτιος مارس मार्च",
    "april avril abril aprile апреля квітня kwiecień kwietnia duben dubna nisan huhtikuu huhtikuuta aprilie \
     április এপ্রিল απριλίου απρίλιος أبريل अप्रैल",
    "may mai mayo maio maggio mei maj мая май травня maja květen května mayıs toukokuu toukokuuta máj május \
     মে μαΐου μαΐος مايو मई",
    "june juni juin junio junho giugno июня червня czerwiec czerwca červen června haziran kesäkuu kesäkuuta juny \
     iunie június জুন ιουνίου ιούνιος يونيو जून",
    "july juli juillet julio julho luglio июля липня lipiec lipca červenec července temmuz heinäkuu heinäkuuta \
     juliol iulie július জুলাই ιουλίου ιούλιος يوليو जुलाई",
    "august août aout agosto augustus augusti августа серпня sierpień sierpnia srpen srpna ağustos elokuu \
     elokuuta agost augusztus আগস্ট αυγούστου αύγουστος أغسطس अगस्त",
    "september sept septembre septiembre setiembre setembro settembre сентября вересня wrzesień września září \
     eylül syyskuu syyskuuta setembre septembrie szeptember সেপ্টেম্বর σεπτεμβρίου σεπτέμβριος سبتمبر सितंबर",
    "october oktober octobre octubre outubro ottobre октября жовтня październik października říjen října ekim \
     lokakuu lokakuuta octombrie október অক্টোবর οκτωβρίου οκτώβριος أكتوبر अक्टूबर",
    "november novembre noviembre novembro ноября листопада listopad listopada listopadu kasım marraskuu \
     marraskuuta noiembrie নভেম্বর νοεμβρίου νοέμβριος نوفمبر नवंबर",
    "december dezember décembre decembre diciembre dezembro dicembre desember декабря грудня grudzień grudnia \
     prosinec prosince aralık joulukuu joulukuuta desembre decembrie ডিসেম্বর δεκεμβρίου δεκέμβριος ديسمبر दिसंबर",
];

/// Returns the number of a month by its name, or by the beginning of it that is an abbreviation.
pub fn month(word: &str) -> Option<i16> {
    let word = word.to_lowercase();
    let short = (3..=5).contains(&word.chars().count());
    let exact = |names: &&str| names.split(' ').any(|name| name == word);
    let begins = |names: &&str| short && names.split(' ').any(|name| name.starts_with(&word));
    let index = MONTHS.iter().position(exact).or_else(|| MONTHS.iter().position(begins))?;
    i16::try_from(index + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::month;

    #[test]
    fn months_are_known_by_name_and_by_abbreviation() {
        let table = [
            ("March", Some(3)),
            ("MÄRZ", Some(3)),
            ("sept", Some(9)),
            ("août", Some(8)),
            ("lipca", Some(7)),
            ("července", Some(7)),
            ("मार्च", Some(3)),
            ("market", None),
            ("ma", None),
            ("", None),
        ];
        for (word, expected) in table {
            assert_eq!(month(word), expected, "{word}");
        }
    }
}
