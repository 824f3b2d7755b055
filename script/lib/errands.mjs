// Errands, and how two portals do them by turns, so that what else the machine does concerns both.

const TIMES = Number(process.env.TIMES ?? 1000);
const WARM_UP = TIMES / 10;

/** Settings of a portal under which an errand can be repeated without end. */
export const noLimit = Object.fromEntries(
  ['MATCH_PER_ACCOUNT', 'MATCH_PER_NUMBER', 'MATCH_PER_ADDRESS', 'CALLS_PER_SESSION'].map((name) => [`CONGDAN__LIMITS__${name}__COUNT`, '0']),
);

const page = async (world, path, cookie) => {
  const answer = await world.get(path, cookie);
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
};
let asked = 0;
const PROVINCES = ['001', '024', '025', '026', '030', '031', '033', '034'];
/** Each time another number, because the same entry again is the same query; one that the sandbox takes, of nobody there. */
const stranger = () => {
  asked += 1;
  const number = `${PROVINCES[Math.floor(asked / 800)]}195999${100 + (asked % 800)}`;
  return { tiep: '/', number, full_name: 'Phạm Thị Dung', day: '20', month: '7', year: '1995', consent: 'true' };
};

/** What people do, by name; each is given a portal and the cookies of a citizen, of one without a number, and of an official. */
export const errands = {
  'the choice of an account': (world) => page(world, '/dang-nhap'),
  'signing in with VNeID': (world) => world.signIn('an'),
  'a number that the register does not know': async (world, { dung }) => {
    const answered = await world.post('/api/can-cuoc/cap-nhat', dung, stranger());
    const answer = await world.get(answered.headers.location, dung);
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
    await world.post('/api/ho-so/luu-buoc', an, { procedure, step: '3', delivery: 'counter', phone: '0912345678' });
    const sent = await world.post('/api/ho-so/gui', an, { procedure });
    if (!String(sent.headers.location).endsWith('/da-gui')) throw new Error(`the application was answered ${sent.status}`);
  },
};

export const signedIn = async (world) => ({
  world,
  people: { an: await world.signIn('an'), dung: await world.signIn('dung', 'dvcqg'), khoi: await world.signIn('khoi') },
});

/** The milliseconds of each time, for both. */
export const byTurns = async (errand, sides) => {
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

/** The time below which this share of them lies. */
export const part = (times, share) => times.toSorted((a, b) => a - b)[Math.floor(times.length * share)];
export const row = (name, median, p99, ratio) => console.log(`  ${name.padEnd(42)} ${median.padStart(14)} ${p99.padStart(16)} ${ratio.padStart(12)}`);
