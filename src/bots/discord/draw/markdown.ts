import type { Link, Span, Text } from '../../../core/cards/card.ts';
import { baseOf, isPath, linkInWords } from '../../../core/cards/console-path.ts';
import { escaped } from './escape.ts';
import type { Site } from './site.ts';

/** Our own words as markdown: what people typed stands in them, too, and nothing of it is alive. */
export const markdown = (text: Text, site: Site): string =>
  text
    .map((span) => drawSpan(span, site))
    .reduce((before, next) => before + (touches(before, next) ? ' ' : '') + next, '');

/** The marks of two neighbours would be read as one. */
const touches = (before: string, next: string): boolean => /[*`]$/.test(before) && /^[*`]/.test(next);

function drawSpan(span: Span, site: Site): string {
  if (typeof span === 'string') return escaped(span);
  if ('time' in span) return drawTime(span.time);
  if ('link' in span) return drawLink(span.link, site);
  return 'code' in span ? drawCode(span.code) : strong(span.strong);
}

/** What is nothing but space would leave the asterisks. */
export const strong = (text: string): string => (text.trim() === '' ? text : `**${escaped(text)}**`);

/** In the reader's zone and way of writing. */
const drawTime = (time: Date): string => `<t:${Math.floor(time.getTime() / 1000)}:f>`;

function drawLink({ text, path }: Link, { publicUrl }: Site): string {
  if (!isPath(path)) return escaped(text);
  if (publicUrl === null) return escaped(linkInWords({ text, path }));
  const shown = escaped(text.trim() === '' ? path : text);
  return `[${shown}](${baseOf(publicUrl).replaceAll('(', '%28').replaceAll(')', '%29')}${path})`;
}

/** What would run is shown exactly: what can't stand between backticks in its line stands below it. */
function drawCode(text: string): string {
  if (text.trim() === '') return escaped(text);
  if (/\n|``/.test(text)) return `\n${fence(text)}\n`;
  return text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** Every character literal, none of them changed: a text with a fence of its own in it is quoted instead. */
export const fence = (text: string): string => (text.includes('```') ? quote(text) : `\`\`\`\n${text}\n\`\`\``);

export const quote = (text: string): string => escaped(text).replace(/^/gm, '> ');
