// Small files to send.
import type { Page } from '@playwright/test';

import { video as film } from '../../../ui/src/sandbox/recordings';

export async function drawing(page: Page, mime: string, width = 640, height = 400): Promise<Buffer> {
  const draw = ([mime, width, height]: [string, number, number]) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [width, height];
    const pen = canvas.getContext('2d')!;
    const ground = pen.createLinearGradient(0, 0, width, height);
    ground.addColorStop(0, 'steelblue');
    ground.addColorStop(1, 'orange');
    pen.fillStyle = ground;
    pen.fillRect(0, 0, width, height);
    return canvas.toDataURL(mime).split(',')[1]!;
  };
  return Buffer.from(await page.evaluate(draw, [mime, width, height] as [string, number, number]), 'base64');
}

export const video = Buffer.from(film, 'base64');
