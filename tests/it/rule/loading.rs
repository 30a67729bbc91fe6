//! From YAML to compiled rules: they mean what their authors wrote.

use crate::builtin::{FROM_FILES, RULES};
use notelint::base::{Profile, SectionKind, SectionKinds, Sense};
use notelint::rule::{
    Check, Condition, CueRole, Expect, Forbid, Owner, Piece, Require, RuleFile, RuleSet, load, load_with_tests,
};
use notelint::words::{Scratch, Tokens};

fn file(path: &str, text: &str) -> RuleFile {
    RuleFile { path: path.into(), text: text.into(), builtin: false }
}

const WORDS: &str = r#"
schema: 1
lexicon: words
title: Words
fragments:
  side: 'left|right'
  sided: '{side}-sided'
concepts:
  cough:
    terms: [Dry-Cough, 'cough{,s,ing}', 'tussi*']
    exact: [COPD, 'URI*']
    patterns: ['\bcoughs? on the {sided} chest\b']
    except: {terms: [cough drops]}
    not-near: {terms: [syrup], within: 4}
    in: [cc, hpi]
  fever:
    terms: [fever, dry cough]
headings:
  hpi: {words: [History of  Present Illness], strict: [s]}
cues:
  - {cue: denial, sets: negated, terms: [denies, (-)], within: 9}
  - {cue: ends, ends: all, direction: both, reach: sentence, terms: [but]}
"#;

const PACK: &str = r#"
schema: 1
pack: chest
title: Chest
sources: {own: {title: Own experience, section: HPI, year: 2026, url: "https://example.org"}}
applies: {any: [{concept: cough, sense: present, in: [cc]}, {codes: [R05.9, "R05.*", "R05.-"]}]}
subject: {this: [cough], other: [fever]}
concepts:
  sputum: {terms: [sputum]}
checklist:
  - element: sputum
    label: sputum
    ask: Is there sputum?
    help: State it, or that there is none.
    documented-by: [{concept: sputum}, {concepts: [cough, fever], about: any}]
    prompted-by: [sputum]
    persona: thorough
    why: It tells causes apart.
    source: own
    tests:
      - {clean: "CC: cough. No sputum."}
      - flagged: |
          CC: <<cough>>
          HPI: three days
        codes: [R05.9]
        todo: true
rules:
  - rule: fever-alone
    when: [{concept: fever}]
    require: [{element: sputum}, {at-least: 1, of: [{section: exam}, {not: {note-type: [ED]}}]}]
    message: "{found} stands alone"
    help: Say more.
    why: It matters.
    source: own
    belongs-in: [exam]
    tests: [{clean: "Well."}, {flagged: "<<fever>>", profile: template}]
  - rule: a-blank
    always: true
    forbid: [{placeholder: [wildcard]}]
    message: "{found}"
    help: Fill it.
    why: It matters.
    source: own
    tests: [{clean: "Well."}, {flagged: "Onset: <<<<when>>>>."}]
"#;

/// The owners of the words of a text, in the order of their places.
fn owners(rules: &RuleSet, text: &str) -> Vec<Owner> {
    let automaton = &rules.words[0];
    let mut hits = Vec::new();
    automaton.find(text, &Tokens::read(text, automaton), &mut Scratch::default(), &mut hits);
    hits.into_iter().map(|hit| Owner::of_word(hit.owner)).collect()
}

#[test]
fn words_are_found_for_their_owners() {
    let rules = load(&[file("words.yaml", WORDS)]).unwrap();
    let ids = rules.concepts.iter().map(|concept| concept.id.as_str()).collect::<Vec<_>>();
    assert_eq!(ids, ["cough", "fever"]);
    let [cough, fever] = [0, 1].map(notelint::rule::ConceptId);
    assert_eq!(owners(&rules, "Dry-cough"), [Owner::Concept(cough), Owner::Concept(fever), Owner::Concept(cough)]);
    assert_eq!(owners(&rules, "coughing"), [Owner::Concept(cough)]);
    assert_eq!(owners(&rules, "Tussis"), [Owner::Concept(cough)]);
    assert_eq!(owners(&rules, "copd, COPD"), [Owner::Concept(cough)]);
    assert_eq!(owners(&rules, "uris, URIs"), [Owner::Concept(cough)]);
    assert!(owners(&rules, "cough drops").contains(&Owner::Except(cough)));
    assert_eq!(owners(&rules, "syrup"), [Owner::NotNear(cough)]);
    assert_eq!(owners(&rules, "(-), - or 3-4"), [Owner::Cue(0)]);
    assert_eq!(rules.concepts[0].not_near, Some(4));
    assert_eq!(rules.concepts[0].sections, SectionKinds::from_iter([SectionKind::Cc, SectionKind::Hpi]));
    assert_eq!(rules.cues[1].role, CueRole::Ends(None));
    let headings = rules.headings.iter().map(|h| (h.text.as_str(), h.strict)).collect::<Vec<_>>();
    assert_eq!(headings, [("history of present illness", false), ("s", true)]);
}

