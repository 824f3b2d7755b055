//! `/tai-khoan/du-lieu/tra-cuu.csv` and `.json`: the look-ups about whoever is signed in, as a file (N8).
//!
//! There is no parameter: whose they are is decided by the session alone.

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
    file(site, request, "csv", "text/csv; charset=utf-8", |lookups, language| ledger::csv(&lookups, language)).await
}

/// For a program.
pub async fn json(State(site): State<Site>, request: Request) -> Response {
    file(site, request, "json", "application/json", |lookups, _| ledger::json(&lookups)).await
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
        Ok(lookups) => {
            let name = format!("attachment; filename=\"tra-cuu.{extension}\"");
            let headers = [(header::CONTENT_TYPE, media_type.to_owned()), (header::CONTENT_DISPOSITION, name)];
            (headers, write(lookups, info.language)).into_response()
        }
        Err(error) => {
            let support_id = site.portal.world.support_id();
            tracing::error!(%error, support_id, "the look-ups could not be read");
            trouble::page(&site, 503, Some(support_id))
        }
    }
}
