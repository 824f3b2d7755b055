import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Locator, type Page, type Response } from '@playwright/test';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { personalValuesIn } from './people';
import { isPortal, type Portal } from './portals';

const withoutWasm = new WeakSet<Page>();

/** A file for each page that axe has found good; the runner's folder is there for the run only. */
const examined = join(process.env.CONGDAN_E2E_DATA ?? mkdtempSync(join(tmpdir(), 'congdan-e2e-')), 'examined');
mkdirSync(examined, { recursive: true });

/** WebAssembly does not arrive at this page, as in a bad network. */
export async function loseWasm(page: Page): Promise<void> {
  await page.route(/\/pkg\/.*\.wasm/, (route) => route.abort());
  withoutWasm.add(page);
}

export function hasScripts(): boolean {
  return test.info().project.use.javaScriptEnabled !== false;
}

/** Waits until the page's handlers are attached, where there will be any. */
export async function settled(page: Page): Promise<void> {
  if (!hasScripts() || withoutWasm.has(page) || !isPortal(page.url())) return;
  await page.locator('html[data-hydrated]').waitFor({ state: 'attached' });
}

/** Opens an address by hand, as from a bookmark. */
export async function open(page: Page, address: string): Promise<Response | null> {
  const response = await page.goto(address);
  await settled(page);
  return response;
}

/** Presses a button or link: with a finger where the device has a touch screen. */
export async function press(target: Locator): Promise<void> {
  await settled(target.page());
  await (test.info().project.use.hasTouch ? target.tap() : target.click());
}

/** Types into a field, unless it is a verified one that can only be read. */
export async function fill(field: Locator, text: string): Promise<void> {
  await settled(field.page());
  if (await field.isEditable()) await field.fill(text);
}

export async function pressButton(page: Page, name: string): Promise<void> {
  await press(page.getByRole('button', { name, exact: true }));
}

export function heading(page: Page, name: string): Locator {
  return page.getByRole('heading', { level: 1, name, exact: true });
}

export function status(page: Page, text: string): Locator {
  return page.getByRole('status').filter({ hasText: text });
}

/** The person has arrived on the page with this heading, and it is a good page. */
export async function arrived(page: Page, name: string): Promise<void> {
  await expect(heading(page, name)).toBeVisible();
  await checkPage(page);
}

/** The person has arrived at this address of a portal or provider, and it is a good page. */
export async function arrivedAt(page: Page, address: string | RegExp): Promise<void> {
  await expect(page).toHaveURL(address);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await checkPage(page);
}

/** The wanted page, reached at the end of a sign-in. */
export async function arrivedSignedIn(page: Page, portal: Portal, wanted: string): Promise<void> {
  await expect(status(page, 'Đăng nhập thành công')).toBeVisible();
  await arrivedAt(page, portal.url + wanted);
}

/** What holds on every page, the sandbox's too. */
export async function checkPage(page: Page): Promise<void> {
  await settled(page);
  await expect(page.locator('html')).toHaveAttribute('lang', /^(vi|en)$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  await expect(page.getByRole('region', { name: 'Bản trình diễn' })).toContainText('Bản trình diễn – không dùng số thật');
  expect(personalValuesIn(await page.title()), 'personal data in the title').toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, 'pixels beyond the right edge').toBeLessThanOrEqual(0);
  // axe is a script.
  if (hasScripts()) await checkAccessibility(page);
}

/** A page whose markup was examined before, by any worker, but for its one-time values and times, is not examined again: axe is slow. */
async function checkAccessibility(page: Page): Promise<void> {
  const markup = (await page.content()).replaceAll(/[\w-]{20,}={0,2}/g, '').replaceAll(/\d{1,2}:\d{2}(:\d{2})?/g, '');
  const mark = join(examined, createHash('sha256').update(`${test.info().project.name}\n${markup}`).digest('hex'));
  if (existsSync(mark)) return;
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}\n${node.failureSummary}`));
  expect(found, `accessibility of ${page.url()}`).toEqual([]);
  writeFileSync(mark, '');
}
