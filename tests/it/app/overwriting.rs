//! A report never replaces what the run reads.
//!
//! `check n.txt -o json:n.txt` once emptied the note before it was read, and exited with 0. A file that a run writes is
//! now compared with every file that it reads, by identity and not by spelling, and is replaced only by a complete
//! report.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const NOTE: &str = "CC: Cough for *** days.\n\nPlan: Rest and fluids.\n";
const CONFIG: &str = "schema: 1\nextends: [base.yaml]\nrules: [rules/]\n";
const LEXICON: &str = "schema: 1\nlexicon: site\nconcepts:\n  site-cough: {terms: [hacking cough]}\n";

/// A site: two notes, a configuration that extends another, a rule file, a baseline and an old report.
fn site() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir_all(root.join("notes/sub")).unwrap();
    fs::create_dir(root.join("rules")).unwrap();
    for (path, text) in [
        ("notes/n.txt", NOTE),
        ("notes/m.txt", NOTE),
        ("notelint.yaml", CONFIG),
        ("base.yaml", "schema: 1\n"),
        ("rules/site.yaml", LEXICON),
        ("more.yaml", &LEXICON.replace("site", "more")),
        ("old.json", "the report of yesterday\n"),
    ] {
        fs::write(root.join(path), text).unwrap();
    }
    let run = check(root, &["notes", "--baseline", "known.json", "--update-baseline"]);
    assert_eq!(run.status.code(), Some(0), "{}", stderr(&run));
    folder
}

fn notelint(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
    command.current_dir(folder);
    command
}

fn check(folder: &Path, args: &[&str]) -> Output {
    notelint(folder).arg("check").args(args).output().unwrap()
}

fn stderr(run: &Output) -> String {
    String::from_utf8_lossy(&run.stderr).into_owned()
}

/// Every file below a folder with its contents.
fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.is_symlink() {
                folders.push(path);
            } else {
                files.insert(path.display().to_string(), fs::read(&path).unwrap_or_default());
            }
        }
    }
    files
}

/// Runs `check`, which must refuse, naming `words`, and leave every file as it was.
fn refused(folder: &Path, args: &[&str], words: &[&str]) {
    let before = files(folder);
    let run = check(folder, args);
    // Long messages are wrapped.
    let message = stderr(&run).split_whitespace().filter(|word| *word != "│").collect::<Vec<_>>().join(" ");
    assert_eq!(run.status.code(), Some(2), "{args:?}: {message}");
    for word in words {
        assert!(message.contains(word), "{args:?}: {message}");
    }
    assert_eq!(before, files(folder), "{args:?}");
}

#[test]
fn an_output_that_is_an_input_is_refused() {
    let folder = site();
    let root = folder.path();
    fs::hard_link(root.join("notes/n.txt"), root.join("hard.json")).unwrap();
    let absolute = format!("json:{}", root.join("notes/n.txt").display());
    for spelling in ["json:notes/n.txt", "json:./notes/n.txt", "json:notes/sub/../n.txt", "json:hard.json", &absolute] {
        refused(root, &["notes/n.txt", "-o", spelling], &["same file as the note notes/n.txt", &spelling[5..]]);
        refused(root, &["notes", "-o", "csv:fresh.csv", "-o", spelling], &["the note notes/n.txt"]);
    }
    for (file, role) in [
        ("notelint.yaml", "configuration"),
        ("base.yaml", "configuration"),
        ("rules/site.yaml", "rule file"),
        ("more.yaml", "rule file"),
        ("known.json", "baseline"),
    ] {
        let output = format!("json:{file}");
        let run = ["notes", "--rules", "more.yaml", "--baseline", "known.json", "-o", &output];
        refused(root, &run, &[&format!("this output is the same file as the {role} ")]);
        refused(root, &[&run[..], &["--update-baseline"]].concat(), &["this ", "is the same file as the "]);
    }
    let known = fs::read(root.join("known.json")).unwrap();
    fs::write(root.join("notes/known.txt"), known).unwrap();
    refused(root, &["notes", "--baseline", "notes/known.txt", "--update-baseline"], &["baseline", "the note"]);
}

#[test]
fn two_outputs_to_one_file_are_refused() {
    let folder = site();
    let root = folder.path();
    for second in ["csv:new.csv", "csv:./new.csv", "json:notes/../new.csv"] {
        refused(root, &["notes", "-o", "csv:new.csv", "-o", second], &["the output new.csv"]);
    }
    refused(root, &["notes", "-o", "csv:old.json", "-o", "json:old.json"], &["the output old.json"]);
    let run = ["notes", "--baseline", "next.json", "--update-baseline", "-o", "json:./next.json"];
    refused(root, &run, &["baseline", "the output ./next.json"]);
}

#[test]
fn a_run_without_a_report_leaves_the_old_one() {
    let folder = site();
    let root = folder.path();
    fs::create_dir(root.join("empty")).unwrap();
    for path in ["empty", "gone.txt", "empty/gone"] {
        refused(root, &[path, "-o", "json:old.json"], &[path]);
    }
    fs::write(root.join("broken.yaml"), "schema: 2\n").unwrap();
    refused(root, &["notes", "-o", "json:old.json", "--config", "broken.yaml"], &["broken.yaml"]);
    refused(root, &["notes", "-o", "json:old.json", "--rules", "gone.yaml"], &["gone.yaml"]);
    refused(root, &["notes", "-o", "json:old.json", "-o", "csv:none/new.csv"], &["none/new.csv"]);
    refused(root, &["notes", "-o", "json:old.json", "-o", "csv:rules"], &["rules: it cannot be written"]);
}

