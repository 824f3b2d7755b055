//! Names of claims.

/// What a provider calls the facts we use. Any of them may come in the ID token, in userinfo or in both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimNames {
    /// The stable subject: `sub`, or e.g. `TechID`.
    pub subject: String,
    pub cccd: String,
    pub full_name: String,
    pub birth_date: String,
    pub sex: String,
    pub phone: String,
    pub email: String,
    /// Where the level (mức độ) is looked for; the first that is there decides.
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
