// The guide's steps in the account, and the application that needs the number: S12–S14.
import { dossierCode, fillApplication, sendApplication } from '../support/application';
import { openAccount } from '../support/banner';
import { registerCalls } from '../support/control';
import { arrived, arrivedAt, arrivedSignedIn, open, press, status } from '../support/page';
import { expect, test } from '../support/test';
import { fillCccd, numberHeading, saveProfile, skipNumber, updateNumber } from '../support/number';
import { people } from '../support/people';
import { bothPortals, businessPage, procedure } from '../support/portals';
import { beSignedIn } from '../support/sign-in';

for (const portal of bothPortals) {
  test.describe(portal.id, () => {
    test('S12 "Quản lý tài khoản" leads to "Chỉnh sửa"', async ({ page }) => {
      await beSignedIn(page, portal, people.an, 'vneid');
      await arrivedSignedIn(page, portal, '/');
      await openAccount(page);
      await arrivedAt(page, `${portal.url}/tai-khoan`);
      await press(page.getByRole('link', { name: 'Chỉnh sửa', exact: true }));
      await arrivedAt(page, `${portal.url}/tai-khoan/chinh-sua`);
      await expect(page.getByRole('button', { name: 'Cập nhật', exact: true })).toBeVisible();
    });

    test('S13 the citizen updates what is asked, and the system synchronises by itself', async ({ page }) => {
      await beSignedIn(page, portal, people.binh, 'national');
      await skipNumber(page);
      await arrivedSignedIn(page, portal, '/');
      await openAccount(page);
      await press(page.getByRole('link', { name: 'Chỉnh sửa', exact: true }));
      await arrivedAt(page, `${portal.url}/tai-khoan/chinh-sua`);
      await fillCccd(page, people.binh);
      await saveProfile(page);
      expect(await registerCalls()).toBe(1);
      await open(page, `${portal.url}/tai-khoan/dinh-danh`);
      await expect(page.getByRole('main')).toContainText(people.binh.number.slice(-3));
    });

    test('S13 a citizen who came with VNeID synchronises too, and sees what changed', async ({ page }) => {
      await beSignedIn(page, portal, people.an, 'vneid', '/tai-khoan/chinh-sua');
      await arrivedSignedIn(page, portal, '/tai-khoan/chinh-sua');
      await fillCccd(page, people.an);
      await saveProfile(page);
      expect(await registerCalls()).toBe(1);
      await press(page.getByRole('link', { name: 'Xem phiếu đồng bộ', exact: true }));
      await arrived(page, 'Phiếu đồng bộ thông tin');
      const row = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Thường trú' });
      await expect(row).toContainText('Nay dùng thông tin của CSDL quốc gia về dân cư');
      await expect(row).toContainText('Nguồn: CSDL quốc gia về dân cư, lúc');
    });

    test('S14 without a CCCD number an application is not sent: the number is required, and the draft is intact', async ({ page }) => {
      await beSignedIn(page, portal, people.binh, 'national', businessPage);
      await skipNumber(page);
      await arrivedSignedIn(page, portal, businessPage);
      const entries = await fillApplication(page);
      await sendApplication(page);

      await arrived(page, numberHeading);
      await expect(page).toHaveURL(new RegExp(`^${portal.url}/can-cuoc\\?tiep=.*nop-ho-so`));
      await expect(page.getByRole('button', { name: 'Bỏ qua' })).toHaveCount(0);
      await updateNumber(page, people.binh);

      await arrivedAt(page, new RegExp(`${procedure}/nop-ho-so`));
      for (const entry of entries) await expect(page.getByRole('main')).toContainText(entry);
      await sendApplication(page);
      await arrived(page, 'Đăng ký hồ sơ thành công');
      await expect(page.getByRole('main')).toContainText(dossierCode);
      await expect(status(page, 'Đăng nhập thành công')).toHaveCount(0);
    });

    test('S14 with a CCCD number an application is sent at once', async ({ page }) => {
      await beSignedIn(page, portal, people.an, 'vneid', businessPage);
      await arrivedSignedIn(page, portal, businessPage);
      await fillApplication(page);
      await sendApplication(page);
      await arrived(page, 'Đăng ký hồ sơ thành công');
    });
  });
}
