//! A register that is silent or slow (security.md F-02, F-03): the breaker and the bulkhead, with a register that does what
//! the test says.

use crate::clock::TestClock;
use async_trait::async_trait;
use congdan_domain::{BirthDate, Cccd, Entry, FullName};
use congdan_flows::ports::register::{Register, RegisterAnswer, RegisterFailure, RegisterQuery};
use congdan_providers::{BreakerRules, GuardedRegister};
use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
    time::Instant,
};
use time::Duration;

#[derive(Default)]
struct Scripted {
    failure: Mutex<Option<RegisterFailure>>,
    /// So many milliseconds.
    hangs: AtomicU64,
    asked: AtomicUsize,
    at_once: AtomicUsize,
    most_at_once: AtomicUsize,
}

#[async_trait]
impl Register for Scripted {
    async fn query(&self, _: &RegisterQuery) -> Result<RegisterAnswer, RegisterFailure> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let now = self.at_once.fetch_add(1, Ordering::SeqCst) + 1;
        self.most_at_once.fetch_max(now, Ordering::SeqCst);
        tokio::time::sleep(std::time::Duration::from_millis(self.hangs.load(Ordering::SeqCst))).await;
        self.at_once.fetch_sub(1, Ordering::SeqCst);
        self.failure.lock().unwrap().map_or(Ok(RegisterAnswer::NotFound), Err)
    }
}

struct Setup {
    register: Arc<Scripted>,
    guarded: Arc<GuardedRegister>,
    clock: Arc<TestClock>,
}

/// Opens after three failures within ten seconds, for one second, then two, then four at most; two questions at a time.
fn setup() -> Setup {
    let (register, clock) = (Arc::new(Scripted::default()), Arc::new(TestClock::new()));
    let rules = BreakerRules {
        failures: 3,
        window: Duration::seconds(10),
        first: Duration::SECOND,
        most: Duration::seconds(4),
    };
    let guarded = Arc::new(GuardedRegister::new(register.clone(), rules, 2, clock.clone()));
    Setup { register, guarded, clock }
}

impl Setup {
    fn fails(&self, failure: Option<RegisterFailure>) {
        *self.register.failure.lock().unwrap() = failure;
    }

    async fn asks(&self, by_person: bool) -> Result<RegisterAnswer, RegisterFailure> {
        self.guarded.query(&question(by_person)).await
    }

    /// Whether a question reaches the register.
    async fn reaches(&self, by_person: bool) -> bool {
        let before = self.register.asked.load(Ordering::SeqCst);
        let _ = self.asks(by_person).await;
        self.register.asked.load(Ordering::SeqCst) > before
    }

    /// Until it is open.
    async fn opens(&self) {
        self.fails(Some(RegisterFailure::Unavailable));
        for _ in 0..3 {
            assert!(self.reaches(true).await);
        }
    }
}

fn question(by_person: bool) -> RegisterQuery {
    RegisterQuery {
        request_id: uuid::Uuid::from_u128(7),
        entry: Entry {
            number: Cccd::from_trusted("025085999001").unwrap(),
            full_name: FullName::parse("Nguyễn Văn An").unwrap(),
            birth_date: BirthDate::parse_wire("01/01/1985").unwrap(),
        },
        by_person,
    }
}

#[tokio::test]
async fn f02_after_failures_in_a_row_nobody_is_sent_to_a_silent_register() {
    let setup = setup();
    setup.opens().await;
    assert!(setup.guarded.holds_back());
    for by_person in [true, false] {
        assert!(!setup.reaches(by_person).await);
        assert_eq!(setup.asks(by_person).await.unwrap_err(), RegisterFailure::Unavailable, "and never \"not found\"");
    }
}

#[tokio::test]
async fn f02_one_question_probes_and_its_answer_lets_all_in_again() {
    let setup = setup();
    setup.opens().await;
    setup.fails(None);
    setup.clock.advance(Duration::SECOND);
    assert!(!setup.guarded.holds_back());
    assert!(setup.reaches(false).await);
    for _ in 0..5 {
        assert!(setup.reaches(false).await && setup.reaches(true).await);
    }
}

#[tokio::test]
async fn f02_a_probe_without_an_answer_doubles_the_time_up_to_the_longest() {
    let setup = setup();
    setup.opens().await;
    for seconds in [1, 2, 4, 4, 4] {
        setup.clock.advance(Duration::seconds(seconds) - Duration::milliseconds(1));
        assert!(!setup.reaches(false).await, "{seconds} s");
        setup.clock.advance(Duration::milliseconds(1));
        assert!(setup.reaches(false).await, "{seconds} s");
    }
}

