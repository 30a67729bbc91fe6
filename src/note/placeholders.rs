use super::{Placeholder, Section};

pub(super) fn find(_text: &str, _sections: &[Section]) -> Vec<Placeholder> {
    Vec::new()
}
