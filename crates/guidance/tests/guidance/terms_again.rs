//! Every due day of the Dutch terms once more, for many random histories: counted here by turning the pages of a diary, day
//! after day, and by the program through the shipped pack. Both must name the same day.
//!
//! Of the pack only the table of terms is read (from what, how long); nothing of how the program counts.

use crate::cast::CAST;
use crate::histories::{History, histories};
use crate::look::{case, files_of, guidelines};
use crate::naive::{Diary, read};
use calendar::{BesideWork, ChainRule, ChainState, Day, Leave, Period, is_working_day};
use engine::Rulebook;
use facts::{FactKindId, Role, RuleId, SubjectKind};
use guidance::{Looked, ObligationView, advise};
use pack::{Anchor, Body, Deadline, Declaration, Library, Offset, OffsetUnit, SourceFile, ValueDomain};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::cell::RefCell;
use std::collections::BTreeMap;

const HISTORIES: u32 = 10_000;

/// What stands in the timetable of the law, whatever the pack says.
const ON_A_DAY_OF_ABSENCE: [(&str, u32); 11] = [
    ("poortwachter.probleemanalyse", 42),
    ("poortwachter.aow_end_of_wage", 42),
    ("poortwachter.household_end_of_wage", 42),
    ("poortwachter.week_42_report", 295),
    ("poortwachter.week_42_report_last_moment", 566),
    ("poortwachter.uwv_notice", 623),
    ("poortwachter.reintegratieverslag", 637),
    ("poortwachter.wia_claim", 651),
    ("poortwachter.uwv_sanction_decision", 686),
    ("poortwachter.end_of_wage_payment", 728),
    ("poortwachter.end_of_waiting_period", 728),
];
const AFTER_YEARS_OF_ABSENCE: [(&str, u32); 2] =
    [("poortwachter.dismissal_ban", 2), ("poortwachter.dismissal_ban_pregnancy", 2)];
const AFTER_WEEKS: [(&str, u32); 9] = [
    ("poortwachter.plan_van_aanpak", 2),
    ("poortwachter.adjusted_plan", 2),
    ("poortwachter.expert_opinion", 2),
    ("poortwachter.evaluation", 6),
    ("poortwachter.wia_claim_after_late_notice", 4),
    ("poortwachter.extension_shortened", 13),
    ("poortwachter.repair_decision", 3),
    ("poortwachter.sanction_end_after_repair", 6),
    ("poortwachter.wia_decision_after_repair", 6),
];
const WEEKS_BEFORE: [(&str, u32); 3] = [
    ("poortwachter.reintegratieverslag_extension", 13),
    ("poortwachter.wia_claim_extension", 11),
    ("poortwachter.uwv_sanction_decision_extension", 6),
];

/// The shipped pack of the law with what it rests on, without the guidelines: many histories in little time.
fn law() -> Rulebook {
    let files = files_of(guidelines()).into_iter().map(|file| match file.path.as_str() {
        "packs.toml" => SourceFile::new("packs.toml", b"packs = ['common', 'nl-poortwachter']".to_vec()),
        _ => file,
    });
    let apart = ["common/", "nl-poortwachter/", "sources/"];
    let kept = files.filter(|file| !file.path.contains('/') || apart.iter().any(|part| file.path.starts_with(part)));
    let library = Library::read(&kept.collect::<Vec<_>>()).unwrap_or_else(|faults| panic!("{faults:?}"));
    Rulebook::compile(library).unwrap_or_else(|faults| panic!("{faults:?}"))
}

/// One history, and what is said in it on the day of the look.
#[derive(Clone, Debug)]
struct Story {
    history: History,
    look: Day,
    employment_end: Option<Day>,
    /// One number for each fact of the law: whether it is said, and what.
    said: Vec<u32>,
}

