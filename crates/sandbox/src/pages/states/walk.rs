//! A browser without scripts that walks to a state. It stops before the last page, whose messages are for the person.

use super::{
    page_text::{hidden_fields, reference},
    table::WalkStep,
};
use crate::{people::person::Person, register::mode::ModeSetting, sandbox::Sandbox, tools::http_client::http_client};
use axum::http::{HeaderValue, header};
use reqwest::Client;
use std::{collections::BTreeMap, time::Duration};
use url::Url;

/// How long a page may take: longer than a portal waits for the register.
const PATIENCE: Duration = Duration::from_secs(20);

/// One browser on its way.
pub(super) struct Walk<'a> {
    sandbox: &'a Sandbox,
    http: Client,
    portal: Url,
    /// The portal's `Set-Cookie` headers that count, by the cookie's name.
    jar: BTreeMap<String, HeaderValue>,
    /// Path and query of the portal's page that comes next.
    next_page: String,
    /// The reference or the code that a step found, perhaps in another browser.
    found_code: String,
}

impl<'a> Walk<'a> {
    pub fn new(sandbox: &'a Sandbox, portal: &str) -> Option<Self> {
        Some(Self {
            sandbox,
            http: http_client(PATIENCE)?,
            portal: Url::parse(portal).ok()?,
            jar: BTreeMap::new(),
            next_page: "/".to_owned(),
            found_code: String::new(),
        })
    }

    pub fn next_page(&self) -> &str {
        &self.next_page
    }

    pub fn cookies(&self) -> impl Iterator<Item = &HeaderValue> {
        self.jar.values()
    }

    /// Takes all the steps; nothing where the portal led elsewhere.
    pub async fn take(&mut self, steps: &[WalkStep]) -> Option<()> {
        for step in steps {
            match step {
                WalkStep::Register(mode) => self.sandbox.state.population.set(ModeSetting::of(*mode)),
                WalkStep::SignIn { provider, hint, wanted } => self.sign_in(provider, hint, wanted).await?,
                WalkStep::Number { person, wanted } => {
                    self.enter_number(self.sandbox.state.people.find(person)?, wanted).await?
                }
                WalkStep::Post(path, fields) => self.post(path, fields).await?,
                WalkStep::PressOn { page, action } => {
                    self.next_page = (*page).to_owned();
                    let form = hidden_fields(&self.page().await?, action)?;
                    let fields: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
                    self.post(action, &fields).await?;
                }
                WalkStep::Open(path) => self.next_page = (*path).to_owned(),
                WalkStep::OpenFound(folder) => self.next_page = format!("{folder}{}", self.found_code),
                WalkStep::FindReference => self.found_code = reference(&self.page().await?)?,
                // `/ho-so/{code}/da-gui`
                WalkStep::FindDossier => self.found_code = self.next_page.split('/').nth(2)?.to_owned(),
                WalkStep::Elsewhere(steps) => {
                    let mut other = Walk::new(self.sandbox, self.portal.as_str())?;
                    Box::pin(other.take(steps)).await?;
                    self.found_code = other.found_code;
                }
            }
        }
        Some(())
    }

    /// From the choice of an account to the page that follows the provider's answer.
    async fn sign_in(&mut self, provider: &str, hint: &str, wanted: &str) -> Option<()> {
        let mut to = self.posted("/api/dang-nhap", &[("provider", provider), ("tiep", wanted)]).await?;
        to.query_pairs_mut().append_pair("login_hint", hint);
        // At the provider: the portal does not need its cookies.
        while to.origin() != self.portal.origin() {
            to = location(&self.http.get(to).send().await.ok()?)?;
        }
        let answer = self.http.get(to).header(header::COOKIE, self.cookie_header()).send().await.ok()?;
        self.keep_cookies(&answer);
        self.next_page = path_of(&location(&answer)?);
        Some(())
    }

    /// The CCCD screen, filled in as the person would.
    async fn enter_number(&mut self, person: &Person, wanted: &str) -> Option<()> {
        let birth = person.birth()?;
        let part = |part: Option<u8>| part.map(|part| part.to_string()).unwrap_or_default();
        let day = part(birth.day());
        let month = part(birth.month());
        let year = birth.year().to_string();
        let fields = [
            ("tiep", wanted),
            ("number", person.number?),
            ("full_name", person.name),
            ("day", &day),
            ("month", &month),
            ("year", &year),
            ("year_only", if birth.is_year_only() { "true" } else { "" }),
            ("consent", "true"),
        ];
        self.post("/api/can-cuoc/cap-nhat", &fields).await
    }

    async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Option<()> {
        let stamp = self.stamp().await;
        let stamp = stamp.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let fields: Vec<_> = fields.iter().copied().chain(stamp).collect();
        self.next_page = path_of(&self.posted(path, &fields).await?);
        Some(())
    }

    /// What the portal hides in every form of the person who is signed in. The page takes no message away.
    async fn stamp(&mut self) -> Vec<(String, String)> {
        let page = self.text_of("/dang-nhap/muc-do").await.unwrap_or_default();
        hidden_fields(&page, "/api/dang-xuat").unwrap_or_default()
    }

    /// A form of the portal's own page: answers with where it leads.
    async fn posted(&mut self, path: &str, fields: &[(&str, &str)]) -> Option<Url> {
        let request = self
            .http
            .post(self.portal.join(path).ok()?)
            .header(header::ACCEPT, "text/html")
            .header(header::ORIGIN, self.portal.origin().ascii_serialization())
            .header(header::COOKIE, self.cookie_header())
            .form(fields);
        let answer = request.send().await.ok()?;
        self.keep_cookies(&answer);
        location(&answer)
    }

    /// The page that comes next.
    async fn page(&mut self) -> Option<String> {
        let next_page = self.next_page.clone();
        self.text_of(&next_page).await
    }

    async fn text_of(&mut self, page: &str) -> Option<String> {
        let request = self.http.get(self.portal.join(page).ok()?).header(header::ACCEPT, "text/html");
        let answer = request.header(header::COOKIE, self.cookie_header()).send().await.ok()?;
        self.keep_cookies(&answer);
        answer.text().await.ok()
    }

    fn keep_cookies(&mut self, answer: &reqwest::Response) {
        for cookie in answer.headers().get_all(header::SET_COOKIE) {
            let Some((name, rest)) = cookie.to_str().ok().and_then(|text| text.split_once('=')) else { continue };
            if rest.starts_with(';') {
                self.jar.remove(name);
            } else {
                self.jar.insert(name.to_owned(), cookie.clone());
            }
        }
    }

    fn cookie_header(&self) -> String {
        let pairs = self.jar.values().filter_map(|cookie| cookie.to_str().ok()?.split(';').next().map(str::to_owned));
        pairs.collect::<Vec<_>>().join("; ")
    }
}

fn location(answer: &reqwest::Response) -> Option<Url> {
    let to = answer.headers().get(header::LOCATION)?.to_str().ok()?;
    answer.url().join(to).ok()
}

fn path_of(url: &Url) -> String {
    url[url::Position::BeforePath..url::Position::AfterQuery].to_owned()
}
