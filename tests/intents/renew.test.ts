import { describe, expect, it } from 'vitest';
import { createPeople } from '../../db/people.ts';
import { createDoor } from '../../src/intents/door.ts';
import type { DoorPorts } from '../../src/intents/ports.ts';
import type { Freshness, Groups, Membership } from '../../src/core/people/groups.ts';
import type { Group, Project } from '../../src/core/project/definition.ts';
import { noLinks } from '../setup/people.ts';
import { createWorld, startedRun } from './world.ts';

const editors = 'T1/S1';
const viewers = 'T1/S2';

/** A run of a project whose people come from two groups of Slack, at a door that counts how its groups are asked for. */
async function doorOf() {
  const world = createWorld();
  const { run } = await startedRun(world);
  const groups: Group[] = [
    { slack: editors, may: 'everything' },
    { slack: viewers, may: ['view', 'message'] },
  ];
  const project: Project = { ...world.film, groups };
  const record = { project, folder: '/srv/film' };
  const projects = { find: async () => record, all: async () => [record], ofChannel: async () => record };
  const at = {
    in: { UADA: [editors], UVIV: [viewers] } as Record<string, string[]>,
    /** What the next asking anew finds instead. */
    anew: null as Membership | null,
    asked: [] as Freshness[],
    done: [] as string[],
    refused: [] as string[],
    moved: false,
  };
  const slack: Groups = {
    of: async ({ user }, _, freshness) => {
      at.asked.push(freshness);
      if (freshness === 'now' && at.moved) at.in = {};
      const known: Membership = { kind: 'member', name: user, groups: at.in[user] ?? [] };
      return freshness === 'now' ? (at.anew ?? known) : known;
    },
    nameOf: async () => null,
  };
  const ports = {
    people: createPeople({ projects, links: noLinks, groups: { slack, discord: null } }),
    projects,
    links: noLinks,
    views: {
      run: async () => ({ state: world.states.get(run.id)!, attempts: [], asks: [], messages: [], outputTail: '' }),
    },
    postings: {
      at: async (_: string, { message }: { message: string }) =>
        message === 'ours' ? { subject: { kind: 'run', id: run.id } } : null,
    },
    runs: {
      change: async () => {
        at.done.push('changed');
        return { refused: 'contended' };
      },
    },
    refusals: {
      record: async ({ payload }: { payload: { refused: string } }) => void at.refused.push(payload.refused),
    },
    refresh: async () => undefined,
    log: { error: () => undefined },
  } as unknown as DoorPorts;
  const door = createDoor(ports);
  let visits = 0;
  const visit = (user: string) => ({
    account: { surface: 'slack' as const, team: 'T1', user },
    where: { surface: 'slack' as const, channel: 'C1', thread: null },
    delivery: `d${(visits += 1)}`,
    source: 'slack_button' as const,
    at: new Date(),
  });
  const cancel = (user: string, { confirmed = true, message = 'ours' } = {}) =>
    door(
      {
        kind: 'press',
        token: `c.${run.id}.${run.epoch}.cancel`,
        on: { channel: 'C1', thread: null, message },
        confirmed,
      },
      visit(user),
    );
  const rollback = (user: string) =>
    door(
      { kind: 'submit', token: `f.rollback.${run.id}.${run.epoch}`, values: { checkpoint: '1' }, on: null },
      visit(user),
    );
  const anew = () => at.asked.filter((it) => it === 'now').length;
  return { at, cancel, rollback, anew };
}

describe('what can not be undone', () => {
  it.each<[string, string, { confirmed?: boolean; message?: string }]>([
    ['a stranger', 'UMAL', {}],
    ['one who may not', 'UVIV', {}],
    ['a button on a message that is not ours', 'UADA', { message: 'forged' }],
    ['a press that only leads to the second look', 'UADA', { confirmed: false }],
  ])('S19: asks nothing anew for %s', async (_, user, how) => {
    const { cancel, anew } = await doorOf();
    await cancel(user, how);
    expect(anew()).toBe(0);
  });

  it('S19: asks nothing anew for a form of one who may not send it', async () => {
    const { at, rollback, anew } = await doorOf();
    for (const user of ['UMAL', 'UVIV']) expect(await rollback(user)).toMatchObject({ kind: 'refused' });
    expect([anew(), at.done, at.refused]).toEqual([0, [], ['stranger', 'not_permitted']]);
  });

  it('S7: is asked about once more for whoever may', async () => {
    const { at, cancel, rollback, anew } = await doorOf();
    await cancel('UADA');
    await rollback('UADA');
    expect([anew(), at.done.length > 0]).toEqual([2, true]);
  });

  it('S7: is refused to one who was in the group until a moment ago', async () => {
    const { at, cancel, rollback } = await doorOf();
    at.moved = true;
    expect(await cancel('UADA')).toMatchObject({ kind: 'refused', code: 'stranger' });
    at.in = { UADA: [editors] };
    expect(await rollback('UADA')).toMatchObject({ kind: 'refused', code: 'stranger' });
    expect(at.done).toEqual([]);
  });

  it('S7: is refused while the groups can not be read, and says that this is why', async () => {
    const { at, cancel, rollback } = await doorOf();
    at.anew = { kind: 'unread' };
    expect(await cancel('UADA')).toMatchObject({ kind: 'refused', code: 'groups_unread' });
    expect(await rollback('UADA')).toMatchObject({ kind: 'refused', code: 'groups_unread' });
    expect([at.done, at.refused]).toEqual([[], ['groups_unread', 'groups_unread']]);
  });
});
