import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Form } from '../../../../src/core/cards/card.ts';
import type { PostRef } from '../../../../src/core/cards/surface.ts';
import { callbackType } from '../../../fakes/discord/world/interaction.ts';
import type { Person } from '../../../fakes/discord/people/person.ts';
import { placed } from '../../chat/send/stores.ts';
import { runCard } from '../../samples.ts';
import { startRig, type Rig } from './rig.ts';

let rig: Rig;
let ada: Person;
let root: PostRef;
beforeEach(async () => {
  rig = await startRig();
  ada = rig.discord.person('ada');
  const { id: channel } = rig.discord.channel('film');
  root = await placed(rig.surface.post({ place: { surface: 'discord', channel }, thread: null }, runCard(1), 'root'));
});
afterEach(() => rig.close());

const line = (name: string, value = ''): Form['fields'][number] => ({
  ...{ kind: 'line', name, label: `The ${name}`, help: null, required: true, value },
});
const form = (names: string[], more: Partial<Form> = {}): Form => ({
  ...{ token: 'f.run.x', title: 'Start a run', intro: ['It begins at once.'], blocks: [] },
  ...{ fields: names.map((name) => line(name)), submit: 'Run', danger: false, problems: {} },
  ...more,
});
const small = form(['brief', 'budget']);
const large = form(['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']);

const press = (label = 'Message') => ada.press({ channel: 'film', id: root.message }, label);
const first = (person = ada): number => person.interactions.at(-1)?.answer?.type ?? 0;
const buttons = (): string[][] => ada.privately().map((seen) => seen.buttons);
const filled = (names: string[]): Record<string, string> => Object.fromEntries(names.map((it) => [it, `My ${it}`]));

