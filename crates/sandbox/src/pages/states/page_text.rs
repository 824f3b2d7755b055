//! What a walk reads in the HTML of a portal's page.

/// What is hidden in the form of this address; nothing where the page has no such form.
pub(super) fn hidden_fields(page: &str, action: &str) -> Option<Vec<(String, String)>> {
    let (_, form) = page.split_once(&format!("action=\"{action}\""))?;
    let (form, _) = form.split_once("</form>")?;
    let of = |input: &str, name: &str| {
        let (_, rest) = input.split_once(&format!(" {name}=\""))?;
        rest.split_once('"').map(|(value, _)| value.to_owned())
    };
    let hidden = form.split("<input").skip(1).filter(|input| input.contains("type=\"hidden\""));
    Some(hidden.filter_map(|input| Some((of(input, "name")?, of(input, "value")?))).collect())
}

/// The eight letters that a person could read out, as the text of an element.
pub(super) fn reference(page: &str) -> Option<String> {
    let is_reference =
        |text: &&str| text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    page.split(['<', '>']).find(is_reference).map(str::to_owned)
}
