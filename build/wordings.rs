//! Packs the index of wordings: what conditions are called, and the code that each name supports.
//!
//! Names come from the project's own lists, from titles, and from the terms that the tabular list includes. All pass
//! through `normal::words`, as the words of a note do. Titles that differ in nothing but the side, or in saying that
//! something is not specified, are one document; the rows of the sides are kept apart.

#[path = "parts.rs"]
mod parts;
#[path = "wordings_record.rs"]
mod wordings_record;

use crate::normal::{self, DENIED};
use crate::wording_layout as layout;
use crate::yaml::{self, Texts};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;
use wordings_record::WordingsFile;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// Some more than there are; a word is the rarer, the fewer categories have it.
const CATEGORIES: f32 = 2000.0;

/// Words for what causes a condition, and the patients that have chapters of their own: the classification sorts by these
/// before anything else. Organisms are known by their chapter.
const CAUSES: &str = "alcohol congenital contact diabetes drug exposure history hysteria maternal newborn obstetric \
                      postprocedural pregnancy psychogenic puerperal radiation rheumatism rickets screening status \
                      transplant trauma";
/// How much more they count.
const CAUSE: f32 = 1.4;

/// One way to call a code.
struct Document {
    row: u16,
    needed: BTreeSet<String>,
    spare: BTreeSet<String>,
    asks: u16,
}

/// The rows of one condition, by [`side_of`]: without a side, right, left, both.
type Sides = [Option<u16>; 4];

/// Reads `data/wordings` and the rows of the tables, and writes the index to `out`.
pub fn pack(data: &Path, codes: &[Vec<String>], notes: &[Vec<String>], out: &Path) -> Result<()> {
    let parts = parts::read(&std::fs::read_to_string(data.join("parts.yaml"))?)?;
    let places: BTreeSet<String> =
        parts.iter().flat_map(|(part, wholes)| wholes.iter().chain([part])).cloned().collect();
    let places = places
        .into_iter()
        .chain(
            ["right", "left", "bilater", "upper", "lower", "tract", "system", "wall", "organ", "tissu"]
                .map(str::to_owned),
        )
        .collect();
    PLACES.with(|known| *known.borrow_mut() = places);
    let mut parts = parts;
    for (kind, wider) in parts::read(&std::fs::read_to_string(data.join("kinds.yaml"))?)? {
        parts.entry(kind).or_default().extend(wider);
    }
    let tree = Tree::new(codes);
    let own = own(&data.join("wordings"), &tree)?;
    let titles = titles(&tree);
    let terms = terms(notes, &tree);
    let mut known = HashSet::new();
    let own: Vec<Document> =
        own.into_iter().filter(|document| known.insert((document.row, document.needed.clone()))).collect();
    let titles = distinct(titles, &mut HashSet::new(), tree.codes);
    let mut known = own
        .iter()
        .filter(|document| document.row != layout::NO_ROW)
        .chain(&titles)
        .map(|document| key(document, tree.codes))
        .collect();
    let terms = distinct(terms, &mut known, tree.codes);
    let extensions = extensions(&tree);
    let bounds = [own.len(), own.len() + titles.len(), own.len() + titles.len() + terms.len()];
    let asks: Vec<u8> = own.iter().flat_map(|document| document.asks.to_le_bytes()).collect();
    let documents: Vec<Document> = own.into_iter().chain(titles).chain(terms).chain(extensions).collect();
    write(&documents, &bounds, &parts, codes, out)?;
    let sides = tree.sides.iter().flat_map(|(row, sides)| {
        let rows = [Some(*row), sides[1], sides[2], sides[3]];
        rows.map(|row| row.unwrap_or(layout::NO_ROW).to_le_bytes()).concat()
    });
    std::fs::write(out.join("icd10-sides.bin"), sides.collect::<Vec<u8>>())?;
    std::fs::write(out.join("icd10-asks.bin"), asks)?;
    Ok(())
}

/// The rows of the tabular list, and which of them are one condition.
struct Tree<'a> {
    codes: &'a [Vec<String>],
    /// For each row without a side, the row of the condition's default; for those of a side, the same.
    defaults: HashMap<u16, u16>,
    /// The rows of a side.
    sided: HashSet<u16>,
    sides: BTreeMap<u16, Sides>,
}

