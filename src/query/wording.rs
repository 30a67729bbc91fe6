//! The words of a query: title, question and answers.
//!
//! What the author of a rule has written comes first. The rest is derived from the kind of the findings, in words that hold
//! for any condition. A part that would name a disease of which the note does not speak is left out, since it would lead.

use super::indicators::indicators;
use super::quote::has_code;
use super::topics::{About, Topic, diagnosis, id, subject};
use super::{Asked, Case, Draft, Indicator, Item};
use crate::base::{SectionKind, Span};
use crate::check::{Finding, Label, Word, Words};
use crate::detect::Diagnosis;
use crate::icd10::{CodeSet, NamedDisease};
use crate::rule::guarded;

/// Most answers that are offered beside those that always are.
const MOST_OPTIONS: usize = 5;

/// The query about a topic.
pub(super) fn draft(case: &Case<'_>, topic: &Topic<'_>) -> Draft {
    let written = topic.findings.iter().filter_map(|finding| finding.query.as_ref());
    let offered = written.clone().flat_map(|query| &query.options);
    let evidence: Vec<Span> = offered.clone().flat_map(|option| option.evidence.iter().copied()).collect();
    let indicators = indicators(case, topic, &evidence);
    let writer = Writer { case, topic, subject: subject(case, topic), indicators: &indicators };
    // Answers to a question that cannot be asked of this note are none.
    let asked = written.clone().filter(|query| query.ask.as_ref().is_none_or(|ask| writer.is_fine(ask)));
    let mut options: Vec<Words> = asked.flat_map(|query| &query.options).map(|option| said(&option.option)).collect();
    // The note supports each of them. But a diagnosis that is the only answer leads to it.
    if options.len() == 1 {
        options.retain(|option| writer.is_fine(option));
    }
    if options.is_empty() {
        options = writer.options();
        options.retain(|option| writer.is_fine(option));
    }
    options.truncate(MOST_OPTIONS);
    let title = written.clone().find_map(|query| query.title.clone()).filter(|title| writer.is_fine(title));
    Draft {
        id: id(topic),
        subject: writer.subject,
        title: title.unwrap_or_else(|| writer.title()),
        question: writer.question(),
        items: writer.items(),
        options,
        findings: topic.findings.iter().map(|finding| Asked::of(finding)).collect(),
        indicators,
    }
}

struct Writer<'a> {
    case: &'a Case<'a>,
    topic: &'a Topic<'a>,
    subject: Span,
    indicators: &'a [Indicator],
}

