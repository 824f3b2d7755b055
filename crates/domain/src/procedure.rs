//! The administrative procedures that the demonstration offers.

use unicode_normalization::UnicodeNormalization;

/// A procedure of the national catalogue, as far as an application needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Procedure {
    /// The national code, e.g. `1.001193`.
    pub code: &'static str,
    /// Its name in Vietnamese.
    pub name_vi: &'static str,
    /// Its name in English.
    pub name_en: &'static str,
    /// The field of administration (lĩnh vực) it is filed under, in Vietnamese.
    pub field_vi: &'static str,
    /// The same in English.
    pub field_en: &'static str,
    /// The agency that decides, in Vietnamese.
    pub agency_vi: &'static str,
    /// The same in English.
    pub agency_en: &'static str,
    /// Working days until the result.
    pub days: u8,
    /// In đồng; 0 is free of charge.
    pub fee: u32,
    /// The papers of a dossier in Vietnamese, one a line.
    pub papers_vi: &'static [&'static str],
    /// The same in English.
    pub papers_en: &'static [&'static str],
    /// The entries of its own without which nobody can work on it, by field name.
    pub required: &'static [&'static str],
}

impl Procedure {
    /// All of them, the most used first.
    pub fn all() -> &'static [Self] {
        ALL
    }

    /// By its national code, exactly as written.
    pub fn find(code: &str) -> Option<&'static Self> {
        ALL.iter().find(|procedure| procedure.code == code)
    }

    /// Those that have every word of the query in their name, field or code, in any order; case and diacritics do not
    /// count: "khai sinh", "KHAI SINH" and "dang ky khai" find the same. An empty query finds all.
    pub fn search(query: &str) -> impl Iterator<Item = &'static Self> {
        let words: Vec<_> = plain(query).split_whitespace().map(str::to_owned).collect();
        ALL.iter().filter(move |procedure| {
            let Self { code, name_vi, name_en, field_vi, field_en, .. } = procedure;
            let text = plain(&[*code, name_vi, name_en, field_vi, field_en].join(" "));
            words.iter().all(|word| text.contains(word.as_str()))
        })
    }
}

/// Lower case without diacritics, as people type in a hurry.
fn plain(text: &str) -> String {
    let is_mark = |c: &char| matches!(c, '\u{300}'..='\u{36f}');
    text.to_lowercase().nfd().filter(|c| !is_mark(c)).map(|c| if c == 'đ' { 'd' } else { c }).collect()
}

const ALL: &[Procedure] = &[
    Procedure {
        code: "1.001193",
        name_vi: "Đăng ký khai sinh",
        name_en: "Birth registration",
        field_vi: "Hộ tịch",
        field_en: "Civil status",
        agency_vi: "Ủy ban nhân dân cấp xã",
        agency_en: "Commune People's Committee",
        days: 1,
        fee: 0,
        papers_vi: &["Giấy chứng sinh", "Giấy chứng nhận kết hôn của cha mẹ (nếu có)"],
        papers_en: &["Certificate of live birth", "Parents' marriage certificate (if any)"],
        required: &["child_name", "child_birth_date", "child_sex"],
    },
    Procedure {
        code: "2.000815",
        name_vi: "Chứng thực bản sao từ bản chính",
        name_en: "Certified copy of an original document",
        field_vi: "Chứng thực",
        field_en: "Certification",
        agency_vi: "Ủy ban nhân dân cấp xã",
        agency_en: "Commune People's Committee",
        days: 1,
        fee: 2_000,
        papers_vi: &["Bản chính giấy tờ cần chứng thực", "Bản sao cần chứng thực"],
        papers_en: &["The original document", "The copy to be certified"],
        required: &["document_name", "copies"],
    },
    Procedure {
        code: "1.004222",
        name_vi: "Đăng ký thường trú",
        name_en: "Registration of permanent residence",
        field_vi: "Đăng ký, quản lý cư trú",
        field_en: "Residence",
        agency_vi: "Công an cấp xã",
        agency_en: "Commune police",
        days: 7,
        fee: 10_000,
        papers_vi: &["Tờ khai thay đổi thông tin cư trú", "Giấy tờ chứng minh chỗ ở hợp pháp"],
        papers_en: &["Declaration of change of residence", "Proof of lawful accommodation"],
        required: &["request"],
    },
    Procedure {
        code: "1.004873",
        name_vi: "Cấp Giấy xác nhận tình trạng hôn nhân",
        name_en: "Certificate of marital status",
        field_vi: "Hộ tịch",
        field_en: "Civil status",
        agency_vi: "Ủy ban nhân dân cấp xã",
        agency_en: "Commune People's Committee",
        days: 3,
        fee: 15_000,
        papers_vi: &["Tờ khai cấp Giấy xác nhận tình trạng hôn nhân"],
        papers_en: &["Application for a certificate of marital status"],
        required: &["request"],
    },
];
