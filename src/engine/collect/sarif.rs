//! Facts of a scan in SARIF: its findings, counted by how bad they are.

use std::collections::HashMap;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use super::Fact;
use crate::text::Source;

/// From which score on a finding is of a kind, as code scanning counts.
const SCORES: [(f64, usize); 3] = [(9.0, 0), (7.0, 1), (4.0, 2)];

pub(super) fn read(source: &Source) -> Result<Vec<Fact>> {
    let text = source.text().get(source.body_start()..).unwrap_or("");
    let sarif: Value = serde_json::from_str(text).with_context(|| format!("{}: this is no SARIF", source.path()))?;
    let runs = sarif.get("runs").and_then(Value::as_array).filter(|runs| !runs.is_empty());
    let Some(runs) = runs else { bail!("{}: no scan is in this report; nothing is known of findings", source.path()) };
    let mut counts = [0_u64; 4];
    for run in runs {
        let failed = |invocation: &Value| invocation.get("executionSuccessful") == Some(&Value::Bool(false));
        if list(run, "invocations").iter().any(failed) {
            bail!("{}: the scan did not succeed; its findings may not be all there are", source.path());
        }
        if run.get("results").and_then(Value::as_array).is_none() {
            bail!("{}: the scan has no results, not even an empty list; it may not have run", source.path());
        }
        let rules = rules(run);
        for result in list(run, "results") {
            let kind = result.get("kind").and_then(Value::as_str).unwrap_or("fail");
            if matches!(kind, "fail" | "open" | "review")
                && let Some(count) = counts.get_mut(rank(run, result, &rules))
            {
                *count += 1;
            }
        }
    }
    let names = ["sarif.critical", "sarif.high", "sarif.medium", "sarif.low"];
    let mut facts: Vec<Fact> =
        names.into_iter().zip(counts).map(|(name, count)| Fact { name, value: count.to_string() }).collect();
    facts.push(Fact { name: "sarif.total", value: counts.iter().sum::<u64>().to_string() });
    Ok(facts)
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// The rules of a scan by their ids.
fn rules(run: &Value) -> HashMap<&str, &Value> {
    let tool = run.get("tool");
    let driver = tool.and_then(|tool| tool.get("driver"));
    let extensions = tool.map_or(&[][..], |tool| list(tool, "extensions"));
    let all = driver.into_iter().chain(extensions).flat_map(|part| list(part, "rules"));
    all.filter_map(|rule| Some((rule.get("id")?.as_str()?, rule))).collect()
}

/// 0 critical, 1 high, 2 medium, 3 low: by the score where there is one, otherwise by the level.
fn rank(run: &Value, result: &Value, rules: &HashMap<&str, &Value>) -> usize {
    let by_id = result.get("ruleId").and_then(Value::as_str).and_then(|id| rules.get(id).copied());
    let by_index = || {
        let index = result.get("ruleIndex").or_else(|| result.get("rule")?.get("index"))?.as_u64()?;
        list(run.get("tool")?.get("driver")?, "rules").get(usize::try_from(index).ok()?)
    };
    let rule = by_id.or_else(by_index);
    let score = |of: &Value| {
        let score = of.get("properties")?.get("security-severity")?;
        score.as_f64().or_else(|| score.as_str()?.trim().parse().ok())
    };
    if let Some(score) = score(result).or_else(|| score(rule?)) {
        return SCORES.iter().find(|(from, _)| score >= *from).map_or(3, |(_, rank)| *rank);
    }
    let default = || rule?.get("defaultConfiguration")?.get("level");
    match result.get("level").or_else(default).and_then(Value::as_str).unwrap_or("warning") {
        // Nothing says that it is less.
        "error" => 1,
        "warning" => 2,
        _ => 3,
    }
}
