//! Public pages as documents (docs/adr/0020): a page that is drawn for a visitor of whom nothing is known depends on its address,
//! the language, the day and the providers' state. It is drawn once, compressed once and sent as bytes from then on.

mod document;
mod policy;

use super::{Site, who};
use axum::{http::request::Parts, response::Response};
use congdan_app::{address, i18n::Language};
use congdan_domain::procedure::Procedure;
use document::Document;
use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};
use time::Date;

/// The kept documents. Public paths, languages and the providers' states are few, and the day before's documents go.
#[derive(Debug, Default)]
pub struct Documents(RwLock<HashMap<Key, Arc<Document>>>);

/// What a public page depends on, beside the configuration.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key {
    path: String,
    language: Language,
    /// The policy on national accounts changes with the day.
    day: Date,
    /// For each provider: whether it answers now.
    available: Vec<bool>,
}

impl Key {
    /// The document that a request asks for. `None` where the page may hold anything of one visitor, as with any cookie or query of
    /// ours, and while developing, when files change under their names.
    pub async fn of(site: &Site, parts: &Parts) -> Option<Self> {
        let path = parts.uri.path();
        let is_watched = site.assets.reload_options.is_some();
        if is_watched || parts.uri.query().is_some() || !is_public(path) || who::is_known(site, parts) {
            return None;
        }
        let mut available = Vec::new();
        if path == address::SIGN_IN {
            for provider in &site.portal.providers {
                available.push(provider.is_available().await);
            }
        }
        let language = who::language(site, &parts.headers);
        Some(Self { path: path.to_owned(), language, day: site.portal.world.today(), available })
    }
}

/// The paths are a closed list, so a visitor cannot fill the memory with addresses.
fn is_public(path: &str) -> bool {
    let procedure = || path.strip_prefix(address::PROCEDURES)?.strip_prefix('/').and_then(Procedure::find);
    matches!(path, address::HOME | address::SIGN_IN | address::PROCEDURES | address::DOSSIER_SEARCH)
        || procedure().is_some()
}

impl Documents {
    /// The kept document, as an answer to this request.
    pub(super) fn answer(&self, key: &Key, parts: &Parts) -> Option<Response> {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        kept.get(key).map(|document| document.answer(&parts.headers))
    }

    /// Keeps a page that has just been drawn, and answers with it. A page that is not everybody's is sent on as it is.
    pub(super) async fn keep(&self, key: Key, parts: &Parts, drawn: Response) -> Response {
        let document = match Document::of(drawn).await {
            Ok(document) => Arc::new(document),
            Err(drawn) => return drawn,
        };
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|other, _| other.day == key.day);
        kept.insert(key, document.clone());
        document.answer(&parts.headers)
    }
}
