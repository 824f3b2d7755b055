// Whose a form is (K-01), what becomes of it after the session's end (K-03) and where the line is broken (K-04), and the announcement
// of the end.
import type { Page } from '@playwright/test';
import { openAccount } from '../support/banner';
import { arrived, arrivedAt, arrivedSignedIn, checkPage, fill, heading, open, press, pressButton, status } from '../support/page';
import { expect, test } from '../support/test';
import { expectCccd, fillCccd, numberHeading, updateNumber } from '../support/number';
import { people } from '../support/people';
import { businessPage, portals, procedure, providers } from '../support/portals';
import { beSignedIn, expectSignedIn } from '../support/sign-in';

const portal = portals.phutho;
const form = `/can-cuoc?tiep=${encodeURIComponent(businessPage)}`;
const update = /^\/api\/can-cuoc\/cap-nhat$/;
const mark = (page: Page) => page.evaluate(() => Object.assign(window, { marker: 'the same document' }));
const isSameDocument = (page: Page) => page.evaluate(() => 'marker' in window);

/** Bình, with the CCCD screen open. */
async function atTheNumber(page: Page): Promise<void> {
  await beSignedIn(page, portal, people.binh, 'national', businessPage);
  await arrived(page, numberHeading);
}

/** The session is over, and this browser is still the same. */
async function endSession(page: Page): Promise<void> {
  await page.context().clearCookies({ name: /session/ });
}

test('K-01: a form of one person does nothing in the session of another', async ({ page, watch }) => {
  watch.expects(409, update);
  watch.expects(409, /^\/su-co\/409/);
  await atTheNumber(page);
  const otherTab = await page.context().newPage();
  await beSignedIn(otherTab, portal, people.an, 'vneid');
  await otherTab.close();
  await updateNumber(page, people.binh);
  await arrived(page, 'Bạn đang đăng nhập bằng tài khoản khác');
  if (process.env.SCREENS) await page.screenshot({ path: `end2end/screens/form-of-another-${test.info().project.name}.png`, fullPage: true });
  await expectSignedIn(page, people.an);
  await expect(page.getByRole('main')).toContainText(people.an.name);
  await expect(page.getByRole('main')).not.toContainText(people.binh.name);
  await press(page.getByRole('link', { name: 'Tiếp tục bằng tài khoản này' }));
  await arrivedAt(page, portal.url + businessPage);
});

test('@wasm K-01: a tab from before shows the person who is signed in now, with a banner that is true', async ({ page }) => {
  await beSignedIn(page, portal, people.binh, 'vneid', '/thu-tuc');
  await arrivedSignedIn(page, portal, '/thu-tuc');
  const otherTab = await page.context().newPage();
  await beSignedIn(otherTab, portal, people.an, 'vneid');
  await otherTab.close();
  await openAccount(page);
  await arrivedAt(page, `${portal.url}/tai-khoan`);
  await expectSignedIn(page, people.an);
});

test('K-03: what was typed before the session ended is there after the sign-in', async ({ page, watch }) => {
  watch.expects(401, update);
  await atTheNumber(page);
  await endSession(page);
  await updateNumber(page, people.binh);
  await arrivedAt(page, `${portal.url}/dang-nhap?tiep=${encodeURIComponent(form)}`);
  await expect(status(page, 'được giữ 30 phút')).toBeVisible();
  await expect(page.getByRole('banner').getByRole('button', { name: 'Đăng xuất' })).toHaveCount(0);
  // The provider's own session goes on, so it asks for nothing.
  await pressButton(page, providers.national.label);
  await arrived(page, numberHeading);
  await expectCccd(page, people.binh);
  await expect(page.getByRole('checkbox', { name: 'Tôi đồng ý cho đối chiếu' })).toBeChecked();
  await pressButton(page, 'Cập nhật');
  await arrivedSignedIn(page, portal, businessPage);
});

test('@wasm K-04: where no answer comes the form stays as it is and says so', async ({ page, watch }) => {
  watch.tolerates(/net::ERR_/);
  await atTheNumber(page);
  await mark(page);
  await page.route('**/api/can-cuoc/cap-nhat', (route) => route.abort());
  await updateNumber(page, people.binh);
  const alert = page.getByRole('main').getByRole('alert').filter({ hasText: 'Mất kết nối mạng' });
  await expect(alert).toBeFocused();
  await expect(alert).toContainText('bạn bấm “Cập nhật” lần nữa');
  await arrivedAt(page, portal.url + form);
  await expectCccd(page, people.binh);
  await page.unroute('**/api/can-cuoc/cap-nhat');
  await pressButton(page, 'Cập nhật');
  await arrivedSignedIn(page, portal, businessPage);
  expect(await isSameDocument(page)).toBe(true);
});

