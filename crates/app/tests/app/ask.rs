//! `ask`: an interview through a pipe, as a person would hold it at a terminal, and from a file of answers.

use crate::support::{Scratch, Told, command_in, root};
use std::fmt::Write as _;
use std::io::{Read, Write};
use std::process::Stdio;

const INTAKE: [&str; 8] =
    ["ask", "case.toml", "--role", "intake_expert", "--on", "2026-09-16", "--told-by", "mevrouw-k"];
const WORKER: [&str; 6] = ["ask", "case.toml", "--role", "worker", "--on", "2026-09-16"];

/// The first journey as it was when she had reported sick and nobody had asked her anything yet.
fn order_picker() -> Scratch {
    let whole = std::fs::read_to_string(root().join("guidelines/journeys/v01-order-picker.toml")).unwrap();
    let (reported, asked) = whole.split_once("# The phone intake.").expect("the intake begins with a comment");
    assert!(asked.contains("stecr.saddle_numbness"));
    Scratch::with("case.toml", reported)
}

/// What was said, on standard output, of an interview that ended well.
#[track_caller]
fn talk(scratch: &Scratch, args: &[&str], lines: &str) -> String {
    scratch.answering(args, lines).done()
}

fn statements(scratch: &Scratch) -> toml::Table {
    scratch.read("case.toml").parse().expect("is TOML")
}

/// What stands in the file about a fact, entry by entry.
fn said(scratch: &Scratch, fact: &str) -> Vec<(String, String, toml::Table)> {
    let file = statements(scratch);
    let entries = file["statements"].as_array().unwrap().iter().filter_map(|entry| entry.as_table());
    let of_fact = entries.filter_map(|entry| {
        let value = entry.get("says")?.as_table()?.get(fact)?;
        let value = value.as_str().map_or_else(|| format!("{value:?}"), str::to_owned);
        Some((entry["id"].as_str()?.to_owned(), value, entry.clone()))
    });
    of_fact.collect()
}

/// Answers as she gave them, and the questions of the physician later left for the physician.
const AS_SHE_SAID: &str = "2\n2\nnee\nn\n0\n2\n2\n?\n1\n0\n1\n2\n1\n2\n1\n2\n0\n2\n2\n2\n3-9-2026\n?\n1\n";

#[test]
fn v01_the_interview_in_the_manual_is_what_the_program_says() {
    let scratch = order_picker();
    let told = talk(&scratch, &INTAKE, AS_SHE_SAID);
    let mut page = String::new();
    let command = INTAKE.map(|word| word.to_owned()).join(" ");
    write!(page, "```text\n$ rugwijzer {command}\n{told}```\n").unwrap();
    crate::docs::holds("docs/manual/interview-v01.md", "interview", &page);

    assert!(told.contains("Urgentie uit de anamnese: geen alarm uit de anamnese"), "{told}");
    assert!(
        !told.contains("Gestopt") && !told.contains("past niet") && told.contains("NIET GEVRAAGD, EN WAAROM"),
        "{told}"
    );
    // What was left without a tick is marked so, what was asked by itself is not.
    let [(_, fever, entry)] = &said(&scratch, "stecr.fever")[..] else { panic!("fever was asked once") };
    assert_eq!((fever.as_str(), entry.get("group_answer")), ("no", Some(&toml::Value::Boolean(true))));
    assert_eq!(entry["told_by"].as_str(), Some("mevrouw-k"));
    let [(_, _, entry)] = &said(&scratch, "stecr.saddle_numbness")[..] else { panic!("asked once") };
    assert!(!entry.contains_key("group_answer"));
    // Nothing is left to ask: going on asks nothing.
    let again = talk(&scratch, &INTAKE, "");
    assert!(!again.contains("\n> "), "{again}");
}

#[test]
fn v05_a_worker_reads_whom_to_call_at_once_and_goes_on_later() {
    let scratch = order_picker();
    // She leaves in the middle of a line.
    let told = talk(&scratch, &WORKER, "nee\nja\n");
    let (before, after) = told.split_once("!!! SPOED").expect("the alarm is told");
    assert!(before.ends_with("> ja\n\n"), "right after the answer: {before}");
    let (card, next) = after.split_once("\n\n").expect("then the next question");
    assert!(card.contains("Bel nu uw huisarts") && card.contains("112"), "{card}");
    assert!(next.starts_with("Tintelen allebei uw benen"), "the other emergency signs are asked too: {next}");
    for word in ["BESLIST", "stecr", "Categorie", "NOG OPEN", "NIET GEVRAAGD"] {
        assert!(!told.contains(word), "the worker reads `{word}`");
    }
    assert_eq!(said(&scratch, "stecr.saddle_numbness").len(), 1, "what was answered is kept");

    // Going on: what was answered is not asked again, and the alarm still stands at the end.
    let later = talk(&scratch, &WORKER, "n\n?\nn\ns\n");
    assert!(!later.contains("Voelt u minder tussen uw benen"), "{later}");
    assert!(later.contains("Uw antwoord helpt de arts") && later.contains("112"), "{later}");
}

