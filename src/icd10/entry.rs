//! One code: where it is in the tree of the tabular list, what it is called, and when it can be billed.

use super::attributes::Attributes;
use super::code::Code;
use super::layout::line;
use super::set::CodeSet;
use super::tables::{self, Period, Seventh};
use super::validity::{self, Validity};
use crate::base::Date;

/// A code, header or category of the set.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    set: &'a CodeSet,
    code: Code,
    /// The row of the code, or of its base if it has a seventh character.
    row: u16,
    seventh: Option<Seventh>,
}

/// A seventh character that a base takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeventhCharacter {
    /// The character.
    pub character: char,
    /// Its meaning: "initial encounter". Empty if the list gives none.
    pub meaning: String,
}

impl CodeSet {
    /// The code, header or category, if it is or was one.
    ///
    /// A code of seven characters is found where its base takes the last of them, placeholders in their places.
    pub fn find(&self, code: Code) -> Option<Entry<'_>> {
        let (row, seventh) = self.locate(code)?;
        Some(Entry::new(self, code, row, seventh))
    }

    /// The header or code from which a code was made by a seventh character that it does not take (`S39.012Q`), or by one
    /// where placeholders belong (`S33.5A`); `None` for any other.
    pub fn base_of(&self, code: Code) -> Option<Entry<'_>> {
        let (base, seventh) = code.bytes().split_at_checked(code.bytes().len() - 1)?;
        let row = if base.len() == 6 {
            self.base_row(base)?
        } else {
            let row = self.row(base).filter(|_| seventh[0].is_ascii_alphabetic())?;
            tables::group_of(row).find(|each| each.character == seventh[0]).map(|_| row)?
        };
        self.entry_at(row)
    }

    pub(super) fn entry_at(&self, row: u16) -> Option<Entry<'_>> {
        Some(Entry::new(self, self.code_at(row)?, row, None))
    }
}

impl<'a> Entry<'a> {
    pub(super) fn new(set: &'a CodeSet, code: Code, row: u16, seventh: Option<Seventh>) -> Entry<'a> {
        Entry { set, code, row, seventh }
    }

    pub(super) fn set(&self) -> &'a CodeSet {
        self.set
    }

    pub(super) fn row(&self) -> u16 {
        self.row
    }

    pub(super) fn seventh(&self) -> Option<Seventh> {
        self.seventh
    }

