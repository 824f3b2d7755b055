//! The first page: what the sandbox is, its people, and what can be switched.

use super::{
    layout::{Brand, Page},
    people_list::people_table,
    provider_links::links,
};
use crate::{
    people::credentials::{CODE, PASSWORD},
    sandbox::Sandbox,
};
use axum::{Router, extract::State, http::StatusCode, response::Response, routing::get};
use maud::html;

pub(crate) fn routes() -> Router<Sandbox> {
    Router::new().route("/", get(show))
}

async fn show(State(sandbox): State<Sandbox>) -> Response {
    let here = &sandbox.state.config.public_url;
    let put =
        |path: &str, json: &str| format!("curl -X PUT {here}{path} -H 'Content-Type: application/json' -d '{json}'");
    let calls = [
        ("Bắt đầu lại từ đầu", format!("curl -X POST {here}/control/reset")),
        ("CSDL dân cư ngừng hoạt động", put("/control/population", r#"{"mode":"down"}"#)),
        ("CSDL dân cư bình thường", put("/control/population", r#"{"mode":"ok"}"#)),
        ("VNeID gửi sai nonce một lần", put("/control/provider/vneid", r#"{"fault":"wrong_nonce","once":true}"#)),
        (
            "Lần đăng nhập VNeID kế tiếp là binh, không hỏi gì",
            put("/control/provider/vneid/next", r#"{"login_hint":"binh"}"#),
        ),
        ("VNeID đổi khóa ký", format!("curl -X POST {here}/control/provider/vneid/rotate-keys")),
        ("Đồng hồ chạy nhanh một giờ", put("/control/clock", r#"{"offset_seconds":3600}"#)),
        ("Xem các cổng đã gửi gì", format!("curl {here}/control/requests")),
        ("Kết luận cho CI", format!("curl {here}/control/verdict")),
    ];
    let body = html! {
        p.lead {
            "Ở đây mọi hệ thống bên ngoài mà Cổng Dân cần đều được giả lập: hai nơi cấp tài khoản (VNeID và Cổng Dịch vụ công \
             quốc gia), điện thoại có ứng dụng VNeID, và cơ sở dữ liệu quốc gia về dân cư. Người, số và mật khẩu đều được bịa ra."
        }
        h2 { "Bắt đầu trong một phút" }
        ol {
            li {
                "Mở một cổng: "
                @for (n, client) in sandbox.state.config.clients.iter().enumerate() {
                    @if n > 0 { " hoặc " }
                    a href=(client.post_logout_redirect_uris.first().map_or("", String::as_str)) { (client.name) }
                }
                ", bấm Đăng nhập ở góc trên bên phải."
            }
            li { "Chọn một loại tài khoản và vào bằng một người trong bảng dưới đây." }
            li { "Mật khẩu của mọi người: " b { (PASSWORD) } ". Mã OTP và passcode: " b { (CODE) } "." }
            li { "Muốn thử mã QR: mở đường dẫn cạnh mã, hoặc mở " a href="/phone" { "điện thoại giả lập" } "." }
            li { "Muốn thử quét thẻ căn cước: bấm vào số định danh trong bảng để có mã QR của thẻ." }
        }
        p { "Hãy thử " b { "binh" } " trước: tài khoản chưa có số CCCD, nên đi qua đủ các bước cập nhật, đối chiếu và liên kết." }
        h2 { "Người dùng thử" }
        (people_table(&sandbox))
        p { "Cần một người khác? " a href="/nguoi-moi" { "Tạo người mới" } "." }
        h2 { "Điều khiển" }
        p {
            "Dành cho người làm giao diện: " a href="/trang-thai" { "mọi trạng thái của trang, mỗi trạng thái một lần bấm" } ". \
             Dành cho người kiểm thử: " a href="/kiem-tra" { "các cổng đã gửi gì, có đúng chuẩn không" } "; "
            a href="/loi-co-y" { "bắt nhà cung cấp làm sai" } "; đặt lần đăng nhập kế tiếp, độ trễ, đồng hồ, khóa và kết thúc phiên ở "
            (links(" và ")) "; "
            a href="/dang-ky" { "đổi đăng ký của các cổng" } "; "
            a href="/dat-chung" { "CSDL dân cư, đồng hồ chung, đặt lại từ đầu" } ". Danh sách đầy đủ ở docs/SANDBOX.md."
        }
        dl { @for (title, call) in &calls { dt { (title) } dd { code { (call) } } } }
    };
    let title = "Môi trường thử của Cổng Dân";
    Page { brand: Brand::Sandbox, status: StatusCode::OK, title, has_errors: false, body, script: None }
        .respond(&sandbox)
}
