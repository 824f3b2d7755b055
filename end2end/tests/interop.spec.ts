// With software that we did not write: signing in, a new signing key, and signing out, against npm's oidc-provider.
import { expect, test, type Page } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const portal = 'http://localhost:3900';
const providerPort = '4900';
const root = join(__dirname, '../..');

const folder = mkdtempSync(join(tmpdir(), 'congdan-interop-'));
const running = new Map<string, ChildProcess>();

function start(name: string, command: string, args: string[], env: NodeJS.ProcessEnv): void {
  running.set(name, spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: 'ignore' }));
}

async function stop(name: string): Promise<void> {
  const process = running.get(name);
  if (!process || process.exitCode !== null) return;
  const ended = new Promise((resolve) => process.once('exit', resolve));
  process.kill('SIGTERM');
  await ended;
}

async function answers(address: string): Promise<void> {
  await expect.poll(() => fetch(address).then((response) => response.ok, () => false), { timeout: 20_000 }).toBe(true);
}

async function startProvider(): Promise<void> {
  start('provider', 'node', [join(__dirname, '../support/oidc-provider.mjs'), providerPort, portal], {});
  await answers(`http://localhost:${providerPort}/.well-known/openid-configuration`);
}

function keyFile(name: string): string {
  const file = join(folder, name);
  writeFileSync(file, `k1:${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  return file;
}

test.skip(({ javaScriptEnabled, isMobile }) => javaScriptEnabled === false || isMobile, 'two programs meet; once is enough');
test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  await startProvider();
  start('portal', process.env.CONGDAN_BIN ?? join(root, 'target/release/congdan'), ['serve', '--config', 'config/phutho.toml'], {
    CONGDAN_DATA_DIR: folder,
    CONGDAN__PORTAL__PUBLIC_URL: portal,
    CONGDAN__PORTAL__LISTEN: '127.0.0.1:3900',
    CONGDAN__SECURITY__ENCRYPTION_KEYS_FILE: keyFile('encryption.key'),
    CONGDAN__SECURITY__INDEX_KEYS_FILE: keyFile('index.key'),
    CONGDAN__PROVIDER__VNEID__ISSUER: `http://localhost:${providerPort}`,
    CONGDAN__PROVIDER__VNEID__CLIENT_ID: 'congdan',
    CONGDAN__PROVIDER__VNEID__CLIENT_SECRET: 'a secret between two test programs',
  });
  await answers(`${portal}/healthz`);
});

test.afterAll(async () => {
  await Promise.all([...running.keys()].map(stop));
  rmSync(folder, { recursive: true, force: true });
});

async function signIn(page: Page): Promise<void> {
  await page.goto(`${portal}/dang-nhap?tiep=%2Fthu-tuc`);
  await page.getByRole('button', { name: 'Tài khoản Định danh điện tử' }).click();
  await page.getByPlaceholder('Enter any login').fill('an');
  await page.getByPlaceholder('and password').fill('any');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page).toHaveURL(`${portal}/thu-tuc`);
  await expect(page.getByRole('banner')).toContainText('Nguyễn Văn An');
}

test('signing in and out', async ({ page }) => {
  await signIn(page);
  await page.getByRole('button', { name: 'Đăng xuất' }).click();
  // The provider asks whether its own session shall end, too.
  await page.getByRole('button', { name: 'Yes, sign me out' }).click();
  await expect(page).toHaveURL(new RegExp(`^${portal}/`));
  await page.goto(`${portal}/tai-khoan`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Đăng nhập');
});

test('signing out at the provider ends the session here', async ({ page }) => {
  await signIn(page);
  await page.goto(`http://localhost:${providerPort}/session/end`);
  await page.getByRole('button', { name: 'Yes, sign me out' }).click();
  await expect(page.getByText('Sign-out Success')).toBeVisible();
  await page.goto(`${portal}/tai-khoan`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Đăng nhập');
});

test('a new signing key', async ({ page }) => {
  await signIn(page);
  await stop('provider');
  await startProvider();
  await page.context().clearCookies();
  await signIn(page);
});
