//! Work that may fail badly without taking the page along.

/// What the work answers; nothing when it panics. In the browser a panic ends the call in WebAssembly with an exception, which
/// goes up to the JavaScript that made the call: here that is a `Function.call` of ours, which catches it. (The memory that the
/// work had taken is lost.) Not for work that holds a lock or a borrow of the page's state.
#[cfg(target_arch = "wasm32")]
pub fn contained<T: 'static>(work: impl FnOnce() -> T + 'static) -> Option<T> {
    use std::{cell::Cell, rc::Rc};
    use wasm_bindgen::{JsCast, JsValue, closure::Closure};
    let answer = Rc::new(Cell::new(None));
    let slot = Rc::clone(&answer);
    let call = Closure::once(move || slot.set(Some(work())));
    let function: &web_sys::js_sys::Function = call.as_ref().unchecked_ref();
    function.call0(&JsValue::UNDEFINED).ok()?;
    answer.take()
}

/// On the server nothing of the browser is done; in tests a panic shall be seen.
#[cfg(not(target_arch = "wasm32"))]
pub fn contained<T: 'static>(work: impl FnOnce() -> T + 'static) -> Option<T> {
    Some(work())
}
