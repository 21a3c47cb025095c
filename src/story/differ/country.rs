//! Countries and other large places: an event in one of them may well be in a town that another article names.

/// Names in lower case, with a bar on each side.
const LARGE: &str = "|afghanistan|africa|albania|algeria|america|angola|argentina|armenia|asia|australia|austria|\
    azerbaijan|bahrain|bangladesh|belarus|belgium|benin|bolivia|bosnia|botswana|brazil|britain|bulgaria|burkina faso|\
    burundi|california|cambodia|cameroon|canada|chad|chile|china|colombia|congo|costa rica|croatia|cuba|cyprus|\
    czech republic|czechia|denmark|dominican republic|ecuador|egypt|el salvador|england|eritrea|estonia|ethiopia|\
    europe|fiji|finland|florida|france|gabon|gambia|gaza|georgia|germany|ghana|greece|greenland|guatemala|guinea|\
    guyana|haiti|honduras|hungary|iceland|india|indonesia|iran|iraq|ireland|israel|italy|ivory coast|jamaica|japan|\
    jordan|kazakhstan|kenya|kosovo|kuwait|kyrgyzstan|laos|latvia|lebanon|lesotho|liberia|libya|lithuania|\
    luxembourg|madagascar|malawi|malaysia|maldives|mali|malta|mauritania|mauritius|mexico|middle east|moldova|\
    mongolia|montenegro|morocco|mozambique|myanmar|namibia|nepal|netherlands|new zealand|nicaragua|niger|nigeria|\
    north korea|north macedonia|northern ireland|norway|oman|pakistan|palestine|panama|papua new guinea|paraguay|\
    peru|philippines|poland|portugal|qatar|romania|russia|rwanda|saudi arabia|scandinavia|scotland|senegal|serbia|\
    sierra leone|singapore|slovakia|slovenia|somalia|south africa|south korea|south sudan|soviet union|spain|\
    sri lanka|sudan|suriname|sweden|switzerland|syria|taiwan|tajikistan|tanzania|texas|thailand|tibet|togo|tunisia|\
    turkey|turkiye|turkmenistan|uganda|ukraine|united arab emirates|united kingdom|united states|uruguay|\
    uzbekistan|venezuela|vietnam|wales|west bank|yemen|zambia|zimbabwe|u.s.|us|uk|uae|";

/// Tells whether a name is that of a country or of another large place.
pub(crate) fn is_country(name: &str) -> bool {
    let name = name.to_lowercase();
    let name = name.strip_prefix("the ").unwrap_or(&name);
    LARGE.contains(&format!("|{name}|"))
}

#[cfg(test)]
mod tests {
    use super::is_country;

    #[test]
    fn countries_are_known() {
        for name in ["Greece", "the Netherlands", "New Zealand", "U.S.", "Afghanistan", "Angola"] {
            assert!(is_country(name), "{name}");
        }
        for name in ["Athens", "Zealand", "Niger Delta", "", "a"] {
            assert!(!is_country(name), "{name}");
        }
    }
}
