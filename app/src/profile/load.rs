//! What the profile's form starts with.

use super::check::Contact;
use crate::{
    account::Values,
    cccd::{Known, Today, Typed},
    reply::Failure,
    slip::Slip,
};
use congdan_domain::{Sex, comparison::Fact};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProfileInfo {
    pub known: Known,
    pub typed: Typed,
    pub contact: Contact,
    pub today: Today,
    /// As the account knows it, to compare the number with.
    pub sex: Option<Sex>,
    /// Since when an earlier consent stands.
    pub consent_since: Option<String>,
    /// The same with source and time.
    pub values: Values,
    /// In what VNeID says something newer.
    pub told: Vec<Fact>,
    /// What the national account says otherwise of phone and e-mail.
    pub national: (Option<String>, Option<String>),
    pub slip: Option<Slip>,
}

/// The name of the form in the browser's memory.
#[cfg(feature = "ssr")]
pub(super) const FORM: &str = "chinh-sua";

/// What cannot be changed here: with a number, whatever is known beside it.
#[cfg(feature = "ssr")]
pub(super) fn known(person: &congdan_flows::ports::accounts::Person) -> Known {
    match &person.number {
        None => Known::default(),
        Some(number) => Known {
            number: Some(number.value.clone()),
            full_name: person.full_name.as_ref().map(|name| name.value.clone()),
            birth_date: person.birth_date.as_ref().map(|birth| birth.value),
        },
    }
}

/// Reads the profile for its form.
#[server(endpoint = "ho-so-ca-nhan")]
pub async fn load_profile() -> Result<ProfileInfo, Failure> {
    use crate::{account::when, cccd::report, request};
    use congdan_flows::{profile, synchronisation};
    let (portal, visitor) = (request::portal(), request::signed_in()?);
    let (account, person) = (visitor.account.id, &visitor.account.person);
    let slip = request::slip(&report::form_name(FORM, &visitor)).await?;
    let consent = portal.store.consent_given(account).await?;
    let before = report::recall(&visitor).await?.filter(|_| person.number.is_none());
    let said = synchronisation::asserted_instead(&portal, &visitor).await?;
    let shown = said.as_ref().unwrap_or(person);
    let typed = slip.as_ref().map(Typed::of_slip).or_else(|| before.map(|kept| kept.typed)).unwrap_or_else(|| {
        Typed::of(&Known {
            number: None,
            full_name: shown.full_name.as_ref().map(|name| name.value.clone()),
            birth_date: shown.birth_date.as_ref().map(|birth| birth.value),
        })
    });
    let contact = slip.as_ref().map(Contact::of_slip).unwrap_or_else(|| Contact {
        phone: person.contact.phone.clone().unwrap_or_default(),
        email: person.contact.email.clone().unwrap_or_default(),
        contact_address: person.contact.address.clone().unwrap_or_default(),
    });
    let told = synchronisation::newer_at_vneid(&portal, &visitor.account).await?;
    let national = profile::contact_at_national(&portal, &visitor.account).await?;
    Ok(ProfileInfo {
        national: (
            national.phone.filter(|phone| person.contact.phone.as_ref() != Some(phone)),
            national.email.filter(|email| person.contact.email.as_ref() != Some(email)),
        ),
        values: Values::of(&portal, person),
        told: told.iter().map(|compared| compared.row.fact).collect(),
        known: known(person),
        typed,
        contact,
        today: report::today(&portal),
        sex: person.sex.as_ref().map(|sex| sex.value),
        consent_since: consent.map(when::date),
        slip,
    })
}
