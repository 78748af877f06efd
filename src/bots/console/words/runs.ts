import type { AttemptStatus } from '../../../core/run/run.ts';
import type { Version } from '../../../core/artifact/version.ts';
import type { Message } from '../../../core/steering/message.ts';
import type { Badge } from '../../../core/cards/card.ts';
import { count, plural } from '../../../core/cards/numbers.ts';
import { nextOf } from '../../../core/cards/words/run.ts';
import type { Stage } from '../../../core/project/stage.ts';

/** Every fixed word of the runs' pages. */
export const runWords = {
  title: 'Runs',
  all: 'All',
  byStatus: 'Runs by status',
  none: 'No runs yet',
  noneText: 'Start one in the chat: type /wheel run, or press Start a run.',
  noneSuch: 'No run is in this state',
  noneSuchText: 'Choose another one above, or look at all of them.',
  noProject: 'No project is open to you',
  noProjectText: 'Ask whoever looks after a project to give you its view permission.',
  startedBy: (name: string): string => `started by ${name},`,

  controls: 'Controls',
  thread: 'Focus: its thread',
  threadIn: { slack: 'Focus: its thread in Slack', discord: 'Focus: its thread in Discord' },
  noThread: 'You see no channel with its thread.',
  budget: 'Cost',
  spent: (spent: string, limit: string): string => `${spent} of ${limit}`,
  spentFree: (spent: string): string => `${spent}, no limit in dollars`,
  tokens: (spent: number, limit: number): string => `${count(spent)} of ${plural(limit, 'token')}`,
  tokensFree: (spent: number): string => `${plural(spent, 'token')}, no limit set`,
  facts: 'About this run',
  project: 'Project',
  pipeline: 'Pipeline',
  mode: 'Mode',
  pool: 'Runs',
  started: 'Started',
  ended: 'Ended',
  brief: 'Brief',
  parameter: (name: string): string => `Parameter ${name}`,
  runId: 'Run',
  triggerId: 'Trigger',
  source: 'Started through',
  context: (name: string): string => `Context: ${name}`,

  write: 'Write to this run',
  stages: 'Stages',
  attempts: 'Tries',
  count: (n: number): string => (n === 0 ? 'none yet' : count(n)),
  noAttempts: 'Nothing has been tried yet.',
  attemptsCaption: 'Newest last. The line shows when something was at work; what the run waited for people is a gap.',
  attemptColumns: {
    attempt: 'Try',
    status: 'Status',
    line: 'Time line',
    start: 'Start',
    end: 'End',
    steps: 'Steps',
    takeovers: 'Takeovers',
    cleared: 'Cleared by',
    cost: 'Cost',
    output: 'Output',
  },
  attemptName: (number: number, stage: string): string => `${number} · ${stage}`,
  notStarted: 'not yet',
  stillOn: 'still on',
  unknownCost: 'not known',
  nobodyAsked: 'nobody was asked',
  openOutput: 'Open',
  openOutputOf: (number: number): string => `Open the output of try ${number}`,

  output: 'Live output',
  outputOf: (number: number): string => `Output of try ${number}`,
  outputCut: 'This is the end of it.',
  wholeOutput: 'Everything that it printed',
  outputGone: 'There is nothing to show',
  outputGoneText:
    'It printed nothing, or its output is no longer kept: that is deleted some days after a try has ended. What it made is an artifact.',
  moreOutput: 'Show what came behind',
  outputStart: 'Back to the start',

  questions: 'Questions',
  settled: (n: number): string => `Settled (${n})`,

  artifacts: 'Artifacts',
  noArtifacts: 'It has made nothing yet.',
  ofProject: 'belongs to the project',
  inForce: 'in force',
  rehearsal: 'rehearsal',
  nothingInForce: 'No version is in force.',
  version: (number: number): string => `Version ${number}`,
  madeBy: (by: Version['by']): string => makers[by.kind](by.name),
  characters: (n: number): string => plural(n, 'character'),
  basedOn: (n: number): string => `from version ${n}`,
  read: 'Read',
  readVersion: (name: string, number: number): string => `Read ${name}, version ${number}`,
  changes: 'What changed',
  changesOf: (name: string, from: number, to: number): string =>
    `What changed in ${name} from version ${from} to ${to}`,
  keptNewest: 'Only the newest versions are listed.',

  compare: 'Compare',
  compareFrom: 'From',
  compareTo: 'To',
  diffTitle: (name: string): string => `Versions of ${name}`,
  versionTitle: (name: string, number: number): string => `${name}, version ${number}`,
  comparing: (from: number, to: number): string => `What changed from version ${from} to version ${to}`,
  same: 'The two texts are the same.',
  tooDifferent: 'The two have so little in common that they are not compared; both stand here, one below the other.',
  redacted: (number: number): string => `The text of version ${number} is no longer stored: it was redacted.`,
  cut: (limit: number): string =>
    `A text is longer than ${count(limit)} characters; only so much of its beginning is shown.`,
  skippedLines: (n: number): string => (n === 1 ? '1 unchanged line' : `${count(n)} unchanged lines`),
  added: 'added',
  removed: 'removed',

  checkpoints: 'Checkpoints',
  restores: 'Would restore',
  restoresStart: 'the start: nothing made by this run is in force',
  restoresStage: (stage: string): string => `next is ${stage}`,
  restoresEnd: 'all stages are done',
  spentThen: 'Spent until then',
  rollBackTo: 'Roll back to here…',
  rollBackToNumber: (n: number): string => `Roll back to checkpoint ${n}…`,
  rollBackTitle: 'Roll back',

  messages: 'Messages',
  noMessages: 'Nobody has said anything.',
  waitsForStage: 'waits for the end of its stage',
  rejected: (why: string): string => `rejected: ${why}`,
  waitsForNext: (reader: Stage | undefined): string =>
    reader ? `waits for ${nextOf(reader)}` : 'waits, but no stage is left that reads words',
  messageStatus: {
    delivered: 'delivered',
    withdrawn: 'withdrawn',
    rejected: 'rejected',
    said: 'said',
  } satisfies Record<Exclude<Message['status'], 'queued'>, string>,

  activity: 'Activity',
  newest: (n: number): string => `newest ${count(n)}`,
  newestEntries: (n: number): string => `The newest ${n}. All of it, with filters, is on its own page.`,
  allActivity: 'All activity of this run',
};

const makers: Record<Version['by']['kind'], (name: string) => string> = {
  role: (name) => `@${name}`,
  command: (name) => `the command “${name}”`,
  person: (name) => name,
  rollback: (name) => `a rollback to ${name}`,
  suggestion: (name) => `a suggestion, accepted by ${name}`,
};

export const attemptBadges: Record<AttemptStatus, Badge> = {
  queued: { word: 'Queued', symbol: '◌', tone: 'calm' },
  running: { word: 'Running', symbol: '▶', tone: 'busy' },
  parked: { word: 'Waiting', symbol: '⏸', tone: 'off' },
  done: { word: 'Done', symbol: '✔', tone: 'good' },
  failed: { word: 'Failed', symbol: '✖', tone: 'bad' },
  aborted: { word: 'Stopped', symbol: '■', tone: 'off' },
  unknown: { word: 'Unknown', symbol: '?', tone: 'bad' },
};