impl<'a> Tree<'a> {
    fn new(codes: &'a [Vec<String>]) -> Tree<'a> {
        let mut tree = Tree { codes, defaults: HashMap::new(), sided: HashSet::new(), sides: BTreeMap::new() };
        let mut groups: BTreeMap<(&str, BTreeSet<String>), Vec<(u16, usize)>> = BTreeMap::new();
        for (at, row) in codes.iter().enumerate() {
            if row[6].is_empty() || row[0].contains('-') || !tree.is_live(&row[0]) {
                continue;
            }
            let (mut needed, spare) = name(&row[6]);
            let side = side_of(&needed.union(&spare).cloned().collect());
            needed.retain(|word| side_number(word).is_none());
            let default = row[4] == "D";
            needed.extend(spare.into_iter().filter(|word| word == "other" || word.starts_with(DENIED) && !default));
            groups.entry((&row[0][..3], needed)).or_default().push((at as u16, side));
        }
        for members in groups.into_values() {
            let without: Vec<u16> = members.iter().filter(|(_, side)| *side == 0).map(|(row, _)| *row).collect();
            let unspecified = |row: &&u16| matches!(codes[usize::from(**row)][4].as_str(), "U" | "D");
            let default = without.iter().filter(unspecified).max_by_key(|row| codes[usize::from(**row)][0].len());
            let Some(default) = default.or(without.first()).copied() else { continue };
            let mut sides = [Some(default), None, None, None];
            for (row, side) in members.iter().copied() {
                // The first is the header, if the side is one.
                if side > 0 && sides[side].is_none() {
                    sides[side] = Some(row);
                }
            }
            for (row, side) in &members {
                if *side > 0 && sides[*side] == Some(*row) {
                    tree.defaults.insert(*row, default);
                    tree.sided.insert(*row);
                }
            }
            for row in without {
                tree.defaults.insert(row, default);
                if sides[1..].iter().any(Option::is_some) {
                    tree.sides.insert(row, sides);
                }
            }
        }
        tree
    }

    /// Whether a row, or any below it, is still in force.
    fn is_live(&self, code: &str) -> bool {
        let first = self.codes.partition_point(|row| row[0].as_str() < code);
        let below = self.codes[first..].iter().take_while(|row| row[0].starts_with(code));
        below.into_iter().any(|row| {
            !row[1].is_empty() && row[2].is_empty()
                || row[5].split_whitespace().any(|group| group.split(':').nth(2) == Some(""))
        })
    }

    /// What a row of six characters says beyond the row above it, if it says all that one says: whoever finds that one
    /// looks at what is below it. `None` for all others, and for the default of a condition.
    fn extension(&self, code: &str) -> Option<Name> {
        let above = (code.len() > 5).then(|| self.row(&code[..5])).flatten()?;
        let row = self.row(code)?;
        if self.defaults.get(&above) == Some(&row) {
            return None;
        }
        let (wider, _) = name(&self.codes[usize::from(above)][6]);
        let (mut needed, spare) = name(&self.codes[usize::from(row)][6]);
        let says_all = wider.iter().all(|word| needed.contains(word) || spare.contains(word));
        needed.retain(|word| !wider.contains(word));
        (says_all && !needed.is_empty()).then_some((needed, spare))
    }

    fn row(&self, code: &str) -> Option<u16> {
        self.codes.binary_search_by(|row| row[0].as_str().cmp(code)).ok().map(|at| at as u16)
    }
}

/// Words that seldom tell one condition from another, so that a name may do without them.
const WEAK: &str = "degree encounter episode follow initial localized mellitus open other part region severity site stage \
                    trimester type";
/// Words that head the names of many conditions.
const HEADS: &str = "complication disorder infection inflammation injury lesion lump mass problem";

/// The normalised words of a list.
fn plain(list: &str) -> BTreeSet<String> {
    normal::words(list).into_iter().map(|word| word.text).collect()
}

thread_local! {
    static WEAK_WORDS: BTreeSet<String> = plain(WEAK);
    static HEAD_WORDS: BTreeSet<String> = plain(HEADS);
}

fn is_weak(word: &str) -> bool {
    WEAK_WORDS.with(|words| words.contains(word))
}

fn is_head(word: &str) -> bool {
    HEAD_WORDS.with(|words| words.contains(word))
}

/// Whether a word says that a name is what is left over: "Other disorders of lung".
fn is_rest(word: &str) -> bool {
    word == "other"
}

/// The words that a name needs, and those that it may do without.
type Name = (BTreeSet<String>, BTreeSet<String>);

fn name(text: &str) -> Name {
    named(&normal::words(text), |_| false)
}

/// The name without the words at some places.
///
/// A head such as "disorder" tells nothing beside the name of a condition, but everything beside that of a place.
fn named(words: &[normal::Word], without: impl Fn(usize) -> bool) -> Name {
    let (mut needed, mut spare, mut heads) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for (at, word) in words.iter().enumerate() {
        let text = word.text.clone();
        if without(at) || word.bracketed || word.text.starts_with(DENIED) || is_weak(&word.text) {
            spare.insert(text);
        } else if is_head(&word.text) {
            heads.insert(text);
        } else {
            needed.insert(text);
        }
    }
    let only_places = needed.iter().all(|word| PLACES.with(|places| places.borrow().contains(word)));
    if only_places {
        needed.extend(heads)
    } else {
        spare.extend(heads)
    };
    spare.retain(|word| !needed.contains(word));
    if needed.is_empty() {
        std::mem::swap(&mut needed, &mut spare);
    }
    (needed, spare)
}

thread_local! {
    /// Words for parts of the body.
    static PLACES: std::cell::RefCell<BTreeSet<String>> = const { std::cell::RefCell::new(BTreeSet::new()) };
}

/// A name, then the same for each of its alternatives: of "bronchus and lung" a note has one, and "acute nasopharyngitis
/// [common cold]" has two names.
fn names(text: &str) -> Vec<Name> {
    let words = normal::words(text);
    let mut found = vec![named(&words, |_| false)];
    let mut add = |name: Name| {
        if !name.0.is_empty() && !found.contains(&name) {
            found.push(name);
        }
    };
    for (at, joint) in text.match_indices(" and ").chain(text.match_indices(" or ")) {
        let end = at + joint.len();
        let Some(left) = words.iter().rposition(|word| word.end <= at) else { continue };
        let after = &text[end..];
        let stop = [
            ",", ";", " with", " of ", " in ", " due ", " without", " to ", " for ", " by ", " and ", " or ", " (",
            " [",
        ];
        let stop = end + stop.iter().filter_map(|stop| after.find(stop)).min().unwrap_or(after.len());
        let right = |at: usize| words[at].start >= end && words[at].start < stop;
        if !(0..words.len()).any(right) {
            continue;
        }
        // "muscle, fascia and tendon": single words before the last of a row are alternatives too.
        let mut row = left;
        while row > 0 && text.get(words[row - 1].end..words[row].start).is_some_and(|between| between.trim() == ",") {
            row -= 1;
        }
        let first = (0..words.len()).find(|at| right(*at)).unwrap_or(0);
        // "typhoid and paratyphoid fevers": the head after the last is that of all.
        let shared = row == 0;
        let dropped = |at: usize| right(at) && !(shared && at > first);
        if row < left {
            for only in row..=left {
                add(named(&words, |at| dropped(at) || (row..=left).contains(&at) && at != only));
            }
        } else {
            add(named(&words, dropped));
        }
        add(named(&words, |at| (row..=left).contains(&at)));
    }
    if let Some((before, synonym)) = text.split_once(" [") {
        let synonym = synonym.split(']').next().unwrap_or_default();
        let rest = before.split_whitespace().count() < 4;
        if rest {
            add(name(synonym));
        }
    }
    found
}

fn side_number(word: &str) -> Option<usize> {
    ["right", "left", "bilater"].iter().position(|side| *side == word).map(|at| at + 1)
}

fn side_of(words: &BTreeSet<String>) -> usize {
    let sides: Vec<usize> = words.iter().filter_map(|word| side_number(word)).collect();
    if let [side] = sides.as_slice() { *side } else { 0 }
}

fn own(folder: &Path, tree: &Tree<'_>) -> Result<Vec<Document>> {
    let mut documents = Vec::new();
    let mut faults = Vec::new();
    let mut paths: Vec<_> = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    paths.sort();
    for path in paths {
        let text = std::fs::read_to_string(&path)?;
        let mut fault = |at: usize, what: String| {
            let line = 1 + text[..at].matches('\n').count();
            faults.push(format!("{}:{line}: {what}", path.display()));
        };
        let (file, wrong) = yaml::read::<WordingsFile>(&text);
        for each in &wrong {
            fault(each.place.start, each.message());
        }
        for entry in file.unwrap_or_default() {
            let at = entry.place().start;
            let code = entry.value.code.map(|code| code.value).unwrap_or_default();
            let undotted = code.replace('.', "").trim_end_matches('-').to_owned();
            let row = if code.is_empty() { Some(layout::NO_ROW) } else { tree.row(&undotted) };
            let Some(row) = row else {
                fault(at, format!("{code} is not in the code set"));
                continue;
            };
            let listed = |texts: Option<Texts>| texts.map(|texts| texts.value).unwrap_or_default();
            let mut asks = 0;
            for ask in listed(entry.value.ask) {
                match layout::AXES.iter().position(|axis| *axis == ask.value) {
                    Some(bit) => asks |= 1 << bit,
                    None => fault(at, format!("{} is no axis", ask.value)),
                }
            }
            for wording in listed(entry.value.words) {
                let needed: BTreeSet<String> =
                    normal::words(&wording.value).into_iter().map(|word| word.text).collect();
                if !needed.is_empty() {
                    documents.push(Document { row, needed, spare: BTreeSet::new(), asks });
                }
            }
        }
    }
    documents.sort_by_key(|document| document.row);
    if faults.is_empty() { Ok(documents) } else { Err(faults.join("\n").into()) }
}

/// One document for each condition that titles name.
fn titles(tree: &Tree<'_>) -> Vec<Document> {
    let mut documents = Vec::new();
    for (at, row) in tree.codes.iter().enumerate() {
        let at = at as u16;
        // A row of a side, or of a header whose default stands for it, has no document.
        if row[6].is_empty() || row[0].contains('-') || tree.defaults.get(&at).is_some_and(|to| *to != at) {
            continue;
        }
        if !tree.is_live(&row[0]) || is_external(&row[0]) || tree.extension(&row[0]).is_some() {
            continue;
        }
        // Of injuries, whose titles are long, one name each is enough.
        let most = if row[0].starts_with(['S', 'T']) && row[0].len() > 4 { 1 } else { usize::MAX };
        for (needed, spare) in names(&row[6]).into_iter().take(most) {
            documents.push(Document { row: at, needed, spare, asks: 0 });
        }
    }
    documents
}

/// What distinguishes codes of six characters from the row above them. These are not looked for by their words.
fn extensions(tree: &Tree<'_>) -> Vec<Document> {
    let rows = tree.codes.iter().enumerate().filter(|(at, row)| {
        tree.is_live(&row[0])
            && !is_external(&row[0])
            && tree.defaults.get(&(*at as u16)).is_none_or(|to| to == &(*at as u16))
    });
    let extension = |(at, row): (usize, &Vec<String>)| {
        let (needed, spare) = tree.extension(&row[0])?;
        Some(Document { row: at as u16, needed, spare, asks: 0 })
    };
    rows.filter_map(extension).collect()
}

/// Whether a code is for an external cause, which nobody assesses.
fn is_external(code: &str) -> bool {
    code.starts_with(['V', 'W', 'X', 'Y'])
}

/// The code that a note of the tabular list names, and what it calls it: a term that the code includes, or one that
/// another code excludes: "ammonia dermatitis (L22)".
fn named_by(note: &[String]) -> Option<(&str, &str)> {
    let text = note[2].as_str();
    match note[1].as_str() {
        "t" | "i" if !note[0].contains('-') => Some((&note[0], text)),
        "x" | "y" => {
            let (low, high) = note[3].split_once('-').filter(|(low, high)| low == high)?;
            let name = text.strip_suffix(')')?.rsplit_once(" (")?.0;
            let (name, listed) =
                (name.trim(), name.contains(['(', ';', ':', '-']) || name.contains(" with ") || name.contains("code"));
            (!listed && high.len() > 2).then_some((low, name))
        }
        _ => None,
    }
}

fn terms(notes: &[Vec<String>], tree: &Tree<'_>) -> Vec<Document> {
    let mut documents = Vec::new();
    for note in notes {
        let Some((code, text)) = named_by(note) else { continue };
        let Some(row) = tree.row(code).filter(|_| tree.is_live(code) && !is_external(code)) else { continue };
        let is_sided = tree.sided.contains(&row);
        let row = tree.defaults.get(&row).copied().unwrap_or(row);
        for (mut needed, spare) in names(text) {
            needed.retain(|word| !is_sided || side_number(word).is_none());
            documents.push(Document { row, needed, spare, asks: 0 });
        }
    }
    documents.sort_by_key(|document| document.row);
    documents
}

/// What makes a document one that says nothing new: the same words for a code of the same category.
fn key<'a>(document: &Document, codes: &'a [Vec<String>]) -> (&'a str, BTreeSet<String>, bool) {
    let rest = document.spare.iter().any(|word| is_rest(word));
    (&codes[usize::from(document.row)][0][..3], document.needed.clone(), rest)
}

