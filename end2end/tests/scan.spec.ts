// N3: the form filled from the card's QR code, in the browser.
import type { Browser, Page } from '@playwright/test';
import { launchWithCamera } from '../support/browser';
import { cardCode, Darkroom, impossibleCorners, showToCamera, type Shot } from '../support/card';
import { arrived, arrivedSignedIn, checkPage, hasScripts, open, press, pressButton, status } from '../support/page';
import { numberHeading } from '../support/number';
import { birthParts, people, type Person } from '../support/people';
import { businessPage, portals } from '../support/portals';
import { beSignedIn, chooseProvider } from '../support/sign-in';
import { expect, test } from '../support/test';

test.use({ launchOptions: launchWithCamera, permissions: ['camera'] });

const portal = portals.phutho;
const scan = 'Quét mã QR trên thẻ căn cước';
const byCamera = 'Quét bằng máy ảnh';
const filled = 'Đã điền từ thẻ. Xin kiểm tra lại.';

const panel = (page: Page) => page.getByRole('dialog', { name: scan });
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });

async function camera(browser: Browser, code: string, shot: Shot = {}): Promise<void> {
  const darkroom = await Darkroom.open(browser);
  showToCamera(await darkroom.take(code, shot));
  await darkroom.close();
}

/** Every stream that the page gets from the camera stays in sight of the test. */
async function rememberStreams(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const streams: MediaStream[] = [];
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (wish) => {
      const stream = await ask(wish);
      streams.push(stream);
      return stream;
    };
    Object.assign(window, { tracks: () => streams.flatMap((stream) => stream.getTracks().map((track) => track.readyState)) });
  });
}

const tracks = (page: Page): Promise<string[]> => page.evaluate(() => (window as unknown as { tracks: () => string[] }).tracks());

async function openPanel(page: Page, person: Person): Promise<void> {
  await beSignedIn(page, portal, person, 'national', businessPage);
  await arrived(page, numberHeading);
  await pressButton(page, scan);
  await expect(panel(page)).toBeVisible();
}

async function expectFilled(page: Page, person: Person): Promise<void> {
  await expect(status(page, filled)).toBeVisible({ timeout: 20_000 });
  await expect(panel(page)).toBeHidden();
  const { day, month, year } = birthParts(person);
  await expect(field(page, 'Số căn cước (CCCD)')).toHaveValue(person.number.replace(/(\d{3})(?=\d)/g, '$1 '));
  await expect(field(page, 'Họ và tên')).toHaveValue(person.name);
  await expect(field(page, 'Ngày')).toHaveValue(String(Number(day)));
  await expect(field(page, 'Tháng')).toHaveValue(String(Number(month)));
  await expect(field(page, 'Năm')).toHaveValue(year);
  await expect(field(page, 'Số căn cước (CCCD)')).toBeFocused();
}

test('@wasm N3 a card before the camera fills the form; the person agrees and goes on; nothing leaves the page', async ({ page, browser }) => {
  await camera(browser, await cardCode(page, people.binh), { turn: 20 });
  await rememberStreams(page);
  await openPanel(page, people.binh);
  await checkPage(page);
  const sent: string[] = [];
  page.on('request', (request) => sent.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await pressButton(page, byCamera);
  await expectFilled(page, people.binh);
  expect(sent.filter((request) => !/^GET \/pkg\/[\w.-]+$/.test(request)), 'only the reader itself was fetched').toEqual([]);
  expect(await tracks(page), 'the camera is off').toEqual(['ended']);
  await checkPage(page);
  const consent = page.getByRole('checkbox', { name: 'Tôi đồng ý cho đối chiếu' });
  await expect(consent).not.toBeChecked();
  await consent.check();
  await pressButton(page, 'Cập nhật');
  await arrivedSignedIn(page, portal, businessPage);
});

test('@wasm N3 a photo of the card fills the profile\'s form', async ({ page, browser }) => {
  const darkroom = await Darkroom.open(browser);
  const { png } = await darkroom.take(await cardCode(page, people.binh), { turn: 100, size: 0.3 });
  await darkroom.close();
  await beSignedIn(page, portal, people.binh, 'national');
  await open(page, `${portal.url}/tai-khoan/chinh-sua`);
  await pressButton(page, scan);
  const chooser = page.waitForEvent('filechooser');
  await press(panel(page).getByRole('button', { name: 'Chụp hoặc chọn ảnh thẻ' }));
  await (await chooser).setFiles({ name: 'the.png', mimeType: 'image/png', buffer: png });
  await expectFilled(page, people.binh);
});

test('@wasm N3 another QR code is told apart, and closing the panel puts the camera out', async ({ page, browser, anotherBrowser }) => {
  const other = await anotherBrowser();
  await chooseProvider(other, portal, 'vneid');
  const code = await other.locator('img.qr').getAttribute('src');
  await camera(browser, code ?? '');
  await rememberStreams(page);
  await openPanel(page, people.binh);
  await pressButton(page, byCamera);
  await expect(status(page, 'Đây không phải mã QR trên thẻ căn cước')).toBeVisible({ timeout: 20_000 });
  expect(await tracks(page), 'it looks on').toEqual(['live']);
  await checkPage(page);
  await page.keyboard.press('Escape');
  await expect(panel(page)).toBeHidden();
  expect(await tracks(page)).toEqual(['ended']);
  await expect(page.getByRole('button', { name: scan })).toBeFocused();
  await expect(field(page, 'Số căn cước (CCCD)')).toHaveValue('');
});

test.describe('without permission', () => {
  test.use({ permissions: [] });

  test('@wasm N3 who says no to the camera is told the other ways, and what is no picture is named', async ({ page, browser }) => {
    // A camera is there: without its picture the browser would find none, and ask nobody.
    await camera(browser, await cardCode(page, people.binh));
    await openPanel(page, people.binh);
    await pressButton(page, byCamera);
    await expect(status(page, 'Trình duyệt chưa được phép dùng máy ảnh')).toBeVisible();
    await checkPage(page);
    const photo = page.locator('#scan-photo');
    await photo.setInputFiles({ name: 'the.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture') });
    await expect(status(page, 'Không mở được tệp này')).toBeVisible();
    await pressButton(page, 'Đóng lại, tôi tự nhập');
    await expect(panel(page)).toBeHidden();
  });
});

