import { expect, it } from 'vitest';
import { plainText } from '../../src/core/cards/plain.ts';
import type { Intent } from '../../src/core/intent.ts';
import { createWorld, startedRun, type World } from './world.ts';

const guild = '197038439483310086';
const [writers, staff] = [`${guild}/81384788765712384`, `${guild}/81384788765712999`];

/** The film project, where mentioning a role of the guild means the writer. */
async function filmWorld() {
  const { film } = createWorld();
  const [writer] = film.roles;
  const world = createWorld({ project: { ...film, roles: [{ ...writer!, mentioned_as: { discord: writers } }] } });
  const { run } = await startedRun(world);
  return { world, runId: run.id };
}

const say = (world: World, intent: Intent, thread: string | null) =>
  world.ask(intent, 'mara', { where: { surface: 'discord', channel: 'film', thread } });
const words = (text: string, ...mentionedGroups: string[]): Intent => ({
  ...{ kind: 'words', text, mentionsUs: false, mentionedGroups },
});
const textsOf = (world: World, runId: string) => world.states.get(runId)?.messages.map(({ text }) => text);

it('S4-15: a guild role that stands for an AI role addresses it, as its handle does', async () => {
  const { world, runId } = await filmWorld();
  const thread = `m_${runId}`;
  await say(world, words('@81384788765712384 shorter, please', writers), thread);
  await say(world, words('@writer and darker', writers), thread);
  expect(textsOf(world, runId)).toEqual(['@writer shorter, please', '@writer and darker']);
  await say(world, { ...words('@81384788765712384 lighter', writers), addressed: 'somebody' } as Intent, thread);
  expect(textsOf(world, runId)).toContain('@writer lighter');
  const there = await say(world, words('Could @81384788765712384 look?', writers), null);
  const here = await say(world, words('Could @writer look?'), null);
  expect(there).toEqual(here);
  expect(there.kind === 'told' && plainText(there.text)).toContain("Writer reads what is said in a run's thread");
});

it('P19: words to a guild role of people are no business of a run', async () => {
  const { world, runId } = await filmWorld();
  const thread = `m_${runId}`;
  expect(await say(world, words('@81384788765712999 have a look', staff), thread)).toEqual({ kind: 'nothing' });
  expect(await say(world, words('@81384788765712999 stop', staff), thread)).toEqual({ kind: 'nothing' });
  expect(textsOf(world, runId)).toEqual([]);
  // The control: the same words to us, or to nobody.
  await say(world, { ...words('@81384788765712999 have a look', staff), mentionsUs: true } as Intent, thread);
  await say(world, words('have a look'), thread);
  expect(textsOf(world, runId)).toHaveLength(2);
});

it('takes commands, forms of messages and edited words for what they say', async () => {
  const { world, runId } = await filmWorld();
  const thread = `m_${runId}`;
  const mentionedGroups = [writers];
  await say(world, { kind: 'command', verb: 'say', rest: '@81384788765712384 shorter', mentionedGroups }, thread);
  await say(world, { ...words('@81384788765712384 darker', writers), message: '5' } as Intent, thread);
  await say(world, { kind: 'edited', text: '@81384788765712384 lighter', message: '5', mentionedGroups }, thread);
  expect(textsOf(world, runId)).toContain('@writer shorter');
  expect(textsOf(world, runId)).toContain('@writer lighter');
});
