//! Words that leave open what they seem to say, "GO?", "Ana (pending)", "PASS or FAIL", are held, and never GO.

use gonogo::evidence::Evidence;
use gonogo::parse::parse;
use gonogo::rules;
use gonogo::text::Source;
use gonogo::time::Timestamp;

/// The rules that report something about a text in the place of `{}`.
fn found(document: &str, said: &str) -> Vec<&'static str> {
    let source = Source::new("run.md", document.replace("{}", said).into()).expect("a text");
    let now = Timestamp::parse_rfc3339("2026-11-21T10:00:00Z").expect("a time");
    rules::judge(&source, &parse(&source), &Evidence::at(now)).iter().map(|found| found.rule).collect()
}

fn all_are(document: &str, said: &[&str], wanted: &[&str]) {
    let other = said.iter().filter(|said| found(document, said) != wanted);
    let other: Vec<_> = other.map(|said| format!("{said}: {:?}", found(document, said))).collect();
    assert!(other.is_empty(), "not {wanted:?}:\n{}", other.join("\n"));
}

#[test]
fn who_has_not_signed_is_no_signer() {
    for document in [
        "# Bridge\n\n- [x] Bolts tight\n\n## Sign-off\n\n**Release Manager:** {} **Date:** 2026-11-20\n",
        "# Bridge\n\n- [x] Bolts tight\n\n## Sign-off\n\n| Role | Name | Date |\n|---|---|---|\n| QA Lead | {} | 2026-11-20 |\n",
    ] {
        let open = [
            "not signed",
            "to be signed by Ana",
            "declined",
            "rejected",
            "refused – see ticket",
            "unsigned",
            "Ana (pending)",
            "Ana?",
            "~~Ana~~",
            "☐ Ana",
            "yes",
            "No",
            "nobody",
            "NOT APPROVED",
            "not Ana",
            "on behalf of Ana",
            "auto",
            "skipped",
            "John Doe",
            "Ana (conditional on the load test)",
            "Ana, subject to a retest",
            "Ana with reservations",
            "Ana (delegate?)",
            "me",
            "Name Surname",
            "will sign",
            "on leave",
            "verbal OK",
            "Ana or Bo",
        ];
        all_are(document, &open, &["refused-sign-off"]);
        all_are(document, &["Ana Doe", "Artur Mas", "@ana", "Ana Doe (night shift)", "Will Smith", "Mei Orr"], &[]);
    }
}

#[test]
fn a_place_that_is_refused_stays_one_to_sign() {
    let document =
        "# Bridge\n\n- [x] Bolts tight\n\n## Approval\n\n- Product owner: Eva Lind, 2026-11-20\n- Welding: {}\n";
    all_are(document, &["declined", "not signed", "rejected", "no"], &["refused-sign-off"]);
}

#[test]
fn a_decision_that_leaves_itself_open_is_not_made() {
    let document = "# Bridge\n\n- [x] Bolts tight\n\n## Decision\n\n**Decision:** {}\n";
    let undecided = ["~~GO~~", "GO, NO-GO", "GO NO-GO", "GO or NO-GO", "maybe GO", "❌ GO", "GOOD"];
    all_are(document, &undecided, &["no-decision"]);
    let bound = [
        "GO?",
        "GO if the wind drops",
        "GO (pending)",
        "GO — except the east lane",
        "GO when dry",
        "CONDITIONAL GO",
        "GO on Monday",
        "GO at risk",
        "GO mit Auflagen",
        "GO sous réserve",
        "not GO",
        "wait for the vendor",
        "No",
    ];
    all_are(document, &bound, &["decision-no-go"]);
    all_are(
        document,
        &["GO", "**GO**", "✅ GO", "Go ahead", "GO on 2026-11-20", "GO.", "GO, no conditions", "approved by all"],
        &[],
    );
    let time = "# Bridge\n\n- [x] Bolts tight\n\n**Time to Decision:** 5 minutes\n**Decision date:** 2026-11-20\n";
    assert_eq!(found(time, ""), [""; 0]);
}

#[test]
fn a_result_that_is_still_to_come_is_blank() {
    let document = "# Bridge\n\n- [x] Bolts tight\n- **Result:** {}\n";
    all_are(document, &["pending", "Unknown", "not yet known", "to follow", "to be decided"], &["blank-field"]);
    all_are(document, &["PASS or FAIL", "Yes or No"], &["undecided-choice"]);
    all_are(document, &["PASS", "n/a"], &[]);
}

#[test]
fn what_is_said_without_a_box_is_heard() {
    let document = "# Bridge\n\n- [x] Bolts tight\n\n## Decision\n\n{}\n";
    all_are(document, &["NO-GO", "**NO-GO**", "**no go**."], &["decision-no-go"]);
    all_are(document, &["**GO**", "GO\nNO-GO", "Who says NO-GO signs below."], &[]);
    let document = "# Bridge\n\n- [x] Bolts tight\n\n## Rollback criteria\n\n- Wind above 20 m/s: {}\n- Ice: no\n";
    all_are(document, &["YES", "yes (21 m/s)", "**Triggered**", "✅"], &["criterion-fired"]);
    all_are(document, &["NO", "stop at once", "____"], &[]);
    let document = "# Bridge\n\n- [x] Bolts tight\n\n**TOTAL: {} items complete**\n";
    all_are(document, &["48/48"], &["total-mismatch"]);
    all_are(document, &["1/1"], &[]);
}

