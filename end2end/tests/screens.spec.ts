// Pictures of the pages for people to look at, in both languages: SCREENS=1 (README.md). They go to screens/, which git ignores.
import type { Page } from '@playwright/test';
import { signOut } from '../support/banner';
import { arrived, open, press, pressButton, settled, status } from '../support/page';
import { expect, test } from '../support/test';
import { fillCccd, numberHeading, updateNumber } from '../support/number';
import { people } from '../support/people';
import { bothPortals, businessPage, portals, procedure, providers, sandboxUrl, type Portal } from '../support/portals';
import { answerNational, beSignedIn, chooseProvider, pressProvider } from '../support/sign-in';

/** The page as it is, and in English; ends in Vietnamese again. */
async function pictures(page: Page, portal: Portal, title: string): Promise<void> {
  const picture = async (language: string) => {
    await settled(page);
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    const { name: project } = test.info().project;
    await page.screenshot({ path: `end2end/screens/${portal.id}-${project}-${language}-${title}.png`, fullPage: true });
  };
  await picture('vi');
  await pressButton(page, 'English');
  await picture('en');
  await pressButton(page, 'Tiếng Việt');
  await settled(page);
  await expect(page.locator('html')).toHaveAttribute('lang', 'vi');
}

/** Where the sandbox has walked to (docs/SANDBOX.md, "Page states of the product"). */
async function openState(page: Page, portal: Portal, state: string): Promise<void> {
  await page.context().clearCookies();
  const answer = await page.request.post(`${sandboxUrl}/trang-thai/${portal.id}/${state}`, { maxRedirects: 0 });
  await open(page, answer.headers()['location'] ?? '');
}

