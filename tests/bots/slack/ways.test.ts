import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { words } from '../../../src/bots/slack/words.ts';
import { plainText } from '../../../src/core/cards/plain.ts';
import type { Card } from '../../../src/core/cards/card.ts';
import type { ShownCard } from '../../../src/core/cards/redrawing.ts';
import type { Reply } from '../../../src/core/intent.ts';
import { RecordingDoor } from '../../contract/door.ts';
import type { Delivery } from '../../fakes/slack/delivery/delivery.ts';
import { freshDatabase } from '../../setup/database.ts';
import { askCard, cancel, runCard, runForm, settled } from '../samples.ts';
import { placed } from '../chat/send/stores.ts';
import { startSlackRig, type SlackRig } from './rig.ts';

const form: Reply = { kind: 'form', form: runForm() };
const told = (text: string): Reply => ({ kind: 'told', text: [text] });

describe('in Slack', () => {
  const database = freshDatabase();
  let rig: SlackRig;
  let door = new RecordingDoor();
  let way = door.open;
  let key = 0;
  let redrawn: (shown: ShownCard) => Card | null = () => null;

  beforeAll(async () => {
    const redrawing = { card: async (shown: ShownCard) => redrawn(shown) };
    rig = await startSlackRig(database.url, (...of) => way(...of), { parts: { redrawing } });
    rig.slack.channel('film');
  });
  afterAll(() => rig.close());
  beforeEach(() => {
    door = new RecordingDoor();
    way = door.open;
    rig.refreshed.length = 0;
  });

  const person = (name: string) => rig.slack.person(name);
  const film = () => rig.slack.channel('film');
  const inFilm = { channel: 'film' };
  const act = async <T>(done: Promise<T>): Promise<T> => {
    const outcome = await done;
    await rig.settled();
    return outcome;
  };
  const post = async (card = runCard(1), thread: string | null = null) =>
    placed(rig.bot.surface.post({ place: { surface: 'slack', channel: film().id }, thread }, card, `ways-${++key}`));
  const on = ({ channel, message }: { channel: string; message: string }) => ({ channel, ts: message });
  const lastTold = (name: string) => person(name).privately().at(-1);
  const kinds = () => door.calls.map(({ intent }) => intent.kind);
  /** Slack sends it once more, with something about it changed. */
  const again = async (delivery: Delivery, changes: object): Promise<void> => {
    Object.assign(delivery.payload, changes);
    await act(rig.slack.redeliver(delivery));
  };

  /** A card for one person, with a button that the door would know. */
  const shownTo = (revision: number, more: Partial<Card> = {}, token = `a.ask-1.${revision}.approve`): Card => {
    const [approve, ...others] = askCard(revision).buttons;
    return askCard(revision, { buttons: [{ ...approve!, token }, ...others], ...more });
  };

  describe('words', () => {
    it('that mention us act once, though Slack tells of them twice (R5)', async () => {
      const before = rig.slack.deliveries.length;
      const ts = await act(person('ada').type(inFilm, '@wheelhouse what are you doing?'));
      const sent = rig.slack.deliveries.slice(before).map(({ what }) => what);
      expect(sent.toSorted()).toEqual(['app_mention', 'message']);
      expect(door.calls.map(({ intent }) => intent)).toEqual([
        { kind: 'words', text: '@wheelhouse what are you doing?', mentionsUs: true, addressed: 'us', message: ts },
      ]);
      expect(door.last.visit.delivery).toBe(`slack:words:${rig.slack.team.id}:${film().id}:${ts}`);
    });

    it('come as they were typed', async () => {
      await act(person('ada').type(inFilm, 'a < b && c > d, see https://example.org/a?b=1&c=2 in #film'));
      expect(door.last.intent).toMatchObject({ text: 'a < b && c > d, see https://example.org/a?b=1&c=2 in #film' });
    });

    it('to another person are told apart from words to nobody (P19)', async () => {
      person('ben');
      await act(person('ada').type(inFilm, '@ben is this yours?'));
      expect(door.last.intent).toMatchObject({ kind: 'words', addressed: 'somebody', mentionsUs: false });
      await act(person('ada').type(inFilm, 'Darker, @ben says.'));
      expect(door.last.intent).not.toHaveProperty('addressed');
    });

    it('after our name are a command where they begin with one, and its form needs a click of its own', async () => {
      const root = await post();
      door.answers(form);
      await act(person('ada').type({ ...inFilm, thread: root.message }, '@wheelhouse run treatment'));
      expect(door.last.intent).toEqual({ kind: 'command', verb: 'run', rest: 'treatment' });
      expect(person('ada').dialog()).toBeNull();
      expect(lastTold('ada')).toMatchObject({ thread: root.message, buttons: [words.open] });
      await act(person('ada').pressPrivately(words.open));
      expect(door.last.intent).toEqual({ kind: 'command', verb: 'run', rest: 'treatment' });
      expect(door.last.visit.where).toMatchObject({ channel: film().id, thread: root.message });
      expect(person('ada').dialog()?.text).toContain('Start “Film treatment”');
      await person('ada').closeDialog();
    });

    it('that ask for something dangerous get a button, which asks once more (P14)', async () => {
      const root = await post();
      const { title = '', text = '', yes = '', no = '' } = cancel.confirm ?? {};
      door.answers({ kind: 'confirm', token: 'p.mine.cancel', title, text, yes, no });
      await act(person('ada').type({ ...inFilm, thread: root.message }, '@wheelhouse cancel'));
      await act(person('ada').pressPrivately(yes));
      expect(person('ada').dialog()).toMatchObject({ kind: 'confirm' });
      door.answers(told('Cancelled.'));
      await act(person('ada').accept());
      expect(door.last.intent).toMatchObject({ kind: 'press', token: 'p.mine.cancel', confirmed: true });
    });

    it('in a direct message are all to us', async () => {
      await act(person('ada').direct('inbox'));
      expect(door.last.intent).toEqual({ kind: 'command', verb: 'inbox', rest: '' });
      door.answers(told('Nothing waits.'));
      await act(person('ada').direct('what now?'));
      expect(door.last.intent).toMatchObject({ kind: 'words', text: 'what now?', mentionsUs: true, addressed: 'us' });
      expect(lastTold('ada')?.text).toContain('Nothing waits.');
    });

    it('of a person of another company bear their own team, wherever they write (S9)', async () => {
      const zoe = rig.slack.person('zoe', { team: 'T0ELSEWHERE' });
      rig.slack.channel('shared', { sharedWith: 'T0ELSEWHERE', members: ['ada', 'zoe'] });
      await act(zoe.type({ channel: 'shared' }, 'Approve it.'));
      expect(door.last.visit.account).toEqual({ surface: 'slack', team: 'T0ELSEWHERE', user: zoe.id });
    });
  });

  describe('the fate of words', () => {
    it('reaches the door: changed, and deleted', async () => {
      const ts = await act(person('ada').type(inFilm, 'darker'));
      await act(person('ada').edit({ ...inFilm, ts }, 'lighter & <b>'));
      expect(door.last.intent).toMatchObject({ kind: 'edited', text: 'lighter & <b>', message: ts });
      await act(person('ada').remove({ ...inFilm, ts }));
      expect(door.last.intent).toMatchObject({ kind: 'deleted', message: ts });
      expect(door.last.visit.account.user).toBe(person('ada').id);
      expect(new Set(door.calls.map(({ visit }) => visit.delivery)).size).toBe(3);
    });

    it('is none of theirs when Slack adds a preview', async () => {
      const ts = await act(person('ada').type(inFilm, 'see https://example.org'));
      await act(person('ada').preview({ ...inFilm, ts }));
      expect(kinds()).toEqual(['words']);
    });

    it('is told when what heads a thread is deleted, which leaves a tombstone', async () => {
      const ts = await act(person('ada').type(inFilm, 'a thread'));
      await act(person('ben').type({ ...inFilm, thread: ts }, 'an answer'));
      await act(person('ada').remove({ ...inFilm, ts }));
      expect(door.last.intent).toMatchObject({ kind: 'deleted', message: ts });
    });
  });

  it('a deletion of what no person said is no act of anybody, but told: it may have been a card (R7)', async () => {
    const [card, root] = [await post(askCard(1)), await post()];
    await act(person('ada').type({ ...inFilm, thread: root.message }, 'darker'));
    const before = kinds();
    for (const { message } of [card, root]) await act(rig.slack.removeMessage('film', message));
    expect(rig.deleted).toEqual([card, root]);
    expect(kinds()).toEqual(before);
  });

  it('a message shortcut says the message to its run, for whoever points at it', async () => {
    const root = await post();
    const ts = await act(person('ben').type({ ...inFilm, thread: root.message }, 'Make it <darker>.'));
    await act(person('ada').shortcut({ ...inFilm, ts }, 'Send and pause'));
    const author = { surface: 'slack', team: person('ben').team, user: person('ben').id };
    expect(door.last.intent).toEqual({
      ...{ kind: 'relay', text: 'Make it <darker>.', message: ts, author, policy: 'pause' },
    });
    expect(door.last.visit).toMatchObject({ account: { user: person('ada').id }, where: { thread: root.message } });
    await act(person('ada').shortcut({ ...inFilm, ts }, 'Steer this run'));
    expect(door.last.intent).toMatchObject({ policy: 'steer' });
  });

  it('reactions decide nothing, also where somebody has subscribed the app to them (S3)', async () => {
    rig.slack.app.events.push('reaction_added');
    const ref = await post(askCard(1));
    await act(person('ada').react(on(ref), 'white_check_mark'));
    await act(person('ada').react(on(ref), '+1'));
    const told = rig.slack.deliveries.filter(({ what }) => what === 'reaction_added');
    expect(told.map(({ attempts }) => attempts[0]?.failure)).toEqual([null, null]);
    expect(door.calls).toEqual([]);
  });

  it('what bots write is heard by nobody, our own words least of all (P19)', async () => {
    await act(person('ada').type(inFilm, 'a person'));
    expect(kinds()).toEqual(['words']);
    const said = rig.slack.deliveries.findLast(({ what }) => what === 'message')!;
    const event = said.payload.event as object;
    await again(said, { event_id: 'EvBot', event: { ...event, ts: '1764000010.000100', bot_id: 'B0OTHER' } });
    await post();
    await rig.settled();
    expect(kinds()).toEqual(['words']);
    await again(said, { event_id: 'EvPerson', event: { ...event, ts: '1764000010.000200' } });
    expect(kinds()).toEqual(['words', 'words']);
  });

  describe('a button', () => {
    it('that no card has is answered privately, and the card brought up to date (P5)', async () => {
      const ref = await post();
      const pressed = await act(person('ada').press(on(ref), 'Pause'));
      const actions = [{ type: 'button', action_id: 'gone', value: 'x', action_ts: '1764000000.000001' }];
      await again(pressed!, { actions });
      expect(kinds()).toEqual(['press']);
      expect(lastTold('ada')?.text).toBe(plainText(words.outdatedButton));
      expect(person('ben').privately()).not.toContainEqual(
        expect.objectContaining({ text: plainText(words.outdatedButton) }),
      );
      expect(rig.refreshed).toEqual([ref]);
    });

    it.each<[string, object]>([
      ['is a menu', { type: 'static_select', action_id: 'press.0', selected_option: { value: 'x' } }],
      ['has no value', { type: 'button', action_id: 'press.0', action_ts: '1764000000.000001' }],
      ['has a value of another kind', { type: 'button', action_id: 'again.0', value: '{}', action_ts: '1.1' }],
      ['is nothing', {}],
    ])('that %s changes nothing (P5)', async (_, action) => {
      const ref = await post();
      const pressed = await act(person('ada').press(on(ref), 'Pause'));
      await again(pressed!, { actions: [action] });
      expect(kinds()).toEqual(['press']);
      expect(lastTold('ada')?.text).toBe(plainText(words.outdatedButton));
    });

    it('comes with the message that bore it, ours or not: the door tells (S10)', async () => {
      const ref = await post();
      const pressed = await act(person('ada').press(on(ref), 'Pause'));
      await again(pressed!, { container: { type: 'message', message_ts: '1764000009.000900', channel_id: film().id } });
      const token = { kind: 'press', token: 'pause-1' };
      expect(door.calls.map(({ intent }) => intent)).toMatchObject([
        { ...token, on: { message: ref.message } },
        { ...token, on: { message: '1764000009.000900' } },
      ]);
      expect(new Set(door.calls.map(({ visit }) => visit.delivery)).size).toBe(2);
    });

    it('pressed by a person of another company bears their team (S9)', async () => {
      const ref = await post();
      const pressed = await act(person('ada').press(on(ref), 'Pause'));
      await again(pressed!, { user: { id: 'U0ZOE', username: 'ada', team_id: 'T0ELSEWHERE' } });
      expect(door.last.visit.account).toEqual({ surface: 'slack', team: 'T0ELSEWHERE', user: 'U0ZOE' });
    });

    it('on a card that only one person sees trades it for what is so now (P2)', async () => {
      const ref = await post();
      door.answers({ kind: 'cards', intro: ['One question:'], cards: [shownTo(1), shownTo(1, { page: 0 })] });
      await act(person('ada').press(on(ref), 'Focus'));
      redrawn = (shown) => settled(shown.page === 0 ? 2 : 1);
      door.answers(told('Approved.'));
      await act(person('ada').pressPrivately('Approve'));
      const shown = person('ada').privately().slice(-3);
      expect(shown.map(({ text }) => /Approved by Ada/.test(text))).toEqual([false, true, false]);
      expect(shown.map(({ buttons }) => buttons.length > 0)).toEqual([true, false, false]);
      expect(shown.at(-1)?.text).toBe('Approved.');
      redrawn = () => null;
    });

    it.each<[string, string, Reply]>([
      ['is refused for who presses it', 'a.ask-1.1.approve', { kind: 'refused', code: 'not_permitted', text: ['No.'] }],
      ['is no button of ours', 'nonsense', { kind: 'refused', code: 'outdated_card', text: ['No.'] }],
      ['is about another card', 'a.ask-2.1.approve', told('Approved.')],
    ])('S9: shows nobody a card in trade for a press that %s', async (_, token, reply) => {
      const ref = await post();
      door.answers({ kind: 'cards', intro: ['One question:'], cards: [shownTo(1, {}, token)] });
      await act(person('ada').press(on(ref), 'Focus'));
      const drawn: ShownCard[] = [];
      redrawn = (shown) => (drawn.push(shown), settled(2));
      door.answers(reply);
      await act(person('ada').pressPrivately('Approve'));
      expect(drawn).toEqual([]);
      expect(person('ada').privately().at(-2)?.text).not.toContain('Approved by Ada');
      redrawn = () => null;
    });

    it('on a page of ours in Slack is answered directly', async () => {
      await act(person('ada').openHome());
      expect(rig.homes).toEqual([person('ada').id]);
    });
  });

  describe('a form', () => {
    const openForm = async () => {
      const ref = await post();
      door.answers(form);
      await act(person('ada').press(on(ref), 'Message'));
      return ref;
    };

    it('that was refused says why where it stood, and closes with a click', async () => {
      await openForm();
      door.answers({ kind: 'refused', code: 'not_permitted', text: ['You may not start runs.'] });
      await act(person('ada').submit({ Brief: 'Salt' }));
      expect(person('ada').dialog()).toMatchObject({ yes: null, fields: [] });
      expect(person('ada').dialog()?.text).toContain('You may not start runs.');
      await person('ada').closeDialog();
    });

    it('that the door was away for says so, and is done by itself when the door is back', async () => {
      await openForm();
      door.isAway();
      await act(person('ada').submit({ Brief: 'Salt' }));
      expect(person('ada').dialog()).toMatchObject({ yes: null, fields: [] });
      expect(person('ada').dialog()?.text).toMatch(/Not done yet[\s\S]*tried again by itself/);
      await person('ada').closeDialog();
      door.answers(told('Started.'));
      await rig.takenUp();
      expect(lastTold('ada')?.text).toBe('This took until now: Started.');
      const [, first, second, ...more] = door.calls;
      expect([second?.visit.delivery, more]).toEqual([first?.visit.delivery, []]);
      expect(second?.intent).toMatchObject({ kind: 'submit', values: { brief: 'Salt' } });
    });

    it('with other words in it is another delivery, also where Slack took it for the same form', async () => {
      await openForm();
      door.answers({ kind: 'form', form: runForm({ brief: 'Write a sentence.' }, 'Salt') });
      await act(person('ada').submit({ Brief: 'Salt' }));
      door.answers(told('Started.'));
      await act(person('ada').submit({ Brief: 'Salt and smoke.' }));
      const [, first, second] = door.calls.map(({ visit }) => visit.delivery);
      expect(second).not.toBe(first);
    });

    it('comes back anew where the whole of it is wrong', async () => {
      await openForm();
      door.answers({ kind: 'form', form: runForm({ '': 'No model has a price.' }, 'Salt') });
      await act(person('ada').submit({ Brief: 'Salt' }));
      expect(person('ada').dialog()?.text).toContain('No model has a price.');
      expect(person('ada').dialog()?.fields[0]?.value).toBe('Salt');
      await person('ada').closeDialog();
    });

    it('that takes longer says so in time, and shows what came of it', async () => {
      await openForm();
      let answer = (_: Reply): void => undefined;
      way = () => new Promise((resolve) => (answer = resolve));
      const submitting = person('ada').submit({ Brief: 'Salt' });
      await rig.slack.until(
        () => person('ada').dialog()?.text.includes('takes longer') ?? false,
        'the form to say that it takes longer',
      );
      expect((await submitting)?.attempts.at(-1)?.failure).toBeNull();
      answer({ kind: 'refused', code: 'not_now', text: ['The run is over.'] });
      await rig.settled();
      expect(person('ada').dialog()?.text).toContain('The run is over.');
      await person('ada').closeDialog();
    });

    it('of another program is answered where it stood', async () => {
      await openForm();
      door.answers(told('Started.'));
      const sent = await act(person('ada').submit({ Brief: 'Salt' }));
      const view = { ...(sent!.payload.view as object), private_metadata: '{"not":"ours"}' };
      await again(sent!, { view });
      expect(kinds()).toEqual(['press', 'submit']);
    });
  });
});