#[tokio::test]
async fn f02_a_person_who_tries_again_does_not_wait_for_the_longest_time() {
    let setup = setup();
    setup.opens().await;
    for seconds in [1, 2, 4] {
        setup.clock.advance(Duration::seconds(seconds));
        assert!(setup.reaches(false).await);
    }
    setup.fails(None);
    setup.clock.advance(Duration::milliseconds(250));
    assert!(!setup.reaches(false).await, "what asks by itself waits");
    assert!(setup.reaches(true).await);
    assert!(setup.reaches(false).await, "and the answer is good for all");
}

#[tokio::test]
async fn f02_there_is_one_probe_at_a_time_and_one_that_is_given_up_is_no_answer() {
    let setup = setup();
    setup.opens().await;
    setup.clock.advance(Duration::SECOND);
    setup.register.hangs.store(2000, Ordering::SeqCst);
    let guarded = setup.guarded.clone();
    let probe = tokio::spawn(async move { guarded.query(&question(true)).await });
    while setup.register.at_once.load(Ordering::SeqCst) == 0 {
        tokio::task::yield_now().await;
    }
    assert!(!setup.reaches(true).await);
    probe.abort();
    let _ = probe.await;
    setup.register.hangs.store(0, Ordering::SeqCst);
    setup.fails(None);
    assert!(setup.reaches(true).await, "the next one probes");
    assert!(setup.reaches(false).await);
}

#[tokio::test]
async fn f02_twin_a_register_that_answers_now_and_then_is_asked_by_all() {
    let setup = setup();
    for _ in 0..10 {
        setup.fails(Some(RegisterFailure::Timeout));
        assert!(setup.reaches(true).await && setup.reaches(true).await);
        setup.fails(None);
        assert!(setup.reaches(true).await);
    }
    // Failures that are far apart are not in a row.
    setup.fails(Some(RegisterFailure::Timeout));
    for _ in 0..10 {
        setup.clock.advance(Duration::seconds(6));
        assert!(setup.reaches(true).await);
    }
    // Whoever answers nonsense answers: what one person's record does must not hold up the others.
    setup.fails(Some(RegisterFailure::Malformed));
    for _ in 0..10 {
        assert!(setup.reaches(true).await);
    }
}

#[tokio::test]
async fn f02_a_clock_that_is_set_back_and_a_reset_close_it() {
    let setup = setup();
    setup.opens().await;
    setup.clock.advance(-Duration::hours(1));
    assert!(setup.reaches(false).await);
    setup.guarded.reset();
    assert!(setup.reaches(false).await && !setup.guarded.holds_back());
}

#[tokio::test]
async fn f03_a_slow_register_is_asked_by_few_at_a_time_and_the_others_are_told_soon() {
    let setup = setup();
    setup.register.hangs.store(2000, Ordering::SeqCst);
    let began = Instant::now();
    let mut all = Vec::new();
    for _ in 0..200 {
        let guarded = setup.guarded.clone();
        all.push(tokio::spawn(async move { (guarded.query(&question(true)).await, began.elapsed()) }));
    }
    let (mut answered, mut turned_away) = (0, 0);
    for one in all {
        match one.await.unwrap() {
            (Ok(_), _) => answered += 1,
            (Err(failure), took) => {
                assert_eq!(failure, RegisterFailure::Unavailable);
                assert!(took < std::time::Duration::from_millis(1_500), "{took:?}");
                turned_away += 1;
            }
        }
    }
    assert_eq!((answered, turned_away), (2, 198));
    assert_eq!(setup.register.most_at_once.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn f02_a_person_waits_less_than_three_seconds_and_the_portal_itself_waits_for_the_answer() {
    let setup = setup();
    setup.register.hangs.store(3200, Ordering::SeqCst);
    let began = Instant::now();
    let (by_person, by_itself) = tokio::join!(async { (setup.asks(true).await, began.elapsed()) }, async {
        (setup.asks(false).await, began.elapsed())
    },);
    assert_eq!(by_person.0.unwrap_err(), RegisterFailure::Timeout);
    assert!(by_person.1 < std::time::Duration::from_secs(3), "{:?}", by_person.1);
    assert!(
        matches!(by_itself.0, Ok(RegisterAnswer::NotFound)) && by_itself.1 >= std::time::Duration::from_millis(3200)
    );
}
