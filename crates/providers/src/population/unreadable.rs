//! Replies of the register that cannot be read: operators see the kind of cause, and never a value.

/// How a reply failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Unreadable {
    /// Neither XML's media type nor that of SOAP 1.2; attachments (MTOM) have their own, too.
    ContentType,
    /// Compressed in a way that is not read.
    ContentEncoding,
    /// Longer than what is read.
    TooLarge,
    /// Neither UTF-8 nor UTF-16, or not well-formed.
    NotXml,
    /// The root is no SOAP envelope.
    NoEnvelope,
    /// An envelope of SOAP 1.2 that holds no fault: the register's grammar is that of SOAP 1.1.
    SoapVersion,
    /// The envelope has no body.
    NoBody,
    /// The body holds no collection, or more than one.
    NoCollection,
    /// Text or an element with text stands beside the collection, so that an empty one is no answer.
    BesideCollection,
    /// The collection holds text, an attribute, or an element that is no record.
    InCollection,
    /// A record without a number of twelve digits.
    NoNumber,
    /// A record without a name that has letters.
    NoName,
    /// A record without a birth date or year.
    NoBirthDate,
}

impl Unreadable {
    /// The kind's name in logs and counters.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::ContentType => "content_type",
            Self::ContentEncoding => "content_encoding",
            Self::TooLarge => "too_large",
            Self::NotXml => "not_xml",
            Self::NoEnvelope => "no_envelope",
            Self::SoapVersion => "soap_version",
            Self::NoBody => "no_body",
            Self::NoCollection => "no_collection",
            Self::BesideCollection => "beside_collection",
            Self::InCollection => "in_collection",
            Self::NoNumber => "no_number",
            Self::NoName => "no_name",
            Self::NoBirthDate => "no_birth_date",
        }
    }

    /// Writes the log line and counts.
    pub(super) fn record(self) {
        let kind = self.code();
        tracing::warn!(kind, "an answer of the population database cannot be read");
        metrics::counter!("register_answers_unreadable_total", "kind" => kind).increment(1);
    }
}
