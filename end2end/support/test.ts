import { test as base, type Page } from '@playwright/test';
import { reset } from './control';
import { Watch } from './watch';

interface Fixtures {
  /** Sandbox and portals are as at the start. */
  freshWorld: void;
  watch: Watch;
  /** Opens a page in another browser: other cookies, another person, watched all the same. */
  anotherBrowser: () => Promise<Page>;
}

export const test = base.extend<Fixtures>({
  freshWorld: [
    async ({}, use) => {
      await reset();
      await use();
    },
    { auto: true },
  ],
  watch: [
    async ({}, use) => {
      const watch = new Watch();
      await use(watch);
      watch.verify();
    },
    { auto: true },
  ],
  context: async ({ context, watch }, use) => {
    watch.observe(context);
    await use(context);
  },
  anotherBrowser: async ({ browser, watch }, use) => {
    const open: Page[] = [];
    await use(async () => {
      const context = await browser.newContext();
      watch.observe(context);
      const page = await context.newPage();
      open.push(page);
      return page;
    });
    await Promise.all(open.map((page) => page.context().close()));
  },
});

export { expect } from '@playwright/test';