#[test]
fn a_result_that_says_less_than_it_seems_to_is_none() {
    let open = [
        "PASS with issues",
        "PASS (after a retry, 2 failures)",
        "complete except for the lamps",
        "complete?",
        "SKIP",
        "mixed",
        "WARN",
        "yellow",
        "nearly complete",
        "success, but slow",
    ];
    for label in ["Result", "Overall result", "Bridge health"] {
        let document = format!("# Bridge\n\n- [x] Bolts tight\n\n## Load test\n\n**{label}:** {{}}\n");
        all_are(&document, &open, &["failed-item"]);
        let good =
            ["PASS", "PASS (12 of 12)", "PASS, no issues", "204 No Content", "42 ms", "good", "n/a", "1204 cars"];
        all_are(&document, &good, &[]);
    }
    let document = "# Bridge\n\n- [x] Bolts tight\n  **Result:** {}\n";
    all_are(document, &["N/A", "skipped"], &["failed-item"]);
    all_are(document, &["PASS", "N/A: the bolts are welded"], &[]);
    all_are("# Bridge\n\n- [x] Bolts tight (if there are any)\n  **Result:** {}\n", &["N/A"], &[]);
    all_are("# Bridge\n\n- [x] Bolts tight\n\n**Status:** {}\n", &["complete except the lamps"], &["failed-item"]);
    all_are("# Bridge\n\n- [x] Bolts tight\n\n**Expected result:** {}\n", &["warning", "mixed"], &[]);
}

#[test]
fn a_remark_says_that_nobody_knows() {
    let document = "# Bridge\n\n- [x] Bolts tight{}\n- [x] Test sent{}\n- [x] Ready\n";
    let undone = [
        " - unable to verify",
        " (did not check)",
        " (could not be tested)",
        " - forgot",
        " - after release",
        ": untested",
        " -- TODO ask Ana",
        " - TODO ask Ana",
    ];
    let twice = ["inconsistent-state", "inconsistent-state"];
    all_are(document, &undone, &twice);
    all_are("# Bridge\n\n- [x] Report sent{}\n", &[" - reverted", " — timed out", " - nope, 2 of them"], &twice[1..]);
    all_are(document, &[" - by Ana", " (2 of 2)", " - to-do list: https://example.org/1"], &[]);
    all_are("# Bridge\n\n- [x] Commit found{}\n", &[" - reverted"], &[]);
}

#[test]
fn a_column_that_asks_for_a_yes_is_answered() {
    let document = "# Bridge\n\n- [x] Bolts tight\n\n| Risk | Mitigated? |\n|---|---|\n| Wind | {} |\n";
    all_are(document, &["no", "not yet", "in progress", "pending"], &["failed-item"]);
    all_are(document, &["yes", "nets hung", "not needed"], &[]);
    let votes = "# Bridge\n\n- [x] Bolts tight\n\n## Sign-off\n\n| Role | Name | Vote |\n|---|---|---|\n| CTO | Ann Lee | {} |\n";
    all_are(votes, &["-1", "no"], &["refused-sign-off"]);
    let voters = "# Bridge\n\n- [x] Bolts tight\n\n## Votes\n\n| Role | GitHub Handle | Vote |\n|---|---|---|\n| CTO | @ann @ben | {} |\n";
    all_are(voters, &["-1", "0", "+0"], &["refused-sign-off"]);
    all_are(voters, &["+1"], &[]);
    // Who has voted is not said.
    let nobody = "# Bridge\n\n- [x] Bolts tight\n\n## Sign-off\n\n| Role | Vote |\n|---|---|\n| CTO | {} |\n";
    all_are(nobody, &["-1", "+1", "1"], &["refused-sign-off"]);
}

#[test]
fn a_vote_beside_a_name_is_a_yes_or_none() {
    let document = "# Bridge\n\n- [x] Bolts tight\n\n## Sign-off\n\n\
        | Role | Name | Decision | Date | Signature |\n|---|---|---|---|---|\n\
        | CTO | Ann Lee | {} | 2026-11-20 | AL |\n";
    let open = [
        "",
        "Pending",
        "?",
        "Conditional",
        "Approved with changes",
        "Needs work",
        "Absent",
        "⏳",
        "👎",
        "No objection yet",
    ];
    all_are(document, &open, &["refused-sign-off"]);
    all_are(document, &["Rejected", "no", "❌"], &["refused-sign-off"]);
    all_are(
        document,
        &["Approved", "GO", "Yes", "✅", "**Approved**", "Approved (by mail)", "+1", "ok", "agreed"],
        &[],
    );
    let status = document.replace("Decision", "Status");
    all_are(&status, &["Pending", "waiting"], &["refused-sign-off"]);
    all_are(&status, &["Approved", "signed", "done"], &[]);
}

#[test]
fn a_sentence_says_who_has_not_signed() {
    let document = "# Bridge\n\n- [x] Bolts tight\n\n## Sign-off\n\n- CTO: Ann Lee, 2026-11-20\n\n{}\n";
    let said = [
        "Legal has not signed.",
        "Legal still has to approve.",
        "Approvals withdrawn at noon.",
        "Legal has not signed | see the minutes",
    ];
    all_are(document, &said, &["refused-sign-off"]);
    all_are(document, &["Still pending: Legal"], &["failed-item"]);
    all_are(document, &["If Legal has not signed, stop here.", "Who has not signed when we start is called."], &[]);
}

#[test]
fn a_label_that_asks_for_a_decision_is_answered() {
    let document = "# Bridge\n\n- [x] Bolts tight\n\n## Outcome\n\n{}\n\n## End\n\n- [x] Opened\n";
    all_are(document, &["Decision:", "Final decision:", "Rollback needed:"], &["blank-field"]);
    all_are(document, &["Rollback needed: maybe", "Rollback needed: under discussion"], &["decision-no-go"]);
    all_are(document, &["Decision: GO", "Rollback needed: no"], &[]);
    let list = "# Bridge\n\n- [x] Bolts tight\n\nDecision:\n- [x] GO\n- [ ] NO-GO\n";
    assert_eq!(found(list, ""), [""; 0]);
}

#[test]
fn a_cell_for_evidence_says_where_it_is() {
    let document = "# Bridge\n\n| Check | Status | Evidence |\n|---|---|---|\n| Bolts | Done | {} |\n";
    all_are(document, &["TODO", "pending", "to be attached"], &["missing-evidence"]);
    all_are(document, &["", "-", "n/a", "run 812", "OPS-441"], &[]);
    let measured =
        "# Bridge\n\n- [x] Bolts tight\n\n| Metric | Target | Actual |\n|---|---|---|\n| Loose bolts | 0 | {} |\n";
    all_are(measured, &["17"], &["target-missed"]);
    all_are(measured, &["0"], &[]);
}

