// The register, or a provider, is away in the middle of a journey, whichever step it is: nothing typed is lost, and afterwards the
// person goes on at that very step. (The CCCD screen itself: register.spec.ts and outcomes.spec.ts.)
import type { Page } from '@playwright/test';
import { fillApplication, sendApplication } from '../support/application';
import { signOut } from '../support/banner';
import { setPopulation, setProvider, type PopulationMode } from '../support/control';
import { arrived, arrivedAt, arrivedSignedIn, checkPage, fill, open, press, pressButton, status } from '../support/page';
import { expect, test } from '../support/test';
import { expectCccd, expectOutcome, fillCccd, numberHeading, skipNumber, updateNumber } from '../support/number';
import { people } from '../support/people';
import { businessPage, portals, procedure, providers } from '../support/portals';
import { answerNational, beSignedIn, expectSignedIn, pressProvider } from '../support/sign-in';

const portal = portals.phutho;
const profile = `${portal.url}/tai-khoan/chinh-sua`;
const identity = `${portal.url}/tai-khoan/dinh-danh`;
const synchronised = 'Đã đồng bộ với CSDL quốc gia về dân cư';

/** Presses the button that asks the register, which gives no answer; the page says so, and the register is back. */
async function waits(page: Page, button: string, mode: PopulationMode): Promise<void> {
  await setPopulation(mode);
  await pressButton(page, button);
  await expectOutcome(page, /^(unavailable|timeout|malformed)$/, 'Đang chờ đối chiếu');
  await checkPage(page);
  await setPopulation('ok');
}

test('at the button of the identity page, and at the profile of somebody with a number', async ({ page }) => {
  test.slow();
  await beSignedIn(page, portal, people.an, 'vneid', '/tai-khoan/dinh-danh');
  await arrivedSignedIn(page, portal, '/tai-khoan/dinh-danh');
  await page.getByRole('checkbox', { name: 'Tôi đồng ý cho đối chiếu' }).check();
  await waits(page, 'Cập nhật từ CSDL Quốc gia về Dân cư', 'html');
  await pressButton(page, 'Thử lại');
  await expect(status(page, synchronised)).toBeVisible();
  await arrivedAt(page, identity);

  const phone = page.getByLabel('Số điện thoại');
  await open(page, profile);
  await fill(phone, '0912345678');
  await waits(page, 'Cập nhật', 'down');
  const waiting = page.url();
  await open(page, profile);
  await expect(phone).toHaveValue(/912 ?345 ?678$/);
  await open(page, waiting);
  await pressButton(page, 'Thử lại');
  await expect(status(page, synchronised)).toBeVisible();
  await arrivedAt(page, `${portal.url}/tai-khoan`);
});

test('at the profile of somebody who enters the number there', async ({ page }) => {
  await beSignedIn(page, portal, people.binh, 'national');
  await skipNumber(page);
  await arrivedSignedIn(page, portal, '/');
  await open(page, profile);
  await fillCccd(page, people.binh);
  await fill(page.getByLabel('Số điện thoại'), '0912345678');
  await waits(page, 'Cập nhật', 'blank');
  const waiting = page.url();
  await open(page, profile);
  await expectCccd(page, people.binh);
  await expect(page.getByLabel('Số điện thoại')).toHaveValue(/912 ?345 ?678$/);
  await open(page, waiting);
  await pressButton(page, 'Thử lại');
  await arrivedAt(page, `${portal.url}/tai-khoan`);
  await expect(page.getByRole('main')).toContainText('025*****9002');
});

test('at the gate of an application: back to its last step with everything in it, and sent', async ({ page }) => {
  test.slow();
  await beSignedIn(page, portal, people.binh, 'national', businessPage);
  await skipNumber(page);
  await arrivedSignedIn(page, portal, businessPage);
  // The steps themselves ask nobody.
  await setPopulation('down');
  const entries = await fillApplication(page);
  await sendApplication(page);
  await arrived(page, numberHeading);
  await fillCccd(page, people.binh);
  await waits(page, 'Cập nhật', 'fault');
  await expect(page.getByRole('button', { name: 'Bỏ qua' })).toHaveCount(0);
  await pressButton(page, 'Thử lại');
  await arrivedAt(page, new RegExp(`${procedure}/nop-ho-so`));
  for (const entry of entries) await expect(page.getByRole('main')).toContainText(entry);
  await sendApplication(page);
  await arrived(page, 'Đăng ký hồ sơ thành công');
});

