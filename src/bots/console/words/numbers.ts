import type { AskKind } from '../../../core/ask/ask.ts';
import type { Numbers } from '../../../core/records/numbers.ts';
import { count, plural } from '../../../core/cards/numbers.ts';

type Age = Numbers['openAsks'][number]['age'];

/** What the page of numbers says. */
export const numbersWords = {
  title: 'Numbers',
  spans: 'Span of time',
  days: (n: number): string => `${n} days`,
  project: 'Project',
  all: 'All',
  show: 'Show',
  noProject: 'No project is open to you',
  noProjectText: 'Ask whoever looks after a project to give you its view permission.',
  asOf: 'As of',
  span: 'Days are counted by UTC.',

  kinds: {
    gate: 'Gates',
    proposal: 'Proposals',
    suggestion: 'Suggestions',
    blocker: 'Blockers',
    question: 'Questions',
  } satisfies Record<AskKind, string>,
  kind: 'Kind',

  timeToAnswer: 'Time to answer',
  timeNote:
    'From when a question was asked to its decision by people; after an edit, from when it was asked anew. The scale is stretched, so that seconds and days both show.',
  noAnswers: 'Nobody has decided a question in this span. How long answers take will stand here, by kind.',
  range: 'Half, nine of ten, slowest',
  half: 'Half within',
  most: 'Nine of ten within',
  slowest: 'Slowest',
  decided: 'Decided',

  fast: 'Answers under two seconds',
  fastNote: 'Nobody reads that fast: these were decided without a look.',
  noFast: 'No question was decided in this span. Decisions that came faster than reading will be counted here.',
  share: 'Share',
  answers: 'Answers',
  fastOf: (fast: number, decided: number): string => `${count(fast)} of ${count(decided)}`,

  openAsks: 'Open questions, by age',
  openNote: 'As it is now, whatever the span.',
  noOpen: 'Nothing waits for an answer. Open questions will stand here, by kind and by how long they have waited.',
  total: 'All',
  ages: {
    'under an hour': 'Under an hour',
    'under a day': 'Under a day',
    'under a week': 'Under a week',
    older: 'Older',
  } satisfies Record<Age, string>,

  outcomes: 'Runs, by how they stand now',
  outcomesNote: 'Those that started in this span.',
  noRuns: 'No run started in this span. What became of each will be counted here.',
  status: 'Status',
  runs: 'Runs',

  cost: 'Cost, by run',
  costNote: 'The dearest that started in this span, twenty at most.',
  noCost: 'Nothing was spent on runs that started in this span. The dearest runs will stand here.',
  run: 'Run',
  money: 'Cost',
  tokens: 'Tokens',

  byDay: 'Day by day',
  startedByDay: 'Runs started',
  spentByDay: 'Spent on them',
  noDays: 'No run started in this span. Each day will have its runs, and what they cost, here.',
  day: 'Day',
  mostOnDay: (what: string): string => `at most ${what} a day`,
  asTable: 'As a table',
  onDay: (day: string, what: string): string => `${day}: ${what}`,
  runsStarted: (n: number): string => plural(n, 'run'),
};
