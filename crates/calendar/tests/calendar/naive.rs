//! The same chain once more, in the plainest way: one calendar day after the other. Shares nothing with the crate but
//! the day and the words for what comes out.

use calendar::{BesideWork, ChainState, Day};

use crate::histories::History;

/// What is written about one calendar day.
#[derive(Clone, Copy, Default)]
struct Page {
    spell: Option<usize>,
    leave: bool,
    other_cause: bool,
    beside_work: BesideWork,
    counted: bool,
}

/// A diary that is read from the first page to the last.
pub struct Diary {
    begin: Day,
    pages: Vec<Page>,
    joins_below: u32,
    pub first_day: Option<Day>,
    /// Absence day and state, one for each page.
    pub answers: Vec<(u32, ChainState)>,
    /// Days between without leave, days between with leave, day 1 in the other reading.
    pub open_readings: Vec<(u32, u32, Day)>,
    last_counted: usize,
}

/// Reads the history as it stood on the day `on`.
pub fn read(history: &History, on: Day) -> Diary {
    let mut diary = Diary {
        begin: history.begin,
        pages: Vec::new(),
        joins_below: history.rule.joins_below_days,
        first_day: None,
        answers: Vec::new(),
        open_readings: Vec::new(),
        last_counted: 0,
    };
    let mut today = history.begin;
    while today <= history.end {
        diary.pages.push(page(history, today));
        today = today.plus_days(1);
    }
    diary.walk(history.begin.days_until(on) as usize);
    diary
}

fn page(history: &History, today: Day) -> Page {
    let mut page = Page::default();
    for (number, spell) in history.spells.iter().enumerate() {
        if spell.first <= today && (spell.last.is_none() || Some(today) <= spell.last) {
            page.spell = Some(number);
        }
    }
    for leave in &history.leave {
        if leave.period.first <= today && today <= leave.period.last {
            page.leave = true;
            page.other_cause = leave.other_cause;
            page.beside_work = leave.beside_work;
        }
    }
    page
}

impl Page {
    /// A day between two spells on which neither sickness nor leave for birth held the worker from work.
    fn is_work(&self) -> bool {
        !self.leave || self.other_cause
    }

    /// A day between that counts as interruption when one is careful.
    fn interrupts(&self) -> bool {
        self.is_work() || self.beside_work == BesideWork::Interrupts
    }

    /// A day between that counts as interruption when one is not.
    fn may_interrupt(&self) -> bool {
        self.is_work() || self.beside_work != BesideWork::PassedOver
    }
}

impl Diary {
    fn day(&self, number: usize) -> Day {
        self.begin.plus_days(number as i32)
    }

    fn page(&self, number: usize) -> Page {
        self.pages.get(number).copied().unwrap_or_default()
    }

    fn walk(&mut self, on: usize) {
        let mut absence_day = 0;
        let mut worked = 0;
        let mut careful = 0;
        let mut between = 0;
        let mut since = None;
        let mut joins_until = None;
        let mut ended_on = None;
        let mut going_on = None;
        for number in 0..self.pages.len() {
            let page = self.page(number);
            let sick = match number <= on {
                true => page.spell,
                false => going_on,
            };
            if number <= on && (sick.is_none() || sick != going_on || (page.leave && page.other_cause)) {
                going_on = None;
            }
            if sick.is_some() && !page.leave {
                let new = self.first_day.is_none() || (worked > 0 && careful >= self.joins_below);
                if new {
                    self.first_day = Some(self.day(number));
                    self.open_readings.clear();
                    absence_day = 0;
                    let nothing = (0, ChainState::Running { absence_day });
                    self.answers.iter_mut().for_each(|answer| *answer = nothing.clone());
                } else if worked > 0 && between >= self.joins_below {
                    self.open_readings.push((careful, between, self.day(number)));
                }
                if number <= on {
                    self.pages[number].counted = true;
                    self.last_counted = number;
                }
                absence_day += 1;
                (worked, careful, between) = (0, 0, 0);
                (since, joins_until, ended_on) = (None, None, None);
                going_on = sick;
                self.answers.push((absence_day, ChainState::Running { absence_day }));
                continue;
            }
            if self.first_day.is_none() {
                self.answers.push((0, ChainState::Running { absence_day }));
                continue;
            }
            if going_on.is_some() {
                // Leave in the middle of a spell that goes on.
                careful += u32::from(page.interrupts());
                between += u32::from(page.may_interrupt());
                self.answers.push((absence_day, ChainState::OnLeave { absence_day }));
                continue;
            }
            if !page.leave && since.is_none() {
                since = Some(self.day(number));
            }
            if joins_until.is_none() {
                joins_until = Some(self.last_day_to_join(self.last_counted));
            }
            if worked > 0 && careful >= self.joins_below && ended_on.is_none() {
                ended_on = Some(self.day(number));
            }
            let state = match (ended_on, page.leave) {
                (Some(ended_on), _) => ChainState::Ended { absence_day, ended_on },
                (None, true) => ChainState::OnLeave { absence_day },
                (None, false) => {
                    ChainState::Stopped { absence_day, since: since.unwrap(), joins_until: joins_until.unwrap() }
                }
            };
            self.answers.push((absence_day, state));
            worked += u32::from(page.is_work());
            careful += u32::from(page.interrupts());
            between += u32::from(page.may_interrupt());
        }
    }

    /// Tries each day after the last sick day: would a spell that begins on it still join?
    fn last_day_to_join(&self, last_sick: usize) -> Day {
        let mut candidate = last_sick + 1;
        let (mut worked_before, mut careful_before) = (0, 0);
        while worked_before == 0 || careful_before < self.joins_below {
            let page = self.page(candidate);
            worked_before += u32::from(page.is_work());
            careful_before += u32::from(page.interrupts());
            candidate += 1;
        }
        self.day(candidate - 1)
    }

    /// Turns the pages until day `n` of absence, sick for ever after the last counted day.
    pub fn day_reaching(&self, n: u32) -> Day {
        self.day_reaching_without(n, None)
    }

    /// The same, when the days from the one until the other are not counted.
    pub fn day_reaching_without(&self, n: u32, not_counted: Option<(Day, Day)>) -> Day {
        let mut number = self.begin.days_until(self.first_day.unwrap()) as usize;
        if n == 0 {
            return self.day(number);
        }
        let mut absence_day = 0;
        loop {
            let page = self.page(number);
            let today = self.day(number);
            let counts = not_counted.is_none_or(|(first, last)| today < first || last < today);
            if counts && (page.counted || (number > self.last_counted && !page.leave)) {
                absence_day += 1;
            }
            if absence_day == n {
                return today;
            }
            number += 1;
        }
    }
}
