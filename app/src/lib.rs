#![doc = include_str!("../README.md")]
// Views are deeply nested types.
#![recursion_limit = "512"]

#[cfg(all(feature = "hydrate", feature = "ssr", not(rust_analyzer)))]
compile_error!("`hydrate` and `ssr` exclude each other: build the browser side for wasm32 only");

pub mod account;
pub mod app;
pub mod apply;
pub mod browser;
pub mod cccd;
pub mod desk;
pub mod home;
pub mod i18n;
pub mod linking;
pub mod merge;
pub mod profile;
pub mod proof;
pub mod query;
pub mod reply;
#[cfg(feature = "ssr")]
pub mod request;
pub mod resolution;
pub mod scan;
#[cfg(feature = "ssr")]
pub mod shell;
pub mod sign_in;
pub mod slip;
pub mod ui;
pub mod viewer;
pub mod vouching;

pub use app::App;

/// Attaches handlers to the page; a lazy route loads its part first.
#[cfg(feature = "hydrate")]
pub fn hydrate() {
    wasm_bindgen_futures::spawn_local(async {
        leptos::mount::hydrate_from_async(leptos::tachys::dom::body(), App).await.forget();
        browser::mark_hydrated();
    });
}
