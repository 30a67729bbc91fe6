//! Completions and the manual page contain the whole command line, and the programs that read them accept them.

use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Command, Stdio};

fn notelint(args: &[&str]) -> String {
    let ended = Command::new(env!("CARGO_BIN_EXE_notelint")).args(args).output().unwrap();
    assert!(ended.status.success() && ended.stderr.is_empty(), "{args:?}: {}", String::from_utf8_lossy(&ended.stderr));
    String::from_utf8(ended.stdout).unwrap()
}

/// What `--help` lists under `Commands:`.
fn commands() -> Vec<String> {
    let help = notelint(&["--help"]);
    let listed = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let rows = listed.lines().filter_map(|line| line.strip_prefix("  ").filter(|row| !row.starts_with(' ')));
    rows.map(|row| row.split(' ').next().unwrap().to_owned()).filter(|name| name != "help").collect()
}

/// The long options that the help pages list.
fn options() -> BTreeSet<String> {
    let pages = commands().into_iter().map(|command| notelint(&[&command, "--help"])).chain([notelint(&["--help"])]);
    let listed = |page: String| {
        let rows = page.lines().map(str::trim_start).filter(|row| row.starts_with('-')).map(str::to_owned);
        rows.collect::<Vec<_>>()
    };
    let words = pages.flat_map(listed).filter_map(|row| {
        let from = row.find("--")?;
        Some(row[from..].split([' ', '[']).next()?.to_owned())
    });
    words.filter(|word| word.len() > 2).collect()
}

/// Passes a text to a program; `None` if the machine does not have it.
fn read_by(program: &str, args: &[&str], text: &str) -> Option<std::process::Output> {
    let mut run = Command::new(program)
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .ok()?;
    run.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    Some(run.wait_with_output().unwrap())
}

#[test]
fn help_is_read_as_it_is_meant() {
    assert!(["check", "completions", "man"].iter().all(|name| commands().contains(&(*name).to_owned())));
    assert!(["--checklist", "--update-snapshots", "--version"].iter().all(|name| options().contains(*name)));
}

#[test]
fn every_shell_completes_every_command_and_option() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = notelint(&["completions", shell]);
        for name in commands() {
            assert!(script.contains(&name), "{shell} does not have {name}");
        }
        for option in options() {
            // fish writes long options with a flag of its own: `-l checklist`.
            let written = if shell == "fish" { option.replacen("--", "-l ", 1) } else { option };
            assert!(script.contains(&written), "{shell} does not have {written}");
        }
    }
}

#[test]
fn the_shells_at_hand_accept_their_completions() {
    for (shell, args) in [("bash", ["-n"]), ("zsh", ["-n"]), ("fish", ["--no-execute"])] {
        let script = notelint(&["completions", shell]);
        if let Some(ended) = read_by(shell, &args, &script) {
            assert!(ended.status.success(), "{shell}: {}", String::from_utf8_lossy(&ended.stderr));
        }
    }
}

#[test]
fn the_manual_has_every_command_and_option() {
    let page = notelint(&["man"]).replace("\\-", "-");
    for name in commands() {
        let heading = format!(".SH \"NOTELINT {}\"", name.to_uppercase());
        assert!(page.contains(&heading), "no {heading}");
    }
    for option in options() {
        assert!(page.contains(&format!("\\fB{option}\\fR")), "no {option}");
    }
    assert!(page.contains("notelint check visit.txt                         one note\n"), "examples stay in columns");
}

#[test]
fn groff_sets_the_manual_without_a_warning() {
    if let Some(ended) = read_by("groff", &["-man", "-Tutf8", "-ww", "-z"], &notelint(&["man"])) {
        let said = String::from_utf8_lossy(&ended.stderr);
        assert!(ended.status.success() && said.is_empty(), "{said}");
    }
}
