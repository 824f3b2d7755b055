//! Public pages as documents (docs/adr/0020): everybody without cookies of ours gets the same bytes, and never anything of a person.

use crate::{journey::VNEID, people::AN, world::TestWorld};
use reqwest::{Method, Response, StatusCode, header};

const PUBLIC: [&str; 5] = ["/", "/dang-nhap", "/thu-tuc", "/thu-tuc/1.001193", "/tra-cuu"];

/// A visitor without any cookie; `name: value` goes with the request.
async fn visit(world: &TestWorld, path: &str, with: &[(header::HeaderName, &str)]) -> Response {
    let mut request = world.browser().request(Method::GET, path);
    for (name, value) in with {
        request = request.header(name, *value);
    }
    request.send().await.unwrap()
}

fn value<'r>(response: &'r Response, name: &header::HeaderName) -> &'r str {
    response.headers().get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
}

#[tokio::test]
async fn public_pages_are_the_same_bytes_for_everybody_and_compressed() {
    let world = TestWorld::start().await;
    for path in PUBLIC {
        let (first, again) = (visit(&world, path, &[]).await, visit(&world, path, &[]).await);
        let tag = value(&first, &header::ETAG).to_owned();
        assert!(tag.starts_with('"') && tag == value(&again, &header::ETAG), "{path}: {tag}");
        assert_eq!(value(&first, &header::CACHE_CONTROL), "public, no-cache", "{path}");
        assert_eq!(value(&first, &header::VARY), "Cookie, Accept-Encoding", "{path}");
        let bytes = first.bytes().await.unwrap();
        assert_eq!(bytes, again.bytes().await.unwrap(), "{path}");
        let known = visit(&world, path, &[(header::IF_NONE_MATCH, &tag)]).await;
        assert_eq!(known.status(), StatusCode::NOT_MODIFIED, "{path}");
        assert!(known.bytes().await.unwrap().is_empty());
        let compressed = visit(&world, path, &[(header::ACCEPT_ENCODING, "gzip, br")]).await;
        assert_eq!(value(&compressed, &header::CONTENT_ENCODING), "br", "{path}");
        assert_ne!(value(&compressed, &header::ETAG), tag, "{path}: another encoding has other bytes");
        let weight = compressed.bytes().await.unwrap().len();
        assert!(weight < bytes.len() / 2, "{path}: {weight} of {}", bytes.len());
    }
}

#[tokio::test]
async fn a_kept_page_names_each_of_its_scripts_by_its_hash() {
    let world = TestWorld::start().await;
    for path in PUBLIC {
        for _ in 0..2 {
            let page = visit(&world, path, &[]).await;
            let policy = value(&page, &header::CONTENT_SECURITY_POLICY).to_owned();
            let text = page.text().await.unwrap();
            assert!(!policy.contains("nonce-") && !policy.contains("unsafe-inline"), "{path}: {policy}");
            assert!(!text.contains("nonce="), "{path}");
            let scripts = text.matches("<script").count();
            assert!(scripts > 0 && policy.matches("'sha256-").count() == scripts, "{path}: {policy}");
        }
    }
}

#[tokio::test]
async fn nothing_of_a_person_is_ever_in_a_page_for_others() {
    let world = TestWorld::start().await;
    let an = world.browser();
    // The person comes first and between: whatever is drawn for An stays An's.
    an.signed_in(VNEID, AN, "/").await;
    for path in PUBLIC {
        for _ in 0..2 {
            let own = an.get(path).await;
            assert!(!AN.found_in(&own.body).is_empty(), "{path} knows who is here");
            assert_eq!((own.header("cache-control"), own.header("etag")), ("no-store", ""), "{path}");
            let others = world.browser().get(path).await;
            assert_eq!((others.status, others.header("cache-control")), (200, "public, no-cache"), "{path}");
            assert!(AN.found_in(&others.body).is_empty(), "{path}: {}", others.body);
        }
    }
    // A message that waits for one browser is that browser's, also when nobody is signed in there.
    an.post("/api/dang-xuat", &[("", "")]).await;
    for path in PUBLIC {
        let own = an.get(path).await;
        assert_eq!(own.header("cache-control"), "no-store", "{path}");
    }
}

#[tokio::test]
async fn a_kept_page_is_in_the_language_of_its_visitor() {
    let world = TestWorld::start().await;
    for path in PUBLIC {
        let vietnamese = world.browser().get(path).await;
        let visitor = world.browser();
        visitor.plant_cookie("language", "en");
        let english = visitor.get(path).await;
        assert!(vietnamese.body.contains(" lang=\"vi\"") && english.body.contains(" lang=\"en\""), "{path}");
        assert_ne!(vietnamese.body, english.body, "{path}");
        assert_eq!(world.browser().get(path).await.body, vietnamese.body, "{path}");
    }
}
