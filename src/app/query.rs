//! `notelint query`: drafts of queries to the provider, a lint of queries that people wrote, and what a reply would close.

use super::Exit;
use super::args::{Grouping, QueryArgs, QueryFormat};
use super::choice::{Choice, Known};
use super::desk::Desk;
use super::engine::examine;
use super::inputs::{self, Input};
use super::setup::{Setup, Setups};
use super::terminal::Terminal;
use super::trouble::{Trouble, shown};
use notelint::base::Profile;
use notelint::detect::Facts;
use notelint::filter::{Changes, fails};
use notelint::lint::{Examined, Linter};
use notelint::note::{Note, Source};
use notelint::query::{self, Drafts};
use notelint::report::{
    Diff, Format, Linted, QueryLetter, QueryPage, Style, Tally, diff_json, diff_markdown, diff_pretty, query_html,
    query_json, query_markdown, query_text,
};
use notelint::rule::RuleSet;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

/// Columns of a letter: it is mailed and printed.
const WIDTH: usize = 90;

/// Does what the options ask for.
///
/// # Errors
/// If nothing can be done at all: paths, configuration, rules, a template in place of a note.
pub fn run(args: &QueryArgs, terminal: &Terminal, desk: &Desk) -> Result<Exit, Trouble> {
    if !args.lint.is_empty() {
        return lint(args, terminal, desk);
    }
    let mut setups = Setups::new(&args.note);
    match (&args.answer, args.paths.as_slice()) {
        (None, _) => drafts(args, &mut setups, terminal, desk),
        (Some(answer), [note]) if !note.is_dir() => {
            let setup = setups.of(note)?;
            reply(args, note, answer, &setup, terminal, desk)
        }
        (Some(_), _) => Err(Trouble::OneNote),
    }
}

/// A note, its queries, and what stands around them.
struct Asked {
    note: Note,
    drafts: Drafts,
    setup: Arc<Setup>,
}

fn drafts(args: &QueryArgs, setups: &mut Setups<'_>, terminal: &Terminal, desk: &Desk) -> Result<Exit, Trouble> {
    let inputs = inputs::gather(&args.paths, None, false, |file| Choice::of(file, Known::default()));
    let mut exit = Exit::Clean;
    let mut report = |trouble: &Trouble| {
        desk.report(trouble);
        exit = Exit::Trouble;
    };
    inputs.troubles.iter().for_each(&mut report);
    let mut asked: Vec<Asked> = Vec::new();
    for input in &inputs.notes {
        let setup = setups.of(input.path())?;
        if setup.excludes(input.path()) && !args.paths.iter().any(|path| path == input.path()) {
            continue;
        }
        match drafted(input, &setup, args.all) {
            Ok((Examined { note, .. }, drafts)) => asked.push(Asked { note, drafts, setup }),
            Err(trouble) => report(&trouble),
        }
    }
    let [letterhead, signature] = asked.first().map(|asked| asked.setup.letter.clone()).unwrap_or_default();
    let page = QueryPage { letterhead, signature, letters: letters(&asked, args), redact: args.redact };
    let mut out = BufWriter::new(terminal.stdout());
    let written = match args.format {
        QueryFormat::Text => query_text(&page, terminal.width.min(WIDTH), &mut out),
        QueryFormat::Markdown => query_markdown(&page, &mut out),
        QueryFormat::Json => query_json(&page, &mut out),
        QueryFormat::Html => query_html(&page, &mut out),
    };
    super::finish(written, out)?;
    for Asked { note, drafts, .. } in &asked {
        left_out(note, drafts, desk);
    }
    Ok(exit)
}

/// The letters of a run: those without a query are left out, except for programs.
fn letters<'a>(asked: &'a [Asked], args: &QueryArgs) -> Vec<QueryLetter<'a>> {
    let mut letters: Vec<QueryLetter<'a>> = Vec::new();
    for Asked { note, drafts, .. } in asked {
        if drafts.drafts.is_empty() && args.format != QueryFormat::Json {
            continue;
        }
        let to = note.author();
        let same = letters.iter_mut().find(|letter| letter.to == to).filter(|_| args.grouping == Grouping::Provider);
        match same {
            Some(letter) => letter.notes.push((note, drafts)),
            None => letters.push(QueryLetter { to, notes: vec![(note, drafts)] }),
        }
    }
    letters
}

/// Says on standard error what there is no query about, so that nothing is left out in silence.
fn left_out(note: &Note, drafts: &Drafts, desk: &Desk) {
    let path = shown(note.source.path());
    if drafts.drafts.is_empty() {
        desk.say(&format!("{path}: no query"));
    }
    for reason in [query::LeftOut::Code, query::LeftOut::Advice] {
        let rules: Vec<&str> =
            drafts.left_out.iter().filter(|(_, why)| *why == reason).map(|(rule, _)| rule.as_str()).collect();
        if !rules.is_empty() {
            desk.say(&format!("{path}: not asked, {}: {}", reason.as_str(), rules.join(", ")));
        }
    }
}

