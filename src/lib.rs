//! The browser's entry: takes over the page that the server has drawn.

#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    congdan_app::hydrate();
}
