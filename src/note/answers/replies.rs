//! Statements that carry their own yes or no.
//!
//! In a list of findings each one may be answered by itself: with a sign before it (`-fever +chills`, `(+) cough`), with
//! a word after it (`fever: no`, `chills (-)`, `rigors = N`, `cough yes`), after a question (`Fever? No.`), in the next
//! column or cell, or with a tick (`Fever [ ] yes [x] no`). What stands around such a finding says nothing about it.

use super::boxes;
use super::words::{Reply, plain, sign, yes_or_no};
use crate::base::{SectionKind, Span};
use crate::note::line::tick;
use crate::note::{Note, Sentence};

/// Most words of a finding that a plain word after it answers.
const FEW: usize = 6;

impl Note {
    /// All statements that carry their own yes or no, in the order of what is answered.
    pub fn replies(&self) -> Vec<Reply> {
        let mut replies = Vec::new();
        for (index, sentence) in self.sentences.iter().enumerate() {
            self.inside(sentence, &mut replies);
            replies.extend(self.in_next_cell(sentence).or_else(|| self.after_question(index)));
        }
        boxes::rows(self, &mut replies);
        replies.sort_by_key(|reply| (reply.about.start, reply.about.end));
        replies
    }

    /// `| Fever | No |`
    fn in_next_cell(&self, sentence: &Sentence) -> Option<Reply> {
        let text = self.source.text();
        let bar = sentence.span.end + text[sentence.span.end..].find(|c| c != ' ' && c != '\t')?;
        let rest = text[bar..].strip_prefix('|')?;
        let cell = &rest[..rest.find(['|', '\n', '\r'])?];
        let words = Span::new(bar + 1, bar + 1 + cell.len()).trim(text);
        Some(Reply { about: sentence.span, words, affirms: yes_or_no(cell)? })
    }

    /// `Fever? No.`, `Fever...... No`
    fn after_question(&self, index: usize) -> Option<Reply> {
        let (asked, next) = (self.sentences.get(index)?, self.sentences.get(index + 1)?);
        let between = &self.source.text()[asked.span.end..next.span.start];
        let question = self.words(asked.span).ends_with('?') && !between.contains("\n\n");
        let leader = self.words(asked.span).ends_with("....") && !between.contains('\n');
        if !(question || leader) || asked.section != next.section {
            return None;
        }
        let answer = self.words(next.span);
        let length = answer.find(|c: char| !c.is_alphanumeric()).unwrap_or(answer.len());
        // "Any numbness? No fever." is no answer, but in "Fever? no Chills? yes" each has one.
        if !ends_item(&answer[length..]) && !answer.ends_with('?') {
            return None;
        }
        let words = Span::new(next.span.start, next.span.start + length);
        Some(Reply { about: asked.span, words, affirms: yes_or_no(&answer[..length])? })
    }

    /// The replies within a sentence.
    fn inside(&self, sentence: &Sentence, replies: &mut Vec<Reply>) {
        let mut items = Items::new(self, sentence);
        items.read();
        let (found, dashes) = (items.replies, items.dashes);
        replies.extend(found.into_iter().filter(|reply| !dashes || !self.is_dash(reply)));
    }

    /// Whether a reply is a bare minus before its words, which may also be a dash.
    fn is_dash(&self, reply: &Reply) -> bool {
        reply.words.end <= reply.about.start && matches!(self.words(reply.words), "-" | "–")
    }
}

/// Whether words only name something: `weight loss`, but not `worse with sitting` or `pain for 3 days`.
fn is_name(words: &str) -> bool {
    const SAYS_MORE: [&str; 26] = [
        "no", "not", "denies", "without", "worse", "worsened", "better", "improved", "began", "started", "since",
        "for", "with", "has", "had", "have", "is", "was", "does", "takes", "he", "she", "relieved", "radiates", "but",
        "reports",
    ];
    let mut count = 0;
    words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).all(|word| {
        count += 1;
        let more = SAYS_MORE.iter().any(|more| more.eq_ignore_ascii_case(word));
        count <= FEW && !more && !word.starts_with(|c: char| c.is_ascii_digit())
    })
}

