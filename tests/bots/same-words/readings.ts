import { jsx } from 'hono/jsx';
import { renderToString } from 'hono/jsx/dom/server';
import type { Card } from '../../../src/core/cards/card.ts';
import { CardView } from '../../../src/bots/console/draw/card.tsx';
import { drawCard as drawDiscord } from '../../../src/bots/discord/draw/message.ts';
import { drawCard as drawSlack } from '../../../src/bots/slack/draw/message.ts';
import { refuseMessage as refuseDiscord } from '../../fakes/discord/limits/message.ts';
import { buttonsIn as discordButtons, labelOf as discordLabel, textsIn } from '../../fakes/discord/text/components.ts';
import { noNames as noDiscordNames } from '../../fakes/discord/text/passage.ts';
import { refuseMessage as refuseSlack } from '../../fakes/slack/limits/message.ts';
import { elementsOf, labelOf as slackLabel, readBlocks } from '../../fakes/slack/text/blocks.ts';
import { noNames as noSlackNames } from '../../fakes/slack/text/names.ts';
import {
  type Element,
  findAll,
  findOne,
  parseHtml,
  textOf,
  withAttribute,
  withClass,
  withTag,
} from '../console/html.ts';
import { bare, cut, minute, type Said, squeezed } from './said.ts';

type Json = Record<string, unknown>;

export interface Reading extends Said {
  /** Lines about what buttons do, each behind their names. */
  hints: string[];
  /** The drawing says that it left something out. */
  isShortened: boolean;
}

const site = { publicUrl: new URL('https://wheel.example/team'), mayCustomize: true };

/** “November 3, 2026 at 10:12 AM” of both platforms, “3 Nov 2026, 10:12 UTC” of the console. */
const times = /[A-Z][a-z]+ \d{1,2}, \d{4} at \d{1,2}:\d\d\s[AP]M|\d{1,2} [A-Z][a-z]+ \d{4}, \d\d:\d\d UTC/g;
const timed = (text: string): string =>
  text.replace(times, (found) => {
    const date = new Date(`${found.replace(' at ', ' ').replace('Sept ', 'Sep ').replace(/ UTC$/, '')} UTC`);
    return Number.isNaN(date.getTime()) ? found : minute(date);
  });

/** What both platforms say where they cut an agent's text, and where they cut more. */
const shortened = /Shortened here\.(?: All of it in the console)?/g;
const leftOut = /was shortened\. Read all of it|can't be pressed here|More buttons than|Read all of it in the console/;

interface Passage {
  kind: string;
  text: string;
}

/** Above the buttons, right below them, and below that. */
interface Parts {
  above: Passage[];
  labels: string[];
  hints: Passage[];
  aside: Passage[];
}

const isTheirs = ({ kind }: Passage): boolean => kind === 'quote' || kind === 'code';

function readingOf({ above, labels, hints, aside }: Parts): Reading {
  const [title, ...upper] = above;
  const body = [...upper, ...aside];
  const own = timed(
    body
      .filter((it) => !isTheirs(it))
      .map(({ text }) => text)
      .join('\n'),
  ).replace(shortened, cut);
  return {
    title: bare(title?.text ?? ''),
    own: bare(own),
    theirs: squeezed(
      body
        .filter(isTheirs)
        .map(({ text }) => text)
        .join('\n'),
    ),
    buttons: labels.map(bare),
    hints: hints.flatMap(({ text }) => text.split('\n')).map(bare),
    isShortened: [...above, ...hints, ...aside].some(({ text }) => leftOut.test(text)),
  };
}

/** What stands before the first row of buttons, and what behind. */
function parted<Part>(parts: readonly Part[], isRow: (part: Part) => boolean): [Part[], Part[]] {
  const at = parts.findIndex(isRow);
  return at < 0 ? [[...parts], []] : [parts.slice(0, at), parts.slice(at)];
}

/** As a reader of Slack's own JSON has it. */
export function readSlack(blocks: readonly object[]): Reading {
  const all = blocks as Json[];
  const [above, below] = parted(all, ({ type }) => type === 'actions');
  const labels = elementsOf(all).map(({ element }) => slackLabel(element.text, noSlackNames));
  const passages = (of: Json[]): Passage[] => readBlocks(of, noSlackNames);
  return readingOf({
    above: passages(above),
    labels,
    hints: passages(below.filter(({ type }) => type === 'context')),
    aside: passages(below.filter(({ type }) => type !== 'context')),
  });
}

/** As a reader of Discord's has it: everything is in one container. */
export function readDiscord(components: readonly object[]): Reading {
  const inside = (components as { components: Json[] }[]).flatMap((it) => it.components);
  const [above, below] = parted(inside, ({ type }) => type === 1);
  const labels = discordButtons(components).map(discordLabel);
  const lower = textsIn(below, noDiscordNames);
  return readingOf({
    above: textsIn(above, noDiscordNames),
    labels,
    hints: lower.filter(({ kind }) => kind === 'small'),
    aside: lower.filter(({ kind }) => kind !== 'small'),
  });
}

/** What is read elsewhere; for fingers, the buttons' hints stand once more below them. */
const isChrome = (it: Element): boolean =>
  ['h2', 'summary'].includes(it.tag) ||
  withAttribute('data-agent')(it) ||
  ['actions', 'on-touch'].some((name) => withClass(name)(it));

/** As a browser has it; a page that is no well-formed HTML throws. */
export function readConsole(html: string): Reading {
  const page = parseHtml(html);
  const cuts = (it: Element): string =>
    it.children
      .map((child) => {
        if (typeof child === 'string') return child;
        if (isChrome(child)) return '\n';
        // By itself: a digit before it is no part of the day.
        if (child.tag === 'time') return timed(textOf(child));
        return withClass('cut')(child) ? cut : cuts(child);
      })
      .join('');
  const fences = findAll(page, withAttribute('data-agent'));
  const buttons = findAll(page, withTag('form')).map((form) => ({
    label: textOf(findOne(form, withTag('button'))!),
    hint: textOf(findOne(form, withClass('unseen'))!),
  }));
  return {
    title: bare(textOf(findOne(page, withTag('h2'))!)),
    own: bare(cuts(page)),
    theirs: squeezed(fences.map((it) => textOf(it)).join('\n')),
    buttons: buttons.map(({ label }) => bare(label)),
    hints: buttons.map(({ label, hint }) => bare(label + hint)),
    isShortened: false,
  };
}

const spot = { channel: 'film', thread: '', message: 'm_1' };

/** A card as it is drawn and read on each surface; what the platform would refuse throws. */
export const surfaces: Readonly<Record<'console' | 'slack' | 'discord', (card: Card) => Reading>> = {
  console: (card) => readConsole(renderToString(jsx(CardView, { card, spot, id: 'm', level: 2 }))),
  slack: (card) => {
    const drawn = drawSlack(card, site);
    hold(refuseSlack({ ...drawn }));
    return readSlack(drawn.blocks);
  },
  discord: (card) => {
    const drawn = drawDiscord(card, site);
    hold(refuseDiscord({ ...drawn }));
    return readDiscord(drawn.components);
  },
};

function hold(refusal: object | null): void {
  if (refusal !== null) throw new Error(`It is refused: ${JSON.stringify(refusal)}`);
}
