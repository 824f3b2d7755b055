// What else can happen at the door: turning back, a level too low, signing out.
import { signOut } from '../support/banner';
import { arrived, arrivedAt, arrivedSignedIn, open, pressButton } from '../support/page';
import { expect, test } from '../support/test';
import { people } from '../support/people';
import { bothPortals, businessPage, signInPath, type ProviderId } from '../support/portals';
import { answerNational, chooseProvider, expectSignedIn, pressProvider, signInNational, signInVneidByPassword } from '../support/sign-in';

for (const portal of bothPortals) {
  test.describe(portal.id, () => {
    for (const provider of ['national', 'vneid'] satisfies ProviderId[]) {
      test(`turning back at the ${provider} provider leads to the choice again, with a plain message`, async ({ page }) => {
        await chooseProvider(page, portal, provider, businessPage);
        await pressButton(page, 'Hủy');
        await arrived(page, 'Đăng nhập');
        await expect(page).toHaveURL(portal.url + signInPath(businessPage));
        await expect(page.getByRole('status').filter({ hasText: /hủy/i })).toBeVisible();
        await pressProvider(page, provider);
      });
    }

    test('a VNeID account of level 1 is told what to do, and is not signed in', async ({ page, watch }) => {
      watch.expects(400, /^\/dang-nhap\//);
      await signInVneidByPassword(page, portal, people.giang, businessPage);
      await arrived(page, 'Cần tài khoản định danh mức độ 2');
      await expect(page.getByRole('banner').getByRole('link', { name: 'Đăng nhập', exact: true })).toBeVisible();
    });

    test('signing out ends it here and at the provider', async ({ page }) => {
      await signInVneidByPassword(page, portal, people.an, businessPage);
      await arrivedSignedIn(page, portal, businessPage);
      await signOut(page);
      await arrivedAt(page, new RegExp(`^${portal.url}/`));
      await open(page, `${portal.url}/tai-khoan`);
      await arrived(page, 'Đăng nhập');
      await pressProvider(page, 'vneid');
      await expect(page.getByLabel('Số định danh cá nhân')).toBeVisible();
    });

    test('the wanted page never leaves the portal', async ({ page }) => {
      await open(page, `${portal.url}/dang-nhap?tiep=${encodeURIComponent('//example.com/x')}`);
      await pressProvider(page, 'national');
      await answerNational(page, people.an);
      await arrivedSignedIn(page, portal, '/');
    });

    test('the sign-in of one portal is not the other\'s', async ({ page }) => {
      await signInNational(page, portal, people.an);
      await arrivedSignedIn(page, portal, '/');
      const other = bothPortals.find((one) => one !== portal) ?? portal;
      await open(page, `${other.url}/tai-khoan`);
      await arrived(page, 'Đăng nhập');
      await open(page, `${portal.url}/tai-khoan`);
      await expectSignedIn(page, people.an);
    });
  });
}
