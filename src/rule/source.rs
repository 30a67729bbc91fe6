//! The files that are linked together, and one of them while it is read.
//!
//! All files share one count of bytes, so that a place says which file it is in. A pack may then have parts in several
//! files, and take over an element from a lexicon: whoever links it reports a fault at a place, and the fault is shown
//! in the file that holds the place.

use super::RuleFile;
use super::fault::{Fault, Listing, boundary_after, boundary_before, flow_end, in_line};
use super::record::Text;
use crate::base::clean;
use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

/// All files, and the list that collects their faults.
pub(super) struct Sources<'f> {
    files: Vec<Listed<'f>>,
    /// Each with the place of its file among all.
    faults: RefCell<Vec<(usize, Fault)>>,
}

/// One of the files.
struct Listed<'f> {
    file: &'f RuleFile,
    /// What its first byte counts as.
    base: usize,
    listing: Arc<Listing>,
    /// The offsets of the line ends: every case of a pack is given its line.
    line_ends: Vec<usize>,
}

impl<'f> Sources<'f> {
    pub fn new(files: impl IntoIterator<Item = &'f RuleFile>) -> Self {
        let mut base = 0;
        let listed = files.into_iter().map(|file| {
            let listing = Arc::new(Listing { path: in_line(&file.path), text: clean::text(&file.text) });
            let line_ends = listing.text.match_indices('\n').map(|(at, _)| at).collect();
            let listed = Listed { file, base, listing, line_ends };
            // The end of a file is a place of its own.
            base += file.text.len() + 1;
            listed
        });
        Sources { files: listed.collect(), faults: RefCell::default() }
    }

    /// Each file by itself.
    pub fn each<'a>(&'a self) -> impl Iterator<Item = RuleSource<'a>>
    where
        'f: 'a,
    {
        (0..self.files.len()).map(|first| RuleSource {
            file: self.files[first].file,
            number: first as u32 + 1,
            all: self,
            parts: vec![first],
            pack: None,
        })
    }

    /// The faults of all files, in the order of files and places, each once.
    pub fn into_faults(self) -> Vec<Fault> {
        let mut faults = self.faults.into_inner();
        faults.sort_by_key(|(file, fault)| (*file, fault.place().start));
        faults.into_iter().map(|(_, fault)| fault).collect()
    }

    fn at(&self, offset: usize) -> usize {
        self.files.partition_point(|file| file.base <= offset).saturating_sub(1)
    }
}

/// One file while it is read and linked; of a pack in a folder, all its files.
#[derive(Clone)]
pub(super) struct RuleSource<'f> {
    /// The file, or the first of them.
    pub file: &'f RuleFile,
    /// Its place among the files that are linked, from 1 on.
    pub number: u32,
    all: &'f Sources<'f>,
    /// The files that it consists of.
    parts: Vec<usize>,
    /// The pack that it is, if it is one.
    pack: Option<String>,
}

impl RuleSource<'_> {
    /// The same as a pack with this name, which consists of further files as well.
    pub fn of_pack(mut self, name: &str, others: &[Self]) -> Self {
        self.parts.extend(others.iter().flat_map(|other| other.parts.iter().copied()));
        self.pack = Some(name.to_owned());
        self
    }

    /// The paths of the files that it consists of.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().map(|&part| self.all.files[part].file.path.as_str())
    }

    /// What the first byte of the file counts as.
    pub fn base(&self) -> usize {
        self.all.files[self.parts[0]].base
    }

    /// The place of the file as a whole.
    pub fn top(&self) -> Range<usize> {
        self.base()..self.base()
    }

    /// Reports a fault. `label` is drawn under the place; `help` is the next step.
    pub fn fault(
        &self,
        place: Range<usize>,
        message: impl Into<String>,
        label: impl Into<String>,
        help: impl Into<String>,
    ) {
        let at = self.all.at(place.start);
        let listed = &self.all.files[at];
        let place = extent(&listed.file.text, place.start - listed.base..place.end.saturating_sub(listed.base));
        let mut label = label.into();
        if let Some(pack) = self.pack.as_ref().filter(|_| !self.parts.contains(&at)) {
            label = format!("{label}; the pack `{pack}` takes this over");
        }
        let line = line_of(&listed.line_ends, place.start);
        let listing = Arc::clone(&listed.listing);
        let fault = Fault::new([message.into(), label, help.into()], &listed.file.path, line, place, listing);
        let mut faults = self.all.faults.borrow_mut();
        // What is wrong with the shape of a shared element is found where it is made, and in every pack that has it.
        if !faults.iter().any(|(of, known)| *of == at && known.is_of(&fault)) {
            faults.push((at, fault));
        }
    }

    /// Line of an offset in its file, counted from 1.
    pub fn line(&self, offset: usize) -> usize {
        let listed = &self.all.files[self.all.at(offset)];
        line_of(&listed.line_ends, offset.saturating_sub(listed.base))
    }

    /// The file that an offset is in.
    pub fn file_at(&self, offset: usize) -> &RuleFile {
        self.all.files[self.all.at(offset)].file
    }

    /// The text of the file that an offset is in, and what its first byte counts as.
    pub fn text_at(&self, offset: usize) -> (&str, usize) {
        let listed = &self.all.files[self.all.at(offset)];
        (&listed.file.text, listed.base)
    }

    /// Whether a text is written at a place as it is meant.
    pub fn is_verbatim(&self, text: &str, place: Range<usize>) -> bool {
        self.written(&place) == Some(text)
    }

    fn written(&self, place: &Range<usize>) -> Option<&str> {
        let (text, base) = self.text_at(place.start);
        text.get(place.start.checked_sub(base)?..place.end.checked_sub(base)?)
    }

    /// The place of a part of a value. Offsets of a value are offsets of the file only where the value is written
    /// without escapes or folding; elsewhere the whole value is the place.
    pub fn part(&self, text: &Text, part: Range<usize>) -> Range<usize> {
        let place = text.place();
        let Some(raw) = self.written(&place) else { return place };
        let shift = if raw == text.value {
            0
        } else if raw.len() >= 2 && raw.get(1..raw.len() - 1) == Some(text.value.as_str()) {
            1
        } else {
            return place;
        };
        place.start + shift + part.start..place.start + shift + part.end.max(part.start)
    }
}

fn line_of(line_ends: &[usize], offset: usize) -> usize {
    line_ends.partition_point(|end| *end < offset) + 1
}

/// A place as it is drawn: on character boundaries, in one line, brackets up to their partner.
fn extent(text: &str, place: Range<usize>) -> Range<usize> {
    let start = boundary_before(text, place.start.min(text.len()));
    let mut end = boundary_after(text, place.end.clamp(start, text.len()));
    if text[start..].starts_with(['{', '[']) {
        end = end.max(flow_end(text, start));
    }
    let line = text[start..].find(['\n', '\r']).map_or(text.len(), |n| start + n);
    if end == start {
        // A block has no width of its own: its first line represents it.
        let comment = text[start..line].find(" #").map_or(line, |n| start + n);
        end = end.max(start + text[start..comment].trim_end().len());
    }
    start..end.min(line).max(start)
}
