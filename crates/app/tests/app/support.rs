//! Running the program in a test.

use facts::{Role, Side};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The top of the repository.
pub fn root() -> PathBuf {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    top.canonicalize().expect("the repository is there")
}

pub fn program() -> &'static str {
    env!("CARGO_BIN_EXE_rugwijzer")
}

/// What the program said, and how it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Told {
    fn of(output: Output) -> Self {
        let told = Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
        };
        assert!(!told.stderr.contains("panicked"), "{}", told.stderr);
        told
    }

    /// What was printed, when all went well.
    #[track_caller]
    pub fn done(self) -> String {
        assert_eq!((self.code, self.stderr.as_str()), (Some(0), ""), "{}", self.stdout);
        self.stdout
    }

    /// What was printed, as JSON.
    #[track_caller]
    pub fn json(self) -> Value {
        serde_json::from_str(&self.done()).expect("is JSON")
    }

    /// What was said on standard error, when it ended with this code and printed nothing.
    #[track_caller]
    pub fn refused(self, code: i32) -> String {
        assert_eq!((self.code, self.stdout.as_str()), (Some(code), ""), "{}", self.stderr);
        self.stderr
    }

    /// That this and nothing else was said on standard error.
    #[track_caller]
    pub fn refuses(self, code: i32, words: &str) {
        assert_eq!(self.refused(code), format!("{words}\n"));
    }
}

/// The program in a folder, with nothing in its environment that could change its words.
pub fn command_in(folder: &Path) -> Command {
    let mut command = Command::new(program());
    command.current_dir(folder).stdin(Stdio::null());
    for name in
        ["RUGWIJZER_SERVICE_NAME", "RUGWIJZER_CALENDAR_KEY", "COLUMNS", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"]
    {
        command.env_remove(name);
    }
    command
}

/// Runs the program at the top of the repository.
pub fn run(args: &[&str]) -> Told {
    run_in(&root(), args)
}

/// What the program said to these words, run once for all tests: for looks at journeys that several tests hold something
/// against. It writes nothing, and reads nothing that a test changes.
pub fn told(args: &[&str]) -> Told {
    static SAID: Mutex<BTreeMap<Vec<String>, Told>> = Mutex::new(BTreeMap::new());
    let words: Vec<String> = args.iter().map(|word| (*word).to_owned()).collect();
    let known = SAID.lock().expect("no test failed while it wrote").get(&words).cloned();
    known.unwrap_or_else(|| {
        let said = run(args);
        SAID.lock().expect("no test failed while it wrote").insert(words, said.clone());
        said
    })
}

pub fn run_in(folder: &Path, args: &[&str]) -> Told {
    Told::of(command_in(folder).args(args).output().expect("the program starts"))
}

pub fn run_with(args: &[&str], name: &str, value: &str) -> Told {
    Told::of(command_in(&root()).args(args).env(name, value).output().expect("the program starts"))
}

/// Runs the program with something on its standard input.
pub fn run_reading(args: &[&str], given: &[u8]) -> Told {
    run_reading_in(&root(), args, given)
}

pub fn run_reading_in(folder: &Path, args: &[&str], given: &[u8]) -> Told {
    let mut command = command_in(folder);
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("is piped");
    std::thread::scope(|scope| {
        // A program that has read enough closes its end; that is no failure of this test.
        scope.spawn(move || drop(stdin.write_all(given)));
        Told::of(child.wait_with_output().expect("the program ends"))
    })
}

/// Runs the program with so many KiB of memory at most, where the shell can set such a limit.
pub fn run_in_little_memory(folder: &Path, kibibytes: u32, args: &[&str]) -> Told {
    let inner = command_in(folder);
    let mut command = Command::new("sh");
    command.current_dir(folder).stdin(Stdio::null());
    for (name, value) in inner.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    let script = format!("ulimit -v {kibibytes} 2>/dev/null; exec \"$0\" \"$@\"");
    command.args(["-c", &script, program()]).args(args);
    Told::of(command.output().expect("there is a shell"))
}

/// A folder of one test, gone when the test ends.
pub struct Scratch(PathBuf);

impl Scratch {
    pub fn new() -> Self {
        static MADE: AtomicUsize = AtomicUsize::new(0);
        let name = format!("{}-{}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed));
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        Self(folder)
    }

    /// A folder with one file.
    pub fn with(name: &str, content: impl AsRef<[u8]>) -> Self {
        let scratch = Self::new();
        scratch.write(name, content);
        scratch
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().expect("is in a folder")).expect("a folder can be made");
        std::fs::write(path, content).expect("a file can be written");
    }

    /// A copy of a folder.
    pub fn copy(&self, from: &Path, name: &str) {
        copy(from, &self.0.join(name));
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.join(name)).expect("the file is there")
    }

    pub fn run(&self, args: &[&str]) -> Told {
        run_in(&self.0, args)
    }

    /// Runs the program in this folder with these lines on its standard input.
    pub fn answering(&self, args: &[&str], lines: &str) -> Told {
        run_reading_in(&self.0, args, lines.as_bytes())
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be taken away lies in the target folder and harms nobody.
        drop(std::fs::remove_dir_all(&self.0));
    }
}

