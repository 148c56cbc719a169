//! `ask`: an interview with one role about a case. What is asked, and why, is decided below; here it is put and answered.

mod answers;
mod begin;
mod reply;
mod session;
mod talk;

use crate::cli::AskArgs;
use crate::clock;
use crate::command::advise::{may_look, view_of};
use crate::failure::Failure;
use crate::files;
use crate::packs;
use crate::render::{Reader, ask};
use answers::{Another, Answers};
use facts::{FactId, Language, RecordList, Said, Side, SubjectId, SubjectKind, Value};
use guidance::{Answer, AskingKind, AskingView, FindingView, ItemView, Looked, View};
use reply::{Reply, Tick};
use session::{Found, Session};
use talk::{Source, Talk};

/// At most so many records of a list are named in an interview.
const MOST_RECORDS: usize = 200;

pub(super) fn run(args: &AskArgs) -> Result<(), Failure> {
    may_look(args.role)?;
    let found = Found::at(&args.case)?;
    let case = found.case(args.role)?;
    let today = clock::today()?;
    let on = args.on.unwrap_or(today);
    let rulebook = packs::load(&args.common)?;
    let source = match &args.answers {
        Some(path) => Source::File(Answers::read(path, rulebook.library())?),
        None => Source::Lines,
    };
    let reader = Reader::new(rulebook.library(), args.common.lang, &args.common.service_name);
    let mut talk = Talk::new(source, args.common.json);
    let looked = Looked { on, known_on: on.max(today) };
    if found.standing.is_some() {
        // What is wrong with the case, or not for this role to know of, is told before anybody is asked anything.
        view_of(&rulebook, &case, &found.name, looked, args.role, args.common.lang)?;
    }
    let Some(begun) = begin::begin(&talk, &case, found.standing.is_none(), args, (on, today), &reader)? else {
        return talk.say(&format!("{}\n", ask::told(&reader).nothing_kept));
    };
    let mut session = found.session(&args.case, &rulebook, (args.role, looked, begun.answering))?;
    session.keep(&begun.additions)?;
    let mut interview = Interview {
        session: &mut session,
        talk: &mut talk,
        reader: &reader,
        language: args.common.lang,
        asked: 0,
        transcript: Vec::new(),
    };
    let ended = interview.hold()?;
    interview.close(&ended, args.common.json)?;
    if ended.not_answered.is_empty() { Ok(()) } else { Err(Failure::CheckFoundSomething) }
}

/// An interview that is being held.
struct Interview<'i, 'r> {
    session: &'i mut Session<'r>,
    talk: &'i mut Talk,
    reader: &'i Reader<'i>,
    language: Language,
    asked: usize,
    transcript: Vec<serde_json::Value>,
}

/// How an interview ended.
#[derive(Default)]
struct Ended {
    stopped: bool,
    /// The facts to which a file of answers says nothing.
    not_answered: Vec<String>,
}

/// What became of a question.
enum Put {
    /// It was answered; what was said to what.
    Answered(Vec<(ItemView, Said, Option<String>)>),
    Back,
    Stop,
    /// A file of answers says nothing about these facts.
    NotAnswered(Vec<String>),
}

/// What became of one item.
enum Heard<T> {
    This(T),
    Back,
    Stop,
    Nothing,
}

impl Interview<'_, '_> {
    fn hold(&mut self) -> Result<Ended, Failure> {
        let mut view = self.view()?;
        let title = self.session.case.title.clone();
        self.talk.say(&ask::head(&view, self.reader, title.as_deref()))?;
        while let Some(question) = self.session.with(|interview| interview.next())? {
            let put = match self.put(&question, false)? {
                Put::Back => self.back()?,
                put => put,
            };
            let after = self.view()?;
            match put {
                Put::Answered(said) => self.tell(&question, &said, &view, &after)?,
                Put::Stop => return Ok(Ended { stopped: true, ..Ended::default() }),
                Put::NotAnswered(facts) => return Ok(Ended { not_answered: facts, ..Ended::default() }),
                Put::Back => {}
            }
            view = after;
        }
        Ok(Ended::default())
    }

    fn view(&self) -> Result<View, Failure> {
        self.session.with(|interview| interview.view())
    }

