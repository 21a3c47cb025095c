//! Gender: which pronoun a person takes, as far as the text's own words or a plain given name tell.
//!
//! Only a hint: it keeps `Mrs. Orr` from `Mr. Orr` and helps to follow `he` and `she`. Names that are
//! given to women and men alike, or to one in one country and the other in the next, tell nothing.

use std::ops::Range;

use crate::extract::lists::{is_listed, lower};
use crate::extract::reading::Reading;
use crate::extract::token::TokenKind;

/// Which pronoun a person takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Gender {
    /// She.
    Female,
    /// He.
    Male,
}

/// Words before a name that tell of a woman.
const FEMALE_WORDS: &str = " mrs mrs. ms ms. miss madame mme lady dame queen princess empress duchess countess \
    baroness sister mother wife daughter girlfriend widow aunt niece grandmother ex-wife granddaughter actress \
    businesswoman chairwoman congresswoman councilwoman assemblywoman spokeswoman saleswoman policewoman heroine \
    señora senora signora frau sheikha begum ";

/// Words before a name that tell of a man.
const MALE_WORDS: &str = " mr mr. sir lord king prince emperor duke count baron brother father husband son boyfriend \
    widower uncle nephew grandfather ex-husband grandson businessman chairman congressman councilman assemblyman \
    spokesman policeman monsieur señor senor signor herr sheikh pope cardinal imam rabbi ayatollah fr. ";

/// Given names of women.
const FEMALE_NAMES: &str = " Abigail Ada Adele Agnes Aisha Alice Alicia Alison Amanda Amelia Amy Ana Andreea Angela \
    Anita Ann Anna Anne Annette Antonia Astrid Ayesha Barbara Beatrice Beatriz Benazir Bernadette Beth Betty Bianca \
    Brenda Bridget Camila Carla Carmen Carol Caroline Catherine Cecilia Charlotte Christina Christine Claire Clara \
    Claudia Cristina Cynthia Dalia Daniela Deborah Debra Denise Diana Dina Dolores Donna Doris Dorothy Edith Eileen \
    Elaine Eleanor Elena Elisabeth Eliza Elizabeth Ella Ellen Elsa Emily Emma Erika Esther Eva Evelyn Farah Fatima \
    Fatma Fiona Florence Frances Gabriela Giorgia Gisela Giulia Grace Greta Hannah Heather Heidi Helen Helena Hillary \
    Ida Ingrid Irina Isabel Isabella Ivana Jacqueline Jane Janet Janice Jeanne Jennifer Jessica Joan Joanna Joanne \
    Josephine Joyce Judith Julia Julie Karen Karin Katarzyna Kate Katherine Kathleen Kathy Katja Keiko Khadija Kristina \
    Laura Lauren Layla Leila Lena Linda Lisa Lucia Lucy Magdalena Malala Margaret Margarita Maria Marie Marina Marta \
    Martha Mary Maya Megan Melania Melissa Mercedes Michelle Miriam Molly Monica Nadia Nancy Natalia Natalie Nathalie \
    Nicole Nina Noor Nora Olga Olivia Pamela Patricia Paula Petra Priya Rachel Rebecca Renata Rosa Rose Ruth Sabine \
    Samantha Sandra Sara Sarah Shirley Silvia Simone Sofia Sonia Sophia Sophie Stephanie Susan Susana Svetlana Sylvia \
    Tamara Tatiana Teresa Theresa Tina Ursula Valentina Valerie Vanessa Vera Veronica Victoria Virginia Wendy Yasmin \
    Yoko Yolanda Yulia Zainab Zoe ";

