//! All packs on one page: what each is for, and a line for each rule that leads to its page.

use super::Library;
use super::kinds::asks;
use super::markdown::link;
use crate::report::shared::markdown::escape_prose;
use crate::rule::Rule;
use std::collections::BTreeMap;
use std::io::{self, Write};

/// Writes the overview as Markdown, with links into `pages`, the folder that holds a page for each pack. Rules for which
/// `listed` is false are left out.
///
/// # Errors
/// Only those of the writer.
pub fn overview(
    library: &Library<'_>,
    pages: &str,
    listed: impl Fn(&Rule) -> bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "# Rules\n\n<!-- `notelint rules --format markdown` writes this page. -->\n")?;
    writeln!(
        out,
        "Each rule is explained, with its words and cases, on the page of its pack, and by `notelint explain RULE`.\n"
    )?;
    writeln!(out, "| pack | rules | for |\n|---|---|---|")?;
    let packs = || (0..).zip(&library.rules.packs);
    let rules = |pack| library.rules_of(pack).into_iter().filter(|rule| listed(rule)).collect::<Vec<_>>();
    for (index, pack) in packs().filter(|(index, _)| !rules(*index).is_empty()) {
        let (title, description) = (escape_prose(&pack.title), escape_prose(&pack.description));
        writeln!(out, "| [{title}]({pages}/{}.md) | {} | {description} |", pack.id, rules(index).len())?;
    }
    let mut tags: BTreeMap<&str, usize> = BTreeMap::new();
    for tag in packs().flat_map(|(index, _)| rules(index)).flat_map(|rule| &rule.tags) {
        *tags.entry(tag).or_default() += 1;
    }
    if !tags.is_empty() {
        writeln!(out, "\nTags name rules across packs: `--select tag:codes`.\n\n| tag | rules |\n|---|---|")?;
    }
    for (tag, rules) in tags {
        writeln!(out, "| `{tag}` | {rules} |")?;
    }
    for (index, pack) in packs() {
        let rules = rules(index);
        if rules.is_empty() {
            continue;
        }
        writeln!(out, "\n## {}\n\n| rule | severity | asks or reports | why |\n|---|---|---|---|", pack.id)?;
        for rule in rules {
            let link = link(&format!("{pages}/{}.md", pack.id), rule);
            let (asks, why) = (escape_prose(&asks(rule)), escape_prose(&rule.why));
            writeln!(out, "| {link} | {} | {asks} | {why} |", rule.severity.as_str())?;
        }
    }
    Ok(())
}
