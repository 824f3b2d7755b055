// The population database in every mood: an outage is never "you do not exist", and nothing typed is lost.
import type { Response } from '@playwright/test';
import { registerCalls, setPopulation, type PopulationMode } from '../support/control';
import { arrived, arrivedAt, arrivedSignedIn, checkPage, hasScripts, open, press, pressButton } from '../support/page';
import { expect, test } from '../support/test';
import { expectOutcome, fillCccd, numberHeading, updateNumber } from '../support/number';
import { people } from '../support/people';
import { bothPortals, businessPage, portals } from '../support/portals';
import { beSignedIn } from '../support/sign-in';

const portal = portals.national;

/** The register's time-out of the demonstration (`[population] timeout_ms`) and some time to draw the page. */
const longestAnswer = 5_000 + 2_000;

const troubles = ['down', 'slow', 'fault', 'malformed', 'html', 'wrong_person', 'blank'] satisfies PopulationMode[];

for (const mode of troubles) {
  test(`register ${mode}: the check waits, the entry is kept, and "Thử lại" completes it`, async ({ page }) => {
    await setPopulation(mode);
    await beSignedIn(page, portal, people.binh, 'national', businessPage);
    await arrived(page, numberHeading);
    await fillCccd(page, people.binh);
    const pressed = Date.now();
    await pressButton(page, 'Cập nhật');
    await expectOutcome(page, /^(unavailable|timeout|malformed)$/, 'Đang chờ đối chiếu');
    expect(Date.now() - pressed, 'milliseconds until the answer').toBeLessThan(longestAnswer);
    await checkPage(page);

    await setPopulation('ok');
    await pressButton(page, 'Thử lại');
    await arrivedSignedIn(page, portal, businessPage);
  });
}

for (const one of bothPortals) {
  test(`register empty, on ${one.id}: only this answer is "not found"`, async ({ page }) => {
    await setPopulation('empty');
    await beSignedIn(page, one, people.binh, 'national', businessPage);
    await arrived(page, numberHeading);
    await fillCccd(page, people.binh);
    await pressButton(page, 'Cập nhật');
    await expectOutcome(page, 'not_found', 'Chưa tìm thấy thông tin khớp');
    await checkPage(page);
    expect(await registerCalls()).toBe(1);
  });
}

test('an entry that waited is matched by itself, and leads back to the very step @wasm', async ({ page }) => {
  test.slow();
  await setPopulation('down');
  await beSignedIn(page, portal, people.binh, 'national', businessPage);
  await updateNumber(page, people.binh);
  await expectOutcome(page, 'unavailable', 'Đang chờ đối chiếu');
  await setPopulation('ok');
  const onward = page.getByRole('status').getByRole('link', { name: 'Tiếp tục việc đang dở' });
  // The first time after 15 to 30 seconds (`[population] retry_first_seconds`).
  await expect(async () => {
    await open(page, `${portal.url}/`);
    await expect(onward).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 45_000, intervals: [3_000] });
  await expect(page.getByRole('status')).toContainText('đã khớp với CSDL quốc gia về dân cư');
  await checkPage(page);
  await press(onward);
  await arrivedAt(page, portal.url + businessPage);
  expect(await registerCalls(), 'the question that failed, and the one by itself').toBe(2);
});

test('an outage costs no attempt', async ({ page }) => {
  test.slow();
  await setPopulation('down');
  await beSignedIn(page, portal, people.binh, 'national', businessPage);
  await updateNumber(page, people.binh);
  await expectOutcome(page, /^(unavailable|timeout)$/, 'Đang chờ đối chiếu');
  // One more than the five tries that a "no match" would leave.
  for (let tries = 0; tries < 6; tries += 1) {
    const answered = hasScripts() ? page.waitForResponse(isPost) : page.waitForEvent('load');
    await pressButton(page, 'Thử lại');
    await answered;
    await expect(page.getByRole('button', { name: 'Thử lại' })).not.toHaveAttribute('aria-disabled', 'true');
    await expectOutcome(page, /^(unavailable|timeout)$/, 'Đang chờ đối chiếu');
  }
});

const isPost = (response: Response) => response.request().method() === 'POST';
