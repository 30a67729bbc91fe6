//! Checking, through its only door: a note, what it says, and a handful of rules.
//!
//! What a note says is found here by a toy reader of a few lines, so that these tests stand or fall with
//! checking alone: a line is a paragraph, `HPI:` and the like head a section, `. ` ends a sentence, and a cue
//! colours the rest of its sentence.

use notelint::base::{
    Assertion, Effect, Persona, PlaceholderKind, Profile, SectionKind, SectionKinds, Sense, Setting, Severity, Span,
};
use notelint::check::{Checked, Finding, Status, check};
use notelint::detect::{CodeMention, CodeState, Facts, Mention};
use notelint::filter::{Counts, Disposition, Outcome, Selection, fails};
use notelint::note::{Context, Folded, Note, Placeholder, Section, Sentence, Source};
use notelint::rule::{
    About, Check, Checklist, ConceptId, Condition, Detail, Evidence, Message, Pack, Piece, Rule, RuleSet,
};
use proptest::prelude::*;

// ---- the toy reader ----

const BACK: ConceptId = ConceptId(0);
const OTHER: ConceptId = ConceptId(1);
const RADIATION: ConceptId = ConceptId(2);
const ONSET: ConceptId = ConceptId(3);
const FEVER: ConceptId = ConceptId(4);
const IMAGING: ConceptId = ConceptId(5);
const LUMBAR: ConceptId = ConceptId(6);
const UNDETERMINED: ConceptId = ConceptId(7);
const LEFT: ConceptId = ConceptId(8);
const RIGHT: ConceptId = ConceptId(9);

const VOCABULARY: [(&str, ConceptId); 15] = [
    ("back pain", BACK),
    ("knee pain", OTHER),
    ("chest pain", OTHER),
    ("radiates", RADIATION),
    ("radiating", RADIATION),
    ("radiation", RADIATION),
    ("numbness", RADIATION),
    ("3 days", ONSET),
    ("Onset", ONSET),
    ("fever", FEVER),
    ("MRI", IMAGING),
    ("lumbar", LUMBAR),
    ("cause undetermined", UNDETERMINED),
    ("left", LEFT),
    ("right", RIGHT),
];

const CUES: [(&str, Effect); 7] = [
    ("denies", Effect::Negated),
    ("no ", Effect::Negated),
    ("if ", Effect::Hypothetical),
    ("mother", Effect::Family),
    ("history of", Effect::Historical),
    ("will order", Effect::Planned),
    ("possible", Effect::Uncertain),
];

const HEADINGS: [(&str, SectionKind); 6] = [
    ("CC", SectionKind::Cc),
    ("HPI", SectionKind::Hpi),
    ("ROS", SectionKind::Ros),
    ("Exam", SectionKind::Exam),
    ("Assessment", SectionKind::Assessment),
    ("Plan", SectionKind::Plan),
];

fn context() -> Context {
    Context::default()
}

fn read(text: &str, context: Context) -> (Note, Facts) {
    let mut note = Note {
        source: Source::from_text("a.txt", text),
        context,
        front_matter: None,
        sections: vec![],
        sentences: vec![],
        problems: vec![],
        placeholders: vec![],
        form: vec![],
        comments: vec![],
        folded: Folded::new("", &[]),
    };
    let mut facts = Facts::default();
    let mut at = 0;
    for (paragraph, line) in text.split_inclusive('\n').enumerate() {
        let span = Span::new(at, at + line.len());
        let mut start = at;
        if let Some((word, kind)) = HEADINGS.iter().find(|(word, _)| line.starts_with(&format!("{word}:"))) {
            let heading = Some(Span::new(at, at + word.len()));
            note.sections.push(Section { kind: *kind, span, heading });
            start += word.len() + 1;
        } else if note.sections.is_empty() {
            note.sections.push(Section { kind: SectionKind::Other, span, heading: None });
        }
        let section = note.sections.len() - 1;
        note.sections[section].span.end = span.end;
        for piece in text[start..span.end].split_inclusive(". ") {
            let span = Span::new(start, start + piece.len()).trim(text);
            start += piece.len();
            if !span.is_empty() {
                note.sentences.push(Sentence { span, section, paragraph, prompt: None, item: false });
                read_last_sentence(&mut note, &mut facts);
            }
        }
        at = span.end;
    }
    facts.mentions.sort_by_key(|m| m.span);
    facts.codes.extend(note.context.codes.iter().map(|code| valid(code, None)));
    (note, facts)
}

fn valid(code: &str, span: Option<Span>) -> CodeMention {
    CodeMention { code: code.into(), span, state: CodeState::Valid }
}

fn read_last_sentence(note: &mut Note, facts: &mut Facts) {
    let sentence = note.sentences.len() - 1;
    let Sentence { span, section, .. } = note.sentences[sentence];
    let words = note.words(span).to_owned();
    let at = |start: usize, len: usize| Span::new(span.start + start, span.start + start + len);
    let blank = words.find("***").map(|i| Placeholder { span: at(i, 3), kind: PlaceholderKind::Wildcard });
    for code in ["M54.9", "M54.50", "M54.16"] {
        let places = words.match_indices(code);
        facts.codes.extend(places.map(|(i, w)| valid(code, Some(at(i, w.len())))));
    }
    for (word, concept) in VOCABULARY {
        for (i, _) in words.match_indices(word) {
            let before = words[..i].to_lowercase();
            let cues = CUES.iter().filter(|(cue, _)| before.contains(cue));
            let mut assertion = cues.fold(Assertion::AFFIRMED, |said, &(_, effect)| said.with(effect));
            if blank.is_some() {
                assertion = assertion.with(Effect::Unfilled);
            }
            let asked = words[i + word.len()..].starts_with(':');
            let span = at(i, word.len());
            facts.mentions.push(Mention { concept, span, section, sentence, assertion, cues: vec![], asked });
        }
    }
    note.placeholders.extend(blank);
}

