//! What one role may see of guidance: made from findings, obligations and facts of the classes it may see.
//!
//! What is left out leaves no trace: no count, no gap in numbering, no other order (S-41). A view is built by adding
//! what may be seen, never by taking away what may not.

mod alarm;
mod asking;
mod build;
mod change;
mod edition;
mod finding;
mod missing;
mod obligation;
mod steps;
mod text;

use calendar::{Arithmetic, ChainState, Day, OpenReading};
use engine::{ObligationState, Status};
use facts::{ChoiceId, DataClass, Localized, PersonId, Role, RuleId};
use pack::{Audience, Confidence, Stage, Strength};

pub use asking::{
    AnswersView, AskingKind, AskingView, EffectView, GoalView, ItemView, SkippedView, WaitingView, WhySkippedView,
};
pub(crate) use build::Builder;
pub use text::ReasonText;

/// Everything one role may see of one case on one day. Data only: rendering it in a language is a separate step.
#[derive(Clone, Debug)]
pub struct View {
    /// For whom.
    pub role: Role,
    /// For whom the texts are written.
    pub audience: Audience,
    /// The reader is on the employer's side: nothing here may name the program or the cause.
    pub neutral: bool,
    /// The reference day.
    pub on: Day,
    /// What was known on this day.
    pub known_on: Day,
    /// The country of the employment, when it is known.
    pub country: Option<String>,
    /// The absence, when there is one.
    pub absence: Option<AbsenceView>,
    /// It is known that there is no absence.
    pub known_not_absent: bool,
    /// What else the reader should know first.
    pub notices: Vec<NoticeView>,
    /// Facts that stand by themselves (what somebody can do now).
    pub known: Vec<KnownFact>,
    /// The findings, in the order of stages and goals.
    pub findings: Vec<FindingView>,
    /// Who does what before when.
    pub steps: Vec<StepView>,
    /// The obligations.
    pub obligations: Vec<ObligationView>,
    /// What is missing, alarm first.
    pub missing: Vec<MissingView>,
    /// How the packs that advise answer "is this current?".
    pub currency: Vec<Localized>,
    /// The packs that this view names, with their content hash.
    pub packs: Vec<(String, String)>,
}

/// The absence on the day.
#[derive(Clone, Debug)]
pub struct AbsenceView {
    /// First day of the chain.
    pub first_day: Day,
    /// Where the chain stands.
    pub state: ChainState,
    /// The day of absence.
    pub absence_day: u32,
    /// The week of absence.
    pub absence_week: u32,
    /// The day after the last sick day, when the chain stands still.
    pub recovered_since: Option<Day>,
    /// How the day was counted.
    pub arithmetic: Arithmetic,
    /// Where the law leaves open how to count, and nobody decided yet.
    pub open_readings: Vec<OpenReading>,
}

/// Something that the reader should know first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeView {
    /// An emergency item is unknown.
    EmergencyNotExcluded,
    /// Emergency items are unknown beside one that is yes: ask them too, the referral does not wait.
    AskTheRest,
    /// An emergency or urgent item halts the path until the physician has judged.
    HaltedByAlarm,
    /// An alarm answer was taken back and still waits for the physician.
    AlarmWithdrawn,
}

/// A label with a value, both for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedValue {
    /// Its id, for those who may see ids.
    pub id: String,
    /// What it is called.
    pub label: Localized,
    /// The value.
    pub value: ReasonText,
}

