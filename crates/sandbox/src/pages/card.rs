//! The QR code of a person's identity card, to be held before a portal's camera: testers have no such card.

use super::layout::{Brand, Page, message};
use crate::{people::person::Person, sandbox::Sandbox, tools::qr_image::qr_image};
use axum::{
    Router,
    extract::{Path, State},
    http::StatusCode,
    response::Response,
    routing::get,
};
use congdan_domain::Sex;
use maud::html;

pub(crate) fn routes() -> Router<Sandbox> {
    Router::new().route("/the-can-cuoc/{id}", get(show))
}

async fn show(State(sandbox): State<Sandbox>, Path(id): Path<String>) -> Response {
    let image = sandbox.state.people.find(&id).and_then(card_text).and_then(|text| qr_image(&text));
    let Some(image) = image else {
        let why = "Người này không có trong môi trường thử, hoặc không có thẻ căn cước.";
        return message(&sandbox, Brand::Sandbox, StatusCode::NOT_FOUND, "Không có thẻ này", why);
    };
    let body = html! {
        p { "Mã QR như trên thẻ căn cước gắn chip của người dùng thử " b { (id) } ". Trên cổng, bấm “Quét mã QR trên thẻ căn cước” \
             rồi đưa mã này trước máy ảnh, hoặc chụp màn hình và chọn ảnh đó." }
        img.qr src=(image) width="320" height="320" alt="Mã QR của thẻ căn cước";
    };
    let title = "Thẻ căn cước để thử";
    Page { brand: Brand::Sandbox, status: StatusCode::OK, title, has_errors: false, body, script: None }
        .respond(&sandbox)
}

/// As chip cards have it: number, old number, name, birth `ddmmyyyy` with zeros for what is not known, sex, address, issue
/// date (congdan-domain, `CardQr`).
fn card_text(person: &'static Person) -> Option<String> {
    let number = person.number?;
    let birth = person.birth()?;
    let sex = match person.sex? {
        Sex::Male => "Nam",
        Sex::Female => "Nữ",
    };
    let day = birth.day().unwrap_or_default();
    let month = birth.month().unwrap_or_default();
    let year = birth.year();
    Some(format!("{number}||{}|{day:02}{month:02}{year}|{sex}|Khu 5, Việt Trì, Phú Thọ|15062021", person.name))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::people::registry::People;
    use congdan_domain::CardQr;

    #[test]
    fn a_card_says_of_its_person_what_the_table_says() {
        let people = People::default();
        for person in people.all().into_iter().filter(|person| person.number.is_some()) {
            let card = CardQr::parse(&card_text(person).unwrap()).unwrap();
            assert_eq!(Some(card.number.as_str()), person.number);
            assert_eq!(card.birth_date, person.birth(), "{}", person.id);
            assert!(card.full_name.is_some() && card.sex == person.sex, "{}", person.id);
        }
    }
}
