//! A good token, a good key set, with something changed, over and over (SECURITY.md, T and O rows). What may still be
//! accepted is said beside the generators, claim by claim, so that a reader who refuses everything fails as well.

use crate::{
    clock::NOW,
    minter::{ACCESS_TOKEN, CLIENT, ISSUER, Key, NONCE, encode, good_claims, key_set},
};
use congdan_providers::oidc::{IdTokenPolicy, LogoutTokenPolicy, Refusal, verify_id_token, verify_logout_token};
use openidconnect::core::{CoreJsonWebKeySet, CoreJwsSigningAlgorithm as Alg};
use proptest::{prelude::*, sample::select};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use time::{Duration, OffsetDateTime};

const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

#[derive(Clone, Copy, Debug)]
enum Kind {
    Id,
    Logout,
}

impl Kind {
    fn header(self) -> Value {
        let typ = match self {
            Self::Id => "JWT",
            Self::Logout => "logout+jwt",
        };
        json!({ "alg": "ES256", "typ": typ, "kid": "k1" })
    }

    /// Every claim that has a rule.
    fn claims(self) -> Map<String, Value> {
        let more = match self {
            Self::Id => json!({
                "azp": CLIENT, "nbf": NOW, "sid": "session-1", "auth_time": NOW - 5, "at_hash": access_token_hash(),
            }),
            Self::Logout => json!({
                "nbf": NOW, "sid": "session-1", "jti": "token-1", "events": { EVENT: {} },
            }),
        };
        let mut claims = good_claims().as_object().unwrap().clone();
        claims.extend(more.as_object().unwrap().clone());
        if matches!(self, Self::Logout) {
            claims.remove("nonce");
        }
        claims
    }

    fn needs(self, claim: &str) -> bool {
        let needed: &[&str] = match self {
            Self::Id => &["iss", "sub", "aud", "exp", "iat", "nonce"],
            Self::Logout => &["iss", "aud", "exp", "iat", "jti", "events"],
        };
        needed.contains(&claim)
    }

    fn read(self, token: &str) -> Result<(), Refusal> {
        self.read_with(&key_set(&[key().jwk()]), token)
    }

    fn read_with(self, keys: &CoreJsonWebKeySet, token: &str) -> Result<(), Refusal> {
        let now = OffsetDateTime::from_unix_timestamp(NOW).unwrap();
        let (allowed_algs, clock_skew) = (&[Alg::EcdsaP256Sha256][..], Duration::seconds(60));
        match self {
            Self::Id => {
                let policy = IdTokenPolicy {
                    issuer: ISSUER,
                    client_id: CLIENT,
                    allowed_algs,
                    nonce: NONCE,
                    access_token: ACCESS_TOKEN,
                    proven_since: None,
                    clock_skew,
                };
                verify_id_token(token, keys, &policy, now).map(drop)
            }
            Self::Logout => {
                let policy = LogoutTokenPolicy { issuer: ISSUER, client_id: CLIENT, allowed_algs, clock_skew };
                verify_logout_token(token, keys, &policy, now).map(drop)
            }
        }
    }

    fn token(self) -> String {
        self.signed(&self.header(), self.claims())
    }

    fn signed(self, header: &Value, claims: Map<String, Value>) -> String {
        key().token(header, &Value::Object(claims))
    }
}

fn key() -> Key {
    Key::new("k1", 7)
}

fn access_token_hash() -> String {
    encode(&Sha256::digest(ACCESS_TOKEN)[..16])
}

