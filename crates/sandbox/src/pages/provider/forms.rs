//! The forms of the page, each with the present setting.

use crate::{
    pages::{
        faults,
        field::{Choice, Field, FieldError},
        provider_links::address,
    },
    people::person::Person,
    provider::{Provider, fault::Fault, tokens::logout_token::LogoutFault},
    tools::params::Params,
};
use maud::{Markup, html};
use std::sync::atomic::Ordering;

/// What the fields contain: the present settings, or what was typed.
#[derive(Default)]
pub(super) struct FormValues {
    person: String,
    fault: Fault,
    client: String,
    delays: String,
    clock: String,
    subject: String,
    logout_fault: String,
}

impl FormValues {
    pub fn current(provider: &Provider) -> Self {
        let next = provider.state().prepared_answer.get();
        let next = next.as_ref();
        Self {
            person: next.and_then(|next| next.login_hint.clone()).unwrap_or_default(),
            fault: next.and_then(|next| next.fault).unwrap_or_default(),
            client: next.and_then(|next| next.client.clone()).unwrap_or_default(),
            delays: delays_text(&provider.state().delays.get()),
            clock: provider.state().clock_offset.load(Ordering::Relaxed).to_string(),
            ..Self::default()
        }
    }

    /// What was sent, in the form whose button was pressed; the present settings in the other forms.
    pub fn typed(provider: &Provider, form: &Params) -> Self {
        let current = Self::current(provider);
        let text = |name| form.text(name).to_owned();
        match form.text("viec") {
            "ke-tiep" => Self {
                person: text("nguoi"),
                fault: Fault::named(form.text("loi")).unwrap_or_default(),
                client: text("cong"),
                ..current
            },
            "cham" => Self { delays: text("cham"), ..current },
            "dong-ho" => Self { clock: text("lech"), ..current },
            _ => Self { subject: text("ai"), logout_fault: text("sai"), ..current },
        }
    }
}

fn delays_text(delays_ms: &[u64]) -> String {
    delays_ms.iter().map(u64::to_string).collect::<Vec<_>>().join(", ")
}

fn form(provider: &Provider, what: &str, label: &str, fields: Markup) -> Markup {
    html! {
        form method="post" action=(address(provider.id)) novalidate {
            (fields)
            div.buttons { button type="submit" name="viec" value=(what) { (label) } }
        }
    }
}

fn people(provider: &Provider, chosen: &str, nobody: &str) -> Markup {
    let here = |person: &&'static Person| provider.id.has_account(person);
    html! {
        option value="" { (nobody) }
        @for person in provider.sandbox.state.people.all().into_iter().filter(here) {
            option value=(person.id) selected[person.id == chosen] { (person.id) " – " (person.name) }
        }
    }
}

pub(super) fn next_answer(provider: &Provider, values: &FormValues, errors: &[FieldError]) -> Markup {
    let clients = html! {
        option value="" { "cổng nào cũng được" }
        @for client in &provider.sandbox.state.config.clients {
            option value=(client.id) selected[client.id == values.client] { (client.name) }
        }
    };
    let faults = faults::fault_options(values.fault, |group| !group.of_endpoints);
    let fields = html! {
        (Choice { name: "nguoi", label: "Người", hint: "", options: people(provider, &values.person, "không có ai") }.render(errors))
        (Choice { name: "loi", label: "Kèm lỗi", hint: "Chỉ có lỗi mà không có người thì là an.", options: faults }.render(errors))
        (Choice { name: "cong", label: "Cho cổng", hint: "", options: clients }.render(errors))
    };
    html! {
        h2 { "Lần đăng nhập kế tiếp" }
        p { @match provider.state().prepared_answer.get() {
            None => "Đang đặt: không có, người dùng được hỏi như thường.",
            Some(_) => "Đang đặt: câu trả lời dưới đây chờ sẵn, một lần, không hỏi gì.",
        } }
        (form(provider, "ke-tiep", "Đặt lần kế tiếp", fields))
    }
}

pub(super) fn delays(provider: &Provider, values: &FormValues, errors: &[FieldError]) -> Markup {
    let field = Field {
        name: "cham",
        label: "Thời gian chờ (mili giây)",
        kind: "text",
        autocomplete: "off",
        hint: "Ví dụ 0, 500, 3000: yêu cầu đầu chờ số đầu, và cứ thế; số cuối giữ nguyên. Để trống là không chờ.",
        value: &values.delays,
        ..Field::default()
    };
    let now = provider.state().delays.get();
    html! {
        h2 { "Chậm dần" }
        p { "Đang đặt: " @if now.is_empty() { "không chờ." } @else { (delays_text(&now)) " ms." } }
        (form(provider, "cham", "Đặt thời gian chờ", field.render(errors)))
    }
}

pub(super) fn clock(provider: &Provider, values: &FormValues, errors: &[FieldError]) -> Markup {
    let field = Field {
        name: "lech",
        label: "Lệch so với giờ thật (giây)",
        kind: "text",
        autocomplete: "off",
        hint: "Số âm là chạy chậm. Chỉ giờ trong token của nhà cung cấp này bị lệch.",
        value: &values.clock,
        ..Field::default()
    };
    html! {
        h2 { "Đồng hồ riêng" }
        p { "Đang đặt: lệch " (provider.state().clock_offset.load(Ordering::Relaxed)) " giây." }
        (form(provider, "dong-ho", "Đặt đồng hồ", field.render(errors)))
    }
}

pub(super) fn keys(provider: &Provider) -> Markup {
    html! {
        h2 { "Khóa ký" }
        p { "Đang ký bằng khóa " code { (provider.state().keys.current().kid) } ". Đổi thì khóa này vẫn được công bố, bên cạnh khóa mới." }
        form method="post" action={ (address(provider.id)) "/doi-khoa" } {
            div.buttons { button type="submit" { "Đổi khóa" } }
        }
    }
}

pub(super) fn logout(provider: &Provider, values: &FormValues, errors: &[FieldError]) -> Markup {
    let faults = html! {
        @for &fault in LogoutFault::ALL {
            option value=(fault.name()) selected[fault.name() == values.logout_fault] {
                @if fault == LogoutFault::None { "không có lỗi" } @else { (fault.name()) }
            }
        }
    };
    let fields = html! {
        (Choice { name: "ai", label: "Kết thúc phiên của", hint: "", options: people(provider, &values.subject, "hãy chọn") }.render(errors))
        (Choice { name: "sai", label: "Token có lỗi", hint: "", options: faults }.render(errors))
    };
    html! {
        h2 { "Báo các cổng kết thúc phiên" }
        (form(provider, "ket-thuc", "Gửi logout token", fields))
    }
}
