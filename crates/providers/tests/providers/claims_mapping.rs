//! Claims in the ID token, in userinfo or in both, by whatever names and in whatever form.

use crate::fake_provider::{DISCOVERY, FakeProvider, USERINFO, json_answer};
use congdan_flows::ports::provider::AssertedIdentity;
use congdan_providers::{ClaimNames, ProviderSettings};
use serde_json::{Map, Value, json};

const FACTS: [(&str, &str); 4] = [
    ("SoDinhDanh", "025085999001"),
    ("HoVaTen", "Nguyễn Văn An"),
    ("NgayThangNamSinh", "01/01/1985"),
    ("loAs", "LoA2"),
];

/// A provider that says `token` about the person in the ID token and `userinfo` there, and nothing else.
async fn saying(token: &[(&str, Value)], userinfo: &[(&str, Value)]) -> FakeProvider {
    let provider = FakeProvider::start().await;
    let mut claims = provider.claims();
    let members = claims.as_object_mut().unwrap();
    members.remove("HoVaTen");
    members.extend(token.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
    provider.serve_token(provider.key.token(&provider.key.header(), &claims)).await;
    let mut answer: Map<String, Value> =
        userinfo.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    answer.insert("sub".into(), json!("person-1"));
    provider.serve("GET", USERINFO, json_answer(answer.into())).await;
    provider
}

async fn person_of(provider: &FakeProvider) -> AssertedIdentity {
    provider.identify(&provider.relying_party()).await.unwrap()
}

fn is_complete(person: &AssertedIdentity) {
    assert_eq!(person.subject, "person-1");
    assert_eq!(person.number.as_ref().unwrap().as_str(), "025085999001");
    assert_eq!(person.full_name.as_ref().unwrap().as_str(), "Nguyễn Văn An");
    assert_eq!(person.birth_date.unwrap().display(), "01/01/1985");
    assert_eq!(person.level, 2);
}

fn facts() -> Vec<(&'static str, Value)> {
    FACTS.map(|(name, value)| (name, json!(value))).to_vec()
}

#[tokio::test]
async fn claims_may_come_in_userinfo_alone() {
    is_complete(&person_of(&saying(&[], &facts()).await).await);
}

#[tokio::test]
async fn claims_may_come_in_the_id_token_alone_with_or_without_userinfo() {
    let provider = saying(&facts(), &[]).await;
    is_complete(&person_of(&provider).await);

    let mut metadata = provider.metadata();
    metadata.as_object_mut().unwrap().remove("userinfo_endpoint");
    provider.serve("GET", DISCOVERY, json_answer(metadata)).await;
    let calls = provider.calls(USERINFO).await;
    is_complete(&person_of(&provider).await);
    assert_eq!(provider.calls(USERINFO).await, calls);
}

#[tokio::test]
async fn claims_may_be_spread_over_both() {
    for at in 0..=FACTS.len() {
        let (token, userinfo) = (&facts()[..at], &facts()[at..]);
        is_complete(&person_of(&saying(token, userinfo).await).await);
    }
}

#[tokio::test]
async fn where_both_say_something_the_signed_statement_wins_and_silence_says_nothing() {
    let other = json!("025190999002");
    let provider = saying(&facts(), &[("SoDinhDanh", other.clone()), ("loAs", json!("LoA1"))]).await;
    is_complete(&person_of(&provider).await);
    for nothing in [json!(null), json!(""), json!("  ")] {
        let token = FACTS.map(|(name, _)| (name, nothing.clone()));
        is_complete(&person_of(&saying(&token, &facts()).await).await);
    }
}

#[tokio::test]
async fn every_claim_can_have_another_name() {
    let provider = saying(
        &[("TechID", json!("t-1")), ("level_of_assurance", json!(2))],
        &[("citizen_pid", json!("025085999001")), ("name", json!("Nguyễn Văn An")), ("dob", json!("1985-01-01"))],
    )
    .await;
    let claims = ClaimNames {
        subject: "TechID".into(),
        cccd: "citizen_pid".into(),
        full_name: "name".into(),
        birth_date: "dob".into(),
        level: vec!["acr".into(), "level_of_assurance".into()],
        ..ClaimNames::default()
    };
    let settings = ProviderSettings { claims, ..provider.settings() };
    let person = provider.identify(&provider.relying_party_with(settings)).await.unwrap();
    assert_eq!(person.subject, "t-1");
    is_complete(&AssertedIdentity { subject: "person-1".into(), ..person });
}

#[tokio::test]
async fn a_birth_date_is_read_in_each_form_that_is_in_use() {
    for (written, read) in [
        (json!("01/01/1985"), Some("01/01/1985")),
        (json!("1985"), Some("1985")),
        (json!(1985), Some("1985")),
        (json!("19850101"), Some("01/01/1985")),
        (json!(19_850_101), Some("01/01/1985")),
        (json!("1985-01-01"), Some("01/01/1985")),
        (json!("01-01-85"), None),
        (json!("31/02/1985"), None),
        (json!("19851301"), None),
        (json!({ "year": 1985 }), None),
    ] {
        let person = person_of(&saying(&[], &[("NgayThangNamSinh", written.clone())]).await).await;
        assert_eq!(person.birth_date.map(|date| date.display()).as_deref(), read, "{written}");
    }
}