#[test]
fn one_version_is_released() {
    let document = "# Bridge\n\n**Version:** {}\n\n- [x] Bolts tight\n";
    all_are(document, &["3.8.0 or 3.8.1", "v2.1 oder v2.2", "either 1.4 or 1.5"], &["undecided-choice"]);
    all_are(document, &["3.8.0", "3.8.0 or later", "3.8.0 (build 12)"], &[]);
}

#[test]
fn a_number_or_a_letter_alone_is_no_result() {
    let document = "# Bridge\n\n- [x] Bolts tight\n\n## Load test\n\n**Result:** {}\n";
    all_are(document, &["500", "P", "**3**"], &["failed-item"]);
    all_are(document, &["PASS", "212 ms", "120/120", "OK", "Y"], &[]);
    let health = document.replace("Result", "Health");
    all_are(&health, &["200", "1"], &[]);
}

#[test]
fn a_budget_is_a_target() {
    let document = "# Bridge\n\n- [x] Bolts tight\n\nTime to close: {}\n";
    all_are(
        document,
        &["34 min (budget: 20 min)", "34 min (allowed: 20 min)", "1 h (budget 20 min)"],
        &["target-missed"],
    );
    all_are(document, &["14 min (budget: 20 min)", "14 min (allowed: 20 min)"], &[]);
}

#[test]
fn who_has_done_each_row_is_named() {
    let document = "# Bridge\n\n| Check | Done | By |\n|---|---|---|\n| Bolts | ☑ | {} |\n| Ropes | ☑ | Ana Doe |\n";
    all_are(document, &["", "-"], &["missing-sign-off"]);
    all_are(document, &["Bo Lind"], &[]);
}

#[test]
fn a_question_is_answered() {
    for question in ["**Ready for release?**", "## Ready for release?", "**Approved?**"] {
        let document = format!("# Bridge\n\n- [x] Bolts tight\n\n{question}\n{{}}\n## After\n\n- [x] Opened\n");
        all_are(&document, &["", "\n", "\n---\n"], &["no-decision"]);
        all_are(&document, &["\nNo.\n", "\nNo, the ropes are missing.\n", "Not yet.\n"], &["failed-item"]);
        all_are(&document, &["\nYes.\n", "\nWhen the ropes hold.\n"], &[]);
    }
    let titled = "# Bridge\n\n- [x] Bolts tight\n\n## Decision\n{}\n## After\n\n- [x] Opened\n";
    all_are(titled, &["", "\n<!-- GO or NO-GO -->\n"], &["no-decision"]);
    all_are(titled, &["\nGO\n"], &[]);
}

#[test]
fn what_is_left_is_counted() {
    let document = "# Bridge\n\n- [x] Bolts tight\n\n{}\n";
    all_are(document, &["Left: 2 ropes", "To go: 3", "Missing: 1 lamp"], &["failed-item"]);
    all_are(document, &["Left: the north side", "Left: 0", "Left: 200 GB", "Missing: none"], &[]);
    let item = "# Bridge\n\n- [x] {}\n";
    all_are(item, &["Lights switched over except the east lane"], &["inconsistent-state"]);
    all_are(item, &["Lights switched over"], &[]);
}

#[test]
fn what_is_denied_behind_a_colon_is_not_done() {
    let item = "# Bridge\n\n- [x] {}\n";
    all_are(item, &["Hotfix list empty: no, 2 entries", "Ropes tested: no"], &["inconsistent-state"]);
    all_are(item, &["Ropes tested: all of them", "Says on the sign: no"], &[]);
    let below = "# Bridge\n\n- [x] Bolts tight\n\n{}\n";
    let nobody = ["**Verified by:** nobody", "- Tested by: no one yet", "Geprüft von: niemand"];
    all_are(below, &nobody, &["refused-sign-off"]);
    all_are(below, &["**Verified by:** Ana Doe", "Blocked by: nobody"], &[]);
    let within = "# Bridge\n\n## Bolts\n\n{}\n\n- [x] Bolts tight\n\n**Approved by:** Ana Doe 2026-11-20\n";
    all_are(within, &nobody, &["failed-item"]);
    let decision =
        "# Bridge\n\n- [x] Bolts tight\n\n## Decision\n\n- [x] **GO** - {}\n- [ ] **NO-GO** - Do not proceed\n";
    all_are(decision, &["Do not proceed"], &["decision-no-go"]);
    all_are(decision, &["Proceed"], &[]);
}

#[test]
fn what_is_said_in_passing_is_heard() {
    let document = "# Bridge\n\n- [x] Bolts tight\n\n{}\n\n## Decision\n\n- [x] GO\n- [ ] NO-GO\n";
    let failed = [
        "Security review: outstanding",
        "**Security review:** open",
        "Legal approval: missing",
        "Tests of the deck: 480 passed, 3 failed",
        "Smoke tests: not run",
        "Outcome: rolled back",
        "Result of the crossing: aborted",
        "All checks passed: false",
        "Approved for traffic? pending",
        "Blocked by: the harbour",
        "Waiting for: Ana",
        "Incident opened: yes",
    ];
    all_are(document, &failed, &["failed-item"]);
    let no = [
        "The opening is postponed.",
        "Ready? We are not going ahead.",
        "Who knows? Our decision is NO-GO. Ask Ana.",
        "- Our decision is NO-GO.",
    ];
    all_are(document, &no, &["decision-no-go"]);
    all_are(document, &["Final call: no go"], &["no-decision"]);
    let fine = [
        "Security review: done",
        "Tests of the deck: 480 passed, 0 failed",
        "Limit of errors: 3 failed",
        "If it rains, the opening is postponed.",
        "When the decision is NO-GO, tell the porter.",
        "The decision is GO.",
        "Waiting for: nobody",
        "Outcome: open to all",
        "Incident opened: no",
    ];
    all_are(document, &fine, &[]);
}