// ---- rules ----

fn ask(concept: ConceptId) -> Evidence {
    Evidence {
        concepts: vec![concept],
        sense: Sense::Documented,
        sections: SectionKinds::ALL,
        about: About::Topic,
        with: vec![],
        with_any: vec![],
        without: vec![],
    }
}

fn says(concept: ConceptId) -> Condition {
    Condition::Concept(ask(concept))
}

fn present(concept: ConceptId) -> Condition {
    Condition::Concept(Evidence { sense: Sense::Present, ..ask(concept) })
}

fn within(concept: ConceptId, kind: SectionKind) -> Condition {
    Condition::Concept(Evidence { sections: [kind].into_iter().collect(), ..ask(concept) })
}

fn code(pattern: &str) -> Condition {
    Condition::Code(vec![pattern.into()])
}

fn detail(condition: Condition, says: &str) -> Detail {
    Detail { condition, says: says.into(), family: None }
}

fn never(forbid: Condition) -> Check {
    Check::Forbid { when: None, forbid, quiet_if: None }
}

fn text(words: &str) -> Piece {
    Piece::Text(words.into())
}

fn rule(name: &str, check: Check) -> Rule {
    Rule {
        id: format!("back-pain/{name}"),
        pack: 0,
        severity: Severity::Warning,
        persona: Persona::Regular,
        profile: None,
        check,
        message: Message(vec![text("Please clarify.")]),
        help: Message::default(),
        why: String::new(),
        source: String::new(),
        url: None,
        tags: Vec::new(),
        belongs_in: vec![],
    }
}

fn element(name: &str, documented_by: Condition) -> Rule {
    let check = Check::Element { element: name.into(), label: name.into(), documented_by, prompted_by: vec![] };
    Rule { belongs_in: vec![SectionKind::Hpi, SectionKind::Cc], ..rule(name, check) }
}

fn onset() -> Rule {
    element("onset", says(ONSET))
}

/// The back-pain pack with these rules; its topic is back pain or a code of the family M54.
fn pack(rules: Vec<Rule>) -> RuleSet {
    let is_element = |rule: &Rule| matches!(rule.check, Check::Element { .. });
    let elements = (0u32..).zip(&rules).filter(|(_, rule)| is_element(rule)).map(|(i, _)| i).collect();
    let checklist = Checklist {
        applies: Condition::Any(vec![present(BACK), code("M54.*")]),
        this_subject: vec![BACK],
        other_subject: vec![OTHER],
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

fn lint_with(text: &str, context: Context, rules: Vec<Rule>) -> Checked {
    let (note, facts) = read(text, context);
    check(&note, &facts, &pack(rules))
}

fn lint(text: &str, rule: Rule) -> Vec<Finding> {
    lint_with(text, context(), vec![rule]).findings
}

fn primary<'t>(text: &'t str, finding: &Finding) -> &'t str {
    &text[finding.primary.span.range()]
}

/// The words that each finding points at.
fn pointed(text: &str, rule: Rule) -> Vec<&str> {
    lint(text, rule).iter().map(|finding| primary(text, finding)).collect()
}

fn related<'t>(text: &'t str, finding: &Finding) -> Vec<&'t str> {
    finding.related.iter().map(|label| &text[label.span.range()]).collect()
}

fn status(text: &str, profile: Profile, rule: Rule) -> Status {
    lint_with(text, Context { profile, ..context() }, vec![rule]).checklists[0].elements[0].status
}

/// Whether the history of a note on back pain documents radiation of that pain.
fn radiation_counts(hpi: &str) -> bool {
    let text = format!("CC: back pain\nHPI: {hpi}");
    status(&text, Profile::Note, element("radiation", says(RADIATION))) == Status::Documented
}

// ---- checklists and anchors ----

#[test]
fn a_missing_element_points_at_the_complaint_and_shows_where_it_belongs() {
    let text = "CC: back pain\nHPI: Dull ache.";
    let found = lint(text, onset());
    assert_eq!(found.len(), 1);
    assert_eq!(primary(text, &found[0]), "back pain");
    assert_eq!(related(text, &found[0]), ["HPI"]);
    assert_eq!(found[0].rule, "back-pain/onset");
    let of = found[0].element.clone().expect("an element");
    assert_eq!((of.checklist.as_str(), of.title.as_str(), of.label.as_str()), ("back-pain", "Back pain", "onset"));
    assert_eq!((of.ask.as_str(), of.unfilled), ("Please clarify.", false));
    assert_eq!(found[0].message.render(false), "onset not documented: Please clarify.");
}

#[test]
fn a_denial_documents_and_is_told_apart() {
    let rules = vec![element("radiation", says(RADIATION))];
    let checked = lint_with("CC: back pain\nHPI: Dull ache, denies radiation.", context(), rules);
    assert!(checked.findings.is_empty());
    let element = &checked.checklists[0].elements[0];
    assert_eq!(element.status, Status::Documented);
    assert!(element.evidence[0].denied);
}

