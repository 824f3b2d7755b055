//! One scan after the other: what is going on, and what ends it.

use super::{
    decode::NotLoaded,
    filling::{Filling, Seen, seen},
    reader::Reader,
};
use crate::{
    browser::{self, Camera, CameraTrouble, Picture},
    i18n::{Text, texts::scan},
    ui::PanelKind,
    when::Today,
};
use leptos::{prelude::*, task::spawn_local};
use std::cell::RefCell;

/// The elements of the panel that the browser's side works with.
pub(super) const VIDEO: &str = "scan-video";
pub(super) const PHOTO: &str = "scan-photo";

/// Without a code for so long, in milliseconds, the panel shows what helps.
const SLOW: f64 = 15_000.0;

thread_local! {
    /// The camera while it is on. Not in a signal: what is kept there must be able to go to another thread.
    static CAMERA: RefCell<Option<Camera>> = const { RefCell::new(None) };
}

/// What is going on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Nothing runs; camera or photo.
    Choice,
    Opening,
    Live,
    Reading,
}

/// The panel's state: one scan after the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Session {
    /// The panel is in front of the page.
    pub open: RwSignal<bool>,
    pub stage: RwSignal<Stage>,
    /// The panel's message.
    pub message: RwSignal<Option<(PanelKind, Text)>>,
    /// The camera's light: on or off where there is one.
    pub light: RwSignal<Option<bool>>,
    /// What the last card has filled in.
    pub filled: RwSignal<Option<Filling>>,
    /// Goes up with each start and end: a task that comes back from waiting sees whether it is still its turn.
    turn: StoredValue<u32>,
    today: Today,
}

impl Session {
    /// Nothing has been scanned yet.
    pub fn new(today: Today) -> Self {
        Self {
            open: RwSignal::new(false),
            stage: RwSignal::new(Stage::Choice),
            message: RwSignal::new(None),
            light: RwSignal::new(None),
            filled: RwSignal::new(None),
            turn: StoredValue::new(0),
            today,
        }
    }

    /// Opens the panel.
    pub fn show(self) {
        self.message.set(None);
        self.filled.set(None);
        self.open.set(true);
    }

    /// Ends what runs. The camera is off when this returns.
    pub fn stop(self) {
        camera_off();
        self.turn.try_update_value(|turn| *turn += 1);
        self.stage.try_set(Stage::Choice);
        self.light.try_set(None);
    }

    /// The camera is on, or about to be.
    pub fn is_filming(self) -> bool {
        matches!(self.stage.get(), Stage::Opening | Stage::Live)
    }

    /// The camera on; or off, where it is on.
    pub fn press_camera(self) {
        let was_filming = untrack(|| self.is_filming());
        self.stop();
        self.message.set(None);
        if !was_filming {
            self.begin(Stage::Opening, scan::OPENING);
            let turn = self.turn.get_value();
            spawn_local(self.film(turn));
        }
    }

    /// A photo was chosen.
    pub fn photo_chosen(self) {
        self.stop();
        self.begin(Stage::Reading, scan::READING);
        let turn = self.turn.get_value();
        spawn_local(self.read_photo(turn));
    }

    /// The light on; or off, where it is on.
    pub fn press_light(self) {
        if let Some(on) = self.light.get_untracked() {
            CAMERA.with_borrow(|camera| camera.iter().for_each(|camera| camera.light(!on)));
            self.light.set(Some(!on));
        }
    }

    fn begin(self, stage: Stage, text: Text) {
        self.stage.set(stage);
        self.message.set(Some((PanelKind::Info, text)));
    }

    /// Back to the choice, with what went wrong and what to do.
    fn give_up(self, text: Text) {
        self.stop();
        self.message.set(Some((PanelKind::Warning, text)));
    }

    /// Its turn has not ended, and the page is still there.
    fn is_on(self, turn: u32) -> bool {
        self.turn.try_get_value() == Some(turn)
    }

