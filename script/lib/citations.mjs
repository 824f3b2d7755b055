// Every citation resolves: rows of the rule book (`rule 9`, `N4`, `S7`, `guide I.2`: docs/RULES.md), rows and sections of the catalogue
// (`C-03`, `T2-01`, `SECURITY.md, L`), decisions (`ADR 6`, `docs/adr/0006`), links between documents, the files that documents name in
// backticks, paths of the code like `session::open`, and the types and modules in the glossary's last column. Names file and line of each one that does not. Needs no build, so
// script/test runs it with the lints.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';

const PLACES = ['.ci', 'app', 'config', 'crates', 'docs', 'end2end', 'public', 'script', 'server', 'src', 'style'];
const AT_THE_ROOT = ['README.md', 'CONTRIBUTING.md', 'Cargo.toml', 'deny.toml', 'clippy.toml'];
const SKIPPED = new Set(['node_modules', 'target', 'screens', 'test-results', 'playwright-report']);
const READ = /\.(rs|ts|mjs|js|css|toml|sh|md)$|^(run|test|watch|bench|cluster)$/;
const GLOSSARY = 'docs/GLOSSARY.md';
const RULES = 'docs/RULES.md';
const CATALOGUE = 'docs/SECURITY.md';

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (SKIPPED.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* files(path);
    else yield path;
  }
}

const text = (path) => readFileSync(path, 'utf8');
const all = [...AT_THE_ROOT, ...PLACES.filter((place) => existsSync(place)).flatMap((place) => [...files(place)])];

/** The ids that a document's `<a id="…">` and headings give, as GitHub makes them of a heading. */
function anchors(path) {
  const ids = [...text(path).matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id);
  for (const [, heading] of text(path).matchAll(/^#+ (.+)$/gm))
    ids.push(heading.toLowerCase().replace(/<[^>]*>|[^\p{L}\p{N}\s_-]/gu, '').trim().replace(/\s/g, '-'));
  return new Set(ids);
}

const rules = anchors(RULES);
const rows = new Set([...text(CATALOGUE).matchAll(/^\| ([A-Z]\d?-\d\d) \|/gm)].map(([, id]) => id));
const sections = new Set([...rows].map((id) => id.split('-')[0]));
const decisions = new Set(readdirSync('docs/adr').map((name) => Number(name.slice(0, 4))));

const CODE = all.filter((path) => path.endsWith('.rs') && !path.includes('/tests'));
const DEFINES = /\b(?:struct|enum|trait|type|fn|mod) (\w+)/g;
const NAMING = all.filter((path) => path.endsWith('.rs') || path === 'clippy.toml');
const words = new Set(NAMING.flatMap((path) => text(path).match(/\w+/g) ?? []));
const defined = new Set(CODE.flatMap((path) => [...text(path).matchAll(DEFINES)].map(([, name]) => name)));
for (const path of CODE) if (/^crates\/\w+\/src\/lib\.rs$/.test(path)) defined.add(`congdan_${path.split('/')[1]}`);

const numbers = (list) => [...list.matchAll(/\d+/g)].map(([number]) => Number(number));

/** What a line cites, as [what it says, whether that exists]. Code is read like prose: no name in it looks like a row. */
function* citations(line) {
  for (const [said, list] of line.matchAll(/\brules? (\d+(?:(?:, | and |–)\d+)*)/g))
    yield [said, numbers(list).every((number) => rules.has(`rule-${number}`))];
  for (const [said, kind, number] of line.matchAll(/(?<![\w-])([NS])(\d{1,2})(?![\w-])/g))
    yield [said, rules.has(`${kind.toLowerCase()}${number}`)];
  for (const [said, part, step, last] of line.matchAll(/(?<![\w.-])(I{1,3})\.(\d+)(?:–(\d+))?(?![\w.]\d)/g))
    yield [said, [step, last ?? step].every((number) => rules.has(`guide-${part.toLowerCase()}-${number}`))];
  for (const [said, part] of line.matchAll(/\bguide (I+|V|IV)\b(?!\.)/g)) yield [said, rules.has(`guide-${part.toLowerCase()}`)];
  for (const [said] of line.matchAll(/(?<![\w-])[A-Z]\d?-\d\d(?![\w-])/g)) yield [said, rows.has(said)];
  for (const [said, list] of line.matchAll(/SECURITY\.md, ([A-Z]\d?(?![\w-])(?:(?:, | and )[A-Z]\d?(?![\w-]))*)/g))
    yield [said, list.split(/, | and /).every((section) => sections.has(section))];
  for (const [said, number] of line.matchAll(/\bADRs? (\d+)\b|\badr\/(\d{4})(?!-|\d)/g)) yield [said, decisions.has(Number(number ?? said.slice(4)))];
  for (const [said] of line.matchAll(/\bjourneys,? (?:rule|N\d)|\(mission\)|\b(?:security|design|mission|journeys)\.md\b/g)) yield [said, false];
}

/** The links of a line of a document, and the files that it names in backticks. */
function* references(line, path) {
  for (const [, target] of line.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^[a-z]+:/.test(target)) continue;
    const [file, anchor] = target.split('#');
    const at = file ? normalize(join(dirname(path), file)) : path;
    yield [`link to ${target}`, existsSync(at) && (!anchor || anchors(at).has(anchor))];
  }
  // `callback.rs` and `flows/src/linking.rs` are enough where the sentence around them says more.
  for (const [, name] of line.matchAll(/`([\w./{},-]*\w\.(?:rs|ts|mjs|css|sh))`/g))
    for (const one of unfolded(name)) yield [`file ${one}`, all.some((file) => `/${file}`.endsWith(`/${one}`))];
  for (const [, name] of line.matchAll(/`((?:\w+::)+\w+)(?:\(…?\))?`/g))
    yield [`no ${name} in the code`, name.split('::').every((part) => words.has(part) || all.some((file) => file.includes(`/${part.replace('_', '-')}`)))];
}

/** The names in the last cell of a row of the glossary: `ports::accounts::Account` is there when the code defines an `Account`. */
function* named(line) {
  for (const [, name] of (/^\| .*\|([^|]*)\|$/.exec(line)?.[1] ?? '').matchAll(/`([\w:]+)`/g))
    yield [`no ${name} in the code`, defined.has(name.split('::').at(-1))];
}

/** `a/{b,c}.rs` is two files. */
function unfolded(name) {
  const [whole, choices] = /\{([^}]*)\}/.exec(name) ?? [];
  return whole ? choices.split(',').flatMap((choice) => unfolded(name.replace(whole, choice))) : [name.replace(/^(\.\.\/)+/, '')];
}

const problems = [];
for (const path of all.filter((file) => READ.test(basename(file)))) {
  if (path === 'script/lib/citations.mjs') continue;
  text(path).split('\n').forEach((line, index) => {
    const said = [...citations(line), ...(path.endsWith('.md') ? references(line, path) : []), ...(path === GLOSSARY ? named(line) : [])];
    for (const [what, resolves] of said) if (!resolves) problems.push(`${path}:${index + 1}: ${what}`);
  });
}

console.log(problems.length > 0 ? '  citations that lead nowhere:' : '  every citation resolves');
for (const problem of problems) console.error(`  ${problem}`);
process.exitCode = problems.length > 0 ? 1 : 0;