    /// Another code of the same set.
    pub fn named(&self, code: Code) -> Option<Entry<'a>> {
        self.set.find(code)
    }

    /// The code.
    pub fn code(&self) -> Code {
        self.code
    }

    /// The code without its seventh character and the placeholders before it; itself if it has none.
    pub fn base(&self) -> Entry<'a> {
        match self.seventh {
            Some(_) => self.set.entry_at(self.row).unwrap_or(*self),
            None => *self,
        }
    }

    /// The header above it; `None` for a category.
    pub fn parent(&self) -> Option<Entry<'a>> {
        if self.seventh.is_some() {
            return Some(self.base());
        }
        let length = self.code.bytes().len();
        (3..length).rev().find_map(|end| {
            let code = self.code.prefix(end);
            Some(Entry::new(self.set, code, self.set.row(code.bytes())?, None))
        })
    }

    /// The rows on the way up, itself first, then its headers, its section and its chapter.
    pub(super) fn rows_up(&self) -> Vec<u16> {
        let mut rows = vec![self.row];
        let mut at = self.base();
        while let Some(parent) = at.parent() {
            rows.push(parent.row);
            at = parent;
        }
        let mut sections: Vec<u16> = tables::sections_over(self.row).collect();
        sections.reverse();
        rows.extend(sections);
        rows
    }

    /// The title, composed of the base's and the meaning of the seventh character; `None` if no source has it.
    pub fn title(&self) -> Option<String> {
        let text = self.set.text_of(self.row);
        let title = text.first()?.strip_prefix(line::TITLE).filter(|title| !title.is_empty())?;
        let Some(seventh) = self.seventh else { return Some(title.to_owned()) };
        let meaning = self.meanings().into_iter().find(|each| each.character == char::from(seventh.character));
        Some(match meaning {
            Some(each) => format!("{title}, {}", each.meaning),
            None => title.to_owned(),
        })
    }

    /// The codes right below it that can be billed, or hold one that can, on a day.
    pub fn children(&self, day: Date) -> Vec<Entry<'a>> {
        let mut children: Vec<Entry<'a>> = Vec::new();
        if self.seventh.is_some() {
            return children;
        }
        for (code, row) in self.set.below(self.code).skip(1) {
            if !children.last().is_some_and(|sibling| code.is_within(sibling.code)) {
                children.push(Entry::new(self.set, code, row, None));
            }
        }
        children.retain(|child| validity::is_live(self.set, child.code, day));
        children
    }

    /// The codes that replaced it, as CMS paired them; those below it, or else nothing, if CMS names none.
    pub fn successors(&self, day: Date) -> Vec<Entry<'a>> {
        let text = self.set.text_of(self.row);
        let lines = text.iter().filter_map(|text| text.strip_prefix(line::SUCCESSORS)?.split_once('\t'));
        let named = lines.filter(|(old, _)| *old == self.code.undotted_str()).flat_map(|(_, new)| new.split(' '));
        let codes = named.filter_map(|code| Code::undotted(code.as_bytes()));
        let found: Vec<Entry<'a>> = codes
            .filter(|code| validity::is_live(self.set, *code, day))
            .filter_map(|code| self.set.find(code))
            .collect();
        if found.is_empty() { self.children(day) } else { found }
    }

    /// The seventh characters that make it a billable code on a day, with their meanings.
    pub fn seventh_characters(&self, day: Date) -> Vec<SeventhCharacter> {
        let meanings = self.meanings();
        let on_day = |each: &Seventh| each.period.is_some_and(|period| period.holds(day));
        tables::group_of(self.row)
            .filter(on_day)
            .map(|each| {
                let character = char::from(each.character);
                let known = meanings.iter().find(|meaning| meaning.character == character).cloned();
                known.unwrap_or(SeventhCharacter { character, meaning: String::new() })
            })
            .collect()
    }

    /// The code with a seventh character, placeholders put in.
    pub fn with_seventh(&self, character: char) -> Option<Entry<'a>> {
        let code = Code::parse(&format!("{:X<6}{character}", self.base().code.undotted_str()))?;
        self.set.find(code).filter(|found| found.seventh.is_some())
    }

    /// The meanings of seventh characters that hold here: those of the nearest node that gives any.
    fn meanings(&self) -> Vec<SeventhCharacter> {
        let meaning = |text: &str| {
            let mut cells = text.split('\t');
            let character = cells.next()?.chars().next()?;
            Some(SeventhCharacter { character, meaning: cells.next()?.to_owned() })
        };
        self.seventh_lines().iter().filter_map(|text| meaning(text)).collect()
    }

    /// The lines about seventh characters of the nearest node that has any.
    pub(super) fn seventh_lines(&self) -> Vec<&'static str> {
        let lines = |row| -> Vec<&'static str> {
            let text = self.set.text_of(row);
            text.iter().filter_map(|text| text.strip_prefix(line::SEVENTH)).collect()
        };
        self.rows_up().into_iter().map(lines).find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// What the code is on a day.
    pub fn validity(&self, day: Date) -> Validity {
        match self.seventh {
            // Every seventh character has a period.
            Some(seventh) => validity::of_period(seventh.period, day).unwrap_or(Validity::Header),
            None => validity::of_row(self.set, self.code, self.row, day),
        }
    }

    /// Whether the code can be billed on a day.
    pub fn is_billable(&self, day: Date) -> bool {
        self.validity(day) == Validity::Valid
    }

    /// From when to when the code itself is or was billable; `None` for what never was.
    pub fn period(&self) -> Option<Period> {
        match self.seventh {
            Some(seventh) => seventh.period,
            None => tables::period_of(self.row),
        }
    }

    /// What CMS attaches to the code.
    pub fn attributes(&self) -> Attributes {
        Attributes(self.seventh.map_or_else(|| tables::attributes_of(self.row), |seventh| seventh.attributes))
    }
}
