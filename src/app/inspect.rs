//! `notelint inspect`: what notelint sees in a note, and why an element of a checklist counts as documented or not.
//!
//! It answers from the same rules and context as `check`: the configuration nearest to the note, under the same options.

use super::Exit;
use super::args::{InspectArgs, InspectFormat, NoteArgs};
use super::engine::read;
use super::inputs::Input;
use super::names::suggest;
use super::setup::Setups;
use super::terminal::Terminal;
use super::trouble::Trouble;
use notelint::report::{Style, inspect_json, inspect_pretty, inspect_why};
use notelint::rule::RuleSet;
use std::collections::HashSet;
use std::io::BufWriter;

/// Shows one note.
///
/// # Errors
/// If the note or the rules cannot be read.
pub fn run(args: &InspectArgs, terminal: &Terminal) -> Result<Exit, Trouble> {
    let note_args = NoteArgs {
        context: args.context.clone(),
        rules: args.rules.clone(),
        config: args.config.clone(),
        ..NoteArgs::default()
    };
    let setup = Setups::new(&note_args).of(&args.path)?;
    let linter = setup.linter.clone().terms(&args.term);
    let rules = linter.rules();
    let elements = elements(rules, &args.element)?;
    let mut examined = linter.examine(read(&Input::named(&args.path), &setup)?);
    let why = (!elements.is_empty()).then(|| linter.why(&examined, &elements));
    examined.facts.mentions.retain(|mention| mention.elsewhere.is_none());
    // A term on the command line comes first, because the user wants to see it.
    let named = rules.concepts.len() - args.term.len();
    examined.facts.mentions.sort_by_key(|mention| (mention.concept.0 as usize) < named);
    let (note, facts) = (&examined.note, &examined.facts);
    let style = Style { redact: args.redact, ..Style::new(terminal.width, terminal.color) };
    let mut out = BufWriter::new(terminal.stdout());
    let written = match (args.format, &why) {
        (InspectFormat::Pretty, None) => inspect_pretty(note, facts, rules, &style, &mut out),
        (InspectFormat::Pretty, Some(why)) => inspect_why(note, why, rules, &style, &mut out),
        (InspectFormat::Json, why) => inspect_json(note, facts, why.as_ref(), rules, &mut out),
    };
    super::finish(written, out)
}

/// The elements that names refer to, each once: `back-pain/radiation`, or `back-pain` for all of that checklist.
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
