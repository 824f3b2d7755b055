//! SOAP faults.

use super::{ReplySigns, xml::Element};

/// A `Fault` of SOAP 1.1 or 1.2.
pub(super) struct Fault<'e>(pub &'e Element);

impl Fault<'_> {
    /// Whether the register refuses the query itself: asking again would not help.
    pub(super) fn refuses(&self, signs: &ReplySigns) -> bool {
        let codes = self.codes();
        signs.rejected_faults.iter().any(|rejected| codes.iter().any(|code| code == rejected))
    }

    /// The codes without their prefixes: SOAP 1.1 has one in an unqualified element (4.4), SOAP 1.2 has a value and more exact ones
    /// below it (5.4.1).
    fn codes(&self) -> Vec<&str> {
        let of_version_1_1 = self.0.unqualified_text_of("faultcode");
        let mut codes: Vec<&str> = of_version_1_1.into_iter().collect();
        let mut code = self.0.child("Code");
        while let Some(element) = code {
            codes.extend(element.text_of("Value"));
            code = element.child("Subcode");
        }
        codes.into_iter().map(|code| code.rsplit(':').next().unwrap_or_default()).collect()
    }
}
