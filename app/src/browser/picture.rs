//! Pictures and their grey values, by way of a canvas that is in no page.

use super::js::Js;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::Uint8ClampedArray;

/// Something that can be looked at: what a camera sees now, or a photo.
#[derive(Debug)]
pub struct Picture {
    source: Js,
    width: f64,
    height: f64,
    /// A photo takes its memory until it is closed.
    is_photo: bool,
}

/// The file is no picture that this browser can open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAPicture;

/// Grey values, row by row.
#[derive(Clone, Debug, Default)]
pub struct Grey {
    pub width: usize,
    pub pixels: Vec<u8>,
}

/// A part of a picture, in its pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
}

impl Picture {
    /// The present picture of a video; `None` while there is none.
    pub(super) fn of_video(video: &Js) -> Option<Self> {
        let (width, height) = (video.number("videoWidth"), video.number("videoHeight"));
        let is_there = video.number("readyState") >= 2.0 && width > 0.0 && height > 0.0;
        is_there.then(|| Self { source: video.clone(), width, height, is_photo: false })
    }

    /// The photo chosen in the file field with this id, which is then empty again; nothing when none was chosen.
    ///
    /// # Errors
    /// [`NotAPicture`]
    pub async fn of_file(field: &str) -> Result<Option<Self>, NotAPicture> {
        let Some(field) = Js::element(field) else { return Ok(None) };
        let Some(file) = field.get("files").and_then(|files| files.get("0")) else { return Ok(None) };
        // The same photo can be chosen again, and the form never has it.
        field.set("value", "");
        let opened = Js::window().call("createImageBitmap", &[file.value()]).map_err(|_| NotAPicture)?;
        let source = opened.answer().await.map_err(|_| NotAPicture)?;
        let (width, height) = (source.number("width"), source.number("height"));
        Ok(Some(Self { source, width, height, is_photo: true }))
    }

    /// In pixels.
    pub fn width(&self) -> f64 {
        self.width
    }

    /// In pixels.
    pub fn height(&self) -> f64 {
        self.height
    }

    /// What a canvas can draw.
    pub(super) fn source(&self) -> JsValue {
        self.source.value()
    }

    /// A part, made smaller where its longer side has more than `longest` pixels. Nothing where the browser gives no canvas.
    pub fn grey(&self, part: Part, longest: f64) -> Option<Grey> {
        let scale = (longest / part.width.max(part.height)).min(1.0);
        let (width, height) = ((part.width * scale).round(), (part.height * scale).round());
        if width < 1.0 || height < 1.0 {
            return None;
        }
        let canvas = Js::window().get("document")?.call("createElement", &["canvas".into()]).ok()?;
        canvas.set("width", width);
        canvas.set("height", height);
        let options = Js::object(&[("willReadFrequently", true.into())]);
        let context = canvas.call("getContext", &["2d".into(), options]).ok()?;
        context.set("imageSmoothingQuality", "medium");
        let place = [part.left, part.top, part.width, part.height, 0.0, 0.0, width, height];
        let arguments: Vec<JsValue> = std::iter::once(self.source()).chain(place.map(JsValue::from)).collect();
        context.call("drawImage", &arguments).ok()?;
        let whole = [0.0, 0.0, width, height].map(JsValue::from);
        let data = context.call("getImageData", &whole).ok()?.get("data")?.value();
        let colours = data.dyn_into::<Uint8ClampedArray>().ok()?.to_vec();
        Some(Grey { width: width as usize, pixels: colours.chunks_exact(4).map(brightness).collect() })
    }
}

impl Drop for Picture {
    fn drop(&mut self) {
        if self.is_photo {
            // Without `close` the memory is freed later.
            let _ = self.source.call("close", &[]);
        }
    }
}

/// As the eye weighs red, green and blue (ITU-R BT.601), in parts of 256.
fn brightness(colour: &[u8]) -> u8 {
    match colour {
        [red, green, blue, ..] => ((77 * u32::from(*red) + 150 * u32::from(*green) + 29 * u32::from(*blue)) >> 8) as u8,
        _ => 0,
    }
}
