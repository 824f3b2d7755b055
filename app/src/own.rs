//! Pages that are one person's own: what they show comes with the stamp that their forms carry (ADR 16).

use crate::ui::{PageFrame, Stamp};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The content of a page of the person who is signed in.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Own<T> {
    stamp: String,
    data: T,
}

/// A stamp names an account: it is not for logs.
impl<T: std::fmt::Debug> std::fmt::Debug for Own<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.data.fmt(f)
    }
}

#[cfg(feature = "ssr")]
impl<T> Own<T> {
    /// What the page of this person shows.
    pub fn of(visitor: &congdan_flows::session::Visitor, data: T) -> Self {
        let stamp = congdan_flows::form_stamp::stamp(&crate::request::portal(), visitor);
        Self { stamp, data }
    }

    /// A part of it, on another page.
    pub fn map<U>(self, part: impl FnOnce(T) -> U) -> Own<U> {
        Own { stamp: self.stamp, data: part(self.data) }
    }
}

impl<T> Own<T> {
    /// The content. The forms that are drawn with it carry its stamp.
    pub fn open(self) -> T {
        belongs_to(&self.stamp);
        provide_context(Stamp(self.stamp));
        self.data
    }
}

/// In the browser, a document belongs to one person: where another one turns out to be signed in, the address is loaded anew.
pub fn belongs_to(stamp: &str) {
    let account = stamp.split('.').next().unwrap_or_default().to_owned();
    if let Some(frame) = use_context::<PageFrame>() {
        Effect::new(move |_| frame.belongs_to.run(account.clone()));
    }
}
