//! The formats of other systems, validated by the schema of the standard or a parser of the format.

use crate::json_schema::{closed, faults, report, schema};
use serde_json::Value;
use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const NOTE: &str = "---\ncodes: [M54.9]\n---\nCC: lów back pain\n\nHPI: Dull ache, ***. Onset: [date]\n\nAssessment: Back pain, 100%: \"tender\", a < b & c\n";
const CLEAN: &str = "CC: Sore throat for two days.\n";

/// A folder with a note that has findings, a clean one, and one in a folder whose name needs escaping.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("a, b")).unwrap();
    fs::write(folder.path().join("back.txt"), NOTE).unwrap();
    fs::write(folder.path().join("throat.txt"), CLEAN).unwrap();
    fs::write(folder.path().join("a, b/50%.txt"), NOTE).unwrap();
    folder
}

fn check(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
    command.current_dir(folder).arg("check").args(args).output().unwrap()
}

fn written(folder: &Path, args: &[&str]) -> String {
    let run = check(folder, args);
    assert!(run.stderr.is_empty(), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).unwrap()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// What the run reports, as notelint's own JSON has it.
fn findings(folder: &Path) -> Vec<(String, Value)> {
    let report = report(written(folder, &[".", "--format", "json"]).as_bytes());
    let of = |note: &Value| {
        let path = note["path"].as_str().unwrap().to_owned();
        note["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(move |finding| (path.clone(), finding.clone()))
            .collect::<Vec<_>>()
    };
    let all: Vec<_> = report["notes"].as_array().unwrap().iter().flat_map(of).collect();
    assert!(all.len() > 10, "the notes of this test should have findings");
    all
}

fn plain(path: &str) -> &str {
    path.strip_prefix("./").unwrap_or(path)
}

#[test]
fn sarif_is_valid_by_the_schema_of_the_standard() {
    let folder = folder();
    let log = json(&written(folder.path(), &[".", "--format", "sarif"]));
    assert_eq!(faults(schema("tests/standards/sarif-2.1.0.schema.json"), &log), None);
    let run = &log["runs"][0];
    let (results, findings) = (run["results"].as_array().unwrap(), findings(folder.path()));
    assert_eq!(results.len(), findings.len());
    let described: HashSet<&str> =
        run["tool"]["driver"]["rules"].as_array().unwrap().iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    for (result, (path, finding)) in results.iter().zip(&findings) {
        assert_eq!(result["ruleId"], finding["rule"]);
        assert!(described.contains(result["ruleId"].as_str().unwrap()));
        let location = &result["locations"][0]["physicalLocation"];
        let uri = plain(path).replace('%', "%25").replace(' ', "%20").replace(',', "%2C");
        assert_eq!(location["artifactLocation"]["uri"], uri);
        assert_eq!(location["region"]["startLine"], finding["primary"]["line"]);
        assert_eq!(location["region"]["startColumn"], finding["primary"]["column"]);
        assert_eq!(location["region"]["byteOffset"], finding["primary"]["start"]);
    }
}

/// What GitHub requires beyond the standard, by its page "SARIF support for code scanning".
#[test]
fn sarif_has_what_code_scanning_requires() {
    let folder = folder();
    fs::create_dir(folder.path().join(".git")).unwrap();
    let run = check(&folder.path().join("a, b"), &["50%.txt", "--format", "sarif"]);
    let log: Value = serde_json::from_slice(&run.stdout).unwrap();
    assert_eq!(faults(schema("tests/standards/sarif-2.1.0.schema.json"), &log), None);
    let run = &log["runs"][0];
    let driver = &run["tool"]["driver"];
    assert_eq!(driver["name"], "notelint");
    let is_text = |value: &Value| value.as_str().is_some_and(|text| !text.is_empty());
    for rule in driver["rules"].as_array().unwrap() {
        for place in ["/id", "/shortDescription/text", "/fullDescription/text", "/help/text", "/help/markdown"] {
            assert!(rule.pointer(place).is_some_and(is_text), "{place} of {rule}");
        }
        assert!(rule["shortDescription"]["text"].as_str().unwrap().len() <= 1024);
    }
    let results = run["results"].as_array().unwrap();
    assert!(!results.is_empty());
    for result in results {
        for place in ["/ruleId", "/message/text", "/partialFingerprints/primaryLocationLineHash"] {
            assert!(result.pointer(place).is_some_and(is_text), "{place} of {result}");
        }
        let location = &result["locations"][0]["physicalLocation"];
        assert_eq!(location["artifactLocation"]["uri"], "a%2C%20b/50%25.txt", "as the repository knows it");
        for place in ["startLine", "startColumn", "endLine", "endColumn"] {
            assert!(location["region"][place].as_u64().is_some_and(|number| number > 0));
        }
    }
}

#[test]
fn a_run_that_missed_a_note_says_so_in_every_format_that_can() {
    let folder = folder();
    fs::write(folder.path().join("picture.txt"), b"\x89PNG\0\0").unwrap();
    let run = check(folder.path(), &[".", "--format", "sarif", "-o", "junit:junit.xml", "-o", "markdown:summary.md"]);
    assert_eq!(run.status.code(), Some(2));
    let log: Value = serde_json::from_slice(&run.stdout).unwrap();
    assert_eq!(faults(schema("tests/standards/sarif-2.1.0.schema.json"), &log), None);
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    assert!(invocation["toolExecutionNotifications"][0]["message"]["text"].as_str().unwrap().contains("picture.txt"));
    let junit = fs::read_to_string(folder.path().join("junit.xml")).unwrap();
    let report = quick_junit::Report::deserialize_from_str(&junit).unwrap();
    assert_eq!(report.test_suites.iter().map(|suite| suite.errors).sum::<usize>(), 1);
    assert!(fs::read_to_string(folder.path().join("summary.md")).unwrap().contains("picture.txt"));
}

#[test]
fn a_parser_of_junit_counts_what_makes_the_run_fail() {
    let folder = folder();
    for (fail_on, counts) in [("error", ["error", "", ""]), ("advice", ["error", "warning", "advice"])] {
        let xml = written(folder.path(), &[".", "--format", "junit", "--fail-on", fail_on]);
        let report = quick_junit::Report::deserialize_from_str(&xml).unwrap();
        let findings = findings(folder.path());
        let failing = findings.iter().filter(|(_, f)| counts.contains(&f["severity"].as_str().unwrap())).count();
        assert_eq!(report.test_suites.iter().map(|suite| suite.failures).sum::<usize>(), failing, "{fail_on}");
        assert_eq!(report.test_suites.len(), 3, "a suite a note");
        let clean = report.test_suites.iter().find(|suite| suite.name.as_str().ends_with("throat.txt")).unwrap();
        assert_eq!((clean.tests, clean.failures), (1, 0));
    }
}

#[test]
fn gitlab_gets_issues_with_fingerprints_of_their_own() {
    let folder = folder();
    let issues = json(&written(folder.path(), &[".", "--format", "gitlab"]));
    let (issues, findings) = (issues.as_array().unwrap(), findings(folder.path()));
    assert_eq!(issues.len(), findings.len());
    let fingerprints: HashSet<&str> = issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(fingerprints.len(), issues.len(), "the same finding of two notes is two issues");
    for (issue, (path, finding)) in issues.iter().zip(&findings) {
        assert_eq!(issue["location"]["path"], plain(path));
        assert_eq!(issue["location"]["lines"]["begin"], finding["primary"]["line"]);
        assert!(["info", "minor", "major"].contains(&issue["severity"].as_str().unwrap()));
        assert!(!issue["description"].as_str().unwrap().is_empty());
    }
}

#[test]
fn annotations_are_single_lines_that_github_can_part() {
    let folder = folder();
    let text = written(folder.path(), &[".", "--format", "github"]);
    let (counts, lines): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| line.contains(" title=notelint::"));
    assert!(counts.len() == 1 && counts[0].contains("GitHub shows 10"), "{text}");
    for line in &lines {
        let (head, message) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
        let (level, properties) = head.split_once(' ').unwrap();
        assert!(["error", "warning", "notice"].contains(&level), "{line}");
        let pairs: Vec<(&str, &str)> = properties.split(',').map(|p| p.split_once('=').unwrap()).collect();
        let keys: Vec<&str> = pairs.iter().map(|(key, _)| *key).collect();
        assert!(keys.starts_with(&["file", "line", "endLine"]) && keys.ends_with(&["title"]), "{line}");
        let title = pairs.last().unwrap().1;
        assert!(message.split("%0A").next().unwrap().ends_with(title), "path and rule begin the text: {line}");
    }
    let checklists = lines.iter().filter(|line| line.contains("title=back-pain::")).count();
    let all = findings(folder.path());
    let notes = all.iter().filter(|(_, f)| f["kind"] == "checklist").map(|(path, _)| path.clone());
    assert_eq!(checklists, notes.collect::<HashSet<_>>().len(), "one annotation a checklist");
    let split = written(folder.path(), &[".", "--format", "github", "--split"]);
    assert_eq!(split.lines().filter(|line| !line.contains(" title=notelint::")).count(), findings(folder.path()).len());
    assert!(text.contains("file=a%2C b/50%25.txt"), "{text}");
}

#[test]
fn reviewdog_gets_ranges_in_bytes() {
    let folder = folder();
    let report = json(&written(folder.path(), &[".", "--format", "rdjson"]));
    let (diagnostics, findings) = (report["diagnostics"].as_array().unwrap(), findings(folder.path()));
    assert_eq!(diagnostics.len(), findings.len());
    for (diagnostic, (path, finding)) in diagnostics.iter().zip(&findings) {
        assert_eq!(&diagnostic["location"]["path"], path);
        let start = &diagnostic["location"]["range"]["start"];
        let line = NOTE.lines().nth(start["line"].as_u64().unwrap() as usize - 1).unwrap();
        let words = &line[start["column"].as_u64().unwrap() as usize - 1..];
        let text = finding["primary"]["text"].as_str().unwrap();
        assert!(words.starts_with(text.lines().next().unwrap()), "{words:?} {text:?}");
    }
}

#[test]
fn the_worklist_opens_in_a_spreadsheet() {
    let folder = folder();
    fs::write(folder.path().join("=cmd.txt"), NOTE).unwrap();
    let text = written(folder.path(), &[".", "=cmd.txt", "--format", "csv"]);
    let body = text.strip_prefix('\u{feff}').expect("a byte order mark, by which spreadsheets know UTF-8");
    let mut reader = csv::Reader::from_reader(body.as_bytes());
    assert_eq!(reader.headers().unwrap().len(), 11);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let cells = || rows.iter().flat_map(csv::StringRecord::iter);
    assert!(cells().all(|cell| !cell.starts_with(['=', '+', '-', '@'])), "no cell is a formula");
    assert!(rows.iter().any(|row| row[0].contains("cmd.txt")));
    assert!(rows.iter().any(|row| &row[5] == "back-pain" && &row[6] == "radiation"));
    assert!(findings(folder.path()).len() <= rows.len());
}

#[test]
fn several_reports_of_one_run_are_those_of_single_runs() {
    let folder = folder();
    let names: Vec<&str> = notelint::report::Format::all().map(notelint::report::Format::name).collect();
    let outputs: Vec<String> = names.iter().map(|name| format!("{name}:{name}.out")).collect();
    let mut args = vec![".", "--format", "short"];
    outputs.iter().for_each(|output| args.extend(["-o", output]));
    let run = check(folder.path(), &args);
    assert_eq!(run.status.code(), Some(1), "{}", String::from_utf8_lossy(&run.stderr));
    for name in names {
        let alone = written(folder.path(), &["--format", name, "back.txt", "throat.txt", "a, b/50%.txt"]);
        let beside = fs::read_to_string(folder.path().join(format!("{name}.out"))).unwrap();
        assert_eq!(beside.replace("./", ""), alone.replace("./", ""), "{name}");
    }
}

/// Formats that are made for other systems contain no word of a note unless it is requested.
#[test]
fn json_is_what_its_schema_says() {
    let mut of_a_line = closed("schemas/notelint-1.schema.json");
    let note = of_a_line["$defs"]["note"].clone();
    for (key, value) in note.as_object().unwrap() {
        of_a_line[key] = value.clone();
    }
    let folder = folder();
    for redact in [&[][..], &["--redact"]] {
        let args = [&[".", "--format", "json"], redact].concat();
        assert_eq!(report(written(folder.path(), &args).as_bytes())["summary"]["notes"], 3);
        let args = [&[".", "--format", "jsonl"], redact].concat();
        let lines = written(folder.path(), &args);
        assert_eq!(lines.lines().count(), 3);
        for line in lines.lines() {
            assert_eq!(faults(of_a_line.clone(), &json(line)), None);
            assert_eq!(json(line)["schema"], "notelint/1");
        }
    }
}

/// The outputs kept in the cases have no backslash as written, so the cases are run once more.
#[test]
fn json_of_the_command_line_cases_is_what_its_schema_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/check");
    let mut seen = 0;
    for case in fs::read_dir(folder).unwrap().map(|case| case.unwrap().path()).filter(|case| case.is_file()) {
        let text = fs::read_to_string(&case).unwrap();
        if !text.contains("\nstdout = \"\"\"\n{\"schema\"") {
            continue;
        }
        let args = text.lines().find_map(|line| line.strip_prefix("args = ")).unwrap();
        let args: Vec<String> = serde_json::from_str(args).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
        let run = command.current_dir(case.with_extension("in")).args(args).output().unwrap();
        assert_ne!(report(&run.stdout), Value::Null, "{}", case.display());
        seen += 1;
    }
    assert!(seen >= 3, "some cases write JSON");
}

#[test]
fn the_matrix_says_which_template_asks_for_what() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("one.txt"), "HPI\nPain location: ***\nRadiation: ***\nOnset: ***\n").unwrap();
    fs::write(folder.path().join("two.txt"), "HPI\nPain location: ***\n").unwrap();
    let args = ["one.txt", "two.txt", "--profile", "template", "--checklist", "back-pain", "--format"];
    let table = written(folder.path(), &[&args[..], &["matrix"]].concat());
    let rows: Vec<Vec<&str>> =
        table.lines().filter(|l| l.starts_with('|')).map(|l| l.split('|').map(str::trim).collect()).collect();
    let column = rows[0].iter().position(|cell| *cell == "radiation").unwrap();
    assert_eq!((rows[2][1], rows[2][column], rows[3][column]), ("one.txt", "yes", "-"));
    let sheet = written(folder.path(), &[&args[..], &["matrix-csv"]].concat());
    assert!(sheet.contains("one.txt,back-pain,radiation,prompted\r\n"), "{sheet}");
    assert!(sheet.contains("two.txt,back-pain,radiation,missing\r\n"), "{sheet}");
}
