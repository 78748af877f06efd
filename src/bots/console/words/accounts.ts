import { oneLine } from '../../../core/cards/agent-text.ts';
import type { NamedAccount } from '../../../core/people/recognize.ts';

const places: Record<NamedAccount['surface'], string> = {
  console: 'Console',
  slack: 'Slack',
  discord: 'Discord',
  oidc: 'OpenID Connect',
};

/** Every fixed word of the page about one's own accounts. */
export const accountWords = {
  title: 'Your accounts',
  about:
    'What you do with any of these counts as done by you: in votes, in approvals, and where somebody is excluded from them.',
  none: 'No project knows you',
  noneText: 'Ask whoever looks after a project to add you to its people.',
  knownAs: (person: string): string => `Here you are ${oneLine(person)}.`,
  member:
    'You are in this project by a group of your platform, with this one account. To have several, ask whoever keeps its project file to name you.',
  place: (surface: NamedAccount['surface']): string => places[surface],
  byFile: 'named in the project file',
  linked: 'linked',
  called: (name: string): string => `“${oneLine(name, 60)}”`,
  unlink: 'End this link',
  unlinkOf: (account: string): string => `End the link of ${account}`,
  makeCode: 'Make a code',
  makeText: 'To link an account, make a code and type it there, within ten minutes.',
  codeTitle: 'Your code',
  codeText: 'Type this in Slack or Discord, in the account that is to be yours. It works once, until',
  command: (code: string): string => `/wheel link ${code}`,
  codeWarning: 'Give it to nobody: whoever types it asks to act as you.',
  typed: 'I have typed it',
  requestTitle: 'Is this account yours?',
  requestText: 'It has typed your code. If you say yes, it acts as you from then on.',
  platform: 'Platform',
  team: 'Team or server',
  user: 'User id',
  name: 'Shown there as',
  until: 'Can be confirmed until',
  confirm: 'Confirm',
  notMe: 'Not me',
  othersTitle: 'Linked by others',
  othersText: 'You may configure this project, and so end these.',
  ofPerson: (person: string): string => `acts as ${oneLine(person)}`,
  grantsGiven: 'Standing permissions that you gave to agents',
  toAccounts: 'Your accounts',
};
