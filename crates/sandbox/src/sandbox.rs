//! The sandbox itself: its state and its reset.

use crate::{
    config::SandboxConfig,
    inspector::Inspector,
    people::registry::People,
    provider::{id::ProviderId, state::ProviderState},
    register::mode::ModeSwitch,
    tools::{clock::Clock, request_log::RequestLog},
};
use futures::future::BoxFuture;
use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

/// What a reset of the sandbox also resets.
pub type ResetHook = Arc<dyn Fn() -> BoxFuture<'static, ()> + Send + Sync>;

/// The stand-ins in one process. Clones share their state.
#[derive(Clone)]
pub struct Sandbox {
    pub(crate) state: Arc<State>,
}

/// What all clones share.
pub(crate) struct State {
    pub config: SandboxConfig,
    pub clock: Clock,
    pub people: People,
    pub requests: RequestLog,
    pub inspector: Inspector,
    pub population: ModeSwitch,
    vneid: ProviderState,
    dvcqg: ProviderState,
    hooks: Mutex<Vec<ResetHook>>,
    /// The origins of all redirect URIs, for the pages' `form-action` (browsers apply it to the redirect as well).
    pub form_targets: String,
}

impl Sandbox {
    /// A sandbox as at the start. Its addresses are in [`Sandbox::router`].
    pub fn new(config: SandboxConfig) -> Self {
        let form_targets = form_targets(&config);
        let state = State {
            config,
            clock: Clock::default(),
            people: People::default(),
            requests: RequestLog::default(),
            inspector: Inspector::default(),
            population: ModeSwitch::default(),
            vneid: ProviderState::default(),
            dvcqg: ProviderState::default(),
            hooks: Mutex::default(),
            form_targets,
        };
        Self { state: Arc::new(state) }
    }

    /// Adds a hook that `POST /control/reset` awaits before it answers. Hooks run in the order in which they were added.
    pub fn on_reset(&self, hook: impl Fn() -> BoxFuture<'static, ()> + Send + Sync + 'static) {
        self.state.hooks.lock().unwrap_or_else(PoisonError::into_inner).push(Arc::new(hook));
    }

    /// Puts everything back to the start, then runs the hooks.
    pub async fn reset(&self) {
        self.state.clock.set_offset_seconds(0);
        self.state.population.reset();
        self.state.people.reset();
        for id in ProviderId::ALL {
            self.provider_state(*id).reset();
        }
        let hooks = self.state.hooks.lock().unwrap_or_else(PoisonError::into_inner).clone();
        for hook in hooks {
            hook().await;
        }
        // Last: what the portals send because of the hooks belongs to the time before.
        self.state.requests.clear();
        self.state.inspector.clear();
    }

    /// Sets how far the sandbox's clock is ahead of the real time, in seconds, as `PUT /control/clock` does.
    pub fn set_clock_ahead(&self, seconds: i64) {
        self.state.clock.set_offset_seconds(seconds);
    }

    /// What one of the providers remembers.
    pub(crate) fn provider_state(&self, id: ProviderId) -> &ProviderState {
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
