//! The forms of the page, each with what is set now.

use maud::{Markup, html};
use std::sync::atomic::Ordering;

use super::address;
use crate::fault_page;
use crate::page::field::{Choice, Field, FieldError};
use crate::params::Params;
use crate::people::Person;
use crate::provider::At;
use crate::provider::fault::Fault;
use crate::provider::logout_token::LogoutFault;

/// What stands in the fields: what is set now, or what was typed.
#[derive(Default)]
pub(super) struct Entries {
    person: String,
    fault: Fault,
    client: String,
    delays: String,
    clock: String,
    whose: String,
    logout_fault: String,
}

impl Entries {
    pub fn of_now(at: &At) -> Self {
        let next = at.provider().next.get();
        let next = next.as_ref();
        Self {
            person: next.and_then(|next| next.login_hint.clone()).unwrap_or_default(),
            fault: next.and_then(|next| next.fault).unwrap_or_default(),
            client: next.and_then(|next| next.client.clone()).unwrap_or_default(),
            delays: delays_text(&at.provider().delays.get()),
            clock: at.provider().clock_offset.load(Ordering::Relaxed).to_string(),
            ..Self::default()
        }
    }

    /// As it was sent, in the form whose button was pressed; the others as they are.
    pub fn typed(at: &At, form: &Params) -> Self {
        let (now, text) = (Self::of_now(at), |name| form.text(name).to_owned());
        match form.text("viec") {
            "ke-tiep" => Self {
                person: text("nguoi"),
                fault: Fault::named(form.text("loi")).unwrap_or_default(),
                client: text("cong"),
                ..now
            },
            "cham" => Self { delays: text("cham"), ..now },
            "dong-ho" => Self { clock: text("lech"), ..now },
            _ => Self { whose: text("ai"), logout_fault: text("sai"), ..now },
        }
    }
}

fn delays_text(delays_ms: &[u64]) -> String {
    delays_ms.iter().map(u64::to_string).collect::<Vec<_>>().join(", ")
}

fn form(at: &At, what: &str, label: &str, fields: Markup) -> Markup {
    html! {
        form method="post" action=(address(at.id)) novalidate {
            (fields)
            div.buttons { button type="submit" name="viec" value=(what) { (label) } }
        }
    }
}

fn people(at: &At, chosen: &str, nobody: &str) -> Markup {
    let here = |person: &&'static Person| at.has_account(person);
    html! {
        option value="" { (nobody) }
        @for person in at.sandbox.state.people.all().into_iter().filter(here) {
            option value=(person.id) selected[person.id == chosen] { (person.id) " – " (person.name) }
        }
    }
}

pub(super) fn next(at: &At, entries: &Entries, errors: &[FieldError]) -> Markup {
    let clients = html! {
        option value="" { "cổng nào cũng được" }
        @for client in &at.sandbox.state.config.clients {
            option value=(client.id) selected[client.id == entries.client] { (client.name) }
        }
    };
    let faults = fault_page::options(entries.fault, |group| !group.of_endpoints);
    let fields = html! {
        (Choice { name: "nguoi", label: "Người", hint: "", options: people(at, &entries.person, "không có ai") }.render(errors))
        (Choice { name: "loi", label: "Kèm lỗi", hint: "Chỉ có lỗi mà không có người thì là an.", options: faults }.render(errors))
        (Choice { name: "cong", label: "Cho cổng", hint: "", options: clients }.render(errors))
    };
    html! {
        h2 { "Lần đăng nhập kế tiếp" }
        p { @match at.provider().next.get() {
            None => "Đang đặt: không có, người dùng được hỏi như thường.",
            Some(_) => "Đang đặt: câu trả lời dưới đây chờ sẵn, một lần, không hỏi gì.",
        } }
        (form(at, "ke-tiep", "Đặt lần kế tiếp", fields))
    }
}

pub(super) fn delays(at: &At, entries: &Entries, errors: &[FieldError]) -> Markup {
    let field = Field {
        name: "cham",
        label: "Thời gian chờ (mili giây)",
        kind: "text",
        autocomplete: "off",
        hint: "Ví dụ 0, 500, 3000: yêu cầu đầu chờ số đầu, và cứ thế; số cuối giữ nguyên. Để trống là không chờ.",
        value: &entries.delays,
        ..Field::default()
    };
    let now = at.provider().delays.get();
    html! {
        h2 { "Chậm dần" }
        p { "Đang đặt: " @if now.is_empty() { "không chờ." } @else { (delays_text(&now)) " ms." } }
        (form(at, "cham", "Đặt thời gian chờ", field.render(errors)))
    }
}

pub(super) fn clock(at: &At, entries: &Entries, errors: &[FieldError]) -> Markup {
    let field = Field {
        name: "lech",
        label: "Lệch so với giờ thật (giây)",
        kind: "text",
        autocomplete: "off",
        hint: "Số âm là chạy chậm. Chỉ giờ trong token của nhà cung cấp này bị lệch.",
        value: &entries.clock,
        ..Field::default()
    };
    html! {
        h2 { "Đồng hồ riêng" }
        p { "Đang đặt: lệch " (at.provider().clock_offset.load(Ordering::Relaxed)) " giây." }
        (form(at, "dong-ho", "Đặt đồng hồ", field.render(errors)))
    }
}

pub(super) fn keys(at: &At) -> Markup {
    html! {
        h2 { "Khóa ký" }
        p { "Đang ký bằng khóa " code { (at.provider().keys.current().kid) } ". Đổi thì khóa này vẫn được công bố, bên cạnh khóa mới." }
        form method="post" action={ (address(at.id)) "/doi-khoa" } {
            div.buttons { button type="submit" { "Đổi khóa" } }
        }
    }
}

pub(super) fn logout(at: &At, entries: &Entries, errors: &[FieldError]) -> Markup {
    let faults = html! {
        @for fault in LogoutFault::ALL {
            option value=(fault.name()) selected[fault.name() == entries.logout_fault] {
                @if fault == LogoutFault::None { "không có lỗi" } @else { (fault.name()) }
            }
        }
    };
    let fields = html! {
        (Choice { name: "ai", label: "Kết thúc phiên của", hint: "", options: people(at, &entries.whose, "hãy chọn") }.render(errors))
        (Choice { name: "sai", label: "Token có lỗi", hint: "", options: faults }.render(errors))
    };
    html! {
        h2 { "Báo các cổng kết thúc phiên" }
        (form(at, "ket-thuc", "Gửi logout token", fields))
    }
}
