import type { Text } from '../../core/cards/card.ts';
import { chatWords } from '../chat/words.ts';

/** What people read in Discord besides what the core says: about Discord's own ways. */
export const words = {
  ...chatWords,
  unreachableForm: [
    'Wheelhouse could not be reached, so this was not sent. Nothing has changed; please send it again in a moment. What you typed:',
  ] satisfies Text,
  outdatedCommand: [
    'This command is not known any more, and did nothing. Restart Discord to get the newest ones, or write ',
    { code: '@wheelhouse help' },
    '.',
  ] satisfies Text,
  formServed: [
    'This form is not kept any more: it was sent, or left for more than a day. Open it anew from its card, or with ',
    { code: '/wheel' },
    '.',
  ] satisfies Text,
  kept: ['Kept as it was: nothing was done.'] satisfies Text,
  direct: [
    'Here I work for no project. In a channel of your team, ',
    { code: '/wheel run' },
    ' starts a run and ',
    { code: '/wheel status' },
    " shows those that go on. Write in a run's thread to steer it.",
  ] satisfies Text,
};