#[test]
fn s_9_back_puts_right_what_was_said_and_keeps_it() {
    let scratch = order_picker();
    let told = talk(&scratch, &INTAKE, "n\nj\nb\nn\nb\nb\nd\ns\n");
    assert!(told.contains("Eerder antwoord: ja") && told.contains("Eerder antwoord: nee"), "{told}");
    let saddle = said(&scratch, "stecr.saddle_numbness");
    let [(first, yes, _), (_, no, taken_back)] = &saddle[..] else { panic!("{saddle:?}") };
    assert_eq!((yes.as_str(), no.as_str()), ("yes", "no"), "nothing is overwritten");
    assert_eq!(taken_back["withdraws"].as_str(), Some(format!("{first}/stecr.saddle_numbness").as_str()));
    // Twice back: the first question, answered with no, is put right to "I do not know".
    let first = said(&scratch, "stecr.bladder_bowel");
    let [(id, _, _), (_, unknown, correction)] = &first[..] else { panic!("{first:?}") };
    assert_eq!(unknown, "dont_know");
    assert_eq!(correction["replaces"].as_str(), Some(format!("{id}/stecr.bladder_bowel").as_str()));
}

#[test]
fn an_answer_that_does_not_fit_is_told_in_one_sentence_and_asked_again() {
    let scratch = order_picker();
    let told = talk(&scratch, &INTAKE, "misschien\n\n7\n2\ns\n");
    assert_eq!(told.matches("Dit antwoord past niet bij de vraag.").count(), 3, "{told}");
    assert_eq!(told.matches("Gaat plassen of ontlasting").count(), 1);
    assert_eq!(said(&scratch, "stecr.bladder_bowel").len(), 1);
}

#[test]
fn s_21_a_tick_list_reads_yes_doubt_and_no() {
    let scratch = order_picker();
    // Neither a number that is not there nor none together with one is taken for an answer.
    let told = talk(&scratch, &INTAKE, "n\nn\nn\nn\n9\n0 1\n\n2?, 3\ns\n");
    assert_eq!(told.matches("Dit past niet bij de lijst.").count(), 3, "{told}");
    let of = |fact: &str| {
        let [(_, value, entry)] = &said(&scratch, fact)[..] else { panic!("{fact} was asked once") };
        (value.clone(), entry.contains_key("group_answer"))
    };
    assert_eq!(of("stecr.fever"), ("yes".to_owned(), false));
    assert_eq!(of("stecr.weight_loss"), ("dont_know".to_owned(), false));
    assert_eq!(of("stecr.malignancy_history"), ("no".to_owned(), true));
}

#[test]
fn a_file_that_changed_in_the_meantime_is_not_overwritten() {
    let scratch = order_picker();
    let mut command = command_in(scratch.path());
    command.args(INTAKE).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let (mut input, mut output) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
    input.write_all(b"n\n").unwrap();
    // It asks the second question: the first answer is on the disk.
    let mut told = Vec::new();
    while !String::from_utf8_lossy(&told).contains("Voelt u minder tussen uw benen") {
        let mut byte = [0];
        assert_eq!(output.read(&mut byte).unwrap(), 1, "{}", String::from_utf8_lossy(&told));
        told.push(byte[0]);
    }
    assert_eq!(said(&scratch, "stecr.bladder_bowel").len(), 1);
    let changed = scratch.read("case.toml") + "# somebody else was here\n";
    scratch.write("case.toml", &changed);
    input.write_all(b"n\n").unwrap();
    drop(input);
    output.read_to_end(&mut told).unwrap();
    let ended = child.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(5));
    let stderr = String::from_utf8(ended.stderr).unwrap();
    assert!(stderr.contains("somebody else changed this file in the meantime; nothing was overwritten"), "{stderr}");
    assert_eq!(scratch.read("case.toml"), changed);
}

