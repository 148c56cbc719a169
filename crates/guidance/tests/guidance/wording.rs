//! What the worker reads, and what the supervisor reads, in all packs and in three languages: plain sentences, one thought
//! each, no word that frightens, no abbreviation and no promise.

use crate::look::shipped;
use facts::{Language, Localized, Role};
use pack::{Audience, Body, Declaration, Library, Rule, ValueDomain};

/// A word that is not written, with what to write instead, per language. A word counts from its beginning on, so that
/// `degenerat` finds every form of it.
struct Instead {
    nl: (&'static [&'static str], &'static str),
    fr: (&'static [&'static str], &'static str),
    en: (&'static [&'static str], &'static str),
}

const DO_NOT_WRITE: [Instead; 9] = [
    Instead {
        nl: (&["slijtage", "versleten", "degenerat"], "normale verandering bij de leeftijd"),
        fr: (&["usure", "usé", "dégénér", "arthrose"], "changement normal lié à l'âge"),
        en: (&["wear and tear", "worn", "degenerat"], "normal age-related change"),
    },
    Instead {
        nl: (&["beschadig", "kapot", "schade aan"], "gevoelig, geïrriteerd"),
        fr: (&["abîm", "endommag", "cassé", "lésé"], "sensible, irrité"),
        en: (&["damage", "broken"], "sensitive, irritated"),
    },
    Instead {
        nl: (&["zwakke rug", "rug is zwak", "instabiel", "instabiliteit"], "een rug die u sterker kunt maken"),
        fr: (&["dos faible", "dos est faible", "instable", "instabilité"], "un dos qui peut redevenir fort"),
        en: (&["weak back", "back is weak", "unstable", "instability"], "a back you can make stronger"),
    },
    Instead {
        nl: (&["chronisch", "hoog risico", "verhoogd risico"], "extra hulp nodig bij opbouwen"),
        fr: (&["chronique", "haut risque", "risque élevé"], "soutien supplémentaire nécessaire"),
        en: (&["chronic", "high risk", "high-risk"], "extra support needed"),
    },
    Instead {
        nl: (&["bewegingsangst", "angst voor bewegen", "kinesiofobie"], "onzeker over bewegen"),
        fr: (&["peur de bouger", "peur du mouvement", "kinésiophobie"], "pas encore sûr de bouger"),
        en: (&["fear of movement", "fear of moving", "kinesiophobia"], "not yet confident about moving"),
    },
    Instead {
        nl: (&["pijngedrag", "overreactie", "overreageer"], "wat u nu vermijdt"),
        fr: (&["comportement douloureux", "réaction excessive", "réagir de manière excessive"], "ce que vous évitez"),
        en: (&["pain behaviour", "overreact"], "what you avoid for now"),
    },
    Instead {
        nl: (&["arbeidsongeschikt"], "u werkt nu minder of anders"),
        fr: (&["incapacité de travail", "inapte"], "vous travaillez moins ou autrement"),
        en: (&["unfit for work", "incapacitated", "incapacity for work"], "you now work less or differently"),
    },
    Instead {
        nl: (&["rode vlag", "gele vlag"], "punten die de arts nakijkt"),
        fr: (&["drapeau", "drapeaux"], "points que le médecin vérifie"),
        en: (&["red flag", "yellow flag"], "points the doctor checks"),
    },
    Instead {
        nl: (&["mislukt", "mislukking"], "niet gelukt deze keer; wat past wel?"),
        fr: (&["échou", "échec", "raté"], "pas réussi cette fois ; que faire ?"),
        en: (&["failed", "failure"], "not this time; what would fit?"),
    },
];