#[test]
fn what_is_no_item_and_marked_as_not_done_is_heard() {
    let document = "# Bridge\n\n- [x] Bolts tight\n\n{}\n\n## Decision\n\n- [x] GO\n- [ ] NO-GO\n";
    let failed = [
        "- ⏳ Ropes tested",
        "1. ⏸️ Ropes tested",
        "> ⏳ Ropes tested",
        "⏳ Ropes tested",
        "**Ropes tested**: ⏳",
        "**Ropes tested** — ❌ two are worn",
        "### Ropes tested ❌",
        "### Ropes tested — PENDING",
        "### Ropes tested (not done)",
        "### Task 4: ropes - IN PROGRESS",
        "## ⚠️ Remaining work\n\n- Ropes",
        "## Not done\n\n- Ropes",
        "### ⏳ TODO: test the ropes",
        "### 🚧 Ropes in progress",
        "**Ropes:** ⏳ 0% (after the bolts)",
        "**Ropes:** ⏳ 0%\n\n- two of hemp",
        "**❌ Not ready for:** carts",
        "## What is missing\n\n- Ropes",
        "**Ropes:** not tested",
        "Ropes: in progress",
        "Ropes of pier 3: pending",
        "- Ropes: skipped (no wind)",
        "**Opening:** postponed to Monday",
        "**Opening:** cancelled",
        "| Ropes | not taken |\n|---|---|\n| Bolts | 7 |",
        "**Harbour informed:** no",
        "**Missing:** the test of the ropes",
        "To do: test the ropes",
        "❌ Not approved",
        "🛑 STOP",
        "**DRAFT**",
        "*Work in progress*",
        "> On hold.",
        "### Ropes\n\nTODO",
    ];
    all_are(document, &failed, &["failed-item"]);
    all_are(document, &["## Not done\n\n- Test the ropes\n- Test the bolts"], &["unboxed-work"]);
    let no = ["# ⚠️ NOT READY FOR PRODUCTION", "**STATUS: 60% — DO NOT DEPLOY YET**"];
    all_are(document, &[no[0]], &["decision-no-go"]);
    assert!(found(document, no[1]).contains(&"decision-no-go"));
    all_are(document, &["Recommendation: do not ship", "**Our recommendation:** NO-GO"], &["decision-no-go"]);
    let fine = [
        "- ⏳ Pending\n- ✅ Done",
        "⏳ = to come",
        "## ⏳ Waiting for the tide",
        "### Short-term (next week)",
        "### 🚧 Night work",
        "**Ready for:** carts",
        "### Ropes (failed ones are replaced)",
        "- 🔄 Ropes are turned round",
        "<!-- ⏳ Ropes tested -->",
        "```\n⏳ Ropes tested\n```",
        "## Remaining work\n\nNone.",
        "If the bridge is not ready for production, stop.",
        "Ropes: no wind",
        "What to do where a rope is not taken in time: skipped tests are repeated",
        "Missing: 0",
        "Missing: none",
        "`state`: pending",
        "- Draft",
        "| Draft |\n|---|\n| Ropes |",
        "Stop the carts.",
        "Nobody knows why the carts\nstop.",
        "1 or fewer: stop",
        "| Key | Meaning |\n|---|---|\n| s | skipped |",
        "```\nDRAFT\n```",
        "<!-- DRAFT -->",
        "Recommendation: go ahead",
        "Recommendation: Ana and Bo",
    ];
    all_are(document, &fine, &[]);
}

#[test]
fn a_line_below_a_tick_takes_it_back() {
    let item = "# Bridge\n\n- [x] Ropes tested\n{}\n";
    let open = [
        "  - ❌ at three o'clock",
        "  ⚠️ not complete",
        "\n  Not done yet.",
        "  - Not tested on the east side",
        "  - pending",
    ];
    all_are(item, &open, &["inconsistent-state"]);
    let fine = ["  - Pending ropes were told of", "  - ⚠️ slippery", "\n  All of them.", "\nNot all ropes are long."];
    all_are(item, &fine, &[]);
}

#[test]
fn what_failed_in_a_table_is_counted() {
    let document = "# Bridge\n\n- [x] Bolts tight\n\n| Tests | Passed | Failed |\n|---|---|---|\n| Ropes | 10 | {} |\n";
    all_are(document, &["2", "**1**"], &["failed-item"]);
    all_are(document, &["0", "none", ""], &[]);
    let vote = "# Bridge\n\n- [x] Bolts tight\n\n## Sign-off\n\n| Role | Name | Approved (Y/N) |\n|---|---|---|\n| QA Lead | Ana Doe | {} |\n";
    all_are(vote, &["N", "no"], &["refused-sign-off"]);
    all_are(vote, &["Y", "yes"], &[]);
    let plain = "# Bridge\n\n- [x] Bolts tight\n\n{}\n";
    all_are(plain, &["Overall status: amber", "Rope health: yellow", "Test result: mixed"], &["failed-item"]);
    all_are(plain, &["Colour of the ropes: yellow", "Overall status: green"], &[]);
    all_are("# Bridge\n\n- [x] Bolts tight\n\nReadiness: {}\n", &["60%"], &["total-mismatch"]);
}