impl Writer<'_> {
    fn quote(&self, span: Span) -> Word {
        Word::Quote(self.case.note.words(span).to_owned())
    }

    fn first(&self) -> &Finding {
        self.topic.findings[0]
    }

    fn title(&self) -> Words {
        match &self.topic.about {
            About::Checklist(_) => {
                let title = self.first().element.as_ref().map(|element| lower(&element.title)).unwrap_or_default();
                said(&format!("Documentation of {title}"))
            }
            About::Condition(_) | About::Unexplained(_) => {
                Words(vec![Word::Text("Clarification of ".into()), self.quote(self.subject)])
            }
            About::Conflict(_) => {
                let pack = self
                    .case
                    .rules
                    .rule(&self.first().rule)
                    .and_then(|rule| self.case.rules.packs.get(rule.pack as usize));
                let topic =
                    pack.filter(|pack| pack.checklist.is_some()).map(|pack| format!(": {}", lower(&pack.title)));
                said(&format!("Clarification of two statements{}", topic.unwrap_or_default()))
            }
            About::Wording(_) => said("Clarification of what the note leaves open"),
        }
    }

    /// What the note states, and what is asked about it: first what is derived, then what authors of rules have written.
    fn question(&self) -> Words {
        let written = |finding: &&Finding| finding.query.as_ref()?.ask.clone().filter(|ask| self.is_fine(ask));
        let asks: Vec<Words> = self.topic.findings.iter().filter_map(written).collect();
        let rest: Vec<&Finding> =
            self.topic.findings.iter().copied().filter(|finding| written(finding).is_none()).collect();
        let mut statements = match &self.topic.about {
            About::Checklist(_) => vec![said(
                "Of this complaint the note does not state the following. Please document the answers where they are known; \
                 a negative answer is an answer as well.",
            )],
            _ if rest.is_empty() => Vec::new(),
            About::Condition(_) => self.of_condition(&rest),
            About::Unexplained(_) => self.of_unexplained(),
            About::Conflict(_) => self.of_conflict(),
            About::Wording(_) => self.of_wording(),
        };
        if !matches!(self.topic.about, About::Checklist(_)) {
            statements.extend(asks);
        }
        sentences(statements)
    }

    /// What a diagnosis leaves open.
    fn of_condition(&self, findings: &[&Finding]) -> Vec<Words> {
        let section = self.case.note.section_at(self.subject.start).map(|section| section.kind);
        let place = match section {
            Some(SectionKind::Assessment | SectionKind::AssessmentPlan | SectionKind::Plan) => {
                "The assessment documents "
            }
            _ => "The note documents ",
        };
        let mut states = vec![Word::Text(place.to_owned()), self.quote(self.subject)];
        let mut says: Vec<&Words> = Vec::new();
        for finding in findings {
            if !is_empty(&finding.says) && self.is_fine(&finding.says) && !says.contains(&&finding.says) {
                says.push(&finding.says);
            }
        }
        for (at, each) in says.iter().enumerate() {
            let before = match at {
                0 => "; the note also documents ",
                _ if at + 1 == says.len() => " and ",
                _ => ", ",
            };
            states.push(Word::Text(before.to_owned()));
            states.extend(each.0.iter().cloned());
        }
        let axes = axes(findings);
        let rests_on_findings = !says.is_empty() || findings.iter().any(|finding| finding.axis.is_none());
        let clarify = match (axes.is_empty(), rests_on_findings && self.indicators.len() > 1) {
            (false, false) => format!("its {}, as far as known", listed(&axes)),
            (false, true) => format!("its {}, as far as known, and whether these findings belong to it", listed(&axes)),
            (true, true) => "whether these findings specify it further, and how".to_owned(),
            (true, false) => "it as far as it can be specified".to_owned(),
        };
        vec![Words(states), said(&format!("Based on your clinical judgment, please clarify {clarify}"))]
    }

    /// What calls for an explanation: a diagnosis for its findings, findings for what they mean.
    fn of_unexplained(&self) -> Vec<Words> {
        let mut statements = self.statements();
        if statements.is_empty() {
            statements.push(Words(vec![Word::Text("The note documents ".into()), self.quote(self.subject)]));
        }
        statements.push(Words(match self.disease() {
            true => vec![
                Word::Text("Based on your clinical judgment, please clarify ".into()),
                self.quote(self.subject),
                Word::Text(" and the findings on which it rests".into()),
            ],
            false => vec![
                Word::Text("Please clarify the clinical significance, if any, of ".into()),
                self.quote(self.subject),
                Word::Text(", and what was done about it, if anything".into()),
            ],
        }));
        statements
    }

    fn of_conflict(&self) -> Vec<Words> {
        let mut statements = self.statements();
        if statements.is_empty() {
            statements.push(said("The note documents what is quoted above"));
        }
        statements.push(said("Based on your clinical judgment, please clarify which of them applies"));
        statements
    }

    fn of_wording(&self) -> Vec<Words> {
        let mut statements = self.statements();
        statements.truncate(1);
        match self.topic.findings.len() - 1 {
            0 => {}
            1 => statements.push(said("There is one more place like it in the note")),
            more => statements.push(said(&format!("There are {more} more places like it in the note"))),
        }
        statements.push(said("Please clarify what was meant, or that nothing belongs here"));
        statements
    }

    /// Whether the subject is a disease that the note assesses.
    fn disease(&self) -> bool {
        let assessed = self.case.facts.diagnoses.iter().any(|diagnosis: &Diagnosis| diagnosis.span == self.subject);
        assessed && !CodeSet::builtin().diseases(self.case.note.words(self.subject), CodeSet::last_day()).is_empty()
    }

    /// The messages of the findings that can be said to a provider.
    fn statements(&self) -> Vec<Words> {
        let mut statements: Vec<Words> = Vec::new();
        for finding in &self.topic.findings {
            let fine = !has_code(&finding.message.render(false)) && self.is_fine(&finding.message);
            if fine && !statements.contains(&finding.message) {
                statements.push(finding.message.clone());
            }
        }
        statements
    }

    fn items(&self) -> Vec<Item> {
        let About::Checklist(_) = self.topic.about else { return Vec::new() };
        let item = |finding: &&Finding| {
            let element = finding.element.as_ref()?;
            let own = finding.query.as_ref().and_then(|query| query.ask.clone()).filter(|ask| self.is_fine(ask));
            Some(Item { ask: own.unwrap_or_else(|| said(&element.ask)), rule: finding.rule.clone() })
        };
        let lists = &self.case.outcome.checklists;
        let place = |rule: &str| {
            let (pack, id) = rule.split_once('/').unwrap_or(("", rule));
            let elements = lists.iter().filter(|list| list.id == pack).flat_map(|list| &list.elements);
            elements.into_iter().position(|element| element.id == id)
        };
        let mut items: Vec<Item> = self.topic.findings.iter().filter_map(item).collect();
        items.sort_by_key(|item| place(&item.rule));
        items
    }

    /// Answers that the words of the note support.
    fn options(&self) -> Vec<Words> {
        match &self.topic.about {
            About::Condition(_) => self.named_elsewhere(),
            About::Unexplained(_) if self.disease() => vec![
                Words(vec![self.quote(self.subject), Word::Text(" is confirmed by these findings: ____".into())]),
                Words(vec![self.quote(self.subject), Word::Text(" was considered and ruled out".into())]),
            ],
            About::Unexplained(_) => vec![said("Significant, as follows: ____"), said("Not clinically significant")],
            About::Conflict(_) => self.sides(),
            About::Checklist(_) | About::Wording(_) => Vec::new(),
        }
    }

    /// What the rest of the note names along the axes that a diagnosis leaves open.
    fn named_elsewhere(&self) -> Vec<Words> {
        let mut options: Vec<Words> = Vec::new();
        for finding in &self.topic.findings {
            let Some(diagnosis) = diagnosis(self.case, finding) else { continue };
            let shown = |span: Span| finding.related.iter().any(|label| label.span.overlaps(span));
            for alternative in diagnosis.axes.iter().flat_map(|axis| &axis.alternatives) {
                if let Some(named) = alternative.named.iter().find(|named| shown(named.span)) {
                    let words = Words(vec![
                        Word::Text("As documented".into()),
                        self.place(named.span),
                        Word::Text(": ".into()),
                        self.quote(named.span),
                    ]);
                    if !options.contains(&words) {
                        options.push(words);
                    }
                }
            }
        }
        if !options.is_empty() {
            options.truncate(MOST_OPTIONS - 1);
            options.push(Words(vec![Word::Text("Not related to ".into()), self.quote(self.subject)]));
        }
        options
    }

    /// The statements that contradict each other, each as it stands.
    fn sides(&self) -> Vec<Words> {
        let mut seen: Vec<Span> = Vec::new();
        let labels =
            self.topic.findings.iter().flat_map(|finding| [&finding.primary].into_iter().chain(&finding.related));
        let mut side = |label: &Label| {
            let new = !seen.iter().any(|known| known.overlaps(label.span));
            seen.push(label.span);
            new.then(|| {
                Words(vec![
                    Word::Text("As documented".into()),
                    self.place(label.span),
                    Word::Text(": ".into()),
                    self.quote(label.span),
                ])
            })
        };
        labels.filter_map(&mut side).collect()
    }

    /// " in line 4".
    fn place(&self, span: Span) -> Word {
        Word::Text(format!(" in line {}", self.case.note.source.position(span.start).line))
    }

    /// Whether words may stand in a query about this note: they are neutral, name no code, and no disease that is not quoted.
    fn is_fine(&self, words: &Words) -> bool {
        let own: String =
            words.0.iter().map(|word| if let Word::Text(text) = word { text.as_str() } else { "\"\"" }).collect();
        let quoted = || self.indicators.iter().map(|indicator| indicator.span).chain([self.subject]);
        let named = |text: &str| CodeSet::builtin().diseases(text, CodeSet::last_day());
        // "CHF" is heart failure.
        let is_quoted = |disease: &NamedDisease| {
            let name = own[disease.place.range()].to_lowercase();
            let same = |text: &str| {
                text.to_lowercase().contains(&name)
                    || named(text).iter().any(|quoted| quoted.code.category() == disease.code.category())
            };
            quoted().any(|span| same(self.case.note.words(span)))
        };
        guarded(&own).is_empty() && !has_code(&words.render(false)) && named(&own).iter().all(is_quoted)
    }
}