test('@wasm K-04: an outage leaves the form as it is, too', async ({ page, watch }) => {
  watch.expects(503, update);
  await atTheNumber(page);
  const failure = { kind: 'unavailable', support_id: 'K7QX2MPA' };
  await page.route('**/api/can-cuoc/cap-nhat', (route) => route.fulfill({ status: 503, json: failure }));
  await updateNumber(page, people.binh);
  const alert = page.getByRole('main').getByRole('alert').filter({ hasText: 'Hệ thống tạm thời gián đoạn' });
  await expect(alert).toBeFocused();
  await expect(alert).toContainText('Mã tham chiếu: K7QX2MPA');
  await arrivedAt(page, portal.url + form);
  await expectCccd(page, people.binh);
});

test('@wasm K-04: each step of an application stays where no answer comes', async ({ page, watch }) => {
  watch.tolerates(/net::ERR_/);
  await beSignedIn(page, portal, people.an, 'vneid', `${procedure}/nop-ho-so`);
  await arrivedSignedIn(page, portal, `${procedure}/nop-ho-so`);
  await pressButton(page, 'Tiếp tục');
  const child = page.getByRole('textbox', { name: 'Họ và tên trẻ' });
  await fill(child, 'Đỗ Minh Châu');
  await page.route('**/api/ho-so/luu-buoc', (route) => route.abort());
  await pressButton(page, 'Tiếp tục');
  await expect(page.getByRole('main').getByRole('alert').filter({ hasText: 'bạn bấm “Tiếp tục” lần nữa' })).toBeFocused();
  await expect(child).toHaveValue('Đỗ Minh Châu');
  await page.unroute('**/api/ho-so/luu-buoc');
  await pressButton(page, 'Tiếp tục');
  await expect(child).toHaveCount(0);
});

test('@wasm K-04: a part of the program that is not there any more leads to a full load of the address', async ({ page, watch }) => {
  watch.expects(404, /^\/pkg\//);
  await open(page, `${portal.url}/dang-nhap`);
  await mark(page);
  let released = true;
  await page.route(/\/pkg\/.*\.wasm/, (route) => (released ? route.fulfill({ status: 404 }) : route.continue()));
  page.once('framenavigated', () => (released = false));
  await press(page.getByRole('contentinfo').getByRole('link', { name: 'Tra cứu hồ sơ' }));
  await arrivedAt(page, `${portal.url}/tra-cuu`);
  expect(await isSameDocument(page)).toBe(false);
});

test('@wasm K-04: while the line is broken the page stays, and goes on by itself', async ({ page, watch }) => {
  watch.tolerates(/net::ERR_/);
  await open(page, `${portal.url}/dang-nhap`);
  await mark(page);
  await page.route(/\/pkg\/.*\.wasm/, (route) => route.abort());
  await press(page.getByRole('contentinfo').getByRole('link', { name: 'Tra cứu hồ sơ' }));
  const alert = page.getByRole('alert').filter({ hasText: 'Mất kết nối mạng' });
  await expect(alert).toBeVisible();
  await expect(heading(page, 'Đăng nhập')).toBeVisible();
  await page.unroute(/\/pkg\/.*\.wasm/);
  await arrivedAt(page, `${portal.url}/tra-cuu`);
  await expect(alert).toHaveCount(0);
  expect(await isSameDocument(page)).toBe(true);
});

test('@wasm K-06: an unknown address that a link of the page leads to has a reference', async ({ page, watch }) => {
  watch.expects(404, /^\/khong-co$/);
  await open(page, `${portal.url}/thu-tuc`);
  await page.evaluate(() => document.querySelector('main a')?.setAttribute('href', '/khong-co'));
  await press(page.locator('main a').first());
  await arrived(page, 'Không tìm thấy trang');
  await expect(page.getByText('Mã tham chiếu')).toBeVisible();
});

test('@wasm two minutes before the end the person is asked, and the session goes on', async ({ page }) => {
  await page.clock.install();
  await atTheNumber(page);
  await fillCccd(page, people.binh);
  let left = { seconds: 100, can_go_on: true };
  await page.route('**/api/phien/con-lai', (route) => route.fulfill({ json: left }));
  await page.clock.fastForward('14:00');
  const dialog = page.getByRole('alertdialog', { name: 'Bạn còn ở đó không?' });
  await expect(dialog).toBeVisible();
  if (process.env.SCREENS) await page.screenshot({ path: 'end2end/screens/idle.png' });
  const goOn = dialog.getByRole('button', { name: 'Tiếp tục phiên' });
  await expect(goOn).toBeFocused();
  await checkPage(page);
  await press(goOn);
  await expect(dialog).toBeHidden();
  await expectCccd(page, people.binh);
  // It goes on in another tab: the dialog closes by itself.
  await page.clock.fastForward('14:00');
  await expect(dialog).toBeVisible();
  left = { seconds: 800, can_go_on: true };
  await page.clock.fastForward('00:20');
  await expect(dialog).toBeHidden();
  // And then it is over.
  await endSession(page);
  left = { seconds: 0, can_go_on: false };
  await page.clock.fastForward('12:00');
  await expect(dialog).toContainText('Phiên làm việc đã kết thúc');
  await press(dialog.getByRole('button', { name: 'Ở lại trang này' }));
  await expect(dialog).toBeHidden();
  await expectCccd(page, people.binh);
});