#[test]
fn evidence_comes_in_text_order_each_place_once() {
    let both = Condition::Any(vec![says(ONSET), says(RADIATION), says(ONSET)]);
    let text = "CC: back pain\nHPI: It radiates. Began 3 days ago.";
    let checked = lint_with(text, context(), vec![element("onset", both)]);
    let words: Vec<_> = checked.checklists[0].elements[0].evidence.iter().map(|e| &text[e.span.range()]).collect();
    assert_eq!(words, ["radiates", "3 days"]);
}

#[test]
fn advice_to_return_relatives_and_plans_document_nothing() {
    assert!(radiation_counts("It radiates."));
    assert!(!radiation_counts("Call if pain radiates."));
    assert!(!radiation_counts("Her mother had numbness."));
    assert!(!radiation_counts("We will order studies for numbness."));
}

#[test]
fn sections_bind_only_text_that_stands_under_a_heading() {
    let in_hpi = || element("radiation", within(RADIATION, SectionKind::Hpi));
    assert_eq!(status("CC: back pain\nHPI: It radiates.", Profile::Note, in_hpi()), Status::Documented);
    assert_eq!(status("CC: back pain\nPlan: It radiates.", Profile::Note, in_hpi()), Status::Missing);
    assert_eq!(status("Dull back pain that radiates.", Profile::Note, in_hpi()), Status::Documented);
}

#[test]
fn a_checklist_whose_topic_is_absent_has_neither_findings_nor_statuses() {
    assert_eq!(lint_with("CC: knee pain\nHPI: no back pain.", context(), vec![onset()]), Checked::default());
}

#[test]
fn a_requested_checklist_points_at_the_heading_or_the_first_line() {
    let run = |text| {
        let context = Context { checklists: vec!["back-pain".into()], ..context() };
        let checked = lint_with(text, context, vec![onset()]);
        assert_eq!(checked.checklists[0].elements[0].status, Status::Missing);
        checked.findings.iter().map(|finding| primary(text, finding)).collect::<Vec<_>>()
    };
    assert_eq!(run("Visit form\nHPI: Dull ache."), ["HPI"]);
    assert_eq!(run("\n  Visit form  \nDull ache."), ["Visit form"]);
    assert!(run("").is_empty());
    assert!(run(" \n\t").is_empty());
}

#[test]
fn a_topic_known_only_from_a_code_beside_the_note_points_at_the_heading() {
    let text = "HPI: Dull ache.\nAssessment: Stable.";
    let context = Context { codes: vec!["M54.50".into()], ..context() };
    let found = lint_with(text, context, vec![onset()]).findings;
    assert_eq!(primary(text, &found[0]), "HPI");
}

#[test]
fn a_long_first_line_is_not_pointed_at_in_full() {
    let text = "\u{e9}".repeat(500);
    let context = Context { checklists: vec!["back-pain".into()], ..context() };
    let found = lint_with(&text, context, vec![onset()]).findings;
    assert_eq!(primary(&text, &found[0]).chars().count(), 80);
}

#[test]
fn an_unanswered_prompt_is_unfilled_in_a_note_and_prompts_in_a_template() {
    let text = "CC: back pain\nHPI: Onset: ***";
    let found = lint(text, onset());
    assert_eq!(status(text, Profile::Note, onset()), Status::Unfilled);
    assert_eq!(primary(text, &found[0]), "***");
    assert!(found[0].element.as_ref().expect("an element").unfilled);
    assert_eq!(found[0].message.render(false), "onset prompt left open: Please clarify.");
    let checked = lint_with(text, Context { profile: Profile::Template, ..context() }, vec![onset()]);
    assert_eq!(checked.checklists[0].elements[0].status, Status::Prompted);
    assert!(checked.findings.is_empty());
}

#[test]
fn a_blank_may_stand_before_the_words_that_it_waits_for() {
    let text = "CC: back pain\nHPI: *** 3 days";
    assert_eq!(status(text, Profile::Note, onset()), Status::Unfilled);
    assert_eq!(pointed(text, onset()), ["***"]);
}

#[test]
fn words_that_would_document_an_element_ask_for_it_only_where_they_would() {
    let plan = || element("onset", within(ONSET, SectionKind::Plan));
    let text = "CC: back pain\nHPI: Onset: ***\nPlan: Rest.";
    assert_eq!(status(text, Profile::Note, plan()), Status::Missing);
    assert_eq!(status(text, Profile::Template, plan()), Status::Missing);
    let text = "CC: back pain\nPlan: Onset: ***";
    assert_eq!(status(text, Profile::Note, plan()), Status::Unfilled);
    assert_eq!(status(text, Profile::Template, plan()), Status::Prompted);
}

#[test]
fn an_answer_elsewhere_makes_up_for_an_unanswered_prompt() {
    assert_eq!(status("CC: back pain for 3 days\nHPI: Onset: ***", Profile::Note, onset()), Status::Documented);
}

#[test]
fn a_template_is_held_to_its_prompts() {
    assert_eq!(status("CC: back pain\nHPI: For 3 days.", Profile::Template, onset()), Status::Documented);
    assert_eq!(status("CC: back pain\nHPI: Onset:", Profile::Template, onset()), Status::Prompted);
    assert_eq!(status("CC: back pain\nHPI: Ask if 3 days.", Profile::Template, onset()), Status::Prompted);
    let text = "CC: back pain\nHPI: Character: ***";
    let checked = lint_with(text, Context { profile: Profile::Template, ..context() }, vec![onset()]);
    assert_eq!(checked.checklists[0].elements[0].status, Status::Missing);
    assert_eq!(primary(text, &checked.findings[0]), "back pain");
}

