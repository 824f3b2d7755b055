//! The document around the application, drawn on the server.

mod boot;
mod parts;

use crate::{
    App,
    request::{CookieKind, portal, set_page_policy},
};
use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::MetaTags;

/// The files of one build, with the hashes in their names.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// e.g. `/pkg/congdan.8f3a….css`.
    pub css: String,
    /// The script that loads the WebAssembly module.
    pub js: String,
    /// The WebAssembly module.
    pub wasm: String,
    /// The parts that lazy routes load, where the build was split.
    pub split: Option<leptos::WasmSplitManifest>,
    /// The port of the reload socket while developing (`cargo leptos watch`).
    pub reload_options: Option<LeptosOptions>,
}

/// The whole document. Leptos' own `HydrationScripts` copies the content-security-policy nonce into `crossorigin=`; here it is
/// only where it belongs, in `nonce=`.
pub fn shell(assets: Assets) -> impl IntoView {
    let part_loader = assets.split.as_ref().and_then(parts::loader);
    if let Some(split) = assets.split.clone() {
        parts::name_in_head(split);
    }
    let nonce = use_nonce();
    set_page_policy(&nonce.as_ref().map(ToString::to_string).unwrap_or_default(), assets.reload_options.is_some());
    let boot = boot::script(&assets);
    view! {
        <!DOCTYPE html>
        <html data-language-cookie=CookieKind::Language.name(&portal())>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light" />
                // Dates and codes are no telephone numbers, though some phones make links of them.
                <meta name="format-detection" content="telephone=no,date=no,email=no,address=no" />
                <meta name="theme-color" content="#8a1c1c" />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="stylesheet" href=assets.css.clone() />
                <link rel="modulepreload" href=assets.js.clone() nonce=nonce.clone() />
                {part_loader.map(|file| view! { <link rel="modulepreload" href=file nonce=nonce.clone() /> })}
                <link rel="preload" href=assets.wasm.clone() r#as="fetch" r#type="application/wasm" crossorigin="" />
                // A module script is deferred: the page is there before anything is fetched for it, and stays when that fails.
                <script type="module" nonce=nonce>{boot}</script>
                {assets.reload_options.clone().map(|options| view! { <AutoReload options=options /> })}
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}
