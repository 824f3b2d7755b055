//! A nonce is only in `nonce=` (security-2, W-12): also where a page names the parts of the program that it will load.
//!
//! Only a release is split into parts, and its manifest says which file is whose. A build without one gets a manifest that names
//! a part for every lazy route, so that the links are there in any build.

use crate::{
    answer::Answer,
    journey::{NATIONAL, VNEID},
    people::{AN, BINH},
    world::{TestWorld, binary},
};
use std::{collections::BTreeMap, path::Path};

/// The names of the lazy functions, as `#[lazy]` makes them: words and a number of 64 bits. In the program each stands right
/// after other texts, so every ending that could be the whole name is taken.
fn lazy_names(program: &[u8]) -> Vec<String> {
    let is_word = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'_';
    let mut names = Vec::new();
    for text in program.split(|byte| !is_word(byte)).filter(|text| (20..400).contains(&text.len())) {
        for (at, _) in text.iter().enumerate().filter(|(_, byte)| **byte == b'_') {
            let digits = text[at + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            if (16..=20).contains(&digits) {
                let start = at.saturating_sub(60);
                let name = String::from_utf8_lossy(&text[start..at + 1 + digits]).into_owned();
                names.extend((0..name.len() - digits - 1).map(|from| name[from..].to_owned()));
            }
        }
    }
    names
}

/// Puts the manifest where this program looks for it.
fn lay_out_manifest(site: &Path) {
    let program = binary::program();
    let folder = program.parent().unwrap();
    let hashes = std::fs::read_to_string(folder.join("hash.txt")).unwrap_or_default();
    let hash = hashes.lines().find_map(|line| line.strip_prefix("manifest:")).map(str::trim);
    let name = hash
        .map_or_else(|| "__wasm_split_manifest.json".to_owned(), |hash| format!("__wasm_split_manifest.{hash}.json"));
    let released = folder.parent().unwrap().join("site/pkg").join(&name);
    let manifest = std::fs::read(released).unwrap_or_else(|_| {
        let names = lazy_names(&std::fs::read(&program).unwrap());
        let parts: BTreeMap<String, Vec<&str>> =
            names.into_iter().map(|name| (name, vec!["part_1", "part_2"])).collect();
        serde_json::to_vec(&parts).unwrap()
    });
    std::fs::write(site.join("pkg").join(name), manifest).unwrap();
}

/// How many links to parts the page has.
fn checked(page: &Answer) -> usize {
    let policy = page.header("content-security-policy");
    match policy.split("'nonce-").nth(1) {
        Some(rest) => {
            let nonce = rest.split('\'').next().unwrap();
            let everywhere = page.body.matches(nonce).count();
            let in_nonces = page.body.matches(&format!("nonce=\"{nonce}\"")).count();
            assert!(in_nonces > 0 && everywhere == in_nonces, "{}: {}", page.url, page.body);
        }
        None => assert!(policy.contains("'sha256-") && !page.body.contains("nonce"), "{}: {policy}", page.url),
    }
    let links = page.body.split("<link").skip(1).map(|rest| rest.split('>').next().unwrap());
    let parts: Vec<_> = links.filter(|link| link.contains("as=\"fetch\"") && !link.contains("/pkg/congdan.")).collect();
    for link in &parts {
        assert!(link.contains("rel=\"preload\"") && link.contains("crossorigin=\"\""), "{}: {link}", page.url);
    }
    parts.len()
}

#[tokio::test]
async fn w12_a_nonce_is_only_in_nonce_on_every_kind_of_page() {
    let mut world = TestWorld::start().await;
    lay_out_manifest(&world.site_dir());
    world.restart().await;
    let (nobody, national, vneid) = (world.browser(), world.browser(), world.browser());
    national.signed_in(NATIONAL, BINH, "/").await;
    vneid.signed_in(VNEID, AN, "/").await;
    let mut with_parts = 0;
    for path in [
        "/",
        "/dang-nhap",
        "/dang-nhap/muc-do",
        "/dang-nhap/khong-thanh/het-han",
        "/su-co/503",
        "/thu-tuc",
        "/thu-tuc/1.001193",
        "/thu-tuc/khong-co",
        "/tra-cuu",
        "/khong-co",
    ] {
        let page = nobody.get(path).await;
        let parts = checked(&page);
        assert!(parts > 0 || matches!(path, "/dang-nhap" | "/khong-co"), "{path} has lazy parts: {}", page.body);
        with_parts += parts;
    }
    for path in [
        "/can-cuoc?tiep=/",
        "/tai-khoan",
        "/tai-khoan/chinh-sua",
        "/tai-khoan/dinh-danh",
        "/tai-khoan/bao-mat",
        "/tai-khoan/du-lieu",
        "/ho-so",
        "/thu-tuc/1.001193/nop-ho-so",
    ] {
        for browser in [&national, &vneid] {
            let page = browser.open(path).await;
            with_parts += checked(&page);
        }
    }
    assert!(with_parts > 20, "{with_parts}");
}
