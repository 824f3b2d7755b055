//! `/tai-khoan/du-lieu/tra-cuu.csv` and `.json`: the ledger of queries about the signed-in person, as a file (N8).
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
use congdan_flows::ports::matching::QueryRecord;

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

async fn file(
    site: Site,
    request: Request,
    extension: &str,
    media_type: &'static str,
    write: impl FnOnce(Vec<QueryRecord>, Language) -> String,
) -> Response {
    let (parts, _) = request.into_parts();
    let info = who(&site, &parts, RequestKind::Page).await;
    let visitor = match info.session {
        RequestSession::SignedIn(visitor) => visitor,
        RequestSession::SignedOut => {
            return see_other(&address::sign_in(&WantedPath::parse_or_home(address::DATA)), &[]);
        }
        RequestSession::Unavailable => return trouble::page(&site, 503, None),
    };
    match site.portal.store.queries_of(visitor.account.id, MOST).await {
        Ok(queries) => {
            let name = format!("attachment; filename=\"tra-cuu.{extension}\"");
            let headers = [(header::CONTENT_TYPE, media_type.to_owned()), (header::CONTENT_DISPOSITION, name)];
            (headers, write(queries, info.language)).into_response()
        }
        Err(error) => {
            let support_id = site.portal.world.support_id();
            tracing::error!(%error, support_id, "the look-ups could not be read");
            trouble::page(&site, 503, Some(support_id))
        }
    }
}
