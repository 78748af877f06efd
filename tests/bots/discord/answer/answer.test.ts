import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PostRef } from '../../../../src/core/cards/surface.ts';
import type { Reply } from '../../../../src/core/intent.ts';
import { callbackType } from '../../../fakes/discord/world/interaction.ts';
import type { Person } from '../../../fakes/discord/people/person.ts';
import { placed } from '../../chat/send/stores.ts';
import { askCard, cancel, runCard } from '../../samples.ts';
import { startRig, type Rig } from './rig.ts';

let rig: Rig;
let ada: Person;
let channel: string;
beforeEach(async () => {
  rig = await startRig();
  channel = rig.discord.channel('film').id;
  ada = rig.discord.person('ada');
});
afterEach(() => rig.close());

let keys = 0;
const post = (thread: string | null = null, card = runCard(1)): Promise<PostRef> =>
  placed(rig.surface.post({ place: { surface: 'discord', channel }, thread }, card, `key-${(keys += 1)}`));
const on = ({ thread, message }: PostRef) => ({ channel: 'film', thread, id: message });
const told = (text: string): Reply => ({ kind: 'told', text: [text] });
const privately = (): string[] => ada.privately().map(({ text }) => text);
const answered = (): number[] => ada.interactions.map(({ answer }) => answer?.type ?? 0);

describe('a press in Discord', () => {
  it('is answered at once, before nobody else’s eyes', async () => {
    rig.door.answers(told('Paused.'));
    await ada.press(on(await post()), 'Pause');
    expect(answered()).toEqual([callbackType.message]);
    expect(privately()).toEqual(['Paused.']);
    expect(rig.discord.person('ben').privately()).toEqual([]);
  });

  it('that has nothing to be told is answered all the same', async () => {
    await ada.press(on(await post()), 'Pause');
    expect(answered()).toEqual([callbackType.deferUpdate]);
    expect([privately(), ada.toasts]).toEqual([[], []]);
  });

  it('of a door that takes its time is answered in time, and told what came of it', async () => {
    const ref = await post();
    rig.door.answers(told('Paused.'));
    const open = rig.gate();
    await ada.press(on(ref), 'Pause');
    expect(answered()).toEqual([callbackType.defer]);
    expect(ada.privately().map(({ isThinking }) => isThinking)).toEqual([true]);
    open();
    await rig.idle();
    expect(privately()).toEqual(['Paused.']);
    expect(ada.toasts).toEqual([]);
  });

  it('that takes its time and comes to nothing says so: nobody is left with “is thinking”', async () => {
    const ref = await post();
    const opened = rig.gate();
    await ada.press(on(ref), 'Pause');
    opened();
    await rig.idle();
    expect(ada.privately().map(({ text, isThinking }) => [text, isThinking])).toEqual([['Done.', false]]);
  });

  it('leads to what stands there already, by a link', async () => {
    const root = await post();
    const ask = await post(root.message, askCard(1));
    rig.door.answers({ kind: 'lead', text: ['The run waits for this.'], to: ask, passing: true });
    await ada.press(on(root), 'Focus');
    const guild = rig.discord.guild('Paper').id;
    expect(ada.privately()[0]?.links).toEqual([
      { url: `https://discord.com/channels/${guild}/${root.message}/${ask.message}`, text: 'The run waits for this.' },
    ]);
    rig.door.answers({ kind: 'lead', text: ['Its id is run-1.'], to: root });
    await ada.press(on(root), 'Focus');
    expect(ada.privately()[1]).toMatchObject({
      text: 'Its id is run-1.\nIt stands here: go to the message',
      links: [{ url: `https://discord.com/channels/${guild}/${channel}/${root.message}` }],
    });
  });

  it('lays down each card by itself, the first with what they are', async () => {
    rig.door.answers({ kind: 'cards', intro: ['Two runs go on.'], cards: [runCard(1), askCard(1)] });
    await ada.press(on(await post()), 'Focus');
    await rig.idle();
    expect(privately().map((text) => text.split('\n')[0])).toEqual(['Two runs go on.', 'Approve the scenes?']);
  });
});

describe('the second look', () => {
  const look: Reply = { kind: 'confirm', token: cancel.token, ...cancel.confirm! };

  it('is one message with everything in it, whose yes comes back confirmed and takes its place', async () => {
    rig.door.answers(look);
    await ada.press(on(await post()), 'Cancel');
    expect(ada.privately()[0]).toMatchObject({ buttons: ['Cancel the run', 'Keep it'] });
    expect(privately()[0]).toContain("This can't be undone.");
    rig.door.answers(told('Cancelled.'));
    await ada.pressPrivately('Cancel the run');
    expect(rig.door.last.intent).toMatchObject({ kind: 'press', token: cancel.token, confirmed: true });
    expect(ada.privately().map(({ text, buttons }) => [text, buttons])).toEqual([['Cancelled.', []]]);
  });

  it('is gone after Keep, and the door hears nothing of it (P10)', async () => {
    rig.door.answers(look);
    await ada.press(on(await post()), 'Cancel');
    await ada.pressPrivately('Keep it');
    expect(ada.privately().map(({ text, buttons }) => [text, buttons])).toEqual([
      ['Kept as it was: nothing was done.', []],
    ]);
    expect(rig.door.calls).toHaveLength(1);
  });

  it('is answered in its own place too where the door takes its time', async () => {
    rig.door.answers(look);
    await ada.press(on(await post()), 'Cancel');
    rig.door.answers(told('Cancelled.'));
    const opened = rig.gate();
    await ada.pressPrivately('Cancel the run');
    opened();
    await rig.idle();
    expect(ada.privately().map(({ text, buttons }) => [text, buttons])).toEqual([['Cancelled.', []]]);
  });
});