fn said(text: &str) -> Words {
    Words(vec![Word::Text(text.to_owned())])
}

fn is_empty(words: &Words) -> bool {
    words.0.iter().all(|word| matches!(word, Word::Text(text) if text.trim().is_empty()))
}

/// The words of a title inside a sentence.
fn lower(title: &str) -> String {
    let mut letters = title.chars();
    match (letters.next(), title.chars().nth(1)) {
        (Some(first), Some(second)) if !second.is_uppercase() => first.to_lowercase().chain(letters).collect(),
        _ => title.to_owned(),
    }
}

/// The axes of all findings, each once, as clinicians call them.
fn axes(findings: &[&Finding]) -> Vec<String> {
    let mut axes: Vec<String> = Vec::new();
    let named = findings.iter().filter_map(|finding| finding.axis.as_deref());
    for axis in named.flat_map(|axes| axes.split(", ")).flat_map(|axes| axes.split(" and ")) {
        let axis = match axis {
            "laterality" => "side".to_owned(),
            "encounter" => "phase of care".to_owned(),
            "complication" => "complications (if any)".to_owned(),
            axis => axis.replace('-', " "),
        };
        if !axis.is_empty() && !axes.contains(&axis) {
            axes.push(axis);
        }
    }
    axes
}

fn listed(words: &[String]) -> String {
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

/// Statements as sentences: each begins with a capital and ends with a full stop or a question mark.
fn sentences(statements: Vec<Words>) -> Words {
    let mut all: Vec<Word> = Vec::new();
    for mut statement in statements {
        if let Some(Word::Text(first)) = statement.0.first_mut() {
            let mut letters = first.chars();
            *first = letters.next().map(|letter| letter.to_uppercase().chain(letters).collect()).unwrap_or_default();
        }
        let ends = matches!(statement.0.last(), Some(Word::Text(text)) if text.ends_with(['.', '?']));
        if !all.is_empty() {
            all.push(Word::Text(" ".into()));
        }
        all.append(&mut statement.0);
        if !ends {
            all.push(Word::Text(".".into()));
        }
    }
    Words(all)
}
