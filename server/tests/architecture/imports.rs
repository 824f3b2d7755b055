//! Which file of a crate imports which other file, and the circles among them.
//!
//! A path is followed to the file that defines the item: a name that a file only re-exports (`pub use`) counts as an import
//! of the file behind it. Comments, and modules that are compiled for tests only, do not count.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// The name of the crate's root (`lib.rs` or `main.rs`) among the modules.
const ROOT: &str = "";

/// The imports among the files of one crate; modules are written as `cccd::limits`.
#[derive(Debug)]
pub struct Imports(BTreeMap<String, BTreeSet<String>>);

impl Imports {
    /// Reads every `.rs` file below `folder`, the `src` of a crate.
    pub fn read(folder: &Path) -> Self {
        let mut sources = BTreeMap::new();
        read(folder, ROOT, &mut sources);
        Self::of(&sources)
    }

    /// `sources` has the text of each file by the name of its module.
    pub fn of(sources: &BTreeMap<String, String>) -> Self {
        let texts: BTreeMap<&str, String> =
            sources.iter().map(|(module, text)| (module.as_str(), without_comments_and_tests(text))).collect();
        let modules: BTreeSet<&str> = texts.keys().copied().collect();
        let absolute: BTreeMap<&str, Vec<Vec<String>>> =
            texts.iter().map(|(module, text)| (*module, paths(module, text, &modules))).collect();
        let mut exports = BTreeMap::new();
        for (module, text) in &texts {
            for path in use_trees(text, true).iter().filter_map(|path| to_absolute(module, path, &modules)) {
                if let Some(name) = path.last() {
                    exports.insert((*module, name.clone()), path.clone());
                }
            }
        }
        let arrows = absolute.into_iter().map(|(module, paths)| {
            let targets = paths.iter().map(|path| defining(path, &modules, &exports));
            (module.to_owned(), targets.filter(|target| target != module).collect())
        });
        Self(arrows.collect())
    }

    /// Only the files of this module and those below it.
    pub fn within(&self, module: &str) -> Self {
        let inside = |name: &String| name == module || name.starts_with(&format!("{module}::"));
        let rows = self.0.iter().filter(|(name, _)| inside(name));
        Self(rows.map(|(name, to)| (name.clone(), to.iter().filter(|to| inside(to)).cloned().collect())).collect())
    }

    /// The groups of files that import each other, directly or through others.
    pub fn circles(&self) -> Vec<BTreeSet<String>> {
        let reached: BTreeMap<_, _> = self.0.keys().map(|module| (module, self.reached_from(module))).collect();
        let circle = |module: &String| -> BTreeSet<String> {
            let mutual = reached[module].iter().filter(|other| reached[other].contains(module));
            mutual.cloned().collect()
        };
        let all: BTreeSet<_> = self.0.keys().map(circle).filter(|circle| circle.len() > 1).collect();
        all.into_iter().collect()
    }

    /// How many floors the files stand on: a file stands one above the highest that it imports, and a circle on one.
    pub fn floors(&self) -> usize {
        let circles = self.circles();
        let mut known = BTreeMap::new();
        self.0.keys().map(|module| self.floor(module, &circles, &mut known)).max().unwrap_or_default()
    }

    /// How many imports there are, each pair of files counted once.
    pub fn arrows(&self) -> usize {
        self.0.values().map(BTreeSet::len).sum()
    }

    fn floor<'a>(
        &'a self,
        module: &'a String,
        circles: &[BTreeSet<String>],
        known: &mut BTreeMap<&'a String, usize>,
    ) -> usize {
        if let Some(floor) = known.get(module) {
            return *floor;
        }
        let circle = circles.iter().find(|circle| circle.contains(module));
        let members: Vec<&String> = match circle {
            Some(circle) => self.0.keys().filter(|name| circle.contains(*name)).collect(),
            None => vec![module],
        };
        let below: BTreeSet<&String> = members.iter().flat_map(|member| &self.0[*member]).collect();
        let outside = below.into_iter().filter(|name| !members.contains(name));
        let floor = 1 + outside.map(|name| self.floor(name, circles, known)).max().unwrap_or_default();
        known.extend(members.into_iter().map(|member| (member, floor)));
        floor
    }

    fn reached_from(&self, module: &str) -> BTreeSet<String> {
        let mut reached = BTreeSet::new();
        let mut open: Vec<&String> = self.0[module].iter().collect();
        while let Some(next) = open.pop() {
            if reached.insert(next.clone()) {
                open.extend(&self.0[next]);
            }
        }
        reached
    }
}

fn read(folder: &Path, module: &str, sources: &mut BTreeMap<String, String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let inner = if module == ROOT { name.clone() } else { format!("{module}::{name}") };
        if path.is_dir() {
            read(&path, &inner, sources);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let is_root = module == ROOT && (name == "lib" || name == "main");
            let inner = if is_root { ROOT.to_owned() } else { inner };
            sources.insert(inner, std::fs::read_to_string(&path).unwrap());
        }
    }
}

fn without_comments_and_tests(text: &str) -> String {
    let kept = text.lines().map(|line| line.split_once("//").map_or(line, |(code, _)| code));
    let text = kept.collect::<Vec<_>>().join("\n");
    text.split("#[cfg(test)]\nmod ").next().unwrap_or_default().to_owned()
}

