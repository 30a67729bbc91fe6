//! Globs as people know them from `.gitignore`.
//!
//! Every glob of a configuration is read alike: one without a slash means any depth (`*.bak`), one with a slash is
//! relative to the file (`forms/*.txt`), one that ends in a slash is a folder with all in it, and `!` takes back what
//! an earlier one named. The last glob that matches decides.

use super::file::ConfigValue;
use crate::app::paths::absolute;
use crate::app::trouble::Trouble;
use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::path::{Path, PathBuf};

/// Globs relative to one folder.
#[derive(Debug)]
pub struct Globs {
    folder: PathBuf,
    globs: Gitignore,
}

impl Globs {
    /// The globs of a list.
    ///
    /// # Errors
    /// If one does not parse.
    pub fn new(folder: &Path, words: &[ConfigValue]) -> Result<Globs, Trouble> {
        // The root is empty, since paths are made relative before they are matched.
        let mut builder = GitignoreBuilder::new("");
        builder.allow_unclosed_class(false);
        for word in words {
            let fault = |reason: String| word.fault(format!("the glob does not parse: {reason}"), None);
            if word.value.trim().is_empty() {
                return Err(fault("it is empty".to_owned()));
            }
            builder.add_line(None, &word.value).map_err(|e| fault(reason(&e)))?;
        }
        let globs = builder.build().unwrap_or_else(|_| Gitignore::empty());
        Ok(Globs { folder: folder.to_path_buf(), globs })
    }

    /// The globs of a command line, relative to `folder`.
    ///
    /// # Errors
    /// Why one does not parse.
    pub fn of_words(folder: &Path, words: &[String]) -> Result<Globs, String> {
        let mut builder = GitignoreBuilder::new("");
        builder.allow_unclosed_class(false);
        for word in words {
            builder.add_line(None, word).map_err(|error| format!("`{word}`: {}", reason(&error)))?;
        }
        let globs = builder.build().unwrap_or_else(|_| Gitignore::empty());
        Ok(Globs { folder: folder.to_path_buf(), globs })
    }

    /// Whether they include or exclude a file; `None` if none of them matches it.
    pub fn name(&self, file: &Path) -> Option<bool> {
        let file = absolute(file);
        let path = file.strip_prefix(&self.folder).ok().filter(|path| !path.as_os_str().is_empty())?;
        match self.globs.matched_path_or_any_parents(path, false) {
            Match::None => None,
            Match::Ignore(_) => Some(true),
            Match::Whitelist(_) => Some(false),
        }
    }
}

fn reason(error: &ignore::Error) -> String {
    match error {
        ignore::Error::Glob { err, .. } => err.clone(),
        other => other.to_string(),
    }
}
