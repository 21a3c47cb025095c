//! The tables that make a twin of a seed: other people of other cultures, other bodies, places, days
//! and numbers.
//!
//! The twins differ in structure, not only in letters: who is called by the first part of a name is now
//! called by the last and the other way round, countries and cities have two words, one of the speakers
//! is a woman, bodies are acronyms, and the titles of the two are exchanged.

use crate::facts::seeds::edition::Table;

/// A Hungarian, called by the last part of his name, and a Korean, called by the first part of hers.
pub(crate) const WIRE_TABLE: Table = &[
    // People.
    ("Li Qiang", "Ferenc Szalai"),
    ("Li", "Szalai"),
    ("Mikhail Mishustin", "Han Soo-jin"),
    ("Mishustin", "Han"),
    ("For |his| part, Mishustin", "her"),
    ("digital economy, |he| noted", "she"),
    ("Huang Jingwen", "Nguyen Thi Ha"),
    ("Gao Jie", "Salem al-Masri"),
    ("Premier", "Prime Minister"),
    ("Prime Minister", "Premier"),
    // Places.
    ("China", "Hungary"),
    ("Chinese", "Hungarian"),
    ("Russia", "South Korea"),
    ("Russian", "South Korean"),
    ("Hangzhou", "Pécs"),
    ("HANGZHOU", "PÉCS"),
    ("Zhejiang Province", "Baranya County"),
    ("east", "southern"),
    // Bodies.
    ("Xinhua", "MTI"),
    ("Central Committee of the Communist Party of China", "National Assembly of Hungary"),
    ("Shanghai Cooperation Organization", "Central European Initiative"),
    ("BRICS", "ASEAN"),
    ("United Nations", "Council of Europe"),
    // Events.
    ("regular meeting", "bilateral summit"),
    ("Russia-China Cultural Year", "Korea-Hungary Season of Culture"),
    (
        "Chinese People's War of Resistance against Japanese Aggression",
        "Hungarian War of Independence against Habsburg Rule",
    ),
    ("Great Patriotic War", "Long Turkish War"),
    ("Soviet Union", "Ottoman Empire"),
    ("World Anti-Fascist War", "Second Balkan War"),
    ("plenary session", "extraordinary session"),
    ("Five-Year Plan", "National Growth Strategy"),
    // Days: 16 May 2024 was a Thursday.
    ("2025-11-04", "2024-05-17"),
    ("2025-11-03", "2024-05-16"),
    ("2025-10", "2024-04"),
    ("2025", "2024"),
    ("Nov. 3", "May 16"),
    ("Monday", "Thursday"),
    ("1996", "2013"),
    ("every year", "every two years"),
    ("five years", "four years"),
    // Numbers.
    ("30th", "12th"),
    ("80th", "75th"),
    ("20th", "9th"),
    ("15th", "6th"),
    ("fourth", "second"),
];

/// A Vietnamese, called by the last part of his name though the family name is the first, and an
/// Egyptian with an article.
pub(crate) const ARTICLE_TABLE: Table = &[
    // People.
    ("Li Qiang", "Pham Quoc Hung"),
    ("Li", "Hung"),
    ("Mikhail Mishustin", "Mostafa al-Haddad"),
    ("Mishustin", "al-Haddad"),
    ("Xi Jinping", "Tran Duc Loi"),
    ("Vladimir Putin", "Hassan el-Tayeb"),
    ("He Lifeng", "To Van Dung"),
    ("Wu Zheng-long", "Vo Xuan-mai"),
    ("Chen Yiqin", "Le Thi Thu"),
    ("Premier", "Prime Minister"),
    ("Vice Premier", "Deputy Prime Minister"),
    ("premiers", "prime ministers"),
    ("State Councilor", "Planning Minister"),
    ("李强", "范国雄"),
    ("米舒斯京", "哈达德"),
    ("俄罗斯", "埃及"),
    ("中俄", "越埃"),
    // Places.
    ("China", "Vietnam"),
    ("Chinese", "Vietnamese"),
    ("Russia", "Egypt"),
    ("Russian", "Egyptian"),
    ("Hangzhou", "Da Nang"),
    ("Brazil", "Indonesia"),
    ("India", "Japan"),
    ("South Africa", "New Zealand"),
    ("Central Asia", "West Africa"),
    // Bodies and things.
    (
        "Central Committee of the Communist Party of China",
        "Standing Committee of the National Assembly of Vietnam",
    ),
    ("Shanghai Cooperation Organization", "Indian Ocean Rim Association"),
    ("SCO", "IORA"),
    ("BRICS", "RCEP"),
    ("United Nations", "International Labour Organization"),
    ("人民日报", "经济日报"),
    ("BeiDou", "VinaStar"),
    ("GLONASS", "NileNav"),
    // Events.
    ("regular meeting", "annual conference"),
    ("regular meetings", "annual conferences"),
    ("Regular Meeting", "Annual Conference"),
    ("定期会晤", "年度会议"),
    ("Russia-China Culture Year", "Nile-Mekong Arts Festival"),
    ("Fourth Plenary Session", "Second Special Session"),
    ("Five-Year Plan", "Three-Year Plan"),
    ("Five-Year Plans", "Three-Year Plans"),
    ("New Era", "New Century"),
    ("Cold War", "Gulf War"),
    // Days.
    ("November 3, 2025", "June 21, 2023"),
    ("2025-11-03", "2023-06-21"),
    ("2025-11-04", "2023-06-22"),
    ("five years", "three years"),
    ("from 2026 to 2030", "from 2024 to 2026"),
    ("2019", "2016"),
    ("three decades", "fourteen years"),
    // Numbers.
    ("30th", "14th"),
    ("thirtieth", "fourteenth"),
    ("20th", "12th"),
    ("15th", "8th"),
    ("second-largest", "third-largest"),
    ("第三十次", "第十四次"),
    ("01版", "03版"),
];

/// The values of the annotation that are worked out and so stand in no text: for each seed, what stands
/// in the place of what.
pub(crate) const VALUES: [Table; 2] = [
    &[
        ("2025-11-04", "2024-05-17"),
        ("2025-11-03", "2024-05-16"),
        ("2025-10", "2024-04"),
        ("2025", "2024"),
        ("1996", "2013"),
        ("P1Y SET", "P2Y SET"),
        ("P5Y", "P4Y"),
        ("30", "12"),
        ("80", "75"),
        ("20", "9"),
        ("15", "6"),
        ("4", "2"),
    ],
    &[
        ("2025-11-04", "2023-06-22"),
        ("2025-11-03", "2023-06-21"),
        ("2026/2030", "2024/2026"),
        ("2019", "2016"),
        ("P5Y", "P3Y"),
        ("P30Y", "P14Y"),
        ("30", "14"),
        ("20", "12"),
        ("15", "8"),
        ("2", "3"),
    ],
];
