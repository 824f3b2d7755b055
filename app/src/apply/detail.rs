//! A dossier with what was entered and what has happened to it.

use super::{Applicant, StatusTag};
use crate::i18n::{t_with, texts::dossiers};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A dossier as its pages show it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct DossierDetail {
    pub code: String,
    pub procedure: String,
    /// The unit that received it, by its name.
    pub unit: String,
    /// 1 to 10.
    pub status: u8,
    /// `14:05, 23/11/2026`.
    pub submitted: String,
    pub applicant: Applicant,
    pub entries: BTreeMap<String, String>,
    /// Oldest first.
    pub events: Vec<EventRow>,
}

/// A status that the dossier has had.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct EventRow {
    pub at: String,
    pub status: u8,
    /// The official's words to the citizen.
    pub note: Option<String>,
    /// The unit whose official did it, by its name; `None` for the citizen's own act.
    pub by: Option<String>,
}

impl std::fmt::Debug for DossierDetail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "DossierDetail({}, {})", self.code, self.status)
    }
}

impl std::fmt::Debug for EventRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "EventRow({}, {})", self.at, self.status)
    }
}

#[cfg(feature = "ssr")]
impl DossierDetail {
    /// As this portal names its units.
    pub(crate) fn of(portal: &congdan_flows::Portal, dossier: congdan_flows::ports::dossiers::Dossier) -> Self {
        use crate::when;
        let unit = portal.desk.name(&dossier.unit);
        let events = dossier.events.into_iter().map(|event| EventRow {
            at: when::moment(event.at),
            status: event.status.number(),
            note: event.note,
            by: event.role.map(|_| unit.clone()),
        });
        Self {
            events: events.collect(),
            applicant: Applicant::of_entries(&dossier.entries),
            code: dossier.code,
            procedure: dossier.procedure,
            status: dossier.status.number(),
            submitted: when::moment(dossier.submitted_at),
            entries: dossier.entries,
            unit,
        }
    }
}

/// What has happened, oldest first.
#[component]
pub fn DossierEvents(events: Vec<EventRow>) -> impl IntoView {
    let items = events
        .into_iter()
        .map(|event| {
            view! {
                <li>
                    <StatusTag status=event.status />
                    " "
                    <span class="secondary">{event.at}</span>
                    {event.by.map(|unit| view! { <p class="secondary">{t_with(dossiers::BY_UNIT, vec![("unit", unit)])}</p> })}
                    {event.note.map(|note| view! { <p class="timeline__note" translate="no">{note}</p> })}
                </li>
            }
        })
        .collect_view();
    view! { <ol class="timeline">{items}</ol> }
}
