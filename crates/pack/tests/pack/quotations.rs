//! A quotation says what its source says, word for word.
//!
//! The texts themselves are no part of this repository. Where they lie beside it, in `../shared`, every quotation is looked
//! up in the article or the document that its clause names; spacing, punctuation and hyphens at the end of a line do not
//! count. Where they do not lie there, the test says so and looks at what can be seen without them: length and language.

use pack::{Library, SourceFile};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Where the text of a source lies beside the repository; the document is found by the beginning of its name.
const TEXTS: [(&str, &str); 12] = [
    ("stecr-2004", "sources/001_"),
    ("dokterdokter-2019", "sources/003_"),
    ("sabvv-brochure", "sources/000_"),
    ("iza-whitepaper", "sources/002_"),
    ("ugent-fedris-2023", "sources/004_"),
    ("arbowet-2026", "law/arbowet.txt"),
    ("bw7-2026", "law/bw7.txt"),
    ("regeling-procesgang-2023", "law/regeling-procesgang.txt"),
    ("suwi-2026", "law/suwi.txt"),
    ("uavg-2026", "law/uavg.txt"),
    ("wia-2026", "law/wia.txt"),
    ("ziektewet-2026", "law/ziektewet.txt"),
];

/// Sources whose text does not lie there. A new source that is quoted is named here or above.
const WITHOUT_TEXT: [&str; 7] = [
    "lifting-2014",
    "nhg-m54-2017",
    "nhg-m55-2015",
    "nhg-m55-2015-summary",
    "nvab-2021",
    "staal-2004",
    "steenstra-2006",
];

/// At most so many words are quoted.
const MOST_WORDS: usize = 15;

struct Quotation {
    file: String,
    rule: String,
    source: String,
    clause: String,
    words: String,
    language: String,
}

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../guidelines"))
}

fn shared() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared")
}

fn shipped() -> Library {
    let mut files = Vec::new();
    let mut folders = vec![folder().to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "toml") {
                let within = path.strip_prefix(folder()).unwrap().to_str().unwrap().replace('\\', "/");
                files.push(SourceFile::new(within, std::fs::read(&path).unwrap()));
            }
        }
    }
    Library::read(&files).unwrap_or_else(|faults| panic!("{faults:?}"))
}

fn quotations() -> Vec<Quotation> {
    let library = shipped();
    let mut found = Vec::new();
    for rule in library.rules() {
        for source in &rule.sources {
            if let Some(words) = &source.quote {
                found.push(Quotation {
                    file: rule.place.file().to_owned(),
                    rule: rule.id.to_string(),
                    source: source.clause.source().to_owned(),
                    clause: source.clause.clause().to_owned(),
                    words: words.clone(),
                    language: library.sources()[source.clause.source()].language.clone(),
                });
            }
        }
    }
    found
}

/// The letters and digits, which are all that counts.
fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// A text as it is searched in: `[2023: words]` are words that were added in that year.
fn without_years(text: &str) -> String {
    let mut rest = text;
    let mut plain = String::new();
    while let Some((before, after)) = rest.split_once('[') {
        plain.push_str(before);
        let digits = after.chars().take_while(char::is_ascii_digit).count();
        rest = if digits == 4 { after[4..].trim_start_matches(':') } else { after };
    }
    plain + rest
}

/// The articles of a law: number, and what stands there.
fn articles(law: &str) -> BTreeMap<String, String> {
    let mut articles = BTreeMap::new();
    let mut open: Option<(String, String)> = None;
    for line in law.lines() {
        if let Some(heading) = line.strip_prefix("ARTIKEL ") {
            articles.extend(open.take());
            let number = heading.split([' ', '.']).next().unwrap_or_default();
            open = Some((number.to_owned(), String::new()));
        } else if let Some((_, text)) = &mut open {
            text.push_str(line);
            text.push('\n');
        }
    }
    articles.extend(open);
    articles
}

/// The paragraph of an article with this number, as far as the article has numbered ones.
fn paragraph(article: &str, number: &str) -> Option<String> {
    let begins = |line: &str, number: &str| {
        line.strip_prefix(number).is_some_and(|rest| rest.starts_with(' ') || rest.starts_with(". "))
    };
    let numbered = |line: &str| {
        let digits = line.chars().take_while(char::is_ascii_digit).count();
        digits > 0 && begins(line, &line[..digits])
    };
    let lines: Vec<&str> = article.lines().collect();
    let first = lines.iter().position(|line| begins(line, number))?;
    let last = lines.iter().skip(first + 1).position(|line| numbered(line)).map_or(lines.len(), |at| first + 1 + at);
    Some(lines[first..last].join("\n"))
}