test('@wasm N3 a browser with a reader of its own needs no other', async ({ page, browser }) => {
  await camera(browser, await cardCode(page, people.binh));
  const text = `${people.binh.number}||${people.binh.name}|15031990|Nữ`;
  await page.addInitScript((rawValue) => {
    let looks = 0;
    class BarcodeDetector {
      static getSupportedFormats = async () => ['ean_13', 'qr_code'];
      detect = async (source: unknown) => (source instanceof HTMLVideoElement && (looks += 1) > 2 ? [{ rawValue }] : []);
    }
    Object.assign(window, { BarcodeDetector });
  }, text);
  await openPanel(page, people.binh);
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.url()));
  await pressButton(page, byCamera);
  await expectFilled(page, people.binh);
  expect(sent).toEqual([]);
});

test('@wasm N3 a picture that the reader cannot bear is a picture without a code, and the page lives on', async ({ page, browser, watch }) => {
  // A panic is a trap of the program, which goes up to the call that was made for this. A developer's build writes it to the console.
  watch.tolerates(/panicked at .*rqrr/);
  await page.addInitScript(() => {
    const call = Function.prototype.call;
    Function.prototype.call = function (...values: unknown[]) {
      try {
        return Reflect.apply(call, this, values);
      } catch (error) {
        if (error instanceof WebAssembly.RuntimeError) sessionStorage.setItem('traps', `${traps() + 1}`);
        throw error;
      }
    };
    const traps = (): number => Number(sessionStorage.getItem('traps'));
  });
  await openPanel(page, people.binh);
  const photo = page.locator('#scan-photo');
  for (const _ of [1, 2]) {
    await photo.setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: await impossibleCorners(page) });
    await expect(status(page, 'Chưa thấy mã QR trong ảnh')).toBeVisible({ timeout: 20_000 });
  }
  const traps = await page.evaluate(() => Number(sessionStorage.getItem('traps')));
  expect(traps, 'the reader did panic').toBeGreaterThan(1);
  const darkroom = await Darkroom.open(browser);
  const { png } = await darkroom.take(await cardCode(page, people.binh));
  await darkroom.close();
  await photo.setInputFiles({ name: 'the.png', mimeType: 'image/png', buffer: png });
  await expectFilled(page, people.binh);
});

test('@wasm N3 how many photos of cards are read', async ({ page, browser }, { project }) => {
  test.skip(project.name !== 'desktop', 'the reader is the same');
  test.slow();
  const code = await cardCode(page, people.binh);
  const conditions: Record<string, Shot> = {
    good: {},
    far: { size: 0.25 },
    blurred: { size: 0.35, blur: 1.5 },
    dark: { light: [8, 60], noise: 10 },
    pale: { light: [110, 170], noise: 10 },
    'far, blurred and dark': { size: 0.3, blur: 1, light: [15, 90], noise: 8 },
  };
  await openPanel(page, people.binh);
  const darkroom = await Darkroom.open(browser);
  const results: string[] = [];
  let read = 0;
  for (const [name, shot] of Object.entries(conditions)) {
    let here = 0;
    for (const turn of [3, 77, 151, 229]) {
      if (!(await panel(page).isVisible())) await pressButton(page, scan);
      const { png } = await darkroom.take(code, { ...shot, turn });
      await page.locator('#scan-photo').setInputFiles({ name: 'the.png', mimeType: 'image/png', buffer: png });
      const nothing = status(page, 'Chưa thấy mã QR trong ảnh');
      await expect(status(page, filled).or(nothing)).toBeVisible({ timeout: 30_000 });
      if (!(await nothing.isVisible())) here += 1;
    }
    read += here;
    results.push(`${name}: ${here} of 4`);
  }
  await darkroom.close();
  console.log(`  read in Chromium: ${read} of 24 (${results.join(', ')})`);
  expect(read).toBeGreaterThanOrEqual(20);
});

test('N3 without scripts there is nothing to scan with, and the form is whole', async ({ page }) => {
  test.skip(hasScripts(), 'about browsers without scripts');
  await beSignedIn(page, portal, people.binh, 'national', businessPage);
  await arrived(page, numberHeading);
  await expect(page.getByRole('button', { name: scan })).toBeHidden();
  await expect(field(page, 'Số căn cước (CCCD)')).toBeVisible();
});
