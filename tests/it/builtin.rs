//! The built-in rules, loaded once for all tests.

use notelint::detect::Detector;
use notelint::note::Headings;
use notelint::rule::{self, Loaded, RuleSet};
use std::sync::LazyLock;

/// The rules as the build script stored them.
pub static RULES: LazyLock<RuleSet> = LazyLock::new(rule::builtin);

pub static HEADINGS: LazyLock<Headings> =
    LazyLock::new(|| Headings::new(RULES.headings.iter().map(|h| (h.text.as_str(), h.kind, h.strict))));

pub static DETECTOR: LazyLock<Detector<'static>> = LazyLock::new(|| Detector::new(&RULES));

/// The rules as their files say, every pattern compiled anew, with the tests of the packs.
pub static FROM_FILES: LazyLock<Loaded> =
    LazyLock::new(|| rule::load_with_tests(&rule::builtin_files()).expect("the build script has read these files"));
