//! What a person reads out to the help line.

/// The reference of a refusal, an act or a slip: eight letters and digits in upper case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference(String);

impl Reference {
    /// As typed: spaces, hyphens and dots are ignored, and so is the case. `None` for anything else, a zero byte included,
    /// which a database would refuse.
    pub fn parse(typed: &str) -> Option<Self> {
        let compact: String = typed.chars().filter(|c| !matches!(c, ' ' | '-' | '.')).collect();
        let is_one = compact.len() == 8 && compact.bytes().all(|byte| byte.is_ascii_alphanumeric());
        is_one.then(|| Self(compact.to_ascii_uppercase()))
    }

    /// The eight characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_taken_as_people_read_it_out() {
        for typed in ["AB12CD34", "ab12cd34", " AB12 CD34 ", "AB-12-CD-34", "AB12.CD34"] {
            assert_eq!(Reference::parse(typed).as_ref().map(Reference::as_str), Some("AB12CD34"), "{typed}");
        }
    }

    #[test]
    fn what_no_reference_holds_is_none() {
        for typed in ["", "AB12CD3", "AB12CD345", "AB12CD3\0", "\0\0\0\0\0\0\0\0", "AB12CD3%", "ĐB12CD3"] {
            assert_eq!(Reference::parse(typed), None, "{typed:?}");
        }
    }
}
