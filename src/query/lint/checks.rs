//! The checks themselves.

use super::Report;
use super::parts::Parts;
use crate::base::Span;
use crate::check::{Word, Words};
use crate::icd10::{Code, CodeSet};
use crate::rule::{Breach, codes, guarded};

/// Words of the answers that let a provider answer something else, and that it cannot be told.
const OTHER: [&str; 6] = [" other ", " something else ", " none of the ", " neither ", " different ", " additional "];
const UNABLE: [&str; 9] = [
    " unable ",
    " undetermined ",
    " cannot be determined ",
    " can not be determined ",
    " can t be determined ",
    " unknown ",
    " not able ",
    " indeterminate ",
    " no further ",
];
/// With which a question begins that is answered by yes or no.
const YES_NO: [&str; 19] = [
    "is", "are", "was", "were", "does", "do", "did", "has", "have", "had", "can", "could", "would", "will", "should",
    "isn't", "doesn't", "wouldn't", "don't",
];

/// A disease that a part names.
struct Named {
    span: Span,
    code: Code,
}

/// Reports what a query does that it should not.
pub(super) fn run(text: &str, parts: &Parts, whole: Span, found: &mut Vec<Report>) {
    let checker = Checker { text, parts, documented: documented(text, parts) };
    checker.titles(found);
    checker.questions(whole, found);
    checker.answers(found);
    checker.words(whole, found);
}

struct Checker<'a> {
    text: &'a str,
    parts: &'a Parts,
    /// The diseases that the indicators name.
    documented: Vec<Named>,
}

