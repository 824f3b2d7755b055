// Whether a portal with a million citizens and ten million records is as quick as an empty one (docs/SECURITY.md F-14): both run side
// by side, and each errand is done by turns here and there, so that what else the machine does concerns both.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { World } from './load.mjs';

const [target, citizens] = [process.argv[2], Number(process.argv[3])];
const TIMES = 1000;
const WARM_UP = 100;
const binary = join(target, 'release', 'congdan');
const noLimit = Object.fromEntries(
  ['MATCH_PER_ACCOUNT', 'MATCH_PER_NUMBER', 'MATCH_PER_ADDRESS', 'CALLS_PER_SESSION'].map((name) => [`CONGDAN__LIMITS__${name}__COUNT`, '0']),
);

const page = async (world, path, cookie) => {
  const answer = await world.get(path, cookie);
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
};
const stranger = { tiep: '/', number: '025195999004', full_name: 'Phạm Thị Dung', day: '20', month: '7', year: '1995', consent: 'true' };

/** What people do, by name; each is given a portal and the cookies of a citizen, of one without a number, and of an official. */
const errands = {
  'the choice of an account': (world) => page(world, '/dang-nhap'),
  'signing in with VNeID': (world) => world.signIn('an'),
  'a number that the register does not know': async (world, { dung }) => {
    const asked = await world.post('/api/can-cuoc/cap-nhat', dung, stranger);
    const answer = await world.get(asked.headers.location, dung);
    if (!answer.body.includes('data-outcome="not_found"')) throw new Error(`the question was answered ${answer.status}`);
  },
  'the account': (world, { an }) => page(world, '/tai-khoan', an),
  'its activity': (world, { an }) => page(world, '/tai-khoan/bao-mat', an),
  'its look-ups': (world, { dung }) => page(world, '/tai-khoan/du-lieu', dung),
  'my dossiers': (world, { an }) => page(world, '/ho-so', an),
  "the official's list": (world, { khoi }) => page(world, '/can-bo', khoi),
  'an application in four steps, sent': async (world, { an }) => {
    const procedure = '1.004222';
    await world.post('/api/ho-so/luu-buoc', an, { procedure, step: '1', is_owner: 'true' });
    await world.post('/api/ho-so/luu-buoc', an, { procedure, step: '2', request: 'Đăng ký' });
    await world.post('/api/ho-so/luu-buoc', an, { procedure, step: '3', delivery: 'counter' });
    const sent = await world.post('/api/ho-so/gui', an, { procedure });
    if (!String(sent.headers.location).endsWith('/da-gui')) throw new Error(`the application was answered ${sent.status}`);
  },
};

const fill = (world) => {
  const began = performance.now();
  const sql = readFileSync('script/lib/crowd.sql', 'utf8');
  execFileSync('sqlite3', ['-bail', '-cmd', `.parameter set :citizens ${citizens}`, join(world.data, 'phutho.db')], { input: sql });
  console.log(`  ${citizens} citizens put into one of two databases in ${((performance.now() - began) / 1000).toFixed(0)} s`);
};

const signedIn = async (world) => ({
  world,
  people: { an: await world.signIn('an'), dung: await world.signIn('dung', 'dvcqg'), khoi: await world.signIn('khoi') },
});

/** The milliseconds of each time, for both. */
const byTurns = async (errand, sides) => {
  const times = sides.map(() => []);
  for (let nth = -WARM_UP; nth < TIMES; nth += 1) {
    for (const [side, { world, people }] of sides.entries()) {
      const before = performance.now();
      await errand(world, people);
      if (nth >= 0) times[side].push(performance.now() - before);
    }
  }
  return times;
};

const part = (times, share) => times.toSorted((a, b) => a - b)[Math.floor(times.length * share)];
const row = (name, median, p99, ratio) => console.log(`  ${name.padEnd(42)} ${median.padStart(14)} ${p99.padStart(16)} ${ratio.padStart(12)}`);

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