/// What the standards and our policy let this claim be, in a token that is good otherwise.
fn may_be(kind: Kind, claim: &str, value: &Value) -> bool {
    let is = |text: &str| value.as_str() == Some(text);
    // A NumericDate may have a fraction (RFC 7519, section 2).
    let between = |after: i64, until: i64| {
        value.as_f64().is_some_and(|at| 0.0 <= at && after as f64 - at < 0.0 && at <= until as f64)
    };
    // Null is absent in an ID token, where some providers write it for what they do not state.
    if matches!(kind, Kind::Id) && value.is_null() {
        return matches!(claim, "azp" | "at_hash" | "nbf" | "auth_time" | "sid");
    }
    match claim {
        "iss" => is(ISSUER),
        "aud" => {
            is(CLIENT) || value.as_array().is_some_and(|all| !all.is_empty() && all.iter().all(|one| one == CLIENT))
        }
        "azp" => is(CLIENT),
        "nonce" => is(NONCE),
        "at_hash" => is(&access_token_hash()),
        "exp" => between(NOW - 60, 7_258_118_399),
        "iat" => between(NOW - 660, NOW + 60),
        "nbf" => between(-1, NOW + 60),
        "auth_time" => between(-1, 7_258_118_399),
        "events" => value.get(EVENT).is_some_and(Value::is_object),
        _ => value.as_str().is_some_and(|name| {
            (1..=255).contains(&name.len()) && name.bytes().all(|byte| (0x21..=0x7e).contains(&byte))
        }),
    }
}

fn kinds() -> impl Strategy<Value = Kind> {
    select(vec![Kind::Id, Kind::Logout])
}

/// Any JSON, and what is nearly right: another case, a character more, the right value in an array, a time beside a limit.
fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        "[!-~]{1,12}".prop_map(Value::from),
        (-700i64..700).prop_map(|seconds| json!(NOW + seconds)),
        (select(vec![ISSUER, CLIENT, NONCE, "person-1", EVENT]), "[ /a-zA-Z\u{0}]{0,2}")
            .prop_map(|(text, more)| json!(format!("{text}{more}"))),
        select(vec![ISSUER, CLIENT, NONCE]).prop_map(|text| json!(text.to_uppercase())),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            proptest::collection::btree_map("[a-z]{1,4}", inner.clone(), 0..3).prop_map(|members| json!(members)),
            inner.prop_map(|value| json!({ EVENT: value })),
        ]
    })
}

/// One of the claims of this kind of token.
fn claims() -> impl Strategy<Value = (Kind, String)> {
    kinds().prop_flat_map(|kind| {
        let names: Vec<String> = kind.claims().keys().cloned().collect();
        (Just(kind), select(names))
    })
}

#[test]
fn the_tokens_that_are_changed_here_are_good() {
    for kind in [Kind::Id, Kind::Logout] {
        assert_eq!(kind.read(&kind.token()), Ok(()), "{kind:?}");
    }
}

