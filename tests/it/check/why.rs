//! `inspect --element` explains exactly what `check` does.

use crate::builtin::{FROM_FILES, RULES, examine};
use notelint::base::{Effect, Profile, SectionKind, Span};
use notelint::check::{Ruling, Seen, Status, Thing, Why, check, why};
use notelint::detect::{CueHit, Facts, WhyNot};
use notelint::note::{Context, Note};
use notelint::rule::{Check, ConceptId, Condition, Element};
use std::collections::{BTreeMap, BTreeSet};

fn read(text: &str, context: Context) -> (Note, Facts) {
    let examined = examine(text, context);
    (examined.note, examined.facts)
}

fn element(id: &str) -> u32 {
    RULES.rules.iter().position(|rule| rule.id == id).unwrap() as u32
}

/// The concepts that a condition names itself.
fn concepts(condition: &Condition, found: &mut BTreeSet<ConceptId>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) | Condition::AtLeast(_, parts) => {
            parts.iter().for_each(|part| concepts(part, found));
        }
        Condition::Not(part) => concepts(part, found),
        Condition::Concept(ask) => found.extend(&ask.concepts),
        _ => {}
    }
}

/// Compares the explanation of one note with the result of checking it; returns how many places were explained.
fn compare(text: &str, context: Context) -> usize {
    let (note, facts) = read(text, context);
    let checked = check(&note, &facts, &RULES);
    let all: Vec<u32> =
        RULES.packs.iter().filter_map(|p| p.checklist.as_ref()).flat_map(|c| c.elements.clone()).collect();
    let explained = why(&note, &facts, &RULES, &all);
    assert_eq!(explained.elements.len(), all.len());

    let mut results = BTreeMap::new();
    for list in &checked.checklists {
        results.extend(list.elements.iter().map(|element| (format!("{}/{}", list.id, element.id), element)));
    }
    for topic in &explained.topics {
        assert_eq!(topic.applies, checked.checklists.iter().any(|c| c.id == topic.checklist), "{text}");
    }
    for element in &explained.elements {
        let rule = &RULES.rules[element.rule as usize];
        if let Some(result) = results.get(&rule.id) {
            assert_eq!(element.status, result.status, "{}: {text}", rule.id);
            let evidence: BTreeSet<Span> = result.evidence.iter().map(|e| e.span).collect();
            let counts = |seen: &&Seen| match element.status {
                Status::Documented => matches!(seen.ruling, Ruling::Accepted { .. }),
                _ => matches!(seen.ruling, Ruling::Prompt),
            };
            let accepted: BTreeSet<Span> = element.seen.iter().filter(counts).filter_map(|seen| seen.span).collect();
            assert_eq!(accepted, evidence, "{}: {text}", rule.id);
        }
        if element.status != Status::Documented {
            assert!(!element.seen.iter().any(|seen| matches!(seen.ruling, Ruling::Accepted { .. })), "{text}");
        }

        // Every mention has exactly one verdict, and whatever is refused has a reason.
        let Check::Element(Element { documented_by, .. }) = &rule.check else { panic!("{} is no element", rule.id) };
        let mut named = BTreeSet::new();
        concepts(documented_by, &mut named);
        for mention in facts.mentions.iter().filter(|mention| named.contains(&mention.concept)) {
            // What is said of another part of the body is a mention only for the topic of that part.
            if mention.elsewhere.is_some() {
                continue;
            }
            let of_it = |seen: &&Seen| {
                seen.thing == Thing::Concept(mention.concept)
                    && seen.span == Some(mention.span)
                    && !matches!(seen.ruling, Ruling::NoMention(_))
            };
            assert_eq!(
                element.seen.iter().filter(of_it).count(),
                1,
                "{} {}: {text}",
                rule.id,
                note.words(mention.span)
            );
        }
        for seen in &element.seen {
            match &seen.ruling {
                Ruling::Refused(reasons) => assert!(!reasons.is_empty(), "{}: {text}", rule.id),
                Ruling::NoMention(_) => {
                    let (concept, span) = (&seen.thing, seen.span.unwrap());
                    let mention = |m: &notelint::detect::Mention| {
                        m.elsewhere.is_none() && *concept == Thing::Concept(m.concept) && m.span.overlaps(span)
                    };
                    assert!(!facts.mentions.iter().any(mention), "{}: {} in {text}", rule.id, note.words(span));
                }
                Ruling::Accepted { .. } | Ruling::Prompt => {}
            }
        }
    }
    explained.elements.iter().map(|element| element.seen.len()).sum()
}