/// Sections in which a minus is a denial; elsewhere it begins an item.
fn has_findings(kind: SectionKind) -> bool {
    use SectionKind::*;
    matches!(kind, Cc | Hpi | Ros | Exam | Sh | Other)
}

/// What is between the last word and the place being read.
#[derive(Clone, Copy, PartialEq)]
enum Joint {
    Blank,
    /// A slash or an or: what follows is one of several answers.
    Choice,
    /// A colon, an equals sign, a dash, a bracket, a column.
    Strong,
}

/// Reads the items of one sentence from left to right.
struct Items<'a> {
    note: &'a Note,
    sentence: &'a Sentence,
    replies: Vec<Reply>,
    /// Where the item begins, and the end of its last word.
    item: Span,
    words: usize,
    joint: Joint,
    /// The sign before the items now being read.
    before: Option<(Span, bool)>,
    /// Where what that sign governs begins.
    governs: usize,
    /// A sign comes before its words here: `-fever`, not `fever (-)`.
    signed: bool,
    /// There are more items with a sign apart from its words; `None` before anybody asked.
    several: Option<bool>,
    /// What looks like a minus is a dash: `-worse with sitting -better at night`.
    dashes: bool,
}

impl<'a> Items<'a> {
    fn new(note: &'a Note, sentence: &'a Sentence) -> Items<'a> {
        let at = sentence.span.start;
        Items {
            note,
            sentence,
            replies: Vec::new(),
            item: Span::new(at, at),
            words: 0,
            joint: Joint::Blank,
            before: None,
            governs: at,
            signed: false,
            several: None,
            dashes: false,
        }
    }

    fn read(&mut self) {
        let text = self.note.source.text();
        let span = self.sentence.span;
        let mut at = span.start;
        if let Some(sign) = self.stripped_sign() {
            self.open(sign, false, at);
        }
        while at < span.end {
            let rest = &text[at..span.end];
            let Some(char) = rest.chars().next() else { break };
            // Rows of boxes are read by themselves.
            if let Some((_, length)) = tick(rest) {
                at += length;
                self.begin(at);
                continue;
            }
            let length = match char {
                c if c.is_alphanumeric() => self.word(at, rest),
                '+' | '-' | '–' | '−' | '(' | '[' => self.sign(at, rest),
                // No blank after a comma: `Fever,No` is a row of a table.
                ',' if rest[1..].starts_with(char::is_alphanumeric) => self.join(Joint::Strong),
                ',' | ';' | '!' => self.edge(at, char),
                // `Fever......No`
                '.' if rest.starts_with("...") => self.lead(rest),
                '.' if rest[1..].starts_with(char::is_whitespace) => self.edge(at, char),
                ':' | '=' | '?' | '|' | '\t' => self.join(Joint::Strong),
                ' ' if rest.starts_with("  ") => self.join(Joint::Strong),
                '/' => self.join(Joint::Choice),
                c => c.len_utf8(),
            };
            at += length;
        }
        self.close(span.end);
    }

    /// The minus that was taken for the bullet of the sentence: `ROS: -fever -chills`, `ROS: - chills, - cough`.
    fn stripped_sign(&self) -> Option<Span> {
        let start = self.sentence.span.start;
        let before = self.note.source.text()[..start].trim_end_matches([' ', '\t']);
        let label = before.strip_suffix(['-', '–'])?;
        let glued = before.len() == start;
        let inline = label.trim_end_matches([' ', '\t']).ends_with(':');
        let listed = || has_signs(self.note.words(self.sentence.span), glued);
        (inline && glued || listed()).then(|| Span::new(label.len(), before.len()))
    }

    /// A word, which may be the answer to the words before it.
    fn word(&mut self, at: usize, rest: &str) -> usize {
        let plain_letters = rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || *b == b'\'').count();
        let beyond = |c: char| !(c.is_alphanumeric() || c == '\'');
        let length = rest[plain_letters..].find(beyond).map_or(rest.len(), |length| plain_letters + length);
        let (word, after) = rest.split_at(length);
        let strong = self.joint == Joint::Strong;
        let answer = match self.joint {
            Joint::Strong => yes_or_no(word),
            Joint::Blank => plain(word).filter(|_| self.words <= FEW),
            Joint::Choice => None,
        };
        let is = |other: &str| other.eq_ignore_ascii_case(word);
        if let Some(affirms) =
            answer.filter(|_| self.words > 0 && (ends_item(after) || strong && stands_apart(word, after)))
        {
            self.reply(Span::new(at, at + length), affirms, strong);
        } else if (is("and") || is("but")) && self.words == 0 {
            self.begin(at + length);
        } else {
            if self.words == 0 {
                self.item.start = at;
            }
            self.words += 1;
            self.item.end = at + length;
            self.joint = if is("or") { Joint::Choice } else { Joint::Blank };
        }
        length
    }

    /// A sign: before its words, or behind them.
    fn sign(&mut self, at: usize, rest: &str) -> usize {
        let before = &self.note.source.text()[self.sentence.span.start..at];
        let bracket = usize::from(rest.starts_with(['(', '[']));
        let signs = &rest[bracket..];
        let end = bracket + signs.find(|c| !matches!(c, '+' | '-' | '–' | '−')).unwrap_or(signs.len());
        let closed = bracket > 0 && rest[end..].starts_with([')', ']']);
        let Some(affirms) = sign(&rest[bracket..end]).filter(|_| closed || bracket == 0) else {
            self.joint = Joint::Strong;
            return bracket.max(1);
        };
        let whole = Span::new(at, at + end + usize::from(closed));
        let after = &rest[whole.len()..];
        let (apart, glued) =
            (!before.ends_with(|c: char| c.is_alphanumeric() || c == '/'), after.starts_with(char::is_alphabetic));
        let value = before.trim_end().ends_with([':', '=']);
        let ends = ends_item(after);
        let number = !affirms && before.ends_with(|c: char| c.is_ascii_digit());
        let behind = closed && (ends || !self.signed && !value)
            || ends && !number && (value || !after.is_empty() || apart && (affirms || self.signs_end_items()));
        let first = self.words == 0 || value;
        let listed = apart && first && after.starts_with(' ') && (affirms || self.several());
        let leads = closed || apart && glued || listed;
        if behind && self.words > 0 {
            self.reply(whole, affirms, true);
        } else if leads && (first || self.signed) {
            self.open(whole, affirms, whole.end);
        } else if apart && after.starts_with(' ') {
            self.joint = Joint::Strong;
        }
        whole.len()
    }

    fn join(&mut self, joint: Joint) -> usize {
        self.joint = joint;
        1
    }

    /// Dots lead to the answer.
    fn lead(&mut self, rest: &str) -> usize {
        self.joint = Joint::Strong;
        rest.len() - rest.trim_start_matches('.').len()
    }

    /// Whether other items of the line, or the lines around it, have their sign behind them, so that a minus at the end
    /// is no dash: `fever -, chills -`.
    fn signs_end_items(&self) -> bool {
        let behind =
            |reply: &Reply| reply.about.end <= reply.words.start && sign(self.note.words(reply.words)).is_some();
        let text = self.note.source.text();
        let above = text[..self.sentence.span.start].trim_end();
        let rest = &text[self.sentence.span.end..self.note.sections[self.sentence.section].span.end];
        // The dash of a sentence that goes on in the next line is no sign: a line without one ends the list.
        let mut below = rest.trim_start().lines().take_while(|line| !line.trim().is_empty()).take(2).peekable();
        let listed = if below.peek().is_some() { below.all(ends_with_sign) } else { ends_with_sign(above) };
        self.replies.last().is_some_and(behind) || listed
    }

    fn several(&mut self) -> bool {
        let words = self.note.words(self.sentence.span);
        *self.several.get_or_insert_with(|| has_signs(words, false))
    }

    fn edge(&mut self, at: usize, char: char) -> usize {
        if char == ';' {
            self.close(at);
        }
        self.begin(at + 1);
        1
    }

    /// The next item begins.
    fn begin(&mut self, at: usize) {
        (self.item, self.words, self.joint) = (Span::new(at, at), 0, Joint::Blank);
    }

    /// The words of the item are answered, or if denied the whole prompt that it ends: `Fever, chills: none`.
    fn reply(&mut self, words: Span, affirms: bool, strong: bool) {
        let prompt = self.sentence.prompt.filter(|prompt| strong && !affirms && prompt.end <= words.start);
        let about = prompt.filter(|prompt| self.item.end == prompt.end).unwrap_or(self.item);
        // What a sign before it governs ends where an item has its own answer.
        if self.before.is_some() {
            self.close(about.start);
        }
        self.replies.push(Reply { about, words, affirms });
        self.begin(words.end);
    }

    /// A sign opens what it governs.
    fn open(&mut self, words: Span, affirms: bool, from: usize) {
        self.close(words.start);
        (self.before, self.governs, self.signed) = (Some((words, affirms)), from, true);
        self.begin(from);
    }

    /// What the sign before governs ends here.
    fn close(&mut self, at: usize) {
        let Some((words, affirms)) = self.before.take() else { return };
        let dash = matches!(self.note.words(words), "-" | "–");
        let section = &self.note.sections[self.sentence.section];
        let mut about = Span::new(self.governs, at.max(self.governs));
        if dash && !has_findings(section.kind) {
            return;
        }
        if !affirms {
            let mut items = self.note.words(about).split(',');
            let first = items.next().unwrap_or_default();
            self.dashes |= dash && !is_name(first);
            let more: usize = items.take_while(|item| is_name(item)).map(|item| item.len() + 1).sum();
            about.end = about.start + first.len() + more;
        }
        self.replies.push(Reply { about, words, affirms });
    }
}

