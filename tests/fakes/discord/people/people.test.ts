import { type Interaction, MessageFlags, type REST, Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FakeDiscord } from '../discord.ts';
import { button, field, modal, type Rig, row, startRig, text, v2 } from '../rig.ts';
import type { On } from './person.ts';

let rig: Rig;
let discord: FakeDiscord;
let rest: REST;
beforeEach(async () => {
  rig = await startRig();
  [discord, rest] = [rig.discord, rig.client.rest];
});
afterEach(() => rig.close());

const postCard = async (...components: unknown[]): Promise<On> => {
  const { id } = await rig.film.send(v2(text('A card'), row(...components)));
  return { channel: 'film', id };
};
const codeOf = (done: Promise<unknown>): Promise<unknown> =>
  done.then(
    () => null,
    (error: { code: number }) => error.code,
  );

function pressed(it: Interaction) {
  if (!it.isButton()) throw new Error(`Not a button but ${it.type}`);
  return it;
}

describe('a press', () => {
  it('says who, where, on what and which, and its update is seen', async () => {
    const card = await postCard(button('Approve'), button('Reject'));
    rig.answer = (it) => pressed(it).update(v2(text('Approved by ada')));
    const ada = discord.person('ada');
    const interaction = await ada.press(card, 'Approve');
    const got = pressed(rig.arrived[0]!);
    expect([got.user.id, got.customId, got.message.id, got.channelId]).toEqual([
      ada.id,
      'approve',
      card.id,
      rig.film.id,
    ]);
    expect(interaction.answer?.type).toBe(7);
    expect(ada.sees({ channel: 'film' })).toMatchObject([{ text: 'Approved by ada', buttons: [] }]);
    await expect(ada.press(card, 'Approve')).rejects.toThrow('no button “Approve” here, but none');
  });

  it('fails before the person when nobody answers in time, and then takes no answer', async () => {
    const card = await postCard(button('Approve'));
    const ada = discord.person('ada');
    discord.answerWithin = 100;
    expect((await ada.press(card, 'Approve')).failure).toBe('timeout');
    expect(ada.toasts).toEqual(['This interaction failed']);
    expect(await codeOf(pressed(rig.arrived[0]!).deferUpdate())).toBe(10062);
  });

  it('is answered once', async () => {
    const card = await postCard(button('Approve'));
    rig.answer = (it) => pressed(it).deferUpdate();
    await discord.person('ada').press(card, 'Approve');
    const { id, token } = rig.arrived[0]!;
    const again = rest.post(Routes.interactionCallback(id, token), { body: { type: 6 }, auth: false });
    expect(await codeOf(again)).toBe(40060);
  });

  it('presses what stood there when it began', async () => {
    const card = await postCard(button('Approve', { custom_id: 'old' }));
    const late = discord.person('ada').aim(card, 'Approve');
    await (await rig.film.messages.fetch(card.id)).edit(v2(text('Settled')));
    rig.answer = (it) => pressed(it).deferUpdate();
    await late();
    expect(pressed(rig.arrived[0]!).customId).toBe('old');
  });

  it('can come twice', async () => {
    const card = await postCard(button('Approve'));
    rig.answer = (it) => pressed(it).deferUpdate();
    const ada = discord.person('ada');
    await ada.press(card, 'Approve');
    ada.redeliver();
    await discord.until(() => rig.arrived.length === 2, 'the second delivery');
    expect(rig.arrived[1]?.id).toBe(rig.arrived[0]?.id);
  });

  it('chooses in a menu', async () => {
    const options = [
      { label: 'One', value: '1' },
      { label: 'Two', value: '2' },
    ];
    const card = await postCard({ type: 3, custom_id: 'which', options });
    rig.answer = async (it) => it.isStringSelectMenu() && it.deferUpdate();
    await discord.person('ada').choose(card, 'Two');
    expect(rig.arrived[0]).toMatchObject({ customId: 'which', values: ['2'] });
  });
});

