//! Which words are found in most notes.
//!
//! An entry of a list that is in every second note says little: `back` in a list of movements finds the body part. Entries
//! of all lists are counted, and the words of concepts beside them. The tables are for information only.

use super::reach::Reached;
use notelint::report::clean_line;
use notelint::rule::RuleSet;
use std::cmp::Reverse;
use std::collections::HashSet;
use std::io::{self, Write};

/// Rows of a table that are shown.
const SHOWN: usize = 20;

/// Two tables: each list with the entry that is in most of the `notes`, or all entries of it if `all` is set; and the
/// words of concepts.
///
/// # Errors
/// Only those of the writer.
pub fn report<'a>(
    rules: &RuleSet,
    words: impl Iterator<Item = &'a Reached<'a>>,
    notes: usize,
    all: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (mut lists, mut words): (Vec<_>, Vec<_>) = words.partition(|word| word.is_of_list());
    // A list that takes in another one is as broad as that; its own entries are the news.
    let names: HashSet<String> = lists.iter().map(|word| format!("{{{}}}", word.holder(rules))).collect();
    lists.retain(|word| !names.contains(&word.entry.text));
    for words in [&mut lists, &mut words] {
        words.sort_by_key(|word| Reverse(word.notes));
    }
    let unused = words.iter().filter(|word| word.notes == 0).count();
    if !all {
        let mut seen = HashSet::new();
        lists.retain(|word| seen.insert((&word.entry.path, word.holder(rules))));
    }
    let title = if all { "All entries of lists" } else { "The broadest entry of each list" };
    let mut table = Table { rules, notes, all, out };
    table.write(title, &lists)?;
    table.write("Words of concepts", &words)?;
    writeln!(table.out, "{unused} of {} vocabulary entries are in no note; --coverage lists them", words.len())
}

struct Table<'t> {
    rules: &'t RuleSet,
    notes: usize,
    all: bool,
    out: &'t mut dyn Write,
}

impl Table<'_> {
    /// Writes what is found at all.
    fn write(&mut self, title: &str, words: &[&Reached<'_>]) -> io::Result<()> {
        let found = words.iter().filter(|word| word.notes > 0).count();
        let shown = if self.all { found } else { found.min(SHOWN) };
        let row = |word: &&Reached<'_>| {
            let share = format!("{}%", ((word.notes * 200 + self.notes) / (self.notes * 2).max(1)).max(1));
            [share, word.holder(self.rules).to_owned(), word.text(), word.place()]
        };
        let rows: Vec<[String; 4]> = words[..shown].iter().map(row).collect();
        let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
        let (holders, texts) = (width(1), width(2));
        writeln!(self.out, "{title}, by the share of {} notes and phrasings:", self.notes)?;
        for [share, holder, text, place] in &rows {
            let line = format!("{share:>6}  {holder:holders$}  {text:texts$}  {place}");
            writeln!(self.out, "{}", clean_line(&line))?;
        }
        match found - shown {
            0 => Ok(()),
            more => writeln!(self.out, "        {more} more; --all shows all"),
        }
    }
}
