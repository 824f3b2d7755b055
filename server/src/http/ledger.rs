//! `/tai-khoan/du-lieu/tra-cuu.csv` and `.json`: the ledger of queries about the signed-in person, as a file (N8); `cua-toi.json`:
//! everything that is kept about them.
//!
//! The address has no parameter: the session alone decides whose ledger it is.

use super::{Site, redirect::see_other, trouble, who::who};
use axum::{
    extract::{Request, State},
    http::header,
    response::{IntoResponse, Response},
};
use congdan_app::{
    address,
    i18n::Language,
    ledger,
    request::{RequestKind, RequestSession},
};
use congdan_domain::WantedPath;
use congdan_flows::{
    own_data::{self, Gathered},
    ports::{StoreError, matching::QueryRecord},
    session::Visitor,
};
use std::sync::Arc;

/// More queries than an account has.
const MOST: u64 = 100_000;

/// For a spreadsheet.
pub async fn csv(State(site): State<Site>, request: Request) -> Response {
    file(site, request, "csv", "text/csv; charset=utf-8", |queries, language| ledger::csv(&queries, language)).await
}

/// For a program.
pub async fn json(State(site): State<Site>, request: Request) -> Response {
    file(site, request, "json", "application/json", |queries, _| ledger::json(&queries)).await
}

/// Everything, for its own person; the page that asks for a recent proof first, where that is demanded.
pub async fn own_data(State(site): State<Site>, request: Request) -> Response {
    let (visitor, _) = match visitor(&site, request).await {
        Ok(visitor) => visitor,
        Err(elsewhere) => return elsewhere,
    };
    match own_data::gather(&site.portal, &visitor).await {
        Ok(Gathered::Done(data)) => {
            attachment("du-lieu-cua-toi.json", "application/json", congdan_app::own_data::json(&data))
        }
        Ok(Gathered::ProofNeeded) => see_other(&address::proof(&WantedPath::parse_or_home(address::DATA)), &[]),
        Err(error) => unreadable(&site, error),
    }
}

async fn file(
    site: Site,
    request: Request,
    extension: &str,
    media_type: &'static str,
    write: impl FnOnce(Vec<QueryRecord>, Language) -> String,
) -> Response {
    let (visitor, language) = match visitor(&site, request).await {
        Ok(visitor) => visitor,
        Err(elsewhere) => return elsewhere,
    };
    match site.portal.store.queries_of(visitor.account.id, MOST).await {
        Ok(queries) => attachment(&format!("tra-cuu.{extension}"), media_type, write(queries, language)),
        Err(error) => unreadable(&site, error),
    }
}

/// The signed-in person, and the language of their pages.
async fn visitor(site: &Site, request: Request) -> Result<(Arc<Visitor>, Language), Response> {
    let (parts, _) = request.into_parts();
    let info = who(site, &parts, RequestKind::Page).await;
    match info.session {
        RequestSession::SignedIn(visitor) => Ok((visitor, info.language)),
        RequestSession::SignedOut => Err(see_other(&address::sign_in(&WantedPath::parse_or_home(address::DATA)), &[])),
        RequestSession::Unavailable => Err(trouble::page(site, 503, None)),
    }
}

/// A file. `headers` forbids caches to keep it, as for every answer.
fn attachment(name: &str, media_type: &'static str, text: String) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = [(header::CONTENT_TYPE, media_type.to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    (headers, text).into_response()
}

fn unreadable(site: &Site, error: StoreError) -> Response {
    let support_id = site.portal.world.support_id();
    tracing::error!(%error, support_id, "a person's own data could not be read");
    trouble::page(site, 503, Some(support_id))
}