#[test]
fn prompt_words_of_their_own_count_as_prompts() {
    let mut rule = element("radiation", says(RADIATION));
    if let Check::Element { prompted_by, .. } = &mut rule.check {
        prompted_by.push(ONSET);
    }
    let text = "CC: back pain\nHPI: Onset: ***";
    assert_eq!(status(text, Profile::Note, rule.clone()), Status::Unfilled);
    assert_eq!(status(text, Profile::Template, rule.clone()), Status::Prompted);
    assert_eq!(status("CC: back pain\nHPI: Onset: 3 days", Profile::Note, rule), Status::Missing);
}

#[test]
fn an_element_that_is_off_or_of_the_other_profile_has_a_status_and_no_finding() {
    let off = Rule { severity: Severity::Off, ..onset() };
    let template = Rule { profile: Some(Profile::Template), ..onset() };
    for rule in [off, template] {
        let checked = lint_with("CC: back pain", context(), vec![rule]);
        assert!(checked.findings.is_empty());
        assert_eq!(checked.checklists[0].elements[0].status, Status::Missing);
    }
}

// ---- whose complaint ----

#[test]
fn the_nearest_subject_of_the_sentence_decides() {
    assert!(radiation_counts("The back pain radiates, knee pain stays local."));
    assert!(radiation_counts("The back pain radiates and knee pain is new."));
    assert!(radiation_counts("The knee pain is new, and the back pain radiates."));
    assert!(!radiation_counts("The back pain is dull, knee pain radiates."));
    assert!(!radiation_counts("Has radiating knee pain."));
    assert!(!radiation_counts("The back pain comes with radiating knee pain."));
}

#[test]
fn a_sentence_without_a_subject_follows_its_paragraph() {
    assert!(radiation_counts("Here for back pain. It radiates."));
    assert!(!radiation_counts("Here for knee pain. It radiates."));
    assert!(radiation_counts("Here for knee pain. The back pain is worse. It radiates."));
}

#[test]
fn a_paragraph_without_a_subject_follows_what_its_section_began_with() {
    assert!(!radiation_counts("Here for knee pain.\nIt radiates."));
    assert!(radiation_counts("Here for back pain.\nIt radiates."));
    assert!(radiation_counts("It radiates.\nAlso has knee pain."));
    assert!(radiation_counts("It radiates.\nPlan: Treat knee pain."));
}

#[test]
fn a_denied_complaint_takes_neither_the_list_nor_what_follows() {
    assert!(radiation_counts("denies fever, chest pain, numbness."));
    assert!(radiation_counts("denies numbness, chest pain, fever."));
    assert!(radiation_counts("denies fever/chest pain/numbness."));
    assert!(radiation_counts("denies fever or chest pain or numbness."));
    assert!(radiation_counts("denies chest pain. It radiates."));
    assert!(!radiation_counts("denies chest pain radiating to the arm."));
    assert!(radiation_counts("Has history of knee pain. It radiates."));
}

#[test]
fn complaints_of_relatives_and_feared_ones_are_no_subjects() {
    assert!(radiation_counts("Her mother has knee pain. It radiates."));
    assert!(radiation_counts("Call if chest pain. It radiates."));
}

#[test]
fn named_wants_the_topic_in_the_sentence_and_any_wants_nothing() {
    let is = |hpi: &str, about| {
        let rule = element("radiation", Condition::Concept(Evidence { about, ..ask(RADIATION) }));
        status(&format!("CC: back pain\nHPI: {hpi}"), Profile::Note, rule) == Status::Documented
    };
    assert!(!is("Here for back pain. It radiates.", About::Named));
    assert!(is("The back pain radiates.", About::Named));
    assert!(is("The knee pain radiates.", About::Any));
}

// ---- conditions ----

/// Whether a condition holds in a note.
fn holds(text: &str, context: Context, condition: Condition) -> bool {
    let check = Check::Require { when: condition, require: Condition::Any(vec![]), quiet_if: None };
    !lint_with(text, context, vec![rule("probe", check)]).findings.is_empty()
}

#[test]
fn codes_match_alone_and_by_family() {
    let beside = |code: &str| Context { codes: vec![code.into()], ..context() };
    for pattern in ["M54.50", "M54.*", "M54.-", "M54.5-", "M54.5*"] {
        assert!(holds("Assessment: M54.50 today.", context(), code(pattern)), "{pattern}");
        assert!(holds("Stable.", beside("M54.50"), code(pattern)), "{pattern}");
    }
    for pattern in ["M54.5", "M54.9", "M54.1-", "M25.*"] {
        assert!(!holds("Assessment: M54.50 today.", context(), code(pattern)), "{pattern}");
    }
    assert!(holds("Stable.", beside("M54"), code("M54.-")));
}

#[test]
fn company_in_the_sentence_is_demanded_or_refused() {
    let with = || Condition::Concept(Evidence { with: vec![FEVER], ..ask(LUMBAR) });
    assert!(holds("Has lumbar ache with fever.", context(), with()));
    assert!(holds("Has lumbar ache, denies fever.", context(), with()));
    assert!(!holds("Has lumbar ache. Has fever.", context(), with()));
    assert!(!holds("Has lumbar ache, call if fever.", context(), with()));
    let without = || Condition::Concept(Evidence { without: vec![FEVER], ..ask(LUMBAR) });
    assert!(holds("Has lumbar ache. Has fever.", context(), without()));
    assert!(!holds("Has lumbar ache with fever.", context(), without()));
    assert!(!holds("Has lumbar ache, call if fever.", context(), without()));
}

