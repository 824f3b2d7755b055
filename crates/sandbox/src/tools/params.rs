//! Query and form parameters, where a repeated name is an error (RFC 6749, section 3.1).

use url::form_urlencoded;

#[derive(Clone, Debug, Default)]
pub(crate) struct Params(Vec<(String, String)>);

/// A name occurs twice.
#[derive(Debug)]
pub(crate) struct Repeated;

impl Params {
    pub fn parse(encoded: &str) -> Result<Self, Repeated> {
        let mut pairs: Vec<(String, String)> = Vec::new();
        for (name, value) in form_urlencoded::parse(encoded.as_bytes()) {
            if pairs.iter().any(|(known, _)| *known == name) {
                return Err(Repeated);
            }
            pairs.push((name.into_owned(), value.into_owned()));
        }
        Ok(Self(pairs))
    }

    /// The first of each name: for our own pages' forms.
    pub fn lenient(encoded: &str) -> Self {
        Self(form_urlencoded::parse(encoded.as_bytes()).into_owned().collect())
    }

    /// An empty value counts as absent.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    /// The value with the spaces around it removed, or nothing.
    pub fn text(&self, name: &str) -> &str {
        self.get(name).unwrap_or("").trim()
    }

    pub fn names(&self) -> Vec<String> {
        self.0.iter().map(|(name, _)| name.clone()).collect()
    }
}

/// Adds parameters to an address that may have a query already.
pub(crate) fn with_query(address: &str, pairs: &[(&str, &str)]) -> String {
    if pairs.is_empty() {
        return address.to_owned();
    }
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    let separator = if address.contains('?') { '&' } else { '?' };
    format!("{address}{separator}{query}")
}
