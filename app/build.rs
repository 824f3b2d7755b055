//! Turns the translation files into constants: `locales/sign_in.toml` becomes the module `sign_in`, `[heading]` its constant
//! `HEADING`. A text without one of its languages does not compile, and a page carries only the texts it uses.

use std::{collections::BTreeMap, env, error::Error, fmt::Write, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=locales");
    let mut files: Vec<_> = fs::read_dir("locales")?.collect::<Result<_, _>>()?;
    files.sort_by_key(fs::DirEntry::path);
    let mut code = String::new();
    for file in files {
        let path = file.path();
        if path.extension().is_none_or(|extension| extension != "toml") {
            continue;
        }
        let module = path.file_stem().and_then(|stem| stem.to_str()).ok_or("a translation file without a name")?;
        let texts: BTreeMap<String, BTreeMap<String, String>> =
            toml::from_str(&fs::read_to_string(&path)?).map_err(|error| format!("{}: {error}", path.display()))?;
        writeln!(code, "#[doc = \"Texts of locales/{module}.toml.\"]\npub mod {module} {{")?;
        for (key, languages) in texts {
            let text = |language: &str| {
                languages.get(language).ok_or(format!("{}: [{key}] has no {language}", path.display()))
            };
            let (vi, en) = (text("vi")?, text("en")?);
            let name = key.to_uppercase();
            writeln!(
                code,
                "#[doc = {vi:?}]\npub const {name}: super::Text = super::Text {{ vi: {vi:?}, en: {en:?} }};"
            )?;
        }
        writeln!(code, "}}")?;
    }
    fs::write(Path::new(&env::var("OUT_DIR")?).join("texts.rs"), code)?;
    Ok(())
}
