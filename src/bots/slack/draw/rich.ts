import type { RichTextBlock, RichTextElement, RichTextSection } from '@slack/types';
import { visible } from '../../../core/cards/agent-text.ts';
import type { Link, Span, Text } from '../../../core/cards/card.ts';
import { plainTime } from '../../../core/cards/plain.ts';
import { urlOf, type Site } from './site.ts';

/**
 * Our own words as rich text, never mrkdwn: names and titles that people typed stand in them, and only here is every character
 * literal, so that a bare address in a title is no link and `<!here>` in a name is no ping. Strong, code, times and links have
 * elements of their own.
 */
export const rich = (text: Text, site: Site): RichTextElement[] =>
  text.flatMap((span) => drawSpan(span, site)).filter((element) => element.type !== 'text' || element.text !== '');

function drawSpan(span: Span, site: Site): RichTextElement[] {
  if (typeof span === 'string') return [words(span)];
  if ('time' in span) return [drawTime(span.time)];
  if ('link' in span) return drawLink(span.link, site);
  return 'code' in span ? [{ ...words(span.code), style: { code: true } }] : [strong(span.strong)];
}

export const words = (text: string) => ({ type: 'text' as const, text: visible(text) });
export const strong = (text: string) => ({ ...words(text), style: { bold: true } });
export const slanted = (text: string) => ({ ...words(text), style: { italic: true } });

/** In the reader's zone and way of writing; in UTC where Slack can't. */
const drawTime = (time: Date): RichTextElement => ({
  type: 'date',
  timestamp: Math.floor(time.getTime() / 1000),
  format: '{date_short_pretty}, {time}',
  fallback: plainTime(time),
});

function drawLink({ text, path }: Link, site: Site): RichTextElement[] {
  const url = urlOf(path, site);
  return url === null ? [words(`${text} (${path})`)] : [{ type: 'link', url, text: visible(text) }];
}

export const section = (elements: RichTextElement[]): RichTextSection => ({ type: 'rich_text_section', elements });

export const richBlock = (elements: RichTextBlock['elements']): RichTextBlock => ({ type: 'rich_text', elements });
