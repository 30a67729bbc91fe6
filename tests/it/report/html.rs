//! The page for a browser, read as text: links lead somewhere, nothing is requested from the network, and there are no
//! words that should not be there. `tools/browser/check` tests it in a browser.

use regex::Regex;
use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

const HOSTILE: &str = "CC: back pain </pre><script>alert(1)</script>\u{1b}[31m\u{202e}\r\n\r\nHPI: low back pain, \"dull\" & ***. Onset: ***\r\n\r\nA/P: 1. Low back pain (M54.9)\r\n";

/// The examples, and a note and a name that contain markup.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for example in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/notes")).unwrap() {
        let example = example.unwrap();
        fs::copy(example.path(), folder.path().join(example.file_name())).unwrap();
    }
    fs::write(folder.path().join("it's a&b.txt"), HOSTILE).unwrap();
    #[cfg(unix)]
    fs::write(folder.path().join("x\" onclick=\"alert(1)\"><script>.txt"), HOSTILE).unwrap();
    folder
}

fn written(folder: &Path, args: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
    let run = command.current_dir(folder).args(["check", "."]).args(args).output().unwrap();
    assert!(run.stderr.is_empty(), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8(run.stdout).unwrap()
}

fn all<'a>(page: &'a str, pattern: &str) -> Vec<&'a str> {
    Regex::new(pattern).unwrap().captures_iter(page).map(|found| found.get(1).unwrap().as_str()).collect()
}

#[test]
fn every_link_leads_somewhere_and_ids_are_unique() {
    let folder = folder();
    for args in [&["--format", "html"][..], &["--format", "html", "--redact"], &["--format", "html", "--split"]] {
        let page = written(folder.path(), args);
        let ids = all(&page, r#" id="([^"]+)""#);
        let known: HashSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), known.len(), "{args:?}");
        let links = all(&page, r##"href="#([^"]+)""##);
        assert!(links.len() > 20);
        assert_eq!(links.iter().find(|link| !known.contains(*link)), None, "{args:?}");
        for label in all(&page, r#"aria-labelledby="([^"]+)""#) {
            assert!(known.contains(label), "{label}");
        }
    }
}

#[test]
fn the_page_asks_nothing_of_the_net() {
    let page = written(folder().path(), &["--format", "html"]);
    assert!(
        page.contains("content=\"default-src 'none'; style-src 'sha256-") || page.contains("default-src &#39;none")
    );
    for load in [" src=", "<link", "<img", "<iframe", "@import", "url(", "javascript:"] {
        assert!(!page.contains(load), "{load}");
    }
    assert!(all(&page, r#"href="([^#"][^"]*)""#).iter().all(|link| link.starts_with("https://")));
}

#[test]
fn a_note_stays_text() {
    let page = written(folder().path(), &["--format", "html"]);
    assert_eq!((page.matches("<script>").count(), page.matches("</script>").count()), (1, 1), "its own");
    assert!(page.contains("&lt;/pre&gt;&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(!page.contains("\" onclick="));
    assert!(page.chars().all(|c| c == '\n' || !c.is_control() && c != '\u{202e}'));
    for tag in ["pre", "a", "span", "mark", "li", "ul", "section", "article", "table", "div"] {
        let opened = Regex::new(&format!("<{tag}[ >]")).unwrap().find_iter(&page).count();
        assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag}");
    }
}

#[test]
fn all_findings_are_there_and_the_bytes_are_the_same_twice() {
    let folder = folder();
    let report = crate::json_schema::report(written(folder.path(), &["--format", "json"]).as_bytes());
    let notes = report["notes"].as_array().unwrap();
    let findings: usize = notes.iter().map(|note| note["findings"].as_array().unwrap().len()).sum();
    let page = written(folder.path(), &["--format", "html"]);
    let listed: usize = all(&page, r#" data-n="(\d+)""#).iter().map(|count| count.parse::<usize>().unwrap()).sum();
    assert_eq!(listed, findings);
    assert_eq!(page.matches("<article ").count(), notes.len());
    assert_eq!(page, written(folder.path(), &["--format", "html"]));
}

#[test]
fn a_redacted_page_holds_no_word_of_a_note() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "CC: Zebulon low back pain\n\nHPI: Zebulon has [Zebulon] ***\n").unwrap();
    let page = written(folder.path(), &["--format", "html", "--redact"]);
    assert!(!page.contains("Zebulon") && !page.contains("<pre"), "{page}");
    assert!(page.contains("data-s=\"warning\""));
    assert!(written(folder.path(), &["--format", "html"]).contains("Zebulon"));
}

