import { expect, type Page } from '@playwright/test';
import { fill, heading, press, pressButton, settled, status } from './page';
import { birthParts, type Person } from './people';

/** The heading of the page that asks for the number. */
export const numberHeading = 'Cập nhật số căn cước công dân';

/** Types what is asked for of number, name and birth date, and agrees to the comparison; verified fields are not asked for. */
export async function fillCccd(page: Page, person: Person): Promise<void> {
  const { day, month, year } = birthParts(person);
  const entries = { 'Số căn cước (CCCD)': person.number, 'Họ và tên': person.name, 'Ngày': day, 'Tháng': month, 'Năm': year };
  for (const [name, text] of Object.entries(entries)) {
    const field = page.getByRole('textbox', { name, exact: true });
    if (await field.isVisible()) await fill(field, text);
  }
  const yearOnly = page.getByRole('checkbox', { name: 'Chỉ biết năm sinh' });
  if (await yearOnly.isVisible()) await yearOnly.setChecked(day === '');
  const consent = page.getByRole('checkbox', { name: 'Tôi đồng ý cho đối chiếu' });
  if (await consent.isVisible()) await consent.check();
}

/** On the CCCD page: fills it in and presses "Cập nhật". */
export async function updateNumber(page: Page, person: Person): Promise<void> {
  await expect(heading(page, numberHeading)).toBeVisible();
  await settled(page);
  await fillCccd(page, person);
  await pressButton(page, 'Cập nhật');
}

export async function skipNumber(page: Page): Promise<void> {
  await expect(heading(page, numberHeading)).toBeVisible();
  await pressButton(page, 'Bỏ qua');
}

/** What was typed stands in the fields, with or without the spaces and leading zeros. */
export async function expectCccd(page: Page, person: Person): Promise<void> {
  const { day, month, year } = birthParts(person);
  const number = new RegExp(`^${[...person.number].join(' ?')}$`);
  const part = (text: string) => new RegExp(`^0?${Number(text)}$`);
  const entries = { 'Số căn cước (CCCD)': number, 'Họ và tên': person.name, 'Ngày': part(day), 'Tháng': part(month), 'Năm': year };
  for (const [name, text] of Object.entries(entries)) {
    await expect(page.getByRole('textbox', { name, exact: true })).toHaveValue(text);
  }
}

/** The page of an outcome that is no match. */
export async function expectOutcome(page: Page, outcome: string | RegExp, name: string): Promise<void> {
  await expect(heading(page, name)).toBeVisible();
  await expect(page.getByRole('main')).toHaveAttribute('data-outcome', outcome);
}

/** On the profile: "Cập nhật", and the comparison where one is shown first. */
export async function saveProfile(page: Page): Promise<void> {
  await pressButton(page, 'Cập nhật');
  const synchronised = status(page, 'Đã đồng bộ với CSDL quốc gia về dân cư');
  const confirm = page.getByRole('button', { name: 'Xác nhận', exact: true });
  await expect(synchronised.or(confirm).first()).toBeVisible();
  if (await confirm.isVisible()) await press(confirm);
  await expect(synchronised).toBeVisible();
}
