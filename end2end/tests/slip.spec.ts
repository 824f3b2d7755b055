// Where only people can help: the slip to take along, on the screen and on paper, and the official's side of it.
import { arrived, arrivedSignedIn, fill, hasScripts, press, pressButton } from '../support/page';
import { expect, test } from '../support/test';
import { expectOutcome, updateNumber } from '../support/number';
import { people } from '../support/people';
import { portals } from '../support/portals';
import { beSignedIn } from '../support/sign-in';

test('nothing was found: the citizen takes a slip along, and the official at the desk opens it', async ({ page, anotherBrowser }) => {
  const portal = portals.phutho;
  await beSignedIn(page, portal, people.dung, 'national', '/thu-tuc');
  await updateNumber(page, people.dung);
  await expectOutcome(page, 'not_found', 'Chưa tìm thấy thông tin khớp');
  await pressButton(page, 'Lập phiếu hướng dẫn');
  await arrived(page, 'Phiếu hướng dẫn');
  const main = page.getByRole('main');
  await expect(main).toContainText('Công an cấp xã');
  await expect(main).not.toContainText(people.dung.name);
  await expect(page.getByRole('img', { name: 'Mã QR để cán bộ mở phiếu này' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'In phiếu' })).toBeVisible({ visible: hasScripts() });
  await expect(page.getByText('Để in: dùng lệnh In của trình duyệt')).toBeVisible({ visible: !hasScripts() });
  if (process.env.SCREENS) await page.screenshot({ path: `end2end/screens/slip-${test.info().project.name}.png`, fullPage: true });

  // On paper: one page, without the portal's frame.
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('banner')).toBeHidden();
  await expect(page.getByRole('contentinfo')).toBeHidden();
  expect(await page.locator('body').innerText(), 'whoever finds it').not.toContain(people.dung.name);
  const paper = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
  expect(paper.match(/\/Type\s*\/Page\b/g)?.length).toBe(1);
  await page.emulateMedia({ media: 'screen' });

  const reference = /\b[A-Z2-9]{8}\b/.exec(await main.innerText())?.[0] ?? '';
  const desk = await anotherBrowser();
  await beSignedIn(desk, portal, people.khoi, 'vneid', '/can-bo');
  await arrivedSignedIn(desk, portal, '/can-bo');
  await fill(desk.getByRole('textbox', { name: 'Mã tham chiếu trên phiếu' }), reference);
  await pressButton(desk, 'Mở phiếu');
  await arrived(desk, 'Phiếu hướng dẫn của công dân');
  await expect(desk.getByRole('main')).toContainText('not_found');
  if (process.env.SCREENS) await desk.screenshot({ path: `end2end/screens/desk-slip-${test.info().project.name}.png`, fullPage: true });

  await press(page.getByRole('link', { name: 'Quản lý tài khoản' }));
  await arrived(page, 'Quản lý tài khoản');
  await press(page.getByRole('link', { name: 'Bảo mật' }));
  await expect(main).toContainText('Cán bộ đã mở phiếu hướng dẫn của bạn');
});
