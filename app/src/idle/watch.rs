//! When to ask the server, and what to say then.

use super::functions::{SessionLeft, continue_session, load_session_left};
use crate::{
    browser,
    reply::{Failure, FailureKind},
    ui::PageFrame,
};
use leptos::{prelude::*, task::spawn_local};

/// So long before the end the person is asked.
const WARNING: u32 = 120;
/// How often the server is asked while the dialog is open: the session may go on in another tab.
const AGAIN: u32 = 15;

/// What the dialog says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// The session ends soon, and can go on.
    Ending,
    /// It ends soon, and cannot.
    EndingForGood,
    /// It is over.
    Over,
}

impl SessionLeft {
    const fn word(self) -> Option<Word> {
        match (self.seconds, self.can_go_on) {
            (0, _) => Some(Word::Over),
            (1..=WARNING, true) => Some(Word::Ending),
            (1..=WARNING, false) => Some(Word::EndingForGood),
            _ => None,
        }
    }

    /// The seconds until the server is asked again.
    const fn patience(self) -> u32 {
        match self.seconds {
            seconds if seconds <= AGAIN => seconds + 1,
            seconds if seconds <= WARNING => AGAIN,
            seconds => seconds - WARNING,
        }
    }
}

/// The watch over one session.
#[derive(Clone, Copy, Debug)]
pub(super) struct Watch {
    /// The dialog is open.
    pub open: RwSignal<bool>,
    /// What it says; nothing while there is time.
    pub word: RwSignal<Option<Word>>,
    stamp: StoredValue<String>,
    frame: Option<PageFrame>,
    /// The watch that counts; an earlier one ends when it wakes.
    turn: StoredValue<u32>,
}

impl Watch {
    pub fn new() -> Self {
        Self {
            open: RwSignal::new(false),
            word: RwSignal::new(None),
            stamp: StoredValue::default(),
            frame: use_context(),
            turn: StoredValue::new(0),
        }
    }

    /// Watches over this session from now on, or over none.
    pub fn over(self, session: Option<(String, SessionLeft)>) {
        let turn = self.turn.get_value() + 1;
        self.turn.set_value(turn);
        if let Some((stamp, left)) = session {
            self.stamp.set_value(stamp);
            self.say(left.word());
            spawn_local(self.until_over(left, turn));
        }
    }

    pub fn stamp(self) -> String {
        self.stamp.get_value()
    }

    /// "Tiếp tục phiên".
    pub fn go_on(self) {
        spawn_local(async move {
            match continue_session(self.stamp()).await {
                Ok(left) => self.say(left.word()),
                // Without an answer the dialog stays: the button can be pressed again.
                Err(Failure { kind: FailureKind::NoAnswer, .. }) => {}
                Err(_) => self.say(Some(Word::Over)),
            }
        });
    }

    async fn until_over(self, mut left: SessionLeft, turn: u32) {
        let mut wait = left.patience();
        while left.seconds > 0 {
            browser::pause(wait.saturating_mul(1000)).await;
            if self.turn.try_get_value() != Some(turn) {
                return;
            }
            if let Ok(now) = load_session_left(self.stamp()).await {
                (left, wait) = (now, now.patience());
                self.say(left.word());
            } else {
                // Without an answer nothing is known, and nothing is said.
                wait = AGAIN;
            }
        }
    }

    /// A dialog that the person has closed is not opened again for the same words.
    fn say(self, word: Option<Word>) {
        if self.word.get_untracked() != word {
            self.word.set(word);
            self.open.set(word.is_some());
            if let (Some(Word::Over), Some(frame)) = (word, self.frame) {
                // The banner is true.
                frame.refresh.run(());
            }
        }
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    const fn left(seconds: u32) -> SessionLeft {
        SessionLeft { seconds, can_go_on: true }
    }

    #[test]
    fn the_person_is_asked_two_minutes_before_the_end_and_told_when_it_is_over() {
        assert_eq!(left(900).word(), None);
        assert_eq!(left(121).word(), None);
        assert_eq!(left(120).word(), Some(Word::Ending));
        assert_eq!(SessionLeft { seconds: 120, can_go_on: false }.word(), Some(Word::EndingForGood));
        assert_eq!(left(0).word(), Some(Word::Over));
    }

    #[test]
    fn the_server_is_asked_once_before_the_warning_and_often_after_it() {
        assert_eq!(left(900).patience(), 780);
        assert_eq!(left(121).patience(), 1);
        assert_eq!(left(120).patience(), 15);
        assert_eq!(left(15).patience(), 16, "just after the end");
        assert_eq!(left(1).patience(), 2);
    }
}
