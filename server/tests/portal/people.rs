//! The sandbox people that the tests are (docs/SANDBOX.md has them all).

#[derive(Clone, Copy, Debug)]
pub struct Person {
    pub id: &'static str,
    pub name: &'static str,
    pub number: &'static str,
    /// Day, month and year; a day is empty where only the year is known.
    pub born: [&'static str; 3],
}

/// National account with CCCD, VNeID level 2.
pub const AN: Person =
    Person { id: "an", name: "Nguyễn Văn An", number: "025085999001", born: ["01", "01", "1985"] };
/// National account without CCCD; the register knows her.
pub const BINH: Person =
    Person { id: "binh", name: "Trần Thị Bình", number: "025190999002", born: ["15", "03", "1990"] };
/// Not in the register.
pub const DUNG: Person =
    Person { id: "dung", name: "Phạm Thị Dung", number: "025195999004", born: ["20", "07", "1995"] };
/// VNeID level 1.
pub const GIANG: Person =
    Person { id: "giang", name: "Vũ Hương Giang", number: "025301999005", born: ["09", "09", "2001"] };
/// An official of unit H44.12.
pub const KHOI: Person =
    Person { id: "khoi", name: "Hoàng Minh Khôi", number: "025080999010", born: ["02", "02", "1980"] };

/// Two records answer to the same three entries.
pub const HUNG: Person =
    Person { id: "hung", name: "Ngô Văn Hùng", number: "026081999023", born: ["23", "01", "1981"] };
/// Her number was cancelled.
pub const THOM: Person =
    Person { id: "thom", name: "Lý Thị Thơm", number: "025187999024", born: ["24", "02", "1987"] };
/// Deceased, as the register has it.
pub const PHUC: Person =
    Person { id: "phuc", name: "Tạ Quang Phúc", number: "025040999025", born: ["25", "03", "1940"] };

impl Person {
    /// The person's values in every form in which they could leak.
    pub fn traces(self) -> Vec<String> {
        let [day, month, year] = self.born;
        let plain: String = self.name.split(' ').map(str::to_uppercase).collect::<Vec<_>>().join(" ");
        vec![
            self.number.to_owned(),
            self.name.to_owned(),
            plain,
            format!("{day}/{month}/{year}"),
            format!("{year}-{month}-{day}"),
            format!("{year}{month}{day}"),
        ]
    }

    /// Those of the person's traces that a text contains, percent-encoded or not.
    pub fn found_in(self, text: &str) -> Vec<String> {
        let decoded = percent_decoded(&text.replace('+', " "));
        self.traces()
            .into_iter()
            .filter(|trace| text.contains(trace.as_str()) || decoded.contains(trace.as_str()))
            .collect()
    }
}

fn percent_decoded(text: &str) -> String {
    let hex = |byte: Option<&u8>| {
        byte.and_then(|byte| char::from(*byte).to_digit(16)).and_then(|digit| u8::try_from(digit).ok())
    };
    let (bytes, mut at, mut out) = (text.as_bytes(), 0, Vec::with_capacity(text.len()));
    while at < bytes.len() {
        match (bytes[at], hex(bytes.get(at + 1)), hex(bytes.get(at + 2))) {
            (b'%', Some(high), Some(low)) => {
                out.push(high << 4 | low);
                at += 3;
            }
            (byte, ..) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}
