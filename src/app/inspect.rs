//! `notelint inspect`: what notelint sees in a note, and why an element of a checklist counts as documented or not.

use super::Exit;
use super::args::{InspectFormat, profile};
use super::inputs::Input;
use super::names::suggest;
use super::packs;
use super::terminal::Terminal;
use super::today::today;
use super::trouble::Trouble;
use clap::Args;
use notelint::base::{Profile, SectionKinds, scan_form};
use notelint::check::why;
use notelint::detect::Detector;
use notelint::note::{Context, Note};
use notelint::report::{Style, inspect_json, inspect_pretty, inspect_why};
use notelint::rule::{Concept, ConceptId, LiteralUse, Owner, RuleSet};
use std::collections::HashSet;
use std::io::BufWriter;
use std::path::PathBuf;

const INSPECT_EXAMPLES: &str = "\
Examples:
  notelint inspect visit.txt
  notelint inspect visit.txt --term sciatica       in which sense is \"sciatica\" said?
  notelint inspect visit.txt --element back-pain/radiation
                                                   why is it documented, or not?
  notelint inspect visit.txt --element back-pain   the same of the whole checklist
  notelint inspect - --format json < visit.txt";

/// `notelint inspect`.
#[derive(Args, Debug)]
#[command(after_help = INSPECT_EXAMPLES)]
pub struct InspectArgs {
    /// A note, or - for standard input
    #[arg(value_name = "PATH")]
    pub path: PathBuf,
    /// How to write it
    #[arg(long, value_enum, default_value = "pretty", value_name = "FORMAT")]
    pub format: InspectFormat,
    /// A literal term to look for as well; may be repeated
    #[arg(long, value_name = "TERM")]
    pub term: Vec<String>,
    /// Show what became of each word that an element of a checklist looks for; a checklist stands for all of its
    /// elements; may be repeated
    #[arg(long, value_name = "ELEMENT")]
    pub element: Vec<String>,
    /// What the text is meant to be
    #[arg(long, value_parser = profile, default_value = "note", value_name = "note|template")]
    pub profile: Profile,
    /// More packs and lexicons: a file or folder; may be repeated
    #[arg(long, value_name = "PATH")]
    pub rules: Vec<PathBuf>,
    /// Leave out every word of the note
    #[arg(long)]
    pub redact: bool,
}

/// Shows one note.
///
/// # Errors
/// Where the note or the rules cannot be read.
pub fn run(args: &InspectArgs, terminal: &Terminal) -> Result<Exit, Trouble> {
    let input = Input::named(&args.path);
    let rules = packs::rules(&args.rules)?;
    let with_terms;
    let rules = match args.term.as_slice() {
        [] => rules,
        terms => {
            with_terms = add_terms(rules.clone(), terms);
            &with_terms
        }
    };
    let elements = elements(rules, &args.element)?;
    let source = input.read()?;
    let context = Context { profile: args.profile, day: Some(today()), ..Context::default() };
    let note = Trouble::unless_faulty(Note::read(source, context, &packs::headings(rules)))?;
    let mut facts = Detector::new(rules).facts(&note);
    let why = (!elements.is_empty()).then(|| why(&note, &facts, rules, &elements));
    // Whoever asks for a term wants to read of it first.
    let built_in = rules.concepts.len() - args.term.len();
    facts.mentions.sort_by_key(|mention| (mention.concept.0 as usize) < built_in);
    let style = Style { redact: args.redact, ..Style::new(terminal.width, terminal.color) };
    let mut out = BufWriter::new(terminal.stdout());
    let written = match (args.format, &why) {
        (InspectFormat::Pretty, None) => inspect_pretty(&note, &facts, rules, &style, &mut out),
        (InspectFormat::Pretty, Some(why)) => inspect_why(&note, why, rules, &style, &mut out),
        (InspectFormat::Json, why) => inspect_json(&note, &facts, why.as_ref(), rules, &mut out),
    };
    super::finish(written, out)
}

/// The elements that names stand for, each once: `back-pain/radiation`, or `back-pain` for all of that checklist.
fn elements(rules: &RuleSet, names: &[String]) -> Result<Vec<u32>, Trouble> {
    let checklists = || rules.packs.iter().filter_map(|pack| Some((pack.id.as_str(), pack.checklist.as_ref()?)));
    let all = || checklists().flat_map(|(_, checklist)| &checklist.elements);
    let id = |index: u32| rules.rules[index as usize].id.as_str();
    let mut found: Vec<u32> = Vec::new();
    for name in names {
        if let Some((_, checklist)) = checklists().find(|(pack, _)| pack == name) {
            found.extend(&checklist.elements);
        } else if let Some(index) = all().find(|&&index| id(index) == name) {
            found.push(*index);
        } else {
            let known = checklists().map(|(pack, _)| pack).chain(all().map(|&index| id(index)));
            return Err(Trouble::UnknownName { what: "element", name: name.clone(), help: suggest(name, known) });
        }
    }
    let mut once = HashSet::new();
    found.retain(|index| once.insert(*index));
    Ok(found)
}

/// The rule set with one more concept for each term: `term:TERM`, a literal that no rule asks for.
fn add_terms(mut rules: RuleSet, terms: &[String]) -> RuleSet {
    for term in terms {
        let text = scan_form(&term.split_whitespace().collect::<Vec<_>>().join(" "));
        let concept = ConceptId(rules.concepts.len() as u32);
        rules.concepts.push(Concept {
            id: format!("term:{term}"),
            not_near: None,
            only_near: None,
            sections: SectionKinds::ALL,
        });
        let hit = LiteralUse { owner: Owner::Concept(concept), exact: None, stem: false };
        if !text.is_empty() {
            rules.literals.push(&text, [hit]);
        }
    }
    rules
}