/// Every path of a file that may lead to another file of the crate, from the crate's root.
fn paths(module: &str, text: &str, modules: &BTreeSet<&str>) -> Vec<Vec<String>> {
    let mut found = use_trees(text, false);
    found.extend(text.split(';').filter(|statement| used(statement).is_none()).flat_map(inline_paths));
    found.iter().filter_map(|path| to_absolute(module, path, modules)).collect()
}

/// The paths of the `use` declarations, or of the re-exports among them, without their braces.
fn use_trees(text: &str, only_exports: bool) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for (before, tree) in text.split(';').filter_map(used) {
        // `pub use`, `pub(crate) use`
        if !only_exports || before.ends_with("pub") || before.ends_with(')') {
            expand(tree, &[], &mut found);
        }
    }
    found
}

/// What stands before `use`, and what it declares, where a statement ends in such a declaration.
fn used(statement: &str) -> Option<(&str, &str)> {
    let at = statement.rfind("use ")?;
    let before = &statement[..at];
    let begins = before.is_empty() || before.ends_with(|last: char| last.is_whitespace());
    begins.then(|| (before.trim_end(), &statement[at + 4..]))
}

fn expand(tree: &str, prefix: &[String], found: &mut Vec<Vec<String>>) {
    let mut depth = 0_usize;
    let mut begin = 0;
    let mut parts = Vec::new();
    for (at, letter) in tree.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&tree[begin..at]);
                begin = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&tree[begin..]);
    for part in parts.into_iter().map(str::trim).filter(|part| !part.is_empty()) {
        let (head, inner) = part.split_once('{').map_or((part, None), |(head, inner)| (head, Some(inner)));
        let head = head.split(" as ").next().unwrap_or_default();
        let names = head.split("::").map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned);
        let path: Vec<String> = prefix.iter().cloned().chain(names).collect();
        match inner {
            Some(inner) => expand(inner.trim_end().strip_suffix('}').unwrap_or(inner), &path, found),
            None => found.push(path),
        }
    }
}

/// The paths in the code itself, such as `crate::cccd::skip` or `limits::locked_until`.
fn inline_paths(text: &str) -> Vec<Vec<String>> {
    let in_path = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':';
    let words = text.split(|letter| !in_path(letter)).filter(|word| word.contains("::"));
    words.map(|word| word.split("::").filter(|name| !name.is_empty()).map(str::to_owned).collect()).collect()
}

/// The path from the crate's root, where it leads into this crate.
fn to_absolute(module: &str, path: &[String], modules: &BTreeSet<&str>) -> Option<Vec<String>> {
    let own = || module.split("::").filter(|name| !name.is_empty()).map(str::to_owned);
    let first = path.first()?;
    let ups = path.iter().take_while(|name| *name == "super").count();
    let (base, rest): (Vec<String>, _) = match first.as_str() {
        "crate" => (Vec::new(), &path[1..]),
        "self" => (own().collect(), &path[1..]),
        "super" => (own().take(own().count().checked_sub(ups)?).collect(), &path[ups..]),
        _ => {
            let child: Vec<String> = own().chain([first.clone()]).collect();
            modules.contains(child.join("::").as_str()).then(|| (own().collect(), path))?
        }
    };
    let rest = rest.iter().filter(|name| *name != "self").cloned();
    Some(base.into_iter().chain(rest).collect())
}

/// The module in whose file the item of this path is defined.
fn defining(path: &[String], modules: &BTreeSet<&str>, exports: &BTreeMap<(&str, String), Vec<String>>) -> String {
    let longest = (0..=path.len()).rev().find(|length| modules.contains(path[..*length].join("::").as_str()));
    let Some(length) = longest else { return ROOT.to_owned() };
    let module = path[..length].join("::");
    let export = path.get(length).and_then(|name| exports.get(&(module.as_str(), name.clone())));
    match export {
        Some(behind) if behind != path => defining(behind, modules, exports),
        _ => module,
    }
}

#[test]
fn a_circle_is_found_through_other_files_and_through_re_exports() {
    let imports = |files: &[(&str, &str)]| {
        Imports::of(&files.iter().map(|(module, text)| ((*module).to_owned(), (*text).to_owned())).collect())
    };
    let tree = [
        ("", "pub mod a;\npub mod b;\npub use b::Thing;\n"),
        ("a", "use crate::{\n    Thing,\n    b::c::{self, Deep},\n};\n// crate::nothing::of_a_comment\n"),
        ("b", "mod c;\npub(crate) use c::Deep;\npub struct Thing;\n#[cfg(test)]\nmod tests {\n    use crate::a;\n}\n"),
        ("b::c", "pub struct Deep;\n"),
    ];
    let honest = imports(&tree);
    assert_eq!(honest.circles(), Vec::<BTreeSet<String>>::new());
    assert_eq!((honest.floors(), honest.arrows()), (3, 4));

    for (module, text) in [
        ("b::c", "use super::Thing;\n"),
        ("b::c", "fn f() -> crate::Thing { todo() }\n"),
        ("b::c", "use crate::a::{Other, More as Much};\n"),
    ] {
        let mut tree = tree;
        tree[3] = (module, text);
        assert_eq!(imports(&tree).circles().len(), 1, "{text}");
    }
}
