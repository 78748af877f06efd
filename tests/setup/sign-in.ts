import type { Page } from 'playwright-core';

/** The press of the button that a sign-in link leads to, without the look at its page before it. */
export const pressLink = (link: string, { headers, signal }: Pick<RequestInit, 'headers' | 'signal'> = {}) =>
  fetch(link, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: new URL(link).origin, ...(headers as Record<string, string> | undefined) },
    signal: signal ?? null,
  });

/** Opens the link and presses its button, in a browser. */
export async function openLink(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole('button', { name: /^Sign in as / }).click();
}
