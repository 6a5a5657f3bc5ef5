//! Reports: what they say, that hostile text stays text, and that nothing is called verified that was not.

use std::path::Path;
use std::process::Command;

use gonogo::output;
use gonogo::report::{self, Judgement, RecordView, Report, SignedView, Template};
use pulldown_cmark::{Event, Options, Parser, Tag};

use super::output::Case;
use crate::cli_env::CliEnv;

const RUN: &str = include_str!("../cases/report/run.md");
const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "<svg/onload=alert(1)>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "</title></style><iframe src=//example.org>",
    "{{ 7 * 7 }}{% raw %}",
    "- [x] forged",
    "a | b | c",
    "one\ntwo\n- [x] three",
    "@team please",
    "![beacon](https://example.org/x.png)",
    "`code` ```",
    "\u{1b}[2J\u{202e}gnp\u{9b}",
];

fn record(judgement: Judgement) -> RecordView {
    let signed = SignedView {
        place: Some("sign-off/release-manager".into()),
        role: "Release Manager".into(),
        name: "Ana Doe".into(),
        email: "ana@example.org".into(),
        meaning: "approved".into(),
        time: "2026-11-21 03:01 UTC".into(),
        principal: "release-manager/ana@example.org".into(),
        fingerprint: "SHA256:Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4Zm9vYmFyYmE".into(),
        statement: "signoffs/release-manager--0123456789ab.txt".into(),
        judgement: judgement.clone(),
    };
    RecordView {
        commit: "3f1c0de5b7a94d2e8c6f1a0b9d8e7f6a5c4b3d2e".into(),
        branch: "refs/heads/gonogo/record".into(),
        seq: "000012".into(),
        folder: "runs/v2.4.0-prod".into(),
        time: "2026-11-21 03:05 UTC".into(),
        recorder: "Ben Roe <ben@example.org>".into(),
        judgement,
        signoffs: vec![signed],
    }
}

fn page(template: &str, case: &Case, record: Option<&RecordView>) -> String {
    let report = Report::of(&case.judged(), record);
    report::find(template).expect("a template").render(&report).unwrap_or_else(|error| panic!("{error}"))
}

fn run() -> Case {
    Case::new("releases/v2.4.0.md", RUN)
}

/// The rows of comma-separated values, each with as many cells as the first.
fn rows(page: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(page.as_bytes());
    let rows = reader.records().map(|row| row.unwrap_or_else(|error| panic!("{error}\n{page}")));
    rows.map(|row| row.iter().map(str::to_owned).collect()).collect()
}

#[test]
fn a_run_as_csv() {
    let page = page("csv", &run(), Some(&record(Judgement::Verified)));
    insta::assert_snapshot!(page);
    let rows = rows(&page);
    let of = |kind: &str| rows.iter().filter(|row| row[0] == kind).count();
    let case = run();
    assert_eq!(of("item"), case.checklist.summary.items);
    assert_eq!(of("sign-off"), case.checklist.summary.sign_offs);
    assert_eq!(of("finding"), case.judged().diagnostics.len());
}

/// What a spreadsheet would run, by OWASP, in every string; and what would end a cell or a row.
#[test]
fn hostile_text_is_a_cell_and_no_formula() {
    let template = report::find("csv").expect("a template");
    let plain = rows(&template.render(&poisoned("harmless").0).expect("a page"));
    let formulas =
        ["=cmd|' /C calc'!A0", "+1+1", "-1+1|x", "@SUM(A1:A9)", "\t=1+1", "\r=1+1", " =1", "a\",=1,\"b", "x\n=1"];
    for payload in formulas.iter().chain(HOSTILE) {
        let page = template.render(&poisoned(payload).0).expect("a page");
        assert!(!page.contains(['\u{1b}', '\u{202e}', '\u{9b}', '\r', '\t']), "{payload}");
        let rows = rows(&page);
        assert_eq!(rows.len(), plain.len(), "{payload}\n{page}");
        for cell in rows.iter().flatten() {
            let number = cell.parse::<f64>().is_ok();
            assert!(number || !cell.trim_start().starts_with(['=', '+', '-', '@']), "{payload}: {cell}");
        }
    }
}

