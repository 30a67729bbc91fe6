//! docs/writing-rules.md is a session, and this test follows it: in a fresh folder each file that the text shows is
//! written, and each command must print the text below it, word for word, with the exit code that the text shows.
//!
//! A fence ```` ```yaml rules/falls.yaml ```` is a file of that name, written anew each time it is shown. In a fence
//! ```` ```console ```` a line `$ command` is run, and what follows is its output. `notelint` is the program under
//! test; `$ cat FILE` and `$ echo $?` are understood as well, so no shell is needed. After an intended change:
//! `UPDATE_TUTORIAL=1 cargo test --test it tutorial`, then read the difference.

use std::fs;
use std::path::Path;
use std::process::Command;

/// The folder of a session.
struct Session<'a> {
    folder: &'a Path,
    exit: i32,
}

impl Session<'_> {
    fn write(&self, file: &str, text: &str) {
        let path = self.folder.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// What a command prints, on both streams.
    fn run(&mut self, command: &str) -> String {
        let words: Vec<&str> = command.split(' ').collect();
        match words.as_slice() {
            ["echo", "$?"] => format!("{}\n", self.exit),
            ["cat", file] => fs::read_to_string(self.folder.join(file)).unwrap(),
            ["notelint", args @ ..] => {
                let mut run = Command::new(env!("CARGO_BIN_EXE_notelint"));
                let ended = run.current_dir(self.folder).args(args).args(["--color", "never"]).output().unwrap();
                self.exit = ended.status.code().unwrap();
                String::from_utf8([ended.stdout, ended.stderr].concat()).unwrap()
            }
            _ => panic!("the tutorial's commands are notelint, cat and echo $?, not {command:?}"),
        }
    }

    /// A console fence with the present output of its commands.
    fn console(&mut self, body: &str) -> String {
        let commands = body.lines().filter_map(|line| line.strip_prefix("$ "));
        let printed: Vec<String> = commands
            .map(|command| {
                let page = self.run(command);
                let lines: String = page.lines().map(|line| format!("{}\n", line.trim_end())).collect();
                format!("$ {command}\n{}\n", lines.trim_end())
            })
            .collect();
        printed.concat()
    }
}

/// The text with the present output in every console fence.
fn replayed(text: &str, folder: &Path) -> String {
    let mut session = Session { folder, exit: 0 };
    let mut page = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("\n```").map(|at| at + 1) {
        let open = start + rest[start..].find('\n').unwrap() + 1;
        let close = open + rest[open..].find("```\n").expect("a fence is closed");
        let (mark, body) = (rest[start..open].trim_end(), &rest[open..close]);
        page.push_str(&rest[..open]);
        match mark.split_once(' ') {
            Some((_, file)) => {
                session.write(file, body);
                page.push_str(body);
            }
            None if mark == "```console" => page.push_str(&session.console(body)),
            None => page.push_str(body),
        }
        page.push_str("```\n");
        rest = &rest[close + 4..];
    }
    page.push_str(rest);
    page
}

#[test]
fn the_tutorial_is_what_happens() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/writing-rules.md");
    let text = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    let folder = tempfile::tempdir().unwrap();
    let now = replayed(&text, folder.path());
    if std::env::var_os("UPDATE_TUTORIAL").is_some() {
        fs::write(&path, now).unwrap();
        return;
    }
    assert!(text.matches("\n$ notelint ").count() >= 7, "the tutorial runs its commands");
    let differ = text.lines().zip(now.lines()).position(|(written, real)| written != real);
    if let Some(line) = differ.or((text != now).then_some(text.lines().count())) {
        let from = |page: &str| page.lines().skip(line).take(12).collect::<Vec<_>>().join("\n");
        panic!("docs/writing-rules.md:{}: written\n{}\nbut now\n{}", line + 1, from(&text), from(&now));
    }
}
