//! What the page asks, and the way to the provider.

use crate::{
    account::NamedAccount,
    reply::{Failure, Reply},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The identities with which the person can prove who they are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProofPage {
    pub ways: Vec<NamedAccount>,
}

/// Leads to the page that asks for a proof, and then back to `page`.
#[cfg(feature = "ssr")]
pub(crate) fn first(page: &str) -> Reply {
    Reply::go(format!("/xac-nhan-lai?tiep={}", congdan_domain::WantedPath::parse_or_home(page).encoded()))
}

/// Reads the identities of the account.
#[server(endpoint = "xac-nhan-lai")]
pub async fn load_proof() -> Result<ProofPage, Failure> {
    use crate::request;
    use congdan_flows::proof;
    let (portal, visitor) = (request::portal(), request::signed_in()?);
    let named = NamedAccount::of(&portal, &visitor, &visitor.account.identities);
    let ways = proof::ways(&portal, &visitor).map(|identity| identity.id);
    Ok(ProofPage { ways: NamedAccount::pick(&named, ways) })
}

/// Off to the provider; afterwards the person is back on `tiep`.
#[server(endpoint = "xac-nhan-lai/bat-dau")]
pub async fn start_proof(
    #[server(default)] identity: String,
    #[server(default)] tiep: String,
) -> Result<Reply, Failure> {
    use crate::{
        reply::{FailureKind, Notice},
        request,
    };
    use congdan_domain::WantedPath;
    use congdan_flows::{authorization::StartError, proof};
    let (portal, info, visitor) = (request::portal(), request::info(), request::signed_in()?);
    let Ok(identity) = identity.parse() else { return Err(request::fail(FailureKind::NotFound)) };
    let wanted = WantedPath::parse_or_home(&tiep);
    let again = first(wanted.as_str());
    match proof::start(&portal, &visitor, identity, wanted, &info.browser, info.language.tag()).await {
        Ok(url) => {
            request::remember_browser();
            request::see_other(url.as_str());
            Ok(Reply::go(url.as_str()))
        }
        Err(StartError::UnknownProvider | StartError::Closed) => Err(request::fail(FailureKind::NotFound)),
        Err(StartError::ProviderUnavailable) => {
            let Reply::Go { to, .. } = again else { return Err(request::fail(FailureKind::Unavailable)) };
            request::answer("xac-nhan-lai", &to.clone(), Reply::go_with(to, Notice::ProviderUnavailable)).await
        }
        Err(StartError::Store(error)) => Err(error.into()),
    }
}
