//! `notelint inspect`: what notelint sees in a note.

use super::Exit;
use super::args::{InspectArgs, InspectFormat};
use super::inputs::{Input, STDIN};
use super::packs;
use super::terminal::Terminal;
use super::today::today;
use super::trouble::Trouble;
use notelint::base::{SectionKinds, scan_form};
use notelint::detect::Detector;
use notelint::note::{Context, Note};
use notelint::report::{Style, inspect_json, inspect_pretty};
use notelint::rule::{Concept, ConceptId, LiteralUse, Owner, RuleSet};
use std::io::BufWriter;
use std::path::PathBuf;

/// Shows one note.
///
/// # Errors
/// Where the note or the rules cannot be read.
pub fn run(args: &InspectArgs, terminal: &Terminal) -> Result<Exit, Trouble> {
    let input = match args.path.as_os_str() == "-" {
        true => Input::Stdin(PathBuf::from(STDIN)),
        false => Input::File(args.path.clone()),
    };
    let rules = packs::rules(&args.rules)?;
    let with_terms;
    let rules = match args.term.as_slice() {
        [] => rules,
        terms => {
            with_terms = add_terms(rules.clone(), terms);
            &with_terms
        }
    };
    let source = input.read()?;
    let context = Context { profile: args.profile, day: Some(today()), ..Context::default() };
    let note = Trouble::unless_faulty(Note::read(source, context, &packs::headings(rules)))?;
    let mut facts = Detector::new(rules).facts(&note);
    // Whoever asks for a term wants to read of it first.
    let built_in = rules.concepts.len() - args.term.len();
    facts.mentions.sort_by_key(|mention| (mention.concept.0 as usize) < built_in);
    let style = Style { redact: args.redact, ..Style::new(terminal.width, terminal.color) };
    let mut out = BufWriter::new(terminal.stdout());
    let written = match args.format {
        InspectFormat::Pretty => inspect_pretty(&note, &facts, rules, &style, &mut out),
        InspectFormat::Json => inspect_json(&note, &facts, rules, &mut out),
    };
    super::finish(written, out)
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
