//! Who may use whom (docs/ARCHITECTURE.md, invariants), and how large a room may be.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stderr)]

mod imports;

use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, Package};
use imports::Imports;
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    process::Command,
};

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn metadata() -> Metadata {
    MetadataCommand::new()
        .manifest_path(workspace().join("Cargo.toml"))
        .no_deps()
        .other_options(["--offline".to_owned()])
        .exec()
        .unwrap()
}

fn package<'a>(metadata: &'a Metadata, name: &str) -> &'a Package {
    metadata
        .packages
        .iter()
        .find(|package| package.name.as_str() == name)
        .unwrap_or_else(|| panic!("no package {name}"))
}

/// What a package may be built with, on any target and with any feature; tests apart.
fn uses(metadata: &Metadata, name: &str) -> BTreeSet<String> {
    let all = package(metadata, name).dependencies.iter();
    all.filter(|dependency| dependency.kind != DependencyKind::Development)
        .map(|dependency| dependency.name.clone())
        .collect()
}

/// What a package is built with for the browser: neither for the server's side nor for tests or build scripts.
fn browser_uses(metadata: &Metadata, name: &str) -> Vec<String> {
    let all = package(metadata, name).dependencies.iter();
    let kept = all.filter(|dependency| !dependency.optional && dependency.kind == DependencyKind::Normal);
    kept.map(|dependency| dependency.name.clone()).collect::<BTreeSet<_>>().into_iter().collect()
}

fn own_uses(metadata: &Metadata, name: &str) -> Vec<String> {
    uses(metadata, name).into_iter().filter(|used| used.starts_with("congdan")).collect()
}

#[test]
fn each_package_uses_only_those_that_it_may() {
    let metadata = metadata();
    let rules: &[(&str, &[&str])] = &[
        ("congdan", &["congdan-app"]),
        ("congdan-app", &["congdan-domain", "congdan-flows"]),
        ("congdan-domain", &[]),
        ("congdan-flows", &["congdan-domain"]),
        ("congdan-providers", &["congdan-domain", "congdan-flows"]),
        ("congdan-sandbox", &["congdan-domain"]),
        (
            "congdan-server",
            &[
                "congdan-app",
                "congdan-domain",
                "congdan-flows",
                "congdan-providers",
                "congdan-sandbox",
                "congdan-store",
            ],
        ),
        ("congdan-store", &["congdan-domain", "congdan-flows"]),
    ];
    for (name, allowed) in rules {
        assert_eq!(own_uses(&metadata, name), *allowed, "{name}");
    }
    let known: BTreeSet<_> = rules.iter().map(|(name, _)| *name).collect();
    let found: BTreeSet<_> = metadata.packages.iter().map(|package| package.name.as_str()).collect();
    assert_eq!(found, known, "a new package needs a rule");
}

#[test]
fn the_pages_reach_the_flows_only_on_the_server() {
    let metadata = metadata();
    let app = package(&metadata, "congdan-app");
    let flows = app.dependencies.iter().find(|dependency| dependency.name == "congdan-flows").unwrap();
    assert!(flows.optional);
    let with_flows: Vec<_> = app
        .features
        .iter()
        .filter(|(_, turned_on)| turned_on.iter().any(|feature| feature.contains("congdan-flows")))
        .collect();
    assert_eq!(with_flows.len(), 1, "{with_flows:?}");
    assert_eq!(with_flows[0].0, "ssr");
}

#[test]
fn values_and_flows_know_no_outside_world() {
    let metadata = metadata();
    let world =
        ["leptos", "axum", "tokio", "reqwest", "sea-orm", "sqlx", "http", "config", "rand", "openidconnect", "oauth2"];
    for name in ["congdan-domain", "congdan-flows"] {
        let uses = uses(&metadata, name);
        for outside in world {
            assert!(!uses.contains(outside), "{name} uses {outside}");
        }
    }
    let pure = uses(&metadata, "congdan-domain");
    for outside in ["uuid", "tracing", "async-trait", "web-sys", "wasm-bindgen"] {
        assert!(!pure.contains(outside), "congdan-domain uses {outside}");
    }
}

#[test]
fn each_library_has_one_user() {
    let metadata = metadata();
    let only = |library: &str, allowed: &[&str]| {
        for package in &metadata.packages {
            let name = package.name.as_str();
            assert!(allowed.contains(&name) || !uses(&metadata, name).contains(library), "{name} uses {library}");
        }
    };
    only("sea-orm", &["congdan-store"]);
    only("sqlx", &["congdan-store"]);
    only("openidconnect", &["congdan-providers"]);
    only("oauth2", &["congdan-providers"]);
    only("reqwest", &["congdan-providers", "congdan-sandbox"]);
    only("leptos", &["congdan", "congdan-app", "congdan-server"]);
    only("maud", &["congdan-sandbox"]);
    only("rand", &["congdan-server", "congdan-sandbox", "congdan-store"]);
}

#[test]
fn what_the_browser_is_sent_is_chosen_one_by_one() {
    let metadata = metadata();
    let allowed: &[(&str, &[&str])] = &[
        ("congdan", &["congdan-app", "console_error_panic_hook", "leptos", "wasm-bindgen"]),
        (
            "congdan-app",
            &[
                "congdan-domain",
                "leptos",
                "leptos_meta",
                "leptos_router",
                "rqrr",
                "serde",
                "wasm-bindgen",
                "wasm-bindgen-futures",
                "web-sys",
            ],
        ),
        ("congdan-domain", &["serde", "thiserror", "time", "unicode-normalization"]),
    ];
    for (name, allowed) in allowed {
        assert_eq!(browser_uses(&metadata, name), *allowed, "{name}: each one more is bytes on a weak phone");
    }
}

