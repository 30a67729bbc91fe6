//! What is left to be filled in, and what only looks like it.

use super::reader::{HEADINGS, placeholders, read};
use notelint::base::Profile;
use notelint::note::{Answer, Context, Note, Source};

#[test]
fn unfilled_places_are_found_with_their_look() {
    for (text, kind, words) in [
        ("Onset *** ago.", "wildcard", "***"),
        ("HPI:\n***", "wildcard", "***"),
        ("A ***age*** year old", "wildcard", "***age***"),
        ("Pain for [duration].", "bracket", "[duration]"),
        ("Patient denies [numbness, tingling].", "bracket", "[numbness, tingling]"),
        ("Began [insert date here]", "bracket", "[insert date here]"),
        ("[[patient_name]] is here", "bracket", "[[patient_name]]"),
        ("Seen <<today>> again", "bracket", "<<today>>"),
        ("Seen on <insert date>", "bracket", "<insert date>"),
        ("Onset [sudden/gradual].", "picklist", "[sudden/gradual]"),
        ("Side {right/left:4321}", "picklist", "{right/left:4321}"),
        ("Fever {YES/NO:63}", "picklist", "{YES/NO:63}"),
        ("Pain at {Exam; back:11234}", "picklist", "{Exam; back:11234}"),
        ("Sore RIGHT LEFT knee", "picklist", "RIGHT LEFT"),
        ("The pain IS / IS NOT worse today", "picklist", "IS / IS NOT"),
        ("Ache is constant intermittent", "picklist", "constant intermittent"),
        ("Quality:  dull   sharp   like a knife", "picklist", "dull   sharp   like a knife"),
        ("Is it there at night?  Y / N", "picklist", "Y / N"),
        ("Any fever (yes/no)", "picklist", "yes/no"),
        ("Pick a number  0  1  2  3  4  5", "picklist", "0  1  2  3  4  5"),
        ("State: ✅ seen / ❌ not seen", "picklist", "✅ seen / ❌ not seen"),
        ("Cause: lifting | fall | unknown", "picklist", "lifting | fall | unknown"),
        ("Call again in [24-48] hours", "bracket", "[24-48]"),
        ("Rated [n] of ten", "bracket", "[n]"),
        ("Reflex left _/_", "blank", "_/_"),
        ("Seen on __/__/____", "blank", "__/__/____"),
        ("Pattern ⬜ all day  ⬜ at night", "checkbox", "⬜ all day  ⬜ at night"),
        ("Seen NUMBER days after", "word", "NUMBER"),
        ("• Clonus: Present/Absent", "picklist", "Present/Absent"),
        ("Duration ____ weeks", "blank", "____"),
        ("Pain __/10", "blank", "__"),
        ("Flexion R___°", "blank", "___"),
        ("Pain \\_\\_\\_/10", "blank", "\\_\\_\\_"),
        ("The pain began ...... ago", "blank", "......"),
        ("Score |__| of ten", "blank", "|__|"),
        ("A @AGE@ old", "variable", "@AGE@"),
        ("Weight @FLOW(11)@ kg", "variable", "@FLOW(11)@"),
        ("Has {{ pain_site }} pain", "variable", "{{ pain_site }}"),
        ("Dear ${name}, hello", "variable", "${name}"),
        ("Dear %NAME%, hello", "variable", "%NAME%"),
        ("Value #INPUT# given", "variable", "#INPUT#"),
        ("Seen by |PROVIDER NAME| today", "variable", "|PROVIDER NAME|"),
        ("Seen by |Staff_Name| today", "variable", "|Staff_Name|"),
        ("Dear $first_name$, hello", "variable", "$first_name$"),
        ("Sent by «Clinic_Name» today", "variable", "«Clinic_Name»"),
        ("Walks with a cane. {% if cane %}", "variable", "{% if cane %}"),
        ("Sore {{#each sites}} today", "variable", "{{#each sites}}"),
        ("Weighs <%= weight %> today", "variable", "<%= weight %>"),
        ("Walks _ blocks", "blank", "_"),
        ("Gave [mL] of saline slowly", "bracket", "[mL]"),
        ("[ ] numbness [ ] weakness", "checkbox", "[ ] numbness [ ] weakness"),
        ("State: ☐ seen / ☐ not seen", "checkbox", "☐ seen / ☐ not seen"),
        ("Onset on __/__/2019", "blank", "__/__/2019"),
        ("Seen by [patient declined / accepted]", "bracket", "[patient declined / accepted]"),
        ("Seen on [signature]", "bracket", "[signature]"),
        ("Imaging TBD", "word", "TBD"),
        ("Pain for xxx days", "word", "xxx"),
        ("Pain X out of 10", "word", "X"),
        ("Pain for the past DURATION", "word", "DURATION"),
        ("Onset:\nDuration: 3 days", "prompt", "Onset:"),
        ("HPI: sore\n- Onset:\n- Duration: 3 days", "prompt", "Onset:"),
        ("HPI:\nPlan: rest", "prompt", "HPI:"),
        ("Sore.\nOnset:", "prompt", "Onset:"),
        ("Onset:     Duration: 3 days", "prompt", "Onset:"),
    ] {
        assert_eq!(placeholders(text), [(kind, words.to_owned())], "{text}");
    }
}

