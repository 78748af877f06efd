import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { spreadOf } from '../../../bench/spread.ts';
import type { Engine } from '../kill/engine.ts';
import { openBrowser } from '../../setup/chromium.ts';
import { Visit } from '../visit.ts';
import { noted } from './noted.ts';
import { useScene, type Scene } from './scene.ts';
import type { Mode } from './town.ts';

const limit = 90_000;
/**
 * Milliseconds: what is settled on one side shows on the other within a second, where Slack asks for no patience. On a machine that
 * is busy with other tests not each does: the quickest must, and half of them in a few; all are printed.
 */
const within = 1_000;
const whenBusy = 5_000;

const question = (part: number): string => `Approve “Part ${part}”?`;

/** Milliseconds from an act until somebody elsewhere sees what came of it. */
async function timed(act: () => Promise<unknown>, seen: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await Promise.all([act(), seen()]);
  return performance.now() - began;
}

/** One mode of the two; it opens a browser. */
export const onBothSides = (mode: Mode, open: () => Promise<Engine>) => (): void => {
  const enter = useScene(mode, open);
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  /** A gate of the run, ready to be answered on both sides. */
  const gateOn = async (scene: Scene, visit: Visit, { thread, part }: { thread: string; part: number }) => {
    const gate = await noted(scene.engine, await scene.ben.card(question(part), { thread, button: 'Approve' }));
    await visit.card(question(part)).getByRole('button', { name: 'Approve', exact: true }).waitFor();
    return gate;
  };

  it('shows on each side within a second what was settled on the other', { timeout: limit }, async () => {
    const scene = enter();
    const { ada, ben, town } = scene;
    const visit = await Visit.signIn(browser, town.program);
    const { ts: thread } = await ada.startRun('parts', 'Both sides');
    await visit.review('Both sides');

    const inConsole = (part: number, by: string) => visit.card(question(part)).getByText(`Approved by ${by}`).waitFor();
    const inSlack = async (part: number) =>
      town.slack.until(
        () => ben.find(question(part), { thread })?.text.includes('Approved by Ada') ?? false,
        'Approved',
      );
    const [toSlack, toConsole]: [number[], number[]] = [[], []];
    for (let part = 1; part <= 3; part += 1) {
      await gateOn(scene, visit, { thread, part });
      toSlack.push(
        await timed(
          () => visit.press(question(part), 'Approve'),
          () => inSlack(part),
        ),
      );
    }
    for (let part = 4; part <= 7; part += 1) {
      const gate = await gateOn(scene, visit, { thread, part });
      toConsole.push(
        await timed(
          () => ben.person.press(gate, 'Approve'),
          () => inConsole(part, 'Ben'),
        ),
      );
    }
    console.log('Settled in the console, seen in Slack (ms):', toSlack.map(Math.round).join(' '));
    console.log('Settled in Slack, seen in the console (ms):', toConsole.map(Math.round).join(' '));
    for (const times of [toSlack, toConsole]) {
      expect(Math.min(...times)).toBeLessThan(within);
      expect(spreadOf(times).p50).toBeLessThan(whenBusy);
    }

    await gateOn(scene, visit, { thread, part: 8 });
    const retryAfter = 2;
    town.slack.faults.next('chat.update', { kind: 'rate limited', retryAfter });
    const waited = await timed(
      () => visit.press(question(8), 'Approve'),
      () => inSlack(8),
    );
    console.log(`With a Retry-After of ${retryAfter} s in the way (ms):`, Math.round(waited));
    expect(waited).toBeGreaterThan(retryAfter * 1000 - 100);
    expect(visit.complaints).toEqual([]);
  });
};