test('at a slip: what the register has answered is enough for it', async ({ page }) => {
  await beSignedIn(page, portal, people.dung, 'national', '/thu-tuc');
  await updateNumber(page, people.dung);
  await expectOutcome(page, 'not_found', 'Chưa tìm thấy thông tin khớp');
  const outcome = page.url();
  await setPopulation('down');
  await pressButton(page, 'Lập phiếu hướng dẫn');
  await arrived(page, 'Phiếu hướng dẫn');
  await open(page, outcome);
  await press(page.getByRole('link', { name: 'Xem lại và sửa thông tin' }));
  await expectCccd(page, people.dung);
});

test('at a conflict, a merge and its undoing: the provider is away for a moment, the register all the time', async ({ page, watch }) => {
  test.slow();
  watch.expects(400, /^\/dang-nhap\/khong-thanh\/tam-gian-doan/);
  await beSignedIn(page, portal, people.binh2, 'national');
  await updateNumber(page, people.binh2);
  await arrivedSignedIn(page, portal, '/');
  await signOut(page);
  await beSignedIn(page, portal, people.binh, 'national', '/thu-tuc');
  await updateNumber(page, people.binh);
  await expectOutcome(page, 'conflict', 'Số căn cước đã gắn với tài khoản khác');

  await setPopulation('down');
  await setProvider('national', 'temporarily_unavailable');
  await pressProvider(page, 'national');
  await answerNational(page, people.binh2);
  await arrived(page, 'Nơi cấp tài khoản tạm thời gián đoạn');
  await setProvider('national', 'ok');
  await expectSignedIn(page, people.binh);
  await press(page.getByRole('main').getByRole('link', { name: 'Mở trang bạn cần' }));
  await expectOutcome(page, 'conflict', 'Số căn cước đã gắn với tài khoản khác');
  await pressProvider(page, 'national');
  await answerNational(page, people.binh2);
  await arrived(page, 'Gộp hai tài khoản thành một?');
  await pressButton(page, 'Gộp tài khoản');
  await arrivedAt(page, `${portal.url}/thu-tuc`);
  await expect(page.getByRole('status')).toContainText('Bạn có thể tách lại');

  await open(page, identity);
  await pressButton(page, 'Tách lại hai tài khoản');
  await arrived(page, 'Hai tài khoản đã được tách lại');
});

test('at the choice of an account, at linking and at unlinking', async ({ page }) => {
  test.slow();
  await beSignedIn(page, portal, people.an, 'national');
  await arrivedSignedIn(page, portal, '/');
  await setPopulation('down');
  await setProvider('vneid', 'down');
  const choice = `${portal.url}/dang-nhap?tiep=${encodeURIComponent(businessPage)}`;
  const vneid = page.getByRole('main').getByRole('button', { name: providers.vneid.label });
  await expect(async () => {
    await open(page, choice);
    await expect(vneid).toBeDisabled({ timeout: 500 });
  }).toPass({ timeout: 10_000 });
  await arrived(page, 'Đăng nhập');
  await expect(page.getByRole('main').getByRole('button', { name: providers.national.label })).toBeEnabled();
  await setProvider('vneid', 'ok');
  await expect(async () => {
    await open(page, choice);
    await expect(vneid).toBeEnabled({ timeout: 500 });
  }).toPass({ timeout: 10_000 });

  await beSignedIn(page, portal, people.an, 'vneid', businessPage);
  await arrived(page, 'Liên kết tài khoản');
  await pressButton(page, 'Liên kết');
  await arrivedSignedIn(page, portal, businessPage);
  await open(page, identity);
  const linked = page.getByRole('list', { name: 'Danh sách tài khoản liên kết' }).getByRole('listitem');
  await press(linked.filter({ hasText: providers.national.label }).getByRole('link'));
  await arrived(page, 'Gỡ liên kết tài khoản');
  await pressButton(page, 'Gỡ liên kết');
  await arrivedAt(page, identity);
  await expect(linked).toHaveCount(1);
});
