//! A handful of rules on back pain, and what they report on a note that the toy reader has read.

use super::toy::{BACK, ELSEWHERE, FEVER, IMAGING, LEFT, LUMBAR, ONSET, OTHER, RADIATION, UNDETERMINED, context, read};
use notelint::base::{Acts, Persona, Profile, SectionKind, SectionKinds, Sense, Severity};
use notelint::check::{Checked, Finding, Status, check};
use notelint::note::Context;
use notelint::rule::{
    About, Check, Checklist, ConceptId, Condition, Detail, Element, Evidence, Forbid, Message, Pack, Piece, Require,
    Rule, RuleSet, Specify,
};

pub fn ask(concept: ConceptId) -> Evidence {
    Evidence {
        concepts: vec![concept],
        sense: Sense::Documented,
        sections: SectionKinds::ALL,
        title: false,
        acts: Acts::ALL,
        about: About::Topic,
        with: vec![],
        with_any: vec![],
        without: vec![],
    }
}

pub fn says(concept: ConceptId) -> Condition {
    Condition::Concept(ask(concept))
}

pub fn present(concept: ConceptId) -> Condition {
    Condition::Concept(Evidence { sense: Sense::Present, ..ask(concept) })
}

pub fn within(concept: ConceptId, kind: SectionKind) -> Condition {
    Condition::Concept(Evidence { sections: [kind].into_iter().collect(), ..ask(concept) })
}

pub fn code(pattern: &str) -> Condition {
    Condition::Code(vec![pattern.into()])
}

pub fn detail(condition: Condition, says: &str) -> Detail {
    Detail { condition, says: says.into(), family: None }
}

pub fn never(forbid: Condition) -> Check {
    Check::Forbid(Forbid { when: None, forbid })
}

pub fn text(words: &str) -> Piece {
    Piece::Text(words.into())
}

pub fn rule(name: &str, check: Check) -> Rule {
    Rule {
        id: format!("back-pain/{name}"),
        pack: 0,
        severity: Severity::Warning,
        persona: Persona::Regular,
        profile: None,
        check,
        quiet_if: None,
        yields_to: Vec::new(),
        message: Message(vec![text("Please clarify.")]),
        help: Message::default(),
        why: String::new(),
        source: String::new(),
        url: None,
        tags: Vec::new(),
        belongs_in: vec![],
        query: None,
    }
}

pub fn element(name: &str, documented_by: Condition) -> Rule {
    let check =
        Check::Element(Element { element: name.into(), label: name.into(), documented_by, prompted_by: vec![] });
    Rule { belongs_in: vec![SectionKind::Hpi, SectionKind::Cc], ..rule(name, check) }
}

pub fn onset() -> Rule {
    element("onset", says(ONSET))
}

/// The back-pain pack with these rules; its topic is back pain or a code of the family M54.
pub fn pack(rules: Vec<Rule>) -> RuleSet {
    let is_element = |rule: &Rule| matches!(rule.check, Check::Element(_));
    let elements = (0u32..).zip(&rules).filter(|(_, rule)| is_element(rule)).map(|(i, _)| i).collect();
    let checklist = Checklist {
        applies: Condition::Any(vec![present(BACK), code("M54.*")]),
        own_sites: Vec::new(),
        this_subject: vec![BACK],
        other_subject: vec![OTHER],
        elsewhere: vec![ELSEWHERE],
        elements,
    };
    let pack = Pack {
        id: "back-pain".into(),
        title: "Back pain".into(),
        description: String::new(),
        builtin: false,
        checklist: Some(checklist),
    };
    RuleSet { packs: vec![pack], rules, ..RuleSet::default() }
}

pub fn lint_with(text: &str, context: Context, rules: Vec<Rule>) -> Checked {
    let (note, facts) = read(text, context);
    check(&note, &facts, &pack(rules))
}

pub fn lint(text: &str, rule: Rule) -> Vec<Finding> {
    lint_with(text, context(), vec![rule]).findings
}

pub fn primary<'t>(text: &'t str, finding: &Finding) -> &'t str {
    &text[finding.primary.span.range()]
}

/// The words that each finding points at.
pub fn pointed(text: &str, rule: Rule) -> Vec<&str> {
    lint(text, rule).iter().map(|finding| primary(text, finding)).collect()
}

pub fn related<'t>(text: &'t str, finding: &Finding) -> Vec<&'t str> {
    finding.related.iter().map(|label| &text[label.span.range()]).collect()
}

pub fn status(text: &str, profile: Profile, rule: Rule) -> Status {
    lint_with(text, Context { profile, ..context() }, vec![rule]).checklists[0].elements[0].status
}

/// Whether the history of a note on back pain documents radiation of that pain.
pub fn radiation_counts(hpi: &str) -> bool {
    let text = format!("CC: back pain\nHPI: {hpi}");
    status(&text, Profile::Note, element("radiation", says(RADIATION))) == Status::Documented
}

pub fn fever_needs_imaging(quiet_if: Option<Condition>) -> Rule {
    let imaging = Condition::Concept(Evidence { sense: Sense::Named, ..ask(IMAGING) });
    let check = Check::Require(Require { when: present(FEVER), require: imaging });
    Rule { belongs_in: vec![SectionKind::Plan], quiet_if, ..rule("red-flag-unaddressed", check) }
}

pub fn unspecified() -> Rule {
    let check = Check::Specify(Specify {
        vague: code("M54.9"),
        documented: vec![
            Detail { family: Some("M54.5-".into()), ..detail(says(LUMBAR), "the lumbar region") },
            detail(present(RADIATION), "radiating pain"),
            detail(says(LEFT), "the side"),
        ],
        advice: Some(Message(vec![text("Region and side would add detail to "), Piece::Found])),
    });
    let message = vec![Piece::Found, text(" is in the assessment; the note documents "), Piece::Says];
    Rule { message: Message(message), quiet_if: Some(says(UNDETERMINED)), ..rule("unspecified-dorsalgia", check) }
}
