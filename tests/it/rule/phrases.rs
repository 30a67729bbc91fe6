//! Phrases in rule files: what they find in notes, as their authors and the documentation say.

use crate::builtin::LINTER;
use notelint::lint::Linter;
use notelint::note::{Context, Source};
use notelint::rule::{RuleFile, builtin_files, load};

/// Phrasings that a built-in concept finds.
const FOUND: &[(&str, &str)] = &[
    ("pain-duration", "Low back pain for about 3 weeks."),
    ("pain-duration", "Hurting x 5/7."),
    ("pain-duration", "It has bothered her since last Tuesday."),
    ("pain-aggravating", "Worse with bending, twisting, and lifting."),
    ("pain-aggravating", "Sitting brings it on."),
    ("function-impact", "He can no longer mow the lawn."),
    ("function-impact", "Wife helps him with his socks."),
];

/// Sentences that only look similar.
const LEFT: &[(&str, &str)] = &[
    ("pain-duration", "Follow up in 6 weeks."),
    ("pain-aggravating", "Admitted with a COPD exacerbation."),
    ("function-impact", "Kidney function normal."),
];

fn linter(lexicon: &str) -> Linter {
    let text = format!("schema: 1\nlexicon: sample\ntitle: Sample\n{lexicon}");
    let file = RuleFile { path: "sample.yaml".to_owned(), text, builtin: false };
    let rules = load(&[file]).unwrap_or_else(|faults| panic!("{:?}", faults.iter().collect::<Vec<_>>()));
    Linter::new(rules)
}

/// The mentions of a concept in a note, as they are written.
fn mentions(linter: &Linter, concept: &str, text: &str) -> Vec<String> {
    let note = linter.read(Source::from_text("note", text), Context::default());
    let examined = linter.examine(note);
    let is_it = |id: u32| linter.rules().concepts[id as usize].id == concept;
    let found = examined.facts.mentions.iter().filter(|mention| is_it(mention.concept.0));
    found.map(|mention| examined.note.words(mention.span).to_owned()).collect()
}

#[test]
fn three_concepts_find_what_they_name_and_leave_what_looks_alike() {
    for (concept, text) in FOUND {
        assert!(!mentions(&LINTER, concept, text).is_empty(), "{concept} is not found in {text:?}");
    }
    for (concept, text) in LEFT {
        assert!(mentions(&LINTER, concept, text).is_empty(), "{concept} is found in {text:?}");
    }
}

#[test]
fn phrases_are_words_of_concepts_look_alikes_and_neighbors() {
    let linter = linter(
        "words:
  leg: [leg~, calf~]
concepts:
  path:
    terms: [sciatica]
    phrases: |
      # the way down
      (runs|goes) down .. {leg}
    except:
      phrases: |
        down his own leg
  near:
    phrases: |
      ache~
    only-near:
      within: 3
      phrases: |
        {leg}
extend:
  path:
    phrases: |
      into the {leg}
cues:
  - cue: denial
    sets: negated
    phrases: |
      free of [any]
",
    );
    assert_eq!(
        mentions(&linter, "path", "Sciatica. It goes down the left calf."),
        ["Sciatica", "goes down the left calf"]
    );
    assert_eq!(mentions(&linter, "path", "Pain into the calves."), ["into the calves"], "an extension adds phrases");
    assert_eq!(
        mentions(&linter, "path", "It runs down his own leg."),
        Vec::<String>::new(),
        "a look-alike overlaps it"
    );
    assert_eq!(mentions(&linter, "near", "Aching in the leg. Aching in the neck."), ["Aching"]);

    let note = linter.read(Source::from_text("note", "He is free of sciatica."), Context::default());
    let examined = linter.examine(note);
    assert_eq!(examined.facts.mentions[0].cues.len(), 1, "the phrase of a cue is a cue");
}

/// A look-alike that is a phrase is compared with the shortest reading: what a run took in beyond it is no reason to
/// lose the mention.
#[test]
fn a_look_alike_leaves_what_it_only_touches_through_a_gap() {
    let linter = linter(
        "words:
  way: [the, back, of, his, heel]
concepts:
  path:
    phrases: |
      down {way...} (leg|heel)
    except:
      phrases: |
        (heel|toe) walking
",
    );
    assert_eq!(mentions(&linter, "path", "Down the leg."), ["Down the leg"]);
    assert_eq!(
        mentions(&linter, "path", "Down the back of his leg; heel walking normal."),
        ["Down the back of his leg"]
    );
}

/// Cells of a table row, with their code marks taken off.
fn cells(row: &str) -> Vec<String> {
    let row = row.trim().trim_matches('|').replace("\\|", "\u{1}");
    row.split('|').map(|cell| cell.trim().trim_matches('`').replace('\u{1}', "|")).collect()
}

#[test]
fn the_phrases_of_the_documentation_match_as_it_says() {
    let format = include_str!("../../../docs/rule-format.md");
    let (_, table) = format.split_once("| phrase | matches | does not match |\n|---|---|---|\n").unwrap();
    let rows: Vec<Vec<String>> = table.lines().take_while(|line| line.starts_with('|')).map(cells).collect();
    assert!(rows.len() >= 15, "{rows:?}");
    let phrase = |(number, row): (usize, &Vec<String>)| format!("  c{number}:\n    phrases: |\n      {}\n", row[0]);
    let phrases: String = rows.iter().enumerate().map(phrase).collect();
    let lists = "words:\n  leg: [leg~, calf~, thigh~]\n  way: [the, his, her, left, right, back, of]\n";
    let linter = linter(&format!("{lists}concepts:\n{phrases}"));
    for (number, row) in rows.iter().enumerate() {
        let concept = format!("c{number}");
        let found = |text: &str| !mentions(&linter, &concept, text).is_empty();
        assert!(found(&row[1]), "`{}` matches {:?}", row[0], row[1]);
        assert!(!found(&row[2]), "`{}` does not match {:?}", row[0], row[2]);
    }
}

/// A list that no phrase uses is left over from one that did.
#[test]
fn every_built_in_list_is_used() {
    let files = builtin_files();
    let is_used = |name: &str| {
        let [one, run] = [format!("{{{name}}}"), format!("{{{name}...}}")];
        files.iter().any(|file| file.text.contains(&one) || file.text.contains(&run))
    };
    let mut lists = 0;
    for file in &files {
        let lines = file.text.lines().skip_while(|line| *line != "words:").skip(1);
        let part = lines.take_while(|line| !line.starts_with(char::is_alphabetic));
        let names = part.filter_map(|line| line.strip_prefix("  ")?.split_once(':'));
        for (name, _) in names.filter(|(name, _)| name.starts_with(char::is_alphabetic)) {
            assert!(is_used(name), "{}: nothing uses the list `{name}`", file.path);
            lists += 1;
        }
    }
    assert!(lists > 1000, "{lists}");
}

/// Rules and vocabularies are for people who are not programmers: they fit the screen, say everything in phrases, and one
/// vocabulary is one file.
#[test]
fn built_in_files_can_be_read_on_a_screen() {
    for file in builtin_files() {
        let longest = file.text.lines().map(|line| line.chars().count()).max().unwrap_or_default();
        assert!(longest <= 140, "{}: a line of {longest} characters", file.path);
        assert!(!file.text.contains("patterns:"), "{}: a regular expression", file.path);
        let lines = file.text.lines().count();
        assert!(lines <= 600 || !file.path.contains("/lexicons/"), "{}: {lines} lines", file.path);
    }
}
