// Pictures of the main pages for people to look at, in both languages: SCREENS=1 (README.md). They go to screens/, which git ignores.
import type { Page } from '@playwright/test';
import { setPopulation } from '../support/control';
import { arrived, open, pressButton, settled } from '../support/page';
import { test } from '../support/test';
import { fillCccd, numberHeading } from '../support/number';
import { people } from '../support/people';
import { bothPortals, businessPage, portals, procedure, sandboxUrl } from '../support/portals';
import { chooseProvider, signInNational, signInVneidByPassword } from '../support/sign-in';

const languages = { vi: 'Tiếng Việt', en: 'English' } as const;

for (const portal of bothPortals) {
  for (const [language, name] of Object.entries(languages)) {
    const picture = async (page: Page, title: string) => {
      await settled(page);
      const { name: project } = test.info().project;
      await page.screenshot({ path: `end2end/screens/${portal.id}-${project}-${language}-${title}.png`, fullPage: true });
    };
    const speak = async (page: Page) => {
      if (language === 'en') await pressButton(page, name);
    };

    test(`${portal.id}, ${name}: signed out`, async ({ page }) => {
      await open(page, `${portal.url}/`);
      await speak(page);
      for (const path of ['/', '/dang-nhap', '/thu-tuc', procedure, '/tra-cuu']) {
        await open(page, portal.url + path);
        await picture(page, path === '/' ? 'home' : path.slice(1).replaceAll('/', '-'));
      }
    });

    test(`${portal.id}, ${name}: the number`, async ({ page }) => {
      await setPopulation('down');
      await signInNational(page, portal, people.binh, businessPage);
      await arrived(page, numberHeading);
      await fillCccd(page, people.binh);
      await picture(page, 'can-cuoc');
      await pressButton(page, 'Cập nhật');
      await page.locator('main[data-outcome]').waitFor();
      await speak(page);
      await picture(page, 'can-cuoc-waiting');
    });

    test(`${portal.id}, ${name}: signed in`, async ({ page }) => {
      await signInVneidByPassword(page, portal, people.an);
      await page.getByRole('status').filter({ hasText: 'Đăng nhập thành công' }).waitFor();
      await speak(page);
      await picture(page, 'signed-in');
      const paths = ['/tai-khoan', '/tai-khoan/chinh-sua', '/tai-khoan/dinh-danh', '/tai-khoan/bao-mat', '/tai-khoan/du-lieu', '/ho-so', businessPage];
      for (const path of paths) {
        await open(page, portal.url + path);
        await picture(page, path.slice(1).replace(/\?.*/, '').replaceAll('/', '-'));
      }
    });
  }
}

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
