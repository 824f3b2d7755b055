//! JavaScript values, asked by name. Each function of web-sys adds its glue to the script that every first page loads, whether
//! that page calls it or not; for the camera, which few pages need, these few stand for all (docs/PERFORMANCE.md).

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{Array, Function, Object, Promise, Reflect};

/// A value of the browser's side, with its properties by name.
#[derive(Clone, Debug)]
pub(super) struct Js(JsValue);

impl From<Js> for JsValue {
    fn from(value: Js) -> Self {
        value.0
    }
}

impl Js {
    /// The window.
    pub fn window() -> Self {
        Self(leptos::prelude::window().into())
    }

    /// The element with this id.
    pub fn element(id: &str) -> Option<Self> {
        Self::window().get("document")?.call("getElementById", &[id.into()]).ok()?.present()
    }

    /// `{name: value, …}`.
    pub fn object(entries: &[(&str, JsValue)]) -> JsValue {
        let object = Self(Object::new().into());
        for (name, value) in entries {
            object.set(name, value.clone());
        }
        object.0
    }

    /// Something that is there; nothing where it is `undefined` or `null`.
    pub fn get(&self, name: &str) -> Option<Self> {
        Self(Reflect::get(&self.0, &name.into()).ok()?).present()
    }

    /// Sets a property.
    pub fn set(&self, name: &str, value: impl Into<JsValue>) {
        // What a browser does not know it ignores; a read-only property is none of ours.
        let _ = Reflect::set(&self.0, &name.into(), &value.into());
    }

    /// A property as a number; 0 where it is none.
    pub fn number(&self, name: &str) -> f64 {
        self.get(name).and_then(|value| value.0.as_f64()).unwrap_or_default()
    }

    /// A property as a text.
    pub fn text(&self, name: &str) -> Option<String> {
        self.get(name)?.0.as_string()
    }

    /// Whether a property is `true`.
    pub fn is_true(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| value.0.is_truthy())
    }

    /// Calls a method.
    ///
    /// # Errors
    /// What it throws, or that there is none.
    pub fn call(&self, name: &str, arguments: &[JsValue]) -> Result<Self, Self> {
        let method: Function = Reflect::get(&self.0, &name.into())?.dyn_into()?;
        Ok(Self(Reflect::apply(&method, &self.0, &list(arguments))?))
    }

    /// `new` of what this is.
    ///
    /// # Errors
    /// What the constructor throws, or that this is none.
    pub fn construct(&self, arguments: &[JsValue]) -> Result<Self, Self> {
        let class: &Function = self.0.dyn_ref().ok_or_else(|| self.clone())?;
        Ok(Self(Reflect::construct(class, &list(arguments))?))
    }

    /// Waits for what was promised.
    ///
    /// # Errors
    /// Why the promise was broken.
    pub async fn answer(self) -> Result<Self, Self> {
        Ok(Self(JsFuture::from(Promise::resolve(&self.0)).await?))
    }

    /// The entries of an array.
    pub fn entries(&self) -> Vec<Self> {
        let length = self.number("length") as u32;
        (0..length).filter_map(|at| self.get(&at.to_string())).collect()
    }

    /// The value itself.
    pub fn value(&self) -> JsValue {
        self.0.clone()
    }

    fn present(self) -> Option<Self> {
        (!self.0.is_undefined() && !self.0.is_null()).then_some(self)
    }
}

impl From<JsValue> for Js {
    fn from(value: JsValue) -> Self {
        Self(value)
    }
}

fn list(values: &[JsValue]) -> Array {
    values.iter().collect()
}
