import { describe, expect, it } from 'vitest';
import { spreadOf } from '../../../bench/spread.ts';
import { useScene as useDiscord } from '../discord/scene.ts';
import type { Engine } from '../kill/engine.ts';
import { film } from '../town/eyes.ts';
import { useScene as useSlack } from '../slack/scene.ts';
import { noted } from '../town/noted.ts';
import { stopAgainAndAgain, type Stopper } from './stop.ts';

export interface Limits {
  stops: number;
  /** Milliseconds: of the slowest, or of the 99th in a hundred. */
  within: number;
  of: 'max' | 'p99';
}

/** P20: from “stop” typed in a run's thread to no further step, in the built program before a platform that is all there. */
export function stopInTime(open: () => Promise<Engine>, { stops, within, of }: Limits): void {
  let runs = 0;
  const measure = async (platform: string, stopper: Stopper): Promise<void> => {
    const found = spreadOf(await stopAgainAndAgain(stopper, stops));
    console.log(`stop in ${platform}: ${JSON.stringify(found)}`);
    expect(found.n).toBe(stops);
    expect(found[of]).toBeLessThanOrEqual(within);
  };

  describe('in Slack', () => {
    const enter = useSlack('Socket Mode', open);
    it('ends the steps of a run', { timeout: 900_000 }, async () => {
      const { ada, town, engine } = enter();
      let [thread, alone] = ['', 0];
      await measure('Slack', {
        model: town.model,
        start: async () => {
          ({ ts: thread } = await ada.startRun('chain', `Endless ${(runs += 1)}`));
          await noted(engine, thread);
        },
        type: () => {
          alone = ada.person.privately().length;
          return ada.person.type({ ...film, thread }, 'stop');
        },
        paused: () => ada.told('pauses the run first', alone),
        resume: () => ada.person.pressPrivately('Keep running'),
      });
    });
  });

  describe('in Discord', () => {
    const enter = useDiscord(open);
    it('ends the steps of a run', { timeout: 900_000 }, async () => {
      const { ada, town, engine } = enter();
      let [thread, alone] = ['', 0];
      await measure('Discord', {
        model: town.model,
        start: async () => {
          const { id } = await ada.startRun('chain', `Endless ${(runs += 1)}`);
          thread = id;
          await noted(engine, id);
        },
        type: () => {
          alone = ada.person.privately().length;
          return ada.person.type({ ...film, thread }, 'stop');
        },
        paused: () => ada.told('pauses the run first', alone),
        resume: () => ada.person.pressPrivately('Keep running'),
      });
    });
  });
}
