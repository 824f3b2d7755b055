/// The rule that an answer broke, as a short code for the audit row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal(pub &'static str);

impl Refusal {
    /// The one refusal that fresh keys may turn into an acceptance.
    pub const UNKNOWN_KEY: Self = Self("unknown_key");
}
