import type { Page } from 'playwright-core';
import { findFaults } from './in-page.js';

const schemes = ['light', 'dark'] as const;

type Seen = (look: string) => Promise<unknown>;

/** What keeps people from reading the page as it stands, by day and by night. */
export async function faultsByDayAndNight(page: Page, seen?: Seen): Promise<string[]> {
  const faults: string[] = [];
  const width = page.viewportSize()?.width;
  for (const colorScheme of schemes) {
    // Or colours would be seen on their way from one to the other.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const found = await page.evaluate(findFaults);
    faults.push(...found.map((fault) => `${fault} (at ${width} pixels in the ${colorScheme})`));
    await seen?.(`${width}-${colorScheme}`);
  }
  return faults;
}

/** And at a desk and on a phone. `unfold`: what is done to the page once it is there. */
export async function faultsOf(
  page: Page,
  url: string,
  { unfold, seen }: { unfold?: () => Promise<unknown>; seen?: Seen } = {},
): Promise<string[]> {
  const faults: string[] = [];
  for (const width of [1280, 380]) {
    await page.setViewportSize({ width, height: 780 });
    await page.goto(url);
    await unfold?.();
    faults.push(...(await faultsByDayAndNight(page, seen)));
  }
  return faults;
}
