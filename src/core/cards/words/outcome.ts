import type { Ask, Choice, Outcome } from '../../ask/ask.ts';
import type { Where } from '../../people/actor.ts';
import { oneLine } from '../agent-text.ts';
import type { Badge } from '../card.ts';

const answered: Badge = { word: 'Answered', symbol: '✔', tone: 'good' };

const decided: Record<Choice['id'], Badge> = {
  approve: { word: 'Approved', symbol: '✔', tone: 'good' },
  reject: { word: 'Rejected', symbol: '✖', tone: 'bad' },
  accept: { word: 'Accepted', symbol: '✔', tone: 'good' },
  defer: { word: 'Put aside', symbol: '◌', tone: 'off' },
  resume: { word: 'Resumed', symbol: '▶', tone: 'good' },
  rollback: { word: 'Rolled back', symbol: '↩', tone: 'off' },
  cancel: { word: 'Cancelled', symbol: '■', tone: 'off' },
  happened: { word: 'Taken as done', symbol: '✔', tone: 'good' },
  try_again: { word: 'Tried again', symbol: '▶', tone: 'good' },
  for_run: { word: 'Approved for this run', symbol: '✔', tone: 'good' },
  always: { word: 'Approved for 30 days', symbol: '✔', tone: 'good' },
  answer: answered,
  option_0: answered,
  option_1: answered,
  option_2: answered,
  option_3: answered,
};

const ended: Record<Exclude<Ask['status'], 'open' | 'decided'>, Badge> = {
  expired: { word: 'Expired', symbol: '⌛', tone: 'off' },
  superseded: { word: 'Replaced', symbol: '↷', tone: 'off' },
  withdrawn: { word: 'Withdrawn', symbol: '■', tone: 'off' },
};

export function askBadge(ask: Ask): Badge {
  if (ask.status === 'open') {
    if (ask.kind === 'blocker') return { word: 'Blocked', symbol: '⛔', tone: 'bad' };
    return { word: ask.kind === 'suggestion' ? 'Suggested' : 'Waiting for an answer', symbol: '✋', tone: 'asking' };
  }
  return outcomeBadge(ask.status, ask.outcome?.choice ?? null);
}

export function outcomeBadge(status: Outcome['status'], choice: Choice['id'] | null): Badge {
  if (status !== 'decided') return ended[status];
  return choice === null ? { word: 'Decided', symbol: '✔', tone: 'good' } : decided[choice];
}

/** The ends that nobody chose, each in its own words: none of them is a rejection (P7). Only gates expire, and Resume asks them again (P8). */
export const endedWords: Record<Exclude<Ask['status'], 'open' | 'decided'>, string> = {
  expired: 'nobody answered in time. Nobody approved or rejected it; Resume asks again',
  superseded: 'the question has become another one',
  withdrawn: 'its run no longer asks it. Nobody approved or rejected it',
};

/** `why`: a sentence, where the rules gave one. */
export function whyEnded(status: keyof typeof endedWords, why: string | null): string {
  if (why === null) return `${endedWords[status]}.`;
  if (status === 'superseded') return oneLine(why, 200);
  return `${oneLine(why, 200)} Nobody approved or rejected it${status === 'expired' ? '; Resume asks again' : ''}.`;
}

export const surfaces: Record<Where['surface'], string> = {
  console: 'the console',
  slack: 'Slack',
  discord: 'Discord',
  api: 'the API',
  cli: 'the command line',
};

export function placeWords(where: Where): string {
  const surface = surfaces[where.surface];
  if (where.channel === null) return surface;
  return where.surface === 'console' ? `#${where.channel} (${surface})` : `${surface}, channel ${where.channel}`;
}

/** The place without a platform's id of the channel, which would tell people nothing. The history has it. */
export const shortPlaceWords = (where: Where): string =>
  where.surface === 'console' ? placeWords(where) : surfaces[where.surface];