/// A fact that stands by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownFact {
    /// What and how much.
    pub named: NamedValue,
    /// Since which day it is known.
    pub about: Day,
    /// The record it is about, when it is one of several.
    pub record: Option<String>,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingView {
    /// The rule; not for the worker, who reads words and no codes.
    pub rule: Option<RuleId>,
    /// The record it is about, when the rule is read for each.
    pub record: Option<String>,
    /// Its name.
    pub title: Localized,
    /// Its stage.
    pub stage: Stage,
    /// How confidential it is.
    pub class: DataClass,
    /// How urgent, when it is an alarm item or the urgency of the case.
    pub alarm: Option<ChoiceId>,
    /// How urgent as published, where the service made the item more urgent (S-38).
    pub alarm_published: Option<ChoiceId>,
    /// Where it stands.
    pub status: Status,
    /// The outcome with its label; not for the worker.
    pub outcome: Option<(ChoiceId, Option<Localized>)>,
    /// What is possible while it is open.
    pub possible: Vec<(ChoiceId, Option<Localized>)>,
    /// What is acted on while it is open.
    pub acted_on: Option<(ChoiceId, Option<Localized>)>,
    /// What would be proposed now, beside a decision.
    pub proposal: Option<(ChoiceId, Option<Localized>)>,
    /// Who decided.
    pub decided: Option<DecidedView>,
    /// What to read; none where the outcome says nothing or where an alarm withholds it.
    pub text: Option<Localized>,
    /// Why a reassuring text is withheld.
    pub withheld: Option<Withheld>,
    /// What to read out to the worker, for those who speak with him.
    pub read_out: Option<Localized>,
    /// Read this with it: the alarm signs, while one of them is unknown.
    pub alarm_signs: Option<Localized>,
    /// Its words only say again what the fields say.
    pub restates: bool,
    /// Holds for everybody on this path; read after what is said of this one person.
    pub background: bool,
    /// Fields of the record the finding is about.
    pub fields: Vec<NamedValue>,
    /// Fields of the other record, when two do not go together.
    pub against: Vec<NamedValue>,
    /// What is offered.
    pub offers: Vec<Localized>,
    /// Who carries it out.
    pub carried_out_by: Vec<Role>,
    /// Who takes part.
    pub participants: Vec<Role>,
    /// At most so many visits.
    pub visits_at_most: Option<u32>,
    /// From and to how many weeks.
    pub weeks: (Option<u32>, Option<u32>),
    /// Return to work is sought while it runs.
    pub return_during: bool,
    /// Why.
    pub because: Vec<BecauseView>,
    /// Tables and rows on the way: rule, row, clause.
    pub through: Vec<(RuleId, Vec<String>)>,
    /// The nearest rows where no row covers.
    pub nearest: Vec<NearestView>,
    /// What is missing.
    pub missing: Vec<MissingView>,
    /// Unknown, and it cannot matter.
    pub cannot_matter: Vec<Localized>,
    /// Exceptions that hold.
    pub exceptions: Vec<RuleId>,
    /// Where it comes from.
    pub sources: Vec<SourceView>,
    /// How sure we are.
    pub confidence: Confidence,
    /// With how much weight a guideline that grades its advice gives this one.
    pub strength: Option<Strength>,
    /// Where a newer guideline says something else.
    pub newer: Vec<NewerView>,
    /// What would change it, where that was asked.
    pub changes: Option<ChangesView>,
}

/// What would change a finding or obligation, as two lists that are never mixed (S-26).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChangesView {
    /// Answers that are still open and that the reader may give: the first of them, smallest sets first.
    pub still_open: Vec<ChangeSetView>,
    /// How many there are in all.
    pub number_of_open: usize,
    /// Some answers that are still open would change it too, and only others may give them.
    pub others_may_answer: bool,
    /// Answers that were given otherwise: the first of them, smallest sets first.
    pub recorded_otherwise: Vec<ChangeSetView>,
    /// How many there are in all.
    pub number_of_recorded: usize,
}

/// Some answers that together decide it otherwise, and no part of them does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeSetView {
    /// The answers.
    pub answers: Vec<AnswerView>,
    /// The outcome with its label.
    pub outcome: (ChoiceId, Option<Localized>),
}

/// One answer that nobody gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerView {
    /// The fact and the answer.
    pub named: NamedValue,
    /// The record it is about, when it is one of several.
    pub record: Option<String>,
    /// Who may answer, most authority first.
    pub asked_of: Vec<Role>,
    /// Another answer is recorded now.
    pub recorded: bool,
    /// A stated alarm sign: only a physician's judgement lifts it.
    pub by_physician: bool,
}

/// What a newer guideline says beside a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewerView {
    /// `source#clause`.
    pub clause: String,
    /// Who published it.
    pub by: String,
    /// Its title.
    pub title: String,
    /// Since when.
    pub since: Since,
    /// What it says.
    pub says: Localized,
}

/// Since when something is published: a day, or a year where no day is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// On a day.
    Day(Day),
    /// In a year.
    Year(i64),
}

/// Why a reassuring text is withheld.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Withheld {
    /// An alarm stands.
    Alarm,
    /// A rule of this name holds.
    By(Localized),
}

/// Who decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecidedView {
    /// Who.
    pub who: WhoSaid,
    /// Why.
    pub reason: Option<String>,
}

/// Who said something, and about which day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhoSaid {
    /// The person.
    pub person: PersonId,
    /// The person's name, when the file gives it.
    pub name: Option<String>,
    /// In which role.
    pub role: Role,
    /// Told by somebody else.
    pub told_by: Option<String>,
    /// About which day.
    pub about: Day,
    /// Answered with "none of these".
    pub group_answer: bool,
}

