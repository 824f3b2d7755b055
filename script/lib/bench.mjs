// One portal and the sandbox, the portal on one core; its CPU time is read from the kernel, so the client's speed does not matter
// for it.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AT_ONCE, World } from './load.mjs';

const PAGES = Number(process.env.PAGES ?? 5000);
const SIGN_INS = Number(process.env.SIGN_INS ?? 500);
const TICK_MS = 1000 / Number(execFileSync('getconf', ['CLK_TCK']).toString());

// User and system time of a process, in milliseconds (proc(5), fields 14 and 15).
const cpu = (pid) => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
};
const residentMb = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

const many = async (count, work) => {
  let next = 0;
  const lane = async () => {
    while (next++ < count) await work();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
};

const measure = async (pid, count, work) => {
  await many(Math.min(count, 200), work);
  const [cpuBefore, before] = [cpu(pid), performance.now()];
  await many(count, work);
  const seconds = (performance.now() - before) / 1000;
  return { perSecond: count / seconds, cpuMs: (cpu(pid) - cpuBefore) / count };
};

const world = new World(join(process.argv[2], 'release', 'congdan'));
try {
  const { pid, cold } = await world.apart();
  const idle = residentMb(pid);
  const page = async () => {
    if ((await world.get('/dang-nhap')).status !== 200) throw new Error('no page');
  };
  const pages = await measure(pid, PAGES, page);
  const signIns = await measure(pid, SIGN_INS, () => world.signIn('an'));
  const rows = [
    ['cold start, empty database (ms)', cold, '≤ 500'],
    ['resident memory, idle (MB)', idle, '≤ 60'],
    ['/dang-nhap drawn per second, one core', pages.perSecond, ''],
    ['CPU per /dang-nhap (µs)', pages.cpuMs * 1000, '≤ 300'],
    ['full sign-ins per second', signIns.perSecond, ''],
    ['CPU of the portal per sign-in (ms)', signIns.cpuMs, '≤ 3'],
    ['resident memory after the load (MB)', residentMb(pid), ''],
  ];
  for (const [what, figure, aim] of rows) {
    console.log(`  ${what.padEnd(40)} ${figure.toFixed(what.includes('ms)') && figure < 10 ? 2 : 0).padStart(8)}   ${aim}`);
  }
} finally {
  await world.end();
}
