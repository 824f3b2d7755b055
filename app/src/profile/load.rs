//! What the profile's form starts with.

use super::check::TypedContact;
use crate::{
    entry::{KnownEntry, TypedEntry},
    form_state::FormState,
    own::Own,
    provenance::Values,
    reply::Failure,
    when::Today,
};
use congdan_domain::{Sex, comparison::Fact};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The form of the profile, filled in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProfileInfo {
    pub known: KnownEntry,
    pub typed: TypedEntry,
    pub contact: TypedContact,
    pub today: Today,
    /// As the account knows it, to compare the number with.
    pub sex: Option<Sex>,
    /// Since when an earlier consent is valid.
    pub consent_since: Option<String>,
    /// The same with source and time.
    pub values: Values,
    /// The facts of which VNeID asserts a newer value.
    pub newer_at_vneid: Vec<Fact>,
    pub national: NationalContact,
    pub state: Option<FormState>,
}

/// What the national account asserts of the contact data, where the profile has something else.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct NationalContact {
    pub phone: Option<String>,
    pub email: Option<String>,
}

/// Values are personal: they are not for logs.
impl std::fmt::Debug for NationalContact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NationalContact")
    }
}

/// The name of the form in the browser's memory.
#[cfg(feature = "ssr")]
pub(super) const FORM: &str = "chinh-sua";

/// What is typed into it.
#[cfg(feature = "ssr")]
pub(super) const FIELDS: &[&str] =
    &["number", "full_name", "day", "month", "year", "year_only", "consent", "phone", "email", "contact_address"];

/// What cannot be changed here: the number, and with it the name and the birth date that are known.
#[cfg(feature = "ssr")]
pub(super) fn known(person: &congdan_flows::ports::accounts::Person) -> KnownEntry {
    match &person.number {
        None => KnownEntry::default(),
        Some(number) => KnownEntry {
            number: Some(number.value.clone()),
            full_name: person.full_name.as_ref().map(|name| name.value.clone()),
            birth_date: person.birth_date.as_ref().map(|birth| birth.value),
        },
    }
}

/// Reads the profile for its form.
#[server(endpoint = "ho-so-ca-nhan")]
pub async fn load_profile() -> Result<Own<ProfileInfo>, Failure> {
    use crate::{cccd, match_report, request, when};
    use congdan_flows::{profile, synchronisation};
    let portal = request::portal();
    let visitor = request::signed_in()?;
    let account = visitor.account.id;
    let person = &visitor.account.person;
    let state = request::form_state(&request::form_of(FORM, &visitor)).await?;
    let consent = portal.store.consent_given(account, profile::purpose(person)).await?;
    let before = match cccd::stored(&visitor).await? {
        Some(stored) => Some(TypedEntry { consent: String::new(), ..stored.typed }),
        None => match_report::recall(&visitor).await?.map(|report| report.typed),
    };
    let before = before.filter(|_| person.number.is_none());
    let asserted = synchronisation::asserted_instead(&portal, &visitor).await?;
    let shown = asserted.as_ref().unwrap_or(person);
    let typed = state.as_ref().map(TypedEntry::of_form_state).or(before).unwrap_or_else(|| {
        TypedEntry::of(&KnownEntry {
            number: None,
            full_name: shown.full_name.as_ref().map(|name| name.value.clone()),
            birth_date: shown.birth_date.as_ref().map(|birth| birth.value),
        })
    });
    let contact = state.as_ref().map(TypedContact::of_form_state).unwrap_or_else(|| TypedContact {
        phone: person.contact.phone.clone().unwrap_or_default(),
        email: person.contact.email.clone().unwrap_or_default(),
        contact_address: person.contact.address.clone().unwrap_or_default(),
    });
    let newer = synchronisation::newer_at_vneid(&portal, &visitor.account).await?;
    let national = profile::contact_at_national(&portal, &visitor.account).await?;
    let info = ProfileInfo {
        national: NationalContact {
            phone: national.phone.filter(|phone| person.contact.phone.as_ref() != Some(phone)),
            email: national.email.filter(|email| person.contact.email.as_ref() != Some(email)),
        },
        values: Values::of(&portal, person),
        newer_at_vneid: newer.iter().map(|compared| compared.row.fact).collect(),
        known: known(person),
        typed,
        contact,
        today: Today::of(&portal),
        sex: person.sex.as_ref().map(|sex| sex.value),
        consent_since: consent.map(when::date),
        state,
    };
    Ok(Own::of(&visitor, info))
}