fn drafted(input: &Input, setup: &Setup, all: bool) -> Result<(Examined, Drafts), Trouble> {
    let examined = examine(input, setup)?;
    if examined.note.context.profile == Profile::Template {
        return Err(Trouble::TemplateQuery { path: input.path().to_path_buf() });
    }
    let Examined { note, facts, outcome } = &examined;
    let drafts = query::drafts(note, facts, outcome, setup.linter.rules(), all);
    Ok((examined, drafts))
}

/// Reports what is wrong with queries that people wrote, in the formats of `check`.
fn lint(args: &QueryArgs, terminal: &Terminal, desk: &Desk) -> Result<Exit, Trouble> {
    let format = match args.format {
        QueryFormat::Text => "pretty",
        QueryFormat::Markdown => "markdown",
        QueryFormat::Json => "json",
        QueryFormat::Html => "html",
    };
    let format = Format::named(format).ok_or(Trouble::OneNote)?;
    let fail_on = args.note.fail_on.map_or(Some(notelint::base::Severity::Warning), super::args::FailOn::threshold);
    let linter = Linter::new(RuleSet::default());
    let style = Style { redact: args.redact, ..Style::new(terminal.width, terminal.color) };
    let mut pages: Vec<Vec<u8>> = Vec::new();
    let mut tally = Tally::default();
    let (mut failed, mut trouble) = (false, false);
    for path in &args.lint {
        let source = match Input::named(path).read(None) {
            Ok(source) => source,
            Err(cause) => {
                desk.report(&cause);
                trouble = true;
                continue;
            }
        };
        let outcome = query::lint::lint(source.text());
        let note = linter.read(source, notelint::note::Context::default());
        let facts = Facts::default();
        let linted = Linted { note: &note, outcome: &outcome, facts: &facts, fail_on, in_repository: None };
        tally.append(Tally::of(&linted, linter.rules(), format.needs_rows()));
        failed |= fails(outcome.worst(), fail_on);
        let mut page = Vec::new();
        format.note(&linted, &style, &mut page).map_err(output)?;
        pages.push(page);
    }
    let mut out = BufWriter::new(terminal.stdout());
    let mut write = || -> io::Result<()> {
        format.begin(&tally, &style, &mut out)?;
        for (at, page) in pages.iter().filter(|page| !page.is_empty()).enumerate() {
            if at > 0 {
                out.write_all(format.between())?;
            }
            out.write_all(page)?;
        }
        format.end(&tally, &style, &mut out)
    };
    let written = write();
    super::finish(written, out)?;
    Ok(match (trouble, failed) {
        (true, _) => Exit::Trouble,
        (_, true) => Exit::Findings,
        _ => Exit::Clean,
    })
}

/// Compares a note with the same as a reply amends it.
fn reply(
    args: &QueryArgs,
    note: &Path,
    answer: &Path,
    setup: &Setup,
    terminal: &Terminal,
    desk: &Desk,
) -> Result<Exit, Trouble> {
    let (old, drafts) = drafted(&Input::named(note), setup, true)?;
    let plain = query::drafts(&old.note, &old.facts, &old.outcome, setup.linter.rules(), false);
    let source = Input::named(answer).read(setup.encoding)?;
    let all: Vec<query::Draft> = drafts.drafts.into_iter().chain(plain.drafts).collect();
    let amended = query::amended(old.note.source.text(), &all, setup.linter.rules(), source.text());
    let source = match &amended {
        Some(amended) => Source::from_text(note, &amended.text),
        None => source,
    };
    let mut new = setup.linter.read(source, setup.context.clone());
    setup.complete(&mut new.context);
    let mut new = setup.linter.examine(new);
    setup.suppress(&mut new);
    let changes = Changes::between(&old.outcome, &new.outcome);
    let mut diff = Diff { old: shown(note), new: shown(answer), ..Diff::default() };
    diff.add(Some(&old.note), &new.note, &changes, args.redact);
    let style = Style { redact: args.redact, ..Style::new(terminal.width, terminal.color) };
    let mut out = BufWriter::new(terminal.stdout());
    let written = match args.format {
        QueryFormat::Text => diff_pretty(&diff, &style, &mut out),
        QueryFormat::Markdown => diff_markdown(&diff, &mut out),
        QueryFormat::Json => diff_json(&diff, &mut out),
        QueryFormat::Html => return Err(Trouble::NoSuchFormat),
    };
    super::finish(written, out)?;
    if let Some(amended) = &amended {
        desk.say(&format!("answered {}, not answered {}", amended.answered.len(), amended.unanswered.len()));
    }
    Ok(if fails(diff.worst_new_from(0), setup.fail_on) { Exit::Findings } else { Exit::Clean })
}

fn output(source: io::Error) -> Trouble {
    Trouble::Output { path: "standard output".into(), source }
}
