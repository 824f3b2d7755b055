// The security catalogue (docs/SECURITY.md) against the tests: each test that bears an id (`c03_…`, or `C-03` in the title of a
// browser test) stands in its row, and each row that is said to hold has one. Prints how many hold, by priority.
// `--write` puts the names of the tests into the rows; `--ran BUILD` says which binary they ran against.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const DOCUMENT = 'docs/SECURITY.md';
const PLACES = ['server/src', 'server/tests', 'crates', 'end2end/tests'];
const ROW = /^\| ([A-Z]-\d\d) \|/;

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* files(path);
    else if (/\.(rs|ts)$/.test(entry.name)) yield path;
  }
}

/** The tests of each id, by name. */
function tests() {
  const byId = new Map();
  const add = (id, name) => byId.set(id, (byId.get(id) ?? new Set()).add(name));
  for (const file of PLACES.flatMap((place) => [...files(place)])) {
    const text = readFileSync(file, 'utf8');
    for (const [, name] of text.matchAll(/\bfn ((?:[a-z]\d\d_)+\w+)\(/g))
      for (const [, letter, number] of /^(?:[a-z]\d\d_)+/.exec(name)[0].matchAll(/([a-z])(\d\d)_/g))
        add(`${letter.toUpperCase()}-${number}`, name);
    for (const [, title] of text.matchAll(/\btest\(\s*['"`](.+?)['"`],/g))
      for (const [id] of title.matchAll(/\b[A-Z]-\d\d\b/g)) add(id, title);
  }
  return byId;
}

const found = tests();
const problems = [];
const counts = { 0: { rows: 0, holds: 0 }, 1: { rows: 0, holds: 0 } };
const lines = readFileSync(DOCUMENT, 'utf8').split('\n');
const known = new Set();

const written = lines.map((line) => {
  const id = ROW.exec(line)?.[1];
  if (!id) return line;
  known.add(id);
  const cells = line.split(/(?<!\\)\|/).map((cell) => cell.trim());
  const [, , priority, , state] = cells;
  const names = [...(found.get(id) ?? [])].sort();
  counts[priority].rows += 1;
  if (state === 'holds' && names.length > 0) counts[priority].holds += 1;
  if (state === 'holds' && names.length === 0) problems.push(`${id} is said to hold, and no test bears its id`);
  cells[6] = names.map((name) => `\`${name}\``).join(', ');
  return cells.join(' | ').trim();
});

for (const id of found.keys()) if (!known.has(id)) problems.push(`${id} is the id of a test, and of no row`);
if (process.argv.includes('--write')) writeFileSync(DOCUMENT, written.join('\n'));
else if (written.join('\n') !== lines.join('\n')) problems.push('the tests named in the rows are out of date: node script/lib/catalogue.mjs --write');

// What the run before this one was: script/test says so.
const build = process.argv.includes('--ran') ? process.argv[process.argv.indexOf('--ran') + 1] : undefined;
if (build) console.log(`  from outside against the ${build} binary; on SQLite all rows, on PostgreSQL those of L, G and F`);
for (const [priority, { rows, holds }] of Object.entries(counts))
  console.log(`  priority ${priority}: ${holds} of ${rows} hold by a test of that id`);
for (const problem of problems) console.error(`  ${problem}`);
process.exitCode = problems.length > 0 ? 1 : 0;
