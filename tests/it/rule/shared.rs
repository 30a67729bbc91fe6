//! What packs share: elements, sets of sections, rules over cases, concepts of concepts, packs in folders.

use notelint::base::{SectionKind, Severity};
use notelint::rule::{Check, Expect, Loaded, RuleFile, load, load_onto, load_with_tests};

fn file(path: &str, text: &str) -> RuleFile {
    RuleFile { path: path.to_owned(), text: text.to_owned(), builtin: false }
}

const LEXICON: &str = "
schema: 1
lexicon: ours
title: What our packs share
sources: {policy: {title: Our policy, year: 2026}}
sections: {told: [cc, hpi]}
elements:
  - element: trigger
    slots: {complaint: ~, triggers: [stairs]}
    label: trigger
    ask: What brings the {complaint} on?
    help: Name it.
    documented-by: [{concepts: ['{triggers}'], in: [told]}]
    why: It points to the cause.
    source: policy
    tests:
      - {clean: 'CC: {complaint}. HPI: Worse on stairs.'}
      - {flagged: 'CC: <<{complaint}>>. HPI: Since Monday.'}
concepts:
  stairs: {terms: [stairs]}
  squats: {terms: [squatting]}
  movements: {includes: [stairs, squats]}
";

const HEAD: &str = "
schema: 1
pack: our-knee
title: Knees
applies: {concept: knee-ache}
defaults: {with: {complaint: sore knee}}
";

const CHECKLIST: &str = "
schema: 1
pack: our-knee
checklist:
  - {use: ours/trigger, severity: error, with: {triggers: [movements]}}
tests:
  trigger:
    - {clean: 'CC: sore knee. HPI: Squatting hurts.'}
concepts:
  knee-ache: {terms: [sore knee]}
";

const RULES: &str = "
schema: 1
pack: our-knee
rules:
  - for-each:
      - {rule: stairs-named, words: stairs, tests: [{clean: 'a sore knee'}, {flagged: 'sore knee, <<stairs>>'}]}
      - {rule: squats-named, words: squats, tests: [{clean: 'a sore knee'}, {flagged: 'sore knee, <<squatting>>'}]}
    forbid: [{concept: '{words}'}]
    message: '{found} is named'
    help: State it.
    why: So.
    source: policy
";

fn folder() -> Vec<RuleFile> {
    vec![
        file("lexicons/ours.yaml", LEXICON),
        file("our-knee/checklist.yaml", CHECKLIST),
        file("our-knee/pack.yaml", HEAD),
        file("our-knee/rules.yaml", RULES),
    ]
}

fn loaded() -> Loaded {
    load_with_tests(&folder())
        .unwrap_or_else(|faults| panic!("{:?}", faults.iter().map(|f| f.message()).collect::<Vec<_>>()))
}

#[test]
fn files_of_a_folder_are_one_pack() {
    let loaded = loaded();
    assert_eq!(loaded.rules.packs.len(), 1);
    let ids: Vec<&str> = loaded.rules.rules.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(ids, ["our-knee/squats-named", "our-knee/stairs-named", "our-knee/trigger"]);

    let elsewhere = folder().into_iter().map(|f| file(&f.path.replace("our-knee/", "rules/"), &f.text));
    let faults = load(&elsewhere.collect::<Vec<_>>()).unwrap_err();
    assert!(faults.iter().any(|fault| fault.message().contains("two of the same name: pack `our-knee`")));
}

#[test]
fn an_element_that_is_taken_over_is_the_packs_own() {
    let loaded = loaded();
    let rule = loaded.rules.rule("our-knee/trigger").unwrap();
    assert_eq!((rule.severity, rule.source.as_str()), (Severity::Error, "Our policy (2026)"));
    let Check::Element(element) = &rule.check else { panic!("an element") };
    let (evidence, _) = element.documented_by.evidence().next().unwrap();
    let named: Vec<&str> =
        evidence.concepts.iter().map(|id| loaded.rules.concepts[id.0 as usize].id.as_str()).collect();
    assert_eq!(named, ["movements", "stairs", "squats"]);
    assert!(evidence.sections.contains(SectionKind::Hpi) && !evidence.sections.contains(SectionKind::Exam));

    let tests: Vec<_> = loaded.tests.iter().filter(|test| test.rule == "our-knee/trigger").collect();
    let texts: Vec<&str> = tests.iter().map(|test| test.text.as_str()).collect();
    assert_eq!(texts[..2], ["CC: sore knee. HPI: Worse on stairs.", "CC: sore knee. HPI: Since Monday."]);
    assert!(matches!(tests[1].expect, Expect::Flagged(words) if words.len() == "sore knee".len()));
    let places: Vec<(&str, usize)> = tests.iter().map(|test| (test.path.as_str(), test.line)).collect();
    assert_eq!(places, [("lexicons/ours.yaml", 17), ("lexicons/ours.yaml", 18), ("our-knee/checklist.yaml", 8)]);

    let origin = loaded.origins.iter().find(|origin| origin.rule == rule.id).unwrap();
    assert_eq!((origin.path.as_str(), origin.line), ("our-knee/checklist.yaml", 5));
    assert_eq!(origin.severity.as_ref().map(|at| (at.path.as_str(), at.line)), Some(("our-knee/checklist.yaml", 5)));
}

#[test]
fn what_is_beneath_is_taken_over_as_well() {
    let beneath = load_with_tests(&[file("lexicons/ours.yaml", LEXICON), file("other.yaml", OTHER)]).unwrap();
    let own: Vec<RuleFile> = folder().into_iter().skip(1).collect();
    let on_top = load_onto(&beneath.rules, &beneath.symbols, &own).unwrap();
    assert!(on_top.rules.rule("our-knee/trigger").is_some());
}

const OTHER: &str = "
schema: 1
pack: other
title: Another pack
sources: {policy: {title: Our policy, year: 2026}}
rules:
  - rule: stairs-named
    forbid: [{concept: stairs}]
    message: '{found} is named'
    help: State it.
    why: So.
    source: policy
    tests: [{clean: none}, {flagged: '<<stairs>>'}]
";

#[test]
fn a_fault_in_what_is_taken_over_names_the_pack() {
    let broken = LEXICON.replace("[{concepts: ['{triggers}'], in: [told]}]", "[{concept: steps, in: [told]}]");
    let files: Vec<RuleFile> =
        folder().into_iter().map(|f| if f.path.starts_with("lexicons") { file(&f.path, &broken) } else { f }).collect();
    let faults = load(&files).unwrap_err();
    let fault = faults.iter().next().unwrap();
    assert_eq!((fault.path(), fault.message()), ("lexicons/ours.yaml", "unknown concept `steps`"));
    let label = miette::Diagnostic::labels(fault).unwrap().next().unwrap();
    assert_eq!(label.label(), Some("no concept has this name; the pack `our-knee` takes this over"));
}
