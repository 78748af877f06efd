import { cap } from '../../../core/cards/agent-text.ts';
import { limits } from '../limits.ts';

/**
 * For the `text` of a message, which notifications and screen readers use, and which Slack reads as mrkdwn: it makes links of bare
 * addresses and domains, pings of `<!…>` and `@here`, and emoji of `:name:`
 * (https://docs.slack.dev/messaging/formatting-message-text). A card's plain text holds what agents and people wrote in among our
 * own, so nothing in it may come alive. Brackets, the way addresses are written where they must not be followed:
 * `https[:]//evil[.]example`. They stay readable; a character that nobody sees would not be honest.
 */
export function inert(text: string): string {
  const dead = escaped(text)
    .replace(/:(?=\/\/)|:(?=[a-z0-9_'+-]*[a-z][a-z0-9_'+-]*:)/gi, '[:]')
    .replace(/(?<=[\p{L}\p{N}_-])\.(?=\p{L}[\p{L}\p{N}-])/gu, '[.]')
    .replace(/@(?=(?:here|channel|everyone)\b)/gi, '[@]')
    .replace(/`/g, "'");
  // Never a half of `&amp;` at the end.
  return dead.trim() === '' ? '–' : cap(dead, limits.message.text).text.replace(/&\w*…$/, '…');
}

/** The three characters that control sequences are made of. */
const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