#[test]
fn where_nothing_can_be_written_the_case_stays_whole() {
    let scratch = order_picker();
    let before = scratch.read("case.toml");
    // What is written first stands in the way: a folder of that name, with something in it.
    scratch.write(".case.toml.new/something", "");
    let told = scratch.answering(&INTAKE, "n\n");
    assert_eq!(told.code, Some(1), "{told:?}");
    assert!(told.stderr.contains("case.toml: cannot be written"), "{}", told.stderr);
    assert_eq!(scratch.read("case.toml"), before);
}

/// An emergency, and answers to what would have been asked without it.
const ANSWERS: &str = r#"
[answers]
"stecr.bladder_bowel" = "no"
"stecr.saddle_numbness" = "yes"
"stecr.deficit_both_legs" = "no"
"stecr.weakness" = "no"
"stecr.fever" = "no"
"stecr.function" = "some"
"#;

#[test]
fn a_file_of_answers_is_asked_in_the_order_of_the_program_and_ends_where_it_says_nothing() {
    let scratch = order_picker();
    scratch.write("answers.toml", ANSWERS);
    let args =
        ["ask", "case.toml", "--role", "bedrijfsarts", "--on", "2026-09-21", "--answers", "answers.toml", "--json"];
    let told = scratch.run(&args);
    let transcript: serde_json::Value = serde_json::from_str(&told.stdout).expect("is JSON");
    let asked: Vec<&str> =
        transcript["asked"].as_array().unwrap().iter().filter_map(|asked| asked["question"].as_str()).collect();
    assert_eq!(
        asked[..4],
        ["stecr.ask_bladder_bowel", "stecr.ask_saddle_numbness", "stecr.ask_deficit_both_legs", "stecr.ask_weakness"]
    );
    let decided = &transcript["asked"][1]["decided"];
    assert!(decided.to_string().contains("stecr.emergency_saddle"), "{decided}");
    let not_needed = transcript["not_needed"].as_array().unwrap();
    assert!(not_needed.contains(&"stecr.fever".into()), "an emergency stops what comes after: {not_needed:?}");
    // The statutory clock goes on, and the file says nothing about it.
    assert_eq!((told.code, transcript["not_answered"].as_array().unwrap().is_empty()), (Some(8), false), "{told:?}");
    let skipped = transcript["skipped"].as_array().unwrap();
    let fever = skipped.iter().find(|skipped| skipped["question"] == "stecr.ask_general_health").unwrap();
    assert_eq!((&fever["why"], &fever["stopped_by"]["rule"]), (&"stopped".into(), &"stecr.emergency_saddle".into()));
    assert_eq!(said(&scratch, "stecr.saddle_numbness").len(), 1, "what was answered until then is kept");
}

#[test]
fn a_file_of_answers_that_is_wrong_is_refused_before_anything_is_kept() {
    let scratch = order_picker();
    let before = scratch.read("case.toml");
    let wrong = "[answers]\n\"stecr.fevr\" = \"no\"\n\"stecr.saddle_numbness\" = \"a very secret answer\"\n\
                 [records]\ntreatments = []\n[reasons]\n\"stecr.specificity\" = 3\n";
    scratch.write("answers.toml", wrong);
    let mut args = WORKER.to_vec();
    args.extend(["--answers", "answers.toml"]);
    let told = scratch.run(&args).refused(3);
    assert_eq!(
        told.lines().map(|line| line.split("; expected").next().unwrap_or(line)).collect::<Vec<_>>(),
        [
            "answers.toml:2:16 (answers[\"stecr.fevr\"]): `stecr.fevr` is not a fact of these packs; did you mean `stecr.fear`?",
            "answers.toml:3:27 (answers[\"stecr.saddle_numbness\"]): what stands here is no answer to `stecr.saddle_numbness`",
            "answers.toml:5:14 (records.treatments): `treatments` is not a list of these packs",
            "answers.toml:7:23 (reasons[\"stecr.specificity\"]): no reason stands here",
        ]
    );
    assert!(!told.contains("secret"));
    assert_eq!(scratch.read("case.toml"), before);
    let missing = scratch.run(&["ask", "case.toml", "--role", "worker", "--answers", "nowhere.toml"]);
    assert_eq!(missing.refused(4), "nowhere.toml: there is no such file\n");
}

