// A portal under measurement and its sandbox, as processes of their own, and a client without a browser.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const AT_ONCE = 8;

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

const cookies = (answer) => (answer.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ');

/** The portal of Phú Thọ with a folder for its data, its keys, and its sandbox. */
export class World {
  #children = [];
  /** What the forms of each cookie's pages hide, by cookie; nothing for a release that hides nothing. */
  #stamps = new Map();

  constructor(binary, { shift = 0, settings = {} } = {}) {
    this.binary = binary;
    this.shift = shift;
    this.url = `http://localhost:${3100 + shift}`;
    this.sandboxUrl = `http://localhost:${4000 + shift}`;
    this.data = mkdtempSync(join(tmpdir(), 'congdan-bench-'));
    this.env = {
      ...process.env,
      CONGDAN_DATA_DIR: this.data,
      CONGDAN_LOG: 'warn',
      CONGDAN__SECURITY__ENCRYPTION_KEYS_FILE: this.#key('encryption.key'),
      CONGDAN__SECURITY__INDEX_KEYS_FILE: this.#key('index.key'),
      CONGDAN__LIMITS__SIGN_IN_PER_ADDRESS__COUNT: '0',
      CONGDAN__LIMITS__CALLBACK_PER_ADDRESS__COUNT: '0',
      CONGDAN__LIMITS__CALLS_PER_ADDRESS__COUNT: '0',
      ...settings,
    };
  }

  #key(name) {
    const file = join(this.data, name);
    writeFileSync(file, `k1:${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
    return file;
  }

  start(command, ...args) {
    const child = spawn(command, args, { env: this.env, stdio: 'ignore' });
    this.#children.push(child);
    return child;
  }

  /** The sandbox, and the portal held to one core; answers with the portal when it answers. */
  async apart() {
    this.start(this.binary, 'sandbox');
    await answers(`${this.sandboxUrl}/vneid/.well-known/openid-configuration`);
    const began = performance.now();
    const portal = this.start('taskset', '-c', '0', this.binary, 'serve', '--config', 'config/phutho.toml');
    await answers(`${this.url}/healthz`);
    return { pid: portal.pid, cold: performance.now() - began };
  }

  /** Everything in one process, on ports of its own. */
  async demonstration() {
    this.start(this.binary, 'demo', '--shift-ports', String(this.shift));
    await answers(`${this.sandboxUrl}/healthz`);
    await answers(`${this.url}/healthz`);
  }

  get(path, cookie = '') {
    return call(this.url + path, { headers: { cookie, accept: 'text/html' } });
  }

  /** Posts a form, with what the page of whoever has this cookie hides in it (ADR 16). */
  async post(path, cookie, entries) {
    if (cookie && !this.#stamps.has(cookie)) {
      const page = await this.get('/dang-nhap/muc-do', cookie);
      this.#stamps.set(cookie, /name="cua" value="([^"]+)"/.exec(page.body)?.[1]);
    }
    const stamp = this.#stamps.get(cookie);
    return call(this.url + path, {
      method: 'POST',
      headers: { origin: this.url, accept: 'text/html', cookie, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(stamp ? { ...entries, cua: stamp } : entries).toString(),
    });
  }

  /** Signs a sandbox person in, without the provider's pages; answers with the session's cookie. */
  async signIn(person, provider = 'vneid') {
    const start = await this.post('/api/dang-nhap', '', { provider, tiep: '/' });
    const authorized = await call(`${start.headers.location}&login_hint=${person}`);
    const done = await call(authorized.headers.location, { headers: { cookie: cookies(start) } });
    if (done.status !== 303 || !cookies(done).includes('session=')) throw new Error(`${person} is not signed in`);
    return cookies(done);
  }

  async stop() {
    agent.destroy();
    for (const child of this.#children) child.kill('SIGTERM');
    const ended = (child) => child.exitCode ?? child.signalCode ?? new Promise((resolve) => child.once('exit', resolve));
    await Promise.all(this.#children.map(ended));
    this.#children = [];
  }

  async end() {
    await this.stop();
    rmSync(this.data, { recursive: true, force: true });
  }
}
