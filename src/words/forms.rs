//! The forms of a word: plural and tenses for `lift~`, and the British and American spellings of one word.
//!
//! `~` is for nouns, and for verbs whose tense does not matter: "hurt his back when" describes how it began and "hurts
//! when" what makes it worse.

/// Forms that no rule gives, the base first.
const IRREGULAR: &[&str] = &[
    "be is are was were been being",
    "bear bears bearing bore borne",
    "begin begins beginning began begun",
    "bend bends bending bent",
    "bring brings bringing brought",
    "build builds building built",
    "calf calves",
    "catch catches catching caught",
    "come comes coming came",
    "creep creeps creeping crept",
    "cut cuts cutting",
    "deal deals dealing dealt",
    "dig digs digging dug",
    "do does did doing done",
    "drive drives driving drove driven",
    "eat eats eating ate eaten",
    "fall falls falling fell fallen",
    "feel feels feeling felt",
    "fight fights fighting fought",
    "find finds finding found",
    "fly flies flying flew",
    "foot feet",
    "get gets getting got gotten",
    "give gives giving gave given",
    "go goes going went gone",
    "grow grows growing grew grown",
    "have has had having",
    "hit hits hitting",
    "hold holds holding held",
    "hurt hurts hurting",
    "keep keeps keeping kept",
    "knit knits knitting",
    "lean leans leaning leaned leant",
    "leave leaves leaving left",
    "lie lies lying lay lain",
    "lose loses losing lost",
    "make makes making made",
    "put puts putting",
    "quit quits quitting",
    "read reads reading",
    "ride rides riding rode ridden",
    "rise rises rising rose risen",
    "run runs running ran",
    "say says saying said",
    "send sends sending sent",
    "set sets setting",
    "shoot shoots shooting shot",
    "sit sits sitting sat",
    "sleep sleeps sleeping slept",
    "spend spends spending spent",
    "spread spreads spreading",
    "stand stands standing stood",
    "sting stings stinging stung",
    "swim swims swimming swam swum",
    "swing swings swinging swung",
    "take takes taking took taken",
    "teach teaches teaching taught",
    "tell tells telling told",
    "throw throws throwing threw thrown",
    "tie ties tying tied",
    "wake wakes waking woke woken waked",
    "wear wears wearing wore worn",
    "weep weeps weeping wept",
];

/// Words of one stressed syllable at their end, which double their last letter: `stopped`.
const DOUBLES: &str = " stop drop jog grab stab jab jar mop chop skip slip trip plan drag tug jut hop zip snap rub shop scrub \
                       throb nag hug pop wrap spin zap fan transfer step slap dog permit flex ";

/// British stems and the American ones that share their ids.
const SPELLINGS: &[(&str, &str)] = &[
    ("paraesthe", "paresthe"),
    ("dysaesthe", "dysesthe"),
    ("hypoaesthe", "hypoesthe"),
    ("hypaesthe", "hypesthe"),
    ("anaesthe", "anesthe"),
    ("aesthe", "esthe"),
    ("haem", "hem"),
    ("anaem", "anem"),
    ("ischaem", "ischem"),
    ("oedema", "edema"),
    ("melaen", "melen"),
    ("oesoph", "esoph"),
    ("diarrhoea", "diarrhea"),
    ("orthopaed", "orthoped"),
    ("paediatr", "pediatr"),
    ("gynaec", "gynec"),
    ("neighbour", "neighbor"),
    ("labour", "labor"),
    ("behaviour", "behavior"),
    ("colour", "color"),
    ("favour", "favor"),
    ("tumour", "tumor"),
    ("odour", "odor"),
    ("centre", "center"),
    ("fibre", "fiber"),
    ("metre", "meter"),
    ("litre", "liter"),
    ("travell", "travel"),
    ("cancell", "cancel"),
    ("counsell", "counsel"),
    ("manoeuv", "maneuv"),
    ("agonis", "agoniz"),
    ("centralis", "centraliz"),
    ("hospitalis", "hospitaliz"),
    ("immobilis", "immobiliz"),
    ("localis", "localiz"),
    ("generalis", "generaliz"),
    ("mobilis", "mobiliz"),
    ("peripheralis", "peripheraliz"),
    ("radicalis", "radicaliz"),
    ("recognis", "recogniz"),
    ("socialis", "socializ"),
    ("stabilis", "stabiliz"),
    ("utilis", "utiliz"),
    ("paralys", "paralyz"),
    ("practis", "practic"),
    ("catheteris", "catheteriz"),
    ("grey", "gray"),
    ("programme", "program"),
    ("plough", "plow"),
];

