import { join } from 'node:path';
import { tmpdir } from 'node:os';

const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** The browser of nearly all tests: Chromium, where there is one without the parts of a window, which takes a fifth less time. */
export const launch = {
  executablePath: process.env.CHROMIUM_SHELL ?? chromium,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    '--no-first-run',
  ],
};

/** What the camera of `launchWithCamera` sees: read when a page opens the camera. */
export const cameraFile = join(
  process.env.CONGDAN_E2E_DATA ?? tmpdir(),
  `camera-${process.env.TEST_PARALLEL_INDEX ?? 0}.y4m`,
);

/** The whole browser, with a camera that shows a file. */
export const launchWithCamera = {
  ...launch,
  executablePath: chromium,
  args: [...launch.args, '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${cameraFile}`],
};
