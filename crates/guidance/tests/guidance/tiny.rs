//! Tiny packs, written in the test that needs them.

use engine::Rulebook;
use pack::{Library, SourceFile};

/// A pack folder with one bibliography entry, the facts that the calendar reads, and what a test adds.
pub struct TinyPacks {
    files: Vec<(String, String)>,
    questions: Vec<String>,
    goals: Vec<String>,
    prefix: &'static str,
    head: String,
}

impl TinyPacks {
    /// A pack whose ids begin with `prefix`; not neutral.
    pub fn called(prefix: &'static str) -> Self {
        Self { files: Vec::new(), questions: Vec::new(), goals: Vec::new(), prefix, head: String::new() }
    }

    /// More lines for `pack.toml`.
    pub fn head(mut self, lines: &str) -> Self {
        self.head.push_str(lines);
        self
    }

    /// A question that fills these facts: `[[facts]]` tables without label, source and `asked_of` where they do not matter.
    pub fn facts(mut self, name: &str, facts: &[&str]) -> Self {
        let facts: Vec<String> = facts.iter().map(|fact| declaration(fact)).collect();
        let body = format!("{}\n{}", three("ask", "What?"), facts.join("\n"));
        self.questions.push(format!("{}.{name}", self.prefix));
        self.add(name, "question", "intake", &body);
        self
    }

    /// A rule that is a goal.
    pub fn goal(mut self, name: &str, kind: &str, body: &str) -> Self {
        self.goals.push(format!("{}.{name}", self.prefix));
        self.add(name, kind, "advice", body);
        self
    }

    /// A yes/no goal from a condition.
    pub fn derived(self, name: &str, when: &str) -> Self {
        self.goal(name, "derived", &format!("when = {when}\nsubject = 'case'\n{}", texts(&["yes", "no"])))
    }

    fn add(&mut self, name: &str, kind: &str, stage: &str, body: &str) {
        let prefix = self.prefix;
        let head = rule_head(&format!("{prefix}.{name}"), kind, stage);
        self.files.push((format!("{prefix}/{stage}/{name}.toml"), format!("{head}\n{body}")));
    }

    /// Reads and compiles it all.
    #[track_caller]
    pub fn rulebook(self) -> Rulebook {
        let prefix = self.prefix;
        let mut files = vec![
            ("packs.toml".to_owned(), format!("packs = ['common', '{prefix}']")),
            ("sources/book.toml".to_owned(), BOOK.to_owned()),
            ("common/pack.toml".to_owned(), pack_head("common", &["common.ask"], &[], "neutral = true")),
            ("common/intake/ask.toml".to_owned(), common_facts()),
            (format!("{prefix}/pack.toml"), pack_head(prefix, &self.questions, &self.goals, &self.head)),
        ];
        files.extend(self.files);
        let files: Vec<SourceFile> =
            files.into_iter().map(|(path, text)| SourceFile::new(path, text.into_bytes())).collect();
        let library = Library::read(&files).unwrap_or_else(|faults| panic!("{}", told(&faults)));
        Rulebook::compile(library).unwrap_or_else(|faults| panic!("{}", told(&faults)))
    }
}

const BOOK: &str = "\
id = 'book'
title = 'A book'
publisher = 'A house'
year = 2026
language = 'nl'
clauses = [{ id = '1', heading = 'First' }]
";

/// A text field with the same words in all languages.
pub fn three(field: &str, words: &str) -> String {
    format!("{field} = {{ nl = '{words}', fr = '{words}', en = '{words}' }}")
}

/// Texts for the professional, one for each outcome: the outcome itself. Tables, so they end a rule.
pub fn texts(outcomes: &[&str]) -> String {
    let texts: Vec<String> =
        outcomes.iter().map(|word| format!("{word} = {{ {} }}", three("professional", word))).collect();
    format!("audiences = ['professional']\ntexts = {{ {} }}\n", texts.join(", "))
}

/// The values of a closed list.
pub fn values(words: &[&str]) -> String {
    let values: Vec<String> =
        words.iter().map(|word| format!("{{ id = '{word}', nl = '{word}', fr = '{word}', en = '{word}' }}")).collect();
    format!("values = [ {} ]", values.join(", "))
}

fn rule_head(id: &str, kind: &str, stage: &str) -> String {
    format!(
        "id = '{id}'\nkind = '{kind}'\nstage = '{stage}'\n{}\nvalid_from = 2000-01-01\nconfirmed_on = 2026-01-01\n\
         sources = [ {{ clause = 'book#1' }} ]",
        three("title", id)
    )
}

fn pack_head(prefix: &str, questions: &[impl AsRef<str>], goals: &[String], more: &str) -> String {
    let list = |ids: Vec<&str>| ids.iter().map(|id| format!("'{id}'")).collect::<Vec<_>>().join(", ");
    format!(
        "id = '{prefix}'\nprefix = '{prefix}'\n{}\nvalid_from = 2000-01-01\nconfirmed_on = 2026-01-01\n\
         questions = [{}]\ngoals = [{}]\n{more}\n",
        three("title", prefix),
        list(questions.iter().map(AsRef::as_ref).collect()),
        list(goals.iter().map(String::as_str).collect()),
    )
}

/// One fact, with what a test leaves out: subject case, medical, told by physician, intake expert and worker.
fn declaration(fact: &str) -> String {
    let id = fact.split('\'').nth(1).expect("the id stands first");
    let mut lines = vec!["[[facts]]".to_owned(), fact.to_owned(), three("label", &format!("label of {id}"))];
    let defaults = [
        ("subject", "'case'"),
        ("class", "'medical'"),
        ("source", "'history'"),
        ("asked_of", "['bedrijfsarts', 'intake_expert', 'worker']"),
    ];
    for (field, value) in defaults {
        if !fact.lines().any(|line| line.starts_with(&format!("{field} ="))) {
            lines.push(format!("{field} = {value}"));
        }
    }
    lines.join("\n")
}

fn common_facts() -> String {
    let fact = |line: &str| declaration(line);
    [
        rule_head("common.ask", "question", "intake"),
        three("ask", "What?"),
        fact("id = 'common.birth_date'\ntype = 'date'\nsubject = 'worker'\nclass = 'administrative'"),
        fact("id = 'common.onset'\ntype = 'date'\nsubject = 'episode'"),
        fact(
            "id = 'common.absent'\ntype = 'yes_no'\nclass = 'administrative'\nasked_of = ['hr', 'worker', 'bedrijfsarts']",
        ),
    ]
    .join("\n")
}

fn told(faults: &[notation::Fault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
