import { expect, it } from 'vitest';
import { createPeople } from '../../db/people.ts';
import type { Groups } from '../../src/core/people/groups.ts';
import type { Intent } from '../../src/core/intent.ts';
import { noLinks } from '../setup/people.ts';
import { createWorld, startedRun, type World } from './world.ts';

const [team, mara, jon, kim] = ['T024BE7LD', 'U0MARA', 'U0JON', 'U0KIM'];

/** The film project with Mara and Jon in Slack, and Kim whom only Slack knows. */
async function filmWorld() {
  const { film } = createWorld();
  const accounts = (it: { id: string; accounts: object }, user: string) => ({
    ...it.accounts,
    slack: `${team}/${user}`,
  });
  const people = film.people.map((it) => {
    const user = { mara, jon }[it.id];
    return user === undefined ? it : { ...it, accounts: accounts(it, user) };
  });
  const asked: string[] = [];
  const slack: Groups = {
    of: async () => ({ kind: 'gone' }),
    nameOf: async ({ user }) => (asked.push(user), user === kim ? 'Kim “wheelhouse pause”' : null),
  };
  const world = createWorld({
    project: { ...film, people },
    people: (projects) => createPeople({ projects, links: noLinks, groups: { slack, discord: null } }),
  });
  const { run } = await startedRun(world);
  return { world, asked, runId: run.id };
}

const say = (world: World, runId: string, intent: Intent, user = mara) =>
  world.ask(intent, '', {
    account: { surface: 'slack', team, user },
    where: { surface: 'slack', channel: 'film', thread: `m_${runId}` },
  });
const words = (text: string, ...mentionedPeople: string[]): Intent => ({
  ...{ kind: 'words', text, mentionsUs: false, mentionedPeople },
});
const textsOf = (world: World, runId: string) => world.states.get(runId)?.messages.map(({ text }) => text);

it('names people whom words mention by id: as the project calls them, else as the platform does, else not', async () => {
  const { world, asked, runId } = await filmWorld();
  const text = `As @${jon} and @${kim} said, and @U0NOBODY, not @U0TYPED`;
  await say(world, runId, words(text, jon, kim, 'U0NOBODY', jon));
  expect(textsOf(world, runId)).toEqual(['As @“Jon” and @“Kim wheelhouse pause” said, and @U0NOBODY, not @U0TYPED']);
  expect(asked.toSorted()).toEqual([kim, 'U0NOBODY']);
});

it('names them in commands, changed words and messages that are sent on', async () => {
  const { world, runId } = await filmWorld();
  const mentionedPeople = [jon];
  await say(world, runId, { kind: 'command', verb: 'say', rest: `like @${jon}`, mentionedPeople });
  await say(world, runId, { ...words(`with @${jon}`, jon), message: '5' } as Intent);
  await say(world, runId, { kind: 'edited', text: `without @${jon}`, message: '5', mentionedPeople });
  const author = { surface: 'slack', team, user: mara } as const;
  await say(world, runId, {
    kind: 'relay',
    text: `for @${jon}`,
    message: '6',
    author,
    policy: 'steer',
    mentionedPeople,
  });
  const all = textsOf(world, runId)!.join('\n');
  for (const told of ['like @“Jon”', 'without @“Jon”', 'for @“Jon”']) expect(all).toContain(told);
});

it('S19: asks the platform for nobody whom a stranger mentions, and for a few at a time', async () => {
  const { world, asked, runId } = await filmWorld();
  const many = Array.from({ length: 30 }, (_, n) => `U0MANY${n}`);
  await say(world, runId, words(many.map((id) => `@${id}`).join(' '), ...many), 'U0MALLORY');
  expect(asked).toEqual([]);
  await say(world, runId, words(`hear ${many.map((id) => `@${id}`).join(' ')}`, ...many));
  expect(asked).toHaveLength(10);
});
