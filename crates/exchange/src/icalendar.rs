//! Calendar files (RFC 5545): events that last a day, each with an alarm on an earlier day.
//!
//! Written here and not by a library, because a file must be the same whenever it is made: nothing in it comes from a clock
//! or from chance.

use calendar::Day;
use sha2::{Digest, Sha256};
use std::fmt::{self, Write};

/// So many octets a line may hold (RFC 5545, 3.1).
const LONGEST_LINE: usize = 75;

/// The hour at which an alarm goes off on its day: not in the night.
const HOUR_OF_ALARM: i32 = 9;

/// A calendar of events that last a day.
///
/// ```
/// use calendar::Day;
/// use exchange::icalendar::{CalendarFile, Event, uid};
///
/// let event = Event {
///     uid: uid(&["secret", "case", "term"]),
///     title: "Absence: plan, evaluation".to_owned(),
///     on: Day::new(2026, 3, 1)?,
///     alarm_on: Some(Day::new(2026, 2, 22)?),
/// };
/// let file = CalendarFile {
///     product: "-//Absence//Terms//EN".to_owned(),
///     name: "Absence".to_owned(),
///     made_on: Day::new(2026, 1, 19)?,
///     events: vec![event],
/// };
/// let text = file.to_string();
/// assert!(text.contains("SUMMARY:Absence: plan\\, evaluation\r\n"));
/// assert!(text.contains("DTSTART;VALUE=DATE:20260301\r\nDTEND;VALUE=DATE:20260302\r\n"));
/// assert!(text.contains("TRIGGER:-P6DT15H\r\n"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarFile {
    /// What made it, as others read it.
    pub product: String,
    /// What the calendar is called.
    pub name: String,
    /// The day for which it was made: every event bears it as its stamp, at midnight.
    pub made_on: Day,
    /// The events.
    pub events: Vec<Event>,
}

/// Something that falls on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Who imports a later file finds the event again by this.
    pub uid: String,
    /// What it is called.
    pub title: String,
    /// The day.
    pub on: Day,
    /// The day of the alarm.
    pub alarm_on: Option<Day>,
}

/// A name for an event that is always the same for the same parts and tells nothing of them. As long as the first part is
/// a secret, nobody can find the others by trying.
pub fn uid(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        // Lengths keep the border between the parts.
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part.as_bytes());
    }
    let mut name = String::new();
    for byte in hasher.finalize().iter().take(16) {
        let _ = write!(name, "{byte:02x}");
    }
    name
}

impl fmt::Display for CalendarFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        line(f, "BEGIN:VCALENDAR")?;
        line(f, "VERSION:2.0")?;
        line(f, &format!("PRODID:{}", text(&self.product)))?;
        line(f, "CALSCALE:GREGORIAN")?;
        line(f, "METHOD:PUBLISH")?;
        line(f, &format!("X-WR-CALNAME:{}", text(&self.name)))?;
        for event in &self.events {
            self.event(f, event)?;
        }
        line(f, "END:VCALENDAR")
    }
}

impl CalendarFile {
    fn event(&self, f: &mut fmt::Formatter<'_>, event: &Event) -> fmt::Result {
        line(f, "BEGIN:VEVENT")?;
        line(f, &format!("UID:{}", text(&event.uid)))?;
        line(f, &format!("DTSTAMP:{}T000000Z", date(self.made_on)))?;
        line(f, &format!("DTSTART;VALUE=DATE:{}", date(event.on)))?;
        line(f, &format!("DTEND;VALUE=DATE:{}", date(event.on.plus_days(1))))?;
        line(f, &format!("SUMMARY:{}", text(&event.title)))?;
        line(f, "CLASS:PRIVATE")?;
        line(f, "TRANSP:TRANSPARENT")?;
        if let Some(alarm_on) = event.alarm_on {
            line(f, "BEGIN:VALARM")?;
            line(f, "ACTION:DISPLAY")?;
            line(f, &format!("TRIGGER:{}", trigger(alarm_on.days_until(event.on))))?;
            line(f, &format!("DESCRIPTION:{}", text(&event.title)))?;
            line(f, "END:VALARM")?;
        }
        line(f, "END:VEVENT")
    }
}

/// So long before midnight at the beginning of the event, or after it.
fn trigger(days_before: i32) -> String {
    let hours_before = days_before.saturating_mul(24).saturating_sub(HOUR_OF_ALARM);
    let sign = if hours_before > 0 { "-" } else { "" };
    let hours = hours_before.unsigned_abs();
    match (hours / 24, hours % 24) {
        (0, hours) => format!("{sign}PT{hours}H"),
        (days, 0) => format!("{sign}P{days}D"),
        (days, hours) => format!("{sign}P{days}DT{hours}H"),
    }
}

fn date(day: Day) -> String {
    day.to_string().replace('-', "")
}

/// Text as a value: what would end it or begin something else is escaped (RFC 5545, 3.3.11); signs that no line may hold
/// are left out.
fn text(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            control if control.is_control() => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// One line, folded where it is longer than a line may be (RFC 5545, 3.1).
fn line(f: &mut fmt::Formatter<'_>, content: &str) -> fmt::Result {
    let mut octets = 0;
    for letter in content.chars() {
        if octets + letter.len_utf8() > LONGEST_LINE {
            f.write_str("\r\n ")?;
            octets = 1;
        }
        f.write_char(letter)?;
        octets += letter.len_utf8();
    }
    f.write_str("\r\n")
}
