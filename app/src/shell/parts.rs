//! The parts of the program that a page's lazy routes load: named in its head, so that the browser fetches them at once.
//!
//! leptos would name them itself, and copy the content-security-policy nonce into `crossorigin=`, where any page could read it
//! (`leptos_integration_utils`, 0.8.9). It does so only where it finds the split manifest in the context, so the manifest stays
//! out of it.

use leptos::{PrefetchLazyFn, WasmSplitManifest, prelude::*, reactive::computed::ScopedFuture};
use leptos_meta::Link;

/// The file that loads the parts, e.g. `/pkg/__wasm_split.8f3a….js`.
pub(super) fn loader(manifest: &WasmSplitManifest) -> Option<String> {
    let manifest = manifest.0.try_read_value()?;
    let (folder, _, loader) = &*manifest;
    Some(format!("{folder}/{loader}"))
}

/// When the page is drawn, and it is known which lazy routes are on it, their parts are written into its head.
pub(super) fn name_in_head(manifest: WasmSplitManifest) {
    if let Some(context) = Owner::current_shared_context() {
        context.defer_stream(Box::pin(ScopedFuture::new(async move {
            for file in needed(&manifest) {
                // Drawing a `Link` puts it into the head; what it returns is empty.
                let _ = view! { <Link rel="preload" href=file as_="fetch" type_="application/wasm" crossorigin="" /> }
                    .to_html();
            }
        })));
    }
}

fn needed(manifest: &WasmSplitManifest) -> Vec<String> {
    let Some(lazy) = use_context::<PrefetchLazyFn>() else { return Vec::new() };
    let (Some(lazy), Some(manifest)) = (lazy.0.try_read_value(), manifest.0.try_read_value()) else {
        return Vec::new();
    };
    let (folder, parts, _) = &*manifest;
    let mut files: Vec<String> =
        lazy.iter().filter_map(|key| parts.get(*key)).flatten().map(|part| format!("{folder}/{part}.wasm")).collect();
    files.sort_unstable();
    files.dedup();
    files
}
