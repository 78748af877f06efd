import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Button, Card } from '../../../../src/core/cards/card.ts';
import type { PostRef } from '../../../../src/core/cards/surface.ts';
import { encodePress, forOnly } from '../../../../src/core/cards/token.ts';
import type { Reply } from '../../../../src/core/intent.ts';
import { callbackType } from '../../../fakes/discord/world/interaction.ts';
import type { Person } from '../../../fakes/discord/people/person.ts';
import { placed } from '../../chat/send/stores.ts';
import { askCard, runCard } from '../../samples.ts';
import { ackWithin } from '../../../setup/patience.ts';
import { startRig, type Rig } from './rig.ts';

let rig: Rig;
let ada: Person;
let root: PostRef;
const begin = async (answerWithin = ackWithin): Promise<void> => {
  rig = await startRig({ answerWithin });
  ada = rig.discord.person('ada');
  const { id: channel } = rig.discord.channel('film');
  root = await placed(rig.surface.post({ place: { surface: 'discord', channel }, thread: null }, runCard(1), 'root'));
};
beforeEach(() => begin());
afterEach(() => rig.close());

const told = (text: string): Reply => ({ kind: 'told', text: [text] });
const press = (label: string) => ada.press({ channel: 'film', id: root.message }, label);
const button = (label: string, token: string): Button => ({
  ...{ token: forOnly('ada', token), label, style: 'plain', hint: 'Hint.', confirm: null },
});
const approve = button('Approve', encodePress({ press: 'answer', askId: 'ask-1', revision: 3, choice: 'approve' }));
const next = button('Next page', encodePress({ press: 'page', askId: 'ask-1', revision: 3, page: 2 }));
const pauseRun = button('Pause', encodePress({ press: 'command', runId: 'run-1', epoch: 1, verb: 'pause' }));

/** Ada is shown this card alone. */
const show = async (card: Card): Promise<void> => {
  rig.door.answers({ kind: 'cards', intro: ['Look.'], cards: [card] });
  await press('Focus');
};
const shown = (): [string, string[]][] =>
  ada.privately().map(({ text, buttons }) => [text.split('\n')[1] ?? text, buttons]);

describe('a card that one person was shown', () => {
  it('is traded for its newest self by a press on it, before what came of it is said (P2, P5)', async () => {
    await show(askCard(7, { title: 'Old', buttons: [approve] }));
    rig.redrawn.card = askCard(8, { title: 'New', buttons: [], outcome: ['Approved by Ada.'] });
    rig.door.answers(told('Approved.'));
    await ada.pressPrivately('Approve');
    await rig.idle();
    expect(rig.redrawn.asked).toEqual([{ subject: { kind: 'ask', id: 'ask-1' } }]);
    expect(ada.interactions.at(-1)?.answer?.type).toBe(callbackType.update);
    expect(ada.privately().map(({ text, buttons }) => [text.split('\n')[0], buttons])).toEqual([
      ['New', []],
      ['Approved.', []],
    ]);
  });

  it('stays where nothing of it has changed, or where it is nobody’s to see any more', async () => {
    await show(runCard(7, { buttons: [pauseRun] }));
    rig.door.answers(told('Paused.'));
    for (const card of [runCard(7), null]) {
      rig.redrawn.card = card;
      await ada.press({ channel: 'film', id: ada.privately()[0]!.id }, 'Pause');
      expect(ada.interactions.at(-1)?.answer?.type).toBe(callbackType.message);
    }
    expect(shown()[0]?.[1]).toEqual(['Pause']);
  });

  it('is not traded for whom the door turns away', async () => {
    await show(runCard(7, { buttons: [pauseRun] }));
    rig.redrawn.card = runCard(8);
    rig.door.answers({ kind: 'refused', code: 'not_ours', text: ['Not yours.'] });
    await ada.pressPrivately('Pause');
    expect(rig.redrawn.asked).toEqual([]);
    rig.door.answers({ kind: 'refused', code: 'wrong_status', text: ['It is over.'] });
    await ada.press({ channel: 'film', id: ada.privately()[0]!.id }, 'Pause');
    expect(rig.redrawn.asked).toHaveLength(1);
  });

  it('knows its page and of which revision it was (P13)', async () => {
    await show(askCard(7, { page: 1, pageOf: 3, buttons: [next] }));
    await ada.pressPrivately('Next page');
    rig.door.answers(told('Here.'));
    await ada.press({ channel: 'film', id: ada.privately()[0]!.id }, 'Next page');
    expect(rig.redrawn.asked.at(-1)).toEqual({ subject: { kind: 'ask', id: 'ask-1' }, page: 1, pageOf: 3 });
  });

  it('is traded too where the door took its time', async () => {
    await show(askCard(7, { title: 'Old', buttons: [approve] }));
    rig.redrawn.card = askCard(8, { title: 'New', buttons: [] });
    rig.door.answers(told('Approved.'));
    const open = rig.gate();
    await ada.pressPrivately('Approve');
    open();
    await rig.idle();
    expect(ada.privately().map(({ text }) => text.split('\n')[0])).toEqual(['New', 'Approved.']);
  });
});

