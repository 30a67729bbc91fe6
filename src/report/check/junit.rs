//! JUnit XML: a note is a test suite, a finding a test case, and a note without findings one case that passes.
//!
//! A finding that makes the run fail is a failure; any other is a skipped case with its message, so that a server that
//! counts failures agrees with the exit code. A note that could not be read is an error in a suite of its own.

use crate::check::Finding;
use crate::filter::fails;
use crate::report::check::reporter::Reporter;
use crate::report::shared::clean;
use crate::report::shared::linted::Linted;
use crate::report::shared::style::Style;
use crate::report::shared::tally::Tally;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::io::{self, Write};

/// Writes JUnit XML.
pub(crate) struct Junit;

impl Reporter for Junit {
    fn begin(&self, _: &Tally, _: &Style, out: &mut dyn Write) -> io::Result<()> {
        let mut xml = Writer::new(out);
        xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        xml.write_event(Event::Text(BytesText::new("\n")))?;
        xml.write_event(Event::Start(BytesStart::new("testsuites").with_attributes([("name", "notelint")])))?;
        xml.write_event(Event::Text(BytesText::new("\n")))
    }

    fn note(&self, linted: &Linted<'_>, style: &Style, out: &mut dyn Write) -> io::Result<()> {
        let path = clean::path(linted.note.source.path());
        let failing = |finding: &&Finding| fails(Some(finding.severity), linted.fail_on);
        let findings = linted.outcome.reported().collect::<Vec<_>>();
        let failures = findings.iter().copied().filter(failing).count();
        let mut xml = Writer::new_with_indent(out, b' ', 2);
        let suite = suite(&path, findings.len().max(1), failures, 0, findings.len() - failures);
        xml.write_event(Event::Start(suite))?;
        if findings.is_empty() {
            xml.write_event(Event::Empty(case(&path, "no findings")))?;
        }
        for finding in findings {
            let at = linted.note.source.position(finding.primary.span.start);
            let name = format!("{} at {}:{}", finding.rule, at.line, at.column);
            xml.write_event(Event::Start(case(&path, &name)))?;
            let message = finding.message.render(style.redact);
            let message = clean::line(&message);
            if failing(&finding) {
                let failure = BytesStart::new("failure");
                let failure = failure.with_attributes([("message", &*message), ("type", finding.severity.as_str())]);
                let help = finding.help.render(style.redact);
                let words = format!("{path}:{}:{}: {message}\n{}", at.line, at.column, clean::line(&help));
                xml.write_event(Event::Start(failure))?;
                xml.write_event(Event::Text(BytesText::new(words.trim_end())))?;
                xml.write_event(Event::End(BytesEnd::new("failure")))?;
            } else {
                let skipped = BytesStart::new("skipped").with_attributes([("message", &*message)]);
                xml.write_event(Event::Empty(skipped))?;
            }
            xml.write_event(Event::End(BytesEnd::new("testcase")))?;
        }
        xml.write_event(Event::End(BytesEnd::new("testsuite")))?;
        xml.write_event(Event::Text(BytesText::new("\n")))
    }

    fn end(&self, tally: &Tally, _: &Style, out: &mut dyn Write) -> io::Result<()> {
        let mut xml = Writer::new_with_indent(out, b' ', 2);
        if !tally.troubles.is_empty() {
            let errors = tally.troubles.len();
            xml.write_event(Event::Start(suite("notelint", errors, 0, errors, 0)))?;
            for trouble in &tally.troubles {
                let trouble = clean::line(trouble);
                xml.write_event(Event::Start(case("notelint", &trouble)))?;
                let error = BytesStart::new("error").with_attributes([("message", &*trouble)]);
                xml.write_event(Event::Empty(error))?;
                xml.write_event(Event::End(BytesEnd::new("testcase")))?;
            }
            xml.write_event(Event::End(BytesEnd::new("testsuite")))?;
        }
        xml.get_mut().write_all(b"</testsuites>\n")
    }
}

fn suite(name: &str, tests: usize, failures: usize, errors: usize, skipped: usize) -> BytesStart<'static> {
    let counts = [("tests", tests), ("failures", failures), ("errors", errors), ("skipped", skipped)];
    let mut suite = BytesStart::new("testsuite").with_attributes([("name", name)]);
    counts.iter().for_each(|(key, count)| suite.push_attribute((*key, count.to_string().as_str())));
    suite.into_owned()
}

fn case(class: &str, name: &str) -> BytesStart<'static> {
    BytesStart::new("testcase").with_attributes([("classname", class), ("name", name)]).into_owned()
}
