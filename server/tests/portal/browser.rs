//! A browser without scripts: cookies, forms, and redirects one at a time.

use crate::answer::{Answer, Form};
use reqwest::{
    Method, RequestBuilder,
    cookie::{CookieStore, Jar},
    redirect::Policy,
};
use std::sync::{Arc, Mutex};
use url::Url;

pub struct Browser {
    portal: Url,
    jar: Arc<Jar>,
    http: reqwest::Client,
    /// Every address that was opened or named in a `Location`.
    seen: Mutex<Vec<String>>,
    broken: Mutex<Vec<String>>,
}

impl Browser {
    pub fn new(portal_url: &str) -> Self {
        let jar = Arc::new(Jar::default());
        let http = reqwest::Client::builder()
            .cookie_provider(jar.clone())
            .redirect(Policy::none())
            // A connection that stays would go on talking to a portal that was restarted.
            .pool_max_idle_per_host(0)
            .no_proxy()
            .build()
            .unwrap();
        Self { portal: Url::parse(portal_url).unwrap(), jar, http, seen: Mutex::default(), broken: Mutex::default() }
    }

    /// Another browser that got hold of this one's cookies.
    pub fn stolen(&self) -> Self {
        let thief = Self::new(self.portal.as_str());
        if let Some(cookies) = self.jar.cookies(&self.portal) {
            for cookie in cookies.to_str().unwrap().split("; ") {
                thief.jar.add_cookie_str(&format!("{cookie}; Path=/"), &self.portal);
            }
        }
        thief
    }

    /// The same browser at another node of the portal: cookies know no ports.
    pub fn at(&self, node: &str) -> Self {
        Self { portal: Url::parse(node).unwrap(), ..self.stolen() }
    }

    /// The portal's own cookie of this kind: `session`, `browser` or `language`.
    pub fn cookie(&self, kind: &str) -> Option<String> {
        let name = format!("congdan_phutho_{kind}=");
        let cookies = self.jar.cookies(&self.portal)?;
        let found =
            cookies.to_str().unwrap().split("; ").find_map(|pair| pair.strip_prefix(name.as_str()).map(str::to_owned));
        found.filter(|value| !value.is_empty())
    }

    pub fn plant_cookie(&self, kind: &str, value: &str) {
        self.jar.add_cookie_str(&format!("congdan_phutho_{kind}={value}; Path=/"), &self.portal);
    }

    pub fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap().clone()
    }

    /// The answers that said that the portal itself has failed.
    pub fn broken(&self) -> Vec<String> {
        self.broken.lock().unwrap().clone()
    }

    /// An address of the portal, or any other.
    pub fn absolute(&self, address: &str) -> Url {
        self.portal.join(address).unwrap()
    }

    pub fn is_own(&self, url: &Url) -> bool {
        url.origin() == self.portal.origin()
    }

    /// Sends one request and reads the answer.
    pub async fn send(&self, request: RequestBuilder) -> Answer {
        let request = request.build().unwrap();
        self.seen.lock().unwrap().push(request.url().to_string());
        let response = self.http.execute(request).await.unwrap();
        let (status, url, headers) = (response.status().as_u16(), response.url().clone(), response.headers().clone());
        let answer = Answer { status, url, headers, body: response.text().await.unwrap() };
        self.seen.lock().unwrap().extend(answer.raw_location().map(str::to_owned));
        if status >= 500 {
            self.broken.lock().unwrap().push(format!("{status} {}", answer.path()));
        }
        answer
    }

    pub fn request(&self, method: Method, address: &str) -> RequestBuilder {
        self.http.request(method, self.absolute(address))
    }

    /// Opens an address, without following where it leads.
    pub async fn get(&self, address: impl AsRef<str>) -> Answer {
        self.send(self.request(Method::GET, address.as_ref()).header("accept", "text/html")).await
    }

    /// Opens an address and follows where it leads.
    pub async fn open(&self, address: impl AsRef<str>) -> Answer {
        let answer = self.get(address).await;
        self.follow(answer).await
    }

    pub async fn follow(&self, mut answer: Answer) -> Answer {
        for _ in 0..15 {
            let Some(to) = answer.location().filter(|_| matches!(answer.status, 301..=303)) else {
                return answer;
            };
            answer = self.get(to).await;
        }
        panic!("no end of redirects: {:?}", self.seen())
    }

    /// A form that the browser itself posts from a page of the same origin.
    pub fn form_request(&self, address: &str, fields: &[(impl AsRef<str>, impl AsRef<str>)]) -> RequestBuilder {
        self.posting(address, fields, "text/html,application/xhtml+xml")
    }

    fn posting(&self, address: &str, fields: &[(impl AsRef<str>, impl AsRef<str>)], accept: &str) -> RequestBuilder {
        let url = self.absolute(address);
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_ref(), value.as_ref())).collect();
        self.http
            .post(url.clone())
            .header("accept", accept)
            .header("origin", url.origin().ascii_serialization())
            .header("sec-fetch-site", "same-origin")
            .form(&fields)
    }

    /// As [`Browser::form_request`], sent, without following where it leads.
    pub async fn post(&self, address: &str, fields: &[(impl AsRef<str>, impl AsRef<str>)]) -> Answer {
        self.send(self.form_request(address, fields)).await
    }

    /// The same as a script of the page calls it.
    pub async fn call(&self, address: &str, fields: &[(impl AsRef<str>, impl AsRef<str>)]) -> Answer {
        self.send(self.call_request(address, fields)).await
    }

    /// As [`Browser::call`], not sent yet.
    pub fn call_request(&self, address: &str, fields: &[(impl AsRef<str>, impl AsRef<str>)]) -> RequestBuilder {
        self.posting(address, fields, "application/json")
    }

    /// What every form of the person who is signed in carries; nothing where nobody is. The page takes no message away.
    pub async fn stamp(&self) -> Option<(String, String)> {
        let page = self.open("/dang-nhap/muc-do").await;
        if !page.has_button("Đăng xuất") {
            return None;
        }
        page.form("Đăng xuất").fields.into_iter().find(|(name, _)| name == "cua")
    }

    /// These fields as the page of the person who is signed in here would send them.
    pub async fn stamped(&self, fields: &[(impl AsRef<str>, impl AsRef<str>)]) -> Vec<(String, String)> {
        let fields = fields.iter().map(|(name, value)| (name.as_ref().to_owned(), value.as_ref().to_owned()));
        fields.filter(|(name, _)| name != "cua").chain(self.stamp().await).collect()
    }

    /// As [`Browser::post`], from a page of the person who is signed in here.
    pub async fn post_stamped(&self, address: &str, fields: &[(impl AsRef<str>, impl AsRef<str>)]) -> Answer {
        self.post(address, &self.stamped(fields).await).await
    }

    /// As [`Browser::call`], from a page of the person who is signed in here.
    pub async fn call_stamped(&self, address: &str, fields: &[(impl AsRef<str>, impl AsRef<str>)]) -> Answer {
        self.call(address, &self.stamped(fields).await).await
    }

    /// Presses a button of a page's form, with entries by label, and follows where it leads.
    pub async fn press(&self, page: &Answer, button: &str, entries: &[(&str, &str)]) -> Answer {
        self.post_form(page, &page.form_with(button, entries)).await
    }

    pub async fn post_form(&self, page: &Answer, form: &Form) -> Answer {
        let to = page.url.join(&form.action).unwrap();
        let answer = self.post(to.as_str(), &form.fields).await;
        self.follow(answer).await
    }
}
