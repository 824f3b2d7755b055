//! An OpenID provider: OpenID Connect Core 1.0 with the authorization code flow, and only what portals need of it; for
//! clients that are registered so, OAuth 2 alone.

mod authorize;
mod bad_bodies;
mod claims;
mod client_assertion;
mod client_auth;
pub(crate) mod delay;
mod discovery;
mod end_session;
pub(crate) mod fault;
mod id_token;
mod interaction;
pub(crate) mod logout_token;
pub(crate) mod next;
mod oauth_error;
mod pushed;
pub(crate) mod qr;
pub(crate) mod registration;
mod request;
mod respond;
mod session;
pub(crate) mod steps;
mod token;
mod trap;
mod userinfo;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post};
use serde::{Deserialize, Serialize};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::expiring::Expiring;
use crate::inspector::Arrival;
use crate::keys::KeyRing;
use crate::requests;
use crate::sandbox::Sandbox;
use delay::DelayCurve;
use fault::{Fault, FaultSwitch};
use interaction::Interaction;
use next::NextSwitch;
use qr::QrRequest;
use registration::Registrations;
use request::AuthorizeRequest;
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
    pub delays: DelayCurve,
    pub next: NextSwitch,
    registrations: Registrations,
    /// Of this provider's clock against the sandbox's, in seconds.
    pub clock_offset: AtomicI64,
    /// The nonce of the last flow that got a code.
    last_nonce: Mutex<Option<String>>,
    interactions: Expiring<Interaction>,
    codes: Expiring<Grant>,
    tokens: Expiring<Access>,
    sessions: Expiring<ProviderSession>,
    /// By their references.
    pushed: Expiring<AuthorizeRequest>,
    /// The ids of clients' statements: each counts once.
    assertions: Expiring<()>,
    pub qr: Expiring<QrRequest>,
}

impl Provider {
    pub fn new() -> Self {
        Self {
            keys: KeyRing::new(),
            fault: FaultSwitch::default(),
            delays: DelayCurve::default(),
            next: NextSwitch::default(),
            registrations: Registrations::default(),
            clock_offset: AtomicI64::new(0),
            last_nonce: Mutex::default(),
            interactions: Expiring::default(),
            codes: Expiring::default(),
            tokens: Expiring::default(),
            sessions: Expiring::default(),
            pushed: Expiring::default(),
            assertions: Expiring::default(),
            qr: Expiring::default(),
        }
    }

    pub fn reset(&self) {
        self.keys.reset();
        self.fault.reset();
        self.delays.set(Vec::new());
        self.next.reset();
        self.registrations.reset();
        self.clock_offset.store(0, Ordering::Relaxed);
        self.last_nonce.lock().unwrap_or_else(PoisonError::into_inner).take();
        self.interactions.clear();
        self.codes.clear();
        self.tokens.clear();
        self.sessions.clear();
        self.pushed.clear();
        self.assertions.clear();
        self.qr.clear();
    }

    /// Keeps the nonce of a flow and returns the one before it.
    fn remember_nonce(&self, nonce: &str) -> Option<String> {
        self.last_nonce.lock().unwrap_or_else(PoisonError::into_inner).replace(nonce.to_owned())
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

    /// What this provider takes for the time, in Unix seconds: what its tokens say.
    pub fn token_time(&self) -> i64 {
        self.sandbox.state.clock.now().saturating_add(self.provider().clock_offset.load(Ordering::Relaxed))
    }

    /// Where and when the request in hand arrived.
    pub fn arrival(&self) -> Arrival {
        Arrival { provider: self.id, now_ms: self.now_ms() }
    }

    /// The other provider.
    pub fn other(&self) -> Self {
        let id = match self.id {
            ProviderId::Vneid => ProviderId::Dvcqg,
            ProviderId::Dvcqg => ProviderId::Vneid,
        };
        Self { sandbox: self.sandbox.clone(), id }
    }
}

/// The provider's addresses below its issuer.
pub(crate) fn routes(sandbox: &Sandbox, id: ProviderId) -> Router<Sandbox> {
    let at = At { sandbox: sandbox.clone(), id };
    let protocol = Router::new()
        .route("/.well-known/openid-configuration", get(discovery::configuration))
        .route("/jwks", get(discovery::jwks))
        .route("/authorize", get(authorize::by_get).post(authorize::by_post))
        .route("/par", post(pushed::push))
        .route("/token", post(token::token))
        .route("/userinfo", get(userinfo::userinfo).post(userinfo::userinfo))
        .route("/end_session", get(end_session::by_get).post(end_session::by_post))
        .route("/trap/{flow}", any(trap::redirect))
        .route("/trap/{flow}/elsewhere", any(trap::other_redirect))
        .route("/trap/{flow}/jwks", get(trap::foreign_keys))
        .layer(from_fn_with_state(at.clone(), delay::wait))
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
    if at.provider().fault.at_endpoint(&[Fault::Down]) == Fault::Down {
        return (StatusCode::SERVICE_UNAVAILABLE, "Hệ thống đang bảo trì").into_response();
    }
    next.run(request).await
}
