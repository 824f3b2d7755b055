//! What every page knows: the portal, and the person who is signed in.

use crate::{i18n::Language, idle::SessionLeft, reply::Failure};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What every page knows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Viewer {
    pub portal: PortalInfo,
    pub person: Option<PersonInfo>,
    pub language: Language,
}

/// The portal, as pages show it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PortalInfo {
    /// The national portal; otherwise the portal of a province.
    pub is_national: bool,
    /// As configured, Vietnamese.
    pub name: String,
    pub demonstration: bool,
    pub has_desk: bool,
    /// The day from which the policy lets only VNeID sign in: `15/6/2024`.
    pub vneid_only_from: String,
    pub national_account: congdan_domain::policy::NationalAccount,
    /// How long a session lasts without being used.
    pub session_minutes: i64,
}

/// The signed-in person, as every page shows them.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct PersonInfo {
    /// For the forms of the banner.
    pub stamp: String,
    /// Of the session, at the time of the answer.
    pub session_left: SessionLeft,
    /// As the account holds it, or else as a provider asserts it.
    pub name: Option<String>,
    /// The CCCD number: `025*****0001`.
    pub masked_number: Option<String>,
    /// From the same source as the name.
    pub birth_date: Option<String>,
    /// The label of the provider of this session.
    pub provider: String,
    /// This session opens the desk.
    pub is_official: bool,
    /// VNeID, offered to a person who signed in with the national account: it is linked, or the policy is `link` and the number
    /// is matched.
    pub offer_vneid: Option<VneidToOffer>,
}

/// VNeID, to a person who is here with another account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VneidToOffer {
    /// The provider's id.
    pub provider: String,
    /// It opens the account already; otherwise it would be linked.
    pub is_linked: bool,
}

impl std::fmt::Debug for PersonInfo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PersonInfo")
    }
}

/// The viewer of the page, everywhere below [`crate::App`].
#[derive(Clone, Copy, Debug)]
pub struct ViewerResource(pub Resource<Result<Viewer, Failure>>);

/// Reads the portal and the signed-in person.
#[server(endpoint = "nguoi-xem")]
pub async fn load_viewer() -> Result<Viewer, Failure> {
    use crate::request;
    use congdan_domain::policy::NationalAccount;
    use congdan_flows::{desk, form_stamp, portal::PortalKind, synchronisation};
    let portal = request::portal();
    let date = portal.policy.vneid_only_from;
    let visitor = request::visitor()?;
    let asserted = match &visitor {
        Some(visitor) => synchronisation::asserted_instead(&portal, visitor).await?,
        None => None,
    };
    let is_official = match &visitor {
        Some(visitor) => desk::official(&portal, visitor).await?.is_some(),
        None => false,
    };
    let person = visitor.map(|visitor| {
        let person = &visitor.account.person;
        let shown = asserted.as_ref().unwrap_or(person);
        let has_vneid = visitor.account.identities.iter().any(|identity| portal.is_vneid(&identity.provider));
        let is_link = portal.policy.national_account_on(portal.world.today()) == NationalAccount::Link;
        let of_session = portal.provider(&visitor.session.provider);
        let is_weaker = of_session.is_some_and(|provider| !provider.kind().vouches_for_numbers());
        let vneid = portal.vneid().filter(|_| is_weaker && (has_vneid || (is_link && person.matched_at.is_some())));
        PersonInfo {
            stamp: form_stamp::stamp(&portal, &visitor),
            session_left: SessionLeft::of(&visitor),
            name: shown.full_name.as_ref().map(|name| name.value.as_str().to_owned()),
            masked_number: person.number.as_ref().map(|number| number.value.masked()),
            birth_date: shown.birth_date.as_ref().map(|date| date.value.display()),
            provider: portal.provider_label(&visitor.session.provider),
            is_official,
            offer_vneid: vneid
                .map(|provider| VneidToOffer { provider: provider.id().to_owned(), is_linked: has_vneid }),
        }
    });
    Ok(Viewer {
        portal: PortalInfo {
            is_national: portal.about.kind == PortalKind::National,
            name: portal.about.name.clone(),
            demonstration: portal.about.demonstration,
            has_desk: portal.about.kind == PortalKind::Province,
            vneid_only_from: format!("{}/{}/{}", date.day(), u8::from(date.month()), date.year()),
            national_account: portal.policy.national_account_on(portal.world.today()),
            session_minutes: portal.session.idle.whole_minutes(),
        },
        person,
        language: request::info().language,
    })
}
