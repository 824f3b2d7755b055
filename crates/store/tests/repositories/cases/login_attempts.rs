use crate::{setup::Setup, values::*};
use congdan_domain::WantedPath;
use congdan_flows::ports::{
    login_attempts::{Aim, LoginAttempt, LoginAttempts, ProofOf, Taken},
    provider::AttemptSecrets,
};
use secrecy::ExposeSecret;
use time::Duration;
use uuid::Uuid;

fn attempt() -> LoginAttempt {
    LoginAttempt {
        state: token(),
        browser: token(),
        provider: "vneid".to_owned(),
        secrets: AttemptSecrets { nonce: "nonce".to_owned().into(), pkce_verifier: "verifier".to_owned().into() },
        wanted: WantedPath::parse_or_home("/ho-so?trang=2"),
        aim: Aim::Proof(ProofOf { session: Uuid::new_v4(), identity: Uuid::new_v4() }),
        expires_at: now() + Duration::minutes(10),
    }
}

pub async fn an_attempt_comes_back_to_its_browser(setup: Setup) {
    let db = &setup.database;
    let begun = attempt();
    db.begin_attempt(begun.clone()).await.unwrap();
    let Taken::Yes(taken) = db.take_attempt(&begun.state, &begun.browser, now()).await.unwrap() else {
        panic!("the attempt is there to be taken");
    };
    assert_eq!((&taken.state, &taken.browser, &taken.provider), (&begun.state, &begun.browser, &begun.provider));
    assert_eq!((&taken.wanted, taken.aim, taken.expires_at), (&begun.wanted, begun.aim, begun.expires_at));
    assert_eq!(taken.secrets.nonce.expose_secret(), "nonce");
    assert_eq!(taken.secrets.pkce_verifier.expose_secret(), "verifier");
    let again = db.take_attempt(&begun.state, &begun.browser, now()).await.unwrap();
    assert!(matches!(again, Taken::Used { wanted } if wanted == begun.wanted));
    assert!(matches!(db.take_attempt(&token(), &begun.browser, now()).await.unwrap(), Taken::Unknown));
}

pub async fn an_attempt_remembers_what_it_is_for(setup: Setup) {
    let db = &setup.database;
    for aim in [Aim::SignIn, Aim::Merge { session: Uuid::new_v4() }, Aim::Link { question: Uuid::new_v4() }] {
        let begun = LoginAttempt { aim, ..attempt() };
        db.begin_attempt(begun.clone()).await.unwrap();
        let taken = db.take_attempt(&begun.state, &begun.browser, now()).await.unwrap();
        assert!(matches!(taken, Taken::Yes(taken) if taken.aim == aim));
    }
}

pub async fn c05_of_twenty_callbacks_at_once_one_gets_the_attempt(setup: Setup) {
    let db = &setup.database;
    let begun = attempt();
    db.begin_attempt(begun.clone()).await.unwrap();
    let taken = at_once(20, |_| {
        let (db, begun) = (db.clone(), begun.clone());
        async move { db.take_attempt(&begun.state, &begun.browser, now()).await.unwrap() }
    })
    .await;
    assert_eq!(taken.iter().filter(|taken| matches!(taken, Taken::Yes(_))).count(), 1);
    assert_eq!(taken.iter().filter(|taken| matches!(taken, Taken::Used { .. })).count(), 19);
}

pub async fn c03_another_browser_changes_nothing(setup: Setup) {
    let db = &setup.database;
    let begun = attempt();
    db.begin_attempt(begun.clone()).await.unwrap();
    assert!(matches!(db.take_attempt(&begun.state, &token(), now()).await.unwrap(), Taken::Unknown));
    assert!(matches!(db.take_attempt(&begun.state, &begun.browser, now()).await.unwrap(), Taken::Yes(_)));
    assert!(matches!(db.take_attempt(&begun.state, &token(), now()).await.unwrap(), Taken::Unknown));
}

pub async fn c11_an_expired_attempt_says_where_it_wanted_to_go(setup: Setup) {
    let db = &setup.database;
    let begun = attempt();
    db.begin_attempt(begun.clone()).await.unwrap();
    let late = db.take_attempt(&begun.state, &begun.browser, begun.expires_at).await.unwrap();
    assert!(matches!(late, Taken::Expired { wanted } if wanted == begun.wanted));
}
