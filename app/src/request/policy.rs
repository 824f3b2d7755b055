//! The content-security policy of a page (docs/adr/0009).

use super::portal;
use http::{HeaderValue, header};
use leptos::prelude::*;
use leptos_axum::ResponseOptions;

/// Puts the policy on this response. Chrome applies `form-action` to the redirects after a form post, so the providers' origins
/// are in it.
pub fn set_page_policy(nonce: &str, is_watched: bool) {
    let origins: Vec<String> = portal().providers.iter().flat_map(|provider| provider.origins()).collect();
    // While developing, the page listens for rebuilt files.
    let reload = if is_watched { " ws://localhost:* ws://127.0.0.1:*" } else { "" };
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'{reload}; form-action 'self' {}; base-uri 'none'; \
         object-src 'none'; frame-ancestors 'none'; manifest-src 'self'; worker-src 'self'",
        origins.join(" "),
    );
    if let (Some(response), Ok(policy)) = (use_context::<ResponseOptions>(), HeaderValue::from_str(&policy)) {
        response.insert_header(header::CONTENT_SECURITY_POLICY, policy);
    }
}
