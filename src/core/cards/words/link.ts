import type { BadCode } from '../../people/links.ts';
import { oneLine } from '../agent-text.ts';
import type { Text } from '../card.ts';

/** Where a person links an account. */
export const yourAccounts: Text = [{ link: { text: 'Your accounts', path: '/accounts' } }, ' in the console'];
const makeNew: Text = ['Make a new one under ', ...yourAccounts, '. Nothing was changed.'];

/** The answers where a linking code is typed. They never repeat the code. */
export const linkWords = {
  how: (): Text => [
    'To link this account to you, sign in to the console, open ',
    { link: { text: 'Your accounts', path: '/accounts' } },
    ' and press Make a code. Then type here: ',
    { code: '/wheel link CODE' },
  ],
  elsewhere: (): Text => [
    'A code is typed in the account that is to be linked: in Slack or Discord. It is made under ',
    ...yourAccounts,
    '.',
  ],
  asked: (person: string, project: string): Text => [
    `Nearly done. Under Your accounts, the console asks ${oneLine(person)} to confirm this account; with that yes it acts as ${oneLine(person)} in “${oneLine(project)}”. `,
    `If you are not ${oneLine(person)}, somebody gave you their code: tell whoever looks after the project.`,
  ],
  notNamed: (): Text => [
    'You are in this project by a group, with this one account. To have several, ask whoever keeps its project file to name you. Nothing was changed.',
  ],
  linkedAlready: (name: string): Text => [
    `This account belongs to ${oneLine(name)} in this project already. To give it to somebody else, end that first. Nothing was changed.`,
  ],
  bad: {
    wrong: (): Text => [
      'That is not a code that can be used. Look whether you typed all of it, or make a new one under ',
      ...yourAccounts,
      '. Nothing was changed.',
    ],
    late: (): Text => ['This code is older than ten minutes. ', ...makeNew],
    used: (): Text => [
      'This code was typed before, and a code works once. If that was you, say yes under ',
      ...yourAccounts,
      '; otherwise make a new one there.',
    ],
    too_many: (): Text => [
      'Too many codes were tried from this account. Wait ten minutes, then try again. Nothing was changed.',
    ],
  } satisfies Record<BadCode, () => Text>,
};
