import { describe, expect, it } from 'vitest';
import { RateLimited } from '../../../../src/bots/chat/send/errors.ts';
import { Lanes } from '../../../../src/bots/slack/send/lanes.ts';
import { HandClock } from '../../chat/send/clock.ts';

describe('the lanes', () => {
  it('go on when one of them is silenced: another channel, another method (R6)', async () => {
    const clock = new HandClock();
    const lanes = new Lanes(clock);
    const sent: string[] = [];
    let isSilenced = true;
    const want = (what: string, method: 'chat.postMessage' | 'chat.update', channel: string | null): void => {
      const act = async (): Promise<void> => {
        sent.push(what);
        if (what === 'C1' && isSilenced) throw new RateLimited(method, 30_000);
      };
      void lanes.add(method, channel, { urgency: 'settlement', patience: 60_000, act });
    };
    want('C1', 'chat.postMessage', 'C1');
    await clock.pass(10);
    isSilenced = false;
    want('C1 again', 'chat.postMessage', 'C1');
    want('C2', 'chat.postMessage', 'C2');
    want('update', 'chat.update', null);
    await clock.pass(1_000);
    expect(sent).toEqual(['C1', 'C2', 'update']);
    await clock.pass(30_000);
    expect(sent).toEqual(['C1', 'C2', 'update', 'C1', 'C1 again']);
  });
});
