//! What came back, read as a person or a program reads it.

use reqwest::header::HeaderMap;
use scraper::{ElementRef, Html, Selector};
use url::Url;

#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub url: Url,
    pub headers: HeaderMap,
    pub body: String,
}

/// A form as the browser would send it.
#[derive(Clone, Debug)]
pub struct Form {
    pub action: String,
    pub fields: Vec<(String, String)>,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    /// `Location` as it was sent.
    pub fn raw_location(&self) -> Option<&str> {
        self.headers.get("location").map(|value| value.to_str().unwrap())
    }

    /// `Location` as a browser resolves it.
    pub fn location(&self) -> Option<Url> {
        self.raw_location().map(|to| self.url.join(to).unwrap())
    }

    pub fn to(&self) -> Url {
        self.location().unwrap_or_else(|| panic!("no redirect from {}: {} {}", self.url, self.status, self.body))
    }

    /// Path and query of the page.
    pub fn path(&self) -> &str {
        &self.url[url::Position::BeforePath..url::Position::AfterQuery]
    }

    pub fn heading(&self) -> String {
        self.text("h1")
    }

    /// `data-outcome` of the page's main part.
    pub fn outcome(&self) -> Option<String> {
        self.with("main", |main| main.attr("data-outcome").map(str::to_owned)).flatten()
    }

    /// The name in the banner, where somebody is signed in.
    pub fn signed_in_name(&self) -> Option<String> {
        self.with(".banner__person-name", text_of)
    }

    pub fn has_main(&self) -> bool {
        self.with("main h1", |_| ()).is_some()
    }

    /// Whether a cookie with a value is set; `start` is its name and the equals sign.
    pub fn sets_cookie(&self, start: &str) -> bool {
        self.headers
            .get_all("set-cookie")
            .iter()
            .any(|cookie| cookie.to_str().unwrap().strip_prefix(start).is_some_and(|value| !value.starts_with(';')))
    }

    /// The text of the first element, or nothing.
    pub fn text(&self, selector: &str) -> String {
        self.with(selector, text_of).unwrap_or_default()
    }

    /// The words of each element, in order.
    pub fn texts(&self, elements: &str) -> Vec<String> {
        Html::parse_document(&self.body).select(&selector(elements)).map(text_of).collect()
    }

    /// Where each of these links leads, in order.
    pub fn links(&self, elements: &str) -> Vec<String> {
        let document = Html::parse_document(&self.body);
        document.select(&selector(elements)).filter_map(|link| link.attr("href").map(str::to_owned)).collect()
    }

    pub fn has_button(&self, label: &str) -> bool {
        let document = Html::parse_document(&self.body);
        document.select(&selector("button")).any(|button| text_of(button) == label)
    }

    /// The form with this button: what is filled in, what is ticked, and the button itself.
    pub fn form(&self, button: &str) -> Form {
        self.filled_form(button, |_, filled| filled)
    }

    /// As [`Answer::form`], with entries by label: texts are typed, `"x"` ticks a box.
    pub fn form_with(&self, button: &str, entries: &[(&str, &str)]) -> Form {
        self.filled_form(button, |label, filled| {
            entries.iter().find(|(name, _)| *name == label).map_or(filled, |(_, entry)| Some((*entry).to_owned()))
        })
    }

    /// As [`Answer::form`]; `fill` is told each visible field's label and what is in it (nothing for a box that is not
    /// ticked), and answers with what shall be in it.
    pub fn filled_form(&self, button: &str, fill: impl Fn(&str, Option<String>) -> Option<String>) -> Form {
        let document = Html::parse_document(&self.body);
        let forms = selector("form");
        let found = document.select(&forms).find_map(|form| {
            let pressed = form.select(&selector("button")).find(|pressed| text_of(*pressed) == button)?;
            Some((form, pressed))
        });
        let Some((form, pressed)) = found else { panic!("no button {button} on {}: {}", self.url, self.body) };
        let mut fields = Vec::new();
        for field in form.select(&selector("input, select, textarea")) {
            let Some(name) = field.attr("name") else { continue };
            let entry = match field.attr("type") {
                Some("hidden") => value_of(field),
                Some("radio") => field.attr("checked").map(|_| field.attr("value").unwrap_or("on").to_owned()),
                Some("checkbox") => fill(&label_of(&document, field), field.attr("checked").map(|_| "x".to_owned()))
                    .map(|_| field.attr("value").unwrap_or("on").to_owned()),
                _ => fill(&label_of(&document, field), value_of(field)),
            };
            fields.extend(entry.map(|entry| (name.to_owned(), entry)));
        }
        for group in unanswered_groups(form) {
            fields.push(group);
        }
        if let Some(name) = pressed.attr("name") {
            fields.push((name.to_owned(), pressed.attr("value").unwrap_or_default().to_owned()));
        }
        Form { action: form.attr("action").unwrap_or(self.url.path()).to_owned(), fields }
    }

    fn with<T>(&self, wanted: &str, read: impl FnOnce(ElementRef<'_>) -> T) -> Option<T> {
        let document = Html::parse_document(&self.body);
        document.select(&selector(wanted)).next().map(read)
    }
}

/// The first choice of every group of radio buttons in which nothing is chosen.
fn unanswered_groups(form: ElementRef<'_>) -> Vec<(String, String)> {
    let radios: Vec<_> = form.select(&selector("input[type=radio]")).collect();
    let mut groups: Vec<(String, String)> = Vec::new();
    for radio in &radios {
        let name = radio.attr("name").unwrap_or_default();
        let answered = radios.iter().any(|other| other.attr("name") == Some(name) && other.attr("checked").is_some());
        if !answered && !groups.iter().any(|(known, _)| known == name) {
            groups.push((name.to_owned(), radio.attr("value").unwrap_or("on").to_owned()));
        }
    }
    groups
}

fn selector(text: &str) -> Selector {
    Selector::parse(text).unwrap()
}

fn text_of(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn value_of(field: ElementRef<'_>) -> Option<String> {
    match field.value().name() {
        "textarea" => Some(field.text().collect()),
        "select" => {
            let options: Vec<_> = field.select(&selector("option")).collect();
            let chosen = options.iter().find(|option| option.attr("selected").is_some()).or(options.first())?;
            Some(chosen.attr("value").unwrap_or_default().to_owned())
        }
        _ => Some(field.attr("value").unwrap_or_default().to_owned()),
    }
}

fn label_of(document: &Html, field: ElementRef<'_>) -> String {
    let id = field.attr("id").unwrap_or_default();
    document.select(&selector("label")).find(|label| label.attr("for") == Some(id)).map(text_of).unwrap_or_default()
}