#[test]
fn company_is_all_of_with_and_one_of_with_any() {
    let when = "when: [{concept: fever, with: [cough, sputum], with-any: [sputum]}]";
    let pack = PACK.replace("when: [{concept: fever}]", when);
    let rules = load(&[file("words.yaml", WORDS), file("chest.yaml", &pack)]).unwrap();
    let fever_alone = rules.rule("chest/fever-alone").unwrap();
    let (evidence, _) = fever_alone.conditions().iter().find_map(|condition| condition.evidence().next()).unwrap();
    let ids = |concepts: &[notelint::rule::ConceptId]| -> Vec<String> {
        concepts.iter().map(|concept| rules.concepts[concept.0 as usize].id.clone()).collect()
    };
    assert_eq!(ids(&evidence.with), ["cough", "chest/sputum"]);
    assert_eq!(ids(&evidence.with_any), ["chest/sputum"]);
}

#[test]
fn what_a_rule_yields_to_is_a_rule() {
    let pack = |pattern: &str| PACK.replace("always: true", &format!("always: true\n    yields-to: [{pattern}]"));
    let loaded = |pattern: &str| load(&[file("words.yaml", WORDS), file("chest.yaml", &pack(pattern))]);
    for pattern in ["chest/fever-alone", "chest", "chest/fever-*"] {
        assert_eq!(loaded(pattern).unwrap().rule("chest/a-blank").unwrap().yields_to, [pattern]);
    }
    for pattern in ["chest/fever-along", "cough", "tag:codes"] {
        let faults = loaded(pattern).unwrap_err();
        let messages = faults.iter().map(|fault| fault.message()).collect::<Vec<_>>();
        assert_eq!(messages, [format!("`{pattern}` names no rule")]);
    }
}

#[test]
fn fragments_fill_in() {
    let rules = load(&[file("words.yaml", WORDS)]).unwrap();
    assert_eq!(rules.patterns.len(), 1);
    let expression = &rules.patterns[0].expression;
    assert_eq!(expression.source(), r"\bcoughs? on the (?:(?:left|right)-sided) chest\b");
    for text in ["Coughs on the left-sided chest", "cough on the RIGHT-SIDED chest"] {
        assert_eq!(expression.matches(text.as_bytes()).next(), Some(0..text.len()), "{text}");
    }
    for text in ["cough on the left", "the left-sided chest", "coughing on the other side of the chest"] {
        assert_eq!(expression.matches(text.as_bytes()).next(), None, "{text}");
    }
}

#[test]
fn packs_keep_their_order_and_their_topic() {
    let loaded = load_with_tests(&[file("chest.yaml", PACK), file("words.yaml", WORDS)]).unwrap();
    let rules = loaded.rules;
    let ids = rules.rules.iter().map(|rule| rule.id.as_str()).collect::<Vec<_>>();
    assert_eq!(ids, ["chest/a-blank", "chest/fever-alone", "chest/sputum"]);
    let checklist = rules.packs[0].checklist.as_ref().unwrap();
    assert_eq!(checklist.elements, [2]);
    assert_eq!(checklist.this_subject, [concept(&rules, "cough")]);

    let Check::Require(Require { when: Condition::All(when), require: Condition::Any(require) }) =
        &rules.rules[1].check
    else {
        panic!("{:?}", rules.rules[1].check)
    };
    assert_eq!(when[0], Condition::Applies(0));
    assert!(matches!(&when[1], Condition::Concept(evidence) if evidence.sense == Sense::Documented));
    assert_eq!(require[0], Condition::Element(2));
    assert_eq!(rules.rules[1].message.0, [Piece::Found, Piece::Text(" stands alone".into())]);
    assert_eq!(rules.rules[1].source, "Own experience, HPI (2026)");
    assert_eq!(rules.rules[1].belongs_in, [SectionKind::Exam]);
    assert!(matches!(&rules.rules[0].check, Check::Forbid(Forbid { when: None, .. })), "`always` lifts the topic");
    assert_eq!(rules.rules[2].belongs_in, [SectionKind::Hpi, SectionKind::Cc]);

    let flagged = loaded.tests.iter().filter_map(|test| match test.expect {
        Expect::Flagged(span) => Some((test.rule.as_str(), &test.text[span.range()])),
        Expect::Clean | Expect::Spoken => None,
    });
    let expected = [("chest/sputum", "cough"), ("chest/fever-alone", "fever"), ("chest/a-blank", "<<when>>")];
    assert_eq!(flagged.collect::<Vec<_>>(), expected);
    assert!(loaded.tests.iter().all(|test| !test.text.contains("<<<<")));
    assert!(loaded.tests.iter().any(|test| test.profile == Profile::Template));
    assert!(loaded.tests.iter().any(|test| test.todo && test.codes == ["R05.9"]));
}

fn concept(rules: &RuleSet, id: &str) -> notelint::rule::ConceptId {
    notelint::rule::ConceptId(
        rules.concepts.iter().position(|concept| concept.id == id).expect("a known concept") as u32
    )
}

#[test]
fn the_order_of_files_does_not_matter() {
    let one = load(&[file("chest.yaml", PACK), file("words.yaml", WORDS)]).unwrap();
    let other = load(&[file("words.yaml", WORDS), file("chest.yaml", PACK)]).unwrap();
    assert_eq!(one.rules, other.rules);
    assert_eq!(one.concepts, other.concepts);
    assert_eq!(one.packs, other.packs);
}

#[test]
fn built_in_rules_are_what_their_files_say() {
    assert!(FROM_FILES.rules == **RULES, "the stored rules differ from rules/");
}
