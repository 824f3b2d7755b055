//! Every page state of a portal in one click, for those who build its pages: the sandbox walks there like a browser and
//! hands over the portal's cookies, which on `localhost` are valid for every port.

mod page_text;
mod table;
mod walk;

use super::layout::{Brand, Page};
use crate::{config::Client, middleware::same_site::not_from_other_sites, sandbox::Sandbox};
use axum::{
    Json, Router,
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    middleware::from_fn,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use maud::html;
use serde_json::{Value, json};
use table::{PageState, STATES};
use walk::Walk;

pub(crate) fn routes() -> Router<Sandbox> {
    let walks = Router::new().route("/trang-thai/{portal}/{state}", post(open)).layer(from_fn(not_from_other_sites));
    Router::new().route("/trang-thai", get(show)).route("/trang-thai.json", get(list)).merge(walks)
}

/// Resets everything, walks to the state and sends the person's own browser there.
async fn open(State(sandbox): State<Sandbox>, Path((portal, state)): Path<(String, String)>) -> Response {
    let client = sandbox.state.config.client(&portal);
    let state = STATES.iter().find(|known| known.name == state);
    let (Some(portal), Some(state)) = (client.and_then(address), state) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    sandbox.reset().await;
    let Some(mut walk) = Walk::new(&sandbox, &portal) else { return StatusCode::SERVICE_UNAVAILABLE.into_response() };
    if walk.take(state.steps).await.is_none() {
        return (StatusCode::BAD_GATEWAY, "the portal led elsewhere: is it running?\n").into_response();
    }
    let Ok(to) = HeaderValue::from_str(&format!("{portal}{}", walk.next_page())) else {
        return StatusCode::BAD_GATEWAY.into_response();
    };
    let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response();
    for cookie in walk.cookies() {
        response.headers_mut().append(header::SET_COOKIE, cookie.clone());
    }
    response
}

/// The portal's origin.
fn address(client: &Client) -> Option<String> {
    let home = client.post_logout_redirect_uris.first()?;
    Some(home.trim_end_matches('/').to_owned())
}

async fn list() -> Json<Value> {
    Json(STATES.iter().map(|PageState { name, what, .. }| json!({ "name": name, "what": what })).collect())
}

async fn show(State(sandbox): State<Sandbox>) -> Response {
    let body = html! {
        p.lead { "Một lần bấm là đến đúng trang cần xem. Mọi thứ được đặt lại từ đầu trước đó, ở cả hai cổng." }
        @for client in &sandbox.state.config.clients {
            h2 { (client.name) }
            ul {
                @for PageState { name, what, .. } in STATES {
                    li { form method="post" action={ "/trang-thai/" (client.id) "/" (name) } {
                        button.secondary type="submit" { (what) } " " code { (name) }
                    } }
                }
            }
        }
    };
    let title = "Trạng thái của từng trang";
    Page { brand: Brand::Sandbox, status: StatusCode::OK, title, has_errors: false, body, script: None }
        .respond(&sandbox)
}