    async fn film(self, turn: u32) {
        let opened = Camera::open(VIDEO).await;
        // Closed while the browser asked: the camera goes off with `opened`.
        if !self.is_on(turn) {
            return;
        }
        let camera = match opened {
            Ok(camera) => camera,
            Err(trouble) => return self.give_up(no_camera(trouble)),
        };
        self.light.set(camera.has_light().then_some(false));
        CAMERA.set(Some(camera));
        self.begin(Stage::Live, scan::LIVE);
        let mut reader = Reader::find().await;
        let since = browser::now();
        let mut looks = 0;
        while self.is_on(turn) {
            let began = browser::now();
            if let Some(picture) = CAMERA.with_borrow(|camera| camera.as_ref().and_then(Camera::picture)) {
                let found = reader.look(&picture, looks).await;
                looks += 1;
                if !self.is_on(turn) || self.is_over(found).await {
                    return;
                }
            }
            if browser::now() - since > SLOW {
                self.message.update(|message| {
                    if message.is_some_and(|(_, text)| text == scan::LIVE) {
                        *message = Some((PanelKind::Warning, scan::SLOW));
                    }
                });
            }
            // At least half of the time is the person's and the browser's.
            let took = browser::now() - began;
            browser::pause(took.clamp(80.0, 1_000.0) as u32).await;
        }
    }

    /// Takes what a look at the camera's picture has found; whether that was the last one.
    async fn is_over(self, found: Result<Vec<String>, NotLoaded>) -> bool {
        let Ok(codes) = found else {
            self.give_up(scan::NOT_LOADED);
            return true;
        };
        match seen(&codes, self.today) {
            Seen::Nothing => false,
            Seen::Other => {
                self.message.set(Some((PanelKind::Warning, scan::NOT_A_CARD)));
                false
            }
            Seen::Card(filling) => {
                self.fill(filling).await;
                true
            }
        }
    }

    async fn read_photo(self, turn: u32) {
        let photo = Picture::of_file(PHOTO).await;
        if !self.is_on(turn) {
            return;
        }
        let photo = match photo {
            Ok(Some(photo)) => photo,
            Ok(None) => {
                self.stop();
                return self.message.set(None);
            }
            Err(_) => return self.give_up(scan::NOT_A_PICTURE),
        };
        let found = Reader::find().await.read(&photo, || self.is_on(turn)).await;
        drop(photo);
        if !self.is_on(turn) {
            return;
        }
        match found.map(|codes| seen(&codes, self.today)) {
            Err(NotLoaded) => self.give_up(scan::NOT_LOADED),
            Ok(Seen::Nothing) => self.give_up(scan::NOTHING),
            Ok(Seen::Other) => self.give_up(scan::NOT_A_CARD),
            Ok(Seen::Card(filling)) => self.fill(filling).await,
        }
    }

    /// Closes the panel and fills the form; the person goes on from its first field.
    async fn fill(self, filling: Filling) {
        self.stop();
        self.open.set(false);
        // First the panel gives the focus back, to where it was opened.
        browser::pause(50).await;
        if self.filled.is_disposed() {
            return;
        }
        let typed = &filling.typed;
        browser::type_into("number", &typed.number);
        if filling.has_name {
            browser::type_into("full_name", &typed.full_name);
        }
        if filling.has_birth {
            for (field, text) in [("day", &typed.day), ("month", &typed.month), ("year", &typed.year)] {
                browser::type_into(field, text);
            }
            browser::tick("year_only", typed.year_only == "true");
        }
        self.filled.set(Some(filling));
        browser::focus_id("number");
    }
}

/// For the end of the page, when there is no session any more.
pub(super) fn camera_off() {
    drop(CAMERA.take());
}

const fn no_camera(trouble: CameraTrouble) -> Text {
    match trouble {
        CameraTrouble::Insecure => scan::INSECURE,
        CameraTrouble::Missing => scan::MISSING,
        CameraTrouble::Denied => scan::DENIED,
        CameraTrouble::Busy => scan::BUSY,
    }
}
