import { cap } from '../../../core/cards/agent-text.ts';
import { limits } from '../limits.ts';

/**
 * For the `text` of a message, which notifications and screen readers use, and which Slack reads as mrkdwn: it makes links of bare
 * addresses and domains, pings of `<!…>` and `@here`, and emoji of `:name:`
 * (https://docs.slack.dev/messaging/formatting-message-text). A card's plain text contains what agents and people wrote, and must have none of
 * these. So brackets are added, as security reports write addresses that nobody should follow: `https[:]//evil[.]example`. An invisible
 * character would work as well, but the text would not be what it seems. Numbers name emoji too (`:100:`, `:+1:`), but 10:20:30 is a time.
 */
export function inert(text: string): string {
  const dead = escaped(text)
    .replace(/:(?=\/\/)|:(?=[a-z0-9_'+-]*[a-z][a-z0-9_'+-]*:)/gi, '[:]')
    .replace(/(?!(?<=\d):\d{2}:\d):(?=[+-]?\d+:)/g, '[:]')
    .replace(/(?<=[\p{L}\p{N}_-])\.(?=\p{L}[\p{L}\p{N}-])/gu, '[.]')
    .replace(/@(?=(?:here|channel|everyone)\b)/gi, '[@]')
    .replace(/`/g, "'");
  return dead.trim() === '' ? '–' : inBytes(dead, limits.message.text);
}

/** Shortens it in the middle: the beginning says what a card is, and the end what became of it. */
function inBytes(text: string, limit: number): string {
  const bytes = Buffer.byteLength(text);
  if (bytes <= limit) return text;
  for (let size = Math.floor((text.length * limit) / bytes); ; size = Math.floor(size * 0.9)) {
    const shown = ends(text, size);
    if (Buffer.byteLength(shown) <= limit) return shown;
  }
}

/** The end begins with a whole line, so that no part of what an agent wrote looks like a line of ours. */
function ends(text: string, size: number): string {
  // `&amp;` is not cut in two.
  const head = cap(text, Math.ceil(size * 0.6)).text.replace(/&\w*…$/, '…');
  const line = text.indexOf('\n', text.length - Math.floor(size * 0.4));
  return line === -1 ? head : `${head}\n${text.slice(line + 1)}`;
}

/** The three characters that control sequences are made of. */
const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
