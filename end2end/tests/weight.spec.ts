// What each page costs a phone that comes for the first time: a ratchet for every state of the catalogue, at both portals.
// `script/lib/budget.mjs` looks at the choice of an account alone; docs/PERFORMANCE.md has the aims and the table.
import { settled } from '../support/page';
import { expect, test } from '../support/test';
import { bothPortals, sandboxUrl } from '../support/portals';

/** The bounds of any page: requests, and bytes of JavaScript and WebAssembly as they are sent. */
const REQUESTS = 28;
const CODE = 700_000;

test('@wasm each page state stays within its weight on a first visit', async ({ anotherBrowser, request, watch }, info) => {
  test.setTimeout(300_000);
  for (const status of [400, 403, 404, 422]) watch.expects(status, /./);
  const states = (await (await request.get(`${sandboxUrl}/trang-thai.json`)).json()) as { name: string }[];
  const weights: { state: string; requests: number; code: number }[] = [];
  for (const portal of bothPortals) {
    for (const { name } of states) {
      const page = await anotherBrowser();
      const walked = await page.request.post(`${sandboxUrl}/trang-thai/${portal.id}/${name}`, { maxRedirects: 0 });
      const network = await page.context().newCDPSession(page);
      await network.send('Network.enable');
      const files = new Map<string, string>();
      let code = 0;
      network.on('Network.requestWillBeSent', ({ requestId, request: { url } }) => files.set(requestId, url));
      network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
        if (/\.(js|wasm)$/.test(files.get(requestId) ?? '')) code += encodedDataLength;
      });
      await page.goto(walked.headers()['location'] ?? '');
      await settled(page);
      weights.push({ state: `${portal.id} ${name}`, requests: files.size, code });
      await page.context().close();
    }
  }
  weights.sort((one, other) => other.code - one.code);
  await info.attach('weights', { body: JSON.stringify(weights, null, 1), contentType: 'application/json' });
  console.log(weights.slice(0, 5).map(({ state, requests, code }) => `  ${state}: ${requests} requests, ${Math.round(code / 1000)} KB`).join('\n'));
  expect(weights.length, 'states at both portals').toBeGreaterThanOrEqual(80);
  expect(weights.filter(({ requests, code }) => requests > REQUESTS || code > CODE), 'pages over their weight').toEqual([]);
});

test('@wasm W-12: the parts that a page names are fetched once each, and wake it', async ({ anotherBrowser, watch }) => {
  for (const status of [400, 403, 404, 422]) watch.expects(status, /./);
  for (const portal of bothPortals) {
    for (const state of ['account', 'number_asked', 'application', 'desk']) {
      const page = await anotherBrowser();
      const walked = await page.request.post(`${sandboxUrl}/trang-thai/${portal.id}/${state}`, { maxRedirects: 0 });
      const answers = new Map<string, number[]>();
      page.on('response', (response) => {
        const { pathname } = new URL(response.url());
        answers.set(pathname, [...(answers.get(pathname) ?? []), response.status()]);
      });
      await page.goto(walked.headers()['location'] ?? '');
      await settled(page);
      const named = await page.locator('head link[href$=".wasm"]').evaluateAll((links) =>
        links.map((link) => ({ path: link.getAttribute('href') ?? '', origin: link.getAttribute('crossorigin') })),
      );
      expect(named.length, `${portal.id} ${state} names its parts`).toBeGreaterThan(1);
      for (const { path, origin } of named) expect([path, origin, answers.get(path)]).toEqual([path, '', [200]]);
      await page.context().close();
    }
  }
});
