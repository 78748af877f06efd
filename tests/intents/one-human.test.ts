import { describe, expect, it } from 'vitest';
import { createPeople } from '../../db/people.ts';
import type { Account } from '../../src/core/people/actor.ts';
import type { Groups } from '../../src/core/people/groups.ts';
import type { AccountLink } from '../../src/core/people/links.ts';
import { projectSchema, type Project } from '../../src/core/project/definition.ts';
import { noLinks } from '../setup/people.ts';
import { createWorld, startedRun } from './world.ts';

const discord = (user: string, team = '11'): Account => ({ surface: 'discord', team, user });
const slack = (user: string, team = 'T1'): Account => ({ surface: 'slack', team, user });

/** Sign-in proves all servers that somebody is in; the one that it names first may be none of the project's. */
const signedIn = (user: string): Account => ({ ...discord(user, '99'), aliases: [discord(user), discord(user, '33')] });

interface Rules {
  exclude: string[];
  quorum: number;
}

/** So many of whoever may decide must approve; the people are known by Slack, by Discord, or by both; editors of both places may decide. */
function filmOf(film: Project, { exclude, quorum }: Rules): Project {
  return projectSchema.parse({
    ...film,
    people: [
      { id: 'mara', name: 'Mara', may: 'everything', accounts: { console: 'local/u1', slack: 'T1/UMARA' } },
      { id: 'jon', name: 'Jon', may: 'everything', accounts: { slack: 'T1/UJON', discord: '11/2' } },
      { id: 'olu', name: 'Olu', may: 'everything', accounts: { discord: '11/3' } },
    ],
    groups: [
      { slack: 'T1/S1', may: ['view', 'decide'] },
      { discord: '11/22', may: ['view', 'decide'] },
      { discord: '33/44', may: ['view', 'decide'] },
    ],
    pipelines: film.pipelines.map((pipeline) => ({
      ...pipeline,
      stages: pipeline.stages.map((stage) => ({
        ...stage,
        time_limit: '10m',
        gate: { ...stage.gate, quorum, exclude },
      })),
    })),
  });
}

/** A gate of that project, and who answers it from where. */
async function gateWith({ exclude = [], quorum = 2 }: Partial<Rules> = {}) {
  const links: AccountLink[] = [];
  const everybody: Groups = {
    of: async ({ user }, asked) => ({ kind: 'member', name: user, groups: asked }),
    nameOf: async () => null,
  };
  const world = createWorld({
    project: filmOf(createWorld().film, { exclude, quorum }),
    people: (projects) =>
      createPeople({
        projects,
        links: { ...noLinks, of: async () => links },
        groups: { slack: everybody, discord: everybody },
      }),
  });
  const { run } = await startedRun(world);
  world.finishStage(run.id, 'A draft.');
  const [gate] = world.states.get(run.id)!.asks;
  const approve = async (account: Account): Promise<string> => {
    const on = world.postings.find(({ subject }) => subject.id === gate!.id)!.ref;
    const { surface } = account as { surface: 'slack' | 'discord' };
    const where = { surface, channel: 'film', thread: null };
    const token = `a.${gate!.id}.${gate!.revision}.approve`;
    const reply = await world.ask({ kind: 'press', token, on, confirmed: false }, '', { account, where });
    return reply.kind === 'refused' ? reply.code : reply.kind;
  };
  return {
    approve,
    isSettled: () => world.settled.has(gate!.id),
    link: (personId: string, account: Account, endedAt: Date | null = null): void => {
      links.push({
        id: `l${links.length}`,
        projectId: 'film',
        personId,
        account,
        name: '',
        linkedAt: new Date(),
        endedAt,
      });
    },
  };
}

describe('P11: a quorum of two', () => {
  it.each<[string, Account, Account, [string, Account]?]>([
    ['named by both', slack('UJON'), discord('2')],
    ['named by Slack, whose Discord account is linked', slack('UMARA'), discord('7'), ['mara', discord('7')]],
    ['named by Discord, whose Slack account is linked', discord('3'), slack('U9'), ['olu', slack('U9')]],
    ['two of whose accounts are linked', discord('7'), discord('7', '33'), ['mara', discord('7')]],
    ['named by Discord, who signs in to the console with it', discord('3'), signedIn('3')],
    ['in a group of Discord, who signs in to the console with it', discord('8'), signedIn('8')],
    ['in groups of two servers, whom nobody named', discord('8'), discord('8', '33')],
  ])('is not met by one human %s', async (_, first, second, linked) => {
    for (const both of [
      [first, second],
      [second, first],
    ] as const) {
      const { approve, isSettled, link } = await gateWith();
      if (linked) link(...linked);
      expect(await approve(both[0])).toBe('told');
      expect(await approve(both[1])).toBe('already_answered');
      expect(isSettled()).toBe(false);
      // The control: it is met by another human, from either place.
      expect(await approve(slack('UANYBODY'))).toBe('told');
      expect(isSettled()).toBe(true);
    }
  });

  it('is not met by whoever votes as a member of a group, and links that account then', async () => {
    const { approve, isSettled, link } = await gateWith();
    expect(await approve(discord('7'))).toBe('told');
    link('mara', discord('7'));
    expect(await approve(slack('UMARA'))).toBe('already_answered');
    expect(isSettled()).toBe(false);
  });

  it('is not met by whoever ends the link in between', async () => {
    const { approve, isSettled, link } = await gateWith();
    expect(await approve(slack('UMARA'))).toBe('told');
    link('mara', discord('7'), new Date());
    expect(await approve(discord('7'))).toBe('already_answered');
    expect(isSettled()).toBe(false);
  });

  it('of three counts two votes once, whose accounts turn out to be one human’s', async () => {
    const { approve, isSettled, link } = await gateWith({ quorum: 3 });
    expect([await approve(discord('7')), await approve(slack('UMARA'))]).toEqual(['told', 'told']);
    link('mara', discord('7'));
    expect(await approve(slack('UJON'))).toBe('told');
    expect(isSettled()).toBe(false);
    expect(await approve(discord('3'))).toBe('told');
    expect(isSettled()).toBe(true);
  });

  it('is met by two humans, of whom each has one of the places', async () => {
    const { approve, isSettled } = await gateWith();
    expect([await approve(slack('UMARA')), await approve(discord('3'))]).toEqual(['told', 'told']);
    expect(isSettled()).toBe(true);
  });
});

describe('S9: a server that the project does not name', () => {
  it.each([
    ['somebody whom it names in its own server', discord('3', '99')],
    ['a member of its groups, somewhere else', discord('8', '99')],
    ['nobody’s server', discord('3', '?')],
  ])('gives %s nothing there', async (_, account) => {
    const { approve, isSettled } = await gateWith();
    expect(await approve(account)).toBe('other_team');
    // The control: at home they vote.
    expect(await approve({ ...account, team: '11' })).toBe('told');
    expect(isSettled()).toBe(false);
  });
});

describe('P12: who started it', () => {
  it('approves it with no account on any platform', async () => {
    const { approve, link } = await gateWith({ exclude: ['starter'] });
    link('mara', discord('7'));
    link('mara', discord('6'), new Date());
    for (const own of [slack('UMARA'), discord('7'), discord('7', '33'), discord('6')]) {
      expect(await approve(own)).toBe('excluded');
    }
    expect(await approve(discord('3'))).toBe('told');
  });
});
