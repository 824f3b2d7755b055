//! What was entered, row by row; the same list on the check, in the dossier and on the official's desk.

use super::fields::{FormField, Kind, applies, entry, fields};
use crate::{
    i18n::{
        Text, t,
        texts::{account, apply, dossiers},
    },
    ui::{SummaryList, SummaryRow},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The applicant, as far as the person is known.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Applicant {
    pub name: Option<String>,
    /// `dd/mm/yyyy`, `mm/yyyy` or `yyyy`.
    pub birth_date: Option<String>,
    /// Masked: `025*****0001`.
    pub number: Option<String>,
    /// Of a dossier without a phone number: how the person is reached.
    pub email: Option<String>,
}

impl std::fmt::Debug for Applicant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Applicant")
    }
}

#[cfg(feature = "ssr")]
impl Applicant {
    /// As the account knows the person now.
    pub(crate) fn of_person(person: &congdan_flows::ports::accounts::Person) -> Self {
        Self {
            name: person.full_name.as_ref().map(|name| name.value.as_str().to_owned()),
            birth_date: person.birth_date.as_ref().map(|date| date.value.display()),
            number: person.number.as_ref().map(|number| number.value.masked()),
            email: None,
        }
    }

    /// As the dossier holds the person since it was sent.
    pub(crate) fn of_entries(entries: &BTreeMap<String, String>) -> Self {
        let kept = |name: &str| entries.get(name).cloned();
        Self {
            name: kept("applicant_name"),
            birth_date: kept("applicant_birth_date"),
            number: kept("applicant_number"),
            email: kept("applicant_email"),
        }
    }
}

/// Name, birth date and number of the applicant.
#[component]
pub fn ApplicantRows(applicant: Applicant) -> impl IntoView {
    let Applicant { name, birth_date, number, email } = applicant;
    let email = email.map(|email| view! { <SummaryRow label=account::EMAIL value=email /> });
    view! {
        <SummaryRow label=dossiers::APPLICANT_NAME value=name.unwrap_or_default() />
        <SummaryRow label=dossiers::APPLICANT_BIRTH_DATE value=birth_date.unwrap_or_default() />
        <SummaryRow label=dossiers::APPLICANT_NUMBER value=number.unwrap_or_default() masked=true missing=apply::NUMBER_NONE />
        {email}
    }
}

/// What was entered on one step; on the first also the applicant.
pub(super) fn entry_list(
    procedure: &str,
    step: u8,
    applicant: &Applicant,
    entries: &BTreeMap<String, String>,
    // The words for an empty entry.
    missing: Text,
) -> AnyView {
    let who = (step == 1).then(|| view! { <ApplicantRows applicant=applicant.clone() /> });
    let rows = fields(procedure, step)
        .iter()
        .filter(|field| applies(field, entries))
        .map(|field| row(field, entry(entries, field.name), missing))
        .collect_view();
    view! { <SummaryList>{who} {rows}</SummaryList> }.into_any()
}

fn row(field: &FormField, value: &str, missing: Text) -> AnyView {
    let label = field.label;
    let words = match field.kind {
        Kind::Ticked => Some(if value.is_empty() { apply::NO } else { apply::YES }),
        Kind::Choice(choices) => choices.iter().find(|(choice, _)| *choice == value).map(|(_, label)| *label),
        _ => None,
    };
    match words {
        Some(words) => view! { <SummaryRow label=label text=t(words) /> }.into_any(),
        None => view! { <SummaryRow label=label value=value missing=missing /> }.into_any(),
    }
}
