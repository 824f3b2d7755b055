import type { Locator, Page } from '@playwright/test';
import { press } from './page';

/** An item of the signed-in person's part of the banner; where the screen is narrow a menu may hold it. */
async function item(page: Page, role: 'link' | 'button', name: string): Promise<Locator> {
  const banner = page.getByRole('banner');
  const wanted = banner.getByRole(role, { name, exact: true });
  const menu = banner.locator('summary, button[aria-expanded="false"]').first();
  if (!(await wanted.isVisible()) && (await menu.isVisible())) await press(menu);
  return wanted;
}

export async function openAccount(page: Page): Promise<void> {
  await press(await item(page, 'link', 'Quản lý tài khoản'));
}

export async function signOut(page: Page): Promise<void> {
  await press(await item(page, 'button', 'Đăng xuất'));
  await page.getByRole('banner').getByRole('link', { name: 'Đăng nhập', exact: true }).waitFor();
}