#[test]
fn a_run_as_json_fits_its_schema() {
    let record = record(Judgement::Past("its signer has said otherwise later".into()));
    let mut data = Vec::new();
    output::report::write(&Report::of(&run().judged(), Some(&record)), &mut data).expect("written");
    let data: serde_json::Value = serde_json::from_slice(&data).expect("JSON");
    let env = CliEnv::new().file("run.md", RUN);
    let schema = serde_json::from_str(&env.gonogo(["schema", "report"]).exit(0).stdout).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let errors: Vec<String> = validator.iter_errors(&data).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    assert_eq!(data["schema"], "gonogo.report/1");
    assert_eq!(data["record"]["judgement"], "does not count any more: its signer has said otherwise later");
    assert_eq!(data["items"].as_array().map(Vec::len), Some(run().checklist.summary.items));
    let said: serde_json::Value =
        serde_json::from_str(&env.gonogo(["report", "run.md", "--template", "json"]).exit(0).stdout).expect("JSON");
    assert!(validator.is_valid(&said));
    assert_eq!(said["verdict"], "NO-GO");
    env.gonogo(["report", "run.md", "--template", "xml"]).exit(2).remarks("templates are html, markdown, csv, json");
}

#[test]
fn a_run_as_markdown() {
    insta::assert_snapshot!(page("markdown", &run(), Some(&record(Judgement::Verified))));
}

#[test]
fn every_template_says_what_an_auditor_asks() {
    for template in report::TEMPLATES {
        let page = page(template.name, &run(), Some(&record(Judgement::Verified)));
        for needed in [
            "Ana Doe",
            "approved",
            "2026-11-21 03:01 UTC",
            "signature verified",
            "verify-commit",
            "ssh-keygen -Y verify",
        ] {
            assert!(page.contains(needed), "{}: {needed}", template.name);
        }
    }
}

#[test]
fn nothing_is_verified_that_was_not() {
    let unchecked = record(Judgement::NotVerified("the key file is missing".into()));
    for template in report::TEMPLATES {
        for record in [None, Some(&unchecked)] {
            let page = page(template.name, &run(), record);
            let claims = page.replace("not verified", "").replace("(verified:", "").replace("\\(verified:", "");
            assert!(!claims.to_lowercase().contains("verified"), "{}: {page}", template.name);
            assert!(page.contains("typed name, not verified"), "{}", template.name);
        }
    }
}

#[test]
fn starter_templates_make_pages() {
    for name in ["deployment", "release", "rollback", "hotfix"] {
        let path = format!("{}/templates/checklists/{name}.md", env!("CARGO_MANIFEST_DIR"));
        let case = Case::new(&path, &std::fs::read_to_string(&path).expect("a template"));
        assert!(case.checklist.problems.is_empty(), "{name}: {:?}", case.checklist.problems);
        let wrong = case.checklist.counts.iter().find(|count| count.actual != Some(count.declared));
        assert_eq!(wrong, None, "{name}");
        for template in report::TEMPLATES {
            page(template.name, &case, None);
        }
    }
}

/// A report with one payload in every string.
pub fn poisoned(payload: &str) -> (Report, RecordView) {
    let mut record = record(Judgement::NotVerified(payload.into()));
    let signed = &mut record.signoffs[0];
    for text in [&mut signed.role, &mut signed.name, &mut signed.email, &mut signed.meaning, &mut signed.principal] {
        *text = payload.to_owned();
    }
    record.recorder = payload.into();
    record.branch = payload.into();
    let case = run();
    let mut report = Report::of(&case.judged(), Some(&record));
    report.title = payload.into();
    report.path = payload.into();
    report.facts.iter_mut().for_each(|fact| (fact.label, fact.value) = (payload.into(), payload.into()));
    report.values.iter_mut().for_each(|value| (value.label, value.value) = (payload.into(), payload.into()));
    report.measures.iter_mut().for_each(|measure| measure.value = Some(payload.into()));
    report.sections.iter_mut().for_each(|section| section.title = payload.into());
    report.decisions.iter_mut().for_each(|decision| decision.chosen = vec![payload.into()]);
    report.findings.iter_mut().for_each(|found| (found.message, found.help) = (payload.into(), Some(payload.into())));
    report.criteria.iter_mut().for_each(|criterion| criterion.text = payload.into());
    report.commands.iter_mut().for_each(|command| command.text = payload.into());
    let items = report.items.iter_mut().chain(&mut report.not_applicable).chain(&mut report.failed);
    items.for_each(|item| (item.text, item.reason) = (payload.into(), Some(payload.into())));
    (report, record)
}

