// One portal and the sandbox as processes of their own, the portal on one core; its CPU time is read from the kernel, so
// the client's speed does not matter for it.
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const binary = join(process.argv[2], 'release', 'congdan');
const PAGES = Number(process.env.PAGES ?? 5000);
const SIGN_INS = Number(process.env.SIGN_INS ?? 500);
const AT_ONCE = 8;
const TICK_MS = 1000 / Number(execFileSync('getconf', ['CLK_TCK']).toString());

const data = mkdtempSync(join(tmpdir(), 'congdan-bench-'));
const key = (name) => {
  const file = join(data, name);
  writeFileSync(file, `k1:${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  return file;
};
const env = {
  ...process.env,
  CONGDAN_DATA_DIR: data,
  CONGDAN_LOG: 'warn',
  CONGDAN__SECURITY__ENCRYPTION_KEYS_FILE: key('encryption.key'),
  CONGDAN__SECURITY__INDEX_KEYS_FILE: key('index.key'),
  CONGDAN__LIMITS__SIGN_IN_PER_ADDRESS__COUNT: '0',
};

const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE });
const call = (url, { method = 'GET', headers = {}, body } = {}) =>
  new Promise((resolve, reject) => {
    const request = http.request(url, { method, headers, agent }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });

const answers = async (url) => {
  for (let tries = 0; tries < 2000; tries++) {
    try {
      if ((await call(url)).status < 500) return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }
  throw new Error(`${url} does not answer`);
};

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

const portalUrl = 'http://localhost:3000';
const signIn = async () => {
  const start = await call(`${portalUrl}/api/dang-nhap`, {
    method: 'POST',
    headers: { origin: portalUrl, accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
    body: 'provider=vneid&tiep=%2F',
  });
  const cookie = start.headers['set-cookie'].map((line) => line.split(';')[0]).join('; ');
  const authorized = await call(`${start.headers.location}&login_hint=an`);
  const done = await call(authorized.headers.location, { headers: { cookie } });
  if (done.status !== 303 || !String(done.headers['set-cookie']).includes('session=')) throw new Error('not signed in');
};

const children = [];
const start = (command, ...args) => {
  const child = spawn(command, args, { env, stdio: 'ignore' });
  children.push(child);
  return child;
};

try {
  start(binary, 'sandbox');
  await answers('http://localhost:4000/vneid/.well-known/openid-configuration');
  const began = performance.now();
  const portal = start('taskset', '-c', '0', binary, 'serve', '--config', 'config/national.toml');
  await answers(`${portalUrl}/healthz`);
  const cold = performance.now() - began;
  const idle = residentMb(portal.pid);
  const page = async () => {
    if ((await call(`${portalUrl}/dang-nhap`)).status !== 200) throw new Error('no page');
  };
  const pages = await measure(portal.pid, PAGES, page);
  const signIns = await measure(portal.pid, SIGN_INS, signIn);
  const rows = [
    ['cold start, empty database (ms)', cold, '≤ 500'],
    ['resident memory, idle (MB)', idle, '≤ 60'],
    ['/dang-nhap drawn per second, one core', pages.perSecond, ''],
    ['CPU per /dang-nhap (µs)', pages.cpuMs * 1000, '≤ 300'],
    ['full sign-ins per second', signIns.perSecond, ''],
    ['CPU of the portal per sign-in (ms)', signIns.cpuMs, '≤ 3'],
    ['resident memory after the load (MB)', residentMb(portal.pid), ''],
  ];
  for (const [what, figure, aim] of rows) {
    console.log(`  ${what.padEnd(40)} ${figure.toFixed(what.includes('ms)') && figure < 10 ? 2 : 0).padStart(8)}   ${aim}`);
  }
} finally {
  agent.destroy();
  for (const child of children) child.kill('SIGTERM');
  await Promise.all(children.map((child) => (child.exitCode === null ? new Promise((resolve) => child.once('exit', resolve)) : null)));
  rmSync(data, { recursive: true, force: true });
}
