import type { AskKind } from '../../ask/ask.ts';
import type { Account } from '../../people/actor.ts';
import { asWritten, type NamedAccount } from '../../people/recognize.ts';
import { permissions, type Permission } from '../../project/definition.ts';
import { oneLine } from '../agent-text.ts';
import type { Badge, Text } from '../card.ts';
import { plural } from '../numbers.ts';
import { permissionWords } from './refusal.ts';

interface Question {
  question: string;
  project: string;
  since: Date;
}

const inConsole = (text: string, path: string): Text => [{ link: { text, path } }];

const accountLabels: Record<NamedAccount['surface'], string> = {
  console: 'the console',
  slack: 'Slack',
  discord: 'Discord',
  oidc: 'sign-in',
};

const named = ({ surface, team, user }: NamedAccount): string =>
  `${accountLabels[surface]} ${oneLine(team === undefined ? user : `${team}/${user}`, 80)}`;

/** What a person's own page says. */
export const homeWords = {
  inboxTitle: 'Waits for your answer',
  runsTitle: 'Your runs',
  youTitle: 'You',

  unknownTitle: 'Nobody knows you here yet',
  unknown: (account: Account): Text => [
    'No project names this account, so you can look at nothing and do nothing. Whoever keeps a project file adds you with ',
    { code: `accounts: { ${account.surface}: ${asWritten(account)} }` },
    '.',
  ],

  nothingWaits: (): Text => ['Nothing. When a run asks something that you may answer, its question stands here.'],
  waits: (of: Question & { run: string; until: Date | null; isHeld: boolean }): Text => [
    { strong: of.question },
    ` · ${of.run}\n${oneLine(of.project)} · asked `,
    { time: of.since },
    ...(of.until === null ? [] : [' · waits until ', { time: of.until }]),
    ...(of.isHeld ? [' · the run is paused: an answer takes effect on Resume'] : []),
  ],
  alike: (of: Question & { count: number; kind: AskKind; projectId: string }): Text => [
    { strong: of.question },
    ` · ${plural(of.count, 'run')}\n${oneLine(of.project)} · oldest asked `,
    { time: of.since },
    ' · ',
    ...inConsole('all of them in the console', `/inbox?kind=${of.kind}&project=${of.projectId}`),
  ],
  more: (count: number, isMore: boolean): Text => [
    count === 0 ? 'And more' : `And ${plural(count, 'more question')}${isMore ? ', at least' : ''}`,
    ': ',
    ...inConsole('all of them in the console', '/inbox'),
    '.',
  ],
  others: (count: number): Text => [
    `${plural(count, 'question')} ${count === 1 ? 'waits' : 'wait'} for others: `,
    ...inConsole('see them in the console', '/inbox'),
    '.',
  ],

  noRuns: (): Text => ['None that you started is active. ', { code: '/wheel run' }, ' starts one.'],
  run: (of: { title: string; badge: Badge; why: Text }): Text => [
    { strong: of.title },
    ` ${of.badge.symbol} ${of.badge.word}\n`,
    ...of.why,
  ],
  moreRuns: (count: number): Text => [
    `And ${plural(count, 'more run')}: `,
    ...inConsole('all runs in the console', '/runs'),
    '.',
  ],

  may: (project: string, person: string, may: readonly Permission[]): Text => [
    { strong: oneLine(project) },
    `: you are ${person}, and may ${mayWords(may)}.`,
  ],
  moreProjects: (count: number): Text => [`And in ${plural(count, 'more project')}.`],
  accounts: (accounts: readonly NamedAccount[]): Text => [
    `Known by: ${[...new Set(accounts.map(named))].join(', ') || 'a group that you are in'}.`,
  ],
  linkHere: (): Text => [
    'To link another account, make a code under ',
    ...inConsole('Your accounts', '/accounts'),
    ' in the console, and write ',
    { code: '/wheel link CODE' },
    '.',
  ],
  console: (): Text => inConsole('Open the console', '/'),
};

function mayWords(may: readonly Permission[]): string {
  if (may.length === 0) return 'do nothing there';
  if (may.length === permissions.length) return 'do everything';
  return may.map((permission) => permissionWords[permission]).join(', ');
}
