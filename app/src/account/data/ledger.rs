//! The ledger of queries as a file (N8): a table for people, JSON for programs.

use super::outcome_text::{cost_text, outcome_text};
use crate::{
    i18n::{
        Language, Text,
        texts::{account, common},
    },
    when,
};
use congdan_domain::Outcome;
use congdan_flows::ports::matching::{Purpose, QueryRecord};
use serde::Serialize;

/// One query, in codes that stay when the words of the pages change.
#[derive(Serialize)]
struct Row {
    asked_at: String,
    /// `null` where a newer release had one that this release does not know.
    purpose: Option<&'static str>,
    number: String,
    sent: [&'static str; 3],
    outcome: Option<&'static str>,
    attempt_spent: bool,
    request_id: String,
}

/// JSON: a list, newest first.
pub fn json(lookups: &[QueryRecord]) -> String {
    serde_json::to_string_pretty(&rows(lookups)).unwrap_or_default()
}

/// The queries, newest first.
pub(super) fn rows(lookups: &[QueryRecord]) -> Vec<impl Serialize> {
    lookups
        .iter()
        .map(|lookup| Row {
            asked_at: when::iso(lookup.asked_at),
            purpose: lookup.purpose.map(Purpose::code),
            number: lookup.masked_number.clone(),
            sent: ["number", "full_name", "birth_date"],
            outcome: lookup.outcome.map(Outcome::code),
            attempt_spent: lookup.outcome.is_some_and(Outcome::spends_attempt),
            request_id: lookup.id.to_string(),
        })
        .collect()
}

/// CSV (RFC 4180), with a byte order mark: spreadsheets take it for another encoding without one.
pub fn csv(lookups: &[QueryRecord], language: Language) -> String {
    let say = |text: Text| text.in_language(language).to_owned();
    let head = [
        account::CSV_WHEN,
        account::CSV_WHY,
        common::NUMBER,
        account::CSV_SENT,
        account::CSV_OUTCOME,
        account::CSV_COST,
        account::REQUEST_CODE,
    ];
    let mut lines = vec![head.map(say).to_vec()];
    lines.extend(lookups.iter().map(|lookup| {
        let why = match lookup.purpose {
            Some(Purpose::Match) => account::WHY_MATCH,
            Some(Purpose::Synchronise) => account::WHY_PROFILE,
            None => account::EVENT_OTHER,
        };
        vec![
            when::iso(lookup.asked_at),
            say(why),
            lookup.masked_number.clone(),
            say(account::LOOKUP_FIELDS),
            say(outcome_text(lookup.outcome, lookup.answered_at.is_some())),
            say(cost_text(lookup.outcome)),
            lookup.id.to_string(),
        ]
    }));
    let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
    let line = |cells: &Vec<String>| cells.iter().map(quoted).collect::<Vec<_>>().join(",") + "\r\n";
    format!("\u{feff}{}", lines.iter().map(line).collect::<String>())
}
