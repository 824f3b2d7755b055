//! An OpenID provider: OpenID Connect Core 1.0 with the authorization code flow, and only what portals need of it.

mod authorize;
mod claims;
mod client_auth;
mod discovery;
mod end_session;
pub(crate) mod fault;
mod id_token;
mod interaction;
pub(crate) mod logout_token;
mod oauth_error;
pub(crate) mod qr;
mod request;
mod respond;
mod session;
pub(crate) mod steps;
mod token;
mod userinfo;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde::{Deserialize, Serialize};

use crate::expiring::Expiring;
use crate::keys::KeyRing;
use crate::requests;
use crate::sandbox::Sandbox;
use fault::{Fault, FaultSwitch};
use interaction::Interaction;
use qr::QrRequest;
use session::ProviderSession;
use token::{Access, Grant};

/// Which of the two; the name is the path segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ProviderId {
    /// The electronic identity account of the Ministry of Public Security.
    Vneid,
    /// The account issued by the national public service portal.
    Dvcqg,
}

impl ProviderId {
    pub fn segment(self) -> &'static str {
        match self {
            Self::Vneid => "vneid",
            Self::Dvcqg => "dvcqg",
        }
    }

    /// As the person sees it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Vneid => "Định danh điện tử (VNeID)",
            Self::Dvcqg => "Tài khoản Cổng Dịch vụ công quốc gia",
        }
    }
}

/// A provider's state, all of it in memory.
pub(crate) struct Provider {
    pub keys: KeyRing,
    pub fault: FaultSwitch,
    interactions: Expiring<Interaction>,
    codes: Expiring<Grant>,
    tokens: Expiring<Access>,
    sessions: Expiring<ProviderSession>,
    pub qr: Expiring<QrRequest>,
}

impl Provider {
    pub fn new() -> Self {
        Self {
            keys: KeyRing::new(),
            fault: FaultSwitch::default(),
            interactions: Expiring::default(),
            codes: Expiring::default(),
            tokens: Expiring::default(),
            sessions: Expiring::default(),
            qr: Expiring::default(),
        }
    }

    pub fn reset(&self) {
        self.keys.reset();
        self.fault.reset();
        self.interactions.clear();
        self.codes.clear();
        self.tokens.clear();
        self.sessions.clear();
        self.qr.clear();
    }
}

/// One provider within its sandbox: what every handler here works on.
#[derive(Clone)]
pub(crate) struct At {
    pub sandbox: Sandbox,
    pub id: ProviderId,
}

impl At {
    pub fn provider(&self) -> &Provider {
        self.sandbox.provider(self.id)
    }

    pub fn issuer(&self) -> String {
        format!("{}/{}", self.sandbox.state.config.public_url, self.id.segment())
    }

    pub fn now_ms(&self) -> i64 {
        self.sandbox.state.clock.now_ms()
    }
}

/// The provider's addresses below its issuer.
pub(crate) fn routes(sandbox: &Sandbox, id: ProviderId) -> Router<Sandbox> {
    let at = At { sandbox: sandbox.clone(), id };
    let protocol = Router::new()
        .route("/.well-known/openid-configuration", get(discovery::configuration))
        .route("/jwks", get(discovery::jwks))
        .route("/authorize", get(authorize::by_get).post(authorize::by_post))
        .route("/token", post(token::token))
        .route("/userinfo", get(userinfo::userinfo).post(userinfo::userinfo))
        .route("/end_session", get(end_session::by_get).post(end_session::by_post))
        // Within the log: what was sent in vain is logged too.
        .layer(from_fn_with_state(at.clone(), unless_down))
        .layer(from_fn_with_state((sandbox.clone(), id.segment()), requests::record));
    let pages = Router::new()
        .route("/phien/{id}", get(steps::show).post(steps::submit))
        .route("/phien/{id}/qr", get(steps::qr_state))
        .layer(from_fn_with_state(at.clone(), unless_down));
    protocol.merge(pages).with_state(at)
}

/// The fault `down`: nothing of the provider answers.
async fn unless_down(State(at): State<At>, request: Request, next: Next) -> Response {
    if at.provider().fault.at_endpoint(Fault::Down) {
        return (StatusCode::SERVICE_UNAVAILABLE, "Hệ thống đang bảo trì").into_response();
    }
    next.run(request).await
}
