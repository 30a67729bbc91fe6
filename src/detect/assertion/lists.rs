//! Which sentence introduces the list that a sentence is in.
//!
//! A list has bullets, or it is a run of bare lines below a line that ends in a colon:
//!
//! ```text
//! Pertinent negatives:
//! fever
//! weight loss
//! ```

use crate::base::Span;
use crate::note::{Note, Sentence};

/// Most words of an item without a bullet.
const BARE: usize = 6;

/// For each sentence in a list, the sentence that introduces the list.
pub(super) fn leads(note: &Note) -> Vec<Option<usize>> {
    let mut lead: Option<usize> = None;
    // Whether the lines below may be items without a bullet.
    let mut open = false;
    let mut leads = Vec::with_capacity(note.sentences.len());
    for (index, sentence) in note.sentences.iter().enumerate() {
        let last = lead.filter(|lead| note.sentences[*lead].section == sentence.section);
        open &= !sentence.item && last.is_some() && is_bare_line(note, index);
        if sentence.item || open {
            leads.push(last);
        } else {
            leads.push(None);
            lead = Some(index);
            open = opens_list(note, sentence);
        }
    }
    leads
}

/// Whether a line ends after its colon, even if the first line below was read as the value of its prompt.
pub(super) fn opens_list(note: &Note, sentence: &Sentence) -> bool {
    let Some(prompt) = sentence.prompt else { return note.words(sentence.span).ends_with(':') };
    let rest = note.words(Span::new(prompt.end.min(sentence.span.end), sentence.span.end));
    let below = rest.trim_start_matches([':', '*', '_', ' ', '\t']);
    below.is_empty() || below.starts_with(['\n', '\r'])
}

/// Whether a sentence is a line of a few words that continues the lines before it.
fn is_bare_line(note: &Note, index: usize) -> bool {
    let sentence = &note.sentences[index];
    let Some(before) = index.checked_sub(1).map(|before| &note.sentences[before]) else { return false };
    let between = &note.source.text()[before.span.end..sentence.span.start];
    let words = note.words(sentence.span);
    before.paragraph == sentence.paragraph
        && between.contains(['\n', '\r'])
        && sentence.prompt.is_none()
        && !words.ends_with(['.', ':'])
        && words.split_whitespace().take(BARE + 1).count() <= BARE
}
