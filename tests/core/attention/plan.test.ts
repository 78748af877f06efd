import { describe, expect, it } from 'vitest';
import type { Ask } from '../../../src/core/ask/ask.ts';
import { planReminders } from '../../../src/core/attention/plan.ts';
import type { Facts, TeamOfPlace, OpenAsk } from '../../../src/core/attention/reminder.ts';
import { attentionOf } from '../../../src/core/attention/settings.ts';
import type { Place } from '../../../src/core/project/definition.ts';
import { blocking } from '../cards/sample.ts';
import { sampleAnswer, sampleAsk } from '../../db/sample.ts';
import { at, callable, teamOf, places, rowsOf } from './town.ts';

const settings = attentionOf({});
const anyone: Ask['policy'] = { approvers: 'anyone-who-may-decide', quorum: 1, excluded: [] };

const asked = (id: string, minute: number, changes: Partial<Ask> = {}): OpenAsk => ({
  ask: sampleAsk(`run-${id}`, id, { openedAt: at(minute), policy: anyone, ...changes }),
  starterId: 'ben',
  execution: 'cloud',
  standsAt: places,
  resumedAt: null,
});

const people = [
  callable('ada', ['slack'], 'everything'),
  callable('ben', ['slack', 'console'], 'everything'),
  callable('cyd', ['console'], 'everything'),
  callable('dot', ['slack'], ['view']),
];

const facts = (minute: number, changes: Partial<Facts> = {}): Facts => ({
  ...{ asks: [asked('a', 0)], told: [], unreached: [], people, places, teamOf, settings },
  now: at(minute),
  ...changes,
});

const planned = (minute: number, changes: Partial<Facts> = {}) =>
  planReminders(facts(minute, changes)).map(({ place, due, calls }) => [
    place.surface,
    due.map(({ ask, step }) => `${ask.id}:${step}`).join(' '),
    calls.map(({ name, user }) => `${name} ${user ?? ''}`.trim()).join(', '),
  ]);

describe('reminders of an open question (P15)', () => {
  it('come after 15 minutes, 4 hours and a day, and not a minute earlier', () => {
    expect(planned(14)).toEqual([]);
    expect(planned(15)).toEqual([['slack', 'a:0', 'BEN Uben']]);
    expect(planned(240).map(([, due]) => due)).toContain('a:1');
    expect(planned(1440).map(([, due]) => due)).toContain('a:2');
  });

  it('call whoever started the run first, then the next as well, then everybody who can decide, each where they are', () => {
    expect(planned(240)).toEqual([['slack', 'a:1', 'BEN Uben, ADA Uada']]);
    expect(planned(1440)).toEqual([
      ['slack', 'a:2', 'BEN Uben, ADA Uada'],
      ['console', 'a:2', 'CYD cyd'],
    ]);
  });

  it('go by the order of the policy, and call as many as are still missing', () => {
    const policy = { approvers: ['cyd', 'ada', 'ben'], quorum: 2, excluded: ['ben'] };
    expect(planned(15, { asks: [asked('a', 0, { policy })] })).toEqual([
      ['console', 'a:0', 'CYD cyd'],
      ['slack', 'a:0', 'ADA Uada'],
    ]);
    const answers = [sampleAnswer('a1', 'cyd')];
    expect(planned(15, { asks: [asked('a', 0, { policy, answers })] })).toEqual([['slack', 'a:0', 'ADA Uada']]);
  });

  it('call nobody to a run that has stopped itself whose plan would refuse their answer, but to its other questions', () => {
    const entitled = { to: ['byok' as const], get: 'Ask Ada.' };
    const limited = people.map((it) => (it.person.id === 'ben' ? { ...it, person: { ...it.person, entitled } } : it));
    const stopped = asked('a', 0, blocking);
    expect(planned(15, { asks: [stopped], people: limited })).toEqual([['slack', 'a:0', 'ADA Uada']]);
    expect(planned(15, { asks: [{ ...stopped, execution: 'local' }], people: limited })).toEqual([
      ['slack', 'a:0', 'BEN Uben'],
    ]);
    expect(planned(15, { people: limited })).toEqual([['slack', 'a:0', 'BEN Uben']]);
  });

  it('say it without a name where nobody who may answer is known by name', () => {
    const policy = { approvers: ['slack:T1/U9'], quorum: 1, excluded: [] };
    expect(planned(15, { asks: [asked('a', 0, { policy })] })).toEqual([['slack', 'a:0', '']]);
  });

  it('begin anew when it is asked anew', () => {
    const [first] = planReminders(facts(15));
    const told = rowsOf(first!, at(15));
    expect(planned(200, { told })).toEqual([]);
    const asks = [asked('a', 0, { revision: 2, revisedAt: at(100) })];
    expect(planned(114, { asks, told })).toEqual([]);
    expect(planned(115, { asks, told })).toEqual([['slack', 'a:0', 'BEN Uben']]);
  });
});

