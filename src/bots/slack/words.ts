import type { Text } from '../../core/cards/card.ts';
import { chatWords } from '../chat/words.ts';

/** What people read in Slack besides what the core says: about Slack's own ways. */
export const words = {
  ...chatWords,
  working: [
    'This takes longer than usual. You can wait here or close this: it goes on either way, and you are told what came of it.',
  ] satisfies Text,
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
};
