//! A browser without scripts that goes where a state begins. It stops before the last page: its messages are for the person.

use axum::http::{HeaderValue, header};
use reqwest::Client;
use std::collections::BTreeMap;
use std::time::Duration;
use url::Url;

use super::table::Step;
use crate::http_client::http_client;
use crate::people::Person;
use crate::register::ModeSetting;
use crate::sandbox::Sandbox;

/// Above a portal's own patience with the register.
const PATIENCE: Duration = Duration::from_secs(20);

pub(super) struct Walk<'a> {
    sandbox: &'a Sandbox,
    http: Client,
    portal: Url,
    /// The portal's `Set-Cookie` headers that count, by the cookie's name.
    jar: BTreeMap<String, HeaderValue>,
    /// Path and query of the portal's page that comes next.
    at: String,
    /// What another browser has found, to be opened in this one.
    found: String,
}

impl<'a> Walk<'a> {
    pub fn new(sandbox: &'a Sandbox, portal: &str) -> Option<Self> {
        Some(Self {
            sandbox,
            http: http_client(PATIENCE)?,
            portal: Url::parse(portal).ok()?,
            jar: BTreeMap::new(),
            at: "/".to_owned(),
            found: String::new(),
        })
    }

    pub fn at(&self) -> &str {
        &self.at
    }

    pub fn cookies(&self) -> impl Iterator<Item = &HeaderValue> {
        self.jar.values()
    }

    /// Goes all the steps; nothing where the portal led elsewhere.
    pub async fn take(&mut self, steps: &[Step]) -> Option<()> {
        for step in steps {
            match step {
                Step::Register(mode) => self.sandbox.state.population.set(ModeSetting::of(*mode)),
                Step::SignIn { provider, hint, wanted } => self.sign_in(provider, hint, wanted).await?,
                Step::Number { person, wanted } => self.number(self.sandbox.state.people.find(person)?, wanted).await?,
                Step::Post(path, fields) => self.post(path, fields).await?,
                Step::Open(path) => self.at = (*path).to_owned(),
                Step::OpenFound(folder) => self.at = format!("{folder}{}", self.found),
                Step::FindReference => self.found = reference(&self.page().await?)?,
                // `/ho-so/{code}/da-gui`
                Step::FindDossier => self.found = self.at.split('/').nth(2)?.to_owned(),
                Step::Elsewhere(steps) => {
                    let mut other = Walk::new(self.sandbox, self.portal.as_str())?;
                    Box::pin(other.take(steps)).await?;
                    self.found = other.found;
                }
            }
        }
        Some(())
    }

    /// From the choice of an account to the page that follows the provider's answer.
    async fn sign_in(&mut self, provider: &str, hint: &str, wanted: &str) -> Option<()> {
        let mut to = self.posted("/api/dang-nhap", &[("provider", provider), ("tiep", wanted)]).await?;
        to.query_pairs_mut().append_pair("login_hint", hint);
        // At the provider; its own cookies are nothing to the portal.
        while to.origin() != self.portal.origin() {
            to = location(&self.http.get(to).send().await.ok()?)?;
        }
        let answer = self.http.get(to).header(header::COOKIE, self.cookie_header()).send().await.ok()?;
        self.keep_cookies(&answer);
        self.at = path_of(&location(&answer)?);
        Some(())
    }

    /// The CCCD screen, filled in as the person would.
    async fn number(&mut self, person: &Person, wanted: &str) -> Option<()> {
        let birth = person.birth()?;
        let part = |part: Option<u8>| part.map(|part| part.to_string()).unwrap_or_default();
        let (day, month, year) = (part(birth.day()), part(birth.month()), birth.year().to_string());
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
        self.at = path_of(&self.posted(path, fields).await?);
        Some(())
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

    /// The page itself.
    async fn page(&mut self) -> Option<String> {
        let request = self.http.get(self.portal.join(&self.at).ok()?).header(header::ACCEPT, "text/html");
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

/// The eight letters that a person could read out, as the text of an element.
fn reference(page: &str) -> Option<String> {
    let is_reference =
        |text: &&str| text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    page.split(['<', '>']).find(is_reference).map(str::to_owned)
}
