//! Packs the tables of `data/icd10cm` into what `src/icd10` reads in place.
//!
//! The tables are committed as text, so that a release can be reviewed line by line; the packing is done here, so that
//! no committed byte depends on the version of a compressor.

use crate::asides::aside;
use crate::curated::{self, Curated, CuratedCode, CuratedFile};
use crate::layout::{ATTRIBUTES, BETWEEN, BLOCK, DEFAULT, EXCLUDES2, PART, UNSPECIFIED, WORD, line};
use crate::wordings;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::error::Error;
use std::path::Path;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Rows of a table: the cells of each line below the head.
fn table(folder: &Path, name: &str) -> Result<Vec<Vec<String>>> {
    let text = std::fs::read_to_string(folder.join(name))?;
    Ok(text.lines().skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect())
}

/// Gives equal entries one number, in the order in which they come.
struct Numbered<T> {
    entries: Vec<T>,
    numbers: HashMap<T, u8>,
}

impl<T: Clone + Eq + std::hash::Hash> Numbered<T> {
    fn new() -> Self {
        Numbered { entries: Vec::new(), numbers: HashMap::new() }
    }

    fn number(&mut self, entry: T) -> Result<u8> {
        if let Some(number) = self.numbers.get(&entry) {
            return Ok(*number);
        }
        let number = u8::try_from(self.entries.len()).map_err(|_| "more than 256 entries: widen the table")?;
        self.entries.push(entry.clone());
        self.numbers.insert(entry, number);
        Ok(number)
    }
}

/// Reads the tables in `data` and writes the packed ones to `out`; returns the name of the release.
pub fn pack(data: &Path, out: &Path) -> Result<String> {
    let codes = table(data, "codes.tsv")?;
    let rows: BTreeMap<&str, u16> =
        codes.iter().enumerate().map(|(at, row)| Ok((row[0].as_str(), u16::try_from(at)?))).collect::<Result<_>>()?;
    if !codes.is_sorted_by(|a, b| a[0] < b[0]) {
        return Err("codes.tsv is not sorted by code".into());
    }
    std::fs::write(out.join("icd10-codes.fst"), fst(&codes)?)?;
    pack_rows(&codes, out)?;
    pack_sections(&codes, out)?;
    let curated = read_curated(&data.join("curated"), &codes)?;
    let mut texts = texts(data, &codes, &rows)?;
    curate(&curated, &rows, &mut texts);
    pack_wordings(&curated, out)?;
    pack_name_words(&curated, out)?;
    pack_asides(&codes, &table(data, "notes.tsv")?, out)?;
    pack_ranges(data, &rows, &texts, out)?;
    pack_texts(&texts, out)?;
    wordings::pack(data, &codes, &table(data, "notes.tsv")?, out)?;
    let release = table(data, "release.tsv")?;
    let release = release.iter().find(|row| row[0] == "release").ok_or("release.tsv names no release")?;
    Ok(release[1].clone())
}

fn read_curated(folder: &Path, codes: &[Vec<String>]) -> Result<Curated> {
    let mut paths = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.sort();
    let named = |path: &std::path::PathBuf| -> Result<(String, String)> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok((format!("curated/{name}"), std::fs::read_to_string(path)?))
    };
    let files = paths.iter().map(named).collect::<Result<Vec<_>>>()?;
    let files: Vec<CuratedFile> = files.iter().map(|(name, text)| CuratedFile { name, text }).collect();
    curated::read(&files, codes).map_err(|faults| faults.join("\n").into())
}

fn fst(codes: &[Vec<String>]) -> Result<Vec<u8>> {
    let mut builder = fst::MapBuilder::memory();
    for (at, row) in codes.iter().enumerate() {
        builder.insert(&row[0], at as u64)?;
    }
    Ok(builder.into_inner()?)
}

