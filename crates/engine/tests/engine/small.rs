//! Small packs, written in a few words: each question asks one fact, each rule is a goal.

use engine::Rulebook;
use pack::{Library, SourceFile};
use std::fmt::Write as _;

/// A pack `t` about one episode of complaints, beside a pack `common` with the three facts that the calendar reads.
#[derive(Clone, Default)]
pub struct Small {
    questions: Vec<String>,
    goals: Vec<String>,
    files: Vec<SourceFile>,
}

impl Small {
    pub fn new() -> Self {
        Self::default()
    }

    /// Facts answered with yes or no.
    pub fn yes_no(self, facts: &[&str]) -> Self {
        facts.iter().fold(self, |small, fact| small.fact(fact, "type = 'yes_no'"))
    }

    /// Alarm signs: yes or no, and read as `ever`.
    pub fn alarm(self, facts: &[&str]) -> Self {
        facts.iter().fold(self, |small, fact| small.fact(fact, "type = 'yes_no'\nalarm = true"))
    }

    /// A fact with a closed list of words.
    pub fn choice(self, fact: &str, words: &[&str]) -> Self {
        self.fact(fact, &choice_of(words))
    }

    /// A whole number from 0 to 100.
    pub fn whole(self, fact: &str) -> Self {
        self.fact(fact, WHOLE)
    }

    /// A fact about the episode; `declared` says its type and whatever else.
    pub fn fact(self, fact: &str, declared: &str) -> Self {
        self.field("episode", fact, declared)
    }

    /// A fact about another subject, or a field of a list of records.
    pub fn field(mut self, subject: &str, fact: &str, declared: &str) -> Self {
        let id = format!("t.ask_{}", fact.replace('.', "_"));
        let text = question(&id, subject, fact, declared);
        self.questions.push(id.clone());
        self.file(&id, text)
    }

    /// A yes/no that follows from a condition.
    pub fn derived(self, id: &str, when: &str) -> Self {
        self.goal(id, "derived", &format!("subject = 'episode'\nwhen = {when}"))
    }

    /// A table: outcomes, columns, and rows as `cells -> outcome`; what else it says stands in `more`.
    pub fn table(self, id: &str, outcomes: &[&str], columns: &[&str], rows: &[(&str, &str)], more: &str) -> Self {
        let mut text = format!("subject = 'episode'\nvalues = {}\ncolumns = {columns:?}\n{more}\n", values(outcomes));
        for (at, (when, then)) in rows.iter().enumerate() {
            let number = at + 1;
            writeln!(text, "[[rows]]\nid = 'row_{number}'\nwhen = {when}\nthen = '{then}'").unwrap();
        }
        self.goal(id, "table", &text)
    }

    /// A judgement with a closed list of words.
    pub fn judgement(self, id: &str, words: &[&str], more: &str) -> Self {
        let text = format!(
            "ask = {TEXT}\nvalues = {}\nsubject = 'episode'\nclass = 'medical'\nasked_of = ['bedrijfsarts']\n{more}",
            values(words)
        );
        self.goal(id, "judgement", &text)
    }

    pub fn exception(self, id: &str, excepts: &str, when: &str, then: &str) -> Self {
        let text = head(id, "exception") + &format!("excepts = '{excepts}'\nwhen = {when}\nthen = '{then}'\n");
        self.file(id, text)
    }

    /// A rule of any kind that somebody waits for.
    pub fn goal(mut self, id: &str, kind: &str, body: &str) -> Self {
        self.goals.push(id.to_owned());
        let text = head(id, kind) + body + "\n";
        self.file(id, text)
    }

    fn file(mut self, id: &str, text: String) -> Self {
        let name = id.strip_prefix("t.").unwrap();
        self.put(format!("t/advice/{name}.toml"), text);
        self
    }

    pub fn library(mut self) -> Library {
        let (questions, goals) = (std::mem::take(&mut self.questions), std::mem::take(&mut self.goals));
        self.pack("t", &questions, &goals);
        let dates = [("absent", "yes_no", "case"), ("onset", "date", "episode"), ("birth_date", "date", "worker")];
        for (name, kind, subject) in dates {
            let id = format!("common.ask_{name}");
            let text = question(&id, subject, &format!("common.{name}"), &format!("type = '{kind}'"));
            self.put(format!("common/advice/ask_{name}.toml"), text);
        }
        self.pack("common", &dates.map(|(name, ..)| format!("common.ask_{name}")), &[]);
        self.put("packs.toml", "packs = ['common', 't']".to_owned());
        let source = "id = 's'\ntitle = 'x'\npublisher = 'x'\nyear = 2020\nlanguage = 'en'\n\
                      clauses = [ { id = '1', heading = 'x' } ]\n";
        self.put("sources/s.toml", source.to_owned());
        Library::read(&self.files).unwrap_or_else(|faults| panic!("{}", in_lines(&faults)))
    }

    fn pack(&mut self, id: &str, questions: &[String], goals: &[String]) {
        let text = format!(
            "id = '{id}'\nprefix = '{id}'\ntitle = {TEXT}\nvalid_from = 2020-01-01\nconfirmed_on = 2020-01-01\n\
             questions = {questions:?}\ngoals = {goals:?}\n"
        );
        self.put(format!("{id}/pack.toml"), text);
    }

    fn put(&mut self, path: impl Into<String>, text: String) {
        self.files.push(SourceFile::new(path, text.into_bytes()));
    }

    pub fn rulebook(self) -> Rulebook {
        self.compiled().unwrap_or_else(|told| panic!("{told}"))
    }

    /// The rulebook, or what is told instead.
    pub fn compiled(self) -> Result<Rulebook, String> {
        Rulebook::compile(self.library()).map_err(|faults| in_lines(&faults))
    }
}

/// How a fact with a closed list of words is declared.
pub fn choice_of(words: &[&str]) -> String {
    format!("type = 'choice'\nvalues = {}", values(words))
}

/// How a whole number from 0 to 100 is declared.
pub const WHOLE: &str = "type = 'whole'\nunit = 'x'\nmin = 0\nmax = 100";

const TEXT: &str = "{ nl = 'x', fr = 'x', en = 'x' }";

fn head(id: &str, kind: &str) -> String {
    format!(
        "id = '{id}'\nkind = '{kind}'\nstage = 'advice'\ntitle = {TEXT}\nvalid_from = 2020-01-01\n\
         confirmed_on = 2020-01-01\nsources = [ {{ clause = 's#1' }} ]\n"
    )
}

/// One question that asks one fact; who is asked stands in `declared` or is the physician, then the worker.
fn question(id: &str, subject: &str, fact: &str, declared: &str) -> String {
    let asked_of = if declared.contains("asked_of") { "" } else { "asked_of = ['bedrijfsarts', 'worker']\n" };
    head(id, "question")
        + &format!(
            "ask = {TEXT}\n[[facts]]\nid = '{fact}'\nlabel = {TEXT}\n{declared}\nsubject = '{subject}'\n\
             class = 'medical'\n{asked_of}source = 'history'\n"
        )
}

fn values(words: &[&str]) -> String {
    let values: Vec<String> =
        words.iter().map(|word| format!("{{ id = '{word}', nl = 'x', fr = 'x', en = 'x' }}")).collect();
    format!("[ {} ]", values.join(", "))
}

fn in_lines(faults: &[notation::Fault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
