import { expect, type Locator, type Page } from '@playwright/test';
import { checkPage, fill, press, pressButton } from './page';

/** A dossier's code, e.g. `H44.12-260615-0001`. */
export const dossierCode = /[A-Z]\d\d\.\d+-\d{6}-\d{4,}/;

/**
 * Goes through the steps of an application with "Tiếp tục" and puts something sensible into every field that is empty.
 * Answers with the texts that must be found again before it is sent.
 */
export async function fillApplication(page: Page): Promise<string[]> {
  const main = page.getByRole('main');
  const send = main.getByRole('button', { name: 'Gửi hồ sơ', exact: true });
  const next = main.getByRole('button', { name: 'Tiếp tục', exact: true });
  const entries: string[] = [];
  for (let step = 1; step <= 8; step += 1) {
    await expect(send.or(next).first()).toBeVisible();
    await checkPage(page);
    entries.push(...(await fillStep(main)));
    if (await send.isVisible()) return entries;
    const before = await stepOf(page);
    await press(next);
    await expect.poll(() => stepOf(page), { message: 'the next step' }).not.toBe(before);
  }
  throw new Error('the application has no "Gửi hồ sơ" after eight steps');
}

export async function sendApplication(page: Page): Promise<void> {
  await pressButton(page, 'Gửi hồ sơ');
}

/** What tells one step from another: its headings. (With WebAssembly the address changes before the page does.) */
async function stepOf(page: Page): Promise<string> {
  return (await page.getByRole('main').locator('h2').allTextContents()).join('\n');
}

async function fillStep(main: Locator): Promise<string[]> {
  // Boxes first: they decide which fields are there.
  for (const box of await main.getByRole('checkbox').all()) await box.check();
  for (const group of await main.getByRole('group').filter({ has: main.page().getByRole('radio') }).all()) {
    if ((await group.getByRole('radio', { checked: true }).count()) === 0) await group.getByRole('radio').first().check();
  }
  const entries: string[] = [];
  for (const field of await main.getByRole('textbox').all()) {
    if (!(await field.isEditable()) || (await field.inputValue()) !== '') continue;
    const entry = entryFor(await labelOf(field));
    await fill(field, entry.text);
    if (entry.isFoundAgain) entries.push(entry.text);
  }
  return entries;
}

async function labelOf(field: Locator): Promise<string> {
  return field.evaluate((element) => [...((element as HTMLInputElement).labels ?? [])].map((label) => label.textContent).join(' '));
}

/** Invented, and none of the people's own values: those may not stand in an address. */
function entryFor(label: string): { text: string; isFoundAgain: boolean } {
  const short = (text: string) => ({ text, isFoundAgain: false });
  if (/ngày/i.test(label)) return short('20/05/2026');
  if (/điện thoại/i.test(label)) return short('0912345678');
  if (/^\s*số/i.test(label)) return short('2');
  if (/tên/i.test(label)) return { text: 'Đỗ Minh Châu', isFoundAgain: true };
  return { text: 'Số 5 phố Thử Nghiệm', isFoundAgain: true };
}