/// Where in a text a quotation must stand; a reason when there is no such place.
fn place(text: &str, is_law: bool, clause: &str) -> Result<String, String> {
    if !is_law {
        return Ok(text.to_owned());
    }
    let mut parts = clause.split('-');
    let number = parts.next().unwrap_or_default();
    let article = articles(text).remove(number).ok_or_else(|| format!("there is no article {number} in this text"))?;
    let wanted = parts.next().filter(|part| part.chars().all(|letter| letter.is_ascii_digit()));
    Ok(wanted.and_then(|wanted| paragraph(&article, wanted)).unwrap_or(article))
}

/// Whether the words stand there; the nearest words where they do not.
fn literally(words: &str, text: &str) -> Result<(), String> {
    let text = without_years(text);
    if letters(&text).contains(&letters(words)) {
        return Ok(());
    }
    Err(nearest(words, &text))
}

/// What stands around the longest run of its words that does stand there.
fn nearest(words: &str, text: &str) -> String {
    let plain: Vec<(usize, char)> = text.char_indices().filter(|(_, letter)| letter.is_alphanumeric()).collect();
    let searched: String = plain.iter().map(|(_, letter)| *letter).collect();
    let words: Vec<&str> = words.split_whitespace().collect();
    for length in (1..words.len()).rev() {
        for run in words.windows(length) {
            let run = letters(&run.concat());
            let Some(found) = searched.find(&run).filter(|_| !run.is_empty()) else { continue };
            let first = searched[..found].chars().count();
            let begin = plain[first.saturating_sub(60)].0;
            let end = plain.get(first + run.chars().count() + 60).map_or(text.len(), |(at, _)| *at);
            let around = &text[begin..end];
            return format!("nearest: “…{}…”", around.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
    "nothing like it stands there".to_owned()
}

/// Small words by which a language is known. None is a word of another of the three.
const SMALL_WORDS: [(&str, &[&str]); 3] = [
    ("nl", &["het", "een", "van", "voor", "niet", "naar", "wordt", "zijn", "aan", "bij", "heeft", "deze", "moet"]),
    ("fr", &["les", "des", "une", "pour", "dans", "avec", "est", "sont", "aux", "cette", "chaque", "du", "ou"]),
    ("en", &["the", "and", "with", "from", "should", "for", "by", "were", "than", "not", "this", "which", "be"]),
];

/// What can be seen of a quotation without its text.
fn by_itself(quotation: &Quotation) -> Result<(), String> {
    let words: Vec<String> =
        quotation.words.split(|letter: char| !letter.is_alphanumeric()).map(str::to_lowercase).collect();
    let count = quotation.words.split_whitespace().count();
    if count == 0 || count > MOST_WORDS {
        return Err(format!("{count} words; at most {MOST_WORDS} are quoted"));
    }
    if quotation.words.contains(['…', '“', '”']) || quotation.words.contains("...") {
        return Err("something is left out of it, or it holds a quotation mark".to_owned());
    }
    let of = |small: &[&str]| words.iter().filter(|word| small.contains(&word.as_str())).count();
    let own = SMALL_WORDS.iter().filter(|(language, _)| *language == quotation.language).map(|(_, small)| of(small));
    let own = own.max().ok_or_else(|| format!("the language `{}` is not known here", quotation.language))?;
    let other = SMALL_WORDS.iter().max_by_key(|(_, small)| of(small)).filter(|(_, small)| of(small) > own + 1);
    match other {
        Some((language, _)) => Err(format!("this reads as `{language}`; the source is in `{}`", quotation.language)),
        None => Ok(()),
    }
}

/// The text of a source, where it lies beside the repository.
fn text_of(source: &str) -> Option<String> {
    let (_, path) = TEXTS.iter().find(|(id, _)| *id == source)?;
    let (folder, begins) = path.split_once('/')?;
    let entries = std::fs::read_dir(shared().join(folder)).ok()?;
    let mut paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let path = paths.find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(begins)))?;
    Some(std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

fn is_law(source: &str) -> bool {
    TEXTS.iter().any(|(id, path)| *id == source && path.starts_with("law/"))
}

#[test]
fn every_quotation_stands_in_its_source_word_for_word() {
    let quotations = quotations();
    assert!(quotations.len() > 200, "{}", quotations.len());
    let named: BTreeSet<&str> = quotations.iter().map(|quotation| quotation.source.as_str()).collect();
    let texts: BTreeMap<&str, String> = named.iter().filter_map(|source| Some((*source, text_of(source)?))).collect();
    let mut wrong = Vec::new();
    let mut looked_up = 0;
    for quotation in &quotations {
        let found = by_itself(quotation).and_then(|()| match texts.get(quotation.source.as_str()) {
            Some(text) => {
                looked_up += 1;
                literally(&quotation.words, &place(text, is_law(&quotation.source), &quotation.clause)?)
            }
            None => Ok(()),
        });
        if let Err(fault) = found {
            let Quotation { file, rule, source, clause, words, .. } = quotation;
            wrong.push(format!("{file}, {rule}, {source}#{clause}: “{words}”: {fault}"));
        }
    }
    let missing: Vec<&str> = named.into_iter().filter(|source| !texts.contains_key(source)).collect();
    println!("{} quotations, {looked_up} of them looked up in their texts in ../shared", quotations.len());
    println!("without a text there, only length and language were looked at: {}", missing.join(", "));
    assert!(wrong.is_empty(), "{} quotations are not as in their source:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_source_that_is_quoted_has_its_text_there_or_is_known_to_have_none() {
    for quotation in quotations() {
        let known = TEXTS.iter().map(|(id, _)| id).chain(&WITHOUT_TEXT);
        assert!(
            known.into_iter().any(|id| *id == quotation.source),
            "{}: `{}` is quoted; say in this test where its text lies",
            quotation.file,
            quotation.source
        );
    }
    let has_law = shared().join("law").is_dir();
    for (source, path) in TEXTS.iter().filter(|(_, path)| path.starts_with("law/") && has_law) {
        let text = text_of(source).unwrap_or_else(|| panic!("{path} lies there"));
        assert!(articles(&text).len() >= 2, "{path} has articles");
    }
}

const LAW: &str = "\
Wet op het voorbeeld

ARTIKEL 25. Plan
1 De werkgever stelt een plan op[2023: , met de ter-
mijnen], binnen twee weken.
2. De werknemer krijgt een afschrift:
a. van het plan; en
b. van de evaluatie.

ARTIKEL 38a
Hij meldt dit uiterlijk op de vierde dag.
";

fn found_in(law: &str, clause: &str, words: &str) -> Result<(), String> {
    literally(words, &place(law, true, clause)?)
}

#[test]
fn a_quotation_is_found_whatever_stands_between_its_letters() {
    for (clause, words) in [
        ("25-1", "stelt een plan op, met de termijnen, binnen twee weken"),
        ("25-1", "een plan op met de ter-mijnen"),
        ("25-2", "De werknemer krijgt een afschrift: a. van het plan"),
        ("25-2-b", "van de evaluatie"),
        ("38a", "uiterlijk op de vierde dag."),
        ("38a-2-a", "uiterlijk op de vierde dag"),
    ] {
        assert_eq!(found_in(LAW, clause, words), Ok(()), "{clause}: {words}");
    }
}

#[test]
fn a_wrong_word_a_wrong_paragraph_and_a_wrong_article_are_found_out() {
    let told = found_in(LAW, "25-1", "stelt een plan vast binnen twee weken").unwrap_err();
    assert!(told.starts_with("nearest: “…") && told.contains("binnen twee weken"), "{told}");
    assert!(found_in(LAW, "25-2", "binnen twee weken").is_err(), "that is the first paragraph");
    assert!(found_in(LAW, "25-1", "van de evaluatie").is_err());
    assert!(found_in(LAW, "25-1", "uiterlijk op de vierde dag").is_err(), "that is another article");
    assert_eq!(found_in(LAW, "26-1", "een plan"), Err("there is no article 26 in this text".to_owned()));
    assert_eq!(found_in(LAW, "38a", "zzz xxx"), Err("nothing like it stands there".to_owned()));
    assert!(found_in(LAW, "25-1", "de Werkgever stelt").is_err(), "capitals count: they are letters");
}

#[test]
fn without_a_text_length_and_language_are_still_looked_at() {
    let with = |words: &str, language: &str| {
        by_itself(&Quotation {
            file: "rule.toml".to_owned(),
            rule: "t.rule".to_owned(),
            source: "t".to_owned(),
            clause: "1".to_owned(),
            words: words.to_owned(),
            language: language.to_owned(),
        })
    };
    assert_eq!(with("uiterlijk vier weken verzuim het eerste contact", "nl"), Ok(()));
    assert_eq!(with("Bedrust", "nl"), Ok(()), "one word tells of no language");
    assert!(with(&"woord ".repeat(16), "nl").is_err());
    assert!(with("", "nl").is_err() && with("het plan … van aanpak", "nl").is_err());
    assert!(with("the plan should be made with the worker", "nl").is_err(), "translated, not quoted");
    assert!(with("het plan wordt voor de werknemer gemaakt", "en").is_err());
    assert!(with("het plan", "de").is_err());
}
