import type { BulkResult, BulkVerb } from '../../../core/bulk.ts';
import type { Badge } from '../../../core/cards/card.ts';
import { plural } from '../../../core/cards/numbers.ts';

const verbs: Record<BulkVerb, string> = { approve: 'Approve', reject: 'Reject' };

const questions = (n: number): string => plural(n, 'question');

const ends: Record<BulkResult['end'], Badge> = {
  answered: { word: 'Answered', symbol: '✔', tone: 'good' },
  voted: { word: 'Counted', symbol: '✔', tone: 'good' },
  revised: { word: 'Asked anew', symbol: '↷', tone: 'asking' },
  refused: { word: 'Not done', symbol: '✖', tone: 'bad' },
  left_out: { word: 'Left out', symbol: '◌', tone: 'off' },
  unreached: { word: 'Not reached', symbol: '✖', tone: 'bad' },
};

/** What the inbox says. What a question says itself comes from the core. */
export const inboxWords = {
  title: 'Inbox',
  refresh: 'Refresh',
  emptyTitle: 'Nothing waits for an answer',
  emptyText: 'When a run asks something, at a gate or at work, its question stands here until somebody answers it.',
  emptyFiltered: 'No open question fits this filter.',
  showAll: 'Show all of them',

  kind: 'Kind',
  project: 'Project',
  all: 'All',
  filter: 'Show',

  newer: 'Newer ones',
  toOldest: 'Back to the oldest',

  held: 'The run is paused: an answer given now takes effect on Resume.',
  look: 'Look at it and answer',
  choose: (question: string, run: string): string => `Choose ${question} of ${run}`,

  alike: (n: number): string => plural(n, 'run'),
  alikeSince: 'oldest asked ',
  showAlike: (n: number): string => `Show all ${n}`,
  together: (verb: BulkVerb, n: number, most: number): string =>
    n <= most ? `${verbs[verb]} all ${n}…` : `${verbs[verb]} the first ${most} of ${n}…`,
  onlyAlike: 'Only the questions that are alike.',

  withChosen: 'With the chosen ones:',
  verb: (verb: BulkVerb): string => `${verbs[verb]}…`,

  lookTitle: (verb: BulkVerb, n: number): string => `${verbs[verb]} ${questions(n)}?`,
  lookNone: 'None of these can be answered together',
  lookEmpty: 'Nothing was chosen',
  lookEmptyText: 'Choose at least one question in the inbox.',
  lookIntro:
    'Each is answered on its own, as if you had pressed its button. What has changed by then is not answered, and says so.',
  lookMore: (most: number): string =>
    `These are the first ${most}, the oldest: more are not answered at once. Come back for the rest.`,
  changed: 'What this asks about has changed since you chose it. Look at the newest text and answer again.',
  these: (n: number): string => (n === 1 ? 'This one' : `These ${n}`),
  notThese: (n: number): string => (n === 1 ? 'Not this one' : `Not these ${n}`),
  yes: (verb: BulkVerb, n: number): string => `${verbs[verb]} ${n}`,
  back: 'Back to the inbox',

  ends,
  resultTitle: (done: number, of: number): string => `${done} of ${questions(of)} answered`,
  unknown: 'A question that is not open to you, or no more there',
  again: 'Send again what was not reached',
  toHistory: 'What was settled',
};
