//! Voices: nouns for those who say something, and what sort of speaker they make.
//!
//! Lists of people's callings, bodies, papers, and nameless many. It must not know names.

use crate::extract::lists::{TITLES, is_listed};

/// What sort of speaker words name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Voice {
    /// Somebody or something with a name, or a pronoun for people.
    Known,
    /// People or a body without a name: `police`, `two officials`.
    People,
    /// A capitalised word that is not known as a name.
    Stranger,
    /// Something written: `the report`.
    Paper,
    /// Nameless voices whose word is worth little: `analysts`.
    Vague,
    /// `it`, `this`, `which`: no speaker by itself.
    Demonstrative,
    /// Any other noun.
    Other,
}

impl Voice {
    /// Tells whether a voice is of those who can hold an opinion.
    pub(crate) const fn speaks(self) -> bool {
        matches!(self, Self::Known | Self::People | Self::Stranger | Self::Paper | Self::Vague)
    }
}

/// Nouns for people and bodies, in the singular.
const PEOPLE: &str = " official police authority spokesman spokeswoman spokesperson minister ministry government \
    researcher scientist doctor lawyer prosecutor witness resident lawmaker company court judge commission agency \
    department party team player union group organizer organiser investigator council office embassy delegation \
    director chairman chairwoman chair president premier mayor governor coach family parent mother father brother \
    sister son daughter wife husband friend neighbor neighbour campaigner activist executive manager voter farmer \
    teacher student worker rescuer nurse owner firm operator airline chief head parliament secretary leader country side \
    bank organization organisation association federation institute university school college hospital club league \
    committee board panel jury tribunal regulator watchdog charity troop army military navy force soldier general commander \
    officer deputy detective sheriff firefighter fireman paramedic emergency crew captain pilot engineer author \
    co-author coauthor editor journalist reporter correspondent writer poet artist actor singer fan supporter \
    opponent rebel protester demonstrator striker migrant refugee victim survivor defendant suspect attorney counsel \
    senator congressman congresswoman representative lawmakers delegate ambassador envoy diplomat negotiator mediator \
    professor academic historian economist biologist physicist astronomer geologist meteorologist forecaster \
    epidemiologist psychologist expert specialist adviser advisor consultant aide insider trader investor banker \
    shareholder customer consumer client passenger driver tourist visitor guest villager citizen people person man \
    woman boy girl child kid teenager youth couple member colleague staff employee employer boss founder inventor developer \
    user blogger poster commenter publisher broadcaster channel network newspaper magazine station city state \
    province county village town nation kingdom republic district administration cabinet congress senate house \
    house kremlin palace church bishop priest pope imam rabbi monk king queen prince princess duke premiership \
    candidate politician councillor councilor legislator speaker whip commissioner inspector superintendent constable \
    both relative relatives maker manufacturer supplier retailer producer seller dealer exporter importer chain \
    industry sector movement coalition alliance faction militia gang opposition campaign foundation society museum \
    media press outlet paper gov't premier analysts monitor observatory forester ranger biologist vet undersecretary \
    plaintiff claimant accuser whistleblower informant source-close translator interpreter designer architect curator \
    conductor composer promoter sponsor donor landlord tenant butcher baker fisherman fishermen firefighters goalkeeper \
    striker defender midfielder forward captain quarterback skipper referee umpire champion runner rider winner loser \
    teammate trainer veteran medic surgeon pharmacist clerk baron lord lady sir host moderator ombudsman auditor ";

/// Nouns for what is written or found out, in the singular.
const PAPERS: &str = " statement report communiqué communique discussion document study survey poll article editorial letter \
    memo email e-mail note post tweet message website site page book bill law ruling verdict judgment indictment \
    complaint lawsuit filing affidavit record file transcript analysis research review assessment audit inquiry \
    investigation figure statistic data result finding test census index evidence paper release bulletin notice \
    advisory warning announcement petition declaration treaty agreement draft resolution manifesto diary sign banner \
    placard headline caption account calculation estimate projection forecast model experiment trial paper blog \
    documentation questionnaire guideline guidance rule constitution charter decree order testimony legend text \
    history section questionnaire reports inscription label entry posting ";

/// Nouns for voices without a name.
const VAGUE: &str = " analyst analysts experts observer observers critic critics source sources some many others economists insider insiders \
    skeptics sceptics supporters ";

/// Tells what sort of speaker the head noun of a phrase makes.
pub(crate) fn voice(noun: &str) -> Voice {
    if is_listed("it this that these those which there what", noun) {
        return Voice::Demonstrative;
    }
    if is_listed(VAGUE, noun) {
        return Voice::Vague;
    }
    let singular = singular(noun);
    let listed =
        |list: &str| is_listed(list, noun) || is_listed(list, singular) || has_ies(list, noun);
    if listed(PAPERS) {
        return Voice::Paper;
    }
    let person = listed(PEOPLE)
        || noun.ends_with("men")
        || noun.ends_with("man")
        || TITLES.contains(singular);
    if person { Voice::People } else { Voice::Other }
}

/// Tells whether a list has the singular in `y` of a plural in `ies`.
fn has_ies(list: &str, noun: &str) -> bool {
    noun.strip_suffix("ies").is_some_and(|stem| {
        list.split_ascii_whitespace().any(|word| word.strip_suffix('y') == Some(stem))
    })
}

/// Returns a plural in `s` without it.
pub(crate) fn singular(noun: &str) -> &str {
    if noun.ends_with("ss") { noun } else { noun.strip_suffix('s').unwrap_or(noun) }
}

#[cfg(test)]
mod tests {
    use super::{Voice, voice};

    #[test]
    fn nouns_make_speakers() {
        let table = [
            ("officials", Voice::People),
            ("authorities", Voice::People),
            ("policewoman", Voice::People),
            ("study", Voice::Paper),
            ("reports", Voice::Paper),
            ("studies", Voice::Paper),
            ("analysts", Voice::Vague),
            ("it", Voice::Demonstrative),
            ("meeting", Voice::Other),
            ("bridge", Voice::Other),
        ];
        for (noun, expected) in table {
            assert_eq!(voice(noun), expected, "{noun}");
        }
    }
}
