import type { Ask } from '../ask/ask.ts';
import type { NamedAccount } from '../people/recognize.ts';
import type { Place } from '../project/definition.ts';
import { isSamePlace } from '../project/routing.ts';
import { isQuiet } from './quiet.ts';
import type { Callable, Called, Facts, OpenAsk, Reminder, TeamOfPlace, Told } from './reminder.ts';
import { whom } from './whom.ts';

interface Due {
  open: OpenAsk;
  step: number;
}

/** One person is to be called to one question. */
interface Call {
  due: Due;
  place: Place;
  called: Called;
}

/** Stands for all people who may answer, if none of them is known by name. */
const nobody: Called = { personId: '', name: '', user: null };

/** Which reminders to send now, about which questions, to whom and where. None to people who were called recently, and none in quiet hours. */
export function planReminders(facts: Facts): Reminder[] {
  const { settings, now } = facts;
  const told = groups(facts.told, ({ askId }) => askId);
  const due = facts.asks.flatMap((open) => dueOf(open, facts, told.get(open.ask.id) ?? []));
  if (due.length === 0 || (settings.quiet && isQuiet(settings.quiet, now))) return [];
  const busy = busyIn(facts);
  const calls = due
    .toSorted((one, other) => askedAt(one.open.ask) - askedAt(other.open.ask))
    .flatMap((one) => callsOf(one, facts, busy));
  return gathered([...groups(calls, ({ called }) => called.personId).values()].map(atOnePlace));
}

/** Groups by key in one pass, since there may be thousands after a day's downtime (R13). */
function groups<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const one of all) {
    const group = found.get(keyOf(one));
    if (group) group.push(one);
    else found.set(keyOf(one), [one]);
  }
  return found;
}

const askedAt = ({ revisedAt, openedAt }: Ask): number => (revisedAt ?? openedAt).getTime();

function busyIn({ told, unreached, settings, now }: Facts): ReadonlySet<string> {
  const since = now.getTime() - settings.interval * 1000;
  const lately = told.filter(({ at }) => at.getTime() > since).map(({ personId }) => personId);
  return new Set([...unreached, ...lately]);
}

/** After a pause, the time to answer starts again. */
const waitsSince = ({ ask, resumedAt }: OpenAsk): number => Math.max(askedAt(ask), resumedAt?.getTime() ?? 0);

/** The last step whose time has come, unless it was sent already. After a day's downtime, earlier steps are skipped (R13). */
function dueOf(open: OpenAsk, { settings, now, teamOf }: Facts, told: readonly Told[]): Due[] {
  const { ask } = open;
  const known = open.standsAt.map((place) => ({ place, team: teamOf(place) }));
  const standsAt = known.filter(({ team }) => team !== 'away').map(({ place }) => place);
  if (ask.status !== 'open' || standsAt.length === 0) return [];
  if (known.some(({ team }) => team === 'asked')) return [];
  const waited = now.getTime() - waitsSince(open);
  const step = settings.after.findLastIndex((seconds) => seconds * 1000 <= waited);
  const isSaid = told.some((it) => it.revision === ask.revision && it.step >= step);
  return step < 0 || isSaid ? [] : [{ open: { ...open, standsAt }, step }];
}

/** Whom to call. Empty if everybody who would be called was called recently: the question then waits. */
function callsOf(due: Due, { people, settings, places, teamOf }: Facts, busy: ReadonlySet<string>): Call[] {
  const { open, step } = due;
  const standsAt = bestFirst(open.standsAt, places);
  const named = whom(open, people, step, settings.after.length - 1);
  const calls = named.map((it) => ({ due, ...spotOf(it, standsAt, teamOf) }));
  const toAnybody = standsAt.slice(0, 1).map((place) => ({ due, place, called: nobody }));
  return (named.length === 0 ? toAnybody : calls).filter(({ called }) => !busy.has(called.personId));
}

/** Places in the project's order, but the console last, since a call there reaches only people who look. */
function bestFirst(standsAt: readonly Place[], places: readonly Place[]): Place[] {
  const rank = (place: Place): number =>
    places.findIndex((it) => isSamePlace(it, place)) + (place.surface === 'console' ? places.length : 0);
  return standsAt.toSorted((one, other) => rank(one) - rank(other));
}

/** The first place of the question where the person has an account; else they are called by name. An id of another workspace or server would be somebody else's. */
function spotOf(
  { person, accounts }: Callable,
  standsAt: readonly Place[],
  teamOf: Facts['teamOf'],
): Pick<Call, 'place' | 'called'> {
  const { id: personId, name } = person;
  for (const place of standsAt) {
    const account = accounts.find((it) => it.surface === place.surface && isAtHome(it, teamOf(place)));
    if (account) return { place, called: { personId, name, user: account.user } };
  }
  const [place] = standsAt;
  if (!place) throw new Error('bug: a question that stands nowhere is not due.');
  return { place, called: { personId, name, user: null } };
}

/** Whether an account belongs to the workspace or server of a place. */
const isAtHome = (account: NamedAccount, of: TeamOfPlace): boolean =>
  typeof of === 'object' && (of.team === null || of.team === account.team);

/** One place for each person: that of their oldest question. Questions in other places come with the next reminder, so that no channel is told what belongs to another. */
const atOnePlace = (calls: Call[]): Call[] => {
  const [oldest] = calls;
  return oldest ? calls.filter(({ place }) => isSamePlace(place, oldest.place)) : [];
};

/** Merges reminders that say the same into one message that calls several people. */
function gathered(each: readonly Call[][]): Reminder[] {
  const alike = groups(each, (calls) =>
    JSON.stringify(calls.map(({ due, place }) => [place.surface, place.channel, due.open.ask.id])),
  );
  return [...alike.values()].flatMap((same) => {
    const [calls = []] = same;
    const [first] = calls;
    if (!first) return [];
    const due = calls.map(({ due: { open, step } }) => ({ ask: open.ask, step }));
    return [{ place: first.place, due, calls: same.flatMap(([call]) => (call ? [call.called] : [])) }];
  });
}