describe('what can’t be done', () => {
  it('is answered, and its card brought up to date, where a button is none of ours any more (P5)', async () => {
    const payload = await oldPress();
    await rig.idle();
    expect(payload.answer?.type).toBe(callbackType.message);
    expect(ada.privately()[0]?.text).toMatch(/^This button is out of date, and did nothing/);
    expect(rig.refreshed).toEqual([root]);
    expect(rig.door.calls).toEqual([]);
  });

  it('is said less and less to whoever asks for it again and again, and never left to Discord (S19)', async () => {
    rig.door.answers({ kind: 'refused', code: 'not_permitted', text: ['You may not.'] });
    for (let index = 0; index < 7; index += 1) await press('Pause');
    expect(ada.privately()).toHaveLength(5);
    expect(ada.privately().at(-1)?.text).toMatch(/the next ones are left out/);
    expect(ada.toasts).toEqual([]);
    expect(rig.door.calls).toHaveLength(7);
    // The control: somebody else has their own share.
    const ben = rig.discord.person('ben');
    await ben.press({ channel: 'film', id: root.message }, 'Pause');
    expect(ben.privately().map(({ text }) => text)).toEqual(['You may not.']);
  });

  it('is told at once while the store is away, and nothing is promised', async () => {
    rig.storeIsAway = true;
    await press('Pause');
    expect(ada.privately()[0]?.text).toMatch(/^Wheelhouse could not be reached, so this was not confirmed/);
    expect([ada.toasts, rig.door.calls]).toEqual([[], []]);
  });

  it('is told once when the door is away, and what came of it when it is back', async () => {
    rig.door.isAway();
    await press('Pause');
    await rig.idle();
    const [failed] = rig.failed;
    await rig.takeUp(failed!);
    expect(ada.privately().map(({ text }) => text)).toEqual([expect.stringMatching(/^Not done yet/)]);
    rig.door.answers(told('Paused.'));
    await rig.takeUp(failed!);
    expect(ada.privately().at(-1)?.text).toBe('This took until now: Paused.');
  });

  it('is said to be given up, when it is', async () => {
    rig.door.isAway();
    await press('Pause');
    await rig.idle();
    await rig.takeUp(rig.failed[0]!, { isLast: true });
    expect(ada.privately().at(-1)?.text).toMatch(/is not tried again: it failed each time/);
  });

  it('comes by direct message where the answer took longer than Discord lets one wait', async () => {
    rig.door.isAway();
    await press('Pause');
    await rig.idle();
    rig.discord.clock.advance(16 * 60_000);
    rig.door.answers({ ...told('Paused.'), buttons: [pauseRun] } as Reply);
    await rig.takeUp(rig.failed[0]!, { at: new Date(Date.now() - 16 * 60_000) });
    expect(ada.privately().at(-1)).toMatchObject({
      text: expect.stringMatching(/^This took until now: Paused/) as string,
    });
    expect(ada.privately().at(-1)?.channel).not.toBe(root.channel);
    rig.door.answers({ kind: 'nothing' });
    await ada.pressPrivately('Pause');
    expect(rig.door.last.visit.account).toMatchObject({ team: rig.discord.guild('Paper').id, user: ada.id });
  });

  it('is taken in without a word where nobody was answered, since its person has read that it failed', async () => {
    await rig.close();
    await begin(300);
    const dispatch = await unanswered();
    rig.door.answers(told('Paused.'));
    await rig.takeUp(dispatch);
    expect(rig.door.calls).toHaveLength(1);
    expect(ada.privately()).toEqual([]);
  });
});

/** A press on what no drawing of ours has any more: Discord sends it as it stood there. */
const oldPress = () => {
  const dispatch = rig.discord.gateway.dispatch.bind(rig.discord.gateway);
  rig.discord.gateway.dispatch = (t, d) =>
    dispatch(t, { ...d, data: { component_type: 3, custom_id: 'menu', values: [] } });
  return press('Pause');
};

/** The process that it was delivered to died at once. */
const unanswered = async () => {
  const dispatch = rig.discord.gateway.dispatch.bind(rig.discord.gateway);
  let lost: { t: string; d: Record<string, unknown> } | undefined;
  rig.discord.gateway.dispatch = (t, d) => void (lost ??= { t, d });
  await press('Pause');
  rig.discord.gateway.dispatch = dispatch;
  return lost!;
};
