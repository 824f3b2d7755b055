//! The official's desk (SECURITY.md, V and Y): who opens it, what is recorded of it, and how a dossier moves on.

mod record;
mod roles;
mod work;

use crate::{
    answer::Answer,
    browser::Browser,
    journey::VNEID,
    people::{KHOI, Person},
    world::TestWorld,
};

const CLOSED: &str = "Trang này không dành cho tài khoản của bạn";
const WAY_IN: &str = "Đăng nhập bằng VNeID";
const SAVE: &str = "Lưu trạng thái";
const UNIT: &str = "Ủy ban nhân dân phường Việt Trì (H44.12)";

async fn khoi(world: &TestWorld) -> Browser {
    official(world, KHOI).await
}

/// Somebody in a fresh session of their own VNeID.
async fn official(world: &TestWorld, person: Person) -> Browser {
    let browser = world.browser();
    browser.signed_in(VNEID, person, "/").await;
    browser
}

fn is_closed(page: &Answer) -> bool {
    page.status == 403 && page.heading() == CLOSED
}

/// VNeID's own name for somebody who has signed in with it.
async fn subject(world: &TestWorld, person: Person) -> String {
    let number = congdan_domain::Cccd::from_trusted(person.number).unwrap();
    let account = world.portal.site.portal.store.account_by_number(&number).await.unwrap().unwrap();
    account.identities.into_iter().find(|identity| identity.provider == VNEID).unwrap().subject
}

/// `congdan official grant` for somebody who has signed in with VNeID.
async fn granted(world: &TestWorld, person: Person, unit: &str) {
    let subject = subject(world, person).await;
    let order = ["official", "grant", "--provider", VNEID, "--subject", &subject, "--unit", unit];
    let (done, said) = world.order(&order);
    assert!(done, "{said}");
}

impl Browser {
    /// Fills in the form of a dossier's page and saves.
    async fn decide(&self, page: &Answer, status: &str, note: &str) -> Answer {
        let mut form = page.form(SAVE);
        form.fields.retain(|(name, _)| name != "status" && name != "note");
        form.fields.extend([("status", status), ("note", note)].map(|(name, text)| (name.to_owned(), text.to_owned())));
        self.post_form(page, &form).await
    }
}
