//! Journeys: whole cases looked at on several days by several people, with a golden trace (S-48).

use crate::cli::JourneysArgs;
use crate::command::advise::view_of;
use crate::failure::Failure;
use crate::files;
use crate::packs;
use crate::render::{Reader, text};
use calendar::Day;
use engine::Rulebook;
use facts::{Language, Role};
use guidance::Looked;
use notation::{Fault, Faults, Fields, Notation, Place};
use pack::SourceFile;

pub(super) fn run(args: &JourneysArgs) -> Result<(), Failure> {
    let rulebook = packs::load(&args.common)?;
    let files = files::guidelines(&args.folder)?;
    let mut told = Vec::new();
    for journey in journeys(&files, "") {
        let trace = trace(&rulebook, &files, &journey)?;
        if args.write {
            let path = args.folder.join(format!("{journey}.trace.txt"));
            std::fs::write(&path, &trace).map_err(|error| Failure::other(format!("{}: {error}", path.display())))?;
        }
        told.push((journey, trace));
    }
    if args.common.json {
        let told: serde_json::Map<String, serde_json::Value> =
            told.into_iter().map(|(name, trace)| (name, trace.into())).collect();
        files::print(&format!("{:#}\n", serde_json::Value::Object(told)))
    } else if args.write {
        files::print(&format!("{} traces written\n", told.len()))
    } else {
        files::print(&told.into_iter().map(|(_, trace)| trace).collect::<Vec<_>>().join("\n"))
    }
}

/// Compares every journey with its golden trace; returns how many there are and what differs.
pub(crate) fn check(rulebook: &Rulebook, files: &[SourceFile]) -> Result<(usize, Vec<Fault>), Failure> {
    let names = journeys(files, "journeys/");
    let mut faults = Vec::new();
    for name in &names {
        let path = format!("journeys/{name}.trace.txt");
        let found = match trace(rulebook, files, &format!("journeys/{name}")) {
            Ok(found) => found,
            Err(Failure::InvalidInput(more)) => {
                faults.extend(more);
                continue;
            }
            Err(other) => return Err(other),
        };
        let golden =
            files.iter().find(|file| file.path == path).map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
        match golden {
            None => faults.push(Fault::at(Place::whole_file(&path), "this journey has no golden trace")),
            Some(golden) if golden != found => faults.push(difference(&path, &golden, &found)),
            Some(_) => {}
        }
    }
    Ok((names.len(), faults))
}

fn difference(path: &str, golden: &str, found: &str) -> Fault {
    let lines = golden.lines().chain(std::iter::repeat("")).zip(found.lines().chain(std::iter::repeat("")));
    let first = lines.zip(1u32..).find(|((wanted, got), _)| wanted != got);
    match first {
        Some(((wanted, got), line)) => {
            Fault::at(Place::in_file(path, line, 1), format!("the trace differs: found \"{got}\""))
                .expected(format!("\"{wanted}\""))
        }
        None => Fault::at(Place::whole_file(path), "the trace differs"),
    }
}

/// The names of the journeys among some files: those with looks beside the case.
fn journeys(files: &[SourceFile], within: &str) -> Vec<String> {
    files
        .iter()
        .filter_map(|file| file.path.strip_prefix(within)?.strip_suffix(".looks.toml"))
        .filter(|name| !name.contains('/'))
        .map(str::to_owned)
        .collect()
}

/// One look at a case.
struct LookAt {
    on: Day,
    known_on: Option<Day>,
    role: Role,
    language: Language,
}

fn trace(rulebook: &Rulebook, files: &[SourceFile], journey: &str) -> Result<String, Failure> {
    let case_path = format!("{journey}.toml");
    let looks_path = format!("{journey}.looks.toml");
    let bytes_of = |path: &str| {
        files
            .iter()
            .find(|file| file.path == path)
            .map(|file| file.bytes.as_slice())
            .ok_or_else(|| Failure::NotFound(format!("{path}: there is no such file")))
    };
    let case = casefile::read(&case_path, bytes_of(&case_path)?, Notation::Toml).map_err(Failure::InvalidInput)?;
    let looks = looks(&looks_path, bytes_of(&looks_path)?)?;
    let mut told = Vec::new();
    for look in looks {
        let looked = Looked { on: look.on, known_on: look.known_on.unwrap_or(look.on) };
        let reader = Reader::new(rulebook.library(), look.language, "Verzuimbegeleiding");
        told.push(match view_of(rulebook, &case, &case_path, looked, look.role, look.language) {
            Ok(view) => text::guidance(&view, &reader, case.title.as_deref()),
            Err(Failure::NotFound(_)) => text::nothing_known(look.on, look.role, &reader),
            Err(other) => return Err(other),
        });
    }
    Ok(told.join(&format!("\n{}\n\n", "═".repeat(100))))
}

fn looks(path: &str, bytes: &[u8]) -> Result<Vec<LookAt>, Failure> {
    let invalid = |fault: Fault| Failure::InvalidInput(vec![fault]);
    let tree = notation::read(path, bytes, Notation::Toml).map_err(invalid)?;
    let mut faults = Faults::new();
    let mut looks = Vec::new();
    if let Some(mut fields) = Fields::of(&tree, &mut faults) {
        let nodes = fields.optional_list("looks").unwrap_or_default();
        fields.finish();
        looks.extend(nodes.iter().filter_map(|node| look(node, &mut faults)));
    }
    faults.or(looks).map_err(Failure::InvalidInput)
}

fn look(node: &notation::Node, faults: &mut Faults) -> Option<LookAt> {
    let mut fields = Fields::of(node, faults)?;
    let (on, known_on) = (fields.day("on"), fields.optional_day("known_on"));
    let roles: Vec<&str> = Role::ALL.iter().map(|role| role.as_str()).collect();
    let role = fields.word("role", &roles, Role::parse);
    let language = fields.optional_word("lang", &["nl", "fr", "en"], Language::parse);
    fields.finish();
    Some(LookAt { on: on?, known_on, role: role?, language: language.unwrap_or_default() })
}
