// One person, two accounts: joined by an act of theirs, and one account afterwards.
import type { Page } from '@playwright/test';
import { signOut } from '../support/banner';
import { arrived, arrivedAt, arrivedSignedIn, open, press, pressButton, status } from '../support/page';
import { expect, test } from '../support/test';
import { numberHeading, updateNumber } from '../support/number';
import { people } from '../support/people';
import { bothPortals, businessPage, portals, providers } from '../support/portals';
import { answerNational, beSignedIn, expectSignedIn, pressProvider, signInVneidByPassword } from '../support/sign-in';

/** The dry run of "Tài khoản kia không phải của tôi", and its confirmation. */
async function disown(page: Page): Promise<void> {
  await press(page.getByRole('link', { name: 'Tài khoản kia không phải của tôi' }));
  await arrived(page, 'Tài khoản kia không phải của bạn?');
  await expect(page.getByRole('main')).toContainText('Chưa có gì thay đổi');
  await pressButton(page, 'Chuyển số căn cước về tài khoản của tôi');
}

for (const portal of bothPortals) {
  test.describe(portal.id, () => {
    test('the national account and then VNeID: asked, linked by one press, one account with two identities', async ({ page }) => {
      await beSignedIn(page, portal, people.an, 'national');
      await arrivedSignedIn(page, portal, '/');
      await signInVneidByPassword(page, portal, people.an, businessPage);
      await arrived(page, 'Liên kết tài khoản');
      await pressButton(page, 'Liên kết');
      await arrivedSignedIn(page, portal, businessPage);
      await expectSignedIn(page, people.an);

      await open(page, `${portal.url}/tai-khoan/dinh-danh`);
      await arrivedAt(page, `${portal.url}/tai-khoan/dinh-danh`);
      const identities = page.getByRole('list', { name: 'Danh sách tài khoản liên kết' }).getByRole('listitem');
      await expect(identities).toHaveCount(2);
      for (const { label } of Object.values(providers)) {
        await expect(identities.filter({ hasText: new RegExp(`^\\s*${label}`, 'i') })).toHaveCount(1);
      }
    });

    test('V-04: where the national account is not open, the press leads there and back to the wanted page, linked', async ({ page }) => {
      await beSignedIn(page, portal, people.an, 'national');
      await arrivedSignedIn(page, portal, '/');
      await signOut(page);
      await beSignedIn(page, portal, people.an, 'vneid', businessPage);
      await arrived(page, 'Liên kết tài khoản');
      await pressButton(page, 'Liên kết');
      await answerNational(page, people.an);
      await arrivedSignedIn(page, portal, businessPage);
      await expectSignedIn(page, people.an);
    });

    test('K-02: the question ends with "Dừng lại", and the next person finds nothing', async ({ page }) => {
      await beSignedIn(page, portal, people.an, 'national');
      await arrivedSignedIn(page, portal, '/');
      await signOut(page);
      await beSignedIn(page, portal, people.an, 'vneid');
      await arrived(page, 'Liên kết tài khoản');
      await pressButton(page, 'Dừng lại, đây không phải máy của tôi');
      // The session at VNeID ends too; the `state` that VNeID hands back does not stay in the address.
      await arrivedAt(page, `${portal.url}/`);
      await open(page, `${portal.url}/lien-ket`);
      await arrived(page, 'Không còn yêu cầu liên kết nào');
    });

    test('a question of linking that was answered is not asked again', async ({ page }) => {
      await beSignedIn(page, portal, people.an, 'national');
      await arrivedSignedIn(page, portal, '/');
      await beSignedIn(page, portal, people.an, 'vneid');
      await pressButton(page, 'Liên kết');
      await arrivedSignedIn(page, portal, '/');
      await signOut(page);
      await beSignedIn(page, portal, people.an, 'vneid', businessPage);
      await arrivedSignedIn(page, portal, businessPage);
    });

    test('a linked person who comes with the national account is offered VNeID', async ({ page }) => {
      await beSignedIn(page, portal, people.binh, 'national');
      await updateNumber(page, people.binh);
      await arrivedSignedIn(page, portal, '/');
      await beSignedIn(page, portal, people.binh, 'vneid');
      await pressButton(page, 'Liên kết');
      await arrivedSignedIn(page, portal, '/');
      await signOut(page);

      await beSignedIn(page, portal, people.binh, 'national');
      await arrivedSignedIn(page, portal, '/');
      const offer = (role: 'button' | 'link') => page.getByRole(role, { name: 'Đăng nhập bằng VNeID' });
      await expect(offer('button').or(offer('link'))).toBeVisible();
    });

    test('saying that the account is not mine links nothing', async ({ page }) => {
      await beSignedIn(page, portal, people.an, 'national');
      await arrivedSignedIn(page, portal, '/');
      await signOut(page);
      await beSignedIn(page, portal, people.an, 'vneid');
      await arrived(page, 'Liên kết tài khoản');
      await disown(page);
      await arrivedAt(page, new RegExp(`^${portal.url}/`));
      await open(page, `${portal.url}/tai-khoan/dinh-danh`);
      await expect(page.getByRole('list', { name: 'Danh sách tài khoản liên kết' }).getByRole('listitem')).toHaveCount(1);
    });

    test('L-11: an account is unlinked after a dry run, and the last way in is protected', async ({ page }) => {
      await beSignedIn(page, portal, people.an, 'national');
      await arrivedSignedIn(page, portal, '/');
      await beSignedIn(page, portal, people.an, 'vneid');
      await pressButton(page, 'Liên kết');
      await arrivedSignedIn(page, portal, '/');

      const identityPage = `${portal.url}/tai-khoan/dinh-danh`;
      await open(page, identityPage);
      await expect(page.getByRole('img', { name: 'Sơ đồ liên kết' })).toBeVisible();
      const identities = page.getByRole('list', { name: 'Danh sách tài khoản liên kết' }).getByRole('listitem');
      await press(identities.filter({ hasText: providers.national.label }).getByRole('link'));
      await arrived(page, 'Gỡ liên kết tài khoản');
      await expect(page.getByRole('main')).toContainText('Bạn vẫn vào được bằng');
      await pressButton(page, 'Gỡ liên kết');
      await arrivedAt(page, identityPage);
      await expect(page.getByText('Đã gỡ liên kết')).toBeVisible();
      await expect(identities).toHaveCount(1);

      await press(identities.getByRole('link'));
      await arrived(page, 'Gỡ liên kết tài khoản');
      await expect(page.getByRole('main')).toHaveAttribute('data-outcome', 'last_way_in');

      await open(page, `${portal.url}/tai-khoan`);
      await expect(page.getByRole('region', { name: 'Tài khoản của bạn vừa có thay đổi' })).toBeVisible();
      await pressButton(page, 'Đã hiểu');
      await expect(page.getByRole('region', { name: 'Tài khoản của bạn vừa có thay đổi' })).toHaveCount(0);
    });

    test('a number on a second account of one\'s own: proven, merged, taken apart again', async ({ page }) => {
      await beSignedIn(page, portal, people.binh2, 'national');
      await updateNumber(page, people.binh2);
      await arrivedSignedIn(page, portal, '/');
      await signOut(page);
      await beSignedIn(page, portal, people.binh, 'national');
      await updateNumber(page, people.binh);
      await arrived(page, 'Số căn cước đã gắn với tài khoản khác');
      await pressProvider(page, 'national');
      await answerNational(page, people.binh2);
      await arrived(page, 'Gộp hai tài khoản thành một?');
      await pressButton(page, 'Gộp tài khoản');
      await arrivedAt(page, `${portal.url}/`);
      await expect(page.getByRole('status')).toContainText('Bạn có thể tách lại');
      await expectSignedIn(page, people.binh);

      await open(page, `${portal.url}/tai-khoan/dinh-danh`);
      const identities = page.getByRole('list', { name: 'Danh sách tài khoản liên kết' }).getByRole('listitem');
      await expect(identities).toHaveCount(2);
      await pressButton(page, 'Tách lại hai tài khoản');
      await arrived(page, 'Hai tài khoản đã được tách lại');
    });
  });
}

