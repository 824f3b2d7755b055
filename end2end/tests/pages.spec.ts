// Every page on its own: signed out, signed in, and the sandbox's; each is checked as all pages are.
import { arrived, arrivedAt, arrivedSignedIn, checkPage, open, pressButton } from '../support/page';
import { expect, test } from '../support/test';
import { people } from '../support/people';
import { bothPortals, portals, procedure, providers, sandboxUrl, signInPath, type ProviderId } from '../support/portals';
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

test('the account pages\' navigation fits a narrow screen, and letters of twice the size', async ({ page }) => {
  const portal = portals.national;
  await page.setViewportSize({ width: 360, height: 740 });
  await beSignedIn(page, portal, people.an, 'vneid', '/tai-khoan/dinh-danh');
  await arrivedSignedIn(page, portal, '/tai-khoan/dinh-danh');
  const links = page.getByRole('navigation', { name: 'Các trang tài khoản' }).getByRole('link');
  const rows = async () => {
    const tops = await links.evaluateAll((all) => all.map((link) => Math.round(link.getBoundingClientRect().top)));
    return new Set(tops).size;
  };
  const isWhole = () => links.evaluateAll((all) => all.every((link) => link.scrollWidth <= link.clientWidth));
  await expect(links).toHaveCount(4);
  expect(await rows(), 'two by two').toBe(2);
  expect(await isWhole(), 'no word is cut').toBe(true);

  const letters = (size: string) => page.evaluate((size) => void (document.documentElement.style.fontSize = size), size);
  await letters('212.5%');
  expect(await isWhole(), 'no word is cut').toBe(true);
  await checkPage(page);
  await letters('');
  await page.setViewportSize({ width: 1280, height: 800 });
  expect(await rows(), 'side by side').toBe(1);
});

test('the sandbox explains itself', async ({ page }) => {
  await open(page, `${sandboxUrl}/`);
  await arrived(page, 'Môi trường thử của Cổng Dân');
  await open(page, `${sandboxUrl}/phone`);
  await arrivedAt(page, `${sandboxUrl}/phone`);
});
