//! The dossiers of a queue, on a narrow screen as cards.

use crate::{
    apply::{StatusTag, procedure_name},
    i18n::{
        t, t_with,
        texts::{desk, dossiers},
    },
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct DeskRow {
    pub code: String,
    pub procedure: String,
    /// Masked: `N. V. An`.
    pub applicant: Option<String>,
    /// `23/11/2026`.
    pub received: String,
    /// Calendar days; `None` when nothing waits any more.
    pub waiting_days: Option<i64>,
    /// 1 to 10.
    pub status: u8,
}

/// A masked name is a personal value: it is not for logs.
impl std::fmt::Debug for DeskRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "DeskRow({}, {})", self.code, self.status)
    }
}

#[cfg(feature = "ssr")]
impl From<congdan_flows::desk::QueueRow> for DeskRow {
    fn from(row: congdan_flows::desk::QueueRow) -> Self {
        Self {
            code: row.code,
            procedure: row.procedure,
            applicant: row.applicant,
            received: crate::when::date(row.submitted_at),
            waiting_days: row.waiting_days,
            status: row.status.number(),
        }
    }
}

/// Each code leads to its dossier.
#[component]
pub(super) fn DeskTable(rows: Vec<DeskRow>) -> impl IntoView {
    let heads = [
        dossiers::CODE,
        dossiers::APPLICANT_NAME,
        dossiers::PROCEDURE,
        desk::RECEIVED,
        desk::WAITING_DAYS,
        dossiers::STATUS,
    ];
    let rows = rows
        .into_iter()
        .map(|row| {
            let href = format!("/can-bo/{}", row.code);
            let days = row.waiting_days.map(|days| t_with(desk::DAYS, vec![("days", days.to_string())]));
            view! {
                <tr>
                    <td data-label=t(dossiers::CODE)><a href=href translate="no">{row.code}</a></td>
                    <td data-label=t(dossiers::APPLICANT_NAME) translate="no">{row.applicant}</td>
                    <td data-label=t(dossiers::PROCEDURE)>{t(procedure_name(&row.procedure))}</td>
                    <td data-label=t(desk::RECEIVED)>{row.received}</td>
                    <td data-label=t(desk::WAITING_DAYS)>{days}</td>
                    <td data-label=t(dossiers::STATUS)><StatusTag status=row.status /></td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="table table--stack">
            <thead><tr>{heads.map(|head| view! { <th scope="col">{t(head)}</th> }).collect_view()}</tr></thead>
            <tbody>{rows}</tbody>
        </table>
    }
}
