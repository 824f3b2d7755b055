import { expect, type Page } from '@playwright/test';
import { arrived, arrivedAt, fill, hasScripts, open, press, pressButton } from './page';
import { code, password, type Person } from './people';
import { providers, signInPath, type Portal, type ProviderId } from './portals';

/** Chooses a kind of account on the portal's sign-in page. */
export async function chooseProvider(page: Page, portal: Portal, provider: ProviderId, wanted = '/'): Promise<void> {
  await open(page, portal.url + signInPath(wanted));
  await arrived(page, 'Đăng nhập');
  await pressProvider(page, provider);
}

/** On the sign-in page: the button of this kind of account, and on to the provider's own page. */
export async function pressProvider(page: Page, provider: ProviderId): Promise<void> {
  await press(page.getByRole('button', { name: providers[provider].label }));
  await arrivedAt(page, new RegExp(`^${providers[provider].url}/`));
}

/** On the page of the national provider. */
export async function answerNational(page: Page, person: Person): Promise<void> {
  await fill(page.getByLabel('Tên đăng nhập'), person.id);
  await fill(page.getByLabel('Mật khẩu'), password);
  await pressButton(page, 'Đăng nhập');
}

/** On the page of VNeID: number and password, one-time code, consent, passcode. */
export async function answerVneid(page: Page, person: Person): Promise<void> {
  await fill(page.getByLabel('Số định danh cá nhân'), person.number);
  await fill(page.getByLabel('Mật khẩu'), password);
  await pressButton(page, 'Đăng nhập');
  await fill(page.getByLabel('Mã OTP'), code);
  await arrivedAt(page, /\/vneid\//);
  await pressButton(page, 'Xác nhận');
  await page.getByRole('checkbox').check();
  await arrivedAt(page, /\/vneid\//);
  await pressButton(page, 'Xác nhận chia sẻ');
  await fill(page.getByLabel('Passcode'), code);
  await arrivedAt(page, /\/vneid\//);
  await pressButton(page, 'Xác nhận');
}

export async function signInNational(page: Page, portal: Portal, person: Person, wanted = '/'): Promise<void> {
  await chooseProvider(page, portal, 'national', wanted);
  await answerNational(page, person);
}

export async function signInVneidByPassword(page: Page, portal: Portal, person: Person, wanted = '/'): Promise<void> {
  await chooseProvider(page, portal, 'vneid', wanted);
  await answerVneid(page, person);
}

/** `phone` is a page of another browser: the person's phone, which scans the code and agrees. */
export async function signInVneidByQr(page: Page, phone: Page, portal: Portal, person: Person, wanted = '/'): Promise<void> {
  await chooseProvider(page, portal, 'vneid', wanted);
  const link = page.getByRole('link', { name: 'Mở ứng dụng VNeID' });
  await open(phone, (await link.getAttribute('href')) ?? '');
  await confirmOnPhone(phone, person);
  // With scripts the waiting page goes on by itself.
  if (!hasScripts()) await pressButton(page, 'Tiếp tục');
}

async function confirmOnPhone(phone: Page, person: Person): Promise<void> {
  await fill(phone.getByLabel('Số định danh cá nhân'), person.number);
  await fill(phone.getByLabel('Mật khẩu'), password);
  await phone.getByRole('checkbox').check();
  await fill(phone.getByLabel('Passcode'), code);
  await arrivedAt(phone, /\/phone/);
  await pressButton(phone, 'Xác nhận');
  await arrived(phone, 'Đã xác nhận');
}

/**
 * Signs in where the test is about something later: the portal's own request, and the provider's answer without its pages
 * (`login_hint`, docs/SANDBOX.md). Ends where a person would be after the last of these pages.
 */
export async function beSignedIn(
  page: Page,
  portal: Portal,
  person: Person,
  provider: ProviderId,
  wanted = '/',
): Promise<void> {
  const start = await page.request.post(`${portal.url}/api/dang-nhap`, {
    form: { provider: providers[provider].id, tiep: wanted },
    headers: { Origin: portal.url, Accept: 'text/html' },
    maxRedirects: 0,
    // The test's own connection may be one that the portal has just closed, being idle; a browser would ask again too.
    maxRetries: 2,
  });
  const address = new URL(start.headers()['location'] ?? '', portal.url);
  expect(address.href, 'the sign-in leads to the provider').toContain(`${providers[provider].url}/authorize`);
  address.searchParams.set('login_hint', person.id);
  await open(page, address.href);
}

/** Somebody is signed in, and the banner says who. */
export async function expectSignedIn(page: Page, person: Person): Promise<void> {
  await expect(page.getByRole('banner')).toContainText(person.name);
}