    /// What is decided now, as the one who answers may see it.
    fn tell(
        &mut self,
        question: &AskingView,
        said: &[(ItemView, Said, Option<String>)],
        before: &View,
        after: &View,
    ) -> Result<(), Failure> {
        let told = self.session.with(|interview| interview.told_since(before))?;
        let reader = self.reader.of_view(after);
        self.talk.say(&ask::decided_now(&told, after, before, &reader))?;
        if !said.is_empty() {
            self.asked += 1;
            self.note(question, said, &told);
        }
        Ok(())
    }

    fn note(&mut self, question: &AskingView, said: &[(ItemView, Said, Option<String>)], told: &[FindingView]) {
        let worker = self.session.role.side() == Side::Worker;
        self.transcript.push(ask::asked_as_json(question, said, told, worker, self.reader));
    }

    /// Puts a question and keeps the answer.
    fn put(&mut self, question: &AskingView, again: bool) -> Result<Put, Failure> {
        self.talk.say(&ask::question(question, self.reader))?;
        match &question.kind {
            AskingKind::TickList => self.put_tick_list(question, again),
            AskingKind::Another(list) => self.put_another(question, list),
            AskingKind::Each | AskingKind::Judgement => self.put_each(question, again),
        }
    }

    /// Item by item, each kept at once; an answer can settle those that follow.
    fn put_each(&mut self, question: &AskingView, again: bool) -> Result<Put, Failure> {
        let mut said = Vec::new();
        for item in &question.items {
            let still =
                || self.session.with(|interview| !interview.still_asked(std::slice::from_ref(&item.fact)).is_empty());
            if !again && !said.is_empty() && !still()? {
                continue;
            }
            let (answered, reason) = match self.put_item(question, item, again)? {
                Heard::This(answer) => answer,
                Heard::Back => return Ok(Put::Back),
                Heard::Stop => return Ok(Put::Stop),
                Heard::Nothing => return Ok(Put::NotAnswered(vec![item.fact.kind.to_string()])),
            };
            if item.begins_absence && answered == Said::Value(Value::yes()) {
                match self.first_absence_day()? {
                    Heard::This(day) => self.keep_absence(day)?,
                    Heard::Back => return Ok(Put::Back),
                    Heard::Stop => return Ok(Put::Stop),
                    Heard::Nothing => return Ok(Put::NotAnswered(vec!["first_absence_day".to_owned()])),
                }
            }
            self.keep(vec![Answer {
                fact: item.fact.clone(),
                said: answered.clone(),
                reason: reason.clone(),
                group_answer: false,
            }])?;
            said.push((item.clone(), answered, reason));
        }
        Ok(Put::Answered(said))
    }

    fn put_item(
        &mut self,
        question: &AskingView,
        item: &ItemView,
        again: bool,
    ) -> Result<Heard<(Said, Option<String>)>, Failure> {
        let earlier = if again { self.earlier(&item.fact)? } else { None };
        self.talk.say(&ask::item(question, item, earlier.as_ref(), self.reader))?;
        let judgement = question.kind == AskingKind::Judgement;
        if let Source::File(answers) = &mut self.talk.source {
            let Some((said, reason)) = answers.to(&item.fact) else { return Ok(Heard::Nothing) };
            if judgement && reason.is_none() && said != Said::DontKnow {
                return Ok(Heard::Nothing);
            }
            self.talk.say(&format!("> {}\n", ask::answer(item, &said, self.reader)))?;
            return Ok(Heard::This((said, reason)));
        }
        let words = ask::told(self.reader);
        let said = loop {
            let Some(line) = self.talk.line()? else { return Ok(Heard::Stop) };
            match reply::to_item(&line, item, self.language) {
                Reply::Answer(said) => break said,
                Reply::Why => self.say_why(question, item)?,
                Reply::Back => return Ok(Heard::Back),
                Reply::Stop => return Ok(Heard::Stop),
                Reply::Unreadable => self.talk.say(&format!("{}\n", words.unreadable(&item.answers)))?,
            }
        };
        if !judgement || said == Said::DontKnow {
            return Ok(Heard::This((said, None)));
        }
        self.talk.say(&format!("  {}\n", words.reason))?;
        loop {
            match self.talk.line()?.as_deref() {
                None | Some("s") => return Ok(Heard::Stop),
                Some("b") => return Ok(Heard::Back),
                Some("" | "?") => self.talk.say(&format!("{}\n", words.reason_needed))?,
                Some(reason) => return Ok(Heard::This((said, Some(reason.to_owned())))),
            }
        }
    }