/// Given names of men.
const MALE_NAMES: &str = " Aaron Abdul Abdullah Abraham Adam Adrian Ahmad Ahmed Alan Albert Alberto Alejandro Alfred \
    Ali Anthony Antonio Antony Arthur Arturo Benjamin Bernard Bernie Bill Bob Boris Brad Brendan Brian Bruce Bruno \
    Carl Carlos Charles Chris Christian Christopher Claude Craig Dan Daniel Dave David Dennis Derek Diego Dieter \
    Dmitri Dmitry Dominic Don Donald Douglas Duncan Ed Edmund Eduardo Edward Edwin Emmanuel Enrique Eric Erik Ernest \
    Felipe Ferdinand Ferenc Fernando Francisco Francois François Frank Franz Fred Frederick Friedrich Gary Geoffrey \
    George Gerald Gerhard Gilbert Giovanni Giuseppe Gordon Graham Greg Gregory Guillermo Gustavo Guy Hans Harold Harry \
    Harvey Hassan Hector Heinrich Henri Henrik Henry Herbert Hiroshi Howard Hugh Hugo Hussein Ian Ibrahim Igor Imran \
    Isaac Ismail Ivan Jack Jacob Jacques Jaime James Jason Jeff Jeffrey Jeremy Jerome Jerry Jim Joachim Joe Johan \
    Johannes John Jonathan Jorge Jose José Josef Joseph Joshua Juan Julio Kareem Karl Keith Ken Kenneth Kevin Khalid \
    Klaus Konstantin Kurt Larry Lars Laurent Lawrence Leo Leon Leonard Leonardo Louis Lucas Luigi Luis Luiz Magnus \
    Mahmoud Manuel Marc Marco Marcus Mario Mark Markus Martin Marvin Mateo Matteo Matthew Maurice Max Maxim Michael \
    Miguel Mikhail Mike Mohamed Mohammad Mohammed Mostafa Muhammad Mustafa Nathan Neil Nelson Nicholas Nick Nikolai \
    Nikolas Noah Norman Oleg Olaf Oliver Omar Oscar Osama Otto Pablo Patrick Paul Pavel Pedro Peter Phil Philip \
    Philippe Pierre Piotr Rafael Ralph Ramon Raul Raymond Ricardo Richard Rick Robert Roberto Roger Roland Roman Ron \
    Ronald Roy Rudolf Rupert Russell Salman Samuel Scott Sean Sebastian Sergei Sergey Sergio Simon Stanley Stefan \
    Stephen Steve Steven Stuart Sven Tariq Ted Terry Theodore Thomas Tim Timothy Tom Tony Umar Victor Viktor Vincent \
    Vladimir Volodymyr Walter Warren Wayne Werner Wilhelm William Wolfgang Xavier Yasser Youssef Yuri Yusuf ";

/// Returns what a name and the words before it say.
pub(crate) fn gender(reading: &Reading, name: &Range<usize>) -> Option<Gender> {
    before(reading, name).or_else(|| given(reading, name))
}

/// Reads up to three words before a name: `Mrs.`, `his wife,`, `Prime Minister Sir`.
fn before(reading: &Reading, name: &Range<usize>) -> Option<Gender> {
    let mut at = name.start;
    if at > 0 && reading.word(at - 1) == "," {
        // `his wife, Ana Ruiz, said`, but not `with his mother, Ruiz was seen`.
        if name.len() < 2 || reading.word(name.end) != "," {
            return None;
        }
        at -= 1;
    }
    let earliest = name.start.saturating_sub(4);
    while at > earliest && reading.kind(at - 1) == TokenKind::Word {
        at -= 1;
        let word = lower(reading.word(at));
        if is_listed(FEMALE_WORDS, &word) {
            return Some(Gender::Female);
        }
        if is_listed(MALE_WORDS, &word) {
            return Some(Gender::Male);
        }
        // Only titles and forms of address stand between such a word and the name.
        if !reading.is_capital(at) {
            return None;
        }
    }
    None
}

/// Reads the given name of a full name.
fn given(reading: &Reading, name: &Range<usize>) -> Option<Gender> {
    if name.len() < 2 {
        return None;
    }
    let first = reading.word(name.start);
    let first = first.split('-').next().unwrap_or(first);
    match (is_listed(FEMALE_NAMES, first), is_listed(MALE_NAMES, first)) {
        (true, false) => Some(Gender::Female),
        (false, true) => Some(Gender::Male),
        _ => None,
    }
}
