// The online application step by step: a draft is free, nothing is lost, what is missing is named, and the official's answer reaches the
// citizen.
import { dossierCode, sendApplication } from '../support/application';
import { arrived, checkPage, open, press, pressButton, settled, status } from '../support/page';
import { people } from '../support/people';
import { businessPage, portals } from '../support/portals';
import { beSignedIn } from '../support/sign-in';
import { expect, test } from '../support/test';

const form = `${portals.phutho.url}/thu-tuc/1.001193/nop-ho-so`;

test('an application with empty fields: order of steps, a slip, saved for later, what is missing, sent, answered', async ({ page, anotherBrowser, watch }) => {
  test.setTimeout(90_000);
  watch.expects(422, /nop-ho-so|can-bo/);
  const main = page.getByRole('main');
  const name = page.getByLabel('Họ và tên trẻ');
  const birth = page.getByLabel('Ngày sinh của trẻ');
  await beSignedIn(page, portals.phutho, people.an, 'vneid', businessPage);
  await arrived(page, 'Nộp hồ sơ trực tuyến');

  // A step ahead leads to where the person is.
  await open(page, `${form}?buoc=4`);
  await expect(page).toHaveURL(`${form}?buoc=1`);
  await pressButton(page, 'Tiếp tục');
  await expect(page).toHaveURL(`${form}?buoc=2`);

  // A slip loses nothing.
  await expect(birth).toBeVisible();
  await settled(page);
  await name.fill('Nguyễn Minh Khang');
  await birth.fill('31/02/2026');
  await pressButton(page, 'Tiếp tục');
  await expect(page.getByRole('alert')).toContainText('Có lỗi cần sửa');
  await expect(page).toHaveTitle(/^Lỗi:/);
  await expect(name).toHaveValue('Nguyễn Minh Khang');
  await expect(birth).toHaveValue('31/02/2026');
  await checkPage(page);

  // Later, it goes on where it was left; what was typed into one step is not in the next.
  await birth.fill('');
  await pressButton(page, 'Lưu và để sau');
  await arrived(page, 'Hồ sơ của tôi');
  await press(page.getByRole('link', { name: /Điền tiếp/ }));
  await expect(page.getByLabel('Số điện thoại liên hệ')).toHaveValue('');
  await pressButton(page, 'Tiếp tục');
  await expect(page).toHaveURL(`${form}?buoc=4`);
  await expect(main).toContainText('Nguyễn Minh Khang');
  await expect(main).toContainText('Chưa gửi được');
  await checkPage(page);
  await sendApplication(page);
  await expect(page.getByRole('alert')).toContainText('Có lỗi cần sửa');
  await checkPage(page);
  await page.getByRole('alert').getByRole('link', { name: 'Ngày sinh của trẻ' }).click();
  await expect(page).toHaveURL(`${form}?buoc=2#child_birth_date`);
  await settled(page);
  await birth.fill('20/05/2026');
  await page.getByRole('radio', { name: 'Nữ' }).check();
  await pressButton(page, 'Tiếp tục');
  await expect(page).toHaveURL(`${form}?buoc=4`);
  await page.getByRole('main').getByRole('link', { name: /Số điện thoại liên hệ/ }).click();
  await expect(page).toHaveURL(`${form}?buoc=3#phone`);
  await settled(page);
  await page.getByLabel('Số điện thoại liên hệ').fill('0912345678');
  await pressButton(page, 'Tiếp tục');
  await expect(page).toHaveURL(`${form}?buoc=4`);
  await expect(main).not.toContainText('Chưa gửi được');
  await press(page.getByRole('link', { name: /Sửa.*Biểu mẫu/ }));
  await expect(name).toHaveValue('Nguyễn Minh Khang');
  await pressButton(page, 'Tiếp tục');
  await expect(page).toHaveURL(`${form}?buoc=4`);
  await sendApplication(page);
  await arrived(page, 'Đăng ký hồ sơ thành công');
  const code = dossierCode.exec(await main.innerText())?.[0] ?? '';

  // The official asks for a paper; a status has to be chosen.
  const desk = await anotherBrowser();
  const note = desk.getByLabel('Lời nhắn cho công dân');
  await beSignedIn(desk, portals.phutho, people.khoi, 'vneid', '/can-bo');
  await arrived(desk, 'Bàn làm việc cán bộ');
  await press(desk.getByRole('link', { name: code }));
  await arrived(desk, 'Xử lý hồ sơ');
  await expect(desk.getByRole('main')).toContainText(people.an.name);
  await pressButton(desk, 'Lưu trạng thái');
  await expect(desk.getByRole('alert')).toContainText('Chọn một mục');
  await settled(desk);
  await desk.getByRole('radio', { name: 'Yêu cầu bổ sung giấy tờ' }).check();
  await note.fill('Cần thêm giấy chứng sinh.');
  await pressButton(desk, 'Lưu trạng thái');
  await expect(status(desk, 'Đã cập nhật trạng thái hồ sơ')).toBeVisible();
  await expect(note).toHaveValue('');

  await open(page, `${portals.phutho.url}/ho-so/${code}`);
  await expect(main).toContainText('Cần thêm giấy chứng sinh.');
  await checkPage(page);
  await open(page, `${portals.phutho.url}/ho-so`);
  await expect(main).toContainText('Yêu cầu bổ sung giấy tờ');
  await checkPage(page);
});
