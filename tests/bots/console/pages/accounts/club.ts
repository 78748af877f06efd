import type { Account } from '../../../../../src/core/people/actor.ts';
import type { Freshness, Groups, Membership } from '../../../../../src/core/people/groups.ts';
import type { Project } from '../../../../../src/core/project/definition.ts';
import { film, startStory } from '../../story.ts';
import { fieldsOf, visitor } from '../visitor.ts';
import { type Element, findAll, findOne, textOf, withTag } from '../../html.ts';

/** A project that lets a group decide: two of three must agree, and whoever started it is none of them. */
export const club: Project = {
  ...film,
  project: 'club',
  name: 'Club',
  places: [
    { surface: 'console', channel: 'club' },
    { surface: 'slack', channel: 'C1' },
  ],
  groups: [
    { slack: 'T1/S1', may: 'everything' },
    { slack: 'T1/S2', may: ['view'] },
    { slack: 'T1/S3', may: [] },
  ],
};

export const slackAccount = (user: string, team = 'T1'): Account => ({ surface: 'slack', team, user });

/** What Slack tells of its people; by their id. */
export function slackPeople() {
  const memberships = new Map<string, Membership>();
  const asked: Freshness[] = [];
  const groups: Groups = {
    of: async ({ user }, among, freshness) => {
      asked.push(freshness);
      const found = memberships.get(user) ?? { kind: 'gone' };
      return found.kind === 'member' ? { ...found, groups: found.groups.filter((it) => among.includes(it)) } : found;
    },
    nameOf: async ({ user }) => {
      const found = memberships.get(user);
      return found?.kind === 'member' ? found.name : null;
    },
  };
  const join = (user: string, ...ids: string[]): void => {
    memberships.set(user, { kind: 'member', name: `Name of ${user}`, groups: ids.map((id) => `T1/${id}`) });
  };
  return { groups, memberships, asked, join };
}

export async function startClub(url: string) {
  const people = slackPeople();
  const story = await startStory(url, { slack: people.groups, discord: null });
  await story.stores.projects.put({ project: club, folder: '/srv' });
  const typed = (account: Account, text: string, over = {}) =>
    story.knock(account, { kind: 'command', verb: 'link', rest: text }, over);
  const sectionOf = (page: Element, project: string): Element => {
    const found = findAll(page, withTag('section')).find((it) => {
      const heading = findOne(it, withTag('h2'));
      return heading !== null && textOf(heading) === project;
    });
    if (!found) throw new Error(`There is no section ${project}.`);
    return found;
  };
  /** Presses the button of this name in a project's part of the page. */
  const press = async (who: string, label: string, project = 'Club') => {
    const browser = await visitor(story, who);
    const section = sectionOf((await browser.get('/accounts')).page, project);
    const form = findAll(section, withTag('form')).find((it) =>
      findAll(it, withTag('button')).some((button) => textOf(button).trim() === label),
    );
    if (!form) throw new Error(`There is no button ${label} in: ${textOf(section)}`);
    return browser.post(form.attributes['action'] ?? '', fieldsOf(form));
  };
  const codeFor = async (who: string, project = 'Club'): Promise<string> => {
    const { page } = await press(who, 'Make a code', project);
    return /\/wheel link (\S+)/.exec(textOf(findOne(page, withTag('pre'))!))?.[1] ?? '';
  };
  return {
    ...{ story, people, typed, press, codeFor },
    section: async (who: string, project = 'Club') =>
      textOf(sectionOf((await (await visitor(story, who)).get('/accounts')).page, project)).replace(/\s+/g, ' '),
    /** From the code to the yes. */
    link: async (who: string, account: Account): Promise<void> => {
      await typed(account, await codeFor(who));
      await press(who, 'Confirm');
    },
    find: async (account: Account, project = 'club') => (await story.stores.people.find(project, account))?.id ?? null,
    ledger: async (...kinds: string[]) =>
      story.sql<{ kind: string; by: string; payload: Record<string, unknown> }[]>`
        select kind, actor ->> 'personId' as by, payload from ledger where kind in ${story.sql(kinds)} order by ordinal`,
  };
}
