// The guide's sign-in steps: S1–S3, S8–S11, S15, S16.
import { answerNational, answerVneid, chooseProvider, expectSignedIn, pressProvider, signInNational, signInVneidByPassword, signInVneidByQr } from '../support/sign-in';
import { openAccount } from '../support/banner';
import { arrived, arrivedAt, arrivedSignedIn, open, press, status } from '../support/page';
import { expect, test } from '../support/test';
import { numberHeading } from '../support/number';
import { people } from '../support/people';
import { bothPortals, businessPage, portals, procedure, providers, signInPath } from '../support/portals';

for (const portal of bothPortals) {
  test.describe(portal.id, () => {
    test('S1 the sign-in screen offers the account issued by the national portal, or VNeID', async ({ page }) => {
      await open(page, portal.url + businessPage);
      await arrived(page, 'Đăng nhập');
      await expect(page).toHaveURL(portal.url + signInPath(businessPage));
      for (const { label } of Object.values(providers)) {
        await expect(page.getByRole('button', { name: label })).toBeVisible();
      }
      await pressProvider(page, 'national');
      await expect(page.getByLabel('Tên đăng nhập')).toBeVisible();
    });

    test('S2 after sign-in the system looks whether the account has a CCCD number', async ({ page, anotherBrowser }) => {
      await signInNational(page, portal, people.binh, businessPage);
      await arrived(page, numberHeading);
      const other = await anotherBrowser();
      await signInNational(other, portal, people.an, businessPage);
      await arrivedSignedIn(other, portal, businessPage);
    });

    test('S3 with a CCCD number the citizen goes to the wanted business page, signed in', async ({ page }) => {
      await open(page, portal.url + businessPage);
      await pressProvider(page, 'national');
      await answerNational(page, people.an);
      await arrivedSignedIn(page, portal, businessPage);
      await expectSignedIn(page, people.an);
    });

    test('S8 the portal has its own address and home page, with "Đăng nhập" at the top right', async ({ page }) => {
      await open(page, `${portal.url}/`);
      await arrivedAt(page, `${portal.url}/`);
      const link = page.getByRole('banner').getByRole('link', { name: 'Đăng nhập', exact: true });
      const box = await link.boundingBox();
      const width = page.viewportSize()?.width ?? 0;
      expect((box?.x ?? 0) + (box?.width ?? 0), 'its right edge').toBeGreaterThan(width * 0.75);
      expect(box?.y ?? Infinity, 'its top edge').toBeLessThan(200);
      await press(link);
      await arrived(page, 'Đăng nhập');
      // From any other page it carries the way back.
      await open(page, portal.url + procedure);
      await press(link);
      await arrived(page, 'Đăng nhập');
      await expect(page).toHaveURL(portal.url + signInPath(procedure));
    });

    test('S9 sign-in is with the national account or the electronic identity account', async ({ page }) => {
      await chooseProvider(page, portal, 'national');
      await chooseProvider(page, portal, 'vneid');
    });

    test('S10 VNeID takes the personal number and password', async ({ page }) => {
      await chooseProvider(page, portal, 'vneid', businessPage);
      await expect(page.getByRole('button', { name: 'Đăng nhập', exact: true })).toBeVisible();
      await answerVneid(page, people.an);
      await arrivedSignedIn(page, portal, businessPage);
    });

    test('S10 VNeID takes a QR code scanned with its app', async ({ page, anotherBrowser }) => {
      await signInVneidByQr(page, await anotherBrowser(), portal, people.cuong, businessPage);
      await arrivedSignedIn(page, portal, businessPage);
      await expectSignedIn(page, people.cuong);
    });

    test('S11 on success the portal says so and shows the citizen\'s information', async ({ page }) => {
      await signInVneidByPassword(page, portal, people.an);
      await arrivedSignedIn(page, portal, '/');
      await expectSignedIn(page, people.an);
      await openAccount(page);
      await arrivedAt(page, `${portal.url}/tai-khoan`);
      const main = page.getByRole('main');
      await expect(main).toContainText(people.an.name);
      await expect(main).toContainText(people.an.born);
      await expect(main).toContainText(people.an.number.slice(-3));
      // The message is for the arrival only.
      await expect(status(page, 'Đăng nhập thành công')).toHaveCount(0);
    });

    test('S15 the choice says that VNeID is the only way from 15/6/2024, and what is left for an older account', async ({ page }) => {
      await open(page, `${portal.url}/dang-nhap`);
      await arrived(page, 'Đăng nhập');
      const main = page.getByRole('main');
      await expect(main).toContainText('15/6/2024');
      await expect(main).toContainText(/phương thức duy nhất là tài khoản VNeID/i);
      await expect(main).toContainText('cập nhật số căn cước và liên kết');
    });

    test('S16 an official signs in the same way as a citizen', async ({ page }) => {
      await signInNational(page, portal, people.khoi, businessPage);
      await arrivedSignedIn(page, portal, businessPage);
      await expectSignedIn(page, people.khoi);
    });
  });
}

test('S16 an official without a number adds it like a citizen, and reaches the desk', async ({ page }) => {
  await signInVneidByPassword(page, portals.phutho, people.khoi, '/can-bo');
  await arrivedSignedIn(page, portals.phutho, '/can-bo');
});
