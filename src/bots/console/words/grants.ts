import type { Text } from '../../../core/cards/card.ts';
import { plural } from '../../../core/cards/numbers.ts';
import type { GrantUse } from '../../../core/records/records.ts';

/** What is said of standing permissions wherever they are listed. What one lets pass comes from the core. */
export const grantWords = {
  count: (n: number): string => plural(n, 'permission'),
  title: 'Standing permissions',
  intro: 'What agents may do without a question, because somebody let them. Each can be ended here, at any time.',
  emptyTitle: 'No standing permission is in force',
  emptyText:
    'Where a role asks before it uses a tool, whoever approves may let it pass for the run, or for longer. That stands here until it ends.',
  emptyFiltered: 'None is in force that fits this filter.',
  showAll: 'Show all of them',
  more: 'There are more: these are the newest.',

  project: 'Project',
  by: 'Given by',
  all: 'All',
  everybody: 'Everybody',
  filter: 'Show',

  used: (use: GrantUse | null): Text =>
    use === null ? ['Not used yet.'] : [`Used ${plural(use.times, 'time')}, last `, { time: use.last }, '.'],
  whereGiven: 'Where it was given',
  ofProject: 'All standing permissions of this project',
  canRevoke: (names: string): string => (names === '' ? 'Nobody may revoke them.' : `${names} can revoke them.`),
};
