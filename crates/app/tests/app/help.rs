//! Help, completions and manual page come from one definition of the commands.

use crate::support::run;

/// All commands that do something, each with what must follow it before `--json`.
const COMMANDS: [(&[&str], &[&str]); 14] = [
    (&["advise"], &[crate::support::CARE_ASSISTANT, "--on", "2026-11-12"]),
    (&["verify"], &[crate::support::OLD_RECEIPT]),
    (&["ask"], &[crate::support::CARE_ASSISTANT, "--role", "worker", "--on", "2026-11-12"]),
    (&["explain"], &[crate::support::CARE_ASSISTANT, "stecr.category", "--on", "2026-11-12"]),
    (&["deadlines"], &[crate::support::CARE_ASSISTANT, "--on", "2026-11-12"]),
    (&["guideline", "check"], &[]),
    (&["guideline", "show"], &["stecr.category_table"]),
    (&["guideline", "diff"], &["stecr-2004", "nvab-2021"]),
    (&["guideline", "glossary"], &[]),
    (&["guideline", "coverage"], &[]),
    (&["guideline", "journeys"], &["guidelines/journeys"]),
    (&["schema"], &[]),
    (&["completions"], &["bash"]),
    (&["man"], &[]),
];

/// The names of the commands as the help lists them.
fn listed(command: &[&str]) -> Vec<String> {
    let help = run(&[command, &["--help"]].concat()).done();
    let list = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    // A description that goes on stands further to the right.
    let names = list.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    let names = names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help");
    names.map(str::to_owned).collect()
}

#[test]
fn these_are_all_commands() {
    let mut found: Vec<Vec<String>> = Vec::new();
    for name in listed(&[]) {
        let below = listed(&[&name]);
        if below.is_empty() {
            found.push(vec![name]);
        } else {
            found.extend(below.into_iter().map(|sub| vec![name.clone(), sub]));
        }
    }
    found.sort();
    let mut known: Vec<Vec<String>> =
        COMMANDS.iter().map(|(command, _)| command.iter().map(|word| (*word).to_owned()).collect()).collect();
    known.sort();
    assert_eq!(found, known);
}

#[test]
fn every_command_has_a_help_with_two_examples_that_begin_with_it() {
    for command in COMMANDS.iter().map(|(command, _)| *command).chain([&["guideline"] as &[&str], &[]]) {
        let help = run(&[command, &["--help"]].concat()).done();
        let (_, examples) = help.split_once("\nExamples:\n").unwrap_or_else(|| panic!("{command:?} has examples"));
        let examples: Vec<&str> = examples.lines().collect();
        assert_eq!(examples.len(), 2, "{command:?}");
        for example in examples {
            let begins = format!("  rugwijzer {}", command.join(" "));
            assert!(example.starts_with(begins.trim_end()), "{example}");
        }
        // The short help is the same or shorter, with the same examples.
        assert!(run(&[command, &["-h"]].concat()).done().contains("Examples:"), "{command:?}");
    }
}

#[test]
fn every_command_prints_json_when_asked() {
    for (command, rest) in COMMANDS {
        run(&[command, rest, &["--json"]].concat()).json();
        let help = run(&[command, &["--help"]].concat()).done();
        assert!(help.contains("--json"), "{command:?}");
    }
}

#[test]
fn completions_know_every_command_and_option_in_three_shells() {
    for (shell, begins) in [("bash", "_rugwijzer() {"), ("zsh", "#compdef rugwijzer"), ("fish", "# Print an optspec")] {
        let script = run(&["completions", shell]).done();
        assert!(script.starts_with(begins), "{shell}: {}", script.lines().next().unwrap_or_default());
        for (command, _) in COMMANDS {
            for word in command {
                assert!(script.contains(word), "{shell}: {word}");
            }
        }
        for option in ["known-on", "service-name", "guidelines"] {
            assert!(script.contains(option), "{shell}: {option}");
        }
        assert_eq!(run(&["completions", shell, "--json"]).json()["text"], script);
    }
}

#[test]
fn the_manual_page_has_a_synopsis_of_every_command() {
    let page = run(&["man"]).done();
    assert!(page.contains(".TH rugwijzer 1"));
    for (command, _) in COMMANDS {
        // In a manual page a hyphen is written with a backslash; no command has one yet.
        let synopsis = format!(".SH SYNOPSIS\n\\fBrugwijzer {}\\fR", command.join(" "));
        assert!(page.contains(&synopsis), "{command:?}");
    }
    for word in ["\\-\\-known\\-on", "\\-\\-guidelines", "RUGWIJZER_SERVICE_NAME"] {
        assert!(page.contains(word), "{word}");
    }
    assert_eq!(run(&["man", "--json"]).json()["text"], page);
}

#[test]
fn the_examples_of_the_commands_that_read_a_case_are_right() {
    // They name a file of the reader's own; with a case in its place they run.
    let mut ran = 0;
    for command in ["advise", "explain", "deadlines"] {
        let help = run(&[command, "--help"]).done();
        let (_, examples) = help.split_once("\nExamples:\n").expect("has examples");
        for example in examples.lines() {
            let words = example.replace("case.toml", crate::support::CARE_ASSISTANT);
            let words = words.split_whitespace().skip(1).take_while(|word| *word != ">");
            run(&words.collect::<Vec<_>>()).done();
            ran += 1;
        }
    }
    assert_eq!(ran, 6);
}