fn pack_rows(codes: &[Vec<String>], out: &Path) -> Result<()> {
    let (mut periods, mut attributes, mut groups) = (Numbered::new(), Numbered::new(), Numbered::new());
    periods.number((0, 0))?;
    attributes.number(0)?;
    groups.number(Vec::new())?;
    let mut rows = Vec::new();
    for row in codes {
        let mut group = Vec::new();
        for each in row[5].split_whitespace() {
            let parts: Vec<&str> = each.split(':').collect();
            let period = periods.number(period(parts[1], parts[2])?)?;
            let bits = attributes.number(bits(parts[3])?)?;
            group.extend(parts[0].bytes().map(|character| [character, period, bits]));
        }
        group.sort_unstable();
        let class = match row[4].as_str() {
            "U" => UNSPECIFIED,
            "D" => DEFAULT,
            _ => 0,
        };
        let period = periods.number(period(&row[1], &row[2])?)?;
        rows.extend([period, attributes.number(bits(&row[3])?)?, class, groups.number(group)?]);
    }
    let mut offsets = Vec::from(u16::try_from(groups.entries.len() + 1)?.to_le_bytes());
    let mut entries: Vec<u8> = Vec::new();
    for group in &groups.entries {
        offsets.extend(u16::try_from(entries.len())?.to_le_bytes());
        entries.extend(group.iter().flatten());
    }
    offsets.extend(u16::try_from(entries.len())?.to_le_bytes());
    offsets.extend(entries);
    let periods: Vec<u8> =
        periods.entries.iter().flat_map(|(first, last)| [first.to_le_bytes(), last.to_le_bytes()].concat()).collect();
    let attributes: Vec<u8> = attributes.entries.iter().flat_map(|bits| bits.to_le_bytes()).collect();
    std::fs::write(out.join("icd10-rows.bin"), rows)?;
    std::fs::write(out.join("icd10-groups.bin"), offsets)?;
    std::fs::write(out.join("icd10-periods.bin"), periods)?;
    std::fs::write(out.join("icd10-attributes.bin"), attributes)?;
    Ok(())
}

fn period(first: &str, last: &str) -> Result<(u32, u32)> {
    let day = |text: &str| if text.is_empty() { Ok(0) } else { text.parse() };
    Ok((day(first)?, day(last)?))
}

fn bits(names: &str) -> Result<u32> {
    let mut bits = 0;
    for name in names.split('+').filter(|name| !name.is_empty()) {
        let bit = ATTRIBUTES.iter().position(|known| *known == name).ok_or(format!("unknown attribute {name}"))?;
        bits |= 1 << bit;
    }
    Ok(bits)
}

/// The rows from the first below `low` to the last below `high`.
fn span(codes: &[Vec<String>], low: &str, high: &str) -> Result<(u16, u16)> {
    let first = codes.partition_point(|row| row[0].as_str() < low);
    let end = codes.partition_point(|row| row[0].as_str() < high || row[0].starts_with(high));
    Ok((u16::try_from(first)?, u16::try_from(end - 1)?))
}

fn pack_sections(codes: &[Vec<String>], out: &Path) -> Result<()> {
    let mut sections = Vec::new();
    for (at, row) in codes.iter().enumerate() {
        if let Some((low, high)) = row[0].split_once('-') {
            let (first, last) = span(codes, low, high)?;
            sections.push([first, last, u16::try_from(at)?]);
        }
    }
    sections.sort_by_key(|[first, last, _]| (first.abs_diff(*last), *first));
    sections.reverse();
    let bytes: Vec<u8> = sections.iter().flatten().flat_map(|number| number.to_le_bytes()).collect();
    std::fs::write(out.join("icd10-sections.bin"), bytes)?;
    Ok(())
}

/// The lines of each row's text.
fn texts(data: &Path, codes: &[Vec<String>], rows: &BTreeMap<&str, u16>) -> Result<Vec<Vec<String>>> {
    let mut texts: Vec<Vec<String>> = codes.iter().map(|row| vec![format!("{}{}", line::TITLE, row[6])]).collect();
    let mut push = |code: &str, text: String| -> Result<()> {
        let row = rows.get(code).ok_or(format!("{code} is no row of codes.tsv"))?;
        texts[usize::from(*row)].push(text);
        Ok(())
    };
    for row in table(data, "seventh.tsv")? {
        push(&row[0], format!("{}{}", line::SEVENTH, row[1..].join("\t")))?;
    }
    for row in table(data, "specificity.tsv")? {
        push(&row[0], format!("{}{}\t{}", line::LACK, row[1], row[3]))?;
    }
    let mut successors: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in table(data, "conversions.tsv")? {
        successors.entry(row[0].clone()).or_default().push(row[1].clone());
    }
    for (old, new) in successors {
        let base = (3..=old.len()).rev().map(|end| old[..end].trim_end_matches('X'));
        let base = std::iter::once(old.as_str()).chain(base).find(|base| rows.contains_key(base));
        push(base.ok_or(format!("{old} has no row"))?, format!("{}{old}\t{}", line::SUCCESSORS, new.join(" ")))?;
    }
    for row in table(data, "notes.tsv")? {
        push(&row[0], format!("{}{}", row[1], row[2]))?;
    }
    Ok(texts)
}

/// Appends the curated axes to the title, and removes the axes that they replace.
fn curate(curated: &Curated, rows: &BTreeMap<&str, u16>, texts: &mut [Vec<String>]) {
    for (lists, kind) in [(&curated.names, line::NAMES), (&curated.parts, line::PARTS), (&curated.signs, line::SIGNS)] {
        for (code, words) in lists {
            texts[usize::from(rows[code.as_str()])].insert(1, format!("{kind}{}", joined(words)));
        }
    }
    for (code, entry) in &curated.codes {
        let text = &mut texts[usize::from(rows[code.as_str()])];
        let replaced = |text: &String| {
            let axis = text.strip_prefix(line::LACK).and_then(|text| text.split('\t').next());
            axis.is_some_and(|axis| entry.only || entry.axes.iter().any(|(known, _)| known == axis))
        };
        text.retain(|text| !replaced(text));
        text.splice(1..1, lines(entry));
    }
}

