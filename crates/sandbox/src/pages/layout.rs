//! The frame of every page: plain HTML that works without scripts.

use crate::{provider::id::ProviderId, sandbox::Sandbox, tools::secret};
use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// The actor that a page belongs to. It decides the name and the colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Brand {
    Sandbox,
    Provider(ProviderId),
    Phone,
}

impl From<ProviderId> for Brand {
    fn from(id: ProviderId) -> Self {
        Self::Provider(id)
    }
}

impl Brand {
    fn name(self) -> &'static str {
        match self {
            Self::Sandbox => "Môi trường thử",
            Self::Provider(id) => id.title(),
            Self::Phone => "Ứng dụng VNeID",
        }
    }

    fn class(self) -> &'static str {
        match self {
            Self::Sandbox => "sandbox",
            Self::Provider(id) => id.segment(),
            Self::Phone => "phone",
        }
    }
}

/// One page. `title` is its heading too.
pub(crate) struct Page<'a> {
    pub brand: Brand,
    pub status: StatusCode,
    pub title: &'a str,
    /// The page's form was refused: the window's title says so as well.
    pub has_errors: bool,
    pub body: Markup,
    pub script: Option<&'static str>,
}

impl Page<'_> {
    pub fn respond(self, sandbox: &Sandbox) -> Response {
        let nonce = secret::token();
        let document = html! {
            (DOCTYPE)
            html lang="vi" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="robots" content="noindex";
                    title { @if self.has_errors { "Lỗi: " } (self.title) " – " (self.brand.name()) " (bản trình diễn)" }
                    link rel="stylesheet" href="/sandbox.css";
                    link rel="icon" href="data:,";
                }
                body class=(self.brand.class()) {
                    section.demo aria-label="Bản trình diễn" { p { "Bản trình diễn – không dùng số thật" } }
                    header.brand { div.wrap { p { (self.brand.name()) span { " (giả lập)" } } } }
                    main.wrap { h1 { (self.title) } (self.body) }
                    footer { div.wrap { p {
                        "Trang giả lập để dùng thử Cổng Dân, không phải của cơ quan nhà nước. "
                        a href="/" { "Giới thiệu môi trường thử" }
                    } } }
                    @if let Some(script) = self.script { script nonce=(nonce) { (PreEscaped(script)) } }
                }
            }
        };
        let script_source = if self.script.is_some() { format!("'nonce-{nonce}'") } else { "'none'".to_owned() };
        let policy = format!(
            "default-src 'none'; script-src {script_source}; style-src 'self'; img-src data:; connect-src 'self'; \
             form-action 'self' {}; base-uri 'none'; frame-ancestors 'none'",
            sandbox.state.form_targets
        );
        let mut response = (self.status, Html(document.into_string())).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
        if let Ok(policy) = HeaderValue::from_str(&policy) {
            headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        response
    }
}

/// A page that is only a message.
pub(crate) fn message(sandbox: &Sandbox, brand: Brand, status: StatusCode, title: &str, text: &str) -> Response {
    let body = html! { p { (text) } };
    Page { brand, status, title, has_errors: false, body, script: None }.respond(sandbox)
}

/// The refusal of a request that cannot be sent back to a client.
pub(crate) fn refusal(sandbox: &Sandbox, brand: Brand, reason: &str) -> Response {
    message(sandbox, brand, StatusCode::BAD_REQUEST, "Yêu cầu không hợp lệ", reason)
}

/// The page for addresses that do not exist.
pub(crate) async fn not_found(State(sandbox): State<Sandbox>) -> Response {
    let text = "Kiểm tra lại địa chỉ, hoặc bắt đầu từ trang giới thiệu.";
    message(&sandbox, Brand::Sandbox, StatusCode::NOT_FOUND, "Không có trang này", text)
}

/// The end of signing out where no portal is to be returned to.
pub(crate) fn signed_out(sandbox: &Sandbox, brand: Brand) -> Response {
    let text = "Phiên đăng nhập tại đây đã kết thúc. Bạn có thể đóng trang này.";
    message(sandbox, brand, StatusCode::OK, "Đã đăng xuất", text)
}
