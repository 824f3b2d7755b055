//! The table of people. The first seven are the contract's; the others are shapes of names, numbers and records that
//! trip systems up.

use super::person::{Level, NationalAccount, Person, Registered};
use congdan_domain::Sex;

/// What most people have in common: no CCCD at the national provider, VNeID at level 2, in the register.
const USUAL: Person = Person {
    id: "",
    name: "",
    number: None,
    born: None,
    sex: None,
    national: Some(NationalAccount::WithoutCccd),
    vneid: Some(Level::Two),
    register: Registered::Yes,
    purpose: "",
};

pub(crate) const PEOPLE: &[Person] = &[
    Person {
        id: "an",
        name: "Nguyễn Văn An",
        number: Some("025085999001"),
        born: Some("01/01/1985"),
        sex: Some(Sex::Male),
        national: Some(NationalAccount::WithCccd),
        purpose: "Tài khoản đã có số CCCD: đăng nhập là vào thẳng trang cần làm.",
        ..USUAL
    },
    Person {
        id: "binh",
        name: "Trần Thị Bình",
        number: Some("025190999002"),
        born: Some("15/03/1990"),
        sex: Some(Sex::Female),
        purpose: "Tài khoản chưa có số CCCD: được hỏi số, đối chiếu khớp, liên kết với VNeID.",
        ..USUAL
    },
    Person {
        id: "cuong",
        name: "Lê Quốc Cường",
        number: Some("026078999003"),
        born: Some("1978"),
        sex: Some(Sex::Male),
        purpose: "Chỉ biết năm sinh.",
        ..USUAL
    },
    Person {
        id: "dung",
        name: "Phạm Thị Dung",
        number: Some("025195999004"),
        born: Some("20/07/1995"),
        sex: Some(Sex::Female),
        register: Registered::No,
        purpose: "Không có trong CSDL quốc gia về dân cư: đối chiếu không thấy.",
        ..USUAL
    },
    Person {
        id: "giang",
        name: "Vũ Hương Giang",
        number: Some("025301999005"),
        born: Some("09/09/2001"),
        sex: Some(Sex::Female),
        vneid: Some(Level::One),
        purpose: "VNeID mức độ 1: chưa đủ để đăng nhập dịch vụ công.",
        ..USUAL
    },
    Person {
        id: "khoi",
        name: "Hoàng Minh Khôi",
        number: Some("025080999010"),
        born: Some("02/02/1980"),
        sex: Some(Sex::Male),
        national: Some(NationalAccount::WithCccd),
        purpose: "Cán bộ của đơn vị H44.12: bàn làm việc của cán bộ.",
        ..USUAL
    },
    Person {
        id: "binh2",
        name: "Trần Thị Bình",
        number: Some("025190999002"),
        born: Some("15/03/1990"),
        sex: Some(Sex::Female),
        vneid: None,
        purpose: "Tài khoản thứ hai của cùng một người (binh): số CCCD đã gắn với tài khoản khác.",
        ..USUAL
    },
    Person {
        id: "ngan",
        name: "Ngân",
        number: Some("025198999011"),
        born: Some("11/11/1998"),
        sex: Some(Sex::Female),
        purpose: "Tên chỉ có một chữ.",
        ..USUAL
    },
    Person {
        id: "ngoc",
        name: "Nguyễn Lê Hoàng Bảo Ngọc",
        number: Some("025302999012"),
        born: Some("12/12/2002"),
        sex: Some(Sex::Female),
        purpose: "Tên có năm chữ.",
        ..USUAL
    },
    Person {
        id: "dao",
        name: "Đỗ Đình Đạo",
        number: Some("025088999013"),
        born: Some("13/03/1988"),
        sex: Some(Sex::Male),
        purpose: "Tên nhiều chữ Đ.",
        ..USUAL
    },
    Person {
        id: "yngong",
        name: "Y Ngông Niê",
        number: Some("066090999014"),
        born: Some("14/04/1990"),
        sex: Some(Sex::Male),
        purpose: "Tên bắt đầu bằng Y; khai sinh ở Đắk Lắk.",
        ..USUAL
    },
    Person {
        id: "hbrieo",
        name: "H'Briêo Êban",
        number: Some("066192999015"),
        born: Some("15/05/1992"),
        sex: Some(Sex::Female),
        purpose: "Tên có dấu nháy.",
        ..USUAL
    },
    Person {
        id: "hoa",
        // Decomposed (NFD) on purpose: each tone mark is a character of its own.
        name: "Tra\u{302}\u{300}n Thu\u{301}y Ho\u{300}a",
        number: Some("026193999016"),
        born: Some("16/06/1993"),
        sex: Some(Sex::Female),
        purpose: "Tên lưu dạng Unicode tổ hợp (NFD).",
        ..USUAL
    },
    Person {
        id: "bao",
        name: "Lương Gia Bảo",
        number: Some("025204999017"),
        born: Some("17/07/2004"),
        sex: Some(Sex::Male),
        national: Some(NationalAccount::WithCccd),
        purpose: "Sinh năm 2004: chữ số thế kỷ là 2.",
        ..USUAL
    },
    Person {
        id: "minh",
        name: "Phan Nhật Minh",
        number: Some("232092999018"),
        born: Some("18/08/1992"),
        sex: Some(Sex::Male),
        purpose: "Khai sinh ở nước ngoài (mã 232, Nhật Bản).",
        ..USUAL
    },
    Person {
        id: "tam",
        name: "Đinh Văn Tâm",
        number: Some("025070999019"),
        born: Some("19/09/1970"),
        sex: Some(Sex::Male),
        national: Some(NationalAccount::WithCmnd("131999019")),
        vneid: None,
        purpose: "Tài khoản chỉ có số CMND 9 số (131999019).",
        ..USUAL
    },
    Person {
        id: "khang",
        name: "Nguyễn Minh Khang",
        number: Some("025214999020"),
        born: Some("20/10/2014"),
        sex: Some(Sex::Male),
        national: None,
        vneid: Some(Level::One),
        purpose: "Trẻ em sinh năm 2014: VNeID mức độ 1.",
        ..USUAL
    },
    Person {
        id: "nu",
        name: "Bùi Thị Nụ",
        number: Some("017195999021"),
        born: Some("21/11/1995"),
        sex: Some(Sex::Female),
        register: Registered::AsName("Bùi Thị Ngọc Nụ"),
        purpose: "Đã đổi tên: CSDL quốc gia ghi Bùi Thị Ngọc Nụ.",
        ..USUAL
    },
    Person {
        id: "linh",
        name: "Đặng Thùy Linh",
        number: Some("025191999022"),
        born: Some("22/12/1991"),
        sex: Some(Sex::Female),
        national: Some(NationalAccount::WithOldCccd("025091999022")),
        purpose: "Đã đổi số: tài khoản Cổng Dịch vụ công còn số cũ 025091999022.",
        ..USUAL
    },
    Person {
        id: "hung",
        name: "Ngô Văn Hùng",
        number: Some("026081999023"),
        born: Some("23/01/1981"),
        sex: Some(Sex::Male),
        register: Registered::Twice,
        purpose: "CSDL quốc gia trả về hai bản ghi.",
        ..USUAL
    },
    Person {
        id: "thom",
        name: "Lý Thị Thơm",
        number: Some("025187999024"),
        born: Some("24/02/1987"),
        sex: Some(Sex::Female),
        vneid: None,
        register: Registered::Cancelled,
        purpose: "Số căn cước đã bị hủy trong CSDL quốc gia về dân cư.",
        ..USUAL
    },
    Person {
        id: "phuc",
        name: "Tạ Quang Phúc",
        number: Some("025040999025"),
        born: Some("25/03/1940"),
        sex: Some(Sex::Male),
        vneid: None,
        register: Registered::Deceased,
        purpose: "CSDL quốc gia về dân cư ghi là đã mất.",
        ..USUAL
    },
    Person {
        id: "saomai",
        name: "Công ty TNHH Sao Mai Thử Nghiệm",
        national: Some(NationalAccount::Organisation),
        vneid: None,
        register: Registered::No,
        purpose: "Tài khoản tổ chức (LoaiTaiKhoan 2).",
        ..USUAL
    },
];

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::people::number::is_sandbox_number;
    use congdan_domain::{Cccd, FullName};
    use std::collections::HashSet;

    #[test]
    fn every_person_is_possible_and_nobody_real() {
        for person in PEOPLE {
            FullName::parse(person.name).unwrap();
            if let Some(number) = person.number {
                assert!(is_sandbox_number(number), "{}", person.id);
                let number = Cccd::parse(number, 2026).unwrap();
                assert_eq!(number.disagreements(person.birth(), person.sex), [], "{}", person.id);
            }
        }
    }

    #[test]
    fn login_names_are_unique_and_so_are_vneid_numbers() {
        let ids: HashSet<_> = PEOPLE.iter().map(|person| person.id).collect();
        assert_eq!(ids.len(), PEOPLE.len());
        let with_vneid: Vec<_> = PEOPLE.iter().filter(|person| person.vneid.is_some()).collect();
        let numbers: HashSet<_> = with_vneid.iter().map(|person| person.number.unwrap()).collect();
        assert_eq!(numbers.len(), with_vneid.len());
    }

    #[test]
    fn the_documentation_lists_everybody() {
        let document = include_str!("../../../../docs/SANDBOX.md");
        for Person { id, name, number, born, .. } in PEOPLE {
            let name = FullName::parse(name).unwrap();
            let row = format!("| {id} | {} | {} | {} |", name.as_str(), number.unwrap_or("–"), born.unwrap_or("–"));
            assert!(document.contains(&row), "{row}");
        }
    }
}