/// A copy of the shipped guidelines that may be changed.
pub fn copied_guidelines() -> Scratch {
    let scratch = Scratch::new();
    copy(&root().join("guidelines"), &scratch.path().join("guidelines"));
    scratch
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder can be made");
    for entry in std::fs::read_dir(from).expect("is a folder") {
        let entry = entry.expect("can be read");
        let to = to.join(entry.file_name());
        if entry.file_type().expect("has a kind").is_dir() {
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).expect("can be copied");
        }
    }
}

/// One journey: a case and the looks at it.
#[derive(Clone)]
pub struct Journey {
    pub name: String,
    /// The case file, from the top of the repository.
    pub case: String,
    pub looks: Vec<Look>,
}

#[derive(Clone, Debug)]
pub struct Look {
    pub on: String,
    pub role: String,
    pub language: String,
}

/// Every journey on each of its days, and on these days too.
pub fn journeys_by_day(more: &[&str]) -> Vec<(Journey, String)> {
    let days = |journey: Journey| {
        let own = journey.looks.iter().map(|look| look.on.clone());
        let days: BTreeSet<String> = own.chain(more.iter().map(|day| (*day).to_owned())).collect();
        days.into_iter().map(move |on| (journey.clone(), on))
    };
    journeys().into_iter().flat_map(days).collect()
}

/// All journeys, in the order of their names.
pub fn journeys() -> Vec<Journey> {
    let folder = root().join("guidelines/journeys");
    let names = std::fs::read_dir(&folder).expect("there are journeys").map(|entry| entry.unwrap().file_name());
    let names = names.map(|name: OsString| name.into_string().expect("is UTF-8"));
    let mut names: Vec<String> = names.filter_map(|name| name.strip_suffix(".looks.toml").map(str::to_owned)).collect();
    names.sort();
    assert!(names.len() >= 6, "{names:?}");
    let journey = |name: String| {
        let looks = std::fs::read_to_string(folder.join(format!("{name}.looks.toml"))).unwrap();
        let looks: toml::Table = looks.parse().expect("is TOML");
        let looks = looks["looks"].as_array().expect("is a list").iter().map(|look| Look {
            on: look["on"].as_datetime().expect("is a day").to_string(),
            role: look["role"].as_str().expect("is a word").to_owned(),
            language: look.get("lang").map_or("nl", |word| word.as_str().expect("is a word")).to_owned(),
        });
        let looks = looks.collect();
        Journey { case: format!("guidelines/journeys/{name}.toml"), name, looks }
    };
    names.into_iter().map(journey).collect()
}

/// The care assistant of the second journey, whom the employer's side may know something about.
pub const CARE_ASSISTANT: &str = "guidelines/journeys/v02-care-assistant.toml";

/// A receipt that was written once, and is kept.
pub const OLD_RECEIPT: &str = "crates/receipt/tests/receipts/format-0-cough-with-house-pack.json";

pub fn care_assistant() -> String {
    std::fs::read_to_string(root().join(CARE_ASSISTANT)).expect("the journey is there")
}

/// The roles on the employer's side.
pub fn employers_side() -> Vec<&'static str> {
    roles(|side| side == Side::Employer)
}

/// The roles that read a file, the employer's side among them.
pub fn readers() -> Vec<&'static str> {
    roles(|side| !matches!(side, Side::Outside | Side::System))
}

pub fn roles(of_side: impl Fn(Side) -> bool) -> Vec<&'static str> {
    Role::ALL.iter().filter(|role| of_side(role.side())).map(|role| role.as_str()).collect()
}

pub const LANGUAGES: [&str; 3] = ["nl", "fr", "en"];

/// Text with one part of it replaced; the part must be there once.
#[track_caller]
pub fn replaced(text: &str, part: &str, by: &str) -> String {
    assert_eq!(text.matches(part).count(), 1, "`{part}` stands once in the text");
    text.replace(part, by)
}