/// `with` was documented as "all must be mentioned" and took any one of them.
#[test]
fn with_demands_all_its_concepts_and_with_any_one() {
    let all = || Condition::Concept(Evidence { with: vec![FEVER, LEFT], ..ask(LUMBAR) });
    assert!(holds("Has lumbar ache with fever on the left.", context(), all()));
    assert!(!holds("Has lumbar ache with fever.", context(), all()));
    assert!(!holds("Has lumbar ache on the left. Has fever.", context(), all()));
    let any = || Condition::Concept(Evidence { with_any: vec![FEVER, LEFT], ..ask(LUMBAR) });
    assert!(holds("Has lumbar ache with fever.", context(), any()));
    assert!(holds("Has lumbar ache on the left.", context(), any()));
    assert!(!holds("Has lumbar ache.", context(), any()));
    let both = Condition::Concept(Evidence { with: vec![FEVER], with_any: vec![LEFT], ..ask(LUMBAR) });
    assert!(!holds("Has lumbar ache on the left.", context(), both));
}

#[test]
fn conditions_combine() {
    let is = |condition| holds("Has lumbar ache with fever.", context(), condition);
    let (yes, no) = (|| says(FEVER), || says(IMAGING));
    assert!(is(Condition::All(vec![yes(), says(LUMBAR)])));
    assert!(!is(Condition::All(vec![yes(), no()])));
    assert!(is(Condition::Any(vec![no(), yes()])));
    assert!(!is(Condition::Any(vec![no()])));
    assert!(is(Condition::Not(Box::new(no()))));
    assert!(!is(Condition::Not(Box::new(yes()))));
    assert!(is(Condition::AtLeast(2, vec![yes(), no(), says(LUMBAR)])));
    assert!(!is(Condition::AtLeast(2, vec![yes(), no()])));
}

#[test]
fn conditions_read_what_came_with_the_note() {
    let given = || Context { note_type: Some("ED".into()), setting: Some(Setting::Inpatient), ..context() };
    let (ed, inpatient) = (|| Condition::NoteType(vec!["ed".into()]), || Condition::Setting(Setting::Inpatient));
    assert!(holds("Stable.", given(), ed()) && !holds("Stable.", context(), ed()));
    assert!(holds("Stable.", given(), inpatient()) && !holds("Stable.", context(), inpatient()));
    assert!(holds("Stable.", context(), Condition::Profile(Profile::Note)));
    assert!(!holds("Stable.", context(), Condition::Profile(Profile::Template)));
    let exam = || Condition::Section([SectionKind::Exam].into_iter().collect());
    assert!(holds("Exam: Normal.", context(), exam()) && !holds("HPI: Ache.", context(), exam()));
}

#[test]
fn topic_and_elements_can_be_asked_for_and_a_ring_comes_to_an_end() {
    let fires = |text: &str, documented_by: Condition, when: Condition| {
        let check = Check::Require { when, require: Condition::Any(vec![]), quiet_if: None };
        let rules = vec![element("onset", documented_by), rule("probe", check)];
        lint_with(text, context(), rules).findings.iter().any(|finding| finding.rule == "back-pain/probe")
    };
    assert!(fires("CC: back pain", says(ONSET), Condition::Applies(0)));
    assert!(!fires("CC: knee pain", says(ONSET), Condition::Applies(0)));
    assert!(fires("CC: back pain for 3 days", says(ONSET), Condition::Element(0)));
    assert!(!fires("CC: back pain", says(ONSET), Condition::Element(0)));
    assert!(!fires("CC: back pain", Condition::Element(0), Condition::Element(0)));
}

// ---- require ----

fn fever_needs_imaging(quiet_if: Option<Condition>) -> Rule {
    let imaging = Condition::Concept(Evidence { sense: Sense::Named, ..ask(IMAGING) });
    let check = Check::Require { when: present(FEVER), require: imaging, quiet_if };
    Rule { belongs_in: vec![SectionKind::Plan], ..rule("red-flag-unaddressed", check) }
}

#[test]
fn require_points_at_the_occasion_and_shows_where_the_answer_belongs() {
    let text = "HPI: Reports fever. Had fever twice.\nPlan: Rest.";
    let found = lint(text, fever_needs_imaging(None));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].primary.span, Span::new(13, 18));
    assert_eq!(related(text, &found[0]), ["fever", "Plan"]);
}

#[test]
fn require_is_quiet_without_its_occasion_with_its_answer_and_where_silenced() {
    assert!(lint("HPI: denies fever.", fever_needs_imaging(None)).is_empty());
    assert!(lint("HPI: possible fever.", fever_needs_imaging(None)).is_empty());
    assert!(lint("HPI: Has fever.\nPlan: will order MRI.", fever_needs_imaging(None)).is_empty());
    assert!(lint("HPI: Has fever, lumbar ache.", fever_needs_imaging(Some(says(LUMBAR)))).is_empty());
}

#[test]
fn rules_that_are_off_or_of_the_other_profile_are_silent() {
    assert!(lint("HPI: Has fever.", Rule { severity: Severity::Off, ..fever_needs_imaging(None) }).is_empty());
    let template = Rule { profile: Some(Profile::Template), ..fever_needs_imaging(None) };
    assert!(lint("HPI: Has fever.", template).is_empty());
}

// ---- forbid ----