/// Recovery is never promised; what may be said is that it becomes less for most people.
const PROMISES: Instead = Instead {
    nl: (
        &[
            "u geneest",
            "u herstelt",
            "volledig herstel",
            "komt goed",
            "gaan over.",
            "gaat over.",
            "gaat vanzelf over",
            "gaan vanzelf over",
            "verdwijn",
            "garand",
            "u wordt beter",
            "pijnvrij worden",
            "wordt pijnvrij",
            "klachtenvrij",
            "geneest",
        ],
        "het wordt bij de meeste mensen minder",
    ),
    fr: (
        &[
            "vous guérirez",
            "vous allez guérir",
            "guérison complète",
            "tout ira bien",
            "disparaî",
            "garanti",
            "passera",
            "passeront",
            "vous irez mieux",
            "guérit",
        ],
        "cela diminue chez la plupart des gens",
    ),
    en: (
        &[
            "you will recover",
            "full recovery",
            "will be fine",
            "go away",
            "goes away",
            "disappear",
            "guarantee",
            "will get better",
            "will be cured",
            "pain-free",
            "heals",
        ],
        "it becomes less for most people",
    ),
};

/// Said short, and not understood. Names that stand so on the letters people get, or have no longer form that is better
/// known, are no abbreviation.
const ABBREVIATIONS: [&str; 31] = [
    "bv.", "bijv.", "o.a.", "i.v.m.", "m.b.t.", "d.w.z.", "e.d.", "enz.", "etc.", "evt.", "incl.", "excl.", "nr.",
    "blz.", "t/m", "i.p.v.", "m.a.w.", "n.v.t.", "z.s.m.", "p.ex.", "c.-à-d.", "cf.", "env.", "e.g.", "i.e.", "vs.",
    "approx.", "max.", "min.", "dr.", "tel.",
];
const NAMES: [&str; 5] = ["UWV", "WIA", "AOW", "HIV", "VIH"];

/// Dutch and French say `u` and `vous`.
const FAMILIAR: [(Language, &[&str]); 2] =
    [(Language::Nl, &["je", "jij", "jou", "jouw", "jullie"]), (Language::Fr, &["tu", "toi", "ton", "ta", "tes"])];

/// A word that the worker has met elsewhere is explained when he asks for it, and only there.
const EXPLAINED: [(&str, [&str; 3]); 1] = [("dokterdokter.word_explained", ["chronisch", "chronique", "chronic"])];

const LONGEST_SENTENCE: usize = 20;
const LONGEST_ON_AVERAGE: usize = 12;

/// What is wrong with the words of a text, for whoever has to mend it.
fn words_at_fault(text: &str, language: Language) -> Vec<String> {
    let mut faults = Vec::new();
    let told = format!(" {} ", text.to_lowercase().replace('’', "'"));
    for entry in DO_NOT_WRITE.iter().chain(std::iter::once(&PROMISES)) {
        let (words, instead) = match language {
            Language::Nl => &entry.nl,
            Language::Fr => &entry.fr,
            Language::En => &entry.en,
        };
        for word in words.iter().filter(|word| begins_somewhere(&told, word)) {
            faults.push(format!("`{word}`: write: {instead}"));
        }
    }
    for word in text.split_whitespace() {
        let is_short = ABBREVIATIONS.contains(&word.to_lowercase().trim_start_matches('('));
        let mut parts = word.split(|sign: char| !sign.is_alphanumeric()).filter(|part| !part.is_empty());
        let capitals = |part: &str| part.chars().filter(|sign| sign.is_uppercase()).count();
        if is_short || parts.clone().any(|part| capitals(part) >= 2 && !NAMES.contains(&part)) {
            faults.push(format!("`{word}` is an abbreviation"));
        }
        let familiar = FAMILIAR.iter().filter(|(of, _)| *of == language).flat_map(|(_, words)| *words);
        if parts.any(|part| familiar.clone().any(|word| *word == part.to_lowercase())) {
            faults.push(format!("`{word}` is too familiar"));
        }
    }
    faults
}

fn begins_somewhere(text: &str, word: &str) -> bool {
    text.match_indices(word)
        .any(|(at, _)| text[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric()))
}

