// Every outcome of the register, at both portals, with WebAssembly and without: its page in both languages, and what the person
// can do next, done.
import type { Page } from '@playwright/test';
import { signOut } from '../support/banner';
import { registerCalls, setPopulation } from '../support/control';
import { arrived, arrivedAt, arrivedSignedIn, heading, open, press, pressButton } from '../support/page';
import { expect, test } from '../support/test';
import { expectCccd, expectOutcome, numberHeading, updateNumber } from '../support/number';
import { birthParts, people, type Person } from '../support/people';
import { bothPortals, providers, type Portal } from '../support/portals';
import { beSignedIn } from '../support/sign-in';

/** The heading in Vietnamese and in English. */
const headings = {
  not_found: ['Chưa tìm thấy thông tin khớp', 'No matching record was found'],
  ambiguous: ['Cần cơ quan công an kiểm tra thêm', 'The police need to check this'],
  inactive: ['Chưa thể xác nhận số căn cước này', 'This number cannot be confirmed now'],
  rejected_input: ['Chưa đối chiếu được thông tin này', 'These data could not be compared'],
  conflict: ['Số căn cước đã gắn với tài khoản khác', 'This number is on another account'],
  needs_vneid: ['Cần xác nhận bằng VNeID', 'Confirmation by VNeID needed'],
  limited: ['Tạm khóa đối chiếu', 'Comparison is locked for now'],
  unavailable: ['Đang chờ đối chiếu', 'Waiting for the comparison'],
  timeout: ['Đang chờ đối chiếu', 'Waiting for the comparison'],
  malformed: ['Đang chờ đối chiếu', 'Waiting for the comparison'],
} as const satisfies Record<string, readonly [string, string]>;

type Outcome = keyof typeof headings;

const wanted = '/thu-tuc';
const form = `/can-cuoc?tiep=${encodeURIComponent(wanted)}`;
/** Where the outcome's page is, whatever the outcome. */
const outcomePage = `${form}&ket-qua=1`;

/** A good page in Vietnamese and, with the same address, in English. */
async function inBothLanguages(page: Page, [vietnamese, english]: readonly [string, string]): Promise<void> {
  const address = page.url();
  await arrived(page, vietnamese);
  await pressButton(page, 'English');
  await arrived(page, english);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page).toHaveURL(address);
  await pressButton(page, 'Tiếng Việt');
  await expect(heading(page, vietnamese)).toBeVisible();
}

async function showsOutcome(page: Page, portal: Portal, outcome: Outcome): Promise<void> {
  await expectOutcome(page, outcome, headings[outcome][0]);
  await expect(page).toHaveURL(portal.url + outcomePage);
  await inBothLanguages(page, headings[outcome]);
  await expect(page.getByRole('main')).toHaveAttribute('data-outcome', outcome);
}

/** The slip for the office, and back. */
async function offersSlip(page: Page, portal: Portal, outcome: Outcome): Promise<void> {
  await pressButton(page, 'Lập phiếu hướng dẫn');
  await expect(heading(page, 'Phiếu hướng dẫn')).toBeVisible();
  await expect(page.getByRole('main')).toContainText(outcome);
  if (outcome === 'not_found') await inBothLanguages(page, ['Phiếu hướng dẫn', 'Slip to take along']);
  await open(page, portal.url + outcomePage);
}

/** Back to the form, where everything that was typed still stands. */
async function leadsToTheEntries(page: Page, link: string, typed: Person): Promise<void> {
  await press(page.getByRole('main').getByRole('link', { name: link }));
  await expect(heading(page, numberHeading)).toBeVisible();
  await expectCccd(page, typed);
}

