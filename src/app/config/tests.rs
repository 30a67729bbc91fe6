//! Configurations: which faults are reported and where, and which file a value comes from.

use super::*;
use notelint::base::{Date, Profile, Severity};
use std::fs;

/// A folder with files of these names.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    folder
}

/// The fault of the configuration: file, message, place, help.
fn fault_of(files: &[(&str, &str)]) -> (String, String, usize, String) {
    let folder = folder(files);
    match Config::read(&folder.path().join(FILE_NAME)) {
        Err(Trouble::Config { message, file, place, help, .. }) => {
            let name = file.name().rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
            (name, message, place.offset(), help.unwrap_or_default())
        }
        other => panic!("{other:?}"),
    }
}

fn fault(text: &str) -> (String, usize, String) {
    let (_, message, place, help) = fault_of(&[(FILE_NAME, text)]);
    (message, place, help)
}

fn read(folder: &tempfile::TempDir) -> Config {
    Config::read(&folder.path().join(FILE_NAME)).unwrap()
}

#[test]
fn faults_are_shown_where_they_stand() {
    assert_eq!(
        fault("schema: 1\ntemplate: [a]\n"),
        ("unknown key `template`".into(), 10, "did you mean `templates`?".into())
    );
    assert_eq!(fault("schema: 2\n").1, 8);
    assert_eq!(
        fault("fail-on: loud\n"),
        ("`loud` is not known here".into(), 9, "write one of error, warning, advice, never".into())
    );
    assert_eq!(fault("severity: {a/b: never}\n").1, 16);
    assert!(fault("exclude: ['a[']\n").0.starts_with("the glob does not parse"));
    assert!(!fault("select: [\n").0.is_empty());
}

#[test]
fn an_override_says_for_which_files_it_is() {
    assert_eq!(fault("overrides:\n  - profile: note\n").0, "the override has no `paths`");
    assert_eq!(fault("overrides:\n  - paths: []\n").1, 15);
    assert_eq!(fault("overrides: [{paths: [a], setting: ward}]\n").2, "write one of outpatient, inpatient");
    assert_eq!(fault("overrides: [{paths: [a], rules: [b]}]\n").0, "unknown key `rules`");
}

#[test]
fn a_suppression_says_what_and_why() {
    let (message, place, _) = fault("suppressions:\n  - rule: a/b\n");
    assert_eq!((message.as_str(), place), ("the suppression has no `reason`", 18));
    assert_eq!(fault("suppressions: [{reason: x}]\n").0, "the suppression has no `rule`");
    assert_eq!(fault("suppressions: [{rule: a, reason: '  '}]\n").0, "the reason is empty");
    assert_eq!(fault("suppressions: [{rule: a, reason: b, until: 2026-02-30}]\n").1, 43);
    assert_eq!(fault("suppressions: [{rule: a, reason: b, until: soon}]\n").2, "write it as YYYY-MM-DD");
    assert!(fault("suppressions: [{rule: a, reason: b, path: 'a['}]\n").0.starts_with("the glob does not parse"));
    assert_eq!(fault("suppressions: [{rule: a, reason: b, anchor: hip}]\n").0, "`hip` is not a place in a note");
    assert_eq!(fault("suppressions: [{rule: a, reason: b, line: 4}]\n").0, "unknown key `line`");
}

#[test]
fn digits_are_a_fingerprint_also_without_quotes() {
    for digits in ["0123456789012345", "123456789012345e", "12345e6789012345", "DEADBEEFDEADBEEF"] {
        let text = format!("suppressions: [{{rule: a, reason: b, anchor: {digits}}}]\n");
        let folder = folder(&[(FILE_NAME, &text)]);
        let target = read(&folder).suppressions().next().unwrap().suppression.target.clone();
        assert_eq!(target, Some(notelint::filter::Target::Finding(digits.to_ascii_lowercase())));
    }
}

#[test]
fn a_decision_holds_on_its_last_day() {
    let folder = folder(&[(FILE_NAME, "suppressions: [{rule: a, reason: b, path: old/, until: 2026-10-01}]\n")]);
    let config = read(&folder);
    let (decision, day) = (config.suppressions().next().unwrap(), |day| Date::new(2026, 10, day).unwrap());
    let note = folder.path().join("old/a.txt");
    assert!(decision.stale(day(1)).is_none());
    assert!(!decision.covers(&folder.path().join("new/a.txt"), day(1)));
    assert!(decision.stale(day(1)).is_none(), "no note that it covers was linted");
    assert!(decision.covers(&note, day(1)) && !decision.covers(&note, day(2)));
    assert!(decision.stale(day(1)).unwrap().to_string().contains("matches no finding"));
    assert!(decision.stale(day(2)).unwrap().to_string().contains("held until 2026-10-01"));
    decision.used();
    assert!(decision.stale(day(1)).is_none());
}

#[test]
fn globs_are_those_of_a_gitignore_beside_the_file() {
    let text = "templates: ['forms/**']\nexclude: [old/, '*.bak', '/top.txt', 'a/*.txt', '!keep.txt']\n";
    let folder = folder(&[(FILE_NAME, text)]);
    let config = read(&folder);
    let path = |p: &str| folder.path().join(p);
    let profile = |p: &str| config.settings(&config.matching(&path(p))).profile;
    assert_eq!((profile("forms/a/b.txt"), profile("notes/forms.txt")), (Some(Profile::Template), None));
    for out in ["old/a/b.txt", "x/old/b.txt", "x/y/z.bak", "top.txt", "a/b.txt", "x/../a/./b.txt"] {
        assert!(config.excludes(&path(out)), "{out}");
    }
    for kept in ["older/a.txt", "x/top.txt", "a/b/c.txt", "a/keep.txt", "old/keep.txt", "../other/z.bak"] {
        assert!(!config.excludes(&path(kept)), "{kept}");
    }
}

