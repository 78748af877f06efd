import type { FC } from 'hono/jsx';
import type { Link, Span, Text } from '../../../core/cards/card.ts';
import { visible } from '../../../core/cards/agent-text.ts';

const utc = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

/** In UTC until the page's script puts it into the reader's zone. */
export const timeText = (at: Date): string => `${utc.format(at)} UTC`;

export const Time: FC<{ at: Date }> = ({ at }) => <time datetime={at.toISOString()}>{timeText(at)}</time>;

/** Our own pages only: what is no path of ours stays text. */
const LinkView: FC<{ link: Link }> = ({ link }) =>
  /^\/(?![/\\])/.test(link.path) ? <a href={link.path}>{visible(link.text)}</a> : <>{visible(link.text)}</>;

const SpanView: FC<{ span: Span }> = ({ span }) => {
  if (typeof span === 'string') return <>{visible(span)}</>;
  if ('time' in span) return <Time at={span.time} />;
  if ('code' in span) return <code>{visible(span.code)}</code>;
  if ('link' in span) return <LinkView link={span.link} />;
  return <strong>{visible(span.strong satisfies string)}</strong>;
};

/** Our own words. */
export const TextView: FC<{ text: Text }> = ({ text }) => (
  <>
    {text.map((span) => (
      <SpanView span={span} />
    ))}
  </>
);
