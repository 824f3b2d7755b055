#![doc = include_str!("../README.md")]
// Views are deeply nested types.
#![recursion_limit = "512"]
#![warn(missing_docs)]
// What only the body of a server function uses is unused in the browser's build, where the linker drops it.
#![cfg_attr(not(feature = "ssr"), allow(dead_code))]

#[cfg(all(feature = "hydrate", feature = "ssr", not(rust_analyzer)))]
compile_error!("`hydrate` and `ssr` exclude each other: build the browser side for wasm32 only");

mod account;
pub mod address;
mod app;
mod apply;
mod areas;
mod arrival;
mod browser;
mod cccd;
mod consent;
mod desk;
mod entry;
mod form_state;
mod home;
pub mod i18n;
mod idle;
mod linking;
mod match_report;
mod merge;
mod own;
mod profile;
mod proof;
mod provenance;
mod query;
mod reference;
pub mod reply;
#[cfg(feature = "ssr")]
pub mod request;
mod resolution;
mod scan;
#[cfg(feature = "ssr")]
pub mod shell;
mod sign_in;
mod ui;
mod viewer;
mod vouching;
mod when;

#[cfg(feature = "ssr")]
pub use account::{ledger, own_data};
pub use app::App;

/// Attaches handlers to the page; a lazy route loads its part first.
#[cfg(feature = "hydrate")]
pub fn hydrate() {
    wasm_bindgen_futures::spawn_local(async {
        leptos::mount::hydrate_from_async(leptos::tachys::dom::body(), App).await.forget();
        browser::mark_hydrated();
    });
}