fn lines(entry: &CuratedCode) -> Vec<String> {
    let axes = entry.axes.iter().map(|(axis, alternatives)| {
        let cells = alternatives.iter().map(|each| {
            let parts = [each.code.clone(), each.says.clone(), joined(&each.words), joined(&each.alone)];
            parts.join(&PART.to_string())
        });
        format!("{}{axis}\t{}", line::CURATED, cells.collect::<Vec<_>>().join("\t"))
    });
    axes.chain([format!("{}{}", line::SOURCE, entry.source)]).collect()
}

fn joined(words: &[String]) -> String {
    words.join(&WORD.to_string())
}

fn pack_wordings(curated: &Curated, out: &Path) -> Result<()> {
    let lines: Vec<String> =
        curated.wordings.iter().map(|(term, words)| format!("{term}\t{}", joined(words))).collect();
    Ok(std::fs::write(out.join("icd10-wordings.txt"), lines.join("\n"))?)
}

/// The words by which a condition is named alone, in lower case and in order.
fn pack_name_words(curated: &Curated, out: &Path) -> Result<()> {
    let names = curated.names.values().flatten().map(|name| name.to_lowercase());
    let words: BTreeSet<String> = names.filter(|name| name.chars().all(char::is_alphanumeric)).collect();
    let words: Vec<String> = words.into_iter().collect();
    Ok(std::fs::write(out.join("icd10-name-words.txt"), words.join("\n"))?)
}

/// What titles and inclusion terms say in square brackets, each with the word before it, sorted.
fn pack_asides(codes: &[Vec<String>], notes: &[Vec<String>], out: &Path) -> Result<()> {
    let mut found = BTreeSet::new();
    let terms = notes.iter().filter(|row| matches!(row[1].as_str(), "t" | "i")).map(|row| row[2].as_str());
    for title in codes.iter().map(|row| row[6].as_str()).chain(terms) {
        for (open, _) in title.match_indices('[') {
            let words = title[open + 1..].split(']').next().unwrap_or_default();
            found.insert(aside(&title[..open], words));
        }
    }
    let found: Vec<String> = found.into_iter().collect();
    Ok(std::fs::write(out.join("title-asides.txt"), found.join("\n"))?)
}

fn pack_ranges(data: &Path, rows: &BTreeMap<&str, u16>, texts: &[Vec<String>], out: &Path) -> Result<()> {
    let codes: Vec<Vec<String>> = rows.keys().map(|code| vec![(*code).to_owned()]).collect();
    let mut conditions = Numbered::new();
    conditions.number(String::new())?;
    let mut ranges = Vec::new();
    for row in table(data, "notes.tsv")? {
        let carrier = rows[row[0].as_str()];
        let text = format!("{}{}", row[1], row[2]);
        let line = texts[usize::from(carrier)].iter().position(|line| *line == text).ok_or("a note without a line")?;
        let line = u16::try_from(line)? | if row[1] == "y" { EXCLUDES2 } else { 0 };
        for reference in row[3].split_whitespace() {
            let (codes_of, condition) = reference.split_once('/').unwrap_or((reference, ""));
            let (low, high) = codes_of.split_once('-').ok_or("a reference is LOW-HIGH")?;
            let (low, high) = span(&codes, low, high)?;
            ranges.push([carrier, low, high, line, u16::from(conditions.number(condition.to_owned())?)]);
        }
    }
    ranges.sort_unstable();
    let bytes: Vec<u8> = ranges.iter().flatten().flat_map(|number| number.to_le_bytes()).collect();
    std::fs::write(out.join("icd10-ranges.bin"), bytes)?;
    std::fs::write(out.join("icd10-conditions.txt"), conditions.entries.join("\n"))?;
    Ok(())
}

fn pack_texts(texts: &[Vec<String>], out: &Path) -> Result<()> {
    let mut places = Vec::new();
    let mut bytes = Vec::new();
    for block in texts.chunks(BLOCK) {
        places.extend(u32::try_from(bytes.len())?.to_le_bytes());
        let text = block.iter().map(|lines| lines.join("\n")).collect::<Vec<_>>().join(&BETWEEN.to_string());
        bytes.extend(miniz_oxide::deflate::compress_to_vec(text.as_bytes(), 9));
    }
    places.extend(u32::try_from(bytes.len())?.to_le_bytes());
    std::fs::write(out.join("icd10-places.bin"), places)?;
    std::fs::write(out.join("icd10-text.bin"), bytes)?;
    Ok(())
}
