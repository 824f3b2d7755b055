//! What every page knows: the portal, and who is signed in.

use crate::{
    i18n::Language,
    reply::{Failure, Notice},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Viewer {
    pub portal: PortalInfo,
    pub person: Option<PersonInfo>,
    pub language: Language,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PortalInfo {
    /// `national` or `province`.
    pub is_national: bool,
    /// As configured, Vietnamese.
    pub name: String,
    pub demonstration: bool,
    pub has_desk: bool,
    /// The other entrance... of the policy: `15/6/2024`.
    pub vneid_only_from: String,
    pub national_account: congdan_domain::policy::NationalAccount,
}

#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct PersonInfo {
    /// As the account knows it, or else as a provider says it.
    pub name: Option<String>,
    /// `025*****0001`.
    pub masked_number: Option<String>,
    /// Likewise.
    pub birth_date: Option<String>,
    /// The label of the provider of this session.
    pub provider: String,
    /// This session opens the desk.
    pub is_official: bool,
    /// A linked person who signed in with the national account: the VNeID provider to offer, (id, label).
    pub offer_vneid: Option<(String, String)>,
}

impl std::fmt::Debug for PersonInfo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PersonInfo")
    }
}

/// The viewer of the page, everywhere below [`crate::App`].
#[derive(Clone, Copy, Debug)]
pub struct ViewerResource(pub Resource<Result<Viewer, Failure>>);

/// The message at the top of the page.
#[derive(Clone, Copy, Debug)]
pub struct PageNotice(pub RwSignal<Option<Notice>>);

/// Reads who is signed in.
#[server(endpoint = "nguoi-xem")]
pub async fn load_viewer() -> Result<Viewer, Failure> {
    use crate::request;
    use congdan_flows::{desk, portal::PortalKind, synchronisation};
    let portal = request::portal();
    let date = portal.policy.vneid_only_from;
    let visitor = request::visitor()?;
    let said = match &visitor {
        Some(visitor) => synchronisation::asserted_instead(&portal, visitor).await?,
        None => None,
    };
    let is_official = match &visitor {
        Some(visitor) => desk::official(&portal, visitor).await?.is_some(),
        None => false,
    };
    let person = visitor.map(|visitor| {
        let person = &visitor.account.person;
        let known = said.as_ref().unwrap_or(person);
        let has_vneid = visitor.account.identities.iter().any(|identity| portal.is_vneid(&identity.provider));
        let of_session = portal.provider(&visitor.session.provider);
        let is_weaker = of_session.is_some_and(|provider| !provider.kind().vouches_for_numbers());
        let vneid = portal.vneid().filter(|_| has_vneid && is_weaker);
        PersonInfo {
            name: known.full_name.as_ref().map(|name| name.value.as_str().to_owned()),
            masked_number: person.number.as_ref().map(|number| number.value.masked()),
            birth_date: known.birth_date.as_ref().map(|date| date.value.display()),
            provider: portal.provider_label(&visitor.session.provider),
            is_official,
            offer_vneid: vneid.map(|provider| (provider.id().to_owned(), provider.label().to_owned())),
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
        },
        person,
        language: request::info().language,
    })
}

/// Where a person may come on the way to the wanted page.
#[cfg(feature = "ssr")]
const ON_THE_WAY: [&str; 5] =
    ["/can-cuoc", "/lien-ket", "/gop-tai-khoan", "/dang-nhap/khong-thanh", "/dang-nhap/muc-do"];

/// Reads the message for this page, once. Pages on the way to the wanted one leave it for that one.
#[server(endpoint = "thong-bao")]
pub async fn load_notice(path: String) -> Result<Option<Notice>, Failure> {
    use crate::request;
    if ON_THE_WAY.iter().any(|page| path.starts_with(page)) {
        return Ok(None);
    }
    // The slip's page is on the way as well, but has a message of its own.
    if path.starts_with("/phieu") && request::next_notice().await?.is_some_and(|notice| notice.shows_person()) {
        return Ok(None);
    }
    match request::take_notice().await? {
        Some(notice) => Ok(Some(notice)),
        None => crate::cccd::report::news(&path).await,
    }
}