proptest! {
    #[test]
    fn t01_t07_t15_o02_a_claim_is_accepted_only_where_it_may_be_what_it_is((kind, claim) in claims(), value in values()) {
        let mut changed = kind.claims();
        changed.insert(claim.clone(), value.clone());
        let accepted = kind.read(&kind.signed(&kind.header(), changed)).is_ok();
        prop_assert_eq!(accepted, may_be(kind, &claim, &value), "{:?} {}: {}", kind, claim, value);
    }

    #[test]
    fn t02_o02_a_token_without_a_claim_that_it_needs_is_refused(kind in kinds(), dropped in any::<u16>()) {
        let all = kind.claims();
        let is_dropped = |at: usize| dropped >> at & 1 == 1;
        let kept: Map<_, _> = all.clone().into_iter().enumerate().filter(|(at, _)| !is_dropped(*at)).map(|(_, claim)| claim).collect();
        let complete = all.keys().all(|claim| kept.contains_key(claim) || !kind.needs(claim));
        let names_somebody = kept.contains_key("sub") || kept.contains_key("sid");
        let accepted = kind.read(&kind.signed(&kind.header(), kept)).is_ok();
        prop_assert_eq!(accepted, complete && names_somebody);
    }

    #[test]
    fn t08_t14_o02_a_header_member_is_accepted_only_where_it_may_be_what_it_is(
        kind in kinds(),
        member in select(vec!["alg", "typ", "kid", "crit", "jku", "x5u", "jwk", "x5c", "b64", "cty", "zip", "x5t", "note"]),
        value in proptest::option::of(prop_oneof![
            values(),
            select(vec!["ES256", "none", "HS256", "RS256", "jwt", "logout+jwt", "at+jwt", "k1", "k2"]).prop_map(Value::from),
        ]),
    ) {
        let mut header = kind.header();
        let members = header.as_object_mut().unwrap();
        match &value {
            Some(value) => drop(members.insert(member.to_owned(), value.clone())),
            None => drop(members.remove(member)),
        }
        let text = value.as_ref().and_then(Value::as_str);
        let good = match (kind, member) {
            (_, "alg") => text == Some("ES256"),
            (Kind::Id, "typ") => value.is_none() || text.is_some_and(|typ| typ.eq_ignore_ascii_case("JWT")),
            (Kind::Logout, "typ") => text.is_some_and(|typ| typ.eq_ignore_ascii_case("logout+jwt")),
            (_, "kid") => value.is_none() || text == Some("k1"),
            // A word that we do not know and that changes nothing about the signature.
            (_, "x5t" | "note") => true,
            _ => value.is_none(),
        };
        prop_assert_eq!(kind.read(&kind.signed(&header, kind.claims())).is_ok(), good, "{:?} {}: {:?}", kind, member, value);
    }

    #[test]
    fn t10_o02_a_token_with_another_byte_anywhere_is_refused(kind in kinds(), at: proptest::sample::Index, byte in 0x20u8..0x7f) {
        let mut token = kind.token().into_bytes();
        let at = at.index(token.len());
        prop_assume!(token[at] != byte);
        token[at] = byte;
        prop_assert!(kind.read(std::str::from_utf8(&token).unwrap()).is_err());
    }

    #[test]
    fn t10_o02_a_token_that_is_cut_or_has_something_added_is_refused(kind in kinds(), at: proptest::sample::Index, more in "[ -~]{1,8}") {
        let token = kind.token();
        let (head, tail) = token.split_at(at.index(token.len()));
        for other in [head.to_owned(), format!("{token}{more}"), format!("{more}{token}"), format!("{head}{more}{tail}")] {
            prop_assert!(kind.read(&other).is_err(), "{}", other);
        }
    }

    #[test]
    fn t13_any_text_in_place_of_a_token_is_refused(kind in kinds(), text in any::<String>(), parts in proptest::collection::vec("[A-Za-z0-9_-]{0,20}", 0..6)) {
        prop_assert!(kind.read(&text).is_err());
        prop_assert!(kind.read(&parts.join(".")).is_err());
    }

    #[test]
    fn t01_o02_twin_claims_that_nobody_knows_change_nothing(
        kind in kinds(),
        extra in proptest::collection::btree_map("x_[a-zA-Z]{1,8}", values(), 1..4),
    ) {
        let mut claims = kind.claims();
        claims.extend(extra);
        prop_assert_eq!(kind.read(&kind.signed(&kind.header(), claims)), Ok(()));
    }

    #[test]
    fn d05_a_changed_key_set_verifies_only_with_the_key_in_it(
        at: proptest::sample::Index,
        byte in any::<u8>(),
        member in select(vec!["kty", "use", "crv", "kid", "x", "y", "alg"]),
        value in values(),
    ) {
        let good = key().jwk();
        // The last character carries two bits that are none of the coordinate's; the library ignores them.
        let coordinate = |name: &str| good[name].as_str().unwrap()[..42].to_owned();

        let mut bytes = json!({ "keys": [good] }).to_string().into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if let Ok(keys) = serde_json::from_slice::<CoreJsonWebKeySet>(&bytes)
            && Kind::Id.read_with(&keys, &Kind::Id.token()).is_ok()
        {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            prop_assert!(["x", "y"].iter().all(|name| text.contains(&coordinate(name))), "{}", text);
        }

        let mut changed = good.clone();
        changed[member] = value.clone();
        let keys = serde_json::from_value::<CoreJsonWebKeySet>(json!({ "keys": [changed] }));
        let verifies = keys.is_ok_and(|keys| Kind::Id.read_with(&keys, &Kind::Id.token()).is_ok());
        let harmless = good.get(member) == Some(&value) || matches!(member, "use" | "alg");
        prop_assert!(!verifies || harmless, "{}: {}", member, value);
    }
}
