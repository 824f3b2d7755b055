//! The sandbox itself: its state, its addresses and how it starts anew.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use futures::future::BoxFuture;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use crate::clock::Clock;
use crate::config::SandboxConfig;
use crate::inspector::Inspector;
use crate::people::People;
use crate::provider::{Provider, ProviderId};
use crate::register::ModeSwitch;
use crate::requests::Requests;
use crate::{
    card, common_page, control, fault_page, inspector, page, person_page, phone, provider, provider_page, register,
    registration_page, start_page, states,
};

/// What else starts anew with the sandbox.
pub type ResetHook = Arc<dyn Fn() -> BoxFuture<'static, ()> + Send + Sync>;

/// The stand-ins in one process. Clones share their state.
#[derive(Clone)]
pub struct Sandbox {
    pub(crate) state: Arc<State>,
}

pub(crate) struct State {
    pub config: SandboxConfig,
    pub clock: Clock,
    pub people: People,
    pub requests: Requests,
    pub inspector: Inspector,
    pub population: ModeSwitch,
    vneid: Provider,
    dvcqg: Provider,
    hooks: Mutex<Vec<ResetHook>>,
    /// The origins of all redirect URIs, for the pages' `form-action` (browsers apply it to the redirect as well).
    pub form_targets: String,
}

impl Sandbox {
    pub fn new(config: SandboxConfig) -> Self {
        let form_targets = form_targets(&config);
        let state = State {
            config,
            clock: Clock::default(),
            people: People::default(),
            requests: Requests::default(),
            inspector: Inspector::default(),
            population: ModeSwitch::default(),
            vneid: Provider::new(),
            dvcqg: Provider::new(),
            hooks: Mutex::default(),
            form_targets,
        };
        Self { state: Arc::new(state) }
    }

    /// All addresses of the sandbox; serve it at the root of `public_url`.
    pub fn router(&self) -> Router {
        Router::new()
            .merge(start_page::routes())
            .merge(card::routes())
            .merge(phone::routes())
            .merge(inspector::routes())
            .merge(fault_page::routes())
            .merge(registration_page::routes())
            .merge(provider_page::routes())
            .merge(common_page::routes())
            .merge(person_page::routes())
            .merge(states::routes())
            .merge(control::routes())
            .merge(page::routes())
            .merge(register::routes(self))
            .nest("/vneid", provider::routes(self, ProviderId::Vneid))
            .nest("/dvcqg", provider::routes(self, ProviderId::Dvcqg))
            .fallback(page::not_found)
            .layer(DefaultBodyLimit::max(64 * 1024))
            .with_state(self.clone())
    }

    /// Registers what `POST /control/reset` also awaits before it answers, in the order of registration.
    pub fn on_reset(&self, hook: impl Fn() -> BoxFuture<'static, ()> + Send + Sync + 'static) {
        self.state.hooks.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::new(hook));
    }

    /// Everything as at the start, then the hooks.
    pub async fn reset(&self) {
        self.state.clock.set_offset_seconds(0);
        self.state.population.reset();
        self.state.people.reset();
        self.state.vneid.reset();
        self.state.dvcqg.reset();
        let hooks = self.state.hooks.lock().unwrap_or_else(PoisonError::into_inner).clone();
        for hook in hooks {
            hook().await;
        }
        // Last: what the hooks made the portals send belongs to the time before.
        self.state.requests.clear();
        self.state.inspector.clear();
    }

    /// As `PUT /control/clock`, for whoever has the sandbox in its own process.
    pub fn set_clock_ahead(&self, seconds: i64) {
        self.state.clock.set_offset_seconds(seconds);
    }

    pub(crate) fn provider(&self, id: ProviderId) -> &Provider {
        match id {
            ProviderId::Vneid => &self.state.vneid,
            ProviderId::Dvcqg => &self.state.dvcqg,
        }
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox").field("public_url", &self.state.config.public_url).finish_non_exhaustive()
    }
}

fn form_targets(config: &SandboxConfig) -> String {
    let uris = config.clients.iter().flat_map(|client| client.redirect_uris.iter());
    let mut origins: Vec<String> =
        uris.filter_map(|uri| url::Url::parse(uri).ok()).map(|uri| uri.origin().ascii_serialization()).collect();
    origins.sort();
    origins.dedup();
    origins.join(" ")
}
