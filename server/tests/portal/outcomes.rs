//! Every outcome of the register, at both kinds of portal (docs/RULES.md, "The register's outcomes"): one page, one audit event,
//! one row of the ledger, one public code, words in both languages; and the slip where only people can help.

use crate::{
    answer::Answer,
    browser::Browser,
    journey::{NATIONAL, VNEID},
    limits::another,
    people::{BINH, DUNG, HUNG, Person, THOM},
    world::TestWorld,
};
use congdan_domain::{Outcome, SlipReason};
use congdan_flows::ports::{audit::AuditKind, matching::AttemptsOf};
use congdan_server::config::{self, Settings};
use time::Duration;
use uuid::Uuid;

const NATIONAL_CONFIG: &str = include_str!("../../../config/national.toml");

/// How the outcome comes about, and what a person then reads.
struct Case {
    /// Who signs in, with the national account.
    account: Person,
    /// What they type.
    typed: Person,
    register: &'static str,
    /// In Vietnamese and in English.
    heading: [&'static str; 2],
}

impl Case {
    fn of(outcome: Outcome) -> Self {
        let pending = ["Đang chờ đối chiếu", "Waiting for the comparison"];
        // After a match the wanted page follows.
        let wanted = ["Thủ tục hành chính", "Procedures"];
        let (typed, register, heading) = match outcome {
            Outcome::Matched => (BINH, "ok", wanted),
            Outcome::MatchedWithDifferences => (Person { name: "Tran Thi Binh", ..BINH }, "ok", wanted),
            Outcome::NotFound => (DUNG, "ok", ["Chưa tìm thấy thông tin khớp", "No matching record was found"]),
            Outcome::Ambiguous => (HUNG, "ok", ["Cần cơ quan công an kiểm tra thêm", "The police need to check this"]),
            Outcome::Inactive => {
                (THOM, "ok", ["Chưa thể xác nhận số căn cước này", "This number cannot be confirmed now"])
            }
            Outcome::RejectedInput => {
                (BINH, "rejected", ["Chưa đối chiếu được thông tin này", "These data could not be compared"])
            }
            Outcome::Conflict => {
                (BINH, "ok", ["Số căn cước đã gắn với tài khoản khác", "This number is on another account"])
            }
            Outcome::NeedsVneid => (
                Person { name: "Trần Thị Ngọc Bình", ..BINH },
                "ok",
                ["Cần xác nhận bằng VNeID", "Confirmation by VNeID needed"],
            ),
            Outcome::Limited => (DUNG, "ok", ["Tạm khóa đối chiếu", "Comparison is locked for now"]),
            Outcome::Unavailable => (BINH, "down", pending),
            Outcome::Timeout => (BINH, "slow", pending),
            Outcome::Malformed => (BINH, "malformed", pending),
        };
        let account = if typed.id == BINH.id { BINH } else { typed };
        Self { account, typed, register, heading }
    }
}

/// What is kept of one comparison.
struct Kept {
    spent: u32,
    ledger: Vec<Option<Outcome>>,
    audit: (AuditKind, String, String),
}

async fn kept(world: &TestWorld, account: Uuid) -> Kept {
    let portal = &world.portal.site.portal;
    let since = portal.world.now() - Duration::days(1);
    let events = portal.store.events_of(account, 1).await.unwrap();
    let newest = events.into_iter().next().unwrap();
    Kept {
        spent: portal.store.spent_attempts(AttemptsOf::Account(account), since).await.unwrap().count,
        ledger: portal.store.queries_of(account, 20).await.unwrap().into_iter().map(|row| row.outcome).collect(),
        audit: (newest.kind, newest.detail, newest.support_id),
    }
}

async fn account_of(world: &TestWorld, browser: &Browser) -> Uuid {
    let portal = &world.portal.site.portal;
    let token = browser.cookie("session").unwrap();
    portal.store.session(&token, portal.world.now()).await.unwrap().unwrap().account
}

/// The same page in English.
async fn in_english(browser: &Browser, path: &str) -> Answer {
    browser.plant_cookie("language", "en");
    let page = browser.open(path).await;
    browser.plant_cookie("language", "vi");
    page
}

async fn each_outcome_at(start: impl Fn(&mut Settings)) {
    for outcome in Outcome::ALL {
        let world = TestWorld::with(|settings| {
            start(settings);
            settings.population.timeout_ms = 700;
            settings.limits.match_per_account.count = 2;
        })
        .await;
        let Case { account, typed, register, heading } = Case::of(outcome);
        if outcome == Outcome::Conflict {
            world.browser().signed_in(VNEID, BINH, "/").await;
        }
        let browser = world.browser();
        let form = browser.signed_in(NATIONAL, account, "/thu-tuc").await;
        let id = account_of(&world, &browser).await;
        if outcome == Outcome::Limited {
            for turn in 0..2 {
                browser.update_number(&form, another(typed, turn)).await;
            }
        }
        world.population(register).await;
        let before = kept(&world, id).await;
        let page = browser.update_number(&form, typed).await;
        let after = kept(&world, id).await;
        let code = outcome.code();

        // One page, in both languages.
        assert_eq!((page.status, page.heading().as_str()), (200, heading[0]), "{code}: {}", page.body);
        assert_eq!(page.outcome().as_deref(), (!outcome.is_match()).then_some(code), "{code}");
        let path = page.path().to_owned();
        assert_eq!(in_english(&browser, &path).await.heading(), heading[1], "{code}");
        assert_eq!(browser.open(&path).await.heading(), heading[0], "{code}: a reload");

        // One audit event, whose reference the page names.
        let kind = if outcome.is_match() { AuditKind::NumberMatched } else { AuditKind::NumberNotMatched };
        assert_eq!((after.audit.0, after.audit.1.as_str()), (kind, code));
        assert!(outcome.is_match() || page.text("main").contains(&after.audit.2), "{code}: {}", page.text("main"));

        // One row of the ledger a call; a try only for a "no match", and the page says what is left.
        let calls = usize::from(!matches!(outcome, Outcome::Limited | Outcome::NeedsVneid));
        assert_eq!(after.ledger.len() - before.ledger.len(), calls, "{code}");
        assert!(calls == 0 || after.ledger[0] == Some(outcome), "{code}: {:?}", after.ledger);
        assert_eq!(after.spent - before.spent, u32::from(outcome.spends_attempt()), "{code}");
        assert_eq!(page.text("main").contains("Số lần thử còn lại: 1."), outcome == Outcome::NotFound, "{code}");

        // As a script asks for it.
        let asked = browser.call("/api/can-cuoc", &[("tiep", "/thu-tuc"), ("outcome", "true")]).await;
        assert_eq!(asked.body.contains(&format!("\"outcome\":\"{code}\"")), !outcome.is_match(), "{}", asked.body);

        slip(&browser, &page, outcome).await;
    }
}

/// The slip is offered where only people can help, and names the outcome; where no try is left, the one that spent it.
async fn slip(browser: &Browser, page: &Answer, outcome: Outcome) {
    const MAKE: &str = "Lập phiếu hướng dẫn";
    let outcome = if outcome == Outcome::Limited { Outcome::NotFound } else { outcome };
    assert_eq!(page.has_button(MAKE), SlipReason::of(outcome).is_some(), "{}", outcome.code());
    if page.has_button(MAKE) {
        let slip = browser.press(page, MAKE, &[]).await;
        assert_eq!((slip.status, slip.heading().as_str()), (200, "Phiếu hướng dẫn"), "{}", slip.body);
        assert!(slip.text("main").contains(outcome.code()), "{}", slip.text("main"));
        let english = in_english(browser, slip.path()).await;
        assert_eq!(english.heading(), "Slip to take along");
        assert!(!english.text("main").contains("Mang theo"), "{}", english.text("main"));
    }
}

#[tokio::test]
async fn each_outcome_has_its_page_its_event_and_its_words_at_a_province() {
    each_outcome_at(|_| {}).await;
}

#[tokio::test]
async fn each_outcome_has_its_page_its_event_and_its_words_at_the_national_portal() {
    each_outcome_at(|settings| {
        let mut national = config::parse(NATIONAL_CONFIG).unwrap();
        // Its own words, rules and limits, at this test's addresses and with this test's keys.
        national.portal.id.clone_from(&settings.portal.id);
        national.portal.public_url.clone_from(&settings.portal.public_url);
        national.portal.listen.clone_from(&settings.portal.listen);
        national.database.clone_from(&settings.database);
        national.provider.clone_from(&settings.provider);
        national.population.clone_from(&settings.population);
        national.security.clone_from(&settings.security);
        *settings = national;
    })
    .await;
}

#[tokio::test]
async fn who_is_dead_or_has_a_cancelled_number_reads_the_same_neutral_words() {
    let mut pages = Vec::new();
    for person in [THOM, crate::people::PHUC] {
        let world = TestWorld::start().await;
        let browser = world.browser();
        let form = browser.signed_in(NATIONAL, person, "/thu-tuc").await;
        let page = browser.update_number(&form, person).await;
        assert_eq!(page.outcome().as_deref(), Some("inactive"));
        let words = page.text("main");
        for told in ["mất", "chết", "hủy"] {
            assert!(!words.contains(told), "{words}");
        }
        let is_reference = |word: &str| word.len() == 9 && word.is_ascii() && word.ends_with('.');
        pages.push(words.split(' ').filter(|word| !is_reference(word)).collect::<Vec<_>>().join(" "));
        assert!(!browser.open("/tai-khoan").await.body.contains("025*****"), "no number came of it");
    }
    assert_eq!(pages[0], pages[1]);
}
