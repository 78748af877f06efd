import { ComponentType, MessageFlags } from 'discord.js';
import type { APIMessageTopLevelComponent } from 'discord.js';
import type { Badge, Block, Button, Card, Text, Words } from '../../../core/cards/card.ts';
import { asideOf } from '../../../core/cards/plain.ts';
import type { Reply } from '../../../core/intent.ts';
import { bodyOf, drawParts, groundOf, type Part } from './card.ts';
import { callsOf, pinging } from './calls.ts';
import { customIds } from './custom-id.ts';
import { idOfCard, idOfPage } from './shown-card.ts';
import type { Site } from './site.ts';
import { usernameOf } from './username.ts';

/** In Components V2, which an edit must keep. It notifies only the people whom we call ourselves, whatever it says. */
export interface DiscordMessage {
  /** With that of Components V2 among them. */
  flags: MessageFlags;
  allowed_mentions: { parse: []; users?: string[] };
  components: APIMessageTopLevelComponent[];
}

/** With `username`, it is sent by the webhook; without `avatar_url`, it then has the webhook's picture. */
export interface DiscordWords extends DiscordMessage {
  username?: string;
  avatar_url?: string;
}

/** From Discord's own palette for embeds: legible on its light and its dark background. */
const colours: Record<Badge['tone'], number> = {
  calm: 0x99aab5,
  busy: 0x3498db,
  asking: 0xe67e22,
  good: 0x2ecc71,
  bad: 0xe74c3c,
  off: 0x607d8b,
};

const message = (components: APIMessageTopLevelComponent[]): DiscordMessage => ({
  flags: MessageFlags.IsComponentsV2,
  allowed_mentions: { parse: [] },
  components,
});

/** A card of the core, anywhere in Discord. */
export function drawCard(card: Card, site: Site): DiscordMessage {
  const { title, buttons, badge } = card;
  const outcome: Block | null = card.outcome === null ? null : { kind: 'text', text: card.outcome };
  const drawn = { title, body: bodyOf(card), outcome, buttons, aside: asideOf(card) };
  const parts = drawParts(drawn, groundOf(card, site));
  const components = numbered(parts, idOfPage(card));
  const colour = colours[badge.tone];
  return message([{ type: ComponentType.Container, id: idOfCard(card), accent_color: colour, components }]);
}

/** The first text's id is the number of the page. */
const numbered = (parts: Part[], id: number | null): Part[] =>
  id === null ? parts : parts.map((part, index) => (index === 0 ? { ...part, id } : part));

/** What one person is told, with buttons of their own. */
export const drawTold = (text: Text, buttons: readonly Button[], site: Site): DiscordMessage =>
  message(plainParts([{ kind: 'text', text }], buttons, site));

/** What one person is told, with what they had typed, which is stored nowhere. */
export const drawTyped = (text: Text, typed: readonly string[], site: Site): DiscordMessage => {
  const quotes = typed.map((one): Block => ({ kind: 'quote', label: '', text: one, cut: false }));
  return message(plainParts([{ kind: 'text', text }, ...quotes], [], site));
};

/** The second look before what is dangerous, for one person: *Confirm* and *Keep*, and everything that there is to know. */
export function drawLook(look: Extract<Reply, { kind: 'confirm' }>, site: Site): DiscordMessage {
  const { title, text, token, yes, no } = look;
  const button = { hint: '', confirm: null };
  const buttons: Button[] = [
    { ...button, token: customIds.confirm(token), label: yes, style: 'danger' },
    { ...button, token: customIds.keep, label: no, style: 'plain' },
  ];
  const body: Block[] = [{ kind: 'text', text: [text] }];
  const components = drawParts({ title, body, outcome: null, buttons }, { site, all: null });
  return message([{ type: ComponentType.Container, accent_color: colours.asking, components }]);
}

/** Words in a thread: a role's under its own name, where a webhook says them and Discord accepts that name; else below a line with the name. */
export function drawWords(said: Words, by: 'webhook' | 'bot', site: Site): DiscordWords {
  const name = bylineOf(said);
  const username = by === 'webhook' && said.author.kind === 'role' ? usernameOf(name) : null;
  const head: Block[] = username === null ? [{ kind: 'text', text: [{ strong: name }] }] : [];
  const body = [...head, ...saidBy(said), ...said.blocks];
  const all = groundOf({ subject: said.subject, buttons: [] }, site);
  const { line, users } = callsOf(said);
  const components = drawParts({ title: null, above: line, body, outcome: null, buttons: [] }, all);
  if (username === null) return { ...message(components), ...pinging(users) };
  const { avatar } = said.author;
  return { ...message(components), username, ...(avatar === undefined ? {} : { avatar_url: avatar }) };
}

const plainParts = (body: Block[], buttons: readonly Button[], site: Site) =>
  drawParts({ title: null, body, outcome: null, buttons }, { site, all: null });

const bylineOf = ({ author: { emoji, name }, label }: Words): string =>
  [emoji, name, ...(label === null ? [] : ['·', label])].filter((part) => part !== null).join(' ');

/** Only our own words are not quoted. */
function saidBy({ author, text, blocks }: Words): Block[] {
  if (text === '' && blocks.length > 0) return [];
  return author.kind === 'system' ? [{ kind: 'text', text: [text] }] : [{ kind: 'quote', label: '', text, cut: false }];
}
