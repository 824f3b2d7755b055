// Moving about: without reloads where WebAssembly runs, and just as well without it.
import type { Page } from '@playwright/test';
import { arrived, arrivedAt, arrivedSignedIn, fill, hasScripts, loseWasm, open, press, pressButton } from '../support/page';
import { expect, test } from '../support/test';
import { numberHeading, updateNumber } from '../support/number';
import { people } from '../support/people';
import { bothPortals, businessPage, portals, procedure } from '../support/portals';
import { beSignedIn, chooseProvider, signInNational } from '../support/sign-in';

const footerLink = (page: Page, name: string) => page.getByRole('contentinfo').getByRole('link', { name, exact: true });

for (const portal of bothPortals) {
  test.describe(portal.id, () => {
    test('@wasm from page to page the document stays; Back and Forward, focus and title follow', async ({ page }) => {
      await open(page, `${portal.url}/`);
      await page.evaluate(() => Object.assign(window, { marker: 'the same document' }));
      const titles = new Set([await page.title()]);
      const visit = async (act: () => Promise<unknown>, path: string) => {
        await act();
        await arrivedAt(page, portal.url + path);
        await expect.poll(() => page.evaluate(() => document.activeElement?.closest('main') !== null), { message: 'focus is in main' }).toBe(true);
        expect(await page.evaluate(() => Reflect.get(window, 'marker'))).toBe('the same document');
        const title = await page.title();
        expect(title).toContain(await page.getByRole('heading', { level: 1 }).innerText());
        titles.add(title);
      };
      await visit(() => press(footerLink(page, 'Thủ tục hành chính')), '/thu-tuc');
      await visit(() => press(page.getByRole('main').locator(`a[href="${procedure}"]`).first()), procedure);
      await visit(() => press(footerLink(page, 'Tra cứu hồ sơ')), '/tra-cuu');
      expect(titles.size, 'each page has its own title').toBe(4);
      await visit(() => page.goBack(), procedure);
      await visit(() => page.goBack(), '/thu-tuc');
      await visit(() => page.goForward(), procedure);
      await visit(() => page.goForward(), '/tra-cuu');
    });

    test('@wasm a whole errand after signing in needs no reload', async ({ page }) => {
      await signInNational(page, portal, people.binh, businessPage);
      await arrived(page, numberHeading);
      await page.evaluate(() => Object.assign(window, { marker: 'the same document' }));
      await updateNumber(page, people.binh);
      await arrivedSignedIn(page, portal, businessPage);
      expect(await page.evaluate(() => Reflect.get(window, 'marker'))).toBe('the same document');
    });

    test('the language switch stays on the page and keeps what is typed', async ({ page }) => {
      await signInNational(page, portal, people.binh, businessPage);
      await arrived(page, numberHeading);
      const address = page.url();
      const name = () => page.locator('main input[name]:not([type="hidden"]):not([type="checkbox"])').first();
      await fill(name(), '0251');
      await pressButton(page, 'English');
      await expect(page.locator('html')).toHaveAttribute('lang', 'en');
      await arrivedAt(page, address);
      if (hasScripts()) await expect(name()).toHaveValue('0251');
      await pressButton(page, 'Tiếng Việt');
      await arrived(page, numberHeading);
      // The choice outlives the page.
      await pressButton(page, 'English');
      await expect(page.locator('html')).toHaveAttribute('lang', 'en');
      await open(page, `${portal.url}/`);
      await expect(page.locator('html')).toHaveAttribute('lang', 'en');
      await arrivedAt(page, `${portal.url}/`);
    });

    test('@wasm what a number says follows the language, too', async ({ page }) => {
      await beSignedIn(page, portal, people.binh, 'national', businessPage);
      await arrived(page, numberHeading);
      await fill(page.getByRole('textbox', { name: 'Số căn cước (CCCD)', exact: true }), people.binh.number);
      await expect(page.getByText('Số này cho biết:')).toBeVisible();
      await pressButton(page, 'English');
      await expect(page.getByText('The number says:')).toBeVisible();
      await expect(page.getByText('Số này cho biết:')).toBeHidden();
    });

    test('@wasm when WebAssembly does not arrive the page works quietly', async ({ page, watch }) => {
      watch.tolerates(/net::ERR_FAILED/);
      await loseWasm(page);
      await signInNational(page, portal, people.binh, businessPage);
      await updateNumber(page, people.binh);
      await arrivedSignedIn(page, portal, businessPage);
      await expect(page.locator('html')).not.toHaveAttribute('data-hydrated');
    });

    test('an address that does not exist is a calm page', async ({ page, watch }) => {
      watch.expects(404, /^\/khong-co-trang-nay$/);
      const response = await open(page, `${portal.url}/khong-co-trang-nay`);
      expect(response?.status()).toBe(404);
      await arrived(page, 'Không tìm thấy trang');
    });
  });
}

test('@wasm H-03 a script that somebody smuggles in does not run', async ({ page, watch }) => {
  watch.tolerates(/Content Security Policy/);
  await open(page, `${portals.national.url}/dang-nhap`);
  const blocked = await page.evaluate(async () => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
    const main = document.querySelector('main');
    main?.insertAdjacentHTML('beforeend', '<button type="button" id="smuggled" onclick="window.ran = true">x</button>');
    document.getElementById('smuggled')?.click();
    const style = document.createElement('style');
    style.textContent = 'main { display: none }';
    main?.append(style);
    await new Promise((resolve) => setTimeout(resolve, 200));
    return { violations: violations.sort(), ran: 'ran' in window };
  });
  expect(blocked).toEqual({ violations: ['script-src-attr', 'style-src-elem'], ran: false });
  // The twin: the page's own scripts ran, and go on running.
  await expect(page.locator('html')).toHaveAttribute('data-hydrated');
  await pressButton(page, 'English');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('a reload in the middle of the journey is harmless', async ({ page }) => {
  await chooseProvider(page, portals.national, 'vneid', businessPage);
  await page.reload();
  await expect(page.getByLabel('Số định danh cá nhân')).toBeVisible();
  await signInNational(page, portals.national, people.binh, businessPage);
  await arrived(page, numberHeading);
  await page.reload();
  await updateNumber(page, people.binh);
  await arrivedSignedIn(page, portals.national, businessPage);
  await page.reload();
  await arrivedAt(page, portals.national.url + businessPage);
});
