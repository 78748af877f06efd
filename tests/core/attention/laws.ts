import type { Reminder } from '../../../src/core/attention/reminder.ts';
import type { QuietHours } from '../../../src/core/attention/settings.ts';
import type { NamedAccount } from '../../../src/core/people/recognize.ts';
import type { Place } from '../../../src/core/project/definition.ts';
import { at, type Ended, type Said, start, teams, type World } from './town.ts';

/** What an onlooker holds against a history: a line for each thing that must not be. It shares nothing with the rules but their words. */
export type Law = (world: World, ended: Ended) => string[];

const calledIn = ({ calls }: Reminder): string[] => calls.map(({ personId }) => personId);

/** As it stands, or since its run was let go on. */
const waitsSince = (said: Said, askId: string): number => {
  const { ask, resumedAt = null } = said.open.get(askId) ?? {};
  const times = [ask?.revisedAt ?? ask?.openedAt, resumedAt].flatMap((it) => (it ? [it.getTime()] : []));
  return (Math.max(...times) - start) / 60_000;
};

const isThereAs = ({ surface, team }: NamedAccount, place: Place): boolean =>
  surface === place.surface && team === (teams[place.channel] ?? 'local');

/** Every call, one by one. */
const calls = ({ said }: Ended) =>
  said.flatMap((one) => calledIn(one.reminder).map((personId) => ({ ...one, personId })));

/** As somebody there would read a clock. */
function isNight({ from, to, timeZone }: QuietHours, minute: number): boolean {
  const clock = at(minute).toLocaleTimeString('sv-SE', { timeZone }).slice(0, 5);
  const hours = (text: string): number => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  const since = (time: string): number => (hours(time) - hours(from) + 1440) % 1440;
  return since(clock) < since(to);
}

export const laws: Record<string, Law> = {
  'nobody is called twice within the interval': ({ settings }, ended) =>
    calls(ended).flatMap((one, index, all) => {
      const before = all.slice(0, index).findLast(({ personId }) => personId === one.personId);
      const gap = before ? one.minute - before.minute : Infinity;
      return gap * 60 < settings.interval ? [`${one.personId} after ${gap} minutes`] : [];
    }),

  'nobody is called in quiet hours': ({ settings: { quiet } }, { said }) =>
    said.flatMap(({ minute }) => (quiet && isNight(quiet, minute) ? [`at minute ${minute}`] : [])),

  'nobody is called to what is settled, or was asked differently': (_, { said }) =>
    said.flatMap(({ reminder, open }) =>
      reminder.due.flatMap(({ ask }) =>
        open.get(ask.id)?.ask.revision === ask.revision ? [] : [`${ask.id}, revision ${ask.revision}`],
      ),
    ),

  'whatever stays open is reminded of to its last step': ({ settings }, { said, open }) =>
    [...open.values()].flatMap(({ ask }) => {
      const last = settings.after.length - 1;
      const isSaid = said.some(({ reminder }) =>
        reminder.due.some((it) => it.ask.id === ask.id && it.ask.revision === ask.revision && it.step === last),
      );
      return isSaid ? [] : [ask.id];
    }),

  'each step of a question is said at one time': (_, { said }) => {
    const times = new Map<string, Set<number>>();
    for (const { minute, reminder } of said)
      for (const { ask, step } of reminder.due) {
        const key = `${ask.id}, revision ${ask.revision}, step ${step}`;
        times.set(key, (times.get(key) ?? new Set()).add(minute));
      }
    return [...times].flatMap(([key, minutes]) => (minutes.size > 1 ? [key] : []));
  },

  'nothing is said before its time': ({ settings }, { said }) =>
    said.flatMap((one) =>
      one.reminder.due.flatMap(({ ask, step }) =>
        (one.minute - waitsSince(one, ask.id)) * 60 < settings.after[step]! ? [`${ask.id} at step ${step}`] : [],
      ),
    ),

  'nobody is called who can not decide': ({ people }, { said }) =>
    said.flatMap(({ reminder, open }) =>
      reminder.due.flatMap(({ ask: { id } }) => {
        const policy = open.get(id)?.ask.policy;
        const can = people.flatMap(({ person }) => {
          const isNamed = policy?.approvers === 'anyone-who-may-decide' || policy?.approvers.includes(person.id);
          return person.may === 'everything' && isNamed && !policy?.excluded.includes(person.id) ? [person.id] : [];
        });
        const wrong = calledIn(reminder).filter((personId) => !can.includes(personId));
        return wrong.filter((personId) => personId !== '' || can.length > 0).map((personId) => `${personId} to ${id}`);
      }),
    ),

  'what stands elsewhere is not told there, and whoever can be reached is': ({ people }, { said }) =>
    said.flatMap(({ reminder, open }) =>
      reminder.due.flatMap(({ ask: { id } }) => {
        const standsAt = open.get(id)?.standsAt ?? [];
        const isThere = standsAt.some(({ channel }) => channel === reminder.place.channel);
        const unreached = reminder.calls.filter(({ personId, user }) => {
          const own = people.find(({ person }) => person.id === personId)?.accounts ?? [];
          return user === null && own.some((account) => standsAt.some((place) => isThereAs(account, place)));
        });
        return [...(isThere ? [] : [id]), ...unreached.map(({ personId }) => `${personId} by name, to ${id}`)];
      }),
    ),

  'nobody is called by an account of elsewhere': ({ people }, { said }) =>
    said.flatMap(({ reminder: { place, calls: called } }) =>
      called.flatMap(({ personId, user }) => {
        const own = people.find(({ person }) => person.id === personId)?.accounts ?? [];
        const isTheirs = own.some((account) => account.user === user && isThereAs(account, place));
        return user === null || isTheirs ? [] : [`${user} in ${place.channel}`];
      }),
    ),

  'nobody is called again while the last call has not gone out': (_, ended) =>
    calls(ended).flatMap((one, index, all) => {
      const before = all.slice(0, index).findLast(({ personId }) => personId === one.personId);
      const isSame = before?.awaySince !== null && before?.awaySince === one.awaySince;
      return before && isSame ? [one.personId] : [];
    }),
};
