//! The beginning of an interview: who answers, and for a new case the few things without which there is none.

use super::Heard;
use super::reply::day;
use super::talk::{Source, Talk};
use crate::cli::AskArgs;
use crate::failure::Failure;
use crate::render::{Reader, ask};
use calendar::Day;
use casefile::{Addition, CaseFile, Country, Person};
use facts::{PersonId, Role, Side};
use guidance::Answering;

/// Who answers, and what has to stand in the file before.
pub(super) struct Begun {
    pub(super) answering: Answering,
    pub(super) additions: Vec<Addition>,
}

/// None when somebody left before there was anything to keep.
pub(super) fn begin(
    talk: &Talk,
    case: &CaseFile,
    is_new: bool,
    args: &AskArgs,
    (on, today): (Day, Day),
    reader: &Reader<'_>,
) -> Result<Option<Begun>, Failure> {
    let mut additions = Vec::new();
    if is_new {
        talk.say(&format!("{}\n", ask::told(reader).new_case))?;
        let Some(country) = country(talk, reader)? else { return Ok(None) };
        additions.push(Addition::Employment { id: "employment-1".into(), country });
        // The employer's side knows absences: a case begins for it with one.
        if args.role.side() == Side::Employer {
            let Some(first_day) = reported_from(talk, on, reader)? else { return Ok(None) };
            additions.push(Addition::Spell {
                id: "ask-1".to_owned(),
                employment: None,
                first_day,
                recorded: today,
                replaces: None,
            });
        }
    }
    let Some((by, added)) = who(talk, case, args, reader)? else { return Ok(None) };
    additions.extend(added);
    let told_by = match &args.told_by {
        Some(id) => Some(known_person(case, id)?),
        None => None,
    };
    Ok(Some(Begun { answering: Answering { by, told_by, recorded: today }, additions }))
}

fn country(talk: &Talk, reader: &Reader<'_>) -> Result<Option<Country>, Failure> {
    if let Source::File(answers) = &talk.source {
        let missing = || Failure::WrongUse("a new case needs `country` in the file of answers, NL or BE".to_owned());
        return answers.country.ok_or_else(missing).map(Some);
    }
    loop {
        talk.say(&format!("{}\n", ask::told(reader).country))?;
        match talk.line()? {
            None => return Ok(None),
            Some(line) if line == "s" => return Ok(None),
            Some(line) => match Country::parse(&line.to_uppercase()) {
                Some(country) => return Ok(Some(country)),
                None => talk.say(&format!("{}\n", ask::told(reader).unreadable_country))?,
            },
        }
    }
}

fn reported_from(talk: &Talk, on: Day, reader: &Reader<'_>) -> Result<Option<Day>, Failure> {
    if let Source::File(answers) = &talk.source {
        let missing = || Failure::WrongUse("a new case needs `first_absence_day` in the file of answers".to_owned());
        return answers.first_absence_day.ok_or_else(missing).map(Some);
    }
    Ok(match absence_day(talk, on, reader)? {
        Heard::This(day) => Some(day),
        Heard::Back | Heard::Stop | Heard::Nothing => None,
    })
}

/// The first day of an absence, not after the day that is asked about.
pub(super) fn absence_day(talk: &Talk, on: Day, reader: &Reader<'_>) -> Result<Heard<Day>, Failure> {
    let words = ask::told(reader);
    talk.say(&format!("{}\n", words.first_absence_day))?;
    loop {
        let Some(line) = talk.line()? else { return Ok(Heard::Stop) };
        match (line.as_str(), day(&line)) {
            ("s", _) => return Ok(Heard::Stop),
            ("b", _) => return Ok(Heard::Back),
            (_, Some(day)) if day <= on => return Ok(Heard::This(day)),
            (_, Some(_)) => talk.say(&format!("{}\n", words.day_too_late))?,
            (_, None) => talk.say(&format!("{}\n", words.unreadable_day))?,
        }
    }
}

/// The person who answers, and the entry for one who is not in the file yet.
fn who(
    talk: &Talk,
    case: &CaseFile,
    args: &AskArgs,
    reader: &Reader<'_>,
) -> Result<Option<(PersonId, Option<Addition>)>, Failure> {
    let role = args.role;
    let added = |id: &str| (PersonId::new(id), Some(Addition::Person { id: PersonId::new(id), role }));
    if let Some(id) = &args.by {
        return match case.person(&PersonId::new(id)) {
            Some(person) if person.roles.contains(&role) => Ok(Some((person.id.clone(), None))),
            Some(_) => Err(Failure::WrongUse(format!("`{id}` does not have the role `{role}` in this file"))),
            None if is_id(id) => Ok(Some(added(id))),
            None => Err(Failure::WrongUse("`--by` takes an id: letters, digits, `-`, `_` and `.`".to_owned())),
        };
    }
    let may: Vec<&Person> = case.people.iter().filter(|person| person.roles.contains(&role)).collect();
    if let [only] = may.as_slice() {
        return Ok(Some((only.id.clone(), None)));
    }
    if matches!(talk.source, Source::File(_)) {
        return Err(Failure::WrongUse(format!(
            "{} people have the role `{role}` in this file: say which with `--by`",
            may.len()
        )));
    }
    let words = ask::told(reader);
    loop {
        if may.is_empty() {
            talk.say(&format!("{}\n", words.who))?;
        } else {
            talk.say(&format!("{}\n", words.which_person))?;
            for (number, person) in may.iter().enumerate() {
                let name = person.name.as_deref().unwrap_or(person.id.as_str());
                talk.say(&format!("  {}. {name}\n", number + 1))?;
            }
        }
        let Some(line) = talk.line()?.filter(|line| line != "s") else { return Ok(None) };
        if may.is_empty() && is_id(&line) && case.person(&PersonId::new(&line)).is_none() {
            return Ok(Some(added(&line)));
        }
        let chosen = line.parse::<usize>().ok().and_then(|number| may.get(number.checked_sub(1)?));
        if let Some(person) = chosen.or_else(|| may.iter().find(|person| person.id.as_str() == line)) {
            return Ok(Some((person.id.clone(), None)));
        }
        talk.say(&format!("{}\n", words.not_an_id))?;
    }
}

fn known_person(case: &CaseFile, id: &str) -> Result<PersonId, Failure> {
    let person = PersonId::new(id);
    match case.person(&person) {
        Some(_) => Ok(person),
        None => Err(Failure::WrongUse(format!("nobody in this file has the id `{id}`"))),
    }
}

fn is_id(word: &str) -> bool {
    let fits = |letter: u8| letter.is_ascii_alphanumeric() || matches!(letter, b'-' | b'_' | b'.');
    (1..=80).contains(&word.len()) && word.bytes().all(fits) && Role::parse(word).is_none()
}