describe('a form in Discord', () => {
  it('is the first answer, and keeps nothing where it fits', async () => {
    rig.door.answers({ kind: 'form', form: small });
    await press();
    expect(first()).toBe(callbackType.modal);
    expect(ada.dialog()?.fields.map(({ id }) => id)).toEqual(['brief', 'budget']);
    expect(rig.drafts.all.size).toBe(0);
    rig.door.answers({ kind: 'told', text: ['Started.'] });
    await ada.submit(filled(['brief', 'budget']));
    expect(rig.door.last.intent).toEqual({
      ...{ kind: 'submit', token: 'f.run.x', on: root, values: { brief: 'My brief', budget: 'My budget' } },
    });
    expect(rig.door.last.visit.where).toEqual({ surface: 'discord', channel: root.channel, thread: null });
    expect(ada.privately().map(({ text }) => text)).toEqual(['Started.']);
  });

  it('changes nothing when it is closed (P10)', async () => {
    rig.door.answers({ kind: 'form', form: large });
    await press();
    ada.closeDialog();
    await rig.idle();
    expect(rig.door.calls.map(({ intent }) => intent.kind)).toEqual(['press']);
  });

  it('of nine fields is filled in part by part, and submitted once, whole', async () => {
    rig.door.answers({ kind: 'form', form: large });
    await press();
    expect(ada.dialog()?.text).toContain('Part 1 of 3.');
    await ada.submit(filled(['one', 'two', 'three', 'four']));
    expect(buttons()).toEqual([['Go on', 'Back to part 1']]);
    await ada.pressPrivately('Go on');
    await ada.submit(filled(['five', 'six', 'seven', 'eight']));
    // The note about the first part has made room for that about the second.
    expect(ada.privately().map(({ text }) => text)).toEqual([expect.stringContaining('Part 2 of 3 is kept')]);
    await ada.pressPrivately('Go on');
    rig.door.answers({ kind: 'told', text: ['Started.'] });
    await ada.submit(filled(['nine']));
    expect(rig.door.calls.map(({ intent }) => intent.kind)).toEqual(['press', 'submit']);
    expect(rig.door.last.intent).toMatchObject({ on: root, values: filled(large.fields.map(({ name }) => name)) });
    expect(ada.privately().map(({ text, buttons: left }) => [text, left])).toEqual([['Started.', []]]);
    await rig.idle();
    expect(rig.drafts.all.size).toBe(0);
  });

  it('is not told once more about, when its last part is taken up from a process that died at its very end', async () => {
    rig.door.answers({ kind: 'form', form: large });
    await press();
    for (const part of [
      ['one', 'two', 'three', 'four'],
      ['five', 'six', 'seven', 'eight'],
    ]) {
      await ada.submit(filled(part));
      await ada.pressPrivately('Go on');
    }
    rig.door.answers({ kind: 'told', text: ['Started.'] });
    await ada.submit(filled(['nine']));
    await rig.idle();
    await rig.takeUp(rig.dispatches.findLast(({ t }) => t === 'INTERACTION_CREATE')!);
    expect(ada.privately().map(({ text }) => text)).toEqual(['Started.']);
    expect(rig.door.calls).toHaveLength(2);
  });

  it('that comes back is opened again by a button, where it has to be mended, with what was typed', async () => {
    rig.door.answers({ kind: 'form', form: large });
    await press();
    await ada.submit(filled(['one', 'two', 'three', 'four']));
    await ada.pressPrivately('Go on');
    await ada.submit(filled(['five', 'six', 'seven', 'eight']));
    await ada.pressPrivately('Go on');
    const typed = large.fields.map((it) => ({ ...it, value: `My ${it.name}` }));
    rig.door.answers({ kind: 'form', form: { ...large, fields: typed, problems: { six: 'Write a number.' } } });
    await ada.submit(filled(['nine']));
    expect(ada.privately().at(-1)).toMatchObject({ buttons: ['Open it again'] });
    expect(ada.privately().at(-1)?.text).toContain('✕ The six: Write a number.');
    await ada.pressPrivately('Open it again');
    expect(ada.dialog()?.fields.map(({ id, value }) => [id, value])[1]).toEqual(['six', 'My six']);
    await ada.submit({ six: '6' });
    await ada.pressPrivately('Change the rest');
    expect(ada.dialog()?.text).not.toContain('Write a number.');
    rig.door.answers({ kind: 'told', text: ['Started.'] });
    await ada.submit();
    expect(rig.door.last.intent).toMatchObject({ values: { one: 'My one', six: '6', nine: 'My nine' } });
    expect(ada.privately().map(({ text }) => text)).toEqual(['Started.']);
  });

  it('that has served says so to whoever opens it from another window', async () => {
    rig.door.answers({ kind: 'form', form: { ...small, problems: { brief: 'Say more.' } } });
    await press();
    await ada.submit(filled(['brief', 'budget']));
    const open = ada.aim({ channel: 'film', id: ada.privately().at(-1)!.id }, 'Open it again');
    await open();
    rig.door.answers({ kind: 'told', text: ['Started.'] });
    await ada.submit(filled(['brief', 'budget']));
    await rig.idle();
    await open();
    expect(ada.privately().at(-1)?.text).toContain('This form is not kept any more');
    expect(rig.door.calls.map(({ intent }) => intent.kind)).toEqual(['press', 'submit', 'submit']);
  });

  it('that somebody else has begun is not theirs', async () => {
    rig.door.answers({ kind: 'form', form: large });
    await press();
    await ada.submit(filled(['one', 'two', 'three', 'four']));
    const [id] = rig.drafts.all.keys();
    const ben = rig.discord.person('ben');
    const { dispatches } = rig;
    const own = dispatches.at(-1)!.d as { data: object; member: { user: object } };
    rig.discord.gateway.dispatch('INTERACTION_CREATE', {
      ...own,
      id: '999',
      member: { ...own.member, user: { id: ben.id } },
    });
    await rig.idle();
    expect(rig.reads.at(-1)).toMatchObject({
      kind: 'part',
      form: { id, part: 0 },
      spot: { account: { user: ben.id } },
    });
    expect(JSON.parse(rig.drafts.all.get(id!)!.draft)).toMatchObject({ account: { user: ada.id } });
    expect(rig.door.calls).toHaveLength(1);
  });

  it('of a door that took too long is opened by a click of its own', async () => {
    rig.door.answers({ kind: 'form', form: small });
    const open = rig.gate();
    await press();
    open();
    await rig.idle();
    expect(buttons()).toEqual([['Open the form']]);
    await ada.pressPrivately('Open the form');
    rig.door.answers({ kind: 'nothing' });
    await ada.submit(filled(['brief', 'budget']));
    expect(rig.door.last.intent).toMatchObject({ kind: 'submit', on: root, values: filled(['brief', 'budget']) });
  });

  it('opens for a command, in a thread as well', async () => {
    rig.door.answers({ kind: 'form', form: small });
    await ada.slash({ channel: 'film', thread: root.message }, 'wheel run');
    expect(first()).toBe(callbackType.modal);
    rig.door.answers({ kind: 'nothing' });
    await ada.submit(filled(['brief', 'budget']));
    expect(rig.door.last.visit.where).toEqual({ surface: 'discord', channel: root.channel, thread: root.message });
    expect(ada.privately().map(({ text }) => text)).toEqual(['Done.']);
  });

  it('that was typed for is opened from the direct messages, and counts where it was asked for', async () => {
    rig.door.answers({ kind: 'form', form: small });
    await ada.type({ channel: 'film' }, '@wheelhouse run');
    await rig.idle();
    expect(rig.door.last.intent).toMatchObject({ kind: 'command', verb: 'run' });
    await ada.pressPrivately('Open the form');
    rig.door.answers({ kind: 'told', text: ['Started.'] });
    await ada.submit(filled(['brief', 'budget']));
    const guild = rig.discord.guild('Paper').id;
    expect(rig.door.last.visit).toMatchObject({
      account: { surface: 'discord', team: guild, user: ada.id },
      where: { surface: 'discord', channel: root.channel, thread: null },
    });
    expect(ada.privately().map(({ text }) => text)).toEqual(['Started.']);
  });
});