/// How many words each sentence has. A day that is filled in reads as four words.
fn sentences(text: &str) -> Vec<(usize, &str)> {
    let ends = text.match_indices(['.', '?', '!']).map(|(at, _)| at + 1);
    let mut from = 0;
    let mut sentences = Vec::new();
    for end in ends.chain(std::iter::once(text.len())) {
        let goes_on = text[end..].chars().next().is_some_and(|next| !next.is_whitespace());
        if goes_on {
            continue;
        }
        let sentence = text[from..end].trim();
        from = end;
        let words = sentence.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric));
        let count = words.map(|word| if word.contains("_day}") { 4 } else { 1 }).sum();
        if count > 0 {
            sentences.push((count, sentence));
        }
    }
    sentences
}

/// A question is one sentence, a step one line, and a label no sentence at all: they are held to the longest sentence alone.
fn is_one_line(name: &str) -> bool {
    name == "question" || name.starts_with("step for ") || name.contains(" of ")
}

fn sentences_at_fault(text: &str, averaged: bool) -> Vec<String> {
    let sentences = sentences(text);
    let mut faults: Vec<String> = sentences
        .iter()
        .filter(|(words, _)| *words > LONGEST_SENTENCE)
        .map(|(words, sentence)| format!("a sentence of {words} words: {sentence}"))
        .collect();
    let words: usize = sentences.iter().map(|(words, _)| words).sum();
    if averaged && words > LONGEST_ON_AVERAGE * sentences.len() {
        faults
            .push(format!("{words} words in {} sentences: more than {LONGEST_ON_AVERAGE} on average", sentences.len()));
    }
    faults
}

/// Everything of a rule that people without training in the field read, with a name for each.
fn read_by_laymen(rule: &Rule) -> Vec<(String, &Localized)> {
    let mut told = Vec::new();
    for (outcome, texts) in &rule.texts {
        for audience in [Audience::Worker, Audience::Employer] {
            let words = texts.by_audience.get(&audience);
            told.extend(words.map(|words| (format!("{outcome}, {}", audience.as_str()), words)));
        }
    }
    let lay = |role: Role| matches!(role.side(), facts::Side::Worker | facts::Side::Employer);
    told.extend(
        rule.steps.iter().filter(|step| lay(step.who)).map(|step| (format!("step for {}", step.who), &step.what)),
    );
    if let Body::Question(question) = &rule.body {
        let asked: Vec<&Declaration> =
            question.facts.iter().filter(|fact| fact.asked_of.contains(&Role::Worker)).collect();
        if !asked.is_empty() {
            told.push(("question".to_owned(), &question.ask));
            told.extend(question.help.iter().map(|help| ("help".to_owned(), help)));
        }
        for fact in asked {
            told.push((format!("label of {}", fact.id), &fact.label));
            if let ValueDomain::Choice(choices) = &fact.domain {
                told.extend(choices.iter().map(|choice| (format!("{} of {}", choice.id, fact.id), &choice.label)));
            }
        }
    }
    told
}

fn faults_of(library: &Library) -> Vec<String> {
    let mut faults = Vec::new();
    for rule in library.rules() {
        for (name, words) in read_by_laymen(rule) {
            for language in Language::ALL {
                let text = words.in_language(language);
                let explained =
                    EXPLAINED.iter().filter(|(asked, _)| rule.id.as_str() == *asked).flat_map(|(_, words)| words);
                let is_explained =
                    |fault: &String| explained.clone().any(|word| fault.starts_with(&format!("`{word}`")));
                let words = words_at_fault(text, language).into_iter().filter(|fault| !is_explained(fault));
                let found = words.chain(sentences_at_fault(text, !is_one_line(&name)));
                faults.extend(found.map(|fault| format!("{} ({name}, {language}): {fault}", rule.id)));
            }
        }
    }
    faults
}