describe('private answers', () => {
  it('are seen by one, pressed by one, and edited through the token', async () => {
    const card = await postCard(button('Cancel'));
    rig.answer = (it) =>
      pressed(it).reply({
        ...(v2(text('Sure?'), row(button('Confirm'))) as object),
        flags: (1 << 15) | MessageFlags.Ephemeral,
      } as never);
    const [ada, bob] = [discord.person('ada'), discord.person('bob')];
    await ada.press(card, 'Cancel');
    expect(ada.privately()).toMatchObject([{ text: 'Sure?', buttons: ['Confirm'], onlyFor: ada.id }]);
    expect(bob.privately()).toEqual([]);
    rig.answer = (it) => pressed(it).update(v2(text('Cancelled')));
    await ada.pressPrivately('Confirm');
    expect(ada.privately().map((it) => it.text)).toEqual(['Cancelled']);
    expect(await codeOf(rest.get(Routes.channelMessage(rig.film.id, ada.privately()[0]!.id)))).toBe(10008);
  });

  it('may be thought about, for fifteen minutes', async () => {
    const card = await postCard(button('Show'));
    const ada = discord.person('ada');
    rig.answer = (it) => pressed(it).deferReply({ flags: MessageFlags.Ephemeral });
    await ada.press(card, 'Show');
    expect(ada.privately()[0]?.isThinking).toBe(true);
    const got = pressed(rig.arrived[0]!);
    await discord.until(() => got.deferred, 'the client to know that it has deferred');
    await got.editReply(v2(text('Here')));
    expect(discord.calls.at(-1)?.path).toMatch(/@original|%40original/);
    await got.followUp({ content: 'More', flags: MessageFlags.Ephemeral });
    expect(ada.privately().map((it) => [it.text, it.isThinking])).toEqual([
      ['Here', false],
      ['More', false],
    ]);
    discord.clock.advance(15 * 60_000 + 1000);
    expect(await codeOf(got.followUp('late'))).toBe(50027);
  });

  it('follow nothing that was not answered', async () => {
    discord.answerWithin = 300;
    const card = await postCard(button('Show'));
    await discord.person('ada').press(card, 'Show');
    const { token } = rig.arrived[0]!;
    const early = rest.post(Routes.webhook(discord.app.id, token), { body: { content: 'x' }, auth: false });
    expect(await codeOf(early)).toBe(10015);
  });
});

describe('a modal', () => {
  it('is filled in and sent', async () => {
    const card = await postCard(button('Reject…'));
    rig.answer = (it) =>
      pressed(it).showModal(modal(field('Why', { max_length: 10 }), field('More', { required: false })));
    const ada = discord.person('ada');
    await ada.press(card, 'Reject…');
    expect(ada.dialog()).toMatchObject({ title: 'Start', fields: [{ label: 'Why', value: '' }, { label: 'More' }] });
    expect(await ada.submit()).toBeNull();
    expect(await ada.submit({ why: 'x'.repeat(11) })).toBeNull();
    rig.answer = async (it) =>
      it.isModalSubmit() && it.isFromMessage() && it.update(v2(text(it.fields.getTextInputValue('field.why'))));
    await ada.submit({ Why: 'Too long' });
    expect(ada.dialog()).toBeNull();
    expect(discord.message('film', card.id)?.text).toBe('Too long');
  });

  it('is no answer to a modal, nor after a defer', async () => {
    const card = await postCard(button('Reject…'));
    const show = (it: Interaction) => {
      const body = { type: 9, data: modal(field('Why')) };
      return rest.post(Routes.interactionCallback(it.id, it.token), { body, auth: false });
    };
    const refused: unknown[] = [];
    const ada = discord.person('ada');
    rig.answer = async (it) => {
      await pressed(it).deferUpdate();
      refused.push(await codeOf(show(it)));
    };
    await ada.press(card, 'Reject…');
    await discord.until(() => refused.length === 1, 'the refusal after a defer');
    rig.answer = show;
    await ada.press(card, 'Reject…');
    rig.answer = async (it) => refused.push(await codeOf(show(it)));
    discord.answerWithin = 300;
    await ada.submit({ why: 'x' });
    expect(refused).toEqual([40060, 50035]);
    expect(ada.toasts).toEqual(['Something went wrong. Try again.']);
    expect(ada.dialog()?.fields).toMatchObject([{ value: 'x' }]);
    ada.closeDialog();
    expect(ada.dialog()).toBeNull();
  });

  it('too large for Discord is refused', async () => {
    discord.answerWithin = 300;
    const card = await postCard(button('Reject…'));
    const fields = Array.from({ length: 6 }, (_, index) => field(`F${index}`));
    rig.answer = async (it) =>
      rest.post(Routes.interactionCallback(it.id, it.token), {
        body: { type: 9, data: modal(...fields) },
        auth: false,
      });
    await discord.person('ada').press(card, 'Reject…');
    expect(discord.calls.find((it) => it.route.startsWith('POST /interactions'))?.answer).toMatchObject({
      code: 50035,
    });
  });
});

