// The security catalogue (docs/SECURITY.md) against the tests: each test that bears an id (`c03_…`, `t2_01_…`, or `C-03` in the
// title of a browser test) stands in its row, each row that is said to hold has one, and each such row of the sections in `TWINNED`
// names the test of its own in which what is right works beside what must not. A row that says `later` owes nothing yet; with a test
// it has to say that it holds. Prints how many rows hold, by part and priority.
// `--write` puts the names of the tests into the rows; a row without a twin takes those of its tests that say `twin` in their name.
// `--ran BUILD RESULTS…` says which binary they ran against, and demands that every test named in a row is among what passed there:
// nextest's reports (.xml) and Playwright's (.json).
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const DOCUMENT = 'docs/SECURITY.md';
const PLACES = ['app/src', 'server/src', 'server/tests', 'crates', 'end2end/tests'];
const SECOND_PART = ['V', 'K', 'T2', 'Y', 'W', 'B', 'N'];
const TWINNED = [...'ACDTOSRXHEI', 'V', 'K', 'T2', 'Y', 'W'];
const ROW = /^\| ([A-Z]\d?-\d\d) \|/;
const TITLED = /\b[A-Z]\d?-\d\d\b/g;
const BORNE = '(?:[a-z](?:\\d_)?\\d\\d_)+';
const NAMED = new RegExp(`\\bfn (${BORNE}\\w+)\\(|^ +(${BORNE}\\w+): "`, 'gm');

/** The section of an id: `T2` of `T2-01`. */
const section = (id) => id.split('-')[0];

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* files(path);
    else if (/\.(rs|ts)$/.test(entry.name)) yield path;
  }
}

/** The tests of each id, by name: functions, lines of a macro that makes functions of them, and titles. */
function tests() {
  const byId = new Map();
  const add = (id, name) => byId.set(id, (byId.get(id) ?? new Set()).add(name));
  for (const file of PLACES.flatMap((place) => [...files(place)])) {
    const text = readFileSync(file, 'utf8');
    for (const [, ofFunction, ofMacro] of text.matchAll(NAMED)) {
      const name = ofFunction ?? ofMacro;
      for (const [, letter, second, number] of new RegExp(`^${BORNE}`).exec(name)[0].matchAll(/([a-z])(?:(\d)_)?(\d\d)_/g))
        add(`${letter.toUpperCase()}${second ?? ''}-${number}`, name);
    }
    for (const [, , title] of text.matchAll(/\btest\(\s*(['"`])(.+?)\1,/g)) {
      if (/\$\{|\\/.test(title) && title.match(TITLED)) problems.push(`${file}: a title with an id is written out, and has no \`\${\` and no backslash: ${title}`);
      for (const [id] of title.matchAll(TITLED)) add(id, title);
    }
  }
  return byId;
}

/** The names of what passed, of a report of nextest or Playwright. */
function passed(report) {
  const text = readFileSync(report, 'utf8');
  if (report.endsWith('.json')) {
    const specs = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specs)];
    const ran = (spec) => spec.ok && spec.tests.some((test) => test.results.some((result) => result.status === 'passed'));
    return specs(JSON.parse(text)).filter(ran).map((spec) => spec.title);
  }
  const cases = text.matchAll(/<testcase name="([^"]+)"[^>]*?(?:\/>|>(.*?)<\/testcase>)/gs);
  return [...cases].filter(([, , inside]) => !/<(failure|error|skipped)\b/.test(inside ?? '')).map(([, name]) => name.split('::').at(-1));
}

const [build, ...reports] = process.argv.includes('--ran') ? process.argv.slice(process.argv.indexOf('--ran') + 1) : [];
const ran = build && new Set(reports.flatMap(passed));
const browserRan = reports.some((report) => report.endsWith('.json'));
const hasRun = (name) => !ran || ran.has(name) || (!browserRan && name.match(TITLED));

const problems = [];
const found = tests();
const counts = new Map();
const countOf = (part, priority) => {
  const key = `${part} part, priority ${priority}`;
  if (!counts.has(key)) counts.set(key, { rows: 0, holds: 0, later: 0, twinned: 0, twins: 0 });
  return counts.get(key);
};
const lines = readFileSync(DOCUMENT, 'utf8').split('\n');
const known = new Set();

const written = lines.map((line) => {
  const id = ROW.exec(line)?.[1];
  if (!id) return line;
  known.add(id);
  const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
  const [, , priority, , state] = cells;
  const names = [...(found.get(id) ?? [])].sort();
  const inTwin = () => [...cells[6].matchAll(/`([^`]+)`/g)].map(([, name]) => name);
  if (inTwin().length === 0 && TWINNED.includes(section(id)) && names.some((name) => name.includes('twin')))
    cells[6] = [cells[6], names.filter((name) => name.includes('twin')).map((name) => `\`${name}\``).join(', ')].filter(Boolean).join(': ');
  const twins = inTwin();
  const count = countOf(SECOND_PART.includes(section(id)) ? 'second' : 'first', priority);
  count.rows += 1;
  if (state === 'later') {
    count.later += 1;
    if (names.length > 0) problems.push(`${id} has a test and is said to come later: say that it holds`);
    return cells.join(' | ').trim();
  }
  if (state === 'holds' && names.length > 0) count.holds += 1;
  if (state === 'holds' && names.length === 0) problems.push(`${id} is said to hold, and no test bears its id`);
  if (TWINNED.includes(section(id))) {
    count.twinned += 1;
    if (twins.length > 0) count.twins += 1;
    else problems.push(`${id} names no test in which what is right works`);
  }
  for (const name of twins) if (!names.includes(name)) problems.push(`${id} has the twin ${name}, and no test bears that name and the id`);
  for (const name of names) if (!hasRun(name)) problems.push(`${id}: ${name} did not run, or did not pass`);
  cells[7] = names.map((name) => `\`${name}\``).join(', ');
  return cells.join(' | ').trim();
});

for (const id of found.keys()) if (!known.has(id)) problems.push(`${id} is the id of a test, and of no row`);
if (process.argv.includes('--write')) writeFileSync(DOCUMENT, written.join('\n'));
else if (written.join('\n') !== lines.join('\n')) problems.push('the tests named in the rows are out of date: node script/lib/catalogue.mjs --write');

if (build) console.log(`  from outside against the ${build} binary; on SQLite all rows, on PostgreSQL those of L, G, F and the second part`);
if (build && !browserRan) console.log('  the browser tests were not looked at');
for (const [of, { rows, holds, later, twinned, twins }] of counts)
  console.log(`  ${of}: ${holds} of ${rows} hold by a test of that id${later ? `, ${later} later` : ''}; of ${twinned} that need one, ${twins} have their honest twin`);
for (const problem of problems) console.error(`  ${problem}`);
process.exitCode = problems.length > 0 ? 1 : 0;
