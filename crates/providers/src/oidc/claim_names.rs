//! Names of claims.

use serde::Deserialize;

/// The `claims` table of a provider's configuration: which claim holds what. Any of them may come in the ID token, in userinfo or in
/// both. The defaults are the names seen at both real providers.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields, default)]
pub struct ClaimNames {
    /// The stable subject: `sub`, or e.g. `TechID`.
    pub subject: String,
    /// The CCCD number.
    pub cccd: String,
    /// The full name, in one field.
    pub full_name: String,
    /// The birth date, or its year.
    pub birth_date: String,
    /// The sex, by the register's code or in words.
    pub sex: String,
    /// The telephone number.
    pub phone: String,
    /// The e-mail address.
    pub email: String,
    /// The level (mức độ): the first of these that is there decides.
    pub level: Vec<String>,
}

impl Default for ClaimNames {
    fn default() -> Self {
        let name = |name: &str| name.to_owned();
        Self {
            subject: name("sub"),
            cccd: name("SoDinhDanh"),
            full_name: name("HoVaTen"),
            birth_date: name("NgayThangNamSinh"),
            sex: name("GioiTinh"),
            phone: name("SoDienThoai"),
            email: name("ThuDienTu"),
            level: ["loAs", "IAL", "acr"].map(name).to_vec(),
        }
    }
}
