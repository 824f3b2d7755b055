//! The one script of a page that is written into it ([ADR 9](../../../docs/adr/0009-own-boot-script-and-content-security-policy.md)).

use super::Assets;
use crate::i18n::texts::common;

/// Loads the program, and keeps the page alive where a part of it cannot be loaded. A page whose program does not arrive is a quiet,
/// working page.
pub(super) fn script(assets: &Assets) -> String {
    let names =
        [("JS", &*assets.js), ("WASM", &*assets.wasm), ("VI", common::LINE_BROKEN.vi), ("EN", common::LINE_BROKEN.en)];
    let constants: String = names.iter().map(|(name, value)| format!("const {name}={value:?};")).collect();
    constants + &code()
}

/// Without its comment and the space at the beginning of lines: it travels with every page.
fn code() -> String {
    let (_, code) = include_str!("boot.js").split_once("*/").unwrap_or_default();
    code.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn k04_the_script_travels_without_its_comment_and_has_all_its_names() {
        let assets = Assets { js: "/pkg/a.js".into(), wasm: "/pkg/a.wasm".into(), ..Assets::default() };
        let script = script(&assets);
        assert!(!script.contains("*/") && !script.contains("</"), "{script}");
        for constant in
            ["const JS=\"/pkg/a.js\";", "const WASM=\"/pkg/a.wasm\";", "const VI=\"Mất kết nối", "const EN=\"No "]
        {
            assert!(script.contains(constant), "{script}");
        }
        assert!(script.contains("import(JS)") && script.ends_with(".catch(() => {});"), "{script}");
    }
}