fn stories(facts: usize) -> impl Strategy<Value = Story> {
    let said = prop::collection::vec(any::<u32>(), facts);
    let longer = prop::option::weighted(0.5, 0i32..900);
    (histories(), said, prop::option::weighted(0.3, 0i32..1_200), longer).prop_map(|(history, said, end, longer)| {
        let mut history = in_our_time(history);
        let mut look = history.looks[0];
        // Many of those who are still sick go on for long: most terms lie in the second year.
        if let (Some(longer), true) = (longer, history.spells.last().is_some_and(|spell| spell.last.is_none())) {
            look = history.end.plus_days(longer);
            history.end = look.plus_days(40);
        }
        let employment_end = end.map(|days| history.begin.plus_days(days));
        Story { history, look, employment_end, said }
    })
}

/// The same history when the pack is in force: twenty-eight years later weekdays and leap years fall the same. Four weeks
/// is what the law says.
fn in_our_time(history: History) -> History {
    const TWENTY_EIGHT_YEARS: i32 = 10_227;
    let later = if history.begin.year() < 2024 { TWENTY_EIGHT_YEARS } else { 0 };
    let day = |day: Day| day.plus_days(later);
    let mut history = history;
    for spell in &mut history.spells {
        (spell.first, spell.last) = (day(spell.first), spell.last.map(day));
    }
    // What leave beside work is was decided by nobody: the case files tell no such thing.
    let moved = |leave: Leave| Leave {
        period: Period::new(day(leave.period.first), day(leave.period.last)).unwrap(),
        beside_work: BesideWork::Open,
        ..leave
    };
    history.leave = history.leave.into_iter().map(moved).collect();
    History {
        begin: day(history.begin),
        end: day(history.end),
        looks: history.looks.iter().map(|look| day(*look)).collect(),
        rule: ChainRule { joins_below_days: 28 },
        ..history
    }
}

impl Story {
    /// The case file. All of it was written down on the day of the look: there is no earlier day to hold it against.
    fn toml(&self, facts: &[&Declaration]) -> String {
        let end = self.employment_end.map(|day| format!(", last_day = {day}")).unwrap_or_default();
        let mut toml = CAST.replace("country = 'NL'", &format!("country = 'NL'{end}"));
        let look = self.look;
        for spell in &self.history.spells {
            let last = spell.last.map(|last| format!("last_day = {last}\nlast_day_recorded = {look}\n"));
            toml.push_str(&format!(
                "[[spells]]\nid = '{}'\nfirst_day = {}\nrecorded = {look}\n{}",
                spell.id,
                spell.first,
                last.unwrap_or_default()
            ));
        }
        for leave in &self.history.leave {
            toml.push_str(&format!(
                "[[leave]]\nid = '{}'\nkind = 'maternity'\nfirst_day = {}\nlast_day = {}\nrecorded = {look}\n\
                 other_cause = {}\n",
                leave.id, leave.period.first, leave.period.last, leave.other_cause
            ));
        }
        let mut says: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (fact, number) in facts.iter().zip(&self.said) {
            if let (Some(value), Some(by)) = (self.value(fact, *number), speaker(fact)) {
                says.entry(by).or_default().push(format!("'{}' = {value}", fact.id));
            }
        }
        for (by, facts) in says {
            toml.push_str(&format!(
                "[[statements]]\nby = '{by}'\nabout = {look}\nreason = 'judged'\nsays = {{ {} }}\n",
                facts.join(", ")
            ));
        }
        toml
    }

    /// What is said of a fact: half of the time something.
    fn value(&self, fact: &Declaration, number: u32) -> Option<String> {
        let at = usize::try_from(number / 2).unwrap();
        is_said(number).then(|| match &fact.domain {
            ValueDomain::YesNo => ["'yes'", "'no'"][at % 2].to_owned(),
            ValueDomain::Choice(choices) => format!("'{}'", choices[at % choices.len()].id),
            ValueDomain::Number { min, .. } => min.to_string(),
            ValueDomain::Date => self.date(number).to_string(),
            ValueDomain::Text => "'words'".to_owned(),
        })
    }

    /// Some day from before the absence until after the look; half of the time one of the last months.
    fn date(&self, number: u32) -> Day {
        let whole = u32::try_from(self.history.begin.days_until(self.look)).unwrap() + 70;
        let span = if number.is_multiple_of(4) { whole.min(200) } else { whole };
        self.look.plus_days(60 - i32::try_from(number / 4 % span).unwrap())
    }

