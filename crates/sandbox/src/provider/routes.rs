//! The provider's addresses below its issuer.

use super::{
    Provider,
    endpoints::{authorize, discovery, end_session, honeypot, pushed, token, userinfo},
    id::ProviderId,
    misbehaviour::{delayed, unless_down},
    sign_in,
};
use crate::{middleware::record_requests::record, sandbox::Sandbox};
use axum::{
    Router,
    middleware::from_fn_with_state,
    routing::{any, get, post},
};

pub(crate) fn routes(sandbox: &Sandbox, id: ProviderId) -> Router<Sandbox> {
    let provider = Provider { sandbox: sandbox.clone(), id };
    let protocol = Router::new()
        .route("/.well-known/openid-configuration", get(discovery::configuration))
        .route("/jwks", get(discovery::jwks))
        .route("/authorize", get(authorize::by_get).post(authorize::by_post))
        .route("/par", post(pushed::push))
        .route("/token", post(token::token))
        .route("/userinfo", get(userinfo::userinfo).post(userinfo::userinfo))
        .route("/end_session", get(end_session::by_get).post(end_session::by_post))
        .route("/trap/{flow}", any(honeypot::token_redirect))
        .route("/trap/{flow}/elsewhere", any(honeypot::other_redirect))
        .route("/trap/{flow}/jwks", get(honeypot::foreign_keys))
        .layer(from_fn_with_state(provider.clone(), delayed))
        // Within the log: a request to a provider that is down is logged too.
        .layer(from_fn_with_state(provider.clone(), unless_down))
        .layer(from_fn_with_state((sandbox.clone(), id.segment()), record));
    let pages = Router::new()
        .route("/phien/{id}", get(sign_in::show).post(sign_in::submit))
        .route("/phien/{id}/qr", get(sign_in::qr_state))
        .layer(from_fn_with_state(provider.clone(), unless_down));
    protocol.merge(pages).with_state(provider)
}
