import { expect, type BrowserContext, type ConsoleMessage, type Response } from '@playwright/test';
import { personalValuesIn } from './people';
import { isOurs } from './portals';

/**
 * Watches everything a browser does during a test. Nothing may go wrong quietly: a console error, a panic, a warning about
 * hydration, a violation of the content security policy, an answer of 400 or more that the test did not announce, or a
 * person's data in an address fails it.
 */
export class Watch {
  readonly #problems: string[] = [];
  readonly #addresses = new Set<string>();
  readonly #expected: { status: number; path: RegExp }[] = [];
  readonly #tolerated: RegExp[] = [];

  /** Announces an answer: this status at a path (with query) that matches is part of the story. */
  expects(status: number, path: RegExp): void {
    this.#expected.push({ status, path });
  }

  /** Announces a console error that the test itself causes. */
  tolerates(message: RegExp): void {
    this.#tolerated.push(message);
  }

  observe(context: BrowserContext): void {
    context.on('console', (message) => this.#onConsole(message));
    context.on('weberror', (error) => this.#problems.push(`page error: ${error.error().message}`));
    context.on('request', (request) => this.#addresses.add(request.url()));
    context.on('response', (response) => this.#onResponse(response));
  }

  /** The test's last step. */
  verify(): void {
    expect(this.#problems, 'what went wrong in the browser').toEqual([]);
    const telling = [...this.#addresses].filter((address) => isOurs(address) && personalValuesIn(address).length > 0);
    expect(telling, 'addresses with personal data').toEqual([]);
  }

  #onConsole(message: ConsoleMessage): void {
    const text = message.text();
    // Said of every refused answer; #onResponse judges those by status and address.
    if (text.startsWith('Failed to load resource: the server responded with a status of')) return;
    if (this.#tolerated.some((pattern) => pattern.test(text))) return;
    // Warnings that mean a fault of ours: hydration, a panic, a file preloaded in vain.
    const isSerious = /hydrat|panicked|unreachable|mismatch|is not used because/i.test(text);
    if (message.type() === 'error' || (message.type() === 'warning' && isSerious)) {
      this.#problems.push(`console ${message.type()} at ${message.location().url}: ${text}`);
    }
  }

  #onResponse(response: Response): void {
    const url = new URL(response.url());
    const status = response.status();
    if (status < 400 || !isOurs(url.href)) return;
    const isExpected = this.#expected.some((one) => one.status === status && one.path.test(url.pathname + url.search));
    if (!isExpected) this.#problems.push(`${status} from ${response.request().method()} ${url.href}`);
  }
}
