//! What reads codes in this browser: its own detector where it has one, else rqrr.

use super::{
    decode::{NotLoaded, read_codes},
    plan::{self, Pass},
};
use crate::browser::{Detector, Picture, pause};

/// The reader of QR codes that this browser has.
#[derive(Debug)]
pub(super) struct Reader {
    detector: Option<Detector>,
}

impl Reader {
    /// The browser's own reader where it has one.
    pub async fn find() -> Self {
        Self { detector: Detector::find().await }
    }

    /// One look at what the camera shows, the `turn`th.
    ///
    /// # Errors
    /// [`NotLoaded`]
    pub async fn look(&mut self, picture: &Picture, turn: usize) -> Result<Vec<String>, NotLoaded> {
        match self.detected(picture).await {
            Some(codes) => Ok(codes),
            None => pass(picture, plan::live(picture.width(), picture.height(), turn)).await,
        }
    }

    /// All looks at a photo while it is wanted, until one finds a code. The browser's detector has the first: what it does not
    /// find, rqrr may.
    ///
    /// # Errors
    /// [`NotLoaded`]
    pub async fn read(&mut self, photo: &Picture, is_wanted: impl Fn() -> bool) -> Result<Vec<String>, NotLoaded> {
        if let Some(codes) = self.detected(photo).await.filter(|codes| !codes.is_empty()) {
            return Ok(codes);
        }
        for look in plan::photo(photo.width(), photo.height()) {
            let codes = pass(photo, look).await?;
            if !codes.is_empty() || !is_wanted() {
                return Ok(codes);
            }
            // Between two looks the person can press "Đóng".
            pause(0).await;
        }
        Ok(Vec::new())
    }

    /// A detector that cannot read after all is asked no more.
    async fn detected(&mut self, picture: &Picture) -> Option<Vec<String>> {
        match self.detector.as_ref()?.codes(picture).await {
            Ok(codes) => Some(codes),
            Err(_) => {
                self.detector = None;
                None
            }
        }
    }
}

async fn pass(picture: &Picture, look: Pass) -> Result<Vec<String>, NotLoaded> {
    match picture.grey(look.part, look.longest) {
        Some(grey) => read_codes(grey, look.treatment).await,
        None => Ok(Vec::new()),
    }
}
