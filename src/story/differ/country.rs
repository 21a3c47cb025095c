//! Countries, regions and other wide places: an event in one of them may well be in a town that another article names.

use crate::story::differ::words::is_listed;

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

/// Regions, states and counties, in the same way.
const REGIONS: &str = "|alabama|alaska|arizona|arkansas|colorado|connecticut|delaware|hawaii|idaho|illinois|indiana|\
    iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|\
    nebraska|nevada|new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon|\
    pennsylvania|rhode island|south carolina|south dakota|tennessee|utah|vermont|virginia|washington|\
    west virginia|wisconsin|wyoming|puerto rico|new england|midwest|appalachia|bay area|silicon valley|long island|\
    alberta|british columbia|manitoba|new brunswick|newfoundland|nova scotia|ontario|quebec|saskatchewan|yukon|\
    bedfordshire|berkshire|buckinghamshire|cambridgeshire|cheshire|cornwall|cumbria|derbyshire|devon|dorset|durham|\
    east anglia|east sussex|essex|gloucestershire|greater manchester|hampshire|herefordshire|hertfordshire|kent|\
    lancashire|leicestershire|lincolnshire|merseyside|midlands|norfolk|northamptonshire|northumberland|\
    nottinghamshire|oxfordshire|shropshire|somerset|staffordshire|suffolk|surrey|sussex|tyne and wear|warwickshire|\
    west midlands|west sussex|wiltshire|worcestershire|yorkshire|north yorkshire|south yorkshire|west yorkshire|\
    lake district|highlands|aberdeenshire|fife|ayrshire|ulster|munster|connacht|leinster|\
    new south wales|queensland|south australia|tasmania|victoria|western australia|northern territory|\
    bavaria|brandenburg|hesse|lower saxony|north rhine-westphalia|rhineland-palatinate|saarland|saxony|\
    saxony-anhalt|schleswig-holstein|thuringia|baden-württemberg|tyrol|carinthia|styria|\
    alsace|brittany|burgundy|corsica|normandy|provence|aquitaine|occitanie|lorraine|picardy|\
    andalusia|aragon|asturias|basque country|cantabria|catalonia|extremadura|galicia|murcia|navarre|\
    abruzzo|calabria|campania|emilia-romagna|lazio|liguria|lombardy|piedmont|puglia|sardinia|sicily|tuscany|umbria|\
    veneto|flanders|wallonia|holland|zeeland|friesland|jutland|zealand|lapland|silesia|galilee|crimea|donbas|\
    siberia|chechnya|dagestan|kurdistan|anatolia|\
    anhui|fujian|gansu|guangdong|guangxi|guizhou|hainan|hebei|heilongjiang|henan|hubei|hunan|inner mongolia|jiangsu|\
    jiangxi|jilin|liaoning|ningxia|qinghai|shaanxi|shandong|shanxi|sichuan|xinjiang|yunnan|zhejiang|\
    andhra pradesh|assam|bihar|gujarat|haryana|himachal pradesh|jammu and kashmir|jharkhand|karnataka|kashmir|kerala|\
    madhya pradesh|maharashtra|manipur|odisha|punjab|rajasthan|sikkim|tamil nadu|telangana|uttar pradesh|\
    uttarakhand|west bengal|balochistan|sindh|khyber pakhtunkhwa|helmand|kandahar|\
    hokkaido|honshu|kyushu|shikoku|okinawa|java|sumatra|sulawesi|borneo|bali|aceh|papua|luzon|mindanao|visayas|\
    darfur|tigray|oromia|sinai|sahel|gauteng|kwazulu-natal|western cape|eastern cape|bahia|minas gerais|amazonas|\
    patagonia|chiapas|oaxaca|sonora|sinaloa|jalisco|michoacan|";

/// Words that make a name that of a region.
const KINDS: &str = " county province state region district valley island islands prefecture oblast coast governorate \
    territory peninsula sea ocean gulf mountains basin delta desert north south east west northern southern eastern \
    western northeast northwest southeast southwest northeastern northwestern southeastern southwestern central ";

/// Tells whether a name is that of a country, of a region, or of another place in which towns lie.
pub(crate) fn is_wide(name: &str) -> bool {
    let name = name.to_lowercase();
    let name = name.strip_prefix("the ").unwrap_or(&name);
    let listed = format!("|{name}|");
    let mut words = name.split(|ch: char| !ch.is_alphanumeric()).filter(|word| !word.is_empty());
    LARGE.contains(&listed)
        || REGIONS.contains(&listed)
        || words.any(|word| is_listed(KINDS, word))
        || name.ends_with("shire")
}

#[cfg(test)]
mod tests {
    use super::is_wide;

    #[test]
    fn wide_places_are_known() {
        for name in [
            "Greece",
            "the Netherlands",
            "New Zealand",
            "U.S.",
            "Afghanistan",
            "Angola",
            "Cumbria",
            "Orange County",
            "the Niger Delta",
            "Somershire",
            "southern Iran",
        ] {
            assert!(is_wide(name), "{name}");
        }
        for name in ["Athens", "Aarhus", "Millom", "Southampton", "", "a", "|"] {
            assert!(!is_wide(name), "{name}");
        }
    }
}