    /// The days that date facts hold.
    fn days(&self, facts: &[&Declaration]) -> BTreeMap<FactKindId, Day> {
        let dates = facts.iter().zip(&self.said).filter(|(fact, _)| fact.domain == ValueDomain::Date);
        let said = dates.filter(|(fact, number)| is_said(**number) && speaker(fact).is_some());
        said.map(|(fact, number)| (fact.id.clone(), self.date(*number))).collect()
    }
}

fn is_said(number: u32) -> bool {
    number.is_multiple_of(2)
}

/// Somebody of the cast who may say it.
fn speaker(fact: &Declaration) -> Option<&'static str> {
    let cast = [
        (Role::Bedrijfsarts, "dr-vos"),
        (Role::CaseManager, "cas"),
        (Role::Hr, "hugo"),
        (Role::Worker, "anna"),
        (Role::Supervisor, "lies"),
        (Role::Arbodienst, "dienst"),
    ];
    cast.into_iter().find(|(role, _)| fact.asked_of.contains(role)).map(|(_, person)| person)
}

/// Due day and latest possible day, once more.
struct Again<'a> {
    rulebook: &'a Rulebook,
    diary: &'a Diary,
    story: &'a Story,
    days: BTreeMap<FactKindId, Day>,
    shown: &'a [ObligationView],
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Placed {
    due: Option<Day>,
    latest: Option<Day>,
}

