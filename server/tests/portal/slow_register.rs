//! A register that hangs, under many questions (F-03), and one that is away so long that it is no longer asked
//! (F-02). The portal's own process, measured from outside.

use crate::{
    answer::Form,
    browser::Browser,
    journey::{NATIONAL, VNEID},
    people::{AN, BINH, DUNG, Person},
    world::TestWorld,
};
use congdan_domain::{Cccd, Outcome};
use std::{
    collections::HashSet,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::task::JoinSet;

const QUESTIONS_A_SECOND: u32 = 200;
/// A build that cannot keep up with that, as one without optimisation, is offered less: what is measured is the register, and not
/// how long a queue grows. Before a register that hangs a hundred are waiting at any time, each for half a second.
const MOST_UNANSWERED: usize = 150;
/// The bulkhead's.
const PLACES: usize = 8;
/// So long the others are looked at, with a register of one kind.
const PHASE: Duration = Duration::from_secs(4);
/// Longer than anybody waits who was asking when the register changed.
const SETTLED: Duration = Duration::from_secs(3);

/// Somebody at the CCCD screen: their browser, and the form as they would send it.
async fn at_the_form(world: &TestWorld, person: Person) -> (Browser, Form) {
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, person, "/thu-tuc").await;
    let [day, month, year] = person.born;
    let entries = [
        ("Số căn cước (CCCD)", person.number),
        ("Họ và tên", person.name),
        ("Ngày", day),
        ("Tháng", month),
        ("Năm", year),
        ("Tôi đồng ý cho đối chiếu", "x"),
    ];
    let form = page.form_with("Cập nhật", &entries);
    (browser, form)
}

/// 99 of 100 are faster.
fn p99(all: &mut [Duration]) -> Duration {
    all.sort_unstable();
    all[(all.len() * 99).div_ceil(100) - 1]
}

/// Questions to the register, offered at their rate whoever answers, and when. Stops when it is dropped.
struct Crowd {
    offered: Arc<AtomicUsize>,
    answered: Arc<AtomicUsize>,
    _asking: JoinSet<()>,
}

impl Crowd {
    /// Each press is a question: the register does not know this person, and no limit is set.
    async fn of(world: &TestWorld) -> Self {
        let (browser, form) = at_the_form(world, DUNG).await;
        let (offered, answered) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let mut asking = JoinSet::new();
        let counts = (offered.clone(), answered.clone());
        let mut every = tokio::time::interval(Duration::from_secs(1) / QUESTIONS_A_SECOND);
        asking.spawn(async move {
            let (browser, form) = (Arc::new(browser), Arc::new(form));
            let mut under_way = JoinSet::new();
            loop {
                every.tick().await;
                while under_way.try_join_next().is_some() {}
                if under_way.len() >= MOST_UNANSWERED {
                    continue;
                }
                counts.0.fetch_add(1, Ordering::SeqCst);
                let (browser, form, answered) = (browser.clone(), form.clone(), counts.1.clone());
                under_way.spawn(async move {
                    let answer = browser.post(&form.action, &form.fields).await;
                    assert_eq!(answer.status, 303, "to the page that says what became of it");
                    answered.fetch_add(1, Ordering::SeqCst);
                });
            }
        });
        Self { offered, answered, _asking: asking }
    }

    fn counts(&self) -> [usize; 2] {
        [&self.offered, &self.answered].map(|count| count.load(Ordering::SeqCst))
    }
}

/// What other people's requests took: static files, and whole sign-ins.
#[derive(Default)]
struct Others {
    files: Vec<Duration>,
    sign_ins: Vec<Duration>,
}

impl Others {
    /// One after the other, for so long.
    async fn come(&mut self, world: &TestWorld, length: Duration) {
        let until = Instant::now() + length;
        while Instant::now() < until {
            let browser = world.browser();
            for _ in 0..5 {
                let began = Instant::now();
                assert_eq!(browser.get("/robots.txt").await.status, 200);
                self.files.push(began.elapsed());
            }
            let began = Instant::now();
            browser.signed_in(VNEID, AN, "/").await;
            self.sign_ins.push(began.elapsed());
        }
    }

