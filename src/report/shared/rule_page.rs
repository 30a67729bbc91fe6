//! The address of the page about a rule, where the package says where its repository is.
//!
//! A package from a fork or a mirror states its own `repository` in Cargo.toml; one that states none gives no address,
//! rather than a wrong one. `docs/rules/` has a page for each pack, with a heading for each rule.

/// The address of the page about a rule, of this version.
pub(crate) fn rule_page(rule: &str) -> Option<String> {
    address(env!("CARGO_PKG_REPOSITORY"), env!("CARGO_PKG_VERSION"), rule)
}

fn address(repository: &str, version: &str, rule: &str) -> Option<String> {
    let pack = rule.split('/').next().filter(|_| repository.starts_with("https://"))?;
    // A heading's anchor is its text without the slash.
    let anchor: String = rule.chars().filter(|char| *char != '/').collect();
    Some(format!("{}/blob/v{version}/docs/rules/{pack}.md#{anchor}", repository.trim_end_matches('/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_of_the_version_and_has_an_anchor() {
        let page = address("https://example.org/o/notelint/", "1.2.0", "knee/side").unwrap();
        assert_eq!(page, "https://example.org/o/notelint/blob/v1.2.0/docs/rules/knee.md#kneeside");
        assert_eq!(address("", "1.2.0", "knee/side"), None);
    }
}
