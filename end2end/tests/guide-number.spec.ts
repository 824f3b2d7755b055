// The guide's steps with the CCCD number: S4–S7.
import { openAccount, signOut } from '../support/banner';
import { registerCalls } from '../support/control';
import { arrived, arrivedAt, arrivedSignedIn, press, pressButton } from '../support/page';
import { expect, test } from '../support/test';
import { fillCccd, numberHeading, skipNumber, updateNumber } from '../support/number';
import { birthParts, people } from '../support/people';
import { bothPortals, businessPage } from '../support/portals';
import { beSignedIn, expectSignedIn, signInVneidByPassword } from '../support/sign-in';

for (const portal of bothPortals) {
  test.describe(portal.id, () => {
    test('S4 without a CCCD number a screen asks for it and matches it against the population database', async ({ page }) => {
      await beSignedIn(page, portal, people.binh, 'national', businessPage);
      await arrived(page, numberHeading);
      await expect(page).toHaveURL(`${portal.url}/can-cuoc?tiep=${encodeURIComponent(businessPage)}`);
      const field = (name: string) => page.getByRole('textbox', { name, exact: true });
      const { day, month, year } = birthParts(people.binh);
      await expect(field('Số căn cước (CCCD)')).toHaveValue('');
      await expect(field('Họ và tên')).toHaveValue(people.binh.name);
      await expect(field('Ngày')).toHaveValue(new RegExp(`^0?${Number(day)}$`));
      await expect(field('Tháng')).toHaveValue(new RegExp(`^0?${Number(month)}$`));
      await expect(field('Năm')).toHaveValue(year);
      await expect(page.getByRole('checkbox', { name: 'Tôi đồng ý cho đối chiếu' })).not.toBeChecked();
      expect(await registerCalls(), 'nothing is asked before the person agrees').toBe(0);
      await fillCccd(page, people.binh);
      await pressButton(page, 'Cập nhật');
      await arrivedSignedIn(page, portal, businessPage);
      expect(await registerCalls()).toBe(1);
    });

    test('S5 "Cập nhật": on a match the citizen goes to the wanted business page, signed in', async ({ page }) => {
      await beSignedIn(page, portal, people.cuong, 'national', businessPage);
      await updateNumber(page, people.cuong);
      await arrivedSignedIn(page, portal, businessPage);
      await expectSignedIn(page, people.cuong);
    });

    test('S6 "Bỏ qua": they go on signed in, and do it later from "Thông tin định danh"', async ({ page }) => {
      await beSignedIn(page, portal, people.binh, 'national', businessPage);
      await skipNumber(page);
      await arrivedSignedIn(page, portal, businessPage);
      expect(await registerCalls()).toBe(0);

      await openAccount(page);
      await arrivedAt(page, `${portal.url}/tai-khoan`);
      await press(page.getByRole('link', { name: 'Thông tin định danh' }).first());
      await arrivedAt(page, `${portal.url}/tai-khoan/dinh-danh`);
      await pressButton(page, 'Cập nhật từ CSDL Quốc gia về Dân cư');
      await updateNumber(page, people.binh);
      await arrivedAt(page, `${portal.url}/tai-khoan/dinh-danh`);
      await expect(page.getByRole('main')).toContainText(people.binh.number.slice(-3));
      expect(await registerCalls()).toBe(1);
    });

    test('S7 once linked they sign in with VNeID and come back to the wanted business page', async ({ page }) => {
      await beSignedIn(page, portal, people.binh, 'national');
      await updateNumber(page, people.binh);
      await arrivedSignedIn(page, portal, '/');

      await signInVneidByPassword(page, portal, people.binh, businessPage);
      await arrived(page, 'Liên kết tài khoản');
      await pressButton(page, 'Liên kết');
      await arrivedSignedIn(page, portal, businessPage);
      await signOut(page);

      await signInVneidByPassword(page, portal, people.binh, businessPage);
      await arrivedSignedIn(page, portal, businessPage);
      await expectSignedIn(page, people.binh);
    });
  });
}
