import type { RichTextBlock, RichTextElement, RichTextSection } from '@slack/types';
import { visible } from '../../../core/cards/agent-text.ts';
import type { Link, Span, Text } from '../../../core/cards/card.ts';
import { baseOf, isPath, linkInWords } from '../../../core/cards/console-path.ts';
import { plainTime } from '../../../core/cards/plain.ts';
import type { Site } from './site.ts';

/**
 * Our own words as rich text, never as mrkdwn: they contain names and titles that people typed. In rich text every character is literal, so
 * that an address in a title is no link, and `<!here>` in a name notifies nobody. Bold, code, times and links have elements of their own.
 */
export const rich = (text: Text, site: Site): RichTextElement[] => text.flatMap((span) => drawSpan(span, site));

function drawSpan(span: Span, site: Site): RichTextElement[] {
  if (typeof span === 'string') return [words(span)];
  if ('time' in span) return [drawTime(span.time)];
  if ('link' in span) return drawLink(span.link, site);
  return 'code' in span ? [{ ...words(span.code), style: { code: true } }] : [strong(span.strong)];
}

export const words = (text: string) => ({ type: 'text' as const, text: visible(text) });
export const strong = (text: string) => ({ ...words(text), style: { bold: true } });
/** Notifies the person with this id, and nobody else. */
export const ping = (user: string) => ({ type: 'user' as const, user_id: user });
export const italic = (text: string) => ({ ...words(text), style: { italic: true } });

/** Slack shows it in the reader's time zone and format; the fallback is in UTC. */
const drawTime = (time: Date): RichTextElement => ({
  type: 'date',
  timestamp: Math.floor(time.getTime() / 1000),
  format: '{date_short_pretty} at {time}',
  fallback: plainTime(time),
});

function drawLink({ text, path }: Link, { publicUrl }: Site): RichTextElement[] {
  if (!isPath(path)) return [words(text)];
  if (publicUrl === null) return [words(linkInWords({ text, path }))];
  return [{ type: 'link', url: `${baseOf(publicUrl)}${path}`, text: visible(text === '' ? path : text) }];
}

/** Slack refuses empty texts, and a section without elements. */
export function section(elements: RichTextElement[]): RichTextSection {
  const full = elements.filter((element) => element.type !== 'text' || element.text !== '');
  return { type: 'rich_text_section', elements: full.length === 0 ? [words('–')] : full.reduce(join, []) };
}

/** Joins neighbouring texts without a style: that makes a card of forty steps half as large. */
function join(before: RichTextElement[], next: RichTextElement): RichTextElement[] {
  const last = before.at(-1);
  if (last?.type !== 'text' || next.type !== 'text' || last.style || next.style) return [...before, next];
  return [...before.slice(0, -1), { type: 'text', text: last.text + next.text }];
}

export const richBlock = (elements: RichTextBlock['elements']): RichTextBlock => ({ type: 'rich_text', elements });
