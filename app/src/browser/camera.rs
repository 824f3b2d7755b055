//! The camera: what it sees stays in this page, and it is off as soon as the value is gone.

use super::{js::Js, picture::Picture};
use wasm_bindgen::JsValue;
use web_sys::js_sys::Array;

/// A camera that is on. Dropping it switches it off.
#[derive(Debug)]
pub struct Camera {
    stream: Js,
    video: Js,
}

/// Why there is no camera.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CameraTrouble {
    /// The page came over a connection that a browser gives no camera to.
    Insecure,
    /// The device has none, or none that can be used.
    Missing,
    /// The person or the browser said no.
    Denied,
    /// Another program has it.
    Busy,
}

impl Camera {
    /// Asks for the camera on the back of a phone, or for any, and shows it in the `<video>` with this id.
    ///
    /// # Errors
    /// Why there is none, as far as the browser tells.
    pub async fn open(video: &str) -> Result<Self, CameraTrouble> {
        let window = Js::window();
        if !window.is_true("isSecureContext") {
            return Err(CameraTrouble::Insecure);
        }
        let devices = window.get("navigator").and_then(|navigator| navigator.get("mediaDevices"));
        let (devices, video) = devices.zip(Js::element(video)).ok_or(CameraTrouble::Missing)?;
        let ideal = |value: JsValue| Js::object(&[("ideal", value)]);
        let picture = [
            ("facingMode", ideal("environment".into())),
            ("width", ideal(1920.into())),
            ("height", ideal(1080.into())),
        ];
        let wish = Js::object(&[("video", Js::object(&picture))]);
        let asked = devices.call("getUserMedia", &[wish]).map_err(|error| trouble(&error))?;
        let stream = asked.answer().await.map_err(|error| trouble(&error))?;
        let camera = Self { stream, video };
        camera.video.set("srcObject", camera.stream.value());
        // Where playing by itself is refused, the first picture never comes, and the person is told so by the wait.
        if let Ok(playing) = camera.video.call("play", &[]) {
            let _ = playing.answer().await;
        }
        Ok(camera)
    }

    /// What is seen now; nothing until the first picture is there.
    pub fn picture(&self) -> Option<Picture> {
        Picture::of_video(&self.video)
    }

    /// Whether there is a light that can be switched.
    pub fn has_light(&self) -> bool {
        self.track()
            .and_then(|track| track.call("getCapabilities", &[]).ok())
            .is_some_and(|capabilities| capabilities.is_true("torch"))
    }

    /// Switches the light. A refusal is seen by the person: it stays dark.
    pub fn light(&self, on: bool) {
        let wish = Js::object(&[("advanced", [Js::object(&[("torch", on.into())])].iter().collect::<Array>().into())]);
        if let Some(Ok(asked)) = self.track().map(|track| track.call("applyConstraints", &[wish])) {
            leptos::task::spawn_local(async move {
                let _ = asked.answer().await;
            });
        }
    }

    fn track(&self) -> Option<Js> {
        self.tracks().into_iter().next()
    }

    fn tracks(&self) -> Vec<Js> {
        self.stream.call("getTracks", &[]).map(|tracks| tracks.entries()).unwrap_or_default()
    }
}

impl Drop for Camera {
    fn drop(&mut self) {
        for track in self.tracks() {
            // A track that has ended by itself has nothing to stop.
            let _ = track.call("stop", &[]);
        }
        self.video.set("srcObject", JsValue::NULL);
    }
}

/// The names are those of the standard "Media Capture and Streams".
fn trouble(error: &Js) -> CameraTrouble {
    match error.text("name").as_deref() {
        Some("NotAllowedError" | "SecurityError") => CameraTrouble::Denied,
        Some("NotReadableError" | "AbortError") => CameraTrouble::Busy,
        _ => CameraTrouble::Missing,
    }
}
