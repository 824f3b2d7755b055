// What a change costs: the binary of an earlier release beside this one's, each errand by turns here and there. Times of the whole
// process, the sandbox in it; an errand that one of them cannot do is told, not measured.
import { join } from 'node:path';
import { byTurns, errands, noLimit, part, row, signedIn } from './errands.mjs';
import { World } from './load.mjs';

const [target, earlier, ...lacking] = process.argv.slice(2);
// A key that the earlier release does not know would stop its start.
const settings = { ...noLimit, ...Object.fromEntries(lacking.map((limit) => [`CONGDAN__LIMITS__${limit.toUpperCase()}__COUNT`, undefined])) };
const worlds = [
  new World(earlier, { settings }),
  new World(join(target, 'release', 'congdan'), { shift: 10, settings: noLimit }),
];
try {
  await Promise.all(worlds.map((world) => world.demonstration()));
  const sides = [await signedIn(worlds[0]), await signedIn(worlds[1])];
  row('milliseconds', 'median', 'p99', 'median, ratio');
  for (const [name, errand] of Object.entries(errands)) {
    try {
      const [before, now] = await byTurns(errand, sides);
      const pair = (share) => [part(before, share), part(now, share)];
      const text = ([one, other]) => `${one.toFixed(1)} → ${other.toFixed(1)}`;
      const [old, new_] = pair(0.5);
      row(name, text([old, new_]), text(pair(0.99)), (new_ / old).toFixed(2));
    } catch (error) {
      row(name, '', '', error.message);
    }
  }
} finally {
  for (const world of worlds) await world.end();
}
