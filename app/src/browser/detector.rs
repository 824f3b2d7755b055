//! The browser's own reader of QR codes, where it has one (`BarcodeDetector`: Chrome on Android, ChromeOS and macOS).

use super::{js::Js, picture::Picture};
use wasm_bindgen::JsValue;
use web_sys::js_sys::Array;

/// The browser's own reader of QR codes.
#[derive(Clone, Debug)]
pub struct Detector(Js);

/// It cannot read here after all, e.g. on a phone without the services that it leans on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoDetector;

impl Detector {
    /// The detector, where there is one that knows QR codes.
    pub async fn find() -> Option<Self> {
        let class = Js::window().get("BarcodeDetector")?;
        let formats = class.call("getSupportedFormats", &[]).ok()?.answer().await.ok()?;
        if !formats.entries().iter().any(|format| format.value().as_string().as_deref() == Some("qr_code")) {
            return None;
        }
        let wanted: Array = [JsValue::from("qr_code")].iter().collect();
        class.construct(&[Js::object(&[("formats", wanted.into())])]).ok().map(Self)
    }

    /// The texts of all codes in the picture.
    ///
    /// # Errors
    /// [`NoDetector`]
    pub async fn codes(&self, picture: &Picture) -> Result<Vec<String>, NoDetector> {
        let asked = self.0.call("detect", &[picture.source()]).map_err(|_| NoDetector)?;
        let found = asked.answer().await.map_err(|_| NoDetector)?;
        Ok(found.entries().iter().filter_map(|code| code.text("rawValue")).collect())
    }
}
