import { MessageFlags } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Button } from '../../../../src/core/cards/card.ts';
import { encodePress, forOnly } from '../../../../src/core/cards/token.ts';
import type { Reply } from '../../../../src/core/intent.ts';
import type { Person } from '../../../fakes/discord/people/person.ts';
import { routes } from '../send/rig.ts';
import { startRig, type Rig } from './rig.ts';

let rig: Rig;
let ada: Person;
let guild: string;
beforeEach(async () => {
  rig = await startRig();
  rig.discord.channel('film');
  ada = rig.discord.person('ada');
  guild = rig.discord.guild('Paper').id;
});
afterEach(() => rig.close());

const instead: Button = {
  ...{
    token: forOnly('ada', encodePress({ press: 'command', runId: 'run_1', epoch: 1, verb: 'pause' })),
    confirm: null,
  },
  ...{ label: 'Pause instead', style: 'plain', hint: 'Pauses.' },
};
const receipt: Reply = { kind: 'told', text: ['It goes to the next draft.'], buttons: [instead] };
const says = async (text: string): Promise<string> => {
  const id = await ada.type({ channel: 'film' }, text);
  await rig.idle();
  return id;
};
const flagsSent = (): number => {
  const sent = rig.discord.calls.findLast(({ route }) => route === 'POST /channels/:channel/messages');
  return Number((sent?.body as { flags?: number } | undefined)?.flags);
};
const direct = () => ada.privately().filter(({ onlyFor }) => onlyFor === null);

describe('whoever wrote words', () => {
  it('reads where they go in their direct messages, without a sound', async () => {
    rig.door.answers(receipt);
    await says('Shorter, please');
    expect(direct().map(({ text, buttons }) => [text.split('\n')[0], buttons])).toEqual([
      ['It goes to the next draft.', ['Pause instead']],
    ]);
    expect(flagsSent() & MessageFlags.SuppressNotifications).not.toBe(0);
    expect(rig.discord.person('ben').sees({ channel: 'film' })).toHaveLength(1);
  });

  it('presses what stands there as the member of the guild that they wrote in', async () => {
    rig.door.answers(receipt);
    await says('Shorter, please');
    rig.door.answers({
      kind: 'confirm',
      token: instead.token,
      title: 'Sure?',
      text: 'It pauses.',
      yes: 'Yes',
      no: 'Keep',
    });
    await ada.pressPrivately('Pause instead');
    expect(rig.door.last.intent).toMatchObject({ kind: 'press', token: instead.token, confirmed: false });
    expect(rig.door.last.visit.account).toEqual({ surface: 'discord', team: guild, user: ada.id });
    rig.door.answers({ kind: 'nothing' });
    await ada.pressPrivately('Yes');
    expect(rig.door.last.intent).toMatchObject({ kind: 'press', token: instead.token, confirmed: true });
    expect(rig.door.last.visit.account.team).toBe(guild);
  });

  it('S9: presses there as a member of no guild, once they have left it or were banned', async () => {
    rig.door.answers(receipt);
    await says('Shorter, please');
    rig.discord.guild('Paper').members.delete(ada.id);
    rig.door.answers({ kind: 'refused', code: 'stranger', text: ['Nobody knows you.'] });
    await ada.pressPrivately('Pause instead');
    expect(rig.door.last.intent).toMatchObject({ kind: 'press', token: instead.token });
    expect(rig.door.last.visit.account).toEqual({ surface: 'discord', team: '?', user: ada.id });
    expect(ada.privately().at(-1)?.text).toBe('Nobody knows you.');
  });

  it('S9: does nothing there while Discord doesn’t tell whether they are still a member, and is told so', async () => {
    rig.door.answers(receipt);
    await says('Shorter, please');
    rig.discord.faults.next(routes.member, { kind: 'status', status: 503 }, 1_000);
    await ada.pressPrivately('Pause instead');
    await rig.idle();
    expect(rig.door.calls.map(({ intent }) => intent.kind)).toEqual(['words']);
    expect(rig.failed).toHaveLength(1);
    expect(ada.privately().at(-1)?.text).toMatch(/^Not done yet/);
  });

  it('is told nothing where there is nothing to say', async () => {
    await says('Lunch?');
    expect([direct(), rig.door.calls.length]).toEqual([[], 1]);
  });

  it('hears a refusal with a sound: they would wait for what does not come', async () => {
    rig.door.answers({ kind: 'refused', code: 'stranger', text: ['Nothing was stopped.'] });
    await says('stop');
    expect(flagsSent()).toBe(MessageFlags.IsComponentsV2);
    expect(direct().map(({ text }) => text)).toEqual(['Nothing was stopped.']);
  });

  it('in direct messages is told where to go, and no door hears of it', async () => {
    await ada.direct('Start a run');
    await rig.idle();
    expect(direct().at(-1)?.text).toMatch(/^Here I work for no project\. In a channel of your team, \/wheel run/);
    expect(rig.door.calls).toEqual([]);
  });
});

describe('somebody whose message is gone', () => {
  it('is who said it to the run, and is told what became of it', async () => {
    const id = await says('Shorter, please');
    rig.authors.set(id, { surface: 'discord', team: guild, user: ada.id });
    rig.door.answers({ kind: 'told', text: ['Taken back.'] });
    await ada.remove({ channel: 'film', id });
    await rig.idle();
    expect(rig.door.last.intent).toEqual({ kind: 'deleted', message: id });
    expect(rig.door.last.visit.account).toEqual({ surface: 'discord', team: guild, user: ada.id });
    expect(direct().map(({ text }) => text)).toEqual(['Taken back.']);
  });

  it('is nobody, where no run was told it', async () => {
    const id = await says('Lunch?');
    await ada.remove({ channel: 'film', id });
    await rig.idle();
    expect(rig.door.calls).toHaveLength(1);
  });
});

describe('what is typed into a command', () => {
  it('is answered with what may be chosen', async () => {
    rig.suggested = [{ value: 'film', label: 'Film treatment' }];
    expect(await ada.complete({ channel: 'film' }, 'wheel run', { option: 'pipeline', text: 'fi' })).toEqual([
      { name: 'Film treatment', value: 'film' },
    ]);
    expect(rig.door.calls).toEqual([]);
  });
});
