//! The browser's memory: what the portal keeps for one browser for ten minutes, sealed, and found by the browser's cookie.
//! Pages and the callback use it alike.

use super::{RequestInfo, RequestKind, info, portal, remember_browser};
use crate::{
    form_state::FormState,
    reply::{Failure, Notice},
};
use congdan_flows::{Portal, ports::StoreError};
use leptos::prelude::use_context;
use serde::{Serialize, de::DeserializeOwned};
use std::{
    borrow::Cow,
    marker::PhantomData,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};
use time::Duration;

/// The message for the next page.
pub const NOTICE: MemoryKey<Notice> = MemoryKey::new("notice");

/// The person proved another account than the one that has the number: the question of linking that it is about, and the reference.
pub const OTHER_ACCOUNT: MemoryKey<(String, String)> = MemoryKey::new("linking:other-account");

/// The name of a value in the memory, with the value's type.
#[derive(Debug)]
pub struct MemoryKey<T> {
    name: Cow<'static, str>,
    value: PhantomData<fn() -> T>,
}

impl<T> MemoryKey<T> {
    /// A value that a browser has once.
    pub const fn new(name: &'static str) -> Self {
        Self { name: Cow::Borrowed(name), value: PhantomData }
    }
}

impl MemoryKey<FormState> {
    /// The state of a form, by the form's name.
    pub fn form(name: &str) -> Self {
        Self { name: Cow::Owned(format!("form:{name}")), value: PhantomData }
    }
}

/// The memory of one browser.
#[derive(Clone, Copy, Debug)]
pub struct BrowserMemory<'a> {
    portal: &'a Portal,
    binding: &'a str,
    is_new: bool,
}

impl<'a> BrowserMemory<'a> {
    /// How long a value lasts.
    pub const LIFETIME: Duration = Duration::minutes(10);
    /// How long a form lasts that was posted after its session's end: time enough to sign in again.
    pub const KEPT_FORM: Duration = Duration::minutes(30);

    /// The memory of the browser that sent the request.
    pub fn of(portal: &'a Portal, info: &'a RequestInfo) -> Self {
        Self { portal, binding: &info.browser.binding, is_new: info.browser_is_new }
    }

    /// Keeps a value in place of an earlier one. The response has to carry the browser's cookie.
    ///
    /// # Errors
    /// The database failed.
    pub async fn remember<T: Serialize>(self, key: &MemoryKey<T>, value: &T) -> Result<(), StoreError> {
        self.remember_for(key, value, Self::LIFETIME).await
    }

    /// As [`BrowserMemory::remember`], for another time.
    ///
    /// # Errors
    /// The database failed.
    pub async fn remember_for<T: Serialize>(
        self,
        key: &MemoryKey<T>,
        value: &T,
        lasts: Duration,
    ) -> Result<(), StoreError> {
        let text = serde_json::to_string(value).unwrap_or_default();
        let until = self.portal.world.now() + lasts;
        self.portal.store.remember(self.binding, &key.name, text, until).await
    }

    /// The value, which stays. A value that cannot be read is none.
    ///
    /// # Errors
    /// The database failed.
    pub async fn recall<T: DeserializeOwned>(self, key: &MemoryKey<T>) -> Result<Option<T>, StoreError> {
        if self.is_new {
            return Ok(None);
        }
        let text = self.portal.store.recall(self.binding, &key.name, self.portal.world.now()).await?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// The value, which is removed. A value that cannot be read is none.
    ///
    /// # Errors
    /// The database failed.
    pub async fn take<T: DeserializeOwned>(self, key: &MemoryKey<T>) -> Result<Option<T>, StoreError> {
        if self.is_new {
            return Ok(None);
        }
        let text = self.portal.store.take(self.binding, &key.name, self.portal.world.now()).await?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
    }
}

/// Keeps a value for this browser, which gets its cookie.
///
/// # Errors
/// The database failed.
pub async fn remember<T: Serialize>(key: &MemoryKey<T>, value: &T) -> Result<(), Failure> {
    let portal = portal();
    let info = info();
    remember_browser();
    BrowserMemory::of(&portal, &info).remember(key, value).await.map_err(Failure::from)
}

/// The value of this browser, which stays.
///
/// # Errors
/// The database failed.
pub async fn recall<T: DeserializeOwned>(key: &MemoryKey<T>) -> Result<Option<T>, Failure> {
    let portal = portal();
    let info = info();
    BrowserMemory::of(&portal, &info).recall(key).await.map_err(Failure::from)
}

/// The value of this browser, which is removed.
///
/// # Errors
/// The database failed.
pub async fn take<T: DeserializeOwned>(key: &MemoryKey<T>) -> Result<Option<T>, Failure> {
    let portal = portal();
    let info = info();
    BrowserMemory::of(&portal, &info).take(key).await.map_err(Failure::from)
}

/// Removes the value of this browser.
///
/// # Errors
/// The database failed.
pub async fn forget<T: DeserializeOwned>(key: &MemoryKey<T>) -> Result<(), Failure> {
    take(key).await.map(drop)
}

/// Whether the page that is drawn has the message on it. `server` removes the message once the page is sent: a page that leads
/// elsewhere instead has shown it to nobody, and the next one finds it.
#[derive(Clone, Debug, Default)]
pub struct DrawnNotice(Arc<AtomicBool>);

impl DrawnNotice {
    /// The message is on the page.
    pub fn is_drawn(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// The message for this page: taken by a call, read for a page that is being drawn.
///
/// # Errors
/// The database failed.
pub async fn take_notice() -> Result<Option<Notice>, Failure> {
    let drawn = use_context::<DrawnNotice>().filter(|_| info().kind == RequestKind::Page);
    let Some(DrawnNotice(drawn)) = drawn else { return take(&NOTICE).await };
    let notice = recall(&NOTICE).await?;
    drawn.store(notice.is_some(), Ordering::Relaxed);
    Ok(notice)
}
