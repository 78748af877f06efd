import type { NoArrival } from '../../../core/console/sign-in.ts';
import type { Account } from '../../../core/people/actor.ts';

type Why = NoArrival | 'used' | 'other_browser';

const cameBy: Record<Account['surface'], string> = {
  console: 'You came by a printed link. A project knows you by this account:',
  slack: 'You signed in with Slack. A project knows you by this account:',
  discord: 'You signed in with Discord. A project knows you by one of these accounts:',
  oidc: 'You signed in with OpenID Connect. A project knows you by one of these:',
  api: 'This is a program.',
  cli: 'This is a program.',
};

/** Every fixed word of the pages for signing in and out. */
export const words = {
  title: 'Sign in with your link',
  titleWithWays: 'Sign in to Wheelhouse',
  signInWith: (label: string): string => `Sign in with ${label}`,
  orLink: 'Use a printed link instead',
  text: 'Wheelhouse prints a sign-in link in the terminal where it was started. Open that link in this browser.',
  again: 'Lost it, or used it already? Whoever runs Wheelhouse prints a fresh one there:',
  command: 'npm run wheelhouse -- link',
  linkTitle: (name: string): string => `Sign in as ${name}`,
  linkText: 'Press the button, and this browser is signed in. The link works once.',
  linkWarning: (name: string): string =>
    `Not ${name}? Close this page: whatever is done after signing in counts as done by ${name}.`,
  linkUsedTitle: 'This link no longer works',
  linkUsedText: 'A sign-in link works once and for a short time only. Nothing is wrong: get a fresh one.',
  tooManyTitle: 'Too many attempts',
  tooManyText:
    'Too many sign-ins from your network did not succeed. Wait a minute and try again; a printed link works meanwhile.',
  signedInTitle: 'You are signed in',
  goOn: 'Go on to Wheelhouse',
  goingTitle: 'One moment …',
  goOnTo: (label: string): string => `Go on to ${label}`,
  toSignIn: 'Sign in again',

  notArrivedTitle: {
    declined: 'You are not signed in',
    used_code: 'This sign-in was used already',
    used: 'This sign-in was used already',
    other_browser: 'This sign-in was begun elsewhere',
    untrusted: 'This sign-in could not be trusted',
    unreachable: 'No answer',
  } satisfies Record<Why, string>,
  notArrived: (why: Why, label: string): string => {
    switch (why) {
      case 'declined':
        return `${label} was not allowed to tell who you are. Nothing has changed.`;
      case 'used_code':
        return `${label} has taken back what it gave: it works once, and for a short time. Sign in again.`;
      case 'used':
        return 'A sign-in works once and within ten minutes, and this one has served. If it was yours, you are signed in already; otherwise sign in again.';
      case 'other_browser':
        return 'It was begun in another browser, too long ago, or not by you, so nothing was done. Sign in from here.';
      case 'untrusted':
        return `The answer of ${label} could not be confirmed, so nothing was done. Try again; if it stays so, tell whoever runs Wheelhouse.`;
      case 'unreachable':
        return `${label} could not be reached. Nothing has changed. Try again in a moment.`;
    }
  },
  code: (code: string): string => `For whoever runs Wheelhouse: ${code}`,

  strangerTitle: 'No project knows this account',
  strangerText:
    'We believe that you are who you say. But no project here names you, so there is nothing to open. You came with:',
  unverified: (email: string): string =>
    `The address ${email} came along too, but it has not been verified, so it does not count.`,
  strangerNext:
    'Whoever keeps the project file can add one of these lines to your accounts there. It counts when Wheelhouse is started with that file.',
  moreLines: (more: number): string => `# and ${more} more`,

  youTitle: (name: string): string => `Signed in as ${name}`,
  youCame: (surface: Account['surface']): string => cameBy[surface],
  signOut: 'Sign out',
  signOutEverywhere: 'Sign out everywhere',
  everywhereMeans: 'Everywhere: every browser that is signed in as you, by any of your accounts.',
};