test('a number goes to its owner by VNeID: the CCCD screen of who had typed it says why and what to do, in both languages', async ({ page }) => {
  const portal = portals.phutho;
  const form = `${portal.url}/can-cuoc?tiep=%2Fthu-tuc`;
  const lost = page.getByRole('region', { name: 'Số căn cước trước đây không còn gắn với tài khoản này' });
  await beSignedIn(page, portal, people.binh2, 'national');
  await updateNumber(page, people.binh2);
  await arrivedSignedIn(page, portal, '/');
  await signOut(page);
  await beSignedIn(page, portal, people.binh, 'vneid');
  await disown(page);
  await arrivedSignedIn(page, portal, '/');
  await signOut(page);

  await beSignedIn(page, portal, people.binh2, 'national', '/thu-tuc');
  await arrived(page, numberHeading);
  await expect(page).toHaveURL(form);
  await expect(lost).toContainText('VNeID đã xác nhận số đó thuộc về một người khác');
  await expect(lost).not.toContainText(people.binh.number.slice(-4));
  await expect(page.getByRole('textbox', { name: 'Họ và tên' })).toHaveValue(people.binh2.name);
  await pressButton(page, 'English');
  await arrived(page, 'Add your citizen identity number');
  await expect(page.getByRole('region', { name: 'The number that this account had is no longer on it' })).toBeVisible();
  await pressButton(page, 'Tiếng Việt');

  await pressButton(page, 'Lập phiếu hướng dẫn');
  await arrived(page, 'Phiếu hướng dẫn');
  await expect(page.getByRole('main')).toContainText('conflict');
  const slip = page.url();
  await open(page, form);
  await pressButton(page, 'Lập phiếu hướng dẫn');
  await expect(status(page, 'đây là phiếu đó. Phiếu lập ngày')).toBeVisible();
  await arrivedAt(page, slip);
  await open(page, form);
  await press(lost.getByRole('link', { name: 'Chọn cách đăng nhập' }));
  await arrivedAt(page, `${portal.url}/dang-nhap?tiep=%2Fthu-tuc`);
});