#[test]
fn a_remark_may_leave_open_what_a_tick_says() {
    let item = "# Bridge\n\n- [x] {}\n";
    let open = [
        "Ropes tested (flaky)",
        "Ropes tested (rolled back)",
        "Ropes tested — dry run",
        "Ropes tested [simulated]",
        "Ropes tested (2 errors)",
        "Ropes tested (I think)",
        "Ropes tested. Not done.",
        "Ropes tested TBD",
        "Did not test the ropes",
        "(skipped) Test the ropes",
        "Skipped: test the ropes",
        "Ropes tested, hopefully",
        "Ropes tested, later",
        "Ropes tested WIP",
        "Ropes tested tbd",
        "Ropes tested (needs rework)",
        "Ropes tested (90% done)",
        "Seile geprüft, vermutlich",
        "Seile geprüft (teilweise)",
        "Cordes testées (peut-être)",
        "Ropes tested (80%)",
        "Ropes tested (2 flaky)",
        "Ropes of the north (0/8)",
        "Ropes of the north (3/8)",
        "Ropes of the north (120/300)",
        "Ropes tested: 50%",
        "3 of 8 ropes tested",
        "Ropes not yet tested",
        "Ropes haven't been tested",
        "Ropes still to be tested",
        "Ropes test unsuccessful",
        "Not yet tested",
        "[pending] Ropes tested",
        "(wip) Ropes tested",
        "⏳ Ropes tested",
        "🚧 Ropes tested",
        "Keeper: ⏳ on the way",
        "Ropes tested 🔴",
        "Ropes tested ⚠️",
        "Ropes tested (⏳)",
        "Ropes tested - ⚪ Not started",
        "Ropes tested? No",
        "Ropes tested = false",
        "Ropes approved by the harbour: no",
        "Ropes approved by the harbour (except two)",
        "Ropes tested <!-- not done -->",
        "Ropes tested <!-- TODO: ask Ana -->",
        "Ropes tested (delayed)",
        "Ropes tested (to confirm)",
        "Ropes tested (should be fine)",
        "Ropes tested — no time",
        "Ropes tested — bugs found",
        "Ropes tested: simulated",
        "Ropes tested: timed out",
        "Ropes tested: north side pending",
        "Ropes tested: in progress",
        "Cuerdas probadas (por confirmar)",
        "Ropes tested :construction:",
    ];
    all_are(item, &open, &["inconsistent-state"]);
    let failed = [
        "Ropes tested (❌)",
        "Ropes tested (👎)",
        "Ropes tested: did not work",
        "Ropes tested (KO)",
        "Ropes tested → FAIL",
        "Ropes tested 🟥",
    ];
    all_are(item, &failed, &["failed-item"]);
    let fine = [
        "Rollout, wave three (3/8)",
        "Doors refuse who has no pass (401/403)",
        "8 of 8 ropes tested",
        "Ropes no storm has tested",
        "Say which ropes are not tested",
        "Nothing that is not tested",
        "Winch installed",
        "Toutes les cordes passent",
        "⏳ Wait for the tide",
        "🔴 Ropes tested",
        "States (pending → running → done)",
        "Buoy laid out → verify",
        "Ropes tested <!-- one by one -->",
        "Ropes tested (0 errors)",
        "Ropes tested (north side)",
        "Role of the keeper assumed",
        "Gates opened (90% of the way)",
        "Kind of opening: partial",
        "Tides to be told of: no",
        "Ropes tested. All of them.",
        "Forgotten ropes found",
        "Skipped ropes",
        "Access from outside (blocked)",
        "Kind of test: simulated",
        "Ropes tested: 12 of 12",
        "Keeper informed: by radio",
        "Links should work",
    ];
    all_are(item, &fine, &[]);
}

#[test]
fn a_role_that_says_no_has_not_signed() {
    let document = "# Bridge\n\n- [x] Bolts tight\n\n{}\n";
    let no = [
        "QA: rejected",
        "**Security:** not approved",
        "QA sign-off: no",
        "Sign-off by QA: refused.",
        "Release manager: vetoed",
        "| Legal | denied |\n|---|---|",
    ];
    all_are(document, &no, &["refused-sign-off"]);
    all_are(document, &["Legal: no", "Security: TLS 1.3", "QA: Ana Doe", "Old permit: rejected"], &[]);
}

#[test]
fn a_part_of_what_has_to_pass_is_counted() {
    let document = "# Bridge\n\n- [x] Bolts tight\n\n{}\n";
    let part = [
        "Tests: 3/5",
        "**Load tests:** 3/5 passed",
        "Pass rate: 60%",
        "| Suite | Result |\n|---|---|\n| Ropes | 8/10 |",
        "| Suite | Passed |\n|---|---|\n| Ropes | **8/10** |",
    ];
    all_are(document, &part, &["failed-item"]);
    let whole = ["Tests: 5/5", "Pass rate: 100 %", "Minimum pass rate: 80%", "Stage: 3/5", "Tests: 3/5 of the ropes"];
    all_are(document, &whole, &[]);
}

#[test]
fn what_no_release_goes_without_is_there() {
    let document = "# Bridge\n\n- [x] Bolts tight\n\n{}\n";
    let none =
        ["Backup: none", "Rollback plan: missing", "Backup taken: no", "Runbook: to be written", "Monitoring: no"];
    all_are(document, &none, &["failed-item"]);
    all_are(document, &["Backup: s3://ropes/42", "Alerts: none", "Rollback plan: the old ropes", "Rollback: no"], &[]);
}

#[test]
fn a_sentence_of_its_own_says_no() {
    let document = "# Bridge\n\n- [x] Bolts tight\n\n{}\n";
    let no = ["Do not deploy.", "> **BLOCKED** until Ana is back", "REJECTED because of the ropes."];
    all_are(document, &no, &["decision-no-go"]);
    let other = [
        "Do not deploy on Fridays.",
        "Blocked until Monday are the toll roads.",
        "BLOCKED means that a rope is missing.",
    ];
    all_are(document, &other, &[]);
}