impl Checker<'_> {
    fn quote(&self, span: Span) -> Word {
        Word::Quote(self.text[span.range()].to_owned())
    }

    fn report(&self, id: &'static str, primary: Span, before: &str, after: &str, label: &'static str) -> Report {
        let message = Words(vec![Word::Text(before.to_owned()), self.quote(primary), Word::Text(after.to_owned())]);
        Report { id, primary, message, label }
    }

    fn plain(id: &'static str, primary: Span, message: &str, label: &'static str) -> Report {
        Report { id, primary, message: Words(vec![Word::Text(message.to_owned())]), label }
    }

    /// The diseases of a part that the indicators do not name.
    fn new_in(&self, span: Span) -> Vec<Named> {
        let mut named = named(self.text, span);
        named.retain(|disease| !self.is_documented(disease));
        named
    }

    fn is_documented(&self, disease: &Named) -> bool {
        let words = self.text[disease.span.range()].to_lowercase();
        let same = |known: &Named| {
            known.code.category() == disease.code.category()
                || self.text[known.span.range()].to_lowercase().contains(&words)
        };
        self.documented.iter().any(same)
    }

    fn titles(&self, found: &mut Vec<Report>) {
        for title in &self.parts.titles {
            for disease in self.new_in(*title) {
                found.push(self.report(
                    "query/leading-title",
                    disease.span,
                    "the title names ",
                    ", which no indicator documents",
                    "not documented by an indicator",
                ));
            }
        }
    }

    fn questions(&self, whole: Span, found: &mut Vec<Report>) {
        let first = self.first_words(whole);
        if self.parts.questions.is_empty() {
            found.push(Self::plain("query/no-question", first, "the query asks nothing", "no question in this query"));
        }
        if self.parts.indicators.is_empty() {
            let message = "the query shows nothing of the record";
            found.push(Self::plain("query/no-indicators", first, message, "no indicator in this query"));
        }
        let yes_no_answers = self.parts.answers.iter().any(|answer| {
            matches!(self.text[answer.words.range()].trim_end_matches(['.', ',']).to_lowercase().as_str(), "yes" | "no")
        });
        for question in &self.parts.questions {
            let said = self.text[question.range()].to_lowercase();
            let opens =
                said.split(|c: char| !c.is_alphabetic() && c != '\'').find(|word| !word.is_empty()).unwrap_or_default();
            let yes_no = yes_no_answers || said.ends_with('?') && YES_NO.contains(&opens);
            for disease in self.new_in(*question) {
                let report = match yes_no {
                    true => self.report(
                        "query/yes-no-new-diagnosis",
                        disease.span,
                        "",
                        " is asked as yes or no, and no indicator documents it",
                        "not documented by an indicator",
                    ),
                    false => self.report(
                        "query/leading-question",
                        disease.span,
                        "the question names ",
                        ", which no indicator documents",
                        "not documented by an indicator",
                    ),
                };
                found.push(report);
            }
        }
    }

    fn answers(&self, found: &mut Vec<Report>) {
        let answers = &self.parts.answers;
        for ticked in answers.iter().filter_map(|answer| answer.ticked) {
            found.push(Self::plain("query/ticked-answer", ticked, "an answer is chosen in advance", "ticked"));
        }
        let Some(last) = answers.last() else { return };
        let said = |span: Span| spaced(&self.text[span.range()]);
        let has =
            |words: &[&str]| answers.iter().any(|answer| words.iter().any(|word| said(answer.words).contains(word)));
        let missing = match (has(&OTHER), has(&UNABLE)) {
            (true, true) => None,
            (false, true) => Some("the answers leave no room for another one"),
            (true, false) => Some("the answers do not include that it cannot be determined"),
            (false, false) => Some("the answers leave no room for another one, nor for one that cannot be determined"),
        };
        if let Some(message) = missing {
            found.push(Self::plain("query/no-way-to-disagree", last.words, message, "the last answer"));
        }
        let told = |span: Span| OTHER.iter().chain(&UNABLE).any(|word| said(span).contains(word));
        let own: Vec<_> = answers.iter().filter(|answer| !told(answer.words)).collect();
        for answer in &own {
            for disease in self.new_in(answer.words) {
                if self.parts.indicators.is_empty() {
                    found.push(self.report(
                        "query/diagnosis-without-indicators",
                        disease.span,
                        "the answer ",
                        " comes without a finding that supports it",
                        "without indicators",
                    ));
                } else if own.len() == 1 {
                    found.push(self.report(
                        "query/one-answer",
                        disease.span,
                        "",
                        " is the only answer, and no indicator documents it",
                        "the only answer",
                    ));
                }
            }
        }
    }

    /// Words that no part may contain. What is quoted is the record's own.
    fn words(&self, whole: Span, found: &mut Vec<Report>) {
        let text = &self.text[whole.range()];
        let place = |range: std::ops::Range<usize>| Span::new(whole.start + range.start, whole.start + range.end);
        for code in codes(text).into_iter().map(place) {
            found.push(self.report("query/code", code, "the query names the code ", "", "a code"));
        }
        for part in guarded(text) {
            let (span, breach) = (place(part.place), part.breach);
            if is_quoted(self.text, span)
                || found.iter().any(|known| known.id == "query/code" && known.primary.overlaps(span))
            {
                continue;
            }
            let id = match breach {
                Breach::Payment => "query/payment",
                Breach::Quality => "query/quality-score",
                Breach::Blame => "query/blame",
                Breach::Code => "query/code",
                Breach::Leading => "query/leading-words",
            };
            found.push(self.report(id, span, "", &format!(" {}", breach.does()), "these words"));
        }
    }

    /// The first line of a query, to point at what it does not have.
    fn first_words(&self, whole: Span) -> Span {
        let all = whole.trim(self.text);
        let line = self.text[all.range()].lines().next().map_or(all.len(), str::len);
        Span::new(all.start, all.start + line).trim(self.text)
    }
}

/// The diseases that the record documents, as the query shows it: those of the indicators, and those that the question
/// quotes as documented.
fn documented(text: &str, parts: &Parts) -> Vec<Named> {
    const STATED: [&str; 6] = [" documented ", " documents ", " stated ", " states ", " noted ", " per "];
    let of_record = |question: &&Span| STATED.iter().any(|word| spaced(&text[question.range()]).contains(word));
    let quoted = parts.questions.iter().filter(of_record).flat_map(|question| named(text, *question));
    let quoted = quoted.filter(|disease| is_quoted(text, disease.span));
    parts.indicators.iter().flat_map(|indicator| named(text, *indicator)).chain(quoted).collect()
}

/// Words in lower case with a blank around each.
fn spaced(text: &str) -> String {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    format!(" {} ", words.join(" "))
}

fn named(text: &str, span: Span) -> Vec<Named> {
    let named = CodeSet::builtin().diseases(&text[span.range()], CodeSet::last_day());
    let place = |place: Span| Span::new(span.start + place.start, span.start + place.end);
    named.into_iter().map(|disease| Named { span: place(disease.place), code: disease.code }).collect()
}

/// Whether words stand between quotation marks of their line.
fn is_quoted(text: &str, span: Span) -> bool {
    let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let line = &text[start..span.start];
    line.matches('"').count() % 2 == 1 || line.matches('“').count() > line.matches('”').count()
}