for (const portal of bothPortals) {
  test.describe(portal.id, () => {
    test('answers that only an office can change: the entries can be corrected, and a slip taken along', async ({ page }) => {
      test.slow();
      const answers = [
        ['ambiguous', people.hung, 'ok'],
        ['inactive', people.thom, 'ok'],
        ['rejected_input', people.binh, 'rejected'],
      ] as const;
      for (const [outcome, typed, mode] of answers) {
        await beSignedIn(page, portal, typed, 'national', wanted);
        await setPopulation(mode);
        await updateNumber(page, typed);
        await showsOutcome(page, portal, outcome);
        await expect(page.getByRole('button', { name: 'Bỏ qua' })).toBeVisible();
        await offersSlip(page, portal, outcome);
        await leadsToTheEntries(page, 'Xem lại và sửa thông tin', typed);
        await signOut(page);
      }
    });

    test('no answer, whichever way: "Thử lại" asks again with what was typed, until there is one', async ({ page }) => {
      test.slow();
      await setPopulation('down');
      await beSignedIn(page, portal, people.binh, 'national', wanted);
      await updateNumber(page, people.binh);
      await showsOutcome(page, portal, 'unavailable');
      await setPopulation('slow');
      await pressButton(page, 'Thử lại');
      await showsOutcome(page, portal, 'timeout');
      await setPopulation('malformed');
      await pressButton(page, 'Thử lại');
      await showsOutcome(page, portal, 'malformed');
      await open(page, portal.url + form);
      await expectCccd(page, people.binh);
      await open(page, portal.url + outcomePage);
      await setPopulation('ok');
      await pressButton(page, 'Thử lại');
      // matched
      await arrivedSignedIn(page, portal, wanted);
      await inBothLanguages(page, ['Thủ tục hành chính', 'Procedures']);
    });

    test('matched_with_differences: on to the wanted page, which says what is written differently', async ({ page }) => {
      await beSignedIn(page, portal, people.binh, 'national', wanted);
      await updateNumber(page, { ...people.binh, name: 'Tran Thi Binh' });
      await arrivedSignedIn(page, portal, wanted);
      await expect(page.getByRole('status')).toContainText('Tên trong CSDL viết khác: một bên thiếu dấu.');
      await inBothLanguages(page, ['Thủ tục hành chính', 'Procedures']);
    });

    test('needs_vneid: another name is not asked about, and VNeID vouches and returns', async ({ page }) => {
      const typed = { ...people.binh, name: 'Trần Thị Ngọc Bình' };
      await beSignedIn(page, portal, people.binh, 'national', wanted);
      await updateNumber(page, typed);
      await showsOutcome(page, portal, 'needs_vneid');
      expect(await registerCalls()).toBe(0);
      await leadsToTheEntries(page, 'Tôi nhập nhầm, tôi muốn sửa lại', typed);
      await open(page, portal.url + outcomePage);
      await pressButton(page, 'Đăng nhập bằng VNeID');
      await expect(page).toHaveURL(new RegExp(`^${providers.vneid.url}/`));
    });

    test('not_found until it is limited: a slip at first, and then "Bỏ qua" leads on', async ({ page }) => {
      test.slow();
      await beSignedIn(page, portal, people.dung, 'national', wanted);
      await updateNumber(page, people.dung);
      await showsOutcome(page, portal, 'not_found');
      await offersSlip(page, portal, 'not_found');
      await leadsToTheEntries(page, 'Xem lại và sửa thông tin', people.dung);

      // Four more tries, as the form posts them, each with another number: the same entry would be the same query.
      const { name: full_name } = people.dung;
      const { day, month, year } = birthParts(people.dung);
      const cua = await page.locator('input[name="cua"]').first().inputValue();
      for (let tries = 0; tries < 4; tries += 1) {
        const number = `02519599910${tries}`;
        const answer = await page.request.post(`${portal.url}/api/can-cuoc/cap-nhat`, {
          form: { cua, tiep: wanted, number, full_name, day, month, year },
          headers: { Origin: portal.url, Accept: 'text/html' },
        });
        expect(await answer.text()).toContain('data-outcome="not_found"');
      }
      // The form would do nothing now: the screen says until when, and what works.
      await open(page, portal.url + form);
      await expectOutcome(page, 'limited', headings.limited[0]);
      await inBothLanguages(page, headings.limited);
      await expect(page.getByRole('main')).toContainText('Bạn có thể thử lại từ');
      await expect(page.getByRole('button', { name: 'Cập nhật' })).toHaveCount(0);
      await expect(page.getByRole('button', { name: 'Lập phiếu hướng dẫn' })).toHaveCount(1);
      await pressButton(page, 'Bỏ qua');
      await arrivedSignedIn(page, portal, wanted);
    });

    test('conflict: the other account can be proven, the number corrected, or a slip taken along', async ({ page, anotherBrowser }) => {
      test.slow();
      const holder = await anotherBrowser();
      await beSignedIn(holder, portal, people.binh, 'vneid');
      await arrivedSignedIn(holder, portal, '/');

      await beSignedIn(page, portal, people.binh2, 'national', wanted);
      await updateNumber(page, people.binh2);
      await showsOutcome(page, portal, 'conflict');
      await offersSlip(page, portal, 'conflict');
      for (const { label, url } of Object.values(providers)) {
        await press(page.getByRole('main').getByRole('button', { name: label }));
        await arrivedAt(page, new RegExp(`^${url}/`));
        await open(page, portal.url + outcomePage);
      }
      await leadsToTheEntries(page, 'Tôi nhập nhầm số', people.binh2);
    });
  });
}
