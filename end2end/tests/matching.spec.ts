// The CCCD page when the entry is not right, not known, not free, or tried too often.
import { registerCalls } from '../support/control';
import { arrived, arrivedSignedIn, checkPage, hasScripts, open, press, pressButton } from '../support/page';
import { expect, test } from '../support/test';
import { expectCccd, expectOutcome, fillCccd, numberHeading, updateNumber } from '../support/number';
import { people } from '../support/people';
import { bothPortals, businessPage, portals } from '../support/portals';
import { beSignedIn } from '../support/sign-in';

for (const portal of bothPortals) {
  test.describe(portal.id, () => {
    test('whom the register does not know gets a page with what to do', async ({ page }) => {
      await beSignedIn(page, portal, people.dung, 'national', businessPage);
      await updateNumber(page, people.dung);
      await expectOutcome(page, 'not_found', 'Chưa tìm thấy thông tin khớp');
      await checkPage(page);
    });

    test('a number that is another account\'s is a conflict, and says nothing about the other', async ({ page, anotherBrowser }) => {
      const first = await anotherBrowser();
      await beSignedIn(first, portal, people.binh, 'national');
      await updateNumber(first, people.binh);
      await arrivedSignedIn(first, portal, '/');

      await beSignedIn(page, portal, people.binh2, 'national', businessPage);
      await updateNumber(page, people.binh2);
      await expectOutcome(page, 'conflict', 'Số căn cước đã gắn với tài khoản khác');
      await checkPage(page);
    });

    test('a slip is shown at the top and at its field, costs nothing, and loses nothing', async ({ page, watch }) => {
      watch.expects(422, /^\/can-cuoc/);
      await beSignedIn(page, portal, people.binh, 'national', businessPage);
      await arrived(page, numberHeading);
      await fillCccd(page, { ...people.binh, number: '02519099900' });
      await pressButton(page, 'Cập nhật');
      const summary = page.getByRole('alert').filter({ hasText: 'Có lỗi cần sửa' });
      await expect(summary).toBeVisible();
      await expect(page).toHaveTitle(/^Lỗi: /);
      await checkPage(page);
      if (hasScripts()) await expect(summary).toBeFocused();
      const number = page.getByRole('textbox', { name: 'Số căn cước (CCCD)', exact: true });
      await expect(number).toHaveValue('02519099900');
      await expect(number).toHaveAttribute('aria-invalid', 'true');
      expect(await registerCalls()).toBe(0);
      await updateNumber(page, people.binh);
      await arrivedSignedIn(page, portal, businessPage);
    });

    test('without consent nothing is asked', async ({ page, watch }) => {
      watch.expects(422, /^\/can-cuoc/);
      await beSignedIn(page, portal, people.binh, 'national', businessPage);
      await arrived(page, numberHeading);
      await fillCccd(page, people.binh);
      await page.getByRole('checkbox', { name: 'Tôi đồng ý cho đối chiếu' }).uncheck();
      await pressButton(page, 'Cập nhật');
      await expect(page.getByRole('alert').filter({ hasText: 'Có lỗi cần sửa' })).toBeVisible();
      expect(await registerCalls()).toBe(0);
    });
  });
}

test('nine digits are explained, and a match that is written differently says how', async ({ page, watch }) => {
  watch.expects(422, /^\/can-cuoc/);
  await beSignedIn(page, portals.phutho, people.binh, 'national', businessPage);
  await arrived(page, numberHeading);
  await fillCccd(page, { ...people.binh, number: '131999019' });
  await pressButton(page, 'Cập nhật');
  await expect(page.getByRole('region', { name: 'Đây là số chứng minh nhân dân (CMND) 9 số' })).toBeVisible();
  await checkPage(page);
  expect(await registerCalls()).toBe(0);
  await updateNumber(page, { ...people.binh, name: 'Tran Thi Binh' });
  await expect(page.getByRole('status').filter({ hasText: 'Tên trong CSDL viết khác: một bên thiếu dấu.' })).toBeVisible();
});

test('the sixth try within six hours finds the door locked for a while', async ({ page }) => {
  test.slow();
  const portal = portals.national;
  await beSignedIn(page, portal, people.dung, 'national', businessPage);
  for (let tries = 0; tries < 5; tries += 1) {
    await open(page, `${portal.url}/can-cuoc?tiep=%2F`);
    // Each another number of a woman of her year: the same entry would be the same query.
    await updateNumber(page, { ...people.dung, number: `02519599910${tries}` });
    await expectOutcome(page, 'not_found', 'Chưa tìm thấy thông tin khớp');
  }
  await expect(page.getByRole('main')).toContainText('Bạn đã hết lượt thử');
  await checkPage(page);
  await open(page, `${portal.url}/can-cuoc?tiep=%2F`);
  await expectOutcome(page, 'limited', 'Tạm khóa đối chiếu');
  await expect(page.getByRole('button', { name: 'Cập nhật' })).toHaveCount(0);
  await checkPage(page);
  expect(await registerCalls()).toBe(5);
});

test('a number that contradicts the birth date is shown first, at no cost, and sent by a second press', async ({ page }) => {
  const portal = portals.phutho;
  await beSignedIn(page, portal, people.binh, 'national', businessPage);
  await arrived(page, numberHeading);
  const typed = { ...people.binh, number: '025191999002' };
  await updateNumber(page, typed);
  await arrived(page, 'Kiểm tra lại');
  await expect(page.getByRole('main')).toContainText('ứng với năm sinh 1991, còn năm sinh bạn nhập là 1990');
  await checkPage(page);
  expect(await registerCalls()).toBe(0);
  await press(page.getByRole('link', { name: 'Sửa', exact: true }));
  await arrived(page, numberHeading);
  await expectCccd(page, typed);
  await page.getByRole('checkbox', { name: 'Tôi đồng ý cho đối chiếu' }).check();
  await pressButton(page, 'Cập nhật');
  await arrived(page, 'Kiểm tra lại');
  await pressButton(page, 'Vẫn gửi như tôi đã nhập');
  await expectOutcome(page, 'not_found', 'Chưa tìm thấy thông tin khớp');
  expect(await registerCalls()).toBe(1);
});