#[test]
fn a_report_in_the_linted_folder_is_no_note_unless_it_is_named_like_one() {
    let folder = site();
    let root = folder.path();
    for _ in 0..2 {
        let run = check(root, &["notes", "-o", "json:notes/report.json"]);
        assert_eq!(run.status.code(), Some(1), "{}", stderr(&run));
    }
    assert_eq!(check(root, &["notes", "-o", "markdown:notes/report.md"]).status.code(), Some(1));
    refused(root, &["notes", "-o", "markdown:notes/report.md"], &["the note notes/report.md", "another file"]);
}

#[test]
fn a_note_on_standard_input_is_not_replaced() {
    let folder = site();
    let root = folder.path();
    let before = files(root);
    let note = fs::File::open(root.join("notes/n.txt")).unwrap();
    let run = notelint(root).args(["check", "-", "-o", "json:notes/n.txt"]).stdin(note).output().unwrap();
    assert_eq!(run.status.code(), Some(2), "{}", stderr(&run));
    assert!(stderr(&run).contains("the note standard input"), "{}", stderr(&run));
    assert_eq!(before, files(root));
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().mode() & 0o777
    }

    #[test]
    fn a_link_to_an_input_is_the_input() {
        let folder = site();
        let root = folder.path();
        symlink("notes/n.txt", root.join("link.json")).unwrap();
        symlink("later.json", root.join("dangling.json")).unwrap();
        refused(root, &["notes", "-o", "json:link.json"], &["link.json", "the note notes/n.txt"]);
        refused(root, &["link.json", "-o", "json:notes/n.txt"], &["the note link.json"]);
        refused(root, &["notes", "-o", "json:dangling.json", "-o", "csv:later.json"], &["the output dangling.json"]);
    }

    #[test]
    fn a_report_keeps_the_mode_and_the_link_of_the_old_one() {
        let folder = site();
        let root = folder.path();
        fs::set_permissions(root.join("old.json"), fs::Permissions::from_mode(0o640)).unwrap();
        symlink("old.json", root.join("latest.json")).unwrap();
        symlink("later.json", root.join("dangling.json")).unwrap();
        let run = check(root, &["notes", "-o", "json:latest.json", "-o", "json:dangling.json"]);
        assert_eq!(run.status.code(), Some(1), "{}", stderr(&run));
        assert!(root.join("latest.json").is_symlink() && root.join("dangling.json").is_symlink());
        assert_eq!(mode(&root.join("old.json")), 0o640);
        let plain = root.join("plain.txt");
        fs::write(&plain, "").unwrap();
        assert_eq!(mode(&root.join("later.json")), mode(&plain), "a new report is what the umask leaves");
        assert!(fs::read_to_string(root.join("old.json")).unwrap().contains("notelint/1"));
        assert!(files(root).keys().all(|path| !path.contains(".notelint-")), "nothing is left next to it");
    }

    #[test]
    fn a_report_that_is_read_only_is_not_replaced() {
        let folder = site();
        let root = folder.path();
        for file in ["old.json", "known.json"] {
            fs::set_permissions(root.join(file), fs::Permissions::from_mode(0o444)).unwrap();
        }
        refused(root, &["notes", "-o", "json:old.json"], &["old.json: it cannot be written: permission denied"]);
        let update = ["notes/n.txt", "--baseline", "known.json", "--update-baseline"];
        refused(root, &update, &["known.json: the baseline cannot be written"]);
    }

    #[test]
    fn pipes_and_devices_are_written_to() {
        let folder = site();
        let root = folder.path();
        for device in ["/dev/null", "/dev/stdout"] {
            let output = format!("json:{device}");
            let run = check(root, &["notes/n.txt", "--format", "short", "-o", &output, "-o", &output]);
            assert_eq!(run.status.code(), Some(1), "{}", stderr(&run));
            assert_eq!(String::from_utf8_lossy(&run.stdout).contains("notelint/1"), device == "/dev/stdout");
        }
        // Standard output may be a file that the shell has opened; its report must stay whole.
        let out = fs::File::create(root.join("out.txt")).unwrap();
        let args = ["check", "notes/n.txt", "--format", "short", "-o", "json:/dev/stdout"];
        let run = notelint(root).args(args).stdout(out).stderr(Stdio::inherit()).status().unwrap();
        assert_eq!(run.code(), Some(1));
        let text = fs::read_to_string(root.join("out.txt")).unwrap();
        assert!(text.contains("notelint/1") && text.contains("notes/n.txt:1:"), "{text}");
        let out = fs::File::create(root.join("out.txt")).unwrap();
        let run = notelint(root).args(["check", "notes/n.txt", "-o", "json:out.txt"]).stdout(out).output().unwrap();
        assert!(run.status.code() == Some(2) && stderr(&run).contains("standard output"), "{}", stderr(&run));
    }

    #[test]
    fn a_process_substitution_takes_a_report() {
        let folder = site();
        let script = "\"$0\" check notes/n.txt --quiet -o json:>(cat > piped.json) > shown.txt; sleep 0.2; wait";
        let mut bash = Command::new("bash");
        bash.current_dir(folder.path()).args(["-c", script, env!("CARGO_BIN_EXE_notelint")]);
        let run = bash.output().unwrap();
        let piped = fs::read_to_string(folder.path().join("piped.json")).unwrap();
        assert!(piped.contains("notelint/1"), "{piped} {}", stderr(&run));
    }
}
