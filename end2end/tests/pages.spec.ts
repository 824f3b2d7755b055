// Every page on its own: signed out, signed in, and the sandbox's; each is checked as all pages are.
import { arrived, arrivedAt, arrivedSignedIn, open, pressButton } from '../support/page';
import { expect, test } from '../support/test';
import { people } from '../support/people';
import { bothPortals, procedure, providers, sandboxUrl, signInPath, type ProviderId } from '../support/portals';
import { beSignedIn, chooseProvider } from '../support/sign-in';

const openToAll = ['/', '/dang-nhap', '/thu-tuc', procedure, '/tra-cuu'];
const forTheSignedIn = ['/tai-khoan', '/tai-khoan/chinh-sua', '/tai-khoan/dinh-danh', '/tai-khoan/bao-mat', '/tai-khoan/du-lieu', '/ho-so'];

for (const portal of bothPortals) {
  test.describe(portal.id, () => {
    for (const path of openToAll) {
      test(`${path} is open to everybody`, async ({ page }) => {
        await open(page, portal.url + path);
        await arrivedAt(page, portal.url + path);
      });
    }

    test('pages that need a sign-in lead there and back', async ({ page }) => {
      for (const path of forTheSignedIn) {
        await open(page, portal.url + path);
        await expect(page).toHaveURL(portal.url + signInPath(path));
      }
    });

    test('the pages of a signed-in person', async ({ page }) => {
      test.slow();
      await beSignedIn(page, portal, people.an, 'vneid');
      await arrivedSignedIn(page, portal, '/');
      for (const path of [...openToAll, ...forTheSignedIn]) {
        await open(page, portal.url + path);
        await arrivedAt(page, portal.url + path);
      }
    });

    for (const provider of ['national', 'vneid'] satisfies ProviderId[]) {
      test(`the ${provider} provider explains a refused entry`, async ({ page, watch }) => {
        watch.expects(422, /^\/(vneid|dvcqg)\//);
        await chooseProvider(page, portal, provider);
        await pressButton(page, 'Đăng nhập');
        await expect(page.getByRole('alert')).toContainText('Có lỗi cần sửa');
        await arrivedAt(page, new RegExp(`^${providers[provider].url}/`));
      });
    }
  });
}

test('the sandbox explains itself', async ({ page }) => {
  await open(page, `${sandboxUrl}/`);
  await arrived(page, 'Môi trường thử của Cổng Dân');
  await open(page, `${sandboxUrl}/phone`);
  await arrivedAt(page, `${sandboxUrl}/phone`);
});
