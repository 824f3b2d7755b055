//! All addresses of the sandbox.

use crate::{
    control,
    pages::{self, layout},
    phone,
    provider::{self, id::ProviderId},
    register,
    sandbox::Sandbox,
};
use axum::{Router, extract::DefaultBodyLimit};

/// The largest request body that is read, in bytes.
const MAX_BODY: usize = 64 * 1024;

impl Sandbox {
    /// All addresses of the sandbox. They are served at the root of `public_url`.
    pub fn router(&self) -> Router {
        let router = Router::new()
            .merge(pages::start::routes())
            .merge(pages::card::routes())
            .merge(pages::inspector::routes())
            .merge(pages::faults::routes())
            .merge(pages::clients::routes())
            .merge(pages::provider::routes())
            .merge(pages::shared_settings::routes())
            .merge(pages::new_person::routes())
            .merge(pages::states::routes())
            .merge(pages::style::routes())
            .merge(phone::page::routes())
            .merge(control::routes())
            .merge(register::endpoint::routes(self));
        ProviderId::ALL
            .iter()
            .fold(router, |router, id| router.nest(&format!("/{}", id.segment()), provider::routes::routes(self, *id)))
            .fallback(layout::not_found)
            .layer(DefaultBodyLimit::max(MAX_BODY))
            .with_state(self.clone())
    }
}