describe('a form whose second part needs nobody', () => {
  const names = ['one', 'two', 'three', 'four'];
  const ready = form(names, { fields: [...names.map((name) => line(name)), { ...line('mode', 'checkpoint') }] });
  const firstPart = async (): Promise<void> => {
    rig.door.answers({ kind: 'form', form: ready });
    await press();
    await ada.submit(filled(names));
  };
  const run = () => ada.pressPrivately('Run');

  it('is sent after the first, whole, and its message makes room for what came of it', async () => {
    await firstPart();
    expect(ada.privately()[0]?.text).toMatch(
      /Part 1 of 2 is kept.*press Run.*\nThe mode: checkpoint\n\nIt begins at once\./,
    );
    rig.door.answers({ kind: 'told', text: ['Started.'] });
    await run();
    expect(rig.door.last).toMatchObject({
      intent: { kind: 'submit', token: 'f.run.x', on: root, values: { ...filled(names), mode: 'checkpoint' } },
      visit: { source: 'discord_form', where: { surface: 'discord', channel: root.channel, thread: null } },
    });
    expect(ada.privately().map(({ text, buttons: left }) => [text, left])).toEqual([['Started.', []]]);
    await rig.idle();
    expect(rig.drafts.all.size).toBe(0);
  });

  it('is changed before, in either part', async () => {
    await firstPart();
    await ada.pressPrivately('Back to part 1');
    expect(ada.dialog()?.fields.map(({ value }) => value)).toEqual(Object.values(filled(names)));
    await ada.submit({ two: 'Better' });
    expect(buttons()).toEqual([['Run', 'Change the rest', 'Back to part 1']]);
    await ada.pressPrivately('Change the rest');
    rig.door.answers({ kind: 'told', text: ['Started.'] });
    await ada.submit({ mode: 'autonomous' });
    expect(rig.door.last.intent).toMatchObject({ values: { ...filled(names), two: 'Better', mode: 'autonomous' } });
    expect(ada.privately().map(({ text }) => text)).toEqual(['Started.']);
  });

  it('is opened where it has to be mended, and sent from there', async () => {
    await firstPart();
    rig.door.answers({ kind: 'form', form: { ...ready, fields: ready.fields, problems: { mode: 'Choose another.' } } });
    await run();
    expect(first()).toBe(callbackType.modal);
    expect(ada.dialog()?.text).toContain('✕ The mode: Choose another.');
    rig.door.answers({ kind: 'told', text: ['Started.'] });
    await ada.submit({ mode: 'autonomous' });
    expect(rig.door.calls.map(({ intent }) => intent.kind)).toEqual(['press', 'submit', 'submit']);
    expect(ada.privately().map(({ text }) => text)).toEqual(['Started.']);
  });

  it('says after a day that it is not kept any more, and starts nothing', async () => {
    await firstPart();
    for (const kept of rig.drafts.all.values()) kept.until = new Date(0);
    await run();
    expect(ada.privately().map(({ text, buttons: left }) => [text.slice(0, 31), left])).toEqual([
      ['This form is not kept any more:', []],
    ]);
    expect(rig.door.calls.map(({ intent }) => intent.kind)).toEqual(['press']);
  });

  it('is sent once by whoever presses twice, and by a process that takes the press up (P4)', async () => {
    await firstPart();
    const { id } = ada.privately()[0]!;
    const again = ada.aim({ channel: 'film', id }, 'Run');
    rig.door.answers({ kind: 'told', text: ['Started.'] });
    await run();
    await rig.idle();
    await rig.takeUp(rig.dispatches.findLast(({ t }) => t === 'INTERACTION_CREATE')!);
    await again();
    await rig.idle();
    expect(rig.door.calls.map(({ intent }) => intent.kind)).toEqual(['press', 'submit']);
  });

  it('is sent when the store is back, if it was away', async () => {
    await firstPart();
    rig.drafts.isAway = true;
    await run();
    await rig.idle();
    expect(ada.privately().at(-1)?.text).toMatch(/^Not done yet/);
    rig.drafts.isAway = false;
    rig.door.answers({ kind: 'told', text: ['Started.'] });
    await rig.takeUp(rig.failed[0]!);
    expect(ada.privately().at(-1)?.text).toContain('Started.');
  });
});

