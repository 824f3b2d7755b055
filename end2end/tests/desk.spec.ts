// What becomes of an application: the citizen's list, the public look-up, the official's desk.
import type { Page } from '@playwright/test';
import { dossierCode, fillApplication, sendApplication } from '../support/application';
import { arrived, arrivedAt, arrivedSignedIn, checkPage, fill, open, press, pressButton } from '../support/page';
import { expect, test } from '../support/test';
import { people } from '../support/people';
import { bothPortals, businessPage, portals, providers, type Portal } from '../support/portals';
import { answerVneid, beSignedIn } from '../support/sign-in';

/** A person with a number applies; answers with the dossier's code. */
async function apply(page: Page, portal: Portal): Promise<string> {
  await beSignedIn(page, portal, people.an, 'vneid', businessPage);
  await arrivedSignedIn(page, portal, businessPage);
  await fillApplication(page);
  await sendApplication(page);
  await arrived(page, 'Đăng ký hồ sơ thành công');
  return dossierCode.exec(await page.getByRole('main').innerText())?.[0] ?? '';
}

for (const portal of bothPortals) {
  test.describe(portal.id, () => {
    test('the citizen finds the dossier in their list, and nobody else opens it', async ({ page, anotherBrowser, watch }) => {
      const code = await apply(page, portal);
      await open(page, `${portal.url}/ho-so`);
      await arrivedAt(page, `${portal.url}/ho-so`);
      await expect(page.getByRole('main')).toContainText(code);
      await open(page, `${portal.url}/ho-so/${code}`);
      await arrivedAt(page, `${portal.url}/ho-so/${code}`);

      watch.expects(404, /^\/ho-so\//);
      const other = await anotherBrowser();
      await beSignedIn(other, portal, people.binh, 'vneid');
      await arrivedSignedIn(other, portal, '/');
      expect((await open(other, `${portal.url}/ho-so/${code}`))?.status()).toBe(404);
      await expect(other.getByRole('main')).not.toContainText(people.an.name);
    });

    test('the public look-up needs code and number together, and tells nobody\'s name', async ({ page, anotherBrowser }) => {
      const code = await apply(page, portal);
      const passer = await anotherBrowser();
      const main = passer.getByRole('main');
      const ask = async (number: string) => {
        await open(passer, `${portal.url}/tra-cuu`);
        await fill(main.getByRole('textbox', { name: 'Mã hồ sơ' }), code);
        await fill(main.getByRole('textbox', { name: /Số căn cước/ }), number);
        await pressButton(passer, 'Tra cứu');
      };
      await ask(people.binh.number);
      await expect(main).toContainText('Không tìm thấy hồ sơ');
      await ask(people.an.number);
      await expect(main.getByRole('region')).toContainText(code);
      await expect(main).not.toContainText(people.an.name);
      await checkPage(passer);
    });

    test('a citizen is refused at the desk with 403', async ({ page, watch }) => {
      watch.expects(403, /^\/can-bo$/);
      await beSignedIn(page, portal, people.an, 'national');
      await arrivedSignedIn(page, portal, '/');
      expect((await open(page, `${portal.url}/can-bo`))?.status()).toBe(403);
      await arrivedAt(page, `${portal.url}/can-bo`);
    });
  });
}

test('Y-01 the official of the receiving unit sees the dossier, and the citizen sees that it was seen', async ({ page, anotherBrowser }) => {
  const code = await apply(page, portals.phutho);
  const desk = await anotherBrowser();
  await beSignedIn(desk, portals.phutho, people.khoi, 'vneid', '/can-bo');
  await arrivedSignedIn(desk, portals.phutho, '/can-bo');
  const main = desk.getByRole('main');
  await expect(main).toContainText(code);
  await expect(main).not.toContainText(people.an.name);
  await press(desk.getByRole('link', { name: code }));
  await arrived(desk, 'Xử lý hồ sơ');
  await expect(main).toContainText(people.an.name);
  await checkPage(desk);

  await open(page, `${portals.phutho.url}/ho-so/${code}`);
  await expect(page.getByRole('main')).toContainText('Đã được xem bởi đơn vị');
  await checkPage(page);
});

test('V-01 with the national account an official gets 403, and the button that signs in with VNeID and returns', async ({ page, watch }) => {
  const portal = portals.phutho;
  watch.expects(403, /^\/can-bo$/);
  await beSignedIn(page, portal, people.khoi, 'national');
  await arrivedSignedIn(page, portal, '/');
  expect((await open(page, `${portal.url}/can-bo`))?.status()).toBe(403);
  await arrivedAt(page, `${portal.url}/can-bo`);
  await checkPage(page);
  await pressButton(page, 'Đăng nhập bằng VNeID');
  await arrivedAt(page, new RegExp(`^${providers.vneid.url}/`));
  await answerVneid(page, people.khoi);
  await arrived(page, 'Liên kết tài khoản');
  await pressButton(page, 'Liên kết');
  await arrivedSignedIn(page, portal, '/can-bo');
  await arrived(page, 'Bàn làm việc cán bộ');
});
