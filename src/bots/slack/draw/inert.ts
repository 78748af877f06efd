import { cap } from '../../../core/cards/agent-text.ts';
import { limits } from '../limits.ts';

/**
 * For the `text` of a message, which notifications and screen readers use, and which Slack reads as mrkdwn: it makes links of bare
 * addresses and domains, pings of `<!…>` and `@here`, and emoji of `:name:`
 * (https://docs.slack.dev/messaging/formatting-message-text). A card's plain text holds what agents and people wrote in among our
 * own, so nothing in it may come alive. Brackets, the way addresses are written where they must not be followed:
 * `https[:]//evil[.]example`. They stay readable; a character that nobody sees would not be honest. Numbers name emoji too (`:100:`,
 * `:+1:`); in 10:20:30 they tell the time.
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

/** Beginning and end: what a card is, and what became of it. What is left out is lines of its middle. */
function inBytes(text: string, limit: number): string {
  const bytes = Buffer.byteLength(text);
  if (bytes <= limit) return text;
  for (let size = Math.floor((text.length * limit) / bytes); ; size = Math.floor(size * 0.9)) {
    const shown = ends(text, size);
    if (Buffer.byteLength(shown) <= limit) return shown;
  }
}

/** The end from the start of a line, so that no half of what an agent wrote begins one. */
function ends(text: string, size: number): string {
  // Never a half of `&amp;` before the gap.
  const head = cap(text, Math.ceil(size * 0.6)).text.replace(/&\w*…$/, '…');
  const line = text.indexOf('\n', text.length - Math.floor(size * 0.4));
  return line === -1 ? head : `${head}\n${text.slice(line + 1)}`;
}

/** The three characters that control sequences are made of. */
const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