#[test]
fn what_worker_and_supervisor_read_is_plain_and_promises_nothing() {
    let faults = faults_of(shipped().library());
    assert!(faults.is_empty(), "{} texts to mend:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn every_language_is_looked_at_in_texts_questions_answers_and_steps() {
    let read: Vec<String> = shipped().library().rules().flat_map(read_by_laymen).map(|(name, _)| name).collect();
    let some = |part: &str| read.iter().filter(|name| name.contains(part)).count();
    assert!(some(", worker") > 40 && some(", employer") > 20, "{} and {}", some(", worker"), some(", employer"));
    assert!(some("question") > 20 && some("label of") > 40 && some("step for worker") > 0);
}

#[test]
fn a_word_that_frightens_is_found_in_each_language_with_what_to_write_instead() {
    for (language, bad, instead) in [
        (Language::Nl, "Uw rug is versleten en beschadigd.", "normale verandering"),
        (Language::Nl, "U heeft chronische klachten.", "extra hulp"),
        (Language::Nl, "De training is mislukt.", "niet gelukt deze keer"),
        (Language::Fr, "C'est l'usure de votre dos.", "changement normal"),
        (Language::Fr, "Vous avez peur de bouger.", "pas encore sûr"),
        (Language::En, "There is wear and tear in your back.", "age-related"),
        (Language::En, "You have a weak back.", "make stronger"),
    ] {
        let faults = words_at_fault(bad, language).join("; ");
        assert!(faults.contains(instead), "{bad}: {faults}");
    }
    assert!(words_at_fault("U kunt werken met wat pijn. Dat is goed.", Language::Nl).is_empty());
    assert!(words_at_fault("Een onbeschadigd verhaal.", Language::Nl).is_empty(), "a word counts from its beginning");
}

#[test]
fn a_promise_an_abbreviation_and_a_familiar_word_are_found() {
    for (language, bad) in [
        (Language::Nl, "De klachten gaan vanzelf over."),
        (Language::Nl, "Het komt goed."),
        (Language::Nl, "Bel bijv. onze dienst."),
        (Language::Nl, "De NHG zegt dat bewegen mag."),
        (Language::Nl, "Neem het formulier mee voor je arts."),
        (Language::Fr, "La douleur disparaîtra."),
        (Language::Fr, "Tu peux bouger."),
        (Language::En, "The pain will go away."),
        (Language::En, "You will recover."),
    ] {
        assert!(!words_at_fault(bad, language).is_empty(), "{bad}");
    }
    for (language, good) in [
        (Language::Nl, "Bij de meeste mensen worden de klachten minder."),
        (Language::Nl, "Het gaat over wat u kunt doen. Bel het UWV."),
        (Language::En, "For most people it becomes less."),
    ] {
        assert_eq!(words_at_fault(good, language), [""; 0], "{good}");
    }
}

#[test]
fn a_sentence_of_more_than_twenty_words_and_an_average_above_twelve_are_found() {
    let of = |words: usize| format!("{}woord.", "woord ".repeat(words - 1));
    assert!(sentences_at_fault(&of(12), true).is_empty());
    assert_eq!(sentences_at_fault(&of(13), true).len(), 1, "one sentence is its own average");
    assert!(sentences_at_fault(&of(20), false).is_empty(), "a question is one sentence");
    assert_eq!(sentences_at_fault(&of(21), false).len(), 1);
    assert!(sentences_at_fault(&format!("{} {}", of(20), of(4)), true).is_empty());
    assert_eq!(
        sentences_at_fault(&format!("{} {}", of(21), of(3)), true).len(),
        1,
        "too long, on average short enough"
    );
    assert_eq!(sentences_at_fault(&of(21), true).len(), 2);
    assert_eq!(sentences("Bel op {due_day}. Of morgen?"), [(6, "Bel op {due_day}."), (2, "Of morgen?")]);
    assert_eq!(sentences("Om 9.30 uur « bellen » !").len(), 1);
}