#[test]
fn forbid_reports_each_place_once() {
    let blank = || Condition::Placeholder(vec![PlaceholderKind::Wildcard]);
    assert_eq!(pointed("Onset: ***\nPlan: ***", rule("unfilled", never(blank()))), ["***", "***"]);
    let twice = Condition::Any(vec![blank(), blank()]);
    assert_eq!(pointed("Onset: ***", rule("unfilled", never(twice))), ["***"]);
    assert!(lint("Plan: Rest.", rule("unfilled", never(blank()))).is_empty());
}

#[test]
fn forbid_waits_for_its_occasion() {
    let check = Check::Forbid { when: Some(code("M54.*")), forbid: says(FEVER), quiet_if: Some(says(LUMBAR)) };
    let hedged = || rule("hedged", check.clone());
    assert_eq!(pointed("HPI: Has fever.\nAssessment: M54.9", hedged()), ["fever"]);
    assert!(lint("HPI: Has fever.", hedged()).is_empty());
    assert!(lint("HPI: Has fever, lumbar ache.\nAssessment: M54.9", hedged()).is_empty());
}

#[test]
fn what_is_forbidden_without_words_is_one_finding() {
    let no_fever = rule("unscreened", never(Condition::Not(Box::new(says(FEVER)))));
    assert_eq!(pointed("Visit form\nStable.", no_fever.clone()), ["Visit form"]);
    let placed = Rule { belongs_in: vec![SectionKind::Ros, SectionKind::Hpi], ..no_fever };
    assert_eq!(pointed("Visit form\nHPI: Stable.", placed), ["HPI"]);
}

#[test]
fn codes_beside_the_note_are_findings_of_their_own() {
    let context = Context { codes: vec!["M54.9".into(), "M54.50".into()], ..context() };
    let found = lint_with("Assessment: Stable.", context, vec![rule("coded", never(code("M54.*")))]).findings;
    let codes: Vec<_> = found.iter().map(|finding| finding.codes.concat()).collect();
    assert_eq!(codes, ["M54.9", "M54.50"]);
}

// ---- specify ----

fn unspecified() -> Rule {
    let check = Check::Specify {
        vague: code("M54.9"),
        documented: vec![
            Detail { family: Some("M54.5-".into()), ..detail(says(LUMBAR), "the lumbar region") },
            detail(present(RADIATION), "radiating pain"),
            detail(says(LEFT), "the side"),
        ],
        advice: Some(Message(vec![text("Region and side would add detail to "), Piece::Found])),
        quiet_if: Some(says(UNDETERMINED)),
    };
    let message = vec![Piece::Found, text(" stands in the assessment; the note documents "), Piece::Says];
    Rule { message: Message(message), ..rule("unspecified-dorsalgia", check) }
}

#[test]
fn specify_shows_both_places_when_the_note_documents_more() {
    let text = "HPI: Has lumbar ache that radiates, left worse.\nAssessment: M54.9";
    let found = lint(text, unspecified());
    assert_eq!((found.len(), found[0].severity), (1, Severity::Warning));
    assert_eq!(primary(text, &found[0]), "M54.9");
    assert_eq!(related(text, &found[0]), ["lumbar", "radiates", "left"]);
    assert_eq!(found[0].related[0].text, "the lumbar region");
    assert_eq!(found[0].codes, ["M54.9", "M54.5-"]);
    assert_eq!(
        found[0].message.render(false),
        "\"M54.9\" stands in the assessment; the note documents the lumbar region, radiating pain and the side"
    );
    assert!(!found[0].message.render(true).contains("M54.9"));
}

#[test]
fn specify_advises_when_nothing_more_is_documented() {
    let found = lint("HPI: Dull ache.\nAssessment: M54.9", unspecified());
    assert_eq!((found.len(), found[0].severity), (1, Severity::Advice));
    assert_eq!(found[0].message.render(false), "Region and side would add detail to \"M54.9\"");
}

#[test]
fn specify_is_silent_when_undetermined_or_already_specific() {
    assert!(lint("HPI: Has lumbar ache.\nAssessment: M54.9, cause undetermined", unspecified()).is_empty());
    assert!(lint("HPI: Has lumbar ache.\nAssessment: M54.50", unspecified()).is_empty());
}

#[test]
fn a_code_beside_the_note_is_named_by_the_message_and_anchored_at_the_assessment() {
    let text = "HPI: Has lumbar ache.\nAssessment: Stable.";
    let context = Context { codes: vec!["M54.9".into()], ..context() };
    let found = lint_with(text, context, vec![unspecified()]).findings;
    assert_eq!(primary(text, &found[0]), "Assessment");
    assert!(found[0].message.render(false).starts_with("\"M54.9\" stands"));
}

#[test]
fn the_vague_words_are_no_detail_of_themselves() {
    let circle = |advice| {
        let documented = vec![detail(says(LUMBAR), "the lumbar region")];
        rule("circle", Check::Specify { vague: says(LUMBAR), documented, advice, quiet_if: None })
    };
    assert!(lint("Has lumbar ache.", circle(None)).is_empty());
    assert_eq!(lint("Has lumbar ache.", circle(Some(Message::default())))[0].severity, Severity::Advice);
}

// ---- conflict ----