describe('somebody with several accounts on one platform', () => {
  const standsAt = (...channels: string[]) => places.filter(({ channel }) => channels.includes(channel));
  const whom = (on: Parameters<typeof callable>[1], channels: string[], changes: Partial<Facts> = {}) => {
    const asks = [{ ...asked('a', 0), standsAt: standsAt(...channels) }];
    const eve = callable('eve', on, 'everything');
    return planReminders(facts(15, { asks, people: [eve], ...changes })).map(({ place, calls: [called] }) => [
      ...[place.channel, called?.user],
    ]);
  };

  it('is called by the one that is of the workspace, or the server, where the question stands', () => {
    expect(whom(['otherSlack', 'slack'], ['C1'])).toEqual([['C1', 'Ueve']]);
    expect(whom(['discord', 'otherDiscord'], ['12'])).toEqual([['12', '9-eve']]);
  });

  it('is called where they can be, and by name where their only account is of elsewhere', () => {
    expect(whom(['otherSlack', 'otherDiscord'], ['C1', '12'])).toEqual([['12', '9-eve']]);
    expect(whom(['otherSlack'], ['C1'])).toEqual([['C1', null]]);
  });

  it('hears nothing until the platforms have said whose the places are, and elsewhere of what a platform away can not tell', () => {
    const slackIs = (team: TeamOfPlace) => (place: Place) => (place.surface === 'slack' ? team : teamOf(place));
    expect(whom(['slack', 'discord'], ['C1', '11'], { teamOf: slackIs('asked') })).toEqual([]);
    expect(whom(['slack', 'discord'], ['C1', '11'], { teamOf: slackIs('away') })).toEqual([['11', '8-eve']]);
    expect(whom(['slack'], ['C1'], { teamOf: slackIs('away') })).toEqual([]);
  });
});

describe('a run that was paused and goes on', () => {
  it('gives people the whole time once more, and hears nothing twice', () => {
    const asks = [{ ...asked('a', 0), resumedAt: at(1000) }];
    const told = rowsOf(planReminders(facts(15))[0]!, at(15));
    expect(planned(1014, { asks })).toEqual([]);
    expect(planned(1015, { asks })).toEqual([['slack', 'a:0', 'BEN Uben']]);
    expect(planned(1239, { asks, told })).toEqual([]);
    expect(planned(1240, { asks, told })).toEqual([['slack', 'a:1', 'BEN Uben, ADA Uada']]);
  });
});

describe('a burst (P16)', () => {
  const burst = Array.from({ length: 55 }, (_, n) => asked(`b${n}`, n));

  it('is one message to each, not one for each question', () => {
    const [first, ...others] = planReminders(facts(15 + 55, { asks: burst }));
    expect(others).toEqual([]);
    expect(first!.due).toHaveLength(55);
    expect(first!.calls.map(({ name }) => name)).toEqual(['BEN']);
  });

  it('waits for whoever was called just now', () => {
    const [first] = planReminders(facts(15, { asks: burst }));
    expect(first!.due.map(({ ask }) => ask.id)).toEqual(['b0']);
    const told = rowsOf(first!, at(15));
    expect(planned(29, { asks: burst, told })).toEqual([]);
    const [second] = planReminders(facts(30, { asks: burst, told }));
    expect(second!.due).toHaveLength(15);
  });

  it('after a day of downtime is one message too, of the last step alone (R13)', () => {
    const due = planReminders(facts(2000, { asks: burst })).flatMap((reminder) => reminder.due.map(({ step }) => step));
    expect(new Set(due)).toEqual(new Set([2]));
  });
});

describe('quiet hours', () => {
  const quiet = { from: '22:00', to: '08:00', timeZone: 'Europe/Berlin' };
  const night = (minute: number, asks: OpenAsk[]) => planned(minute, { asks, settings: { ...settings, quiet } });

  it('go past midnight, by the clocks of their place', () => {
    // 20:59 and 21:00 by UTC are 21:59 and 22:00 in Berlin, in November.
    expect(night(20 * 60 + 59, [asked('a', 20 * 60)])).toHaveLength(1);
    expect(night(21 * 60, [asked('a', 20 * 60)])).toEqual([]);
    expect(night(30 * 60 + 59, [asked('a', 20 * 60)])).toEqual([]);
    expect(night(31 * 60, [asked('a', 20 * 60)])).toHaveLength(1);
  });
});
