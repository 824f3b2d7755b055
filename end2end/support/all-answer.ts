import { setTimeout as pause } from 'node:timers/promises';
import { portals, sandboxUrl } from './portals';

/** Waits until the other addresses of the demonstration answer too. */
export default async function allAnswer(): Promise<void> {
  for (const address of [`${portals.phutho.url}/healthz`, sandboxUrl]) {
    for (let tries = 0; !(await answers(address)); tries += 1) {
      if (tries === 150) throw new Error(`${address} does not answer`);
      await pause(200);
    }
  }
}

async function answers(address: string): Promise<boolean> {
  return fetch(address).then((response) => response.ok, () => false);
}
