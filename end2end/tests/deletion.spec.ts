// "Xóa tài khoản": nothing without the tick, and whoever signs in again is a newcomer.
import { arrived, arrivedAt, arrivedSignedIn, open, pressButton, status } from '../support/page';
import { expect, test } from '../support/test';
import { people } from '../support/people';
import { bothPortals } from '../support/portals';
import { beSignedIn } from '../support/sign-in';

for (const portal of bothPortals) {
  test.describe(portal.id, () => {
    test('P-05: a person deletes their account, and is a newcomer then', async ({ page, watch }) => {
      const data = `${portal.url}/tai-khoan/du-lieu`;
      watch.expects(422, /^\/tai-khoan\/du-lieu/);
      await beSignedIn(page, portal, people.an, 'national');
      await arrivedSignedIn(page, portal, '/');
      await open(page, data);
      await arrived(page, 'Dữ liệu của tôi');
      const tick = page.getByRole('checkbox', { name: 'Tôi hiểu và muốn xóa tài khoản' });
      await expect(tick).not.toBeChecked();
      await pressButton(page, 'Xóa tài khoản');
      await arrivedAt(page, data);
      await expect(page.getByText('Có lỗi cần sửa')).toBeVisible();

      await tick.check();
      await pressButton(page, 'Xóa tài khoản');
      await arrivedAt(page, new RegExp(`^${portal.url}/(\\?|$)`));
      await expect(status(page, 'đã được xóa')).toBeVisible();
      await open(page, `${portal.url}/tai-khoan`);
      await arrived(page, 'Đăng nhập');

      await beSignedIn(page, portal, people.an, 'vneid');
      await arrivedSignedIn(page, portal, '/');
    });
  });
}
