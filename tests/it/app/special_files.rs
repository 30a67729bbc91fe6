//! Only files are read, and only as much of them as a file of their kind can hold.
//!
//! A named pipe `a.txt` in a folder once hung the run, and `--config /dev/urandom` took all memory.
#![cfg(unix)]

use std::fs;
use std::io::Write;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A run that takes longer hangs, even on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);
const NOTE: &str = "CC: Cough for *** days.\n";

fn site() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("notes")).unwrap();
    fs::write(folder.path().join("notes/n.txt"), NOTE).unwrap();
    folder
}

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// Runs a command, which must end by itself.
fn ends(folder: &Path, program: &str, args: &[&str]) -> Output {
    let mut command = Command::new(program);
    command.current_dir(folder).args(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let started = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if started.elapsed() > PATIENCE {
            child.kill().unwrap();
            panic!("{args:?} hangs");
        }
        thread::sleep(Duration::from_millis(20));
    }
    child.wait_with_output().unwrap()
}

/// What a run that must end with 2 says.
fn refused(folder: &Path, args: &[&str]) -> String {
    let run = ends(folder, env!("CARGO_BIN_EXE_notelint"), args);
    let text = String::from_utf8_lossy(&run.stderr).split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(run.status.code(), Some(2), "{args:?}: {text}");
    text
}

#[test]
fn a_pipe_or_device_in_a_folder_is_reported_and_stops_nothing() {
    let folder = site();
    let root = folder.path();
    pipe(&root.join("notes/a.txt"));
    symlink("/dev/zero", root.join("notes/b.txt")).unwrap();
    let run = ends(root, env!("CARGO_BIN_EXE_notelint"), &["check", "notes", "--format", "short"]);
    let (shown, told) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert_eq!(run.status.code(), Some(2), "{told}");
    assert!(shown.contains("notes/n.txt:1:"), "{shown}");
    assert!(told.contains("notes/a.txt: it is a named pipe") && told.contains("notes/b.txt: it is a device"), "{told}");
    fs::write(root.join("notelint.yaml"), "schema: 1\nexclude: [a.txt, b.txt]\n").unwrap();
    assert_eq!(ends(root, env!("CARGO_BIN_EXE_notelint"), &["check", "notes"]).status.code(), Some(1));
}

#[test]
fn every_door_refuses_pipes_devices_and_folders() {
    let folder = site();
    let root = folder.path();
    pipe(&root.join("pipe"));
    pipe(&root.join("pipe.yaml"));
    fs::create_dir(root.join("rules")).unwrap();
    pipe(&root.join("rules/site.yaml"));
    let configured = |text: &str| fs::write(root.join("site.yaml"), format!("schema: 1\n{text}\n")).unwrap();
    for special in ["pipe", "/dev/zero", "/dev/urandom", "notes"] {
        assert!(refused(root, &["check", "notes", "--config", special]).contains(special));
        assert!(refused(root, &["check", "notes", "--baseline", special]).contains(special));
        assert!(refused(root, &["check", "notes", "--baseline", special, "--update-baseline"]).contains(special));
        assert!(refused(root, &["rules", "--config", special]).contains(special));
        for key in ["rules", "extends"] {
            configured(&format!("{key}: [{special}]"));
            let text = refused(root, &["check", "notes", "--config", "site.yaml"]);
            assert!(text.contains(special), "{key}: {text}");
        }
        if special != "notes" {
            for args in [
                &["check", special][..],
                &["inspect", special],
                &["diff", "notes/n.txt", special],
                &["check", "notes", "--rules", special],
                &["test", &format!("./{special}")[usize::from(special.starts_with('/')) * 2..]],
            ] {
                assert!(refused(root, args).contains("a file is needed here"), "{args:?}");
            }
        }
    }
    assert!(refused(root, &["check", "notes", "--rules", "rules"]).contains("rules/site.yaml: it is a named pipe"));
    assert!(refused(root, &["test", "./pipe.yaml"]).contains("pipe.yaml: it is a named pipe"));
    assert!(fs::metadata("/dev/zero").is_ok_and(|zero| !zero.is_file()), "a device is no baseline to replace");
    pipe(&root.join("notelint.yaml"));
    assert!(refused(root, &["check", "notes"]).contains("notelint.yaml: it is a named pipe"));
}

#[test]
fn files_that_are_too_large_are_refused_with_the_limit() {
    let folder = site();
    let root = folder.path();
    // Sparse: it takes no room on the disk.
    let large = |name: &str, mb: u64| fs::File::create(root.join(name)).unwrap().set_len((mb << 20) + 1).unwrap();
    large("config.yaml", 1);
    large("rules.yaml", 4);
    for (args, limit) in [
        (&["check", "notes", "--config", "config.yaml"][..], "1 MB, the limit for a configuration"),
        (&["check", "notes", "--rules", "rules.yaml"], "4 MB, the limit for a rule file"),
    ] {
        let text = refused(root, args);
        assert!(text.contains(limit), "{text}");
    }
}

#[test]
fn what_a_shell_makes_of_a_command_is_read() {
    let folder = site();
    let root = folder.path();
    let bin = env!("CARGO_BIN_EXE_notelint");
    for script in [
        "\"$0\" check <(cat notes/n.txt)",
        "\"$0\" check notes --config <(echo 'schema: 1')",
        "\"$0\" check notes --config /dev/null",
        "\"$0\" check - < notes/n.txt",
        "cat notes/n.txt | \"$0\" check /dev/stdin",
    ] {
        let run = ends(root, "bash", &["-c", script, bin]);
        assert_eq!(run.status.code(), Some(1), "{script}: {}", String::from_utf8_lossy(&run.stderr));
    }
    // Whoever has a named pipe gives it to standard input.
    pipe(&root.join("pipe"));
    let mut command = Command::new("bash");
    command.current_dir(root).args(["-c", "\"$0\" check - < pipe", bin]).stdout(Stdio::null());
    let mut child = command.spawn().unwrap();
    let mut writer = fs::OpenOptions::new().write(true).open(root.join("pipe")).unwrap();
    writer.write_all(NOTE.as_bytes()).unwrap();
    drop(writer);
    assert_eq!(child.wait().unwrap().code(), Some(1));
}
