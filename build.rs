//! Validates the built-in rules and stores them as bytes, so that no run pays for YAML.
//!
//! The modules that load rules at run time are compiled in here; a faulty pack stops the build with the same
//! diagnostics that its author would see from `notelint test`. The tables of the code set are packed in the same way.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "this is how a build script talks to cargo")]
#![allow(unexpected_cfgs, reason = "`builtin` is set by this script, for the library only")]
#![allow(
    dead_code,
    unused_imports,
    reason = "the script needs only a part of the layers that it shares with the library"
)]

#[path = "src/note/placeholders/asides.rs"]
mod asides;
#[path = "src/base/mod.rs"]
mod base;
#[path = "build/curated.rs"]
mod curated;
#[path = "build/icd10cm.rs"]
mod icd10cm;
#[path = "src/icd10/layout.rs"]
mod layout;
#[path = "src/icd10/wordings/normal/mod.rs"]
mod normal;
#[path = "src/rule/mod.rs"]
mod rule;
#[path = "src/icd10/wordings/layout.rs"]
mod wording_layout;
#[path = "build/wordings/mod.rs"]
mod wordings;
#[path = "src/words/mod.rs"]
mod words;
#[path = "src/yaml/mod.rs"]
mod yaml;

use miette::{GraphicalReportHandler, GraphicalTheme};
use rule::RuleFile;
use std::error::Error;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    for watched in [
        "build.rs",
        "build",
        "rules",
        "data/icd10cm",
        "src/rule",
        "src/base",
        "src/words",
        "src/yaml",
        "src/icd10/layout.rs",
        "src/icd10/wordings",
        "src/note/placeholders/asides.rs",
    ] {
        println!("cargo::rerun-if-changed={watched}");
    }
    println!("cargo::rustc-check-cfg=cfg(builtin)");
    println!("cargo::rustc-cfg=builtin");

    let mut paths = Vec::new();
    gather(Path::new("rules"), &mut paths)?;
    paths.sort();
    let files = paths.iter().map(|path| read(path)).collect::<Result<Vec<_>, _>>()?;
    let rule::Loaded { rules, symbols, .. } = match rule::load_with_tests(&files) {
        Ok(loaded) => loaded,
        Err(faults) => {
            eprintln!("{}", rendered(&faults));
            std::process::exit(1);
        }
    };

    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    std::fs::write(out.join("rules.bin"), postcard::to_stdvec(&rules)?)?;
    let [words] = rules.words.as_slice() else { return Err("the rules have one automaton".into()) };
    std::fs::write(out.join("words.bin"), words.bytes())?;
    std::fs::write(out.join("symbols.bin"), postcard::to_stdvec(&symbols)?)?;
    let texts = files.iter().map(|file| (&file.path, &file.text)).collect::<Vec<_>>();
    std::fs::write(out.join("files.bin"), miniz_oxide::deflate::compress_to_vec(&postcard::to_stdvec(&texts)?, 9))?;

    let release = icd10cm::pack(Path::new("data/icd10cm"), &out)?;
    println!("cargo::rustc-env=ICD10CM_RELEASE={release}");
    Ok(())
}

fn gather(folder: &Path, paths: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, paths)?;
        } else if path.extension().is_some_and(|extension| extension == "yaml") {
            paths.push(path);
        }
    }
    Ok(())
}

fn read(path: &Path) -> std::io::Result<RuleFile> {
    let name = path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
    Ok(RuleFile { path: name, text: std::fs::read_to_string(path)?, builtin: true })
}

fn rendered(faults: &rule::Faults) -> String {
    let handler = GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor());
    let mut text = format!("{faults}\n");
    for fault in faults.iter() {
        // Writing to a string cannot fail.
        let _ = handler.render_report(&mut text, fault);
    }
    text
}