#[test]
fn an_empty_cell_beside_filled_ones_is_missed() {
    let document = "# Bridge\n\n- [x] Bolts tight\n\n| Rope | Expected | {} |\n|---|---|---|\n| Upper | 10 | 10 |\n| Lower | 5 | |\n";
    let asked = ["Actual", "Measured", "**Completed on**", "Geprüft am", "Strands", "Seen by somebody"];
    all_are(document, &asked, &["blank-field"]);
    all_are(document, &["Remark", "Retested", "Old strands", "Deputy"], &[]);
    all_are(&document.replace("10 | 10", "10 | ✓"), &["Spliced"], &[]);
    all_are(&document.replace("Lower", "Total"), &["Strands"], &[]);
    let alone = "# Bridge\n\n- [x] Bolts tight\n\n| Rope | {} |\n|---|---|\n| Upper | |\n";
    all_are(alone, &["Actual", "Colour", "Tester"], &["blank-field"]);
    all_are(alone, &["Phone", "Notes"], &[]);
    let half = "# Bridge\n\n- [x] Bolts tight\n\n| Rope | Colour | {} |\n|---|---|---|\n| Upper | red | |\n| Lower | red | |\n";
    all_are(half, &["Tester", "Tested by"], &["blank-field", "blank-field"]);
    all_are(half, &["Strands"], &[]);
}

#[test]
fn conditions_to_call_it_off_are_not_those_to_go_ahead() {
    let below = |title: &str, first: &str| {
        let document =
            format!("# Bridge\n\n- [x] Bolts tight\n\n## {title}\n\n- [{first}] Wind above 8\n- [{first}] Ice\n");
        found(&document, "")
    };
    let adverse = [
        "No-Go criteria",
        "NO-GO Criteria (any delays it)",
        "❌ NO-GO (do not open)",
        "Conditions for NO-GO",
        "Reasons to abort",
        "Must not be true",
        "Rollback conditions",
        "Rollback criteria (all must be met)",
        "When to roll back",
        "Stop conditions",
        "Red flags",
        "Manual rollback triggers",
        "Roll back triggers",
        "Abort triggers",
        "Roll back if all criteria hold",
        "Roll-back deployment criteria",
        "Trigger conditions",
        "Abbruchkriterien",
        "Rollback-Kriterien",
        "Critères de rollback",
        "Criterios de rollback",
        "Critérios para rollback",
        "Criteri di rollback",
        "Критерии отката",
        "回滚标准",
        "切り戻し基準",
        "롤백 조건",
        "Database triggers for a rollback",
    ];
    for title in adverse {
        assert_eq!((below(title, "x"), below(title, " ")), (vec!["criterion-fired"; 2], vec![]), "{title}");
    }
    let good = [
        "Launch criteria",
        "Go-live criteria (all must be true)",
        "Go/No-Go criteria",
        "Must-have criteria",
        "All criteria must be met before the tide:",
        "Step 5: Trigger the horn",
        "Test the manual trigger",
        "Database triggers",
        "Stored procedures / Triggers",
    ];
    for title in good {
        assert_eq!((below(title, "x"), below(title, " ")), (vec![], vec!["open-item"; 2]), "{title}");
    }
}

#[test]
fn a_part_that_is_not_done_is_asked_for() {
    let document = "# Bridge\n\n- [x] Bolts tight\n- [x] Ropes {}\n";
    let open = [
        "tested (left side pending)",
        "drawn (two still missing)",
        "- Partially handled",
        "explained - Partial",
        "– **mostly complete** (90%)",
        "listed (needs update with what was seen)",
        "- needs improvement",
    ];
    let said: Vec<_> = open.iter().filter(|said| found(document, said).is_empty()).collect();
    assert!(said.is_empty(), "{said:?}");
    let done = [
        "drawn (blue or still missing)",
        "sorted (whole, frayed, pending)",
        "cut (stop if pending)",
        "(partial failures are counted)",
        "hung (no rope pending)",
    ];
    all_are(document, &done, &[]);
}

#[test]
fn a_count_of_a_whole_before_a_word_is_a_status() {
    let document =
        "# Bridge\n\n| Check | Status | Notes |\n|---|---|---|\n| Ropes | {} | |\n| Bolts | 3/3 passed | |\n";
    all_are(document, &["6/7 passed", "6/7 passed ✅", "0/7 PASS", "7/7 failed"], &["open-item"]);
    all_are(document, &["7/7 passed", "**7/7 PASS**", "7/7 met", "7/7 passed ✅"], &[]);
    all_are(document, &["FAIL/P0", "Failed/SEV2"], &["failed-item"]);
    let counted = "# Bridge\n\n- [x] Bolts tight\n\n| Metric | Value |\n|---|---|\n| Ropes | 7 |\n| {} |\n";
    all_are(
        counted,
        &["Failed | 1 ❌", "Fallados | 1 ❌", "Échecs | 2", "失败 | 2", "Провалено | 2"],
        &["failed-item"],
    );
    all_are(counted, &["Failed | 0 ✅", "Fallados | 0"], &[]);
}

#[test]
fn a_part_that_passed_is_asked_for_whatever_its_label() {
    let document = "# Bridge\n\n- [x] Bolts tight\n\n{}\n";
    let open = ["**Result:** 3 of 5 passed", "Trials: 3/5 passed", "Ropes: 3 of 5 tested.", "Blocked: 2", "Not run: 1"];
    all_are(document, &open, &["failed-item"]);
    let fine =
        ["**Result:** 5 of 5 passed", "Blocked: 0", "Not run: no time", "Blocked: 2 (target: ≤3)", "Day: 3 of 5"];
    all_are(document, &fine, &[]);
}

#[test]
fn what_failed_on_one_of_several_is_asked_for() {
    let document = "# Bridge\n\n- [x] Bolts tight\n\n| Trial | North | South |\n|---|---|---|\n| Ropes | passed | {} |\n| Bolts | PASS | OK |\n";
    all_are(document, &["failed", "FAIL", "**Failed**", "nok"], &["failed-item"]);
    all_are(document, &["passed", "PASS", "ok"], &[]);
    let expected = document.replace("North", "Expected");
    all_are(&expected, &["failed"], &[]);
}

