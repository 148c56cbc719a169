//! The front page shows what the program really prints.
//!
//! A console block in the README is a command and an excerpt of what it prints:
//!
//! ```console
//! $ target/release/rugwijzer advise …
//! first lines
//! …
//! later lines
//! ```
//!
//! Lines that follow each other there follow each other in the output; a line with only `…` stands for lines left out. Empty
//! lines and blanks at the end of a line do not count.

use crate::support::{root, run};

/// The text between two fences.
struct Block {
    line: usize,
    info: String,
    lines: Vec<String>,
}

fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for (number, line) in page.lines().enumerate() {
        match (line.trim_end().strip_prefix("```"), open.take()) {
            (Some(info), None) => {
                open = Some(Block { line: number + 1, info: info.trim().to_owned(), lines: Vec::new() });
            }
            (Some(""), Some(block)) => blocks.push(block),
            (_, Some(mut block)) => {
                block.lines.push(line.trim_end().to_owned());
                open = Some(block);
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a fence is not closed");
    blocks
}

const PROGRAM: &str = "$ target/release/rugwijzer ";
const LEFT_OUT: &str = "…";

/// Whether an excerpt stands in what was printed; where not, from which line on.
fn is_excerpt(excerpt: &[String], printed: &str) -> Result<(), String> {
    let printed: Vec<&str> = printed.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
    let excerpt: Vec<&str> = excerpt.iter().map(String::as_str).filter(|line| !line.is_empty()).collect();
    let mut from = 0;
    for (at, part) in excerpt.split(|line| *line == LEFT_OUT).enumerate() {
        let Some(first) = part.first() else { continue };
        let rest = printed.get(from..).unwrap_or_default();
        let found = rest.windows(part.len()).position(|lines| lines == part);
        match found {
            // Without a mark before it, an excerpt begins where the output begins.
            Some(found) if at > 0 || found == 0 => from += found + part.len(),
            Some(_) => return Err(format!("these lines are not the first: {first}")),
            None => return Err(format!("these lines do not stand there, or not after each other: {first}")),
        }
    }
    Ok(())
}

#[test]
fn what_the_readme_shows_is_what_the_program_prints() {
    let page = std::fs::read_to_string(root().join("README.md")).expect("there is a README");
    let mut advised = 0;
    for block in blocks(&page).iter().filter(|block| block.info == "console") {
        let (command, excerpt) = block.lines.split_first().unwrap_or_else(|| panic!("line {}: empty", block.line));
        let Some(args) = command.strip_prefix(PROGRAM) else { continue };
        let args: Vec<&str> = args.split_whitespace().collect();
        let printed = run(&args).done();
        if let Err(fault) = is_excerpt(excerpt, &printed) {
            panic!("README.md, block at line {}: {fault}\n\nprinted:\n{printed}", block.line);
        }
        advised += usize::from(args.first() == Some(&"advise") && excerpt.len() > 3);
    }
    assert!(advised > 0, "README.md shows no advice: a console block that begins with `{PROGRAM}advise …`");
}

#[test]
fn every_command_of_the_readme_is_one_that_exists() {
    let page = std::fs::read_to_string(root().join("README.md")).expect("there is a README");
    for block in blocks(&page).iter().filter(|block| block.info == "console") {
        let commands = block.lines.iter().filter_map(|line| line.strip_prefix("$ "));
        let mut count = 0;
        for command in commands {
            count += 1;
            let word = command.split_whitespace().next().unwrap_or_default();
            match word.strip_prefix("./") {
                Some(script) => {
                    let text = std::fs::read_to_string(root().join(script)).unwrap_or_default();
                    assert!(text.starts_with("#!"), "README.md, line {}: `{command}`", block.line);
                }
                None => assert!(
                    format!("$ {command} ").starts_with(PROGRAM) || ["cargo", "git"].contains(&word),
                    "README.md, line {}: `{command}` is neither the program nor a script of the repository",
                    block.line
                ),
            }
        }
        assert!(count > 0, "README.md, line {}: a console block without a command", block.line);
    }
}

#[test]
fn an_excerpt_is_recognised_and_nothing_else() {
    let printed = "one\n\ntwo\nthree  \nfour\nfive\n";
    let is = |excerpt: &[&str]| {
        is_excerpt(&excerpt.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>(), printed).is_ok()
    };
    assert!(is(&["one", "two"]) && is(&["one", "", "two", "…"]) && is(&["one", "…", "three", "four"]));
    assert!(is(&["…", "three", "…", "five"]));
    assert!(!is(&["two"]) && !is(&["one", "three"]) && !is(&["one", "…", "five", "…", "four"]) && !is(&["…", "six"]));
}
