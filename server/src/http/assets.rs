//! The files of the browser's side, by the names that this build gave them.

use congdan_app::shell::Assets;
use leptos::{WasmSplitManifest, prelude::LeptosOptions, reactive::owner::ArcStoredValue};
use std::{collections::HashMap, path::Path};

const NAME: &str = "congdan";

/// Reads the hashes beside the binary (`hash.txt`, written by cargo-leptos) and the split manifest.
///
/// While developing, a file keeps its name: by that the page knows which of its files has been rebuilt.
pub fn load(site_root: &Path) -> Assets {
    let is_watched = std::env::var_os("LEPTOS_WATCH").is_some();
    let hashes = if is_watched { HashMap::new() } else { hashes() };
    let file = |kind: &str, extension: &str| match hashes.get(kind) {
        Some(hash) => format!("/pkg/{NAME}.{hash}.{extension}"),
        None => format!("/pkg/{NAME}.{extension}"),
    };
    Assets {
        css: file("css", "css"),
        js: file("js", "js"),
        wasm: file("wasm", "wasm"),
        split: split_manifest(site_root, &hashes),
        reload_options: is_watched.then(reload_options),
    }
}

fn hashes() -> HashMap<String, String> {
    let beside = std::env::current_exe().ok().and_then(|exe| exe.parent().map(|folder| folder.join("hash.txt")));
    let text = beside.and_then(|file| std::fs::read_to_string(file).ok()).unwrap_or_default();
    text.lines()
        .filter_map(|line| line.split_once(':'))
        .map(|(kind, hash)| (kind.trim().to_owned(), hash.trim().to_owned()))
        .collect()
}

/// Only a build with `--split` has one.
fn split_manifest(site_root: &Path, hashes: &HashMap<String, String>) -> Option<WasmSplitManifest> {
    let manifest = hashes
        .get("manifest")
        .map_or_else(|| "__wasm_split_manifest.json".to_owned(), |hash| format!("__wasm_split_manifest.{hash}.json"));
    let script = hashes
        .get("split")
        .map_or_else(|| "__wasm_split.______________________.js".to_owned(), |hash| format!("__wasm_split.{hash}.js"));
    let text = std::fs::read_to_string(site_root.join("pkg").join(manifest)).ok()?;
    let preloads = serde_json::from_str(&text).ok()?;
    Some(WasmSplitManifest(ArcStoredValue::new(("/pkg".to_owned(), preloads, script))))
}

/// While developing, the page listens for rebuilt files on this port.
fn reload_options() -> LeptosOptions {
    let port = std::env::var("LEPTOS_RELOAD_PORT").ok().and_then(|port| port.parse().ok()).unwrap_or(3001);
    LeptosOptions::builder().output_name(NAME).reload_port(port).build()
}