impl Again<'_> {
    fn first(&self) -> Day {
        self.diary.first_day.unwrap()
    }

    fn place(&self, deadline: &Deadline) -> Placed {
        if let (Some(every), Some(done)) = (&deadline.every, self.done(deadline)) {
            return Placed { due: self.last_day(deadline, every, done), latest: None };
        }
        let (on, at_the_latest) = self.start(&deadline.anchor);
        match on {
            Some(day) => Placed { due: self.last_day(deadline, &deadline.due, day), latest: None },
            None => {
                Placed { due: None, latest: at_the_latest.and_then(|day| self.last_day(deadline, &deadline.due, day)) }
            }
        }
    }

    /// The last day of a term from a day on: later by each day of leave where it stands still, and by each day of absence that
    /// does not count for it.
    fn last_day(&self, deadline: &Deadline, length: &Offset, from: Day) -> Option<Day> {
        if let Some((first, last)) = &deadline.not_counted {
            return self.without(length, from, *self.days.get(first)?, *self.days.get(last)?);
        }
        let last = self.after(length, from);
        if !deadline.stands_still_on_leave {
            return Some(last);
        }
        let mut left = from.days_until(last);
        let mut day = from;
        while left > 0 {
            day = day.plus_days(1);
            let leave = |leave: &Leave| leave.period.first <= day && day <= leave.period.last;
            left -= i32::from(!self.story.history.leave.iter().any(leave));
        }
        Some(day)
    }

    /// So many years of absence, its days from the one day until the other not counted.
    fn without(&self, length: &Offset, from: Day, first: Day, last: Day) -> Option<Day> {
        let years = self.rulebook.library().number(&length.amount, self.story.look, Some(self.first()))?;
        let days = from.days_until(years_later(from, years));
        (first <= last).then(|| self.diary.day_reaching_without(u32::try_from(days).unwrap(), Some((first, last))))
    }

    /// Done on a day of this absence that is not yet to come.
    fn done(&self, deadline: &Deadline) -> Option<Day> {
        let day = *self.days.get(&deadline.done_by)?;
        (self.first() <= day && day <= self.story.look).then_some(day)
    }

    /// Counted from another term that is not shown, after the absence has ended: it is not shown whether that one was ever
    /// owed, and so from which day it would have been.
    fn hangs_on_something_over(&self, deadline: &Deadline) -> bool {
        let look = usize::try_from(self.story.history.begin.days_until(self.story.look)).unwrap();
        let is_over = matches!(self.diary.answers[look].1, ChainState::Ended { .. });
        let is_shown = |rule: &RuleId| self.shown.iter().any(|owed| owed.rule.as_ref() == Some(rule));
        let is_not_shown = |anchor: &Anchor| matches!(anchor, Anchor::Done(rule) if !is_shown(rule));
        is_over
            && match &deadline.anchor {
                Anchor::EarlierOf(anchors) => anchors.iter().any(is_not_shown),
                anchor => is_not_shown(anchor),
            }
    }

    /// The day from which is counted, or the day on which that begins at the latest.
    fn start(&self, anchor: &Anchor) -> (Option<Day>, Option<Day>) {
        match anchor {
            Anchor::FirstAbsenceDay => (Some(self.first()), None),
            Anchor::EmploymentEnd => (self.story.employment_end, None),
            Anchor::Fact(kind) => (self.days.get(kind).copied(), None),
            Anchor::Done(rule) => {
                let deadline = deadline_of(self.rulebook.library(), rule);
                let done = self.done(deadline).filter(|_| deadline.every.is_none());
                if done.is_some() {
                    return (done, None);
                }
                let is_owed = self.shown.iter().any(|owed| owed.rule.as_ref() == Some(rule));
                let placed = if is_owed { self.place(deadline) } else { Placed::default() };
                (None, placed.due.or(placed.latest))
            }
            Anchor::EarlierOf(anchors) => {
                let starts: Vec<_> = anchors.iter().map(|anchor| self.start(anchor)).collect();
                let earliest = starts.iter().filter_map(|(on, _)| *on).min();
                (earliest, starts.iter().filter_map(|(_, latest)| *latest).min())
            }
        }
    }

    /// So long after a day, or before it, one day after the other.
    fn after(&self, offset: &Offset, from: Day) -> Day {
        let library = self.rulebook.library();
        let amount = library.number(&offset.amount, self.story.look, Some(self.first())).expect("has a value");
        let step = if offset.back { -1 } else { 1 };
        match offset.unit {
            OffsetUnit::AbsenceDay => self.diary.day_reaching(amount),
            OffsetUnit::AbsenceYears => {
                let mut days = 0;
                let anniversary = years_later(from, amount);
                while from.plus_days(days) < anniversary {
                    days += 1;
                }
                self.diary.day_reaching(u32::try_from(days).unwrap())
            }
            OffsetUnit::Days => (0..amount).fold(from, |day, _| day.plus_days(step)),
            OffsetUnit::Weeks => (0..amount * 7).fold(from, |day, _| day.plus_days(step)),
            OffsetUnit::Months => months_later(from, step * i32::try_from(amount).unwrap()),
            OffsetUnit::Years => months_later(from, step * 12 * i32::try_from(amount).unwrap()),
            OffsetUnit::WorkingDays => {
                let holidays = library.holidays("NL");
                (0..amount).fold(from, |day, _| {
                    let mut next = day.plus_days(step);
                    while !is_working_day(next, &holidays) {
                        next = next.plus_days(step);
                    }
                    next
                })
            }
        }
    }
}

fn years_later(from: Day, years: u32) -> Day {
    months_later(from, 12 * i32::try_from(years).unwrap())
}

/// The same day of a month so many months further; the last of that month where it has no such day.
fn months_later(from: Day, months: i32) -> Day {
    let all = i32::from(from.year()) * 12 + i32::from(from.month()) - 1 + months;
    let (year, month) = (i16::try_from(all.div_euclid(12)).unwrap(), i8::try_from(all.rem_euclid(12) + 1).unwrap());
    (1..=from.day_of_month()).rev().find_map(|day| Day::new(year, month, day).ok()).unwrap()
}

fn deadline_of<'l>(library: &'l Library, rule: &RuleId) -> &'l Deadline {
    match library.rule(rule).map(|rule| &rule.body) {
        Some(Body::Deadline(deadline)) => deadline,
        _ => panic!("`{rule}` is a deadline"),
    }
}

fn deadlines(library: &Library) -> Vec<(&RuleId, &Deadline)> {
    let all = library.rules().filter(|rule| rule.id.as_str().starts_with("poortwachter."));
    let all = all.filter_map(|rule| match &rule.body {
        Body::Deadline(deadline) => Some((&rule.id, deadline.as_ref())),
        _ => None,
    });
    all.collect()
}