#[test]
fn who_knows_nothing_comes_to_an_end_in_every_language() {
    for (language, role, on) in
        [("fr", "intake_expert", "2026-09-16"), ("en", "worker", "2026-09-16"), ("nl", "case_manager", "2026-12-01")]
    {
        let scratch = order_picker();
        let args = ["ask", "case.toml", "--role", role, "--on", on, "--lang", language, "--by", "someone"];
        let args = if role == "worker" { &args[..8] } else { &args };
        let told = talk(&scratch, args, &"d\n".repeat(200));
        assert!(told.contains("> d") && told.matches("> d").count() < 80, "{told}");
        let file = statements(&scratch);
        let known = file["statements"].as_array().unwrap().iter().skip(1);
        let all = known.flat_map(|entry| entry["says"].as_table().unwrap().values().cloned().collect::<Vec<_>>());
        assert!(all.into_iter().all(|value| value.as_str() == Some("dont_know")), "{file:?}");
    }
}

#[test]
fn s_41_a_supervisor_is_asked_about_work_and_reads_nothing_of_the_cause() {
    let scratch = order_picker();
    let args = ["ask", "case.toml", "--role", "supervisor", "--by", "chef", "--on", "2026-09-16"];
    let told = talk(&scratch, &args, "?\n1\n?\nd\nd\nd\nd\nd\nd\n");
    assert!(told.starts_with("Verzuimbegeleiding: vragen\n"), "{told}");
    assert!(told.contains("Hoeveel werkt de werknemer") && told.contains("Gevraagd voor"), "{told}");
    let words: Vec<&str> = told.split(|letter: char| !letter.is_alphanumeric()).collect();
    for word in ["rug", "Rugklachten", "stecr", "klachten", "pijn", "alarm", "Categorie", "Interventie", "Orderpicker"]
    {
        assert!(!words.contains(&word), "the supervisor reads `{word}` in\n{told}");
    }
    assert!(scratch.read("case.toml").contains("id = \"chef\""), "who answers stands among the people");
    // An episode without absence does not exist for the employer's side, and nothing is kept.
    let at_work = order_picker();
    let without = at_work.read("case.toml").replace("[[spells]]\nid = \"verzuim\"\nfirst_day = 2026-09-07\n", "");
    at_work.write("case.toml", &without);
    let refused = at_work.answering(&args, "1\n");
    assert_eq!((refused.code, refused.stderr.as_str()), (Some(4), "Er is op deze dag geen verzuim bekend.\n"));
    assert_eq!(at_work.read("case.toml"), without);
}

#[test]
fn a_new_case_is_begun_with_the_few_things_it_needs() {
    let scratch = Scratch::new();
    let ask = |role: &str, lines: &str| -> Told {
        scratch.answering(&["ask", "new.toml", "--role", role, "--on", "2026-09-16", "--lang", "en"], lines)
    };
    let told = ask("hr", "DE\nnl\n31-2-2026\n17-09-2026\n14/9/2026\nnot an id\nhr-1\ns\n").done();
    assert!(told.contains("Choose NL or BE.") && told.contains("This is no date."), "{told}");
    assert!(told.contains("Give an earlier date.") && told.contains("without spaces."), "{told}");
    let file: toml::Table = scratch.read("new.toml").parse().unwrap();
    assert_eq!(file["employments"][0]["country"].as_str(), Some("NL"));
    assert_eq!(file["spells"][0]["first_day"].as_datetime().map(ToString::to_string).as_deref(), Some("2026-09-14"));
    // Somebody else goes on in it; who leaves before anything is said leaves no file.
    let told = ask("worker", "n\ns\n").done();
    assert!(told.contains("Has passing urine or stool recently changed"), "{told}");
    let told = scratch.answering(&["ask", "other.toml", "--role", "worker", "--lang", "en"], "").done();
    assert!(told.ends_with("Nothing was kept.\n"), "{told}");
    assert!(!scratch.path().join("other.toml").exists());
}

#[test]
fn what_somebody_may_not_do_is_refused() {
    let scratch = order_picker();
    scratch
        .run(&["ask", "-", "--role", "worker"])
        .refuses(2, "answers are kept in a case file; standard input is none");
    scratch.run(&["ask", "case.toml", "--role", "gp"]).refuses(6, "the role `gp` reads no file");
    let told = scratch.run(&["ask", "case.toml", "--role", "worker", "--by", "dr-bos"]);
    told.refuses(2, "`dr-bos` does not have the role `worker` in this file");
}
