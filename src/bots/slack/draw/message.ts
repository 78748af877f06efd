import type { KnownBlock } from '@slack/types';
import type { Block, Button, Card, Text, Words } from '../../../core/cards/card.ts';
import { baseOf } from '../../../core/cards/console-path.ts';
import { asideOf, plainBlock, plainText } from '../../../core/cards/plain.ts';
import { limits } from '../limits.ts';
import { bodyOf, drawParts, groundOf } from './card.ts';
import { callsOf } from './calls.ts';
import { inert } from './inert.ts';
import { plain } from './plain.ts';
import type { Site } from './site.ts';

export interface SlackMessage {
  /** What notifications and screen readers show: without links, pings and emoji. */
  text: string;
  blocks: KnownBlock[];
}

/** Without `username` and `icon_url`, it has the name and the picture of the app. */
export interface SlackWords extends SlackMessage {
  username?: string;
  icon_url?: string;
}

/** A card of the core, anywhere in Slack. */
export function drawCard(card: Card, site: Site): SlackMessage {
  const { subject, revision, page, pageOf, title, buttons } = card;
  const parts = { title, body: bodyOf(card), buttons, aside: asideOf(card) };
  const blocks = drawParts(parts, groundOf(card, site));
  const name = [subject.kind, subject.id, revision, page, pageOf].filter((part) => part !== undefined).join('.');
  return { text: inert(card.fallback), blocks: named(blocks, name) };
}

/** What one person is told, with buttons of their own. */
export function drawTold(text: Text, buttons: readonly Button[], site: Site): SlackMessage {
  const blocks = drawParts({ title: null, body: [{ kind: 'text', text }], buttons }, { site, all: null });
  return { text: inert(plainText(text, baseOf(site.publicUrl))), blocks };
}

/** Words in a thread. A role's are posted under its name if the token may do that, and begin with a line with the name otherwise. */
export function drawWords(said: Words, site: Site, revision = 0): SlackWords {
  const { author, subject, blocks } = said;
  const name = bylineOf(said);
  const isOwn = author.kind === 'role' && site.mayCustomize;
  const head: Block[] = isOwn ? [] : [{ kind: 'text', text: [{ strong: name }] }];
  const body = [...head, ...saidBy(said), ...blocks];
  const called = callsOf(said);
  const parts = { title: null, above: called.blocks, body, buttons: [] };
  const drawn = drawParts(parts, groundOf({ subject, buttons: [] }, site));
  const message = {
    text: inert([plainlySaid(said, name), ...called.plain, ...blocks.map((block) => plainBlock(block))].join('\n')),
    blocks: named(drawn, `${subject.kind}.${subject.id}.${revision}`),
  };
  return isOwn ? { ...message, ...personaOf(said, name) } : message;
}

const personaOf = ({ author: { avatar } }: Words, name: string): Pick<SlackWords, 'username' | 'icon_url'> => ({
  username: plain(name, limits.message.username).text,
  ...(avatar === undefined ? {} : { icon_url: avatar }),
});

const bylineOf = ({ author: { emoji, name }, label }: Words): string =>
  [emoji, name, ...(label === null ? [] : ['·', label])].filter((part) => part !== null).join(' ');

/** What others wrote is quoted. */
function saidBy({ author, text, blocks }: Words): Block[] {
  if (text === '' && blocks.length > 0) return [];
  return author.kind === 'system' ? [{ kind: 'text', text: [text] }] : [{ kind: 'quote', label: '', text, cut: false }];
}

const plainlySaid = ({ author, text }: Words, name: string): string =>
  author.kind === 'system' ? `${name}: ${text}` : plainBlock({ kind: 'quote', label: name, text, cut: false });

/** Slack keeps a block's state under its id, so an updated card needs new ids. */
const named = (blocks: KnownBlock[], name: string): KnownBlock[] =>
  blocks.map((block, index) => ({ ...block, block_id: `${name}.${index}` }));