#[test]
fn the_pack_counts_to_the_days_of_the_timetable() {
    let law = law();
    let offset = |rule: &str| {
        let due = &deadline_of(law.library(), &RuleId::new(rule)).due;
        let today = Day::new(2026, 11, 22).unwrap();
        (due.unit, due.back, law.library().number(&due.amount, today, Some(today)).expect("has a value"))
    };
    for (table, unit, back) in [
        (&ON_A_DAY_OF_ABSENCE as &[(&str, u32)], OffsetUnit::AbsenceDay, false),
        (&AFTER_YEARS_OF_ABSENCE, OffsetUnit::AbsenceYears, false),
        (&AFTER_WEEKS, OffsetUnit::Weeks, false),
        (&WEEKS_BEFORE, OffsetUnit::Weeks, true),
    ] {
        for (rule, amount) in table {
            assert_eq!(offset(rule), (unit, back, *amount), "{rule}");
        }
    }
}

/// Compares so many stories; how often each rule had a day.
fn compare(law: &Rulebook, seed: u8, stories_to_tell: u32) -> BTreeMap<RuleId, u32> {
    let library = law.library();
    let of_the_law = |fact: &&Declaration| {
        fact.id.as_str().starts_with("poortwachter.") && !matches!(fact.subject, SubjectKind::Record(_))
    };
    let facts: Vec<&Declaration> = library.declarations().filter(of_the_law).collect();
    let compared: RefCell<BTreeMap<RuleId, u32>> = RefCell::default();
    let config =
        Config { cases: stories_to_tell, failure_persistence: None, max_shrink_iters: 2_000, ..Config::default() };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    let outcome = TestRunner::new_with_rng(config, rng).run(&stories(facts.len()), |story| {
        let diary = read(&story.history, story.look);
        if diary.first_day.is_none() {
            return Ok(());
        }
        let toml = story.toml(&facts);
        let case = case(&toml);
        let guidance = advise(law, &case, "case.toml", Looked::on(story.look)).unwrap_or_else(|faults| {
            panic!("{}\n{toml}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
        });
        let view = guidance.view_for(Role::Bedrijfsarts).expect("reads files").expect("is absent");
        let again =
            Again { rulebook: law, diary: &diary, story: &story, days: story.days(&facts), shown: &view.obligations };
        for (rule, deadline) in deadlines(library) {
            let Some(owed) = view.obligations.iter().find(|owed| owed.rule.as_ref() == Some(rule)) else { continue };
            let found = Placed {
                due: owed.due.as_ref().map(|due| due.day),
                latest: owed.latest.as_ref().map(|latest| latest.day),
            };
            if again.hangs_on_something_over(deadline) {
                continue;
            }
            prop_assert_eq!(found, again.place(deadline), "{} on {}\n{}", rule, story.look, toml);
            if found != Placed::default() {
                *compared.borrow_mut().entry(rule.clone()).or_default() += 1;
            }
        }
        Ok(())
    });
    if let Err(difference) = outcome {
        panic!("{difference}");
    }
    compared.into_inner()
}

#[test]
fn every_due_day_is_the_day_that_a_walk_from_day_to_day_finds() {
    let law = law();
    let library = law.library();
    let halves: Vec<BTreeMap<RuleId, u32>> = std::thread::scope(|scope| {
        let halves = [1, 2].map(|seed| {
            let law = &law;
            scope.spawn(move || compare(law, seed, HISTORIES / 2))
        });
        halves.map(|half| half.join().unwrap_or_else(|told| std::panic::resume_unwind(told))).into()
    });
    let compared = |rule: &RuleId| halves.iter().filter_map(|half| half.get(rule)).sum::<u32>();
    let named = ON_A_DAY_OF_ABSENCE.iter().chain(&AFTER_YEARS_OF_ABSENCE).chain(&AFTER_WEEKS).chain(&WEEKS_BEFORE);
    let named: Vec<&str> = named.map(|(rule, _)| *rule).collect();
    for (rule, _) in deadlines(library) {
        let times = compared(rule);
        let enough = if named.contains(&rule.as_str()) { 100 } else { 10 };
        assert!(times >= enough, "`{rule}`: only {times} times; the stories do not come to it");
    }
}
