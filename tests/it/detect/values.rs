//! Which numbers of a note are values, of what, and when they were measured.
//!
//! `tests/values/` has fragments of notes as different hands write them. Each lists its values, and under `traps` numbers
//! that are none: doses, dates, levels of the spine, other specimens.

use crate::builtin;
use notelint::base::When;
use notelint::note::Context;
use serde::Deserialize;
use std::fmt::Write as _;
use std::path::Path;

/// The precision and recall below which something that was read is lost. The aim is 0.98 of each.
const FLOOR: (f64, f64) = (0.92, 0.79);

/// A fragment of a note.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fragment {
    text: String,
    #[serde(default)]
    values: Vec<Written>,
    #[serde(default)]
    traps: Vec<String>,
}

/// A value as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    value: String,
    /// The number or range.
    text: String,
    /// More of the text around it, if the number is there more than once.
    at: Option<String>,
    low: f64,
    high: Option<f64>,
    unit: Option<String>,
    when: Option<String>,
}

impl Written {
    /// The bytes of the number, wherever it is meant.
    fn places(&self, text: &str) -> Vec<std::ops::Range<usize>> {
        let around = self.at.as_deref().unwrap_or(&self.text);
        let within = around.find(&self.text).expect("`at` holds the number");
        let starts = text.match_indices(around).map(|(start, _)| start + within);
        starts.map(|start| start..start + self.text.len()).collect()
    }
}

#[derive(Default)]
struct Score {
    right: usize,
    extra: usize,
    missed: usize,
    traps: usize,
    caught: usize,
    report: String,
}

fn score(fragment: &Fragment, score: &mut Score) {
    let examined = builtin::examine(&fragment.text, Context::default());
    let values = &builtin::RULES.values;
    let text = fragment.text.as_str();
    let mut left: Vec<_> = examined.facts.values.iter().collect();
    for written in &fragment.values {
        let when = written.when.as_deref().map_or(When::Now, |when| When::parse(when).expect("a time of a value"));
        let (low, high) = (written.low, written.high.unwrap_or(written.low));
        let unit =
            |found: Option<u32>| written.unit.is_none() || found.map(|at| values.unit(at)) == written.unit.as_deref();
        let found = left.iter().position(|found| {
            values.get(found.value).name == written.value
                && written.places(text).iter().any(|place| place.start < found.span.end && found.span.start < place.end)
                && ((found.low, found.high) == (low, high) && unit(found.unit) || found.own == (low, high))
        });
        match found.map(|at| left.remove(at)) {
            Some(found) if found.when == when => score.right += 1,
            found => {
                score.missed += 1;
                score.extra += usize::from(found.is_some());
                let as_read = found.map(|found| found.when.as_str());
                let _ = writeln!(score.report, "{} {} ({when}), read {as_read:?}: {text}", written.value, written.text);
            }
        }
    }
    for trap in &fragment.traps {
        let place = text.find(trap.as_str()).expect("the trap is in the text");
        score.traps += 1;
        if left.iter().any(|found| found.span.start < place + trap.len() && place < found.span.end) {
            score.caught += 1;
            let _ = writeln!(score.report, "trap {trap}: {text}");
        }
    }
    score.extra += left.len();
    for found in left {
        let _ = writeln!(score.report, "extra {} {}: {text}", values.get(found.value).name, &text[found.span.range()]);
    }
}

#[test]
fn numbers_are_values_of_what_is_named_beside_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/values");
    let mut all = Score::default();
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let fragments: Vec<Fragment> = serde_saphyr::from_str(&text).unwrap();
        fragments.iter().for_each(|fragment| score(fragment, &mut all));
    }
    let Score { right, extra, missed, traps, caught, report } = all;
    let (precision, recall) = (right as f64 / (right + extra) as f64, right as f64 / (right + missed) as f64);
    assert!(right + missed >= 400 && traps >= 150, "too few: {right} {missed} {traps}");
    assert!(
        precision >= FLOOR.0 && recall >= FLOOR.1,
        "precision {precision:.3}, recall {recall:.3} of {}\n{report}",
        right + missed
    );
    assert!(caught * 30 <= traps, "{caught} of {traps} traps\n{report}");
}