describe('commands', () => {
  const option = (name: string, more: object = {}) => ({ type: 3, name, description: name, ...more });
  const run = {
    type: 1,
    name: 'run',
    description: 'r',
    options: [option('pipeline', { required: true, autocomplete: true }), option('note')],
  };
  const commands = [
    { name: 'wheel', description: 'w', options: [run] },
    { type: 3, name: 'Steer this run' },
  ];

  beforeEach(async () => {
    await rest.put(Routes.applicationGuildCommands(discord.app.id, discord.guild('Paper').id), { body: commands });
  });

  it('carry options, in threads too', async () => {
    const thread = await (await rig.film.send('root')).startThread({ name: 'Run' });
    rig.answer = async (it) => it.isChatInputCommand() && it.reply({ content: 'ok', flags: MessageFlags.Ephemeral });
    const ada = discord.person('ada');
    await ada.slash({ channel: 'film', thread: thread.id }, '/wheel run', { pipeline: 'film', note: 'n' });
    const [got] = rig.arrived;
    if (!got?.isChatInputCommand()) throw new Error('no command');
    expect([got.options.getSubcommand(), got.options.getString('pipeline'), got.channelId]).toEqual([
      'run',
      'film',
      thread.id,
    ]);
    await expect(ada.slash({ channel: 'film' }, 'wheel run', {})).rejects.toThrow('“pipeline” is required');
    await expect(ada.slash({ channel: 'film' }, 'wheel stop')).rejects.toThrow('no subcommand “stop”');
  });

  it('complete what is typed', async () => {
    rig.answer = async (it) =>
      it.isAutocomplete() && it.respond([{ name: it.options.getFocused().toUpperCase(), value: 'f' }]);
    const ada = discord.person('ada');
    const typed = { option: 'pipeline', text: 'fi' };
    expect(await ada.complete({ channel: 'film' }, 'wheel run', typed)).toEqual([{ name: 'FI', value: 'f' }]);
    rig.answer = () => Promise.resolve();
    discord.answerWithin = 300;
    expect(await ada.complete({ channel: 'film' }, 'wheel run', typed)).toBeNull();
    expect(ada.toasts).toEqual(['Loading options failed']);
  });

  it('stand in the menu of a message', async () => {
    const ada = discord.person('ada');
    const id = await ada.type({ channel: 'film' }, 'make it shorter');
    rig.answer = async (it) => it.isMessageContextMenuCommand() && it.reply(it.targetMessage.content);
    await ada.menu({ channel: 'film', id }, 'Steer this run');
    expect(ada.sees({ channel: 'film' }).map((it) => it.text)).toEqual(['make it shorter', 'make it shorter']);
  });

  it('that are not answered say so', async () => {
    const ada = discord.person('ada');
    discord.answerWithin = 100;
    await ada.slash({ channel: 'film' }, 'wheel run', { pipeline: 'x' });
    expect(ada.toasts).toEqual(['The application did not respond']);
  });
});

describe('words', () => {
  it('are edited, deleted and reacted to by whose they are', async () => {
    const [ada, bob] = [discord.person('ada'), discord.person('bob')];
    const on = { channel: 'film', id: await ada.type({ channel: 'film' }, 'one') };
    await ada.edit(on, 'two');
    await bob.react(on, '👍');
    await expect(bob.edit(on, 'x')).rejects.toThrow('is not bob’s');
    await ada.remove(on);
    expect(bob.sees({ channel: 'film' })).toEqual([]);
    await ada.direct('psst');
    expect(() => discord.person('eve', { guilds: ['Quill'] }).sees({ channel: 'film' })).toThrow('eve is not in Paper');
  });
});