#[test]
fn conflict_shows_both_statements() {
    let check = Check::Conflict {
        one: detail(within(LEFT, SectionKind::Hpi), "the history says left"),
        other: detail(within(RIGHT, SectionKind::Exam), "the examination says right"),
        quiet_if: Some(says(FEVER)),
    };
    let message = Message(vec![Piece::Found, text(" against "), Piece::Other, text(": "), Piece::Says]);
    let sides = || Rule { message: message.clone(), ..rule("sides", check.clone()) };
    let text = "HPI: Pain on the left.\nExam: Tender on the right.";
    let found = lint(text, sides());
    assert_eq!(primary(text, &found[0]), "left");
    assert_eq!(related(text, &found[0]), ["right"]);
    assert_eq!(found[0].primary.text, "the history says left");
    assert_eq!(found[0].related[0].text, "the examination says right");
    assert_eq!(
        found[0].message.render(false),
        "\"left\" against \"right\": the history says left and the examination says right"
    );
    assert!(lint("HPI: Pain on the left.\nExam: Tender on the left.", sides()).is_empty());
    assert!(lint("HPI: Pain on the left, fever.\nExam: Tender on the right.", sides()).is_empty());
}

#[test]
fn the_same_words_do_not_contradict_themselves() {
    let check = Check::Conflict { one: detail(says(LEFT), "one"), other: detail(says(LEFT), "other"), quiet_if: None };
    assert!(lint("Pain on the left.", rule("sides", check)).is_empty());
}

// ---- findings as a whole ----

#[test]
fn findings_come_in_text_order_then_by_rule() {
    let rules = vec![rule("a", never(says(LUMBAR))), rule("c", never(says(FEVER))), rule("b", never(says(FEVER)))];
    let found = lint_with("HPI: Has fever. The lumbar ache is old.", context(), rules).findings;
    let ids: Vec<_> = found.iter().map(|finding| finding.rule.as_str()).collect();
    assert_eq!(ids, ["back-pain/b", "back-pain/c", "back-pain/a"]);
}

#[test]
fn fingerprints_tell_findings_apart_and_outlive_edits_elsewhere() {
    let prints = |text: &str, name: &str| -> Vec<String> {
        lint(text, rule(name, never(says(FEVER)))).into_iter().map(|finding| finding.fingerprint).collect()
    };
    let before = prints("HPI: Has fever.\nPlan: Watch fever.", "fever");
    assert_eq!(before.len(), 2);
    assert_ne!(before[0], before[1]);
    assert_eq!(prints("CC: Unwell.\nHPI: Since May has fever.\nPlan: Rest. Watch fever.", "fever"), before);
    assert_ne!(prints("HPI: Has fever.", "other")[0], before[0]);
}

/// Baselines hold fingerprints: this one must be the same in every release.
#[test]
fn a_fingerprint_is_the_same_in_every_release() {
    let found = lint("HPI: Has fever.", rule("fever", never(says(FEVER))));
    assert_eq!(found[0].fingerprint, "4c56c19a06a1a13a");
}

// ---- filter ----

#[test]
fn filtering_drops_nothing_and_counts_what_is_reported() {
    let loud = |name: &str, persona, severity| Rule { persona, severity, ..rule(name, never(says(FEVER))) };
    let rules = vec![
        loud("a", Persona::Regular, Severity::Warning),
        loud("b", Persona::Thorough, Severity::Error),
        loud("c", Persona::Regular, Severity::Advice),
    ];
    let checked = lint_with("Has fever.", context(), rules);
    let without_c = Selection { ignore: vec!["back-pain/c".into()], ..Selection::default() };
    let outcome = Outcome::new(checked.clone(), Persona::Regular, &without_c);
    let states: Vec<_> = outcome.findings.iter().map(|triaged| triaged.disposition.clone()).collect();
    assert_eq!(states, [Disposition::Reported, Disposition::BelowPersona, Disposition::Deselected]);
    assert_eq!(outcome.worst(), Some(Severity::Warning));

    let mut counts = Outcome::new(checked, Persona::Thorough, &Selection::default()).counts();
    assert_eq!(counts, Counts { errors: 1, warnings: 1, advice: 1, ..Counts::default() });
    counts += outcome.counts();
    assert_eq!(counts, Counts { errors: 1, warnings: 2, advice: 1, ..Counts::default() });
}

#[test]
fn patterns_name_rules_packs_and_beginnings() {
    let wants = |select: &str| Selection { select: vec![select.into()], ignore: vec![] }.wants("back-pain/onset");
    for pattern in ["back-pain/onset", "back-pain", "back-pain/*", "back-pain/on*", "*"] {
        assert!(wants(pattern), "{pattern}");
    }
    for pattern in ["back", "back-pain/on", "back-pain/onset-date", "neck-pain/*", ""] {
        assert!(!wants(pattern), "{pattern}");
    }
    let both = Selection { select: vec!["back-pain".into()], ignore: vec!["back-pain/onset".into()] };
    assert!(both.wants("back-pain/radiation") && !both.wants("back-pain/onset"));
}

#[test]
fn a_tag_stands_for_the_rules_that_carry_it() {
    let tagged = |name: &str, tags: &[&str]| Rule {
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        ..rule(name, never(says(FEVER)))
    };
    let rules = pack(vec![tagged("a", &["codes", "sides"]), tagged("b", &["codes"]), tagged("c", &[])]);
    let wanted = |select: &[&str], ignore: &[&str]| {
        let [select, ignore] = [select, ignore].map(|list| list.iter().map(|word| (*word).to_owned()).collect());
        let selection = Selection { select, ignore }.resolved(&rules);
        ["a", "b", "c"].into_iter().filter(|name| selection.wants(&format!("back-pain/{name}"))).collect::<String>()
    };
    assert_eq!(wanted(&["tag:codes"], &[]), "ab");
    assert_eq!(wanted(&["tag:codes"], &["tag:sides"]), "b");
    assert_eq!(wanted(&["tag:sides", "back-pain/c"], &[]), "ac");
    assert_eq!(wanted(&["tag:none"], &[]), "", "a tag that no rule carries is not as if nothing had been asked");
    let strange = Selection { select: vec!["tag:codes".into(), "tag:code".into()], ignore: vec![] };
    assert_eq!(strange.unknown(&rules), ["tag:code"]);
}