/// All forms of a word, itself first.
pub(super) fn forms(word: &str) -> Vec<String> {
    let irregular = IRREGULAR.iter().find(|forms| forms.split(' ').next() == Some(word));
    if let Some(forms) = irregular {
        return forms.split(' ').map(str::to_owned).collect();
    }
    let with = |endings: [&str; 3], base: &str| {
        let mut all = vec![word.to_owned()];
        all.extend(endings.iter().map(|ending| format!("{base}{ending}")));
        all
    };
    let is_vowel = |c: char| "aeiou".contains(c);
    let mut last = word.chars().rev();
    let (end, before) = (last.next().unwrap_or(' '), last.next().unwrap_or(' '));
    let drop_last = &word[..word.len() - end.len_utf8().min(word.len())];
    match (before, end) {
        _ if word.ends_with(['s', 'x', 'z']) || word.ends_with("ch") || word.ends_with("sh") => {
            with(["es", "ed", "ing"], word)
        }
        (before, 'y') if !is_vowel(before) => {
            let mut all = with(["ies", "ied", "ying"], drop_last);
            all.dedup();
            all
        }
        ('e', 'e') => with(["s", "d", "ing"], word),
        (_, 'e') => vec![word.to_owned(), format!("{word}s"), format!("{word}d"), format!("{drop_last}ing")],
        _ if DOUBLES.contains(&format!(" {word} ")) => {
            vec![word.to_owned(), format!("{word}s"), format!("{word}{end}ed"), format!("{word}{end}ing")]
        }
        _ => with(["s", "ed", "ing"], word),
    }
}

/// The spelling under which a word is kept: the American one.
pub(super) fn kept(word: &str) -> String {
    let mut kept = word.to_owned();
    for (british, american) in SPELLINGS {
        if kept.contains(british) {
            kept = kept.replace(british, american);
        }
    }
    kept
}

/// How a kept word may be spelled in a note: as kept, and with the British stems that it has. Some of these are not
/// words (`thaem` for `them`), and do not occur in notes.
pub(super) fn spellings(kept: &str) -> Vec<String> {
    let mut all = vec![kept.to_owned()];
    for (british, american) in SPELLINGS {
        if kept.contains(american) && !kept.contains(british) {
            let more: Vec<String> = all.iter().map(|word| word.replace(american, british)).collect();
            all.extend(more);
        }
        if all.len() > 8 {
            break;
        }
    }
    all.sort();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_follow_the_rules_and_the_table() {
        for (word, wanted) in [
            ("lift", "lift lifts lifted lifting"),
            ("carry", "carry carries carried carrying"),
            ("play", "play plays played playing"),
            ("drive", "drive drives driving drove driven"),
            ("stop", "stop stops stopped stopping"),
            ("push", "push pushes pushed pushing"),
            ("ache", "ache aches ached aching"),
            ("knee", "knee knees kneed kneeing"),
            ("foot", "foot feet"),
        ] {
            assert_eq!(forms(word).join(" "), wanted);
        }
    }

    #[test]
    fn british_and_american_share_a_spelling_by_stems_and_not_by_endings() {
        assert_eq!(kept("paraesthesia"), "paresthesia");
        assert_eq!(kept("oedema"), "edema");
        assert_eq!(kept("localised"), "localized");
        assert_eq!(kept("rising"), "rising");
        assert!(spellings("localized").contains(&"localised".to_owned()));
        assert!(spellings("edema").contains(&"oedema".to_owned()));
    }
}
