import type { Browser, Page } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { cameraFile } from './browser';
import type { Person } from './people';
import { sandboxUrl } from './portals';

/** How a picture of a card is taken. */
export interface Shot {
  /** Degrees. */
  readonly turn?: number;
  /** Side of the code in parts of the picture's height. */
  readonly size?: number;
  /** Radius of the blur in pixels of the picture. */
  readonly blur?: number;
  /** The brightness of black and white, of 255. */
  readonly light?: readonly [number, number];
  /** The largest error of a pixel, of 255. */
  readonly noise?: number;
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly grey: Buffer;
  readonly png: Buffer;
}

/** The code of a sandbox person's card, as an image's address. */
export async function cardCode(page: Page, person: Person): Promise<string> {
  const html = await (await page.request.get(`${sandboxUrl}/the-can-cuoc/${person.id}`)).text();
  const image = /<img class="qr" src="([^"]+)"/.exec(html)?.[1];
  if (!image) throw new Error(`${person.id} has no card`);
  return image;
}

/** Draws cards on a table, each as the camera would see it. */
export class Darkroom {
  private constructor(private readonly page: Page) {}

  static async open(browser: Browser): Promise<Darkroom> {
    return new Darkroom(await browser.newPage());
  }

  async close(): Promise<void> {
    await this.page.close();
  }

  async take(code: string, shot: Shot = {}): Promise<Picture> {
    const wanted = { width: 1280, height: 720, code, turn: 0, size: 0.5, blur: 0, light: [20, 235] as const, noise: 6, ...shot };
    const { width, height } = wanted;
    const { grey, png } = await this.page.evaluate(draw, wanted);
    return { width, height, grey: Buffer.from(grey, 'base64'), png: Buffer.from(png, 'base64') };
  }
}

/**
 * A photo of squares like the corners of a code, lying as no code has them: x, y, pixels a module, degrees, and how much each
 * axis is drawn out. rqrr 0.11 panics at these (app/src/scan/decode/tests/drawing.rs).
 */
export async function impossibleCorners(page: Page): Promise<Buffer> {
  const png = await page.evaluate(
    (corners) => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [160, 160];
      const pen = canvas.getContext('2d')!;
      const pixels = pen.createImageData(160, 160);
      pixels.data.fill(255);
      for (const [left, top, module, degrees, wide, high] of corners) {
        const [sin, cos] = [Math.sin((degrees! * Math.PI) / 180), Math.cos((degrees! * Math.PI) / 180)];
        for (let at = 0; at < 160 * 160; at += 1) {
          const [x, y] = [(at % 160) - left!, Math.floor(at / 160) - top!];
          const out = Math.max(Math.abs((x * cos + y * sin) / module! / wide!), Math.abs((y * cos - x * sin) / module! / high!));
          if (out < 4.5) pixels.data.fill(out < 1.5 || (out > 2.5 && out < 3.5) ? 0 : 255, at * 4, at * 4 + 3);
        }
      }
      pen.putImageData(pixels, 0, 0);
      return canvas.toDataURL('image/png').split(',')[1]!;
    },
    [
      [81.2, 100.8, 2.4, 20, 0.7, 0.8],
      [118.2, 30.4, 4, 167, 1.2, 1.2],
      [147.1, 39.5, 2.1, 186, 1, 0.6],
      [108.3, 35.9, 3.1, 74, 0.5, 1.1],
      [148, 61.7, 2.4, 153, 1, 1.4],
    ],
  );
  return Buffer.from(png, 'base64');
}

/** The camera sees this picture from its next opening on. */
export function showToCamera({ width, height, grey }: Picture): void {
  // A film of one frame, over and over: brightness in the range of television, no colour.
  const brightness = grey.map((value) => 16 + Math.round((value * 219) / 255));
  const colour = Buffer.alloc((width * height) / 2, 128);
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420mpeg2\nFRAME\n`);
  writeFileSync(cameraFile, Buffer.concat([head, brightness, colour]));
}

/** Runs in the page. */
async function draw(wanted: Required<Shot> & { width: number; height: number; code: string }): Promise<{ grey: string; png: string }> {
  const { width, height, code, turn, size, blur, light, noise } = wanted;
  const image = new Image();
  image.src = code;
  await image.decode();
  const sheet = () => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [width, height];
    return { canvas, pen: canvas.getContext('2d', { willReadFrequently: true })! };
  };
  const sharp = sheet();
  const side = size * height;
  sharp.pen.fillStyle = '#6b5a48'; // the table
  sharp.pen.fillRect(0, 0, width, height);
  sharp.pen.translate(width / 2, height / 2);
  sharp.pen.rotate((turn * Math.PI) / 180);
  sharp.pen.fillStyle = '#f4f8f6'; // the card, with print beside the code
  sharp.pen.fillRect(-side * 2.2, -side * 0.75, side * 3, side * 2);
  sharp.pen.fillStyle = '#333';
  sharp.pen.font = `${side / 8}px sans-serif`;
  for (let line = 0; line < 6; line += 1) sharp.pen.fillText('CĂN CƯỚC CÔNG DÂN', -side * 2.1, (line - 2) * side * 0.25);
  sharp.pen.drawImage(image, -side / 2, -side / 2, side, side);
  const soft = sheet();
  soft.pen.filter = `blur(${blur}px)`;
  soft.pen.drawImage(sharp.canvas, 0, 0);
  const pixels = soft.pen.getImageData(0, 0, width, height);
  const grey = new Uint8Array(width * height);
  let chance = 1 + Math.round(turn);
  for (let at = 0; at < grey.length; at += 1) {
    chance = (Math.imul(chance, 1664525) + 1013904223) >>> 0;
    const value = pixels.data[at * 4 + 1]! / 255;
    const seen = light[0] + value * (light[1] - light[0]) + (chance / 2 ** 31 - 1) * noise;
    grey[at] = Math.max(0, Math.min(255, seen));
    pixels.data.fill(grey[at]!, at * 4, at * 4 + 3);
  }
  soft.pen.putImageData(pixels, 0, 0);
  let bytes = '';
  for (let at = 0; at < grey.length; at += 8192) bytes += String.fromCharCode(...grey.subarray(at, at + 8192));
  return { grey: btoa(bytes), png: soft.canvas.toDataURL('image/png').split(',')[1]! };
}
