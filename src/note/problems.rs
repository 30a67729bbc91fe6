//! The problems that a note lists, and what is said under each of them.
//!
//! An assessment of several problems is a list: `1. Low back pain - continue naproxen`, `#3 Back pain`, or a short
//! title on a line of its own with bullets under it. The text under a problem is about that problem, and its title is a
//! diagnosis in any section: a progress note that goes problem by problem has no heading "Assessment" at all. Plain
//! numbered lines are problems only inside an assessment, since history, findings and orders are numbered as well; a
//! `#` before the words means a problem anywhere, and so does `Problem 2:`. A history written problem by problem
//! ("1) Migraine. Throbbing ... 2) Back pain. It began ...") lists what the text below is about, and diagnoses nothing.

use super::bytes::{ByteSet, byte_set};
use super::line::{Line, Lines, Marker, lines, word_count};
use super::sections::body_start;
use super::{Problem, Section};
use crate::base::{SectionKind, SectionKinds, Span};

/// Longest title in bytes; longer text is prose.
const TITLE: usize = 120;
/// Most words of a title that is on a line of its own without number or `#`.
const BARE_TITLE: usize = 8;

/// Most words of the name of what a numbered item tells about.
const TOLD_TITLE: usize = 6;
/// Fewest bytes that are told about it in its line.
const TOLD: usize = 24;

/// Most words of a title that only a dash ends.
const DASHED_TITLE: usize = 5;

/// The problems of a text, in order, not overlapping.
pub(super) fn find(text: &str, sections: &[Section]) -> Vec<Problem> {
    let mut problems: Vec<Problem> = Vec::new();
    for section in sections {
        let assesses = SectionKinds::ASSESSMENT.contains(section.kind);
        let narrates = matches!(section.kind, SectionKind::Other | SectionKind::Hpi | SectionKind::Course);
        let first = problems.len();
        // Numbered items nested deeper than the first one are steps of a problem.
        let mut outermost = usize::MAX;
        let mut rest = lines(text, Span::new(body_start(text, section), section.span.end));
        let mut numbered = section.heading.is_some_and(|heading| is_numbered(&text[heading.range()]));
        while let Some(line) = rest.next() {
            let named = std::mem::take(&mut numbered).then_some(line.body);
            let signed = signed_title(text, &line);
            let signed =
                if assesses || narrates { named.or(signed).or_else(|| named_title(text, &line)) } else { signed };
            let title = if signed.is_some() {
                signed
            } else if !assesses {
                None
            } else if line.marker == Marker::Number && line.indent <= outermost {
                outermost = line.indent;
                Some(line.body)
            } else {
                bare_title(text, &line, &rest).or_else(|| dashed_title(text, &line).filter(|_| outermost == usize::MAX))
            };
            let row = title.filter(|_| assesses && line.marker == Marker::Number).map(|_| in_a_row(text, &line));
            for title in row.unwrap_or_else(|| title.into_iter().collect()) {
                let title = head(text, title);
                if !title.is_empty() {
                    problems.push(Problem { title, span: Span::new(title.start, section.span.end), assessed: true });
                }
            }
        }
        for at in first + 1..problems.len() {
            problems[at - 1].span.end = problems[at].span.start;
        }
        if let Some(end) = end_of_names(text, &problems[first..]) {
            problems[first..].last_mut().into_iter().for_each(|last| last.span.end = end);
        }
        if narrates && problems.len() == first {
            problems.extend(told(text, section));
        }
    }
    problems
}

/// The items of a numbered line that counts on: `1. Gout. 2. Back pain. 3. Cataract.`
fn in_a_row(text: &str, line: &Line) -> Vec<Span> {
    let marker = text[line.span.start..line.body.start].trim().trim_end_matches(['.', ')']);
    let mut items = vec![line.body];
    let Ok(first) = marker.parse::<u32>() else { return items };
    for number in first.saturating_add(1).. {
        let Some(last) = items.last_mut() else { break };
        let words = &text[last.range()];
        let next = [format!(" {number}. "), format!(" {number}) ")].into_iter().filter_map(|sign| {
            let at = words.find(&sign).filter(|at| words[..*at].ends_with(['.', ';', ',']))?;
            Some((at, at + sign.len()))
        });
        let Some((end, start)) = next.min() else { break };
        let item = Span::new(last.start + start, last.end);
        last.end = last.start + end;
        items.push(item);
    }
    items
}

/// Where a list of nothing but names ends, line after line: the letter below it is not about the last one.
fn end_of_names(text: &str, problems: &[Problem]) -> Option<usize> {
    let last = problems.last().filter(|_| problems.len() > 1)?;
    let lines_between = |pair: &[Problem]| text[pair[0].title.end..pair[1].title.start].matches('\n').count();
    if problems.windows(2).any(|pair| lines_between(pair) > 1) {
        return None;
    }
    let rest = lines(text, Span::new(last.title.end, last.span.end));
    let mut rest = rest.skip_while(|line| !line.is_blank() || line.span.start <= last.title.end);
    rest.next().map(|blank| blank.span.start)
}

