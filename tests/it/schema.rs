//! The JSON Schema of the model, and what it is held against.

use std::path::{Path, PathBuf};

use gonogo::{output, parse, text::Source};
use serde_json::Value;

use crate::cli_env::CliEnv;

/// Every Markdown file below a folder.
fn documents(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            documents(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            found.push(path);
        }
    }
}

#[test]
fn the_model_of_every_document_fits_the_schema() {
    let schema: Value = serde_json::from_str(&CliEnv::new().gonogo(["schema", "model"]).exit(0).stdout).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut found = Vec::new();
    for folder in ["fixtures", "templates"] {
        documents(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut found);
    }
    let mut compiled = 0;
    for path in found {
        let Ok(source) = Source::new(path.display().to_string(), std::fs::read(&path).unwrap()) else { continue };
        let mut out = Vec::new();
        output::model::write(&parse::parse(&source), &mut out).unwrap();
        let mut model: Value = serde_json::from_slice(&out).unwrap();
        let errors: Vec<String> = validator.iter_errors(&model).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
        model["summary"]["items"] = "many".into();
        assert!(!validator.is_valid(&model), "{}: a wrong type fits", path.display());
        compiled += 1;
    }
    assert!(compiled > 100, "only {compiled} documents");
}
