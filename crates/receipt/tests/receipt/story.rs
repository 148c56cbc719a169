//! Cases with packs and a day, and the receipts made of them.

use calendar::Day;
use casefile::CaseFile;
use engine::Rulebook;
use facts::Role;
use guidance::{Guidance, Looked, advise};
use notation::{Fault, Notation};
use pack::{Library, SourceFile};
use receipt::{Answer, Given, Holder, Key, Receipt, Verified, verify};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The top of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

pub fn day(text: &str) -> Day {
    Day::parse(text).expect("is a day")
}

/// All TOML files beneath a folder, by their path within it.
pub fn files_of(top: &Path) -> Vec<SourceFile> {
    let mut files = Vec::new();
    let mut folders = vec![top.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "toml") {
                let within = path.strip_prefix(top).unwrap();
                let parts: Vec<_> = within.components().map(|part| part.as_os_str().to_string_lossy()).collect();
                files.push(SourceFile::new(parts.join("/"), std::fs::read(&path).unwrap()));
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// Packs, and which of them is the house pack.
pub struct Packs {
    pub files: Vec<SourceFile>,
    pub house: Option<&'static str>,
    pub rulebook: Rulebook,
}

impl Packs {
    pub fn of(files: Vec<SourceFile>, house: Option<&'static str>) -> Self {
        let library = Library::read_with_house(&files, house).unwrap_or_else(|faults| panic!("{faults:?}"));
        let rulebook = Rulebook::compile(library).unwrap_or_else(|faults| panic!("{faults:?}"));
        Self { files, house, rulebook }
    }

    /// The same with one part of one file replaced.
    pub fn with(&self, path: &str, part: &str, by: &str) -> Self {
        let mut files = self.files.clone();
        let file = files.iter_mut().find(|file| file.path == path).unwrap_or_else(|| panic!("{path}"));
        let text = String::from_utf8(file.bytes.clone()).unwrap();
        assert_eq!(text.matches(part).count(), 1, "`{part}` stands once in {path}");
        file.bytes = text.replace(part, by).into_bytes();
        Self::of(files, self.house)
    }
}

/// The small packs of `pack`, with their house pack.
pub fn small() -> &'static Packs {
    static SMALL: OnceLock<Packs> = OnceLock::new();
    SMALL.get_or_init(|| Packs::of(files_of(&root().join("crates/pack/tests/good")), Some("house-a")))
}

/// The shipped packs.
pub fn shipped() -> &'static Packs {
    static SHIPPED: OnceLock<Packs> = OnceLock::new();
    SHIPPED.get_or_init(|| Packs::of(files_of(&root().join("guidelines")), None))
}

/// A case of a cough, under the small packs.
pub const COUGH: &str = "\
format = 'rugwijzer-case/1'
title = 'A cough in June'
worker = { id = 'anna' }
people = [ { id = 'anna', name = 'Anna Kramer', roles = ['worker'] }, { id = 'dr-vos', roles = ['bedrijfsarts'] } ]
employments = [ { id = 'job', country = 'NL' } ]
episodes = [ { id = 'episode' } ]
spells = [ { id = 'spell', first_day = 2026-06-08, last_day = 2026-06-30, last_day_recorded = 2026-07-01 } ]

[[statements]]
id = 'one'
by = 'dr-vos'
about = 2026-06-12
reason = 'seen at noon'
says = { 'cough.blood' = 'no', 'cough.fever' = 'no', 'cough.chills' = 'no', 'cough.severity' = 'mild', 'cough.care' = 'at_home', 'cough24.dry' = 'yes' }

[[statements]]
id = 'later'
by = 'dr-vos'
about = 2026-06-12
recorded = 2026-06-20
reason = 'heard later'
says = { 'cough.severity' = 'severe' }
";

/// A case under some packs on a day, with the key of its receipt.
pub struct Story<'p> {
    pub packs: &'p Packs,
    pub case: String,
    pub notation: Notation,
    pub looked: Looked,
    pub key: u8,
}

impl<'p> Story<'p> {
    /// The cough on 15 June.
    pub fn of_cough(packs: &'p Packs) -> Self {
        Self { packs, case: COUGH.to_owned(), notation: Notation::Toml, looked: Looked::on(day("2026-06-15")), key: 7 }
    }

    /// A journey on a day, under the shipped packs.
    pub fn of_journey(name: &str, on: &str) -> Self {
        let path = root().join(format!("guidelines/journeys/{name}.toml"));
        let case = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Self { packs: shipped(), case, notation: Notation::Toml, looked: Looked::on(day(on)), key: 7 }
    }

    pub fn with_case(self, case: &str) -> Self {
        Self { case: case.to_owned(), ..self }
    }

    fn read(&self) -> CaseFile {
        casefile::read("case", self.case.as_bytes(), self.notation).unwrap_or_else(|faults| panic!("{faults:?}"))
    }

    /// Does something with the guidance of this story.
    pub fn guided<T>(&self, tell: impl FnOnce(&Guidance<'_>) -> T) -> T {
        let case = self.read();
        let guidance =
            advise(&self.packs.rulebook, &case, "case", self.looked).unwrap_or_else(|faults| panic!("{faults:?}"));
        tell(&guidance)
    }

    pub fn receipt(&self) -> Receipt {
        let given = Given {
            case: self.case.as_bytes(),
            notation: self.notation,
            files: &self.packs.files,
            house: self.packs.house,
        };
        let holder = Holder::of(Role::Bedrijfsarts).expect("reads the whole file");
        self.guided(|guidance| Receipt::of(guidance, &given, &Key::new([self.key; 32]), holder))
    }

    /// The bytes of the receipt.
    pub fn bytes(&self) -> Vec<u8> {
        self.receipt().to_bytes()
    }
}

#[track_caller]
pub fn verified(bytes: &[u8]) -> Verified {
    verify("receipt.json", bytes).unwrap_or_else(|faults| panic!("{faults:?}"))
}

#[track_caller]
pub fn answer(bytes: &[u8]) -> Answer {
    verified(bytes).answer
}

#[track_caller]
pub fn refused(bytes: &[u8]) -> Vec<Fault> {
    verify("receipt.json", bytes).expect_err("is refused")
}
