//! The sandbox people on the pages, so that testers need no documentation.

use crate::{
    people::{
        credentials::{CODE, PASSWORD},
        person::{Level, NationalAccount, Person, Registered},
    },
    provider::id::ProviderId,
    sandbox::Sandbox,
};
use maud::{Markup, html};

/// Beside a sign-in form: who has an account here, and what to enter.
pub(crate) fn help_box(sandbox: &Sandbox, id: ProviderId) -> Markup {
    html! {
        details.help {
            summary { "Dùng thử với ai?" }
            p { "Mật khẩu của mọi người là " b { (PASSWORD) } "; mã OTP và passcode là " b { (CODE) } "." }
            ul {
                @for person in sandbox.state.people.all().into_iter().filter(|person| id.has_account(person)) {
                    li {
                        b { (id.login_name(person)) }
                        " – " span translate="no" { (person.name) } ". " (person.purpose)
                    }
                }
            }
        }
    }
}

/// All people, on the start page.
pub(crate) fn people_table(sandbox: &Sandbox) -> Markup {
    html! {
        div.scroll role="region" aria-label="Bảng người dùng thử" tabindex="0" {
            table {
                caption { "Người dùng thử (đều không có thật)" }
                thead { tr {
                    @for heading in ["Tên đăng nhập", "Họ và tên", "Số định danh", "Ngày sinh", "Tài khoản Cổng DVCQG",
                        "VNeID", "CSDL dân cư", "Dùng để thử"] { th scope="col" { (heading) } }
                } }
                tbody { @for person in sandbox.state.people.all() { tr {
                    th scope="row" { (person.id) }
                    td translate="no" { (person.name) }
                    td.number { @match person.number {
                        Some(number) => a href={ "/the-can-cuoc/" (person.id) } { (number) },
                        None => "–",
                    } }
                    td { (person.born.unwrap_or("–")) }
                    td { (national(person)) }
                    td { (vneid(person)) }
                    td { (register(person)) }
                    td { (person.purpose) }
                } } }
            }
        }
    }
}

fn national(person: &Person) -> &'static str {
    match person.national {
        Some(NationalAccount::WithCccd) => "có CCCD",
        Some(NationalAccount::WithoutCccd) => "chưa có CCCD",
        Some(NationalAccount::WithCmnd(_)) => "chỉ có CMND",
        Some(NationalAccount::WithOldCccd(_)) => "có số cũ",
        Some(NationalAccount::Organisation) => "tổ chức",
        None => "–",
    }
}

fn vneid(person: &Person) -> &'static str {
    match person.vneid {
        Some(Level::One) => "mức độ 1",
        Some(Level::Two) => "mức độ 2",
        None => "–",
    }
}

fn register(person: &Person) -> &'static str {
    match person.register {
        Registered::Yes => "có",
        Registered::No => "không",
        Registered::AsName(_) => "tên khác",
        Registered::Twice => "hai bản ghi",
        Registered::Cancelled => "số đã hủy",
        Registered::Deceased => "đã mất",
    }
}
