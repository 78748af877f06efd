import type { Text } from '../../core/cards/card.ts';

/** What people read in Slack besides what the core says: about Slack's own ways. */
export const words = {
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
  working: [
    'This takes longer than usual. You can wait here or close this: it goes on either way, and you are told what came of it.',
  ] satisfies Text,
  done: ['Done.'] satisfies Text,
  opensByClick: (title: string): Text => [
    { strong: title },
    '\nSlack opens a form only right after a click: press the button, and fill it in.',
  ],
  open: 'Open the form',
  openHint: 'Opens a form. Nothing happens before you send it.',
  tooLongToOpen: (title: string): Text => [
    { strong: title },
    '\nSlack opens a form only right after a click, and this took too long. Please do it once more.',
  ],
  socket: (code: string): { what: string; remedy: string } => ({
    what: `Slack lets no socket be opened (${code}). Nothing that people do in Slack gets here; cards are still posted and updated there.`,
    remedy:
      'See that Socket Mode is on and that SLACK_APP_TOKEN has the scope connections:write; `wheelhouse doctor` says which. It is tried again by itself.',
  }),
  standsHere: 'It stands here: ',
  goThere: 'go to the message',
};
