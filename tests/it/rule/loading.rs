//! From YAML to compiled rules: they mean what their authors wrote, and no gate loses a match.

use crate::builtin::{FROM_FILES, RULES};
use notelint::base::{Profile, SectionKind, SectionKinds, Sense, scan_form};
use notelint::rule::{
    Check, Condition, CueRole, Expect, Forbid, Owner, Piece, Require, RuleFile, RuleSet, builtin_files, load,
    load_over, load_with_tests,
};
use notelint::words::{Scratch, Tokens};
use proptest::prelude::*;
use regex_automata::{meta::Regex, util::syntax};

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
fn fragments_fill_in_and_open_gates() {
    let rules = load(&[file("words.yaml", WORDS)]).unwrap();
    assert_eq!(rules.patterns.len(), 1);
    assert_eq!(rules.patterns.source(0), r"\bcoughs? on the (?:(?:left|right)-sided) chest\b");
    assert!(!gate_words(&rules, 0).is_empty());
    for text in ["Coughs on the left-sided chest", "cough on the RIGHT-SIDED chest"] {
        assert!(opens(&rules, 0, text), "{text}: {:?}", gate_words(&rules, 0));
    }
    for text in ["cough on the left", "the left-sided chest", "coughing on the other side of the chest"] {
        assert!(!opens(&rules, 0, text), "{text}: {:?}", gate_words(&rules, 0));
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

/// A file next to the built-in ones, with words of its own and more for an existing concept.
const SITE: &str = r#"
schema: 1
lexicon: site
title: Words of one site
concepts:
  striped-gait: {terms: [zebra walk], exact: [ZW], patterns: ['\bwalks? like (?:a|the) zebras?\b', '\bzebra [a-z]+\b']}
"#;

#[test]
fn what_is_known_is_taken_over_as_it_would_be_compiled() {
    let mut files = builtin_files();
    files.push(file("site.yaml", SITE));
    let over = load_over(&RULES, &files).unwrap();
    let fresh = load_with_tests(&files).unwrap();
    assert_eq!(over.tests, fresh.tests);
    assert_eq!(over.rules.literals, fresh.rules.literals);
    assert_eq!(over.rules.rules, fresh.rules.rules);
    assert_eq!(over.rules.patterns.len(), fresh.rules.patterns.len());
    for pattern in 0..fresh.rules.patterns.len() as u32 {
        let (taken, compiled) = (over.rules.patterns.get(pattern), fresh.rules.patterns.get(pattern));
        assert_eq!((taken.owner, taken.leading), (compiled.owner, compiled.leading));
        assert_eq!(over.rules.patterns.source(pattern), fresh.rules.patterns.source(pattern));
        let [taken, compiled] = [(&over.rules, taken), (&fresh.rules, compiled)]
            .map(|(rules, pattern)| format!("{:?}", rules.programs.get(pattern.program)));
        assert!(taken == compiled, "{}", fresh.rules.patterns.source(pattern));
    }
}

#[test]
fn every_pattern_of_a_site_compiles_as_it_will_run() {
    // The built-in rules have none.
    let rules = load(&[file("patterns.yaml", include_str!("../../patterns.yaml"))]).unwrap();
    let patterns = &rules.patterns;
    assert!(patterns.len() > 80);
    for pattern in 0..patterns.len() as u32 {
        compiled(patterns.source(pattern));
    }
}

fn compiled(source: &str) -> Regex {
    let syntax = syntax::Config::new().unicode(false).utf8(false).case_insensitive(true);
    let built = Regex::builder().syntax(syntax).configure(Regex::config().utf8_empty(false)).build(source);
    built.unwrap_or_else(|error| panic!("{source}: {error:?}"))
}

fn gate_words(rules: &RuleSet, pattern: u32) -> Vec<Vec<&str>> {
    let mut sets: Vec<Vec<&str>> = Vec::new();
    for (literal, text) in (0..).zip(rules.literals.texts()) {
        for wake in rules.patterns.wakes(rules.literals.gate(literal)).filter(|wake| wake.pattern == pattern) {
            sets.resize(sets.len().max(wake.set as usize + 1), Vec::new());
            sets[wake.set as usize].push(text);
        }
    }
    sets
}

/// Whether the scan would run the pattern on this text.
fn opens(rules: &RuleSet, pattern: u32, text: &str) -> bool {
    let text = scan_form(text);
    gate_words(rules, pattern).iter().all(|set| set.iter().any(|word| text.contains(word)))
}

/// A pattern of a small grammar, and a text that it matches.
fn pattern_and_text() -> impl Strategy<Value = (String, String)> {
    let word = "[a-cé]{1,4}(-[a-c0-2]{1,3})?-?";
    let literal = word.prop_map(|word: String| (regex_syntax::escape(&word), word));
    let class = prop_oneof![
        "[a-c]".prop_map(|c: String| ("[a-c-]".to_owned(), c)),
        Just(("[ -]".to_owned(), "-".to_owned())),
        Just((r"\s+".to_owned(), " ".to_owned())),
        Just((r"\w".to_owned(), "b".to_owned())),
        Just((r"\b".to_owned(), String::new())),
        Just((".*".to_owned(), "-x-".to_owned())),
        Just(("(?-i:AB)".to_owned(), "AB".to_owned())),
    ];
    let leaf = prop_oneof![3 => literal, 1 => class];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(|parts| parts
                .into_iter()
                .fold(Default::default(), |(p, t): (String, String), (q, u)| (p + &q, t + &u))),
            (prop::collection::vec(inner.clone(), 1..4), any::<prop::sample::Index>()).prop_map(|(parts, pick)| {
                let text = parts[pick.index(parts.len())].1.clone();
                (format!("(?:{})", parts.into_iter().map(|(p, _)| p).collect::<Vec<_>>().join("|")), text)
            }),
            (inner.clone(), any::<bool>())
                .prop_map(|((p, t), there)| (format!("(?:{p})?"), if there { t } else { String::new() })),
            (inner.clone(), 1usize..3).prop_map(|((p, t), times)| (format!("(?:{p})+"), t.repeat(times))),
            inner.prop_map(|(p, t)| (format!("({p}){{2}}"), t.repeat(2))),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn no_gate_loses_a_match((pattern, text) in pattern_and_text(), before in "[a-c -]{0,3}", after in "[a-cA-C -]{0,3}") {
        let yaml = format!("schema: 1\nlexicon: x\nconcepts:\n  x:\n    patterns: ['{}']\n", pattern.replace('\'', "''"));
        // The grammar may make a pattern that is refused, or a border that does not hold.
        let Ok(rules) = load(&[file("x.yaml", &yaml)]) else { return Ok(()) };
        let text = format!("{before}{text}{after}").split(' ').filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
        let regex = compiled(rules.patterns.source(0));
        for text in [text.clone(), text.to_ascii_uppercase()] {
            if regex.is_match(text.as_bytes()) {
                prop_assert!(opens(&rules, 0, &text), "{pattern} in {text:?}: {:?}", gate_words(&rules, 0));
            }
        }
    }
}