/// The topics of a history that is numbered: at least two items, each a few words and then what is told about them. A
/// topic ends with its paragraph.
fn told(text: &str, section: &Section) -> Vec<Problem> {
    let mut topics: Vec<Problem> = Vec::new();
    let mut open = false;
    for line in lines(text, Span::new(body_start(text, section), section.span.end)) {
        if line.marker == Marker::Number
            && let Some(title) = told_title(text, &line)
        {
            topics.push(Problem { title, span: Span::new(title.start, line.span.end), assessed: false });
            open = true;
        } else {
            open &= !line.is_blank() && line.marker != Marker::Number;
            if let Some(topic) = topics.last_mut().filter(|_| open) {
                topic.span.end = line.span.end;
            }
        }
    }
    if topics.len() < 2 { Vec::new() } else { topics }
}

/// The few words before what is told in the same line.
fn told_title(text: &str, line: &Line) -> Option<Span> {
    let title = head(text, line.body);
    let length = text[title.range()].find(", ").unwrap_or(title.len());
    let title = Span::new(title.start, title.start + length);
    let told = line.body.end.saturating_sub(title.end) >= TOLD;
    (told && word_count(&text[title.range()]) <= TOLD_TITLE).then_some(title)
}

/// The words after one `#` that does not begin a Markdown heading: `#3 Back pain`, `#back pain`, `# Back pain`.
fn signed_title(text: &str, line: &Line) -> Option<Span> {
    let words = text[line.span.range()].trim_start();
    let rest = words.strip_prefix('#')?;
    let title = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ':')).trim_start();
    let letters = title.starts_with(|c: char| c.is_alphabetic());
    letters.then(|| Span::new(line.span.end - title.len(), line.span.end))
}

/// What a numbered problem may be called.
const NAMES: [&str; 5] = ["problem", "diagnosis", "issue", "condition", "dx"];

/// `Problem 1`, which is a heading where a colon follows: the words after it are the title.
fn is_numbered(words: &str) -> bool {
    let name = words.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '#' | ' '));
    let number = words[name.len()..].contains(|c: char| c.is_ascii_digit());
    number && NAMES.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// The words after `Problem #1 -`, `Diagnosis 2.`
fn named_title(text: &str, line: &Line) -> Option<Span> {
    let words = text[line.body.range()].trim_start_matches(['*', '_']);
    let length = words.find([':', '.', ')', '-', '–', '—']).filter(|length| is_numbered(&words[..*length]))?;
    let title = words[length..].trim_start_matches([':', '.', ')', '-', '–', '—', '*', '_', ' ']);
    title.starts_with(|c: char| c.is_alphabetic()).then(|| Span::new(line.body.end - title.len(), line.body.end))
}

/// A short title with a dash after it, in an assessment without numbers: `Low back pain -- heat`.
fn dashed_title(text: &str, line: &Line) -> Option<Span> {
    let words = &text[line.body.range()];
    let title = head(text, line.body);
    let after = &words[title.len()..];
    let dashed =
        after.starts_with([' ', '*', '_']) && after.trim_start_matches([' ', '*', '_']).starts_with(['-', '–', '—']);
    let short = word_count(&text[title.range()]) <= DASHED_TITLE && words.starts_with(|c: char| c.is_uppercase());
    (line.marker == Marker::None && dashed && short).then_some(title)
}

/// A short line that bullets follow, blank lines between them allowed. Only after such a line does the search look
/// ahead, so that a long row of blank lines is read once.
fn bare_title(text: &str, line: &Line, rest: &Lines<'_>) -> Option<Span> {
    let words = &text[line.body.range()];
    let titled = line.marker == Marker::None
        && words.starts_with(|c: char| c.is_uppercase())
        && !words.contains(':')
        && word_count(words) <= BARE_TITLE;
    let next = || rest.clone().find(|next| !next.is_blank());
    (titled && next().is_some_and(|next| next.marker == Marker::Bullet)).then_some(line.body)
}

/// The title at the start of an item: up to a dash, a colon or the end of its first sentence.
fn head(text: &str, body: Span) -> Span {
    let words = &text[body.range()];
    let mut end = words.len().min(TITLE);
    while !words.is_char_boundary(end) {
        end -= 1;
    }
    let end = first_stop(&words.as_bytes()[..end]).unwrap_or(end);
    let title = words[..end].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '*' | '_'));
    Span::new(body.start, body.start + title.len())
}

/// Where the first of the signs is that end a title.
fn first_stop(words: &[u8]) -> Option<usize> {
    const STOPS: [&str; 13] = [" - ", " -- ", " – ", " — ", "- ", "— ", " -> ", " => ", "→", "\t", ":", ". ", ";"];
    /// What a stop begins with, after the blank before it.
    const MARK: ByteSet = byte_set!(b'-' | b'=' | 0xE2 | b'\t' | b':' | b'.' | b';');
    let stops = |at: &usize| STOPS.iter().any(|stop| words[*at..].starts_with(stop.as_bytes()));
    let marks = (0..words.len()).filter(|at| MARK.has(words[*at]));
    marks.flat_map(|mark| [mark.saturating_sub(1), mark]).find(stops)
}