    fn put_tick_list(&mut self, question: &AskingView, again: bool) -> Result<Put, Failure> {
        let earlier = question.items.iter().map(|item| if again { self.earlier(&item.fact) } else { Ok(None) });
        let earlier = earlier.collect::<Result<Vec<_>, Failure>>()?;
        self.talk.say(&ask::tick_list(question, &earlier, self.reader))?;
        let ticks = match self.ticks(question)? {
            Heard::This(ticks) => ticks,
            Heard::Back => return Ok(Put::Back),
            Heard::Stop => return Ok(Put::Stop),
            Heard::Nothing => return Ok(Put::NotAnswered(self.unanswered(question))),
        };
        let answers = question.items.iter().zip(&ticks).map(|(item, (said, group_answer))| Answer {
            fact: item.fact.clone(),
            said: said.clone(),
            reason: None,
            group_answer: *group_answer,
        });
        self.keep(answers.collect())?;
        Ok(Put::Answered(
            question.items.iter().cloned().zip(ticks).map(|(item, (said, _))| (item, said, None)).collect(),
        ))
    }

    /// What is said of each item of a tick list, and whether it was by leaving it without a tick.
    fn ticks(&mut self, question: &AskingView) -> Result<Heard<Vec<(Said, bool)>>, Failure> {
        if let Source::File(answers) = &mut self.talk.source {
            let said: Option<Vec<(Said, bool)>> =
                question.items.iter().map(|item| answers.to(&item.fact).map(|(said, _)| (said, false))).collect();
            let Some(said) = said else { return Ok(Heard::Nothing) };
            for (item, (said, _)) in question.items.iter().zip(&said) {
                let answer = ask::answer(item, said, self.reader);
                self.talk.say(&format!("> {}: {answer}\n", self.reader.tell(&item.label)))?;
            }
            return Ok(Heard::This(said));
        }
        loop {
            let Some(line) = self.talk.line()? else { return Ok(Heard::Stop) };
            match reply::to_tick_list(&line, question.items.len()) {
                Reply::Answer(ticks) => {
                    return Ok(Heard::This(ticks.into_iter().map(|tick| (tick.said(), tick == Tick::No)).collect()));
                }
                Reply::Why => self.say_goals(question)?,
                Reply::Back => return Ok(Heard::Back),
                Reply::Stop => return Ok(Heard::Stop),
                Reply::Unreadable => self.talk.say(&format!("{}\n", ask::told(self.reader).unreadable_ticks))?,
            }
        }
    }

    fn unanswered(&mut self, question: &AskingView) -> Vec<String> {
        let Source::File(answers) = &mut self.talk.source else { return Vec::new() };
        let missing = question.items.iter().filter(|item| answers.to(&item.fact).is_none());
        missing.map(|item| item.fact.kind.to_string()).collect()
    }

    /// Whether there is another record: yes names one, and its fields are asked next; no says that the list is complete.
    fn put_another(&mut self, question: &AskingView, list: &RecordList) -> Result<Put, Failure> {
        let Some(item) = question.items.first() else { return Ok(Put::Answered(Vec::new())) };
        let (known, name) = self.session.with(|interview| (interview.records(list), interview.name_for(list)))?;
        let named = if let Source::File(answers) = &mut self.talk.source {
            match answers.another(list, &known, name) {
                Some(Another::Named(id)) => Some(id),
                Some(Another::None) => return self.complete(item, Said::Value(Value::yes())),
                Some(Another::DontKnow) => return self.complete(item, Said::DontKnow),
                None => return Ok(Put::NotAnswered(vec![item.fact.kind.to_string()])),
            }
        } else {
            match self.put_item(question, item, false)? {
                Heard::This((Said::Value(value), _)) if value == Value::yes() => Some(name),
                Heard::This((Said::Value(_), _)) => return self.complete(item, Said::Value(Value::yes())),
                Heard::This((said, _)) => return self.complete(item, said),
                Heard::Back => return Ok(Put::Back),
                Heard::Stop | Heard::Nothing => return Ok(Put::Stop),
            }
        };
        let Some(named) = named.filter(|_| known.len() < MOST_RECORDS) else {
            return self.complete(item, Said::DontKnow);
        };
        self.session.named.push((list.clone(), named.clone()));
        // Who can say nothing about it has said that the list is longer, and that is all.
        let next = self.session.with(|interview| interview.next())?;
        let about = |item: &ItemView| is_about(&item.fact, list, &named);
        if next.is_none_or(|next| !next.items.iter().any(about)) {
            self.session.named.pop();
            return self.complete(item, Said::Value(Value::no()));
        }
        Ok(Put::Answered(vec![(item.clone(), Said::Value(Value::no()), None)]))
    }

