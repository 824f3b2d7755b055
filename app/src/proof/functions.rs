//! The identities that can prove, and the way to the provider.

use crate::{
    own::Own,
    provenance::NamedAccount,
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
pub(crate) fn ask_first(page: &str) -> Reply {
    Reply::go(crate::address::proof(&congdan_domain::WantedPath::parse_or_home(page)))
}

/// Reads the identities of the account.
#[server(endpoint = "xac-nhan-lai")]
pub async fn load_proof() -> Result<Own<ProofPage>, Failure> {
    use crate::request;
    use congdan_flows::proof;
    let portal = request::portal();
    let visitor = request::signed_in()?;
    let named = NamedAccount::of(&portal, &visitor, &visitor.account.identities);
    let ways = proof::ways(&portal, &visitor).map(|identity| identity.id);
    Ok(Own::of(&visitor, ProofPage { ways: NamedAccount::pick(&named, ways) }))
}

/// Sends the browser to the provider; afterwards the person is back on `tiep`.
#[server(endpoint = "xac-nhan-lai/bat-dau")]
pub async fn start_proof(
    #[server(default)] identity: String,
    #[server(default)] tiep: String,
) -> Result<Reply, Failure> {
    use crate::{
        address,
        reply::{FailureKind, Notice},
        request::{self, OwnForm},
    };
    use congdan_domain::WantedPath;
    use congdan_flows::{authorization::StartError, proof};
    let portal = request::portal();
    let info = request::info();
    let wanted = WantedPath::parse_or_home(&tiep);
    let again = address::proof(&wanted);
    let visitor = request::acting(OwnForm::button(&again)).await?;
    let Ok(identity) = identity.parse() else { return Err(request::fail(FailureKind::NotFound)) };
    match proof::start(&portal, &visitor, identity, wanted, &info.browser, info.language.tag()).await {
        Ok(url) => Ok(request::leave_for_provider(url.as_str())),
        Err(StartError::UnknownProvider | StartError::Closed) => Err(request::fail(FailureKind::NotFound)),
        Err(StartError::ProviderUnavailable) => {
            request::answer("xac-nhan-lai", &again, Reply::go_with(again.clone(), Notice::ProviderUnavailable)).await
        }
        Err(StartError::Store(error)) => Err(error.into()),
    }
}
