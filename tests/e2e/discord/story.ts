import { expect, it } from 'vitest';
import { spreadOf } from '../../../bench/spread.ts';
import type { On } from '../../fakes/discord/people/person.ts';
import { readSpec } from '../../fakes/discord/specs/spec.ts';
import { describeWith, get } from '../../setup/needs.ts';
import { missingSooner, type Engine } from '../kill/engine.ts';
import { entries } from '../town/entries.ts';
import { noted } from '../town/noted.ts';
import { film } from '../town/eyes.ts';
import { on } from './eyes.ts';
import { useScene, type Scene } from './scene.ts';

/** The question with these words in this thread, once a click on it counts. */
async function questionIn({ engine, ada }: Scene, thread: string, words = 'Approve “Draft'): Promise<On> {
  const card = await ada.card(words, { thread, button: 'Approve' });
  await noted(engine, card.id);
  return on(thread, card);
}

/** The story of a run, and what may come between: everything that people do, they do in Discord. */
export const story = (open: () => Promise<Engine>) => (): void => {
  const enter = useScene(missingSooner(open));

  it('goes from the command to the summary', async () => {
    const scene = enter();
    const { town, ada, ben } = scene;
    await ada.person.slash(film, 'wheel run', { pipeline: 'letter' });
    const form = await ada.dialog('What is it about?');
    expect(form.fields.map(({ label }) => label)).toContain('To whom');
    expect(ada.person.sees(film)).toEqual([]);
    await ada.person.submit({ 'What is it about?': 'A red glove.', 'To whom': 'Odile' });
    expect(ada.person.dialog()).toBeNull();
    const { id: thread } = await ben.card('Letter to Odile');

    await ben.person.press(await questionIn(scene, thread), 'Reject…');
    await ben.dialog('What should be different?');
    await ben.person.submit({ 'What should be different?': 'Shorter, and mention the ferry.' });
    const rejected = await ada.card('Rejected by Ben', { thread });
    expect(rejected.text).toContain('“Shorter, and mention the ferry.”');
    expect(rejected.buttons).toEqual([]);
    await ada.person.press(await questionIn(scene, thread, 'letter, version 2'), 'Approve');
    await ada.card('counted page 1');
    await town.letCount();

    const last = await questionIn(scene, thread, 'Run “Send the letter”?');
    await ada.person.press(last, 'Approve');
    const look = await ada.told("can't be undone");
    expect(await town.outward()).toEqual([]);
    await ada.person.pressPrivately(look.buttons[0]!);
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
    const started = await entries(scene, 'run.started');
    await ada.person.slash(film, 'wheel run', { pipeline: 'note' });
    await ada.dialog('What is it about?');
    ada.person.closeDialog();
    const { id: thread } = await ada.startRun('note', 'A form that is closed');
    await ada.person.press(await questionIn(scene, thread), 'Reject…');
    await ada.dialog('What should be different?');
    ada.person.closeDialog();
    await questionIn(scene, thread);
    expect(await entries(scene, 'run.started')).toBe(started + 1);
  });

  it('R11: a form that is open while the program is killed works when it is back', async () => {
    const scene = enter();
    const { ada, town } = scene;
    const { id: thread } = await ada.startRun('note', 'A form over a kill');
    await ada.person.press(await questionIn(scene, thread), 'Reject…');
    await ada.dialog('What should be different?');
    await town.program.kill();
    await ada.person.submit({ 'What should be different?': 'Said before the kill.' });
    expect(ada.person.dialog()).not.toBeNull();
    await town.start();
    await ada.person.submit();
    expect(ada.person.dialog()).toBeNull();
    await ada.card('“Said before the kill.”', { thread });
  });

  it('words in the thread steer it, stop it and change their mind', async () => {
    const { ada, ben, town } = enter();
    const letGo = town.model.holdBack();
    try {
      const root = await ada.startRun('note', 'Steered');
      const here = { ...film, thread: root.id };
      await ada.card('Writer is writing', { thread: root.id, button: 'Pause' });
      await ben.person.type(here, 'Mention the ferry.');
      expect((await ben.told('Accepted')).buttons).toEqual(['Pause instead']);
      await ben.person.pressPrivately('Pause instead');
      const { id } = await ada.card('Steered', { button: 'Resume' });
      await ben.person.press({ ...film, id }, 'Resume');
      await ada.card('Steered', { button: 'Pause' });
      await ada.person.type(here, 'stop');
      expect((await ada.told('“stop” pauses the run first')).buttons).toEqual(['Keep running']);
      await ada.card('Steered', { button: 'Resume' });
    } finally {
      letGo();
    }
  });

  it('R7: a card that a moderator deletes stands again while it is needed, and works', async () => {
    const scene = enter();
    const { ada, discord } = scene;
    const { id: thread } = await ada.startRun('note', 'Deleted by a moderator');
    const gate = await questionIn(scene, thread);
    discord.removeMessage(thread, gate.id);
    const anew = await questionIn(scene, thread);
    expect(anew.id).not.toBe(gate.id);
    discord.removeMessage(film.channel, thread);
    const root = await ada.card('Deleted by a moderator', { button: 'Review' });
    expect(root.id).not.toBe(thread);
    await ada.person.press(anew, 'Approve');
    await ada.card('Approved by Ada', { thread });
  });

  it('P6: a stranger’s click is refused to them alone, and kept', async () => {
    const scene = enter();
    const { ada, mallory } = scene;
    const { id: thread } = await ada.startRun('note', 'Pressed by a stranger');
    const gate = await questionIn(scene, thread);
    const kept = await entries(scene, 'command.refused');
    await mallory.person.press(gate, 'Approve');
    await mallory.told("isn't linked to anybody in this project");
    expect(ada.person.privately().some(({ text }) => text.includes("isn't linked"))).toBe(false);
    await questionIn(scene, thread);
    expect(await entries(scene, 'command.refused')).toBe(kept + 1);
  });

  it('was answered within the three seconds that Discord gives, but for a stall of the machine', () => {
    const interactions = [enter().ada, enter().ben].flatMap(({ person }) => person.interactions);
    const took = spreadOf(interactions.flatMap(({ answer }) => answer?.after ?? []));
    console.log('Answered to Discord (ms):', JSON.stringify(took));
    expect(took.n).toBeGreaterThan(15);
    expect(took.p95).toBeLessThan(3_000);
  });

  describeWith(['specs'], 'Discord’s own description', () => {
    it('has nothing against all that was sent in this story', () => {
      const { calls } = enter().discord;
      expect(calls.length).toBeGreaterThan(50);
      expect([...new Set(readSpec(get('specs'))(calls))]).toEqual([]);
    });
  });
};