#[test]
fn look_alikes_are_no_unfilled_places() {
    for text in [
        "[x] numbness [ ] weakness",
        "[ ] numbness\n[x] weakness\n[ ] fever",
        "as shown before [1], [2,3]",
        "dull/aching pain, right or left, and seen yes or no",
        "Pain: dull/aching. Grade: mild/moderate. Course: 1 2 3",
        "Both right and left knees. Both RIGHT knees",
        "shown in earlier work [2-4]. Walks 24-48 hours",
        "{\"site\": \"\", \"marks\": [], \"flags\": {\"fever\": false}}",
        "**Shortcuts:**\n\nsay it twice",
        "glucose 90 [mg/dL], dose [10 mg], nodule [0.7-1.1 cm]",
        "raised at (***NUMBER[1], **DATE[Apr 07 06])",
        "he \"feeled\" [sic] sore and [inaudible] since",
        "seen [**2101-3-4**] by **NAME[AAA BBB] on **DATE[Jul 3 07]",
        "see [the guide](https://example.org/a) for more",
        "this is **bold** and __strong__ and *weak*",
        "above\n--------------------\nbelow\n____________________\n====\n****",
        "Signature: ____________",
        "____________ MD",
        "Weight [kg] 80 and height [cm] 170, flow 300 [mL] today",
        "costs $20 and then $30, «it hurts» he says, | a | b |",
        "as told in [our leaflet][leaf] and [leaf]\n\n[leaf]: ./leaflet.md",
        "has had constant intermittent cramps",
        "platelets <5 and >3, a < b",
        "mail jo@example.org or ann@example.org",
        "<b>sore</b> back<br>",
        "Onset:\n3 days ago",
        "Exam:\n- General: well",
        "Symptoms:\n  numbness\n  weakness",
        "HPI:\n\nSore back.",
        "Subjective:\nHPI: sore",
        "potassium 5.9 [H], seen at [L4-5] and [M54.50]",
        "| Right | Left |\n|---|---|\n| 5/5 | 5/5 |",
        "Strength   Right   Left",
        "pain in the right. Left is well.",
        "snake_case__name and 3...4",
        "_X_ Yes   ___ No",
        "Exam: Vital Signs:  Weight:  70 kg.",
        "since MM/DD/YYYY, on XX/XX/2019, xx/xx/xx, 00/00/0000 or ***/***/2020",
        "on [date redacted] by [Name Withheld] and [text removed]",
        "[illegible] and [page 2 of 3], [continued overleaf]",
        "[patient declined] [Spanish interpreter used] [not assessed] [unable to obtain]",
        "[Signature: Dr. Gray, MD] [Addendum 5/6: called back] [Dictated by J. Gray]",
        "***IMPORTANT*** see the list. ***Do not drive***",
        "takes {5 mg} or [2 tablets] for [3 weeks]",
        "sore <!-- [onset] --> since May ~~[severity]~~",
    ] {
        assert_eq!(placeholders(text), [], "{text}");
    }
}

#[test]
fn the_bare_prompts_of_a_form_are_its_structure() {
    let form = read("Site:\nSince:\nKind:\nWorse with:\nBetter with:\n");
    assert_eq!(form.placeholders, []);
    assert_eq!(
        form.form.iter().map(|span| form.words(*span)).collect::<Vec<_>>(),
        ["Site:", "Since:", "Kind:", "Worse with:", "Better with:"]
    );
    let filled = "Site: low back\nSince: May\nKind: dull\nWorse with:\nBetter with: rest\nScore: 4\n";
    assert_eq!(placeholders(filled), [("prompt", "Worse with:".to_owned())]);
    assert_eq!(read(filled).form, []);
    assert_eq!(placeholders("Site: [where]\nSince: [when]\nKind: [words]\nNotes:\n").len(), 3);
    assert_eq!(placeholders("Describe the gait.\nState the grip.\nAny falls?\nMotor:\n"), []);
}

#[test]
fn a_list_of_answers_knows_its_mark() {
    let note = read("Fever: [ ] yes [x] no\nChills: [ ] yes [ ] no\n**Rash:** yes / **no**\nCough: none");
    let choices: Vec<_> = (0..note.sentences.len())
        .filter_map(|index| note.answer(index))
        .map(|choice| match choice {
            Answer::Marked(span) => ("made", note.words(span)),
            Answer::Unmarked(span) => ("open", note.words(span)),
        })
        .collect();
    assert_eq!(choices, [("made", "no"), ("open", "[ ] yes [ ] no"), ("made", "no")]);
}

#[test]
fn a_heading_asks_in_a_template_only() {
    let sentences = |profile| {
        let context = Context { profile, ..Context::default() };
        let note = Note::read(Source::from_text("n", "Plan: rest\nAssessment:\n"), context, &HEADINGS);
        note.sentences.iter().map(|sentence| note.words(sentence.span).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(sentences(Profile::Note), ["rest"]);
    assert_eq!(sentences(Profile::Template), ["Plan", "rest", "Assessment"]);
}

#[test]
fn a_date_without_its_numbers_is_a_place_in_a_template() {
    let context = Context { profile: Profile::Template, ..Context::default() };
    let note = Note::read(Source::from_text("n", "Since mm/dd/yyyy or xx/xx/xxxx"), context, &HEADINGS);
    let places: Vec<_> = note.placeholders.iter().map(|place| note.words(place.span)).collect();
    assert_eq!(places, ["mm/dd/yyyy", "xx/xx/xxxx"]);
}