#[test]
fn a_note_that_could_not_be_read_stands_in_the_head() {
    let folder = folder();
    fs::write(folder.path().join("picture.txt"), b"\x89PNG\0\0").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_notelint"));
    let run = command.current_dir(folder.path()).args(["check", ".", "--format", "html"]).output().unwrap();
    let page = String::from_utf8(run.stdout).unwrap();
    let (head, _) = page.split_once("<article").unwrap();
    assert!(head.contains("Not read") && head.contains("picture.txt"));
}

/// The colours of the style's first rule of custom properties after `at`, by name.
fn colours(style: &str, at: &str) -> std::collections::HashMap<String, [f64; 3]> {
    let block = &style[style.find(at).unwrap()..];
    let block = &block[block.find("--page").unwrap()..];
    let block = &block[..block.find('}').unwrap()];
    let hex = |digits: &str| {
        let wide = if digits.len() == 3 { digits.chars().flat_map(|c| [c, c]).collect() } else { digits.to_owned() };
        [0, 2, 4].map(|at| f64::from(u8::from_str_radix(&wide[at..at + 2], 16).unwrap()) / 255.0)
    };
    let pairs = Regex::new("--([a-z-]+): #([0-9a-f]+)").unwrap();
    pairs.captures_iter(block).map(|found| (found[1].to_owned(), hex(&found[2]))).collect()
}

/// The contrast of two colours as WCAG 2.2 defines it, 1 to 21.
fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let channel = |c: f64| if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) };
    let luminance = |[r, g, b]: [f64; 3]| 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn words_stand_out_from_what_is_behind_them_by_day_and_by_night() {
    let page = written(folder().path(), &["--format", "html"]);
    let day = colours(&page, ":root");
    let night = colours(&page, "prefers-color-scheme: dark");
    let mut print = night.clone();
    print.extend(colours(&page, "@media print"));
    assert_ne!(day, night);
    for (name, colours) in [("day", day), ("night", night), ("print", print)] {
        let marks = ["error", "warning", "advice"].map(|mark| (mark.to_owned(), format!("{mark}-back")));
        let inked = ["error-back", "warning-back", "advice-back"].map(|back| ("ink".to_owned(), back.to_owned()));
        let plain =
            ["ink", "soft", "link", "error", "warning", "advice", "yes"].map(|ink| (ink.to_owned(), "page".to_owned()));
        let shaded = ["ink", "soft"].map(|ink| (ink.to_owned(), "shade".to_owned()));
        for (ink, back) in marks.into_iter().chain(inked).chain(plain).chain(shaded) {
            let contrast = contrast(colours[&ink], colours[&back]);
            assert!(contrast >= 4.5, "{name}: {ink} on {back} has {contrast:.2}");
        }
    }
}

/// The page once said of a template without a prompt for radiation "radiation not documented (radiation: not prompted
/// for)", because its marks had words of their own for a status.
#[test]
fn a_page_on_a_template_names_what_it_does_not_prompt_for() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("form.txt"), "CC: low back pain\n\nHPI: Onset: ***\n\nAssessment: ***\n").unwrap();
    let page = written(folder.path(), &["--format", "html", "--profile", "template", "--checklist", "back-pain"]);
    let titles = all(&page, r#" title="([^"]*)""#);
    assert!(titles.iter().any(|title| title.contains("radiation not prompted for")), "{titles:?}");
    assert_eq!(titles.iter().find(|title| title.contains("not documented") || title.contains('(')), None);
    let cells = all(&page, r#"<td class="[a-z]"><i>([^<]*)</i>"#);
    assert!(cells.contains(&"prompted for") && cells.contains(&"not prompted for"), "{cells:?}");
    let legend = all(&page, r#"<span class="key [a-z]">([^<]*)</span>"#);
    assert!(cells.iter().all(|cell| legend.contains(cell)), "{legend:?}");
}
