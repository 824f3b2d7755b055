// Whether a portal with a million citizens and ten million records is as quick as an empty one (docs/SECURITY.md F-14): both run side
// by side, and each errand is done by turns here and there, so that what else the machine does concerns both.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { byTurns, errands, noLimit, part, row, signedIn } from './errands.mjs';
import { World } from './load.mjs';

const [target, citizens] = [process.argv[2], Number(process.argv[3])];
const binary = join(target, 'release', 'congdan');

const fill = (world) => {
  const began = performance.now();
  const sql = readFileSync('script/lib/crowd.sql', 'utf8');
  execFileSync('sqlite3', ['-bail', '-cmd', `.parameter set :citizens ${citizens}`, join(world.data, 'phutho.db')], { input: sql });
  console.log(`  ${citizens} citizens put into one of two databases in ${((performance.now() - began) / 1000).toFixed(0)} s`);
};

const [empty, full] = [0, 10].map((shift) => new World(binary, { shift, settings: noLimit }));
try {
  await full.demonstration();
  await full.stop();
  fill(full);
  await Promise.all([empty.demonstration(), full.demonstration()]);
  const sides = [await signedIn(empty), await signedIn(full)];
  row('milliseconds', 'median', 'p99', 'p99, ratio');
  for (const [name, errand] of Object.entries(errands)) {
    const [quiet, crowded] = await byTurns(errand, sides);
    const pair = (share) => [part(quiet, share), part(crowded, share)];
    const text = ([one, other]) => `${one.toFixed(1)} → ${other.toFixed(1)}`;
    const [before, after] = pair(0.99);
    row(name, text(pair(0.5)), text([before, after]), (after / before).toFixed(2));
  }
} finally {
  await empty.end();
  await full.end();
}