/// Whether an item after the first has a sign before it: glued to it (`fever -chills`) or not (`chills, - cough`).
fn has_signs(words: &str, glued: bool) -> bool {
    words.match_indices(['-', '+', '–', '−']).any(|(at, sign)| {
        let (before, after) = (&words[..at], &words[at + sign.len()..]);
        match glued {
            true => before.ends_with(' ') && after.starts_with(char::is_alphabetic),
            false => before.ends_with([',', ';']) || before.ends_with(", ") || before.ends_with("; "),
        }
    })
}

/// Whether a line ends with a sign of its own: `chills -`.
fn ends_with_sign(line: &str) -> bool {
    [" -", " +", " –", " −"].iter().any(|sign| line.trim_end().ends_with(sign))
}

/// Whether an item ends here, after its answer.
fn ends_item(after: &str) -> bool {
    let rest = after.trim_start_matches([')', ']', '*', '_']);
    let next = rest.trim_start_matches(' ');
    let joined = ["and ", "but "].iter().any(|join| next.get(..4).is_some_and(|next| next.eq_ignore_ascii_case(join)));
    next.is_empty()
        || joined
        || next.starts_with([',', ';', '!', '|', '\t', '\n', '\r', '('])
        || next.starts_with('.') && !next[1..].trim_start().starts_with(|c: char| c.is_ascii_digit())
        || ["- ", "-- ", "– ", "— "].iter().any(|dash| rest.len() > next.len() && next.starts_with(dash))
}

/// Whether an answer is one without a sign after it: a column of its own, or the letter of `Fever: N Chills: Y`. Two
/// blanks show no column, since some write them between all words.
fn stands_apart(word: &str, after: &str) -> bool {
    after.starts_with("   ") || matches!(word, "Y" | "N") && after.starts_with(' ')
}