fn distinct<'a>(
    documents: Vec<Document>,
    known: &mut HashSet<(&'a str, BTreeSet<String>, bool)>,
    codes: &'a [Vec<String>],
) -> Vec<Document> {
    documents.into_iter().filter(|document| known.insert(key(document, codes))).collect()
}

/// How much less likely a code is than its words say: what is left over, and what only some patients can have.
fn prior(document: &Document, codes: &[Vec<String>]) -> u8 {
    let Some(code) = codes.get(usize::from(document.row)).map(|row| row[0].as_str()) else { return 0 };
    let chapter = match code.as_bytes()[0] {
        b'O' | b'P' => 12,
        b'Q' => 10,
        b'V'..=b'Y' => 30,
        b'T' => 6,
        b'S' => 4,
        _ => 0,
    };
    let header =
        u8::from(codes[usize::from(document.row)][1].is_empty() && codes[usize::from(document.row)][5].is_empty());
    let rest = if document.spare.iter().any(|word| is_rest(word)) { 4 } else { 0 };
    chapter + rest + header
}

fn write(
    documents: &[Document],
    bounds: &[usize],
    parts: &BTreeMap<String, BTreeSet<String>>,
    codes: &[Vec<String>],
    out: &Path,
) -> Result<()> {
    let known = weighed(documents, parts, codes);
    let number = |word: &String| known[word.as_str()].number;
    let mut vocabulary = fst::MapBuilder::memory();
    for (word, entry) in &known {
        vocabulary.insert(word, u64::from(entry.number))?;
    }
    let mut keys: Vec<Vec<u16>> = vec![Vec::new(); known.len()];
    let (mut table, mut names) = (Vec::new(), Vec::<u8>::new());
    for (at, document) in documents.iter().enumerate() {
        table.extend(document.row.to_le_bytes());
        table.push(prior(document, codes));
        table.extend(&u32::try_from(names.len() / 2)?.to_le_bytes()[..3]);
        let mut needed: Vec<&Weighed> = document.needed.iter().map(|word| &known[word.as_str()]).collect();
        names.extend(needed.iter().flat_map(|word| word.number.to_le_bytes()));
        names.extend(document.spare.iter().flat_map(|word| (number(word) | layout::SPARE).to_le_bytes()));
        if bounds.last().is_some_and(|extension| at >= *extension) {
            continue;
        }
        // A text that has enough of the name has one of its rarest words.
        needed.sort_by_key(|word| word.count);
        let mut left: f32 = needed.iter().map(|word| word.cost()).sum();
        let enough = left * layout::LEAST_COVERAGE;
        for word in needed {
            if left < enough {
                break;
            }
            keys[usize::from(word.number)].push(u16::try_from(at)?);
            left -= word.cost();
        }
    }
    table.extend([0; 3]);
    table.extend(&u32::try_from(names.len() / 2)?.to_le_bytes()[..3]);
    let mut words = Vec::new();
    let mut start = 0;
    for (entry, keys) in known.values().zip(&keys) {
        words.extend(u32::try_from(start)?.to_le_bytes());
        words.extend(entry.packed().to_le_bytes());
        start += keys.len();
    }
    words.extend(u32::try_from(start)?.to_le_bytes());
    words.extend([0; 2]);
    let keys: Vec<u8> = keys.iter().flatten().flat_map(|at| at.to_le_bytes()).collect();
    let bounds: Vec<u8> = bounds.iter().flat_map(|bound| (*bound as u16).to_le_bytes()).collect();
    let pairs = parts.iter().flat_map(|(part, wholes)| wholes.iter().map(move |whole| (part, whole)));
    let mut wholes: Vec<[u16; 2]> = pairs.map(|(part, whole)| [number(part), number(whole)]).collect();
    wholes.sort_unstable();
    let wholes: Vec<u8> = wholes.iter().flatten().flat_map(|word| word.to_le_bytes()).collect();
    std::fs::write(out.join("icd10-vocabulary.fst"), vocabulary.into_inner()?)?;
    std::fs::write(out.join("icd10-words.bin"), words)?;
    std::fs::write(out.join("icd10-keys.bin"), keys)?;
    std::fs::write(out.join("icd10-documents.bin"), table)?;
    std::fs::write(out.join("icd10-names.bin"), names)?;
    std::fs::write(out.join("icd10-bounds.bin"), bounds)?;
    std::fs::write(out.join("icd10-wholes.bin"), wholes)?;
    Ok(())
}