#[test]
fn remarks_in_wide_parentheses_and_other_letters_are_heard() {
    let document = "# 桥\n\n- [x] 螺栓\n- [x] {}\n";
    let said = [
        "绳索（未完成）",
        "绳索（待确认）",
        "绳索（部分完成）",
        "绳索（失败）",
        "ロープ（未実施）",
        "ロープ（要確認）",
        "Канаты (не сделано)",
        "Канаты (позже)",
    ];
    let silent: Vec<_> = said.iter().filter(|said| found(document, said).is_empty()).collect();
    assert!(silent.is_empty(), "{silent:?}");
    let done = ["绳索（已完成）", "绳索（保留）", "ロープ（該当する場合のみ、確認済み）", "Канаты (не новые)"];
    let done: Vec<_> = done.iter().filter(|said| found(document, said) == ["failed-item"]).collect();
    assert!(done.is_empty(), "{done:?}");
}

#[test]
fn a_value_behind_its_target_is_held_against_it() {
    let item = "# Bridge\n\n- [x] {}\n";
    let missed = [
        "Coverage ≥ 90%: 80",
        "Coverage ≥ 90% — 80%",
        "Error rate < 1%: 3%",
        "Error rate (< 1%): 3.2%",
        "Latency < 200 ms: 450 ms",
        "Latency (target < 200 ms): 450 ms",
        "Latency below 200 ms: 0.45 s",
        "Downtime ≤ 5 min (40 min)",
        "Time to go back < 60 minutes: 2 h",
        "Free space > 20 GB: 3 GB",
        "At least 3 approvals: 1",
        "Pass rate: 12% (target: 95%)",
        "Loss of packets: 3% (target: 1%)",
        "Duration: 40 min (target: 30 min)",
        "Cracks: 3 (target: 0)",
        "Bolts tight: 7 (target: 8)",
    ];
    all_are(item, &missed, &["target-missed"]);
    let met = [
        "Coverage ≥ 90%: 95",
        "Pass rate: 97% (target: 95%)",
        "Loss of packets: 0.5% (target: 1%)",
        "Duration: 20 min (target: 30 min)",
        "Downtime ≤ 5 min (4 min)",
        "Latency below 200 ms: 0.15 s",
        "Coverage ≥ 90%: 3 modules are new",
        "Posts ≥ 3 (1 per side)",
        "Latency < 200 ms (10 carts at once)",
        "Free space > 20 GB: check the gauge",
        "Bolts ≥ M12: 8 of them",
    ];
    all_are(item, &met, &[]);
}

#[test]
fn words_in_capitals_are_heard_where_no_mark_parts_them() {
    let item = "# Bridge\n\n- [x] Bolts tight\n- [x] {}\n";
    let said = [
        "Ropes FAIL",
        "Ropes NOK",
        "Ropes: NOK",
        "Ropes NOT OK",
        "Ropes IN PROGRESS",
        "Ropes ~~PASS~~ FAIL",
        "Ropes: ~~PASS~~ FAIL",
        "**FAILED** Ropes",
        "PENDING Ropes",
        "TODO Ropes",
        "BLOCKED Ropes",
        "Ropes FAIL (see the log)",
        "Ropes: FAIL, see the log",
        "Ropes RETEST",
        "Ropes (on hold)",
    ];
    all_are(item, &said, &["inconsistent-state"]);
    let named = [
        "Gate set to FAILED",
        "Horn heard when the gate is PENDING",
        "No gate FAILED",
        "Result noted as PASS or FAIL",
        "PENDING Orders view reviewed",
        "PENDING orders shown",
        "TODO comments removed",
        "VERIFY Ropes",
        "Todo list read",
        "TODO LIST READ",
        "Gates on hold",
        "FAILED (red) and DONE (green) lamps",
        "OK, FAILED, PENDING: lamps of three colours",
    ];
    all_are(item, &named, &[]);
}

#[test]
fn what_came_out_behind_a_colon_is_heard() {
    let item = "# Bridge\n\n- [x] Bolts tight\n- [x] {}\n";
    let bad = [
        "Load test: fail",
        "Load test: Fail (see the log)",
        "Ropes: fail",
        "Load test: red",
        "Load test: error",
        "Load test: unknown",
        "Load test: ?",
        "Load test: rolled back",
        "Pump status: degraded",
        "Scan: inconclusive",
        "Load test: exit code 1",
        "Load test: HTTP 503",
        "FAIL see the log",
    ];
    let silent: Vec<_> = bad.iter().filter(|said| found(item, said).is_empty()).collect();
    assert!(silent.is_empty(), "{silent:?}");
    let other = [
        "Load test: pass",
        "Load test: error page shown",
        "Load test: the red lamp",
        "Wrong key: fail (as expected)",
        "Check the status: degraded",
        "Gate from outside: blocked",
        "Failed tests: none",
        "Expected result: fail",
        "Colour: red",
        "Load test: exit code 0",
        "Load test: HTTP 200",
        "Broken key: exit code 1",
    ];
    all_are(item, &other, &[]);
}

#[test]
fn a_part_in_front_of_what_is_done_is_asked_about() {
    let item = "# Bridge\n\n- [x] Bolts tight\n- [x] {}\n";
    all_are(item, &["4/5 lamps running", "4 of 5 lamps running", "10/12 tests passed"], &["inconsistent-state"]);
    let whole = ["5/5 lamps running", "1/3 opening done", "401/403 answers tested", "24/7 posts ready", "3/4 screws"];
    all_are(item, &whole, &[]);
}

#[test]
fn what_was_expected_is_compared_within_a_line() {
    let item = "# Bridge\n\n- [x] Bolts tight\n- [x] {}\n";
    let differs = [
        "Expected 48 bolts, found 47",
        "expected: 200, actual: 503",
        "Bolts (expected 48, got 47)",
        "Bolts: found 47, expected 48",
        "Expected: v1.4.0 Actual: v1.3.9",
    ];
    all_are(item, &differs, &["target-missed"]);
    let same = [
        "Expected 48 bolts, found 48",
        "Opening (expected 30 s, measured 28 s)",
        "Behaves as expected, was tested",
        "Expected downtime 5 min, was less",
        "Expected 2 boats, found 1 captain",
    ];
    all_are(item, &same, &[]);
}