#[test]
fn patterns_that_name_nothing_are_told() {
    let selection = Selection { select: vec!["back-pain".into()], ignore: vec!["back-pain/onsett".into()] };
    assert_eq!(selection.unknown(&pack(vec![onset()])), ["back-pain/onsett"]);
}

#[test]
fn the_threshold_decides() {
    assert!(fails(Some(Severity::Warning), Some(Severity::Warning)));
    assert!(!fails(Some(Severity::Advice), Some(Severity::Warning)));
    assert!(!fails(Some(Severity::Error), None));
    assert!(!fails(None, Some(Severity::Advice)));
}

// ---- any input ----

/// Rules of each kind, which find something to say about most notes.
fn every_kind() -> Vec<Rule> {
    let sides =
        Check::Conflict { one: detail(says(LEFT), "left"), other: detail(says(RIGHT), "right"), quiet_if: None };
    vec![
        onset(),
        element("radiation", Condition::Any(vec![says(RADIATION), Condition::Element(0)])),
        fever_needs_imaging(None),
        rule("coded", never(Condition::Any(vec![says(BACK), code("M54.*")]))),
        unspecified(),
        rule("sides", sides),
    ]
}

fn assert_sound(text: &str, checked: &Checked) {
    for finding in &checked.findings {
        assert!(!finding.primary.span.is_empty());
        for label in finding.related.iter().chain([&finding.primary]) {
            assert!(text.get(label.span.range()).is_some());
        }
        assert!(finding.fingerprint.len() == 16 && finding.fingerprint.bytes().all(|b| b.is_ascii_hexdigit()));
    }
    assert!(checked.findings.is_sorted_by_key(|finding| (finding.primary.span, finding.rule.clone())));
}

fn any_note() -> impl Strategy<Value = String> {
    let words = "CC:|HPI:|Plan:|Assessment:|back pain|knee pain|radiates|denies|fever,|***|left|right|M54.9|3 days|\
                 Onset:|.|\n|\u{e9}\u{2014}|if|lumbar";
    let words: Vec<String> = words.split('|').map(|word| format!("{word} ").replace("\n ", "\n")).collect();
    prop::collection::vec(prop::sample::select(words), 0..40).prop_map(|words| words.concat())
}

proptest! {
    #[test]
    fn every_finding_points_at_words(text in any_note(), forced: bool, coded: bool, template: bool) {
        let context = Context {
            profile: if template { Profile::Template } else { Profile::Note },
            codes: if coded { vec!["M54.9".into()] } else { vec![] },
            checklists: if forced { vec!["back-pain".into()] } else { vec![] },
            ..context()
        };
        assert_sound(&text, &lint_with(&text, context, every_kind()));
    }

    /// Facts that do not fit their note are a fault of another layer, and still no reason to fall over.
    #[test]
    fn facts_that_do_not_fit_do_no_harm(
        text in "[a-z\u{e9}\n ]{0,30}",
        marks in prop::collection::vec((0u32..12, 0usize..40, 0usize..40, 0usize..5, 0usize..5, any::<bool>()), 0..12),
    ) {
        let (note, mut facts) = read(&text, Context { codes: vec!["M54.9".into()], ..context() });
        for (concept, start, len, section, sentence, asked) in marks {
            let (concept, span, assertion) = (ConceptId(concept), Span::new(start, start + len), Assertion::AFFIRMED);
            facts.mentions.push(Mention { concept, span, section, sentence, assertion, cues: vec![], asked });
        }
        assert_sound(&text, &check(&note, &facts, &pack(every_kind())));
    }
}

/// A line of many megabytes is one sentence; work that grows with the square of it would not end.
#[test]
fn a_note_of_one_long_line_is_checked_in_linear_time() {
    let count = 100_000;
    let text = "back pain radiates, chest pain left ".repeat(count);
    let (mut note, _) = read("", context());
    note.source = Source::from_text("a.txt", &text);
    let span = Span::new(0, text.len());
    note.sections.push(Section { kind: SectionKind::Other, span, heading: None });
    note.sentences.push(Sentence { span, section: 0, paragraph: 0, prompt: None, item: false });
    let mut facts = Facts::default();
    for start in (0..count).map(|i| i * text.len() / count) {
        for (from, to, concept) in [(0, 9, BACK), (10, 18, RADIATION), (20, 30, OTHER), (31, 35, LEFT)] {
            let (span, assertion) = (Span::new(start + from, start + to), Assertion::AFFIRMED);
            let (section, sentence, cues) = (0, 0, vec![]);
            facts.mentions.push(Mention { concept, span, section, sentence, assertion, cues, asked: false });
        }
    }
    let with = Condition::Concept(Evidence { with: vec![RIGHT, LEFT], without: vec![FEVER], ..ask(RADIATION) });
    let rules = pack(vec![onset(), element("radiation", with.clone()), rule("each", never(with))]);
    let checked = check(&note, &facts, &rules);
    assert_eq!(checked.checklists[0].elements[1].evidence.len(), count);
    assert_eq!(checked.findings.len(), count + 1);
}