for (const portal of bothPortals) {
  test.describe(portal.id, () => {
    test('signed out', async ({ page }) => {
      for (const path of ['/', '/dang-nhap', '/thu-tuc', procedure, '/tra-cuu']) {
        await open(page, portal.url + path);
        await pictures(page, portal, path === '/' ? 'home' : path.slice(1).replaceAll('/', '-'));
      }
    });

    test('signed in', async ({ page }) => {
      test.setTimeout(90_000);
      await beSignedIn(page, portal, people.an, 'vneid');
      await status(page, 'Đăng nhập thành công').waitFor();
      await pictures(page, portal, 'signed-in');
      const paths = ['/tai-khoan', '/tai-khoan/chinh-sua', '/tai-khoan/dinh-danh', '/tai-khoan/bao-mat', '/tai-khoan/du-lieu', '/ho-so', businessPage];
      for (const path of paths) {
        await open(page, portal.url + path);
        await pictures(page, portal, path.slice(1).replace(/\?.*/, '').replaceAll('/', '-'));
      }
    });

    test('the number, filled in', async ({ page }) => {
      await beSignedIn(page, portal, people.binh, 'national', businessPage);
      await arrived(page, numberHeading);
      await fillCccd(page, people.binh);
      await pictures(page, portal, 'can-cuoc');
    });

    test('every page state of the sandbox', async ({ page, watch }) => {
      test.setTimeout(600_000);
      for (const status of [400, 403, 404, 422]) watch.expects(status, /./);
      const states = (await (await page.request.get(`${sandboxUrl}/trang-thai.json`)).json()) as { name: string }[];
      for (const { name } of states) {
        await openState(page, portal, name);
        await pictures(page, portal, `state-${name}`);
      }
    });

    test('a number moves to its owner, and the one who typed it learns of it', async ({ page }) => {
      await beSignedIn(page, portal, people.binh2, 'national');
      await updateNumber(page, people.binh2);
      await status(page, 'Đăng nhập thành công').waitFor();
      await signOut(page);
      await beSignedIn(page, portal, people.binh, 'vneid');
      await arrived(page, 'Liên kết tài khoản');
      await pictures(page, portal, 'link-question');
      await press(page.getByRole('link', { name: 'Tài khoản kia không phải của tôi' }));
      await arrived(page, 'Tài khoản kia không phải của bạn?');
      await pictures(page, portal, 'link-disown');
      await pressButton(page, 'Chuyển số căn cước về tài khoản của tôi');
      await status(page, 'Đăng nhập thành công').waitFor();
      await signOut(page);
      await beSignedIn(page, portal, people.binh2, 'national', '/tai-khoan');
      await arrived(page, numberHeading);
      await pictures(page, portal, 'number-lost');
      await open(page, `${portal.url}/tai-khoan`);
      await pictures(page, portal, 'number-lost-news');
    });

    test('two accounts become one, and two again', async ({ page }) => {
      test.slow();
      await beSignedIn(page, portal, people.binh2, 'national');
      await updateNumber(page, people.binh2);
      await status(page, 'Đăng nhập thành công').waitFor();
      await signOut(page);
      await beSignedIn(page, portal, people.binh, 'national');
      await updateNumber(page, people.binh);
      await arrived(page, 'Số căn cước đã gắn với tài khoản khác');
      await pressProvider(page, 'national');
      await answerNational(page, people.binh2);
      await arrived(page, 'Gộp hai tài khoản thành một?');
      await pictures(page, portal, 'merge-question');
      await pressButton(page, 'Gộp tài khoản');
      await status(page, 'Đăng nhập thành công').waitFor();
      await pictures(page, portal, 'merged');
      await open(page, `${portal.url}/tai-khoan/dinh-danh`);
      await pictures(page, portal, 'merge-undo');
      await pressButton(page, 'Tách lại hai tài khoản');
      await arrived(page, 'Hai tài khoản đã được tách lại');
      await pictures(page, portal, 'merge-undone');
    });

    test('linked and unlinked', async ({ page }) => {
      test.slow();
      await beSignedIn(page, portal, people.an, 'national');
      await status(page, 'Đăng nhập thành công').waitFor();
      await beSignedIn(page, portal, people.an, 'vneid');
      await pressButton(page, 'Liên kết');
      await status(page, 'Đăng nhập thành công').waitFor();
      await open(page, `${portal.url}/tai-khoan/dinh-danh`);
      await pictures(page, portal, 'link-map');
      const linked = page.getByRole('list', { name: 'Danh sách tài khoản liên kết' }).getByRole('listitem');
      await press(linked.filter({ hasText: providers.national.label }).getByRole('link'));
      await arrived(page, 'Gỡ liên kết tài khoản');
      await pictures(page, portal, 'unlink');
      await pressButton(page, 'Gỡ liên kết');
      await expect(linked).toHaveCount(1);
      await press(linked.getByRole('link'));
      await arrived(page, 'Gỡ liên kết tài khoản');
      await pictures(page, portal, 'unlink-last-way-in');
    });

    test('receipts of the register', async ({ page }) => {
      await beSignedIn(page, portal, people.an, 'vneid', '/tai-khoan/chinh-sua');
      await arrived(page, 'Chỉnh sửa thông tin');
      await fillCccd(page, people.an);
      await pressButton(page, 'Cập nhật');
      await press(page.getByRole('link', { name: 'Xem phiếu đồng bộ', exact: true }));
      await arrived(page, 'Phiếu đồng bộ thông tin');
      await pictures(page, portal, 'receipt');
    });
  });
}

test('on paper', async ({ page }) => {
  const portal = portals.phutho;
  for (const state of ['slip', 'slip_contested', 'sent', 'data', 'account']) {
    await openState(page, portal, state);
    await settled(page);
    await page.emulateMedia({ media: 'print' });
    await page.screenshot({ path: `end2end/screens/paper-${test.info().project.name}-${state}.png`, fullPage: true });
    await page.emulateMedia({ media: 'screen' });
  }
});

test('the sandbox', async ({ page }) => {
  const portal = portals.national;
  const picture = (title: string) =>
    page.screenshot({ path: `end2end/screens/sandbox-${test.info().project.name}-${title}.png`, fullPage: true });
  await open(page, sandboxUrl);
  await picture('start');
  await chooseProvider(page, portal, 'national');
  await picture('national');
  await chooseProvider(page, portal, 'vneid');
  await picture('vneid');
});
