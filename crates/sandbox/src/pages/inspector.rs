//! The inspector's page: the verdict first, then every flow.

use super::layout::{Brand, Page};
use crate::{
    inspector::{
        check::Severity,
        flow::{Flow, FlowStep, StepKind},
        verdict::{ReportedFinding, Verdict},
    },
    provider::state::registration::Protocol,
    sandbox::Sandbox,
    tools::{time_text::rfc3339, wire_name::wire_name},
};
use axum::{Router, extract::State, http::StatusCode, response::Response, routing::get};
use maud::{Markup, html};
use serde_json::Value;

/// How many flows the page shows, to stay readable; all are in `/control/flows`.
const MOST_SHOWN: usize = 50;

pub(crate) fn routes() -> Router<Sandbox> {
    Router::new().route("/kiem-tra", get(show))
}

async fn show(State(sandbox): State<Sandbox>) -> Response {
    let verdict = sandbox.state.inspector.verdict();
    let flows = sandbox.state.inspector.flows();
    let body = html! {
        p.lead { "Các cổng đã gửi gì tới hai nhà cung cấp, và điều gì chưa đúng chuẩn." }
        (summary(&verdict))
        (findings(&verdict.findings))
        h2 { "Từng lần đăng nhập, mới nhất trước" }
        @if flows.is_empty() { p { "Chưa có lần nào. Hãy đăng nhập ở một cổng rồi mở lại trang này." } }
        @for flow in flows.iter().take(MOST_SHOWN) { (flow_section(flow)) }
        @if flows.len() > MOST_SHOWN {
            p { "Còn " (flows.len() - MOST_SHOWN) " lần cũ hơn ở " a href="/control/flows" { "/control/flows" } "." }
        }
        (unseen(&verdict))
        p { "Cho máy đọc: " a href="/control/verdict" { "/control/verdict" } ", " a href="/control/flows" { "/control/flows" } "." }
    };
    let title = "Kiểm tra các cổng";
    Page { brand: Brand::Sandbox, status: StatusCode::OK, title, has_errors: false, body, script: None }
        .respond(&sandbox)
}

fn summary(verdict: &Verdict) -> Markup {
    let fails = verdict.findings.iter().filter(|finding| finding.severity == Severity::Fail).count();
    html! {
        p role="status" data-passed=(verdict.passed) {
            b { @if verdict.flows == 0 { "Chưa có gì để kết luận." } @else if verdict.passed { "Đạt." } @else { "Chưa đạt." } }
            " " (verdict.flows) " lần đăng nhập, " (fails) " lỗi, " (verdict.findings.len() - fails) " lưu ý."
        }
    }
}

fn findings(findings: &[ReportedFinding]) -> Markup {
    html! {
        h2 { "Điều chưa đúng" }
        @if findings.is_empty() { p { "Chưa thấy gì." } }
        @else {
            div.scroll role="region" aria-label="Bảng điều chưa đúng" tabindex="0" {
                table {
                    thead { tr { @for heading in ["Mức", "Lần", "Điều gì", "Theo"] { th scope="col" { (heading) } } } }
                    tbody { @for finding in findings { tr {
                        td { (mark(finding.severity)) }
                        td.number { @match finding.flow { Some(n) => a href={ "#lan-" (n) } { (n) }, None => "–" } }
                        td { (finding.meaning) " " code { (wire_name(&finding.id)) } }
                        td { (finding.source) }
                    } } }
                }
            }
        }
    }
}

fn flow_section(flow: &Flow) -> Markup {
    html! {
        section.help id={ "lan-" (flow.n) } {
            h3 { "Lần " (flow.n) ": " (flow.client.as_deref().unwrap_or("không rõ ứng dụng")) " → " (flow.provider.segment()) }
            @if flow.protocol == Protocol::OauthUserinfo { p { "Giao thức: " code { (wire_name(&flow.protocol)) } } }
            @if flow.fault != Default::default() { p { "Lỗi cố ý của môi trường thử: " code { (wire_name(&flow.fault)) } } }
            ol { @for step in &flow.steps { li { (step_text(step)) } } }
            @if flow.findings.is_empty() { p { "Không thấy điều gì sai." } }
            @else {
                ul { @for check in &flow.findings {
                    li { (mark(check.about().severity)) ": " (check.about().meaning) " " code { (wire_name(check)) } }
                } }
            }
        }
    }
}

fn step_text(step: &FlowStep) -> Markup {
    let what = match step.what {
        StepKind::Authorize => "Yêu cầu đăng nhập",
        StepKind::Pushed => "Yêu cầu đăng nhập gửi trước (PAR)",
        StepKind::ReferenceBrought => "Trình duyệt đưa request_uri",
        StepKind::CodeSent => "Trả lời: mã",
        StepKind::ErrorSent => "Trả lời: lỗi",
        StepKind::Token => "Yêu cầu lấy token",
        StepKind::TokenSent => "Trả lời yêu cầu lấy token",
        StepKind::Userinfo => "Yêu cầu userinfo",
        StepKind::EndSession => "Yêu cầu đăng xuất",
        StepKind::Honeypot => "Đã gọi địa chỉ bẫy",
    };
    html! {
        (what) " " small { (rfc3339(step.at_ms.div_euclid(1000))) }
        @for (name, value) in &step.details { " " code { (name) ": " (value_text(value)) } }
    }
}

/// Lists by commas, the rest as JSON.
fn value_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(value_text).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

fn unseen(verdict: &Verdict) -> Markup {
    html! {
        @if !verdict.not_seen.is_empty() {
            details.help {
                summary { "Chưa có dịp kiểm tra: " (verdict.not_seen.len()) }
                ul { @for check in &verdict.not_seen { li { code { (wire_name(check)) } } } }
            }
        }
    }
}

fn mark(severity: Severity) -> &'static str {
    match severity {
        Severity::Fail => "Lỗi",
        Severity::Warn => "Lưu ý",
    }
}
