use super::code::Code;
use super::tables::{self, Seventh};
use crate::base::Date;
use fst::raw::Fst;

/// The code set that the binary carries.
#[derive(Clone)]
pub struct CodeSet {
    codes: Fst<&'static [u8]>,
}

impl CodeSet {
    /// The built-in set. Costs a look at the last bytes of a table.
    pub fn builtin() -> CodeSet {
        CodeSet { codes: tables::codes() }
    }

    /// The fiscal year whose codes are current: `FY2027`.
    pub const fn release() -> &'static str {
        env!("ICD10CM_RELEASE")
    }

    /// The last day of the release: FY2027 ends on 2027-09-30.
    pub fn last_day() -> Date {
        let year = CodeSet::release().trim_start_matches("FY").parse().unwrap_or(9999);
        Date::new(year, 9, 30).expect("every year has this day")
    }

    /// The row of a code, or of the base from which a seventh character made it, and that character.
    pub(super) fn locate(&self, code: Code) -> Option<(u16, Option<Seventh>)> {
        if let Some(row) = self.row(code.bytes()) {
            return Some((row, None));
        }
        let (base, &[seventh]) = code.bytes().split_at_checked(6)? else { return None };
        let row = self.base_row(base)?;
        let seventh = tables::group_of(row).find(|each| each.character == seventh)?;
        Some((row, Some(seventh)))
    }

    /// The row that takes seventh characters, from six characters that may end in placeholders.
    pub(super) fn base_row(&self, six: &[u8]) -> Option<u16> {
        let takes = |bytes: &[u8]| self.row(bytes).filter(|row| tables::group_of(*row).next().is_some());
        let placeholders = six[3..].iter().rev().take_while(|byte| **byte == b'X').count();
        (0..=placeholders).find_map(|cut| takes(&six[..6 - cut]))
    }

    pub(super) fn row(&self, code: &[u8]) -> Option<u16> {
        self.codes.get(code).and_then(|row| u16::try_from(row.value()).ok())
    }

    /// The lines of a row's text.
    pub(super) fn text_of(&self, row: u16) -> Vec<&'static str> {
        tables::text_of(row).lines().collect()
    }

    /// The code of a row; `None` for a section or chapter.
    pub(super) fn code_at(&self, row: u16) -> Option<Code> {
        Code::undotted(&tables::key_of(&self.codes, row)?)
    }

    /// The name of any row, sections included: `M40-M54`, `M54.5`.
    pub(super) fn name(&self, row: u16) -> String {
        let key = tables::key_of(&self.codes, row).unwrap_or_default();
        Code::undotted(&key).map_or_else(|| String::from_utf8_lossy(&key).into_owned(), |code| code.to_string())
    }

    /// The codes that begin with `prefix`, itself included, in order.
    pub(super) fn below(&self, prefix: Code) -> impl Iterator<Item = (Code, u16)> + use<'_> {
        let mut end = prefix.bytes().to_vec();
        // Letters and digits: the byte after the last one is still one byte.
        if let Some(last) = end.last_mut() {
            *last += 1;
        }
        tables::rows_between(&self.codes, prefix.bytes(), &end)
    }
}

impl std::fmt::Debug for CodeSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "CodeSet({}, {} rows)", CodeSet::release(), self.codes.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_leads_to_its_code_and_back() {
        let set = CodeSet::builtin();
        let rows = (0..set.codes.len() as u16).filter_map(|row| Some((row, set.code_at(row)?)));
        let mut count = 0;
        for (row, code) in rows {
            assert_eq!(set.row(code.bytes()), Some(row), "{code}");
            count += 1;
        }
        assert!(count > 40_000, "{count}");
        assert_eq!(set.code_at(u16::MAX), None);
    }
}
