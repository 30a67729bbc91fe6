//! Which note documents what: a table for each checklist, with a row for each note and a column for each element.
//!
//! A run of a thousand notes has twenty thousand cells, so a cell is a few words and a class. The style draws a
//! different shape for each status, because some readers cannot distinguish the colours.

use super::{in_words, name};
use crate::base::Profile;
use crate::check::Status;
use crate::report::shared::count::number;
use crate::report::shared::grid::{Grid, grids, met};
use crate::report::shared::tally::{NoteRow, Tally};
use maud::{Markup, html};

/// The tables of all checklists; empty if none applies.
pub(super) fn completeness(tally: &Tally) -> Markup {
    let grids = grids(tally);
    html! {
        @if !grids.is_empty() {
            section id="completeness" aria-labelledby="completeness-title" {
                h2 id="completeness-title" { "Completeness" }
                p class="legend" {
                    @for (status, words) in legend(tally) {
                        span class={ "key " (class(status)) } { (words) } " "
                    }
                }
                @for grid in &grids { (table(grid, common_folder(&tally.rows))) }
            }
        }
    }
}

fn table(grid: &Grid<'_>, folder: &str) -> Markup {
    let title = format!("grid-{}", grid.id);
    html! {
        h3 id=(title) { (capital(&in_words(grid.id))) }
        div class="box" role="group" tabindex="0" aria-labelledby=(title) {
            table class="grid" {
                thead {
                    tr {
                        th scope="col" { @if folder.is_empty() { "Note" } @else { "Note in " (folder) } }
                        @for element in &grid.elements { th scope="col" { span { (in_words(element)) } } }
                        th scope="col" { span { "of " (grid.elements.len()) " elements" } }
                    }
                }
                tbody {
                    @for (row, statuses) in &grid.rows {
                        tr {
                            th scope="row" { (link(row, folder)) }
                            @for (_, status) in *statuses { td class=(class(*status)) { i { (status.in_words(row.profile)) } } }
                            td class="sum" { (met(statuses)) }
                        }
                    }
                }
                tfoot {
                    tr {
                        th scope="row" { "of " (number(grid.rows.len(), "note", "notes")) }
                        @for sum in grid.sums() { td { (sum) } }
                        td {}
                    }
                }
            }
        }
    }
}

/// A note's path below the folder of all notes, leading to its article.
pub(super) fn link(row: &NoteRow, folder: &str) -> Markup {
    let short = row.path.strip_prefix(folder).unwrap_or(&row.path);
    html! { a href={ "#" (name(&row.path)) } { (short) } }
}

/// The folder that holds all notes, with its slash; empty if there is none.
pub(super) fn common_folder(rows: &[NoteRow]) -> &str {
    let folder = |path: &'_ str| path.rfind('/').map_or(0, |slash| slash + 1);
    let Some((first, others)) = rows.split_first() else { return "" };
    let mut common = &first.path[..folder(&first.path)];
    for row in others {
        while !row.path.starts_with(common) {
            common = &common[..folder(common.strip_suffix('/').unwrap_or(common))];
        }
    }
    common
}

/// With a capital, as a title.
pub(super) fn capital(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

const fn class(status: Status) -> &'static str {
    match status {
        Status::Documented => "y",
        Status::Missing => "n",
        Status::Unfilled => "u",
        Status::Prompted => "p",
    }
}

/// The states that elements can have in the notes and templates of the run, with their words.
fn legend(tally: &Tally) -> Vec<(Status, &'static str)> {
    let shown = |profile: Profile| tally.rows.iter().any(|row| row.profile == profile && !row.checklists.is_empty());
    let states = [
        (Profile::Note, [Status::Documented, Status::Missing, Status::Unfilled]),
        (Profile::Template, [Status::Documented, Status::Prompted, Status::Missing]),
    ];
    let mut legend = Vec::new();
    for (profile, states) in states.into_iter().filter(|(profile, _)| shown(*profile)) {
        for entry in states.map(|status| (status, status.in_words(profile))) {
            if !legend.contains(&entry) {
                legend.push(entry);
            }
        }
    }
    legend
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::Counts;

    #[test]
    fn the_folder_of_all_notes_is_named_once() {
        let row = |path: &str| NoteRow {
            path: path.to_owned(),
            profile: Profile::Note,
            counts: Counts::default(),
            checklists: Vec::new(),
        };
        let rows = ["ward/a/1.txt", "ward/a/2.txt", "ward/ab/3.txt"].map(row);
        assert_eq!(common_folder(&rows), "ward/");
        assert_eq!(common_folder(&rows[..2]), "ward/a/");
        assert_eq!(common_folder(&[row("/srv/x//1.txt"), row("2.txt")]), "");
        assert_eq!(common_folder(&[row("//1.txt"), row("/2.txt")]), "/");
    }
}
