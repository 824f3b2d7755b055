//! What citizens download says nothing about the machine that built it (security-2, W-13). Only a release has these files.

use crate::world::binary;
use std::path::Path;

/// Where home folders, packages and compilers lie on the machines that build.
const PLACES: [&str; 5] = ["/root/", "/home/", "/Users/", ".cargo/registry", ".rustup/"];

/// Our own folder of that name.
const OURS: &[u8] = b"app/src/home/";

/// The first path of a building machine in a file, with what follows it.
fn path_in(bytes: &[u8], own: &str) -> Option<String> {
    PLACES.iter().copied().chain([own]).find_map(|place| {
        let mut windows = bytes.windows(place.len()).enumerate();
        let (at, _) =
            windows.find(|(at, window)| *window == place.as_bytes() && !bytes[..at + place.len()].ends_with(OURS))?;
        Some(String::from_utf8_lossy(&bytes[at..bytes.len().min(at + 120)]).into_owned())
    })
}

#[test]
fn w13_the_released_files_name_no_path_of_the_machine_that_built_them() {
    let program = binary::program();
    let released = program.parent().unwrap().parent().unwrap().join("site/pkg");
    if !program.parent().unwrap().ends_with("release") || !released.exists() {
        return;
    }
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_str().unwrap().to_owned();
    let mut seen = 0;
    for file in std::fs::read_dir(released).unwrap() {
        let path = file.unwrap().path();
        let is_code = path.extension().is_some_and(|ending| ending == "wasm" || ending == "js" || ending == "css");
        if is_code {
            seen += 1;
            assert_eq!(path_in(&std::fs::read(&path).unwrap(), &own), None, "{}", path.display());
        }
    }
    assert!(seen > 2, "{seen} files");
}

#[test]
fn w13_twin_our_own_names_are_no_paths_of_a_machine_and_a_path_would_be_found() {
    let own = "/builds/congdan";
    for good in ["app/src/home/front.rs", "cargo/registry/src/leptos", "target/out/texts.rs", ""] {
        assert_eq!(path_in(good.as_bytes(), own), None);
    }
    for path in ["/home/an/congdan/app/src/home/front.rs", "/root/.cache/x", "/builds/congdan/app/src/lib.rs"] {
        assert!(path_in(format!("\0{path}").as_bytes(), own).is_some(), "{path}");
    }
}
