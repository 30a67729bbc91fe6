use super::{Headings, Section};

pub(super) fn find(_text: &str, _headings: &Headings) -> Vec<Section> {
    Vec::new()
}
