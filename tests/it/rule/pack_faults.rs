//! Broken packs, and what is reported to their authors: every fault, at its place, with the next step.
//!
//! Each file or folder of `tests/pack_faults` is one set of rule files; the rendered report is next to it. After a
//! deliberate change of wording, review the new reports and accept them (`INSTA_UPDATE=always cargo test`).

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme};
use notelint::rule::{Faults, RuleFile, load};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pack_faults");
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut cases = entries.filter(|path| path.extension().is_none_or(|e| e == "yaml")).collect::<Vec<_>>();
    cases.sort();
    cases
}

fn files(case: &Path) -> Vec<RuleFile> {
    let mut paths = match case.is_dir() {
        true => std::fs::read_dir(case).unwrap().map(|entry| entry.unwrap().path()).collect(),
        false => vec![case.to_owned()],
    };
    paths.sort();
    let file = |path: &PathBuf| RuleFile {
        path: path.file_name().unwrap().to_string_lossy().into_owned(),
        text: std::fs::read_to_string(path).unwrap(),
        builtin: false,
    };
    paths.iter().map(file).collect()
}

fn faults_of(case: &Path) -> Faults {
    load(&files(case)).expect_err(&format!("{} is faulty", case.display()))
}

fn rendered(faults: &Faults) -> String {
    let handler = GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor()).with_width(120);
    let mut text = format!("{faults}\n");
    for fault in faults.iter() {
        handler.render_report(&mut text, fault).unwrap();
    }
    text
}

#[test]
fn every_fault_is_shown_on_the_yaml_of_its_author() {
    for case in cases() {
        let name = case.file_stem().unwrap().to_string_lossy().into_owned();
        let settings = {
            let mut settings = insta::Settings::new();
            settings.set_snapshot_path(case.parent().unwrap());
            settings.set_prepend_module_to_snapshot(false);
            settings.set_omit_expression(true);
            settings
        };
        settings.bind(|| insta::assert_snapshot!(name, rendered(&faults_of(&case))));
    }
}

/// The kinds of fault that can be reported. The list has its own snapshot, in which each case can be found.
#[test]
fn each_kind_of_fault_has_a_case() {
    let mut kinds = BTreeMap::<String, BTreeSet<String>>::new();
    for case in cases() {
        let name = case.file_name().unwrap().to_string_lossy().into_owned();
        for fault in faults_of(&case).iter() {
            kinds.entry(kind(fault.message())).or_default().insert(name.clone());
        }
    }
    assert!(kinds.len() >= 30, "{} kinds", kinds.len());
    let row = |(kind, cases): (&String, &BTreeSet<String>)| {
        format!("{kind}\n    {}\n", cases.iter().map(String::as_str).collect::<Vec<_>>().join(", "))
    };
    let index = format!("{} kinds of fault\n\n{}", kinds.len(), kinds.iter().map(row).collect::<String>());
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path("../../pack_faults");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("index", index));
}

/// A message without the author's own words.
fn kind(message: &str) -> String {
    let mut parts = message.split('`');
    let mut kind = parts.next().unwrap_or_default().to_owned();
    while let (Some(_), Some(rest)) = (parts.next(), parts.next()) {
        kind.push('…');
        kind.push_str(rest);
    }
    kind
}

#[test]
fn every_fault_underlines_something_and_tells_the_next_step() {
    for case in cases() {
        for fault in faults_of(&case).iter() {
            assert!(fault.help().is_some_and(|help| help.to_string().len() > 8), "{fault}");
            let label = fault.labels().unwrap().next().unwrap();
            assert!(label.label().is_some_and(|words| !words.is_empty()), "{fault}");
            let text = files(&case).into_iter().find(|file| file.path == fault.path()).unwrap().text;
            assert!(
                !label.is_empty() || text.is_empty() || label.offset() == text.len(),
                "{fault} of {}",
                fault.path()
            );
        }
    }
}

#[test]
fn a_pack_that_is_named_like_a_built_in_one_must_take_another_name() {
    let mut files = notelint::rule::builtin_files();
    let text = "schema: 1\npack: back-pain\ntitle: Ours\nrules: []\n".to_owned();
    files.push(RuleFile { path: "ours.yaml".to_owned(), text, builtin: false });
    let faults = load(&files).unwrap_err();
    let fault = faults.iter().find(|fault| fault.path() == "ours.yaml").unwrap();
    assert_eq!((fault.line(), fault.message()), (2, "two of the same name: pack `back-pain`"));
    assert!(fault.help().unwrap().to_string().contains("rename yours"));
}

#[test]
fn faults_name_their_file_and_line() {
    for case in cases() {
        let files = files(&case);
        for fault in faults_of(&case).iter() {
            let file = files.iter().find(|file| file.path == fault.path()).unwrap();
            assert!((1..=file.text.lines().count().max(1)).contains(&fault.line()), "{fault}");
        }
    }
}

#[test]
fn one_run_shows_all_faults_of_a_pack() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pack_faults");
    let faults = faults_of(&folder.join("five.yaml"));
    let found = faults.iter().map(|fault| (fault.line(), fault.message().to_owned())).collect::<Vec<_>>();
    for (line, part) in [
        (6, "pattern does not work: unclosed group"),
        (9, "unknown key `severty`"),
        (10, "unknown concept `cuogh`"),
        (11, "unknown section kind `assesment`"),
        (12, "`billable` refers to payment"),
    ] {
        assert!(found.iter().any(|(at, message)| *at == line && message.contains(part)), "{part}: {found:#?}");
    }
}

#[test]
fn a_file_that_cannot_be_read_does_not_hide_the_faults_of_others() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pack_faults");
    let faults = faults_of(&folder.join("broken-neighbour"));
    let paths = faults.iter().map(|fault| fault.path()).collect::<Vec<_>>();
    assert_eq!(paths, ["a.yaml", "b.yaml"]);
}

proptest::proptest! {
    #[test]
    fn no_text_makes_the_loader_panic(cut in 0usize..4000, junk in "\\PC{0,12}", which in 0usize..64) {
        let cases = cases();
        let mut files = files(&cases[which % cases.len()]);
        for file in &mut files {
            let at = (0..=cut.min(file.text.len())).rev().find(|at| file.text.is_char_boundary(*at)).unwrap_or(0);
            file.text.insert_str(at, &junk);
        }
        if let Err(faults) = load(&files) {
            rendered(&faults);
        }
    }
}
