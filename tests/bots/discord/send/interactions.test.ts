import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ComponentType, MessageFlags, TextInputStyle } from 'discord.js';
import type { FirstAnswer, Pending } from '../../../../src/bots/discord/send/discord-api.ts';
import { drawTold } from '../../../../src/bots/discord/draw/message.ts';
import { realClock } from '../../../../src/bots/chat/send/clock.ts';
import type { Person } from '../../../fakes/discord/people/person.ts';
import type { Posted } from '../../../../src/core/cards/surface.ts';
import { placed } from '../../chat/send/stores.ts';
import { runCard } from '../../samples.ts';
import { routes, startRig, type Rig } from './rig.ts';

const site = { publicUrl: null };
const message = (text: string) => drawTold([text], [], site);
const said = (text: string, ephemeral = true): FirstAnswer => ({
  answer: 'message',
  message: message(text),
  ephemeral,
});
const commands = [
  {
    name: 'wheel',
    description: 'Steers runs.',
    options: [{ type: 3, name: 'run', description: 'Which.', autocomplete: true }],
  },
];
const edited = 'PATCH /webhooks/:webhook/:token/messages/:message';

describe('an interaction', () => {
  let rig: Rig;
  let ada: Person;
  let film: { surface: 'discord'; channel: string };
  beforeEach(async () => {
    rig = await startRig({ clock: realClock, discord: { pace: 'off' } });
    film = { surface: 'discord', channel: rig.discord.channel('film').id };
    ada = rig.discord.person('ada');
    await rig.api.putCommands({ guild: rig.discord.guild('Paper').id }, commands);
  });
  afterEach(() => rig.close());

  /** Asked, and not yet answered. */
  const asked = (): Pending & { settled: Promise<unknown> } => {
    const settled = ada.slash({ channel: 'film' }, 'wheel', { run: 'x' });
    const { id, token } = ada.interactions.at(-1)!;
    return { id, token, settled };
  };
  const pressed = async (): Promise<Pending & { settled: Promise<unknown> }> => {
    const place = { place: film, thread: null };
    const ref = await placed(rig.surface.post(place, runCard(1), `card-${ada.interactions.length}`));
    const settled = ada.press({ channel: 'film', id: ref.message }, 'Pause');
    const { id, token } = ada.interactions.at(-1)!;
    return { id, token, settled };
  };
  const answers = () => ada.interactions.map(({ answer }) => answer?.type);

  it.each([
    ['a message that the person alone sees', said('Only you.'), 4],
    ['a message that everybody sees', said('All of you.', false), 4],
    ['“is thinking…”', { answer: 'defer' }, 5],
    ['nothing', { answer: 'nothing' }, 6],
    ['what the message is from now on', { answer: 'update', message: message('Settled.') }, 7],
    ['a form', form(), 9],
  ] as [string, FirstAnswer, number][])('is answered with %s', async (_, first, type) => {
    const one = type < 6 ? asked() : await pressed();
    expect(await rig.api.answer(one, first)).toBe('told');
    await one.settled;
    expect(answers()).toEqual([type]);
    const isSeenByAda = first.answer === 'message' && first.ephemeral;
    expect(ada.privately().filter(({ isThinking }) => !isThinking)).toHaveLength(isSeenByAda ? 1 : 0);
    expect(ada.toasts).toEqual([]);
  });

  function form(): FirstAnswer {
    const input = { type: ComponentType.TextInput, custom_id: 'why', style: TextInputStyle.Short } as const;
    const field = { type: ComponentType.Label, label: 'Why', component: input } as const;
    return { answer: 'modal', modal: { custom_id: 'reject', title: 'Reject', components: [field] } };
  }

  it('is offered what completes it', async () => {
    const offered = ada.complete({ channel: 'film' }, 'wheel', { option: 'run', text: 'li' });
    const pending = ada.interactions.at(-1)!;
    const choices = [{ name: 'The Lighthouse', value: 'run-1' }];
    expect(await rig.api.answer(pending, { answer: 'choices', choices })).toBe('told');
    expect(await offered).toEqual(choices);
  });

  it('is taken when it was answered before, and late when its time was over (R5)', async () => {
    const one = asked();
    expect(await rig.api.answer(one, said('First.'))).toBe('told');
    expect(await rig.another().api.answer(one, said('Second.'))).toBe('taken');
    expect(ada.privately().map(({ text }) => text)).toEqual(['First.']);
    expect(await rig.api.answer({ id: '1573797145377505280', token: 'x'.repeat(40) }, said('Third.'))).toBe('late');
  });

  it.each([
    ['did nothing', false],
    ['did it, and its answer was lost', true],
  ])('is answered once more where Discord %s', async (_, done) => {
    const one = asked();
    rig.discord.faults.next(routes.callback, { kind: 'drop', done });
    expect(await rig.api.answer(one, said('Now.'))).toBe('told');
    expect(ada.privately().map(({ text }) => text)).toEqual(['Now.']);
  });

  it('is answered at once, whatever else waits, and while our own token is dead', async () => {
    await rig.api.whoAmI();
    await placed(rig.surface.post({ place: film, thread: null }, runCard(1), 'before'));
    // The most urgent posts wait for ten seconds: so all of them wait until this is over.
    rig.discord.faults.next(routes.post, { kind: 'rate limited', retryAfter: 9, isGlobal: true });
    let waiting = 10;
    const posts = Array.from({ length: waiting }, (_, n) => {
      const how = { key: `waits-${n}`, urgency: 'outcome' as const, once: (send: () => Promise<Posted>) => send() };
      const post = rig.api.post({ channel: film.channel, thread: null }, message('Waits.'), { ...how, thread: 'Run' });
      return post.catch(() => null).finally(() => (waiting -= 1));
    });
    await rig.discord.until(() => rig.count(routes.post) === 2, 'the silence');
    const [one, two] = [asked(), asked()];
    expect(await rig.api.answer(one, { answer: 'defer' })).toBe('told');
    expect(await rig.api.editAnswer(one, message('At once.'))).toBe('told');
    expect([waiting, rig.count(routes.post)]).toEqual([10, 2]);
    rig.discord.revokeToken();
    expect(await rig.api.answer(two, said('And this.'))).toBe('told');
    expect(rig.count(routes.post)).toBe(2);
    rig.api.stop();
    await Promise.all(posts);
  });

  it('that was deferred is filled in later, and more is said, to the person alone', async () => {
    const one = asked();
    await rig.api.answer(one, { answer: 'defer' });
    await one.settled;
    expect(await rig.api.editAnswer(one, message('It is done.'))).toBe('told');
    expect(await rig.api.followUp(one, message('And there is more.'))).toBe('told');
    expect(ada.privately().map(({ text }) => text)).toEqual(['It is done.', 'And there is more.']);
    expect(rig.discord.person('ben').privately()).toEqual([]);
    const bodies = rig.discord.calls.flatMap(({ route, body }) => (route === edited ? [body] : []));
    expect(bodies).toEqual([expect.objectContaining({ flags: MessageFlags.IsComponentsV2 })]);
  });

  it('has had its time after fifteen minutes', async () => {
    const one = asked();
    await rig.api.answer(one, { answer: 'defer' });
    rig.discord.clock.advance(16 * 60_000);
    expect(await rig.api.editAnswer(one, message('Too late.'))).toBe('late');
    expect(await rig.api.followUp(one, message('Too late.'))).toBe('late');
    expect(rig.troubles.codes).toEqual([]);
  });

  it('waits out a short silence with what comes after the first answer, and no long one', async () => {
    const one = asked();
    await rig.api.answer(one, { answer: 'defer' });
    rig.discord.faults.next(edited, { kind: 'rate limited', retryAfter: 1 });
    expect(await rig.api.editAnswer(one, message('A second later.'))).toBe('told');
    rig.discord.faults.next(routes.execute, { kind: 'rate limited', retryAfter: 60 });
    await expect(rig.api.followUp(one, message('Never.'))).rejects.toThrow('discord-busy');
  });
});