/// One reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BecauseView {
    /// What and how much.
    pub named: NamedValue,
    /// Who said so; nobody for what the calendar says.
    pub said: Vec<WhoSaid>,
    /// A physician set it aside, and why.
    pub set_aside: Vec<DecidedView>,
}

/// A row that comes near.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearestView {
    /// The row.
    pub row: String,
    /// Its outcome.
    pub outcome: (ChoiceId, Option<Localized>),
    /// The labels of the columns in which it differs.
    pub differs_in: Vec<Localized>,
}

/// A fact that is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingView {
    /// Its id; not for the worker.
    pub fact: Option<String>,
    /// The record it is about.
    pub record: Option<String>,
    /// What people read.
    pub label: Localized,
    /// It is left to the judgement of a professional.
    pub judged: bool,
    /// Who may answer, most authority first.
    pub asked_of: Vec<Role>,
    /// Why it is unknown.
    pub why: MissingWhy,
}

/// Why a fact is unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MissingWhy {
    /// Nobody was asked.
    NeverAsked,
    /// Somebody did not know.
    DontKnow(Role),
    /// It was known too long ago.
    Expired(Day),
    /// Two statements of one day differ.
    Disputed(Vec<WhoSaid>),
}

/// Where a rule comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceView {
    /// `source#clause`.
    pub clause: String,
    /// Title of the source and heading of the clause.
    pub title: String,
    /// Its words.
    pub quote: Option<String>,
    /// The language of those words.
    pub language: String,
}

/// Who does what before when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepView {
    /// Who.
    pub who: Role,
    /// What.
    pub what: Localized,
    /// In which queue of the service; free words of the service, so for professionals only.
    pub queue: Option<QueueView>,
    /// Before or on which day.
    pub before: Option<Day>,
    /// The rule from which it comes; not for the worker.
    pub rule: Option<RuleId>,
}

/// A queue or contact of the service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueView {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: Localized,
    /// How to reach it.
    pub reach: Localized,
}

/// An obligation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObligationView {
    /// The rule; not for the worker.
    pub rule: Option<RuleId>,
    /// Its name.
    pub title: Localized,
    /// Whether its name may stand where others read it too, as in a calendar: it is law, and rests on nothing medical.
    pub neutral: bool,
    /// What is owed, in words.
    pub text: Option<Localized>,
    /// Who owes it.
    pub owed_by: Role,
    /// Who else takes part.
    pub with: Vec<Role>,
    /// Where it stands.
    pub state: ObligationState,
    /// Whether it is owed at all is not decided; acted on carefully meanwhile.
    pub trigger_open: bool,
    /// The due day.
    pub due: Option<DueView>,
    /// The latest possible due day while it waits.
    pub latest: Option<DueView>,
    /// From when it warns.
    pub warns_on: Option<Day>,
    /// When it was done.
    pub done_on: Option<Day>,
    /// The term of law or guideline, where the service set itself another: the days above are its own (S-38).
    pub published: Option<PublishedView>,
    /// The due days that it had before, oldest first, each with what moved it.
    pub moved: Vec<MovedView>,
    /// The day in the other reading, where the law leaves open how to count and nobody decided yet.
    pub other_reading: Option<DueView>,
    /// Who decided to deviate.
    pub deviation: Option<DecidedView>,
    /// A deviation that the clause does not allow.
    pub refused_deviation: Option<DecidedView>,
    /// What is missing to decide whether it is owed.
    pub missing: Vec<MissingView>,
    /// Where it comes from.
    pub sources: Vec<SourceView>,
    /// How sure we are.
    pub confidence: Confidence,
    /// What would change whether it is owed, where that was asked.
    pub changes: Option<ChangesView>,
}

/// What holds by law or guideline beside the service's own term. Only this one makes something overdue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedView {
    /// It is law; else a guideline.
    pub is_law: bool,
    /// Where it stands; `does_not_apply` where only the service asks it.
    pub state: ObligationState,
    /// The due day.
    pub due: Option<DueView>,
    /// The latest possible due day while it waits.
    pub latest: Option<DueView>,
    /// The own day of the service has passed, and nothing is overdue.
    pub own_day_passed: bool,
}

/// A due day that held until something was recorded (S-33).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedView {
    /// The earlier due day.
    pub was: DueView,
    /// When what moved it was recorded.
    pub recorded: Day,
    /// The entries that can have moved it, for those who may read medical words: a name is somebody's own word.
    pub entries: Vec<String>,
}

/// A day with its last working day and its arithmetic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueView {
    /// The day.
    pub day: Day,
    /// The last working day on or before it.
    pub last_working_day: Day,
    /// How it was counted.
    pub arithmetic: Arithmetic,
}
