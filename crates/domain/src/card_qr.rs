//! The QR code printed on the chip card.
//!
//! UTF-8 text in seven fields with `|` between them: number, old CMND or empty, full name, birth `ddmmyyyy`, `Nam` or `Nữ`,
//! permanent address, issue date `ddmmyyyy`. This is what known cards carry; no official specification is public.

use crate::{Address, BirthDate, Cccd, FullName, Sex};
use thiserror::Error;
use time::Date;

/// The content of a card's QR code, for filling a form that the person then confirms. It is read in the browser and never sent
/// as such, so it has no serialised form. `Debug` shows the mask of the number and which fields could be read.
#[derive(Clone, PartialEq, Eq)]
pub struct CardQr {
    /// Only its shape is checked: the form checks the structure when the person presses on.
    pub number: Cccd,
    /// The nine-digit number of the card before (CMND), or twelve digits of its last years.
    pub old_cmnd: Option<OldCmnd>,
    /// As printed on the card.
    pub full_name: Option<FullName>,
    /// As printed on the card; zeros stand for parts that are not known.
    pub birth_date: Option<BirthDate>,
    /// `Nam` or `Nữ`.
    pub sex: Option<Sex>,
    /// In words only.
    pub permanent_address: Option<Address>,
    /// When the card was issued.
    pub issued_on: Option<Date>,
}

/// The text is not a chip card's; VNeID's sign-in QR, for one, is a different thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not the QR code of a chip card")]
pub struct NotACardQr;

/// The number of an old identity card (chứng minh nhân dân). `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct OldCmnd(String);

impl CardQr {
    /// Longest text looked at, in bytes: a card's is under 400.
    pub const MAX_LEN: usize = 4096;

    /// Takes what can be read. Some readers cut the text short and newer cards add fields: missing fields and fields that
    /// make no sense are absent, fields after the seventh are ignored (they may be about other people).
    ///
    /// # Errors
    /// [`NotACardQr`] unless the first field is a number of twelve digits and a third field is there.
    pub fn parse(text: &str) -> Result<Self, NotACardQr> {
        if text.len() > Self::MAX_LEN {
            return Err(NotACardQr);
        }
        let fields: Vec<&str> = text.trim_matches(|c: char| c == '\u{feff}' || c.is_whitespace()).split('|').collect();
        let [number, old_cmnd, full_name, rest @ ..] = fields.as_slice() else { return Err(NotACardQr) };
        let field = |at: usize| rest.get(at).map(|field| field.trim()).filter(|field| !field.is_empty());
        Ok(Self {
            number: Cccd::from_trusted(number).map_err(|_| NotACardQr)?,
            old_cmnd: OldCmnd::parse(old_cmnd),
            full_name: FullName::parse(full_name).ok(),
            birth_date: field(0).and_then(parse_date),
            sex: field(1).and_then(Sex::from_words),
            permanent_address: field(2).map(Address::new),
            issued_on: field(3).and_then(parse_date).and_then(BirthDate::whole),
        })
    }
}

impl OldCmnd {
    fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        (matches!(text.len(), 9 | 12) && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| Self(text.to_owned()))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for CardQr {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CardQr")
            .field("number", &self.number)
            .field("old_cmnd", &self.old_cmnd.is_some())
            .field("full_name", &self.full_name.is_some())
            .field("birth_date", &self.birth_date.is_some())
            .field("sex", &self.sex.is_some())
            .field("permanent_address", &self.permanent_address.is_some())
            .field("issued_on", &self.issued_on.is_some())
            .finish()
    }
}

impl std::fmt::Debug for OldCmnd {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OldCmnd(…)")
    }
}

/// `ddmmyyyy`, zeros for what is not known; never `yyyyMMdd`, which eight digits mean elsewhere. Forms with separators and a
/// year alone are taken as well.
fn parse_date(text: &str) -> Option<BirthDate> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return BirthDate::parse_wire(text).ok();
    }
    BirthDate::parse_wire(&format!("{}/{}/{}", &text[..2], &text[2..4], &text[4..])).ok()
}