#[test]
fn later_overrides_win_and_lists_add() {
    let text = "select: [a]\nignore: [a/x]\nfail-on: error\nseverity: {a/b: off}\noverrides:\n\
                - {paths: ['ed/'], note-type: ed, setting: inpatient, ignore: [a/y], checklists: [one], fail-on: never}\n\
                - {paths: ['*.md'], setting: outpatient, select: [b], checklists: [two], severity: {a/b: error}}\n";
    let folder = folder(&[(FILE_NAME, text)]);
    let config = read(&folder);
    let settings = |p: &str| config.settings(&config.matching(&folder.path().join(p)));
    let both = settings("ed/x.md");
    let words = |words: &[ConfigValue]| words.iter().map(|word| word.value.clone()).collect::<Vec<_>>();
    assert_eq!(both.note_type.as_deref(), Some("ed"));
    assert_eq!(both.setting.map(|s| s.as_str()), Some("outpatient"));
    assert_eq!(words(&both.ignore), ["a/x", "a/y"]);
    assert_eq!(words(&both.checklists), ["one", "two"]);
    assert_eq!(words(both.select.as_ref().unwrap()), ["b"]);
    assert_eq!(both.fail_on, Some(None));
    assert_eq!(both.severity.last().map(|(_, severity)| *severity), Some(Severity::Error));
    let plain = settings("x.txt");
    assert_eq!((plain.note_type, plain.fail_on), (None, Some(Some(Severity::Error))));
    assert_eq!(config.matching(&folder.path().join("ed/x.txt")), config.matching(&folder.path().join("ed/y.txt")));
}

#[test]
fn a_base_lies_below_with_its_own_paths() {
    let folder = folder(&[
        (FILE_NAME, "extends: [shared/base.yaml]\nexclude: ['!keep.txt']\npersona: regular\nrules: [own.yaml]\n"),
        (
            "shared/base.yaml",
            "extends: [../root.yaml]\npersona: thorough\nrules: [pack.yaml]\ntemplates: [forms/]\nignore: [a]\n",
        ),
        ("root.yaml", "exclude: ['*.txt']\nfail-on: never\npersona: regular\n"),
    ]);
    let config = read(&folder);
    let path = |p: &str| folder.path().join(p);
    let names: Vec<_> = config.rules().iter().map(|p| p.strip_prefix(folder.path()).unwrap().to_path_buf()).collect();
    assert_eq!(names, [Path::new("shared/pack.yaml"), Path::new("own.yaml")]);
    let form = config.settings(&config.matching(&path("shared/forms/a.txt")));
    assert_eq!((form.profile, form.persona.map(|p| p.as_str())), (Some(Profile::Template), Some("regular")));
    assert_eq!(form.fail_on, Some(None));
    assert!(form.ignore[0].line().ends_with("base.yaml:5"), "{:?}", form.ignore);
    assert!(config.matching(&path("forms/a.txt")).is_empty());
    assert!(config.excludes(&path("a.txt")) && !config.excludes(&path("keep.txt")));
}

#[test]
fn what_cannot_be_extended_is_a_fault_at_the_entry() {
    let (file, message, place, _) = fault_of(&[(FILE_NAME, "extends: [gone.yaml]\n")]);
    assert_eq!((file.as_str(), message.as_str(), place), (FILE_NAME, "there is no file `gone.yaml`", 10));
    assert!(fault("extends: ['https://example.org/a.yaml']\n").0.ends_with("is not a local file"));
    let circle = [(FILE_NAME, "extends: [a.yaml]\n"), ("a.yaml", "schema: 1\nextends: [./notelint.yaml]\n")];
    let (file, message, place, _) = fault_of(&circle);
    assert_eq!((file.as_str(), place), ("a.yaml", 20));
    assert!(message.contains("extends this file in turn"));
    assert!(fault("extends: [notelint.yaml]\n").0.contains("in turn"));
    let (file, ..) = fault_of(&[(FILE_NAME, "extends: [a.yaml]\n"), ("a.yaml", "persona: all\n")]);
    assert_eq!(file, "a.yaml");
}

#[test]
fn a_base_that_is_named_twice_counts_once() {
    let folder = folder(&[
        (FILE_NAME, "extends: [a.yaml, b.yaml]\n"),
        ("a.yaml", "extends: [base.yaml]\n"),
        ("b.yaml", "extends: [base.yaml]\n"),
        ("base.yaml", "suppressions: [{rule: a, reason: b}]\n"),
    ]);
    assert_eq!(read(&folder).suppressions().count(), 1);
}

#[test]
fn the_schema_of_the_configuration_is_current() {
    crate::schema::assert_current::<record::Record>("config.schema.json", "The configuration of notelint");
}

#[test]
fn an_empty_file_configures_nothing() {
    let folder = folder(&[(FILE_NAME, "# later\n")]);
    let settings = read(&folder).settings(&Overrides::new());
    assert!(settings.select.is_none() && settings.fail_on.is_none());
}