#[test]
fn the_browser_is_sent_nothing_of_the_server() {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let tree = Command::new(cargo)
        .args(["tree", "--package", "congdan", "--target", "wasm32-unknown-unknown", "--edges", "normal,no-proc-macro"])
        // Leptos itself names these two (and `regex` and `config` below them); nothing in the browser calls them, so that
        // the linker leaves them out. The budget of bytes holds that.
        .args(["--prune", "leptos_config", "--prune", "leptos_hot_reload"])
        .args(["--prefix", "none", "--format", "{p}", "--locked", "--offline"])
        .current_dir(workspace())
        .output()
        .unwrap();
    assert!(tree.status.success(), "{}", String::from_utf8_lossy(&tree.stderr));
    let tree = String::from_utf8(tree.stdout).unwrap();
    let names: BTreeSet<_> =
        tree.lines().filter_map(|line| line.split(' ').next()).filter(|name| !name.is_empty()).collect();
    assert!(names.contains("leptos"), "{names:?}");

    let own: Vec<_> = names.iter().filter(|name| name.starts_with("congdan")).copied().collect();
    assert_eq!(own, ["congdan", "congdan-app", "congdan-domain"]);
    let server_only = [
        "tokio",
        "sea-orm",
        "sqlx",
        "reqwest",
        "regex",
        "regex-automata",
        "chrono",
        "openidconnect",
        "oauth2",
        "axum",
        "hyper",
        "leptos_axum",
        "tracing",
        "tracing-subscriber",
        "rustls",
        "ring",
        "aes-gcm",
        "sha2",
        "quick-xml",
        "uuid",
        "rand",
        "config",
    ];
    for name in server_only {
        assert!(!names.contains(name), "{name}");
    }
}

/// The crates, and the modules of them, in which no file imports one that imports it.
///
/// `CONGDAN_PRINT_FLOORS=1 cargo nextest run -p congdan-server --no-capture -E 'test(/floors/)'` prints the numbers of each;
/// with `CONGDAN_FLOORS_OF=<folder>` those of another source folder.
const FREE_OF_CIRCLES: &[(&str, &str)] =
    &[("crates/flows/src", ""), ("app/src", "account"), ("crates/sandbox/src", "")];

#[test]
fn floors_stand_on_lower_floors_only() {
    let is_printed = std::env::var_os("CONGDAN_PRINT_FLOORS").is_some();
    for (folder, module) in FREE_OF_CIRCLES {
        let all = Imports::read(&workspace().join(folder));
        let imports = if module.is_empty() { all } else { all.within(module) };
        let circles = imports.circles();
        if is_printed {
            print_floors(&format!("{folder} {module}"), &imports);
        }
        assert!(circles.is_empty(), "{folder} {module}: these files import each other: {circles:#?}");
    }
    if let Some(folder) = std::env::var_os("CONGDAN_FLOORS_OF") {
        print_floors(&folder.to_string_lossy(), &Imports::read(Path::new(&folder)));
    }
}

fn print_floors(what: &str, imports: &Imports) {
    let circles: Vec<_> = imports.circles().iter().map(BTreeSet::len).collect();
    eprintln!("{what}: {} floors, {} arrows, circles of {circles:?} files", imports.floors(), imports.arrows());
}

/// A function that acts goes through the one door that asks whose page its form stood on (ADR 16).
#[test]
fn k01_only_functions_that_read_are_content_with_who_is_signed_in() {
    let mut folders = vec![workspace().join("app/src")];
    let (mut reading, mut acting) = (0, 0);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            for function in text.split("#[server(endpoint").skip(1) {
                let (_, name) = function.split_once("pub async fn ").unwrap();
                let reads = name.starts_with("load_");
                let asks_only = function.contains("request::signed_in()");
                assert!(reads || !asks_only, "{}: {} acts", path.display(), name.split('(').next().unwrap());
                reading += usize::from(asks_only);
                acting += usize::from(function.contains("request::acting("));
            }
        }
    }
    assert!(reading > 10 && acting > 10, "{reading} read, {acting} act");
}

#[test]
fn no_room_is_too_large() {
    let root = workspace();
    let mut folders = vec![root.join("src"), root.join("app/src"), root.join("server/src"), root.join("server/tests")];
    for entry in std::fs::read_dir(root.join("crates")).unwrap() {
        let package = entry.unwrap().path();
        folders.extend(["src", "tests"].map(|part| package.join(part)).into_iter().filter(|folder| folder.is_dir()));
    }
    let mut lengths = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let lines = std::fs::read_to_string(&path).unwrap().lines().count();
                assert!(lines <= 600, "{}: {lines} lines", path.display());
                assert!(path.file_name().is_some_and(|name| name != "mod.rs"), "{}", path.display());
                lengths.push(lines);
            }
        }
    }
    lengths.sort_unstable();
    let median = lengths[lengths.len() / 2];
    assert!(lengths.len() > 100 && median < 120, "{} files, median {median}", lengths.len());
}
