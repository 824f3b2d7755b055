//! `/tai-khoan/du-lieu/tra-cuu.csv` and `.json`: the look-ups about whoever is signed in, as a file (journeys, N8).
//!
//! There is no parameter: whose they are is decided by the session alone.

use super::{Site, trouble, who::who};
use axum::{
    extract::{Request, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use congdan_app::{
    account::ledger,
    i18n::Language,
    request::{RequestKind, sign_in_path},
};
use congdan_flows::ports::matching::QueryRecord;

/// More than anybody has: a year of them is kept.
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
    let visitor = match info.visitor {
        Ok(Some(visitor)) => visitor,
        Ok(None) => return see_other(sign_in_path("/tai-khoan/du-lieu")),
        Err(()) => return trouble::page(&site, 503, None),
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

fn see_other(to: String) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
}