/// A word of the index.
struct Weighed {
    number: u16,
    /// How many documents have it.
    count: usize,
    weight: u16,
    is_place: bool,
    is_generic: bool,
}

impl Weighed {
    /// What it counts when it is missing.
    fn cost(&self) -> f32 {
        (f32::from(self.weight) / layout::UNIT).max(layout::LEAST)
    }

    fn packed(&self) -> u16 {
        self.weight & !layout::FLAGS
            | if self.is_place { layout::PLACE } else { 0 }
            | if self.is_generic { layout::GENERIC } else { 0 }
    }
}

/// All words, in order, each with what it says about a category.
fn weighed<'a>(
    documents: &'a [Document],
    parts: &'a BTreeMap<String, BTreeSet<String>>,
    codes: &[Vec<String>],
) -> BTreeMap<&'a str, Weighed> {
    let mut found: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for part in parts.iter().flat_map(|(part, wholes)| std::iter::once(part).chain(wholes)) {
        found.entry(part).or_default();
    }
    for document in documents {
        let category = codes.get(usize::from(document.row)).map_or("", |row| &row[0][..3]);
        for word in document.needed.iter().chain(&document.spare) {
            found.entry(word).or_default().push(category);
        }
    }
    let causes = plain(CAUSES);
    let weigh = |(number, (word, places)): (usize, (&'a str, Vec<&str>))| {
        let count = places.len();
        let infectious = places.iter().filter(|code| code.starts_with(['A', 'B'])).count();
        let is_cause = infectious * 2 > count || causes.contains(word);
        let categories = places.into_iter().collect::<BTreeSet<_>>().len();
        let weight = (1.0 + CATEGORIES / (1.0 + categories as f32)).ln() * if is_cause { CAUSE } else { 1.0 };
        let entry = Weighed {
            number: number as u16,
            count,
            weight: (weight * layout::UNIT) as u16,
            is_place: PLACES.with(|places| places.borrow().contains(word)),
            is_generic: is_weak(word) || is_head(word),
        };
        (word, entry)
    };
    found.into_iter().enumerate().map(weigh).collect()
}
