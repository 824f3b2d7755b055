//! Form fields with real labels, and what is said when an entry is refused.

use maud::{Markup, html};

/// One entry that was refused, by the field's name.
#[derive(Debug)]
pub(crate) struct FieldError {
    pub field: &'static str,
    pub text: String,
}

impl FieldError {
    pub fn new(field: &'static str, text: impl Into<String>) -> Self {
        Self { field, text: text.into() }
    }
}

/// A text field. Its name is its id.
#[derive(Debug, Default)]
pub(crate) struct Field<'a> {
    pub name: &'static str,
    pub label: &'static str,
    /// The `type`: `text` or `password`.
    pub kind: &'static str,
    pub autocomplete: &'static str,
    pub numeric: bool,
    pub hint: &'a str,
    pub value: &'a str,
}

impl Field<'_> {
    pub fn render(&self, errors: &[FieldError]) -> Markup {
        labelled(self.name, self.label, self.hint, errors, |described, invalid| {
            html! {
                input id=(self.name) name=(self.name) type=(self.kind) autocomplete=(self.autocomplete)
                    value=(self.value) spellcheck="false" autocapitalize="none"
                    inputmode=[self.numeric.then_some("numeric")]
                    aria-describedby=[described] aria-invalid=[invalid];
            }
        })
    }
}

/// One of a list. Its name is its id.
#[derive(Debug)]
pub(crate) struct Choice<'a> {
    pub name: &'static str,
    pub label: &'static str,
    /// `<option>` elements.
    pub options: Markup,
    pub hint: &'a str,
}

impl Choice<'_> {
    pub fn render(&self, errors: &[FieldError]) -> Markup {
        labelled(self.name, self.label, self.hint, errors, |described, invalid| {
            html! {
                select id=(self.name) name=(self.name)
                    aria-describedby=[described] aria-invalid=[invalid] { (self.options) }
            }
        })
    }
}

/// A text of several lines. Its name is its id.
pub(crate) fn text_area(name: &'static str, label: &str, hint: &str, value: &str, errors: &[FieldError]) -> Markup {
    labelled(name, label, hint, errors, |described, invalid| {
        html! {
            textarea id=(name) name=(name) autocomplete="off" spellcheck="false" autocapitalize="none"
                aria-describedby=[described] aria-invalid=[invalid] { (value) }
        }
    })
}

/// Label, hint and what is wrong, then the control, which is given its `aria-describedby` and `aria-invalid`.
fn labelled(
    name: &str,
    label: &str,
    hint: &str,
    errors: &[FieldError],
    control: impl FnOnce(Option<String>, Option<&'static str>) -> Markup,
) -> Markup {
    let error = errors.iter().find(|error| error.field == name);
    let described = described_by(name, !hint.is_empty(), error.is_some());
    html! {
        div.field.wrong[error.is_some()] {
            label for=(name) { (label) }
            @if !hint.is_empty() { p.hint id={ (name) "-goi-y" } { (hint) } }
            (error_text(name, error))
            (control(described, error.map(|_| "true")))
        }
    }
}

/// A box to tick that is no consent.
pub(crate) fn tick(id: &str, name: &str, label: &str, ticked: bool) -> Markup {
    html! {
        div.field { div.tick {
            input id=(id) name=(name) type="checkbox" value="co" checked[ticked];
            label for=(id) { (label) }
        } }
    }
}

/// A consent box, never ticked beforehand.
pub(crate) fn checkbox(name: &'static str, label: &str, errors: &[FieldError]) -> Markup {
    let error = errors.iter().find(|error| error.field == name);
    html! {
        div.field.wrong[error.is_some()] {
            (error_text(name, error))
            div.tick {
                input id=(name) name=(name) type="checkbox" value="co"
                    aria-describedby=[described_by(name, false, error.is_some())] aria-invalid=[error.map(|_| "true")];
                label for=(name) { (label) }
            }
        }
    }
}

/// The list at the top, focused when the page opens; its links lead to the fields.
pub(crate) fn error_summary(errors: &[FieldError]) -> Markup {
    html! {
        @if !errors.is_empty() {
            div.errors role="alert" tabindex="-1" autofocus {
                h2 { "Có lỗi cần sửa" }
                ul { @for error in errors { li { a href={ "#" (error.field) } { (error.text) } } } }
            }
        }
    }
}

fn error_text(name: &str, error: Option<&FieldError>) -> Markup {
    html! { @if let Some(error) = error { p.error id={ (name) "-loi" } { "Lỗi: " (error.text) } } }
}

fn described_by(name: &str, has_hint: bool, has_error: bool) -> Option<String> {
    let ids: Vec<String> = [(has_hint, "goi-y"), (has_error, "loi")]
        .iter()
        .filter(|(there, _)| *there)
        .map(|(_, suffix)| format!("{name}-{suffix}"))
        .collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}
