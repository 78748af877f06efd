import type { Text } from '../../core/cards/card.ts';

/** What people read on every chat platform besides what the core says. */
export const chatWords = {
  unreachable: [
    'Wheelhouse could not be reached, so this was not confirmed. Look at the card, and try again if nothing has changed there.',
  ] satisfies Text,
  notYet: [
    'Not done yet: Wheelhouse could not be reached. It is tried again by itself, within half a minute of its being back, and you are told what comes of it.',
  ] satisfies Text,
  givenUp: [
    'This was not confirmed, and is not tried again: it failed each time. Look at the card, and try again if nothing has changed there.',
  ] satisfies Text,
  late: ['This took until now: '] satisfies Text,
  outdatedButton: [
    'This button is out of date, and did nothing. The newest card has the ones that work; ',
    { code: '/wheel status' },
    ' shows it.',
  ] satisfies Text,
  noMoreOfThese: [
    ' You have had several answers like this within a minute: the next ones are left out, and still nothing happens.',
  ] satisfies Text,
  outdatedForm: ['This form is out of date, and nothing came of it. Open it anew from its card.'] satisfies Text,
  done: ['Done.'] satisfies Text,
  standsHere: 'It stands here: ',
  goThere: 'go to the message',
};