#[test]
fn who_attests_beside_a_box_is_named() {
    let item = "# Bridge\n\n- [x] Bolts tight\n- [x] {}\n";
    all_are(item, &["Approved by:", "Approver: -", "Signed:", "Tester:", "Checked by: ?"], &["blank-field"]);
    let nobody = ["Approved by: nobody", "Approved by: rejected", "Signed: no", "Checked by: none"];
    all_are(item, &nobody, &["failed-item"]);
    all_are(item, &["Approved by: Ana", "Approved by:\n  - Ana", "Signed: Ana, 2026-11-20", "Approved by Ana"], &[]);
}

#[test]
fn a_sentence_denies_what_is_ticked() {
    let item = "# Bridge\n\n- [x] Bolts tight\n- [x] {}\n";
    let denied = [
        "We did not test the ropes",
        "I haven't yet tested the ropes",
        "We were not able to finish the paint",
        "Haven’t checked the bolts",
        "Ropes failed the load test",
        "The siren failed to start",
        "Ben is still testing the siren",
        "Still waiting for Ben",
        "Skipped because of the rain",
        "The siren does not work",
        "Siren not ready",
        "Ropes tested, but not the lower ones",
        "Ropes tested without success",
        "Ropes tested partially",
        "Ropes tested, not OK",
        "Keys missing",
        "Approval missing",
        "Safety review: declined",
        "Safety review: open",
        "Approval not received",
        "Keeper sign-off: nobody",
        "QA: -",
        "No backup taken",
        "Without approval",
        "Test failed",
        "Restore drill failed",
        "Deploy to the island failed",
        "Update not done",
        "Tests: 40 passed, 2 failed",
        "Tests (40 passed, 2 failed)",
        "Open issues: 2",
        "Errors: 3",
        "No open blockers: 2",
        "2 blockers open",
        "Ropes tested by nobody",
        "Ropes tested? Not yet",
        "Ticket closed: no",
        "Load test | FAIL",
        "Load test OK? NOK",
        "Pipeline red",
        "Load test: 0 passed",
        "Load test (0/0 passed)",
        "0 tests passed",
        "Pumps and nodes: 4 of 5",
        "Safety review: 50 %",
        "Votes (1 of 2)",
        "Passed: 12, failed: 1",
        "Keys: outstanding",
    ];
    all_are(item, &denied, &["inconsistent-state"]);
    let said = [
        "We have not changed the ropes",
        "Check that the siren did not work",
        "Confirm why the siren failed to start",
        "If the siren failed to start, ring the bell",
        "Old keys do not work",
        "Login with a wrong key failed with a clear word",
        "The siren failed to start, then passed",
        "Nothing missing",
        "List what is missing",
        "Boats: counted, fined, outstanding",
        "Way out in place where a rope is missing",
        "Failed tests: none",
        "Open approvals: none",
        "Opened for review",
        "No backup files in the office",
        "No tests skipped",
        "No flaky tests",
        "Ropes tested by a machine",
        "Ropes tested, butter melted",
        "Keeper sign-off: Ana",
        "Check the jobs that failed",
        "Update all failed jobs",
        "Tests that did not pass are listed",
        "Tests: 40 passed, 0 failed",
        "Open issues: none",
        "Issues: 123",
        "Errors: 0",
        "No errors: 0",
        "Attendees: 4/5",
        "Nodes: 5/5",
        "Passed: 12, failed: 0",
        "Opening, wave one (1 of 2)",
        "Score: 4/5",
    ];
    all_are(item, &said, &[]);
}

#[test]
fn what_stands_beside_a_tick_is_heard() {
    let row = "# Bridge\n\n| Check | Status | Notes |\n|---|---|---|\n| Ropes | Done | {} |\n| Bolts | ✅ | |\n";
    let undone = [
        "failed on the east side",
        "not tested",
        "skipped",
        "still waiting for Ben",
        "we did not test it",
        "2 of 3 done",
    ];
    all_are(row, &undone, &["inconsistent-state"]);
    let done =
        ["", "Ana, 2026-11-20", "3 of 3 done", "old ropes not tested", "failed at first, fixed", "see the log", "N/A"];
    all_are(row, &done, &[]);
    let below = "# Bridge\n\n- [x] Ropes tested\n  - {}\n";
    let undone =
        ["we did not test the lower ones", "the lower ones are missing", "still waiting for Ben", "Approval missing."];
    all_are(below, &undone, &["inconsistent-state"]);
    all_are(below, &["the lower ones, too", "no rope was missing", "we did not change them"], &[]);
    let cell = "# Bridge\n\n| Check | Status |\n|---|---|\n| Ropes | {} |\n| Bolts | Done |\n";
    all_are(cell, &["Done (2 open)", "Almost ready", "Inconclusive"], &["open-item"]);
    all_are(cell, &["Done (0 open)"], &[]);
}

#[test]
fn what_is_hardly_done_is_not() {
    let item = "# Bridge\n\n- [x] {}\n";
    let said = [
        "Ropes partly tested",
        "Ropes hardly tested",
        "Failed: ropes tested",
        "Postponed: ropes tested",
        "Ropes tested on 3 of 4 towers",
        "Ropes tested on 3/4 towers",
        "Critical findings: 3",
        "Errors in the log: 3",
        "Two defects found",
        "A gauge does not agree",
        "North tower NO-GO",
        "North tower: NO-GO",
    ];
    all_are(item, &said, &["inconsistent-state"]);
    let fine = [
        "Gate half closed",
        "Almost all ropes tested",
        "Failed: none",
        "Failed: no ropes at all",
        "Ropes tested on 4 of 4 towers",
        "Fixed defects: 3",
        "Minor findings: 3",
        "Findings: 0",
        "No defects found",
        "Record the defects found",
        "Defects identified",
    ];
    all_are(item, &fine, &[]);
    all_are(item, &["Load below 80%, now 91%", "Load below 80%: currently 91 %"], &["target-missed"]);
    all_are(item, &["Load below 80%, now 71%"], &[]);
    all_are(item, &["Hold the GO/NO-GO", "Prepare the NO-GO"], &[]);
}
