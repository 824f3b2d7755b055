//! The content-security policy of a kept page: a nonce is for one answer, so its scripts are named by their hashes.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256};

/// The page without its nonce, and the policy that allows exactly the scripts in it and our own files.
///
/// `None` where page or policy is not of the expected shape: then the page is not kept.
pub(super) fn without_nonce(page: &str, policy: &str) -> Option<(String, String)> {
    let nonce = policy.split_once("'nonce-")?.1.split_once('\'')?.0;
    let page = page.replace(&format!(" nonce=\"{nonce}\""), "");
    let with_nonce = format!("'nonce-{nonce}' 'strict-dynamic'");
    if nonce.is_empty() || page.contains(nonce) || !policy.contains(&with_nonce) {
        return None;
    }
    let hashes = inline_scripts(&page)?.map(|script| format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(script))));
    let policy = policy.replace(&with_nonce, &format!("'self'{}", hashes.collect::<String>()));
    Some((page, policy))
}

/// What stands in the page's own `<script>` elements.
fn inline_scripts(page: &str) -> Option<impl Iterator<Item = &str>> {
    let mut scripts = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once("<script") {
        let (attributes, after) = after.split_once('>')?;
        let (script, after) = after.split_once("</script>")?;
        if !attributes.contains(" src=") {
            scripts.push(script);
        }
        rest = after;
    }
    Some(scripts.into_iter())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    const POLICY: &str =
        "default-src 'none'; script-src 'nonce-abc' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'";

    #[test]
    fn a_kept_page_names_its_scripts_by_their_hashes() {
        let page = r#"<link href="/a.js" nonce="abc"><script type="module" nonce="abc">run()</script><p>x</p>"#;
        let (page, policy) = without_nonce(page, POLICY).unwrap();
        assert_eq!(page, r#"<link href="/a.js"><script type="module">run()</script><p>x</p>"#);
        let hash = STANDARD.encode(Sha256::digest("run()"));
        let scripts = format!("script-src 'self' 'sha256-{hash}' 'wasm-unsafe-eval';");
        assert!(policy.contains(&scripts) && !policy.contains("nonce"), "{policy}");
    }

    #[test]
    fn a_page_of_another_shape_is_not_kept() {
        assert_eq!(without_nonce("<p>abc</p>", POLICY), None);
        assert_eq!(without_nonce("<script nonce=\"abc\">run()", POLICY), None);
        assert_eq!(without_nonce("<p>x</p>", "default-src 'none'"), None);
        assert_eq!(without_nonce("<p>x</p>", &POLICY.replace(" 'strict-dynamic'", "")), None);
    }
}
