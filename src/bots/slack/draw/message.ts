import type { KnownBlock } from '@slack/types';
import type { Button, Card, Text, Words } from '../../../core/cards/card.ts';
import { plainBlock, plainText } from '../../../core/cards/plain.ts';
import { limits } from '../limits.ts';
import { drawBlock } from './block.ts';
import { drawButtons } from './button.ts';
import { inert } from './inert.ts';
import { plain } from './plain.ts';
import { baseOf, type Site } from './site.ts';

export interface SlackMessage {
  /** What notifications and screen readers have of it; nothing in it is alive. */
  text: string;
  blocks: KnownBlock[];
}

export interface SlackWords extends SlackMessage {
  username?: string;
  icon_emoji?: string;
}

/** A card of the core, anywhere in Slack. */
export function drawCard(card: Card, site: Site): SlackMessage {
  const page = card.page === undefined ? '' : `.${card.page}`;
  const name = `${card.subject.kind}.${card.subject.id}.${card.revision}${page}`;
  const state: Text = [{ strong: card.badge.word }, ` ${card.badge.symbol}  `, ...card.why];
  const blocks: KnownBlock[] = [
    { type: 'header', text: plain(card.title, limits.header) },
    drawBlock({ kind: 'text', text: state }, site),
    ...card.blocks.map((block) => drawBlock(block, site)),
    ...(card.outcome ? [drawBlock({ kind: 'text', text: card.outcome }, site)] : []),
    ...drawButtons(card.buttons),
  ];
  return { text: inert(card.fallback), blocks: named(blocks, name) };
}

/** What one person is told, with buttons of their own. */
export const drawTold = (text: Text, buttons: readonly Button[], site: Site): SlackMessage => ({
  text: inert(plainText(text, baseOf(site.publicUrl))),
  blocks: [drawBlock({ kind: 'text', text }, site), ...drawButtons(buttons)],
});

/** Words in a thread: a role's under its own name where the token may, below a line with the name where it may not. */
export function drawWords(said: Words, site: Site): SlackWords {
  const { author, label } = said;
  const name = [author.emoji, author.name].filter((part) => part !== null).join(' ');
  const byline = label === null ? name : `${name} · ${label}`;
  const isOwn = author.kind === 'role' && site.mayCustomize;
  const blocks: KnownBlock[] = [
    ...(isOwn ? [] : [drawBlock({ kind: 'text', text: [{ strong: byline }] }, site)]),
    drawBlock({ kind: 'text', text: [said.text] }, site),
    ...said.blocks.map((block) => drawBlock(block, site)),
  ];
  const text = inert([`${byline}: ${said.text}`, ...said.blocks.map(plainBlock)].join('\n'));
  const message = { text, blocks: named(blocks, `${said.subject.kind}.${said.subject.id}.0`) };
  return isOwn ? { ...message, username: byline.slice(0, limits.message.username) } : message;
}

/** Slack keeps what people see of a block by its id: an updated card has new ones. */
const named = (blocks: KnownBlock[], name: string): KnownBlock[] =>
  blocks.map((block, index) => ({ ...block, block_id: `${name}.${index}` }));
