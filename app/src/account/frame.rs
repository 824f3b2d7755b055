//! The frame of the account pages: their heading, and the way between them.

use crate::{
    address,
    i18n::{Text, t, texts::account},
    ui::Main,
};
use leptos::prelude::*;

/// A page of the account that its navigation lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountPage {
    Overview,
    Identity,
    Security,
    Data,
}

impl AccountPage {
    const ALL: [Self; 4] = [Self::Overview, Self::Identity, Self::Security, Self::Data];

    const fn path(self) -> &'static str {
        match self {
            Self::Overview => address::ACCOUNT,
            Self::Identity => address::IDENTITY,
            Self::Security => address::SECURITY,
            Self::Data => address::DATA,
        }
    }

    /// Its name in the navigation.
    const fn name(self) -> Text {
        match self {
            Self::Overview => account::PERSONAL,
            Self::Identity => account::IDENTITY,
            Self::Security => account::SECURITY,
            Self::Data => account::DATA,
        }
    }

    const fn heading(self) -> Text {
        match self {
            Self::Overview => account::HEADING,
            Self::Identity | Self::Security | Self::Data => self.name(),
        }
    }
}

/// Heading and navigation around the content of a page.
#[component]
pub fn AccountFrame(
    page: AccountPage,
    #[prop(optional, into)] has_errors: Signal<bool>,
    children: Children,
) -> impl IntoView {
    let links = AccountPage::ALL
        .into_iter()
        .map(|other| {
            let current = (other == page).then_some("page");
            view! { <li><a href=other.path() aria-current=current>{t(other.name())}</a></li> }
        })
        .collect_view();
    view! {
        <Main heading=page.heading() has_errors=has_errors>
            <nav class="tabs" aria-label=t(account::NAVIGATION)><ul>{links}</ul></nav>
            {children()}
        </Main>
    }
}