describe('a form while something is away', () => {
  it('is not lost with the store: what was typed stands in the answer', async () => {
    rig.door.answers({ kind: 'form', form: small });
    await press();
    rig.storeIsAway = true;
    await ada.submit({ brief: 'A lighthouse.\nA storm.', budget: '5' });
    expect(ada.toasts).toEqual([]);
    const [seen] = ada.privately();
    expect(seen?.text).toMatch(/^Wheelhouse could not be reached, so this was not sent/);
    expect(seen?.passages.filter(({ kind }) => kind === 'quote').map(({ text }) => text)).toEqual([
      'A lighthouse.\nA storm.',
      '5',
    ]);
    expect(rig.door.calls).toHaveLength(1);
  });

  it('is taken in again after the door’s outage, and its author told', async () => {
    rig.door.answers({ kind: 'form', form: small });
    await press();
    rig.door.isAway();
    await ada.submit(filled(['brief', 'budget']));
    await rig.idle();
    expect(ada.privately().at(-1)?.text).toMatch(/^Not done yet: .* tried again by itself/);
    rig.door.answers({ kind: 'told', text: ['Started.'] });
    await rig.takeUp(rig.failed[0]!);
    expect(ada.privately().at(-1)?.text).toBe('This took until now: Started.');
    expect(rig.door.calls.map(({ visit }) => visit.delivery)[2]).toBe(rig.door.calls[1]?.visit.delivery);
  });

  it('whose parts can’t be kept says so, and is kept when it comes again', async () => {
    rig.door.answers({ kind: 'form', form: large });
    await press();
    rig.drafts.isAway = true;
    await ada.submit(filled(['one', 'two', 'three', 'four']));
    await rig.idle();
    expect(ada.privately().at(-1)?.text).toMatch(/^Not done yet/);
    rig.drafts.isAway = false;
    await rig.takeUp(rig.failed[0]!);
    expect(ada.privately().at(-1)?.text).toContain('Part 1 of 3 is kept');
    await ada.pressPrivately('Go on');
    expect(ada.dialog()?.fields[0]?.id).toBe('five');
  });
});
