//! What citizens download says nothing about the machine that built it (security-2, W-13). Only a release has these files.

use crate::world::binary;
use std::path::Path;

/// Where home folders, packages and compilers lie on the machines that build.
const PLACES: [&str; 5] = ["/root/", "/home/", "/Users/", ".cargo/registry", ".rustup/"];

/// Our own folder of that name.
const OURS: &[u8] = b"app/src/home/";

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
        if !is_code {
            continue;
        }
        seen += 1;
        let bytes = std::fs::read(&path).unwrap();
        for place in PLACES.iter().copied().chain([own.as_str()]) {
            let mut windows = bytes.windows(place.len()).enumerate();
            let found =
                windows.find(|(at, window)| *window == place.as_bytes() && !bytes[..at + place.len()].ends_with(OURS));
            let around =
                found.map(|(at, _)| String::from_utf8_lossy(&bytes[at..bytes.len().min(at + 120)]).into_owned());
            assert_eq!(around, None, "{}", path.display());
        }
    }
    assert!(seen > 2, "{seen} files");
}