#[test]
fn the_verdicts_are_those_of_checking_on_every_example() {
    let mut texts: Vec<(&str, Profile)> =
        FROM_FILES.tests.iter().map(|test| (test.text.as_str(), test.profile)).collect();
    texts.sort_unstable();
    texts.dedup();
    let mut explained = 0;
    // Phrasings differ in a few words, so every other one is enough.
    for (text, profile) in texts.into_iter().step_by(2) {
        for checklists in [vec![], vec!["back-pain".to_owned()]] {
            explained += compare(text, Context { profile, checklists, ..Context::default() });
        }
        let other = if profile == Profile::Note { Profile::Template } else { Profile::Note };
        explained += compare(text, Context { profile: other, ..Context::default() });
    }
    assert!(explained > 10_000, "{explained} places");
}

/// The explanation of the words that one element looks for.
fn explained(text: &str, id: &str) -> (Note, Why<'static>) {
    let (note, facts) = read(text, Context::default());
    let why = why(&note, &facts, &RULES, &[element(id)]);
    (note, why)
}

/// The only place of these words.
fn seen(text: &str, id: &str, words: &str) -> (Note, Seen<'static>) {
    let (note, why) = explained(text, id);
    let here = |seen: &&Seen| seen.span.is_some_and(|span| note.words(span) == words);
    let found: Vec<Seen> = why.elements[0].seen.iter().filter(here).cloned().collect();
    assert_eq!(found.len(), 1, "{:#?}", why.elements[0].seen);
    (note, found.into_iter().next().unwrap())
}

#[test]
fn a_return_precaution_is_refused_by_its_own_cue() {
    let text = "CC: Low back pain.\nHPI: Dull ache. Return if the pain radiates.";
    let (note, seen) = seen(text, "back-pain/radiation", "radiates");
    let Ruling::Refused(reasons) = &seen.ruling else { panic!("{seen:?}") };
    let [WhyNot::Sense { asked, said }] = reasons[..] else { panic!("{reasons:?}") };
    let against: Vec<CueHit> = seen.cues_against(asked, said).collect();
    assert_eq!(against[0].effect, Effect::Hypothetical);
    assert_eq!(note.words(against[0].span).to_lowercase(), "return if");
}

#[test]
fn a_look_alike_names_the_words_that_took_it() {
    let text = "CC: Low back pain.\nHPI: Dull ache. Lumbar puncture last year.";
    let (note, seen) = seen(text, "back-pain/location", "Lumbar");
    let Ruling::NoMention(WhyNot::LookAlike(span)) = seen.ruling else { panic!("{seen:?}") };
    assert_eq!(note.words(span), "Lumbar puncture");
}

#[test]
fn another_complaint_is_named() {
    let text = "CC: Low back pain.\nHPI: Low back pain for a week.\nKnee pain since spring. It is worse with bending.";
    let (note, why) = explained(text, "back-pain/aggravating");
    let others = why.elements[0].seen.iter().filter_map(|seen| match &seen.ruling {
        Ruling::Refused(reasons) => reasons.iter().find_map(|reason| match reason {
            WhyNot::OtherComplaint(span) => Some(note.words(*span)),
            _ => None,
        }),
        _ => None,
    });
    let others: Vec<&str> = others.collect();
    assert!(others.iter().any(|words| words.to_lowercase().contains("knee")), "{others:?}");
}

#[test]
fn every_reason_is_given_at_once() {
    let text = "CC: Low back pain.\nHPI: Dull ache.\nPlan: Will order lumbar x-ray.";
    let (note, seen) = seen(text, "back-pain/location", "lumbar");
    let Ruling::Refused(reasons) = seen.ruling else { panic!("{seen:?}") };
    assert!(reasons.iter().any(|r| matches!(r, WhyNot::Sense { .. })), "{reasons:?}");
    let section = reasons.iter().find_map(|reason| match reason {
        WhyNot::Section { found_in, .. } => Some(note.sections[*found_in].kind),
        _ => None,
    });
    assert_eq!(section, Some(SectionKind::Plan));
}

#[test]
fn a_topic_that_does_not_apply_says_why() {
    let (_, why) = explained("HPI: Knee pain after a fall.\nROS: Denies low back pain.", "back-pain/location");
    assert!(!why.topics[0].applies);
    let refused = |seen: &Seen| matches!(&seen.ruling, Ruling::Refused(reasons) if !reasons.is_empty());
    assert!(why.topics[0].seen.iter().any(refused), "{:#?}", why.topics[0].seen);
}