/// Tables, task markers, images, links, headings, raw HTML of a Markdown page.
pub fn shape(page: &str) -> [usize; 6] {
    let options = Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_STRIKETHROUGH;
    let mut shape = [0; 6];
    for event in Parser::new_ext(page, options) {
        match event {
            Event::Start(Tag::Table(_)) => shape[0] += 1,
            Event::TaskListMarker(_) => shape[1] += 1,
            Event::Start(Tag::Image { .. }) => shape[2] += 1,
            Event::Start(Tag::Link { .. }) => shape[3] += 1,
            Event::Start(Tag::Heading { .. } | Tag::TableRow | Tag::CodeBlock(_)) => shape[4] += 1,
            Event::Html(_) | Event::InlineHtml(_) => shape[5] += 1,
            _ => {}
        }
    }
    shape
}

#[test]
fn hostile_text_changes_no_markdown() {
    let template = report::find("markdown").expect("a template");
    let plain = shape(&template.render(&poisoned("harmless").0).expect("a page"));
    assert_eq!(plain[1..4], [0, 0, 0]);
    for payload in HOSTILE {
        let page = template.render(&poisoned(payload).0).expect("a page");
        assert_eq!(shape(&page), plain, "{payload}\n{page}");
        assert!(!page.contains(['\u{1b}', '\u{202e}', '\u{9b}']), "{payload}");
    }
}

#[test]
fn hostile_text_is_inert_in_a_browser() {
    let template = report::find("html").expect("a template");
    let dir = tempfile::tempdir().expect("a directory");
    let mut pages = String::new();
    for payload in HOSTILE {
        let page = template.render(&poisoned(payload).0).expect("a page");
        assert!(!page.contains(['\u{1b}', '\u{202e}', '\u{9b}']), "{payload}");
        pages.push_str(&page);
    }
    for active in ["<script", "<img", "<svg", "<iframe", "<a "] {
        assert!(!pages.contains(active), "{active}");
    }
    let file = dir.path().join("report.html");
    // One page is enough for the browser: every payload at once.
    std::fs::write(&file, template.render(&poisoned(&HOSTILE.concat()).0).expect("a page")).expect("written");
    let Some(dom) = browser(&file, dir.path()) else {
        eprintln!("no chromium here: the page was not opened in a browser");
        return;
    };
    assert!(dom.contains("Release checklist report"), "{dom}");
    for tag in dom.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
        let name = tag.split([' ', '/', '\n']).next().unwrap_or("").to_ascii_lowercase();
        assert!(!["script", "img", "svg", "iframe", "a", "object", "embed", "form"].contains(&&*name), "<{tag}>");
        assert!(!tag.to_ascii_lowercase().contains(" on"), "<{tag}>");
    }
}

/// What a real browser makes of a page.
fn browser(page: &Path, home: &Path) -> Option<String> {
    let out = Command::new("chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--dump-dom"])
        .arg(format!("--user-data-dir={}", home.join("profile").display()))
        .arg(format!("file://{}", page.display()))
        .output()
        .ok()?;
    String::from_utf8(out.stdout).ok()
}

#[test]
fn templates_of_ones_own() {
    let report = Report::of(&run().judged(), None);
    let render = |name: &str, source: &str| Template::own(name, source).render(&report);
    assert_eq!(render("own.csv", "{{ verdict }},{{ numbers.due }}\n").as_deref(), Ok("NO-GO,6\n"));
    let refused = |source: &str| render("own.html.j2", source).expect_err(source);
    let error = refused("<p>é\n<b>{{ title </b>");
    assert_eq!((error.line, error.name.as_str()), (2, "own.html.j2"));
    assert!(error.to_string().starts_with("own.html.j2:2:"), "{error}");
    let error = refused("one\ntwo {{ ttle }}");
    assert_eq!((error.line, error.column), (2, 8));
    refused("{{ title | safe }}");
    refused("{{ record }}");
    refused("{% include 'other' %}");
    refused("{% for a in range(9999) %}{% for b in range(9999) %}{{ b }}{% endfor %}{% endfor %}");
    refused(&"x".repeat(report::MAX_TEMPLATE_BYTES + 1));
    let escaped = render(
        "own.html",
        "{% autoescape false %}{{ '<b>' }}{% endautoescape %}{% set x %}{{ '<i>' }}{% endset %}{{ x }}",
    );
    assert_eq!(escaped.as_deref(), Ok("&lt;b&gt;&lt;i&gt;"));
}
