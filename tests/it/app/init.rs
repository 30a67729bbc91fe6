//! `notelint init`: the files that it writes work at once, and it overwrites nothing.

use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::tempdir;

/// Runs a command in a folder: its exit code, and all its output.
fn notelint(folder: &Path, args: &[&str]) -> (i32, String) {
    let ended = Command::new(env!("CARGO_BIN_EXE_notelint")).current_dir(folder).args(args).output().unwrap();
    let said = [ended.stdout, ended.stderr].concat();
    (ended.status.code().unwrap(), String::from_utf8(said).unwrap())
}

#[test]
fn the_next_commands_work_in_a_new_folder() {
    let folder = tempdir().unwrap();
    let (exit, said) = notelint(folder.path(), &["init"]);
    assert_eq!(exit, 0, "{said}");
    let next: Vec<&str> = said.lines().filter_map(|line| line.strip_prefix("next: notelint ")).collect();
    assert_eq!(next, ["test rules/site.yaml", "check ."]);
    for command in next.iter().copied().chain(["test --rules rules/site.yaml site"]) {
        let (exit, said) = notelint(folder.path(), &command.split(' ').collect::<Vec<_>>());
        assert_eq!(exit, 0, "{command}: {said}");
    }
}

#[test]
fn the_starter_pack_reports_on_a_note_and_on_a_template() {
    let folder = tempdir().unwrap();
    notelint(folder.path(), &["init"]);
    fs::write(folder.path().join("note.txt"), "HPI: Fever and earache.\nPlan: Amoxicillin, fluids.\n").unwrap();
    let (exit, said) = notelint(folder.path(), &["check", "note.txt"]);
    assert!(exit == 1 && said.contains("site/antibiotic-without-allergies") && said.contains("follow-up"), "{said}");
    fs::write(folder.path().join("templates/short.txt"), "HPI: ***\nPlan: ***\n").unwrap();
    let (exit, said) = notelint(folder.path(), &["check", "templates"]);
    assert!(exit == 1 && said.contains("templates/short.txt") && !said.contains("templates/visit.txt"), "{said}");
}

#[test]
fn nothing_is_overwritten_unasked() {
    let folder = tempdir().unwrap();
    let pack = folder.path().join("rules/site.yaml");
    fs::create_dir(folder.path().join("rules")).unwrap();
    fs::write(&pack, "# ours\n").unwrap();
    let (exit, said) = notelint(folder.path(), &["init"]);
    assert!(exit == 2 && said.contains("rules/site.yaml: it is already there"), "{said}");
    assert_eq!(fs::read_to_string(&pack).unwrap(), "# ours\n");
    assert!(!folder.path().join("notelint.yaml").exists(), "where one file is in the way, none is written");
    let (exit, said) = notelint(folder.path(), &["init", "--force"]);
    assert!(exit == 0 && said.contains("wrote rules/site.yaml"), "{said}");
    assert!(fs::read_to_string(&pack).unwrap().contains("pack: site"));
}

#[test]
fn hooks_and_ci_join_an_edited_configuration() {
    let folder = tempdir().unwrap();
    let config = folder.path().join("notelint.yaml");
    fs::write(&config, "# ours\n").unwrap();
    for (args, written) in [
        (["init", "--hooks"].as_slice(), ".pre-commit-config.yaml"),
        (&["init", "--ci", "github"], ".github/workflows/notelint.yml"),
        (&["init", "--ci", "gitlab"], ".gitlab-ci.yml"),
    ] {
        let (exit, said) = notelint(folder.path(), args);
        assert!(exit == 0 && said.starts_with(&format!("wrote {written}\n")), "{said}");
        let text = fs::read_to_string(folder.path().join(written)).unwrap();
        assert!(!text.contains("{version}") && text.contains("notelint test rules/"), "{text}");
        let (exit, said) = notelint(folder.path(), args);
        assert!(exit == 2 && said.contains(written), "{said}");
    }
    assert_eq!(fs::read_to_string(&config).unwrap(), "# ours\n");
    assert!(!folder.path().join("rules").exists());
}

/// The hooks name the files that `init` writes, and are commands that succeed on them.
#[test]
fn each_hook_runs() {
    let folder = tempdir().unwrap();
    notelint(folder.path(), &["init", "--hooks"]);
    let hooks = fs::read_to_string(folder.path().join(".pre-commit-config.yaml")).unwrap();
    let entries: Vec<&str> = hooks.lines().filter_map(|line| line.trim().strip_prefix("entry: notelint ")).collect();
    assert_eq!(entries.len(), 3);
    for entry in entries {
        let mut args: Vec<&str> = entry.split(' ').collect();
        if args[0] == "check" {
            args.push("templates/visit.txt");
        }
        let (exit, said) = notelint(folder.path(), &args);
        assert_eq!(exit, 0, "{entry}: {said}");
    }
}

#[test]
fn a_folder_is_made_and_named_in_what_comes_next() {
    let folder = tempdir().unwrap();
    let (exit, said) = notelint(folder.path(), &["init", "a/b", "--ci", "gitlab"]);
    assert_eq!(exit, 0, "{said}");
    assert!(said.contains("next: notelint check a/b\n") && said.contains("crates.io"), "{said}");
    assert!(folder.path().join("a/b/.gitlab-ci.yml").exists());
}
