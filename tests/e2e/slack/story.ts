import { expect, it } from 'vitest';
import { spreadOf } from '../../../bench/spread.ts';
import type { On } from '../../fakes/slack/people/person.ts';
import { missingSooner, type Engine } from '../kill/engine.ts';
import { entries } from '../town/entries.ts';
import { film } from '../town/eyes.ts';
import { on, type SlackEyes } from './eyes.ts';
import { noted } from './noted.ts';
import { useScene, type Scene } from './scene.ts';
import type { Mode } from './town.ts';

/** The question in this thread. */
const gateIn = async ({ engine, ada }: Scene, thread: string): Promise<On> =>
  noted(engine, await ada.card('Approve “Draft', { thread, button: 'Approve' }));

/** Of the form that stands open. One that is sent off makes way, in a program that is slow to a word that it still works on it. */
const fieldsBefore = ({ person }: SlackEyes) => person.dialog()?.fields ?? [];

/** The story of a run, and what may come between: everything that people do, they do in Slack. */
export const story = (mode: Mode, open: () => Promise<Engine>) => (): void => {
  const enter = useScene(mode, missingSooner(open));

  it('goes from the command to the summary', async () => {
    const scene = enter();
    const { town, ada, ben } = scene;
    await ada.person.slash(film, '/wheel', 'run');
    await ada.dialog('Which pipeline?');
    await ada.person.submit({ Pipeline: 'letter' });
    const form = await ada.dialog('What is it about?');
    expect(form.fields.map(({ label }) => label)).toContain('To whom');
    expect(ada.person.sees(film)).toEqual([]);
    await ada.person.submit({ 'What is it about?': 'A red glove.', 'To whom': 'Odile' });
    expect(fieldsBefore(ada)).toEqual([]);
    const { ts: thread } = await ben.card('Letter to Odile');

    await ben.person.press(await gateIn(scene, thread), 'Reject…');
    await ben.dialog('What should be different?');
    await ben.person.submit({ 'What should be different?': 'Shorter, and mention the ferry.' });
    const rejected = await ada.card('Rejected by Ben', { thread });
    expect(rejected.text).toContain('“Shorter, and mention the ferry.”');
    expect(rejected.buttons).toEqual([]);
    const second = await ada.card('letter, version 2', { thread, button: 'Approve' });
    await ada.person.press(await noted(scene.engine, second), 'Approve');
    await ada.card('counted page 1');
    await town.letCount();

    const last = await ada.card('Run “Send the letter”?', { thread, button: 'Approve' });
    expect(last.text).toContain("This can't be undone");
    await ada.person.press(await noted(scene.engine, last), 'Approve');
    expect((await ada.dialog("can't be undone")).kind).toBe('confirm');
    expect(await town.outward()).toEqual([]);
    await ada.person.accept();
    const summary = await ben.card('“Letter to Odile” completed', { thread });
    expect(summary.text).toContain('3 of 3 stages done');
    const root = await ben.card('Completed');
    expect(root.buttons).toEqual(['Focus']);
    expect(await town.outward()).toEqual(['sent']);
    expect([...ada.person.toasts, ...ben.person.toasts]).toEqual([]);
  });

  it('P10: a form that is closed has changed nothing', async () => {
    const scene = enter();
    const { ada } = scene;
    const before = { heads: ada.person.sees(film).length, started: await entries(scene, 'run.started') };
    await ada.person.slash(film, '/wheel', 'run note');
    await ada.dialog('What is it about?');
    ada.person.fill({ 'What is it about?': 'Never mind.' });
    await ada.person.closeDialog();
    const { ts: thread } = await ada.startRun('note', 'A form that is closed');
    await ada.person.press(await gateIn(scene, thread), 'Reject…');
    await ada.dialog('What should be different?');
    await ada.person.closeDialog();
    await gateIn(scene, thread);
    expect(ada.person.sees(film).length).toBe(before.heads + 1);
    expect(await entries(scene, 'run.started')).toBe(before.started + 1);
  });

  it('R11: a form that is open while the program is killed works when it is back', async () => {
    const scene = enter();
    const { ada, town } = scene;
    const root = await ada.startRun('note', 'A form over a kill');
    await ada.person.press(await gateIn(scene, root.ts), 'Reject…');
    await ada.dialog('What should be different?');
    await town.program.kill();
    const words = { 'What should be different?': 'Said before the kill.' };
    await ada.person.submit(words);
    expect(ada.person.dialog()?.trouble).toMatch(/Try again/);
    await town.start();
    await ada.person.submit();
    expect(fieldsBefore(ada)).toEqual([]);
    await ada.card('“Said before the kill.”', { thread: root.ts });
  });

  it('words in the thread steer it, stop it and change their mind', async () => {
    const scene = enter();
    const { ada, ben, town } = scene;
    const letGo = town.model.holdBack();
    const root = await ada.startRun('note', 'Steered');
    const here = { ...film, thread: root.ts };
    await ada.card('Writer is writing', { button: 'Pause' });
    const first = await ben.person.type(here, 'Mention the ferry.');
    const receipt = await ben.told('Accepted');
    expect(receipt.buttons).toEqual(['Pause instead']);
    await ben.person.pressPrivately('Pause instead');
    await ada.card('Paused', { button: 'Resume' });

    await ben.person.press(on(await ben.card('Steered', { button: 'Resume' })), 'Resume');
    await ada.card('Steered', { button: 'Pause' });
    await ada.person.type(here, 'stop');
    expect((await ada.told('“stop” pauses the run first')).buttons).toEqual(['Keep running']);
    await ada.card('Paused', { button: 'Resume' });
    await ada.person.pressPrivately('Keep running');
    await ada.card('Steered', { button: 'Pause' });

    await ben.person.edit({ ...film, ts: first }, 'Mention the ferry, and the gulls.');
    await ben.told('paused, as what you mean may have changed');
    await ada.card('Paused', { button: 'Resume' });
    const alone = ada.person.privately().length;
    await ada.person.type(here, '@wheelhouse status');
    expect((await ada.told('Steered', alone)).thread).toBe(root.ts);
    letGo();
    await ada.person.press(on(await ada.card('Steered', { button: 'Resume' })), 'Resume');
    await gateIn(scene, root.ts);
    expect(town.model.calls.get('Stage note')).toBeGreaterThan(0);
  });

  it('P5, R1: a click that was acknowledged before a kill counts, once', async () => {
    const scene = enter();
    const { ada, town } = scene;
    await town.program.kill();
    await town.start('sent 1 "kind":"ask.decided"');
    const root = await ada.startRun('note', 'Killed after a click');
    const decided = await entries(scene, 'ask.decided');
    const pressed = await ada.person.press(await gateIn(scene, root.ts), 'Approve');
    expect(pressed?.attempts[0]?.failure).toBeNull();
    await town.program.ended;
    expect(town.program.wasTrapped).toBe(true);
    await town.start();
    await gateIn(scene, root.ts);
    await ada.card('Approved by Ada', { thread: root.ts });
    await ada.card('“Killed after a click” completed', { thread: root.ts });
    expect(await entries(scene, 'ask.decided')).toBe(decided + 1);
  });

  it('the shortcut “Send and pause” says what stands there (S1-09, S1-48)', async () => {
    const scene = enter();
    const { ada, ben, town } = scene;
    const letGo = town.model.holdBack();
    const root = await ada.startRun('note', 'By a shortcut');
    await ada.card('Writer is writing', { button: 'Pause' });
    const ts = await ben.person.type({ ...film, thread: root.ts }, '@ada is this too dark?');
    await ada.person.shortcut({ ...film, ts }, 'Send and pause');
    await ada.told('Accepted, and paused');
    await ben.card('By a shortcut', { button: 'Resume' });
    letGo();
  });

  it('P6: a stranger’s click is refused to them alone, and kept', async () => {
    const scene = enter();
    const { ada, mallory } = scene;
    const root = await ada.startRun('note', 'Pressed by a stranger');
    const gate = await gateIn(scene, root.ts);
    const kept = await entries(scene, 'command.refused');
    await mallory.person.press(gate, 'Approve');
    await mallory.told("isn't linked to anybody in this project");
    expect(ada.person.privately().some(({ text }) => text.includes("isn't linked"))).toBe(false);
    await gateIn(scene, root.ts);
    expect(await entries(scene, 'command.refused')).toBe(kept + 1);
  });

  it('R10: of two who press opposite buttons in one instant, one wins, the other is told', async () => {
    const scene = enter();
    const { ada, ben } = scene;
    const root = await ada.startRun('note', 'Two at once');
    const gate = await gateIn(scene, root.ts);
    const decided = await entries(scene, 'ask.decided');
    await ben.person.press(gate, 'Reject…');
    await ben.dialog('What should be different?');
    await Promise.all([
      ada.person.press(gate, 'Approve'),
      ben.person.submit({ 'What should be different?': 'All of it.' }),
    ]);
    const settled = await ada.card(' by ', { thread: root.ts });
    const [won, lost] = settled.text.includes('Approved by Ada') ? [ada, ben] : [ben, ada];
    const told = ({ person }: SlackEyes): string => {
      const since = person.privately().filter(({ ts }) => Number(ts) > Number(gate.ts));
      return [...since.map((it) => it.text), person.dialog()?.text].join('\n');
    };
    await expect.poll(() => told(lost)).toMatch(/(Ada approved|Ben rejected) this .* earlier/);
    expect(told(won)).not.toMatch(/ this .* earlier/);
    expect(await entries(scene, 'ask.decided')).toBe(decided + 1);
    if (lost.person.dialog()) await lost.person.closeDialog();
  });

  it('P18, P19: a thread starts no second run, and bots are not heard', async () => {
    const scene = enter();
    const { ada, town } = scene;
    const root = await ada.startRun('note', 'One run, one thread');
    const here = { ...film, thread: root.ts };
    await gateIn(scene, root.ts);
    const started = await entries(scene, 'run.started');
    const alone = ada.person.privately().length;
    await ada.person.type(here, 'Start another one, please: run note.');
    await ada.told('Accepted', alone);
    await ada.person.type(here, '@wheelhouse run note');
    expect((await ada.told('Slack opens a form only right after a click', alone)).buttons).toEqual(['Open the form']);
    // Of Ada's own words: an update of a card is told as a message, too.
    const isAdas = ({ payload }: { payload: { event?: unknown } }): boolean =>
      (payload.event as { client_msg_id?: string } | undefined)?.client_msg_id !== undefined;
    const said = town.slack.deliveries.findLast((it) => it.what === 'message' && isAdas(it))!;
    const stop = { ...(said.payload.event as object), text: 'stop' };
    const bring = (event_id: string, more: object) =>
      town.slack.raw.deliver('events_api', { ...said.payload, event_id, event: { ...stop, ...more } });
    await bring('Ev0BOT', { ts: '1764000000.000100', bot_id: 'B0OTHER' });
    await ada.person.type(here, 'Heard after the bot.');
    const heard = () =>
      ada.person
        .privately()
        .slice(alone)
        .filter(({ text }) => text.includes('Accepted')).length;
    await expect.poll(heard).toBe(2);
    expect((await ada.card('One run, one thread')).buttons).toContain('Pause');
    await bring('Ev0PERSON', { ts: '1764000000.000200' });
    await ada.card('One run, one thread', { button: 'Resume' });
    expect(await entries(scene, 'run.started')).toBe(started);
  });

  it('App Home shows what waits, until it is answered', async () => {
    const scene = enter();
    const { ada, town } = scene;
    const root = await ada.startRun('letter', 'Seen at home');
    await gateIn(scene, root.ts);
    await ada.person.openHome();
    const shows = (): boolean => ada.person.home()?.text.includes('Approve “Draft the letter”?') ?? false;
    await town.slack.until(shows, 'the question on App Home');
    await ada.person.press(await gateIn(scene, root.ts), 'Approve');
    await town.slack.until(() => !shows(), 'the question gone from App Home');
  });

  it('was acknowledged within the three seconds that Slack gives, but for a stall of the machine', () => {
    const attempts = enter().town.slack.deliveries.flatMap((it) => it.attempts);
    const took = spreadOf(attempts.flatMap(({ acknowledgedAfter }) => acknowledgedAfter ?? []));
    console.log('Acknowledged to Slack (ms):', JSON.stringify(took));
    expect(took.n).toBeGreaterThan(50);
    expect(took.p95).toBeLessThan(3_000);
  });
};