    fn complete(&mut self, item: &ItemView, said: Said) -> Result<Put, Failure> {
        let answer = Answer { fact: item.fact.clone(), said: said.clone(), reason: None, group_answer: false };
        self.keep(vec![answer])?;
        Ok(Put::Answered(vec![(item.clone(), said, None)]))
    }

    fn keep(&mut self, answers: Vec<Answer>) -> Result<(), Failure> {
        let answering = self.session.answering.clone();
        let additions = self.session.with(|interview| interview.additions(&answers, &answering))?;
        self.session.keep(&additions)
    }

    fn keep_absence(&mut self, first_day: calendar::Day) -> Result<(), Failure> {
        let recorded = self.session.answering.recorded;
        let spell = self.session.with(|interview| interview.absence_from(first_day, recorded))?;
        self.session.keep(&[spell])
    }

    fn first_absence_day(&mut self) -> Result<Heard<calendar::Day>, Failure> {
        if let Source::File(answers) = &self.talk.source {
            return Ok(answers.first_absence_day.map_or(Heard::Nothing, Heard::This));
        }
        begin::absence_day(self.talk, self.session.looked.on, self.reader)
    }

    fn earlier(&self, fact: &FactId) -> Result<Option<Said>, Failure> {
        let by = self.session.answering.by.clone();
        self.session.with(|interview| interview.answer_of(fact, &by))
    }

    /// Back through the questions that were answered today, latest first; what is answered otherwise is put right.
    fn back(&mut self) -> Result<Put, Failure> {
        let by = self.session.answering.by.clone();
        let mut answered = self.session.with(|interview| interview.answered(&by))?;
        while let Some(question) = answered.pop() {
            if question.items.iter().any(|item| item.begins_absence) {
                self.talk.say(&format!("{}\n", ask::told(self.reader).absence_stands))?;
                continue;
            }
            match self.put(&question, true)? {
                Put::Back => {}
                Put::Answered(said) => {
                    self.note(&question, &said, &[]);
                    return Ok(Put::Answered(Vec::new()));
                }
                put => return Ok(put),
            }
        }
        self.talk.say(&format!("{}\n", ask::told(self.reader).nothing_before))?;
        Ok(Put::Back)
    }

    fn say_why(&self, question: &AskingView, item: &ItemView) -> Result<(), Failure> {
        let values: Vec<Value> = item.answers.values().into_iter().map(|(value, _)| value).collect();
        let is_list = matches!(question.kind, AskingKind::Another(_));
        let values = if is_list { Vec::new() } else { values };
        let (goals, effects) = self.session.with(|interview| {
            let alone = AskingView { items: vec![item.clone()], ..question.clone() };
            (interview.asked_for(&alone), interview.effects(&item.fact, &values))
        })?;
        let alone = AskingView { items: vec![item.clone()], ..question.clone() };
        self.talk.say(&ask::why(&goals, &effects, &alone, self.reader))
    }

    fn say_goals(&self, question: &AskingView) -> Result<(), Failure> {
        let goals = self.session.with(|interview| interview.asked_for(question))?;
        self.talk.say(&ask::why(&goals, &[], question, self.reader))
    }

    /// What is decided, what is open and for whom it waits, and what was not asked and why.
    fn close(&mut self, ended: &Ended, json: bool) -> Result<(), Failure> {
        let (view, waits, skipped) =
            self.session.with(|interview| (interview.view(), interview.waits(), interview.skipped()))?;
        let not_needed = match &self.talk.source {
            Source::File(answers) => answers.not_needed().into_iter().map(ToString::to_string).collect(),
            Source::Lines => Vec::new(),
        };
        let end = ask::End {
            view: &view,
            asked: self.asked,
            waits,
            skipped,
            not_needed,
            not_answered: ended.not_answered.clone(),
            stopped: ended.stopped,
            file: &self.session.name,
        };
        if json {
            let reader = self.reader.of_view(&view);
            let transcript = std::mem::take(&mut self.transcript);
            return files::print(&format!("{:#}\n", ask::as_json(&end, transcript, &reader)));
        }
        self.talk.say(&ask::end(&end, self.reader))
    }
}

fn is_about(fact: &FactId, list: &RecordList, id: &SubjectId) -> bool {
    fact.subject.kind == SubjectKind::Record(list.clone()) && fact.subject.id == *id
}