    fn p99(&mut self) -> [(&'static str, Duration); 2] {
        [("files", p99(&mut self.files)), ("sign-ins", p99(&mut self.sign_ins))]
    }
}

/// The questions that the register remembers, by their `MaYeuCau`.
async fn questions(world: &TestWorld) -> HashSet<String> {
    let all = world.requests("/dan-cu").await.into_iter();
    all.filter_map(|entry| entry["details"]["ma_yeu_cau"].as_str().map(str::to_owned)).collect()
}

/// Two hundred questions a second are offered all the time, by one crowd; the register answers them, then hangs, in turn, so
/// that whatever else this machine does falls on both. A question that is answered costs the portal as much as one that is
/// turned away (the ledger's row, and one transaction that closes it): the two differ in nothing but the register, and the
/// crowd's own work, which a small machine feels, is in both. That is why the measure is the same load before a good
/// register, and not an idle portal. What disturbs one measurement does not disturb three.
#[tokio::test(flavor = "multi_thread")]
async fn f03_a_hanging_register_hurts_neither_sign_in_nor_files_nor_memory() {
    let mut world = TestWorld::with(|settings| {
        let limits = &mut settings.limits;
        limits.calls_per_session.count = 0;
        limits.sign_in_per_address.count = 0;
        limits.callback_per_address.count = 0;
        limits.calls_per_address.count = 0;
        for limit in [&mut limits.match_per_account, &mut limits.match_per_number, &mut limits.match_per_address] {
            limit.count = 0;
        }
        settings.population.most_at_once = PLACES as u16;
        // The breaker alone would soon hide what the bulkhead does.
        settings.population.breaker_failures = 0;
        settings.population.timeout_ms = 25_000;
        // And by itself the portal does not ask within this test.
        settings.population.retry_first_seconds = 600;
    })
    .await;
    let crowd = Crowd::of(&world).await;
    Others::default().come(&world, PHASE).await;
    let (memory, threads) = (world.process().resident(), world.process().threads());
    let mut attempts = Vec::new();
    for _ in 0..3 {
        let (mut healthy, mut hanging) = (Others::default(), Others::default());
        for _ in 0..3 {
            world.population("ok").await;
            tokio::time::sleep(SETTLED).await;
            healthy.come(&world, PHASE).await;
            world.population("slow").await;
            tokio::time::sleep(SETTLED).await;
            let (before, [offered, answered]) = (questions(&world).await, crowd.counts());
            let began = Instant::now();
            hanging.come(&world, PHASE).await;
            let [more_offered, more_answered] = crowd.counts();
            // A place is free again when its person's patience is over.
            let turns = began.elapsed().as_secs() as usize / 2 + 2;
            let arrived = questions(&world).await.difference(&before).count();
            assert!(arrived <= PLACES * turns, "{arrived} questions arrived");
            let (offered, answered) = (more_offered - offered, more_answered - answered);
            assert!(answered * 4 >= offered * 3, "of {offered} only {answered} were told, while the register hangs");
        }
        let grown = world.process().resident().saturating_sub(memory);
        assert!(grown < 100 * 1024, "{grown} KiB more");
        let more = world.process().threads().saturating_sub(threads);
        assert!(more <= 16, "{more} threads more");
        let (healthy, hanging) = (healthy.p99(), hanging.p99());
        attempts.push((healthy, hanging, crowd.counts()));
        // A file takes a few milliseconds: twice as long would be noise.
        let fair = |before: Duration| (before * 2).max(Duration::from_millis(50));
        if healthy.iter().zip(&hanging).all(|((_, before), (_, during))| *during < fair(*before)) {
            eprintln!("F-03: {attempts:?}, {grown} KiB and {more} threads more");
            return;
        }
    }
    panic!("p99 with a register that answers, and with one that hangs: {attempts:?}");
}

#[tokio::test]
async fn f02_once_the_register_is_known_to_be_away_the_page_comes_at_once_and_a_later_try_gets_through() {
    let world = TestWorld::with(|settings| {
        settings.population.timeout_ms = 700;
        settings.population.breaker_failures = 3;
        // Each press is a query of its own, as other people's are.
        settings.limits.match_per_account.count = 0;
        // By itself the portal does not ask within this test.
        settings.population.retry_first_seconds = 600;
    })
    .await;
    let (browser, form) = at_the_form(&world, BINH).await;
    world.population("slow").await;
    for _ in 0..3 {
        let began = Instant::now();
        browser.post(&form.action, &form.fields).await;
        assert!(began.elapsed() >= Duration::from_millis(700), "a page that waits for the answer");
    }
    assert_eq!(world.calls("/dan-cu").await, 3);
    let mut tries = JoinSet::new();
    for _ in 0..10 {
        let (again, form) = (browser.stolen(), form.clone());
        tries.spawn(async move {
            let began = Instant::now();
            again.post(&form.action, &form.fields).await;
            began.elapsed()
        });
    }
    let took = tries.join_all().await;
    assert!(world.calls("/dan-cu").await <= 4, "one of them at most");
    assert!(took.iter().filter(|took| **took < Duration::from_millis(700)).count() >= 9, "{took:?}");
    let page = browser.open("/can-cuoc?tiep=%2Fthu-tuc&ket-qua=1").await;
    assert_eq!(page.heading(), "Đang chờ đối chiếu", "{}", page.body);

    // A person's own try is the probe, and no try of hers was spent.
    world.population("ok").await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    let matched = browser.press(&page, "Thử lại", &[]).await;
    assert_eq!((matched.status, matched.outcome()), (200, None), "{}", matched.body);
    assert!(browser.open("/tai-khoan").await.body.contains("025*****9002"));
    // And everybody else is let in with her.
    let other = world.browser();
    let (before, page) = (world.calls("/dan-cu").await, other.signed_in(NATIONAL, DUNG, "/").await);
    let answer = other.update_number(&page, DUNG).await;
    assert_eq!(answer.outcome().as_deref(), Some("not_found"));
    assert_eq!(world.calls("/dan-cu").await, before + 1);
}

#[tokio::test]
async fn f02_what_waits_is_asked_by_the_portal_itself_when_the_register_is_back() {
    let world = TestWorld::with(|settings| {
        settings.population.breaker_failures = 1;
        settings.population.retry_first_seconds = 1;
        settings.population.retry_most_seconds = 1;
    })
    .await;
    let (browser, form) = at_the_form(&world, BINH).await;
    world.population("down").await;
    browser.post_form(&browser.open("/can-cuoc").await, &form).await;
    tokio::time::sleep(Duration::from_secs(4)).await;
    let asked = world.calls("/dan-cu").await;
    assert!((2..=5).contains(&asked), "{asked}: the person, and then single probes");
    world.population("ok").await;
    let began = Instant::now();
    while !browser.open("/").await.body.contains("Số căn cước của bạn đã khớp") {
        assert!(began.elapsed() < Duration::from_secs(15), "nobody asks again");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

#[tokio::test]
async fn f02_before_a_black_hole_the_page_comes_within_three_seconds_and_the_portal_goes_on_asking() {
    let world = TestWorld::with(|settings| {
        settings.population.timeout_ms = 5000;
        settings.population.retry_first_seconds = 1;
        settings.population.retry_most_seconds = 1;
    })
    .await;
    let (browser, form) = at_the_form(&world, BINH).await;
    // Longer than a person waits, and not too long for the portal.
    world.population_late("ok", 4000).await;
    let began = Instant::now();
    let page = browser.post_form(&browser.open("/can-cuoc?tiep=%2Fthu-tuc").await, &form).await;
    assert!(began.elapsed() < Duration::from_secs(3), "{:?}", began.elapsed());
    assert_eq!(page.heading(), "Đang chờ đối chiếu", "{}", page.body);
    let began = Instant::now();
    while !browser.open("/").await.body.contains("Số căn cước của bạn đã khớp") {
        assert!(began.elapsed() < Duration::from_secs(20), "nobody asks with more patience");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    // One question, however often it was asked, and one row of the ledger.
    assert_eq!(questions(&world).await.len(), 1);
    let number = Cccd::from_trusted(BINH.number).unwrap();
    let store = &world.portal.site.portal.store;
    let account = store.account_by_number(&number).await.unwrap().unwrap();
    let ledger = store.queries_of(account.id, 10).await.unwrap();
    assert_eq!((ledger.len(), ledger[0].outcome), (1, Some(Outcome::Matched)));
}
