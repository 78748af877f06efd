import { pages } from './agent-text.ts';
import { askButtons, choiceButton, withPrimary } from './ask-buttons.ts';
import { askCard } from './ask-card.ts';
import { fenceOf, isUnreadable, partsOf, unreadable, type Part } from './ask-parts.ts';
import { needsReading } from '../ask/choices.ts';
import { callFacts } from './call-facts.ts';
import type { AskView } from './ask-view.ts';
import { lengthOf } from './fit.ts';
import { finish } from './plain.ts';
import { encodePress } from './token.ts';
import { workFacts } from './work-facts.ts';
import { askWords, ownHints, ownLabels } from './words/ask.ts';
import type { Block, Button, Card } from './card.ts';

/** Characters of one private page. No surface has to cut that: a message holds 4000 in Discord, and 9500 in Slack. */
const pageSize = 2800;

/** One page of *Show everything*, for one reader. The last page has the buttons that decide. */
export function pageCard(view: AskView, texts: ReadonlyMap<string, string>, page: number): Card {
  const { ask, run, definition } = view;
  const all = packed([...partsOf(view, texts).flatMap(pieces), ...work(view)]);
  const index = Math.min(page, all.length - 1);
  const blocks = (all[index] ?? []).map((block) => numbered(block, index + 1, all.length));
  const last = index === all.length - 1;
  const buttons = ask.status !== 'open' ? [] : last ? decisions(view, texts) : [nextPage(view, index + 1)];
  return finish({
    ...askCard(ask, run, definition, texts),
    page: index,
    pageOf: ask.revision,
    blocks,
    buttons,
    aside: [],
  });
}

const pieces = (part: Part): Block[] =>
  part.text === null
    ? [unreadable(part.label)]
    : pages(part.text, pageSize).map((text) => fenceOf(part, { text, cut: false }));

/** What would run, and who asks for it: these facts come at the end, next to the buttons. */
function work(view: AskView): Block[] {
  const { subject } = view.ask;
  if (subject.about === 'stage_next') return [{ kind: 'facts', facts: workFacts(subject, view) }];
  return subject.about === 'tool_call' ? [{ kind: 'facts', facts: callFacts(subject, view) }] : [];
}

/** The blocks in their order, on pages with as many as fit. */
function packed(blocks: readonly Block[]): Block[][] {
  const all: Block[][] = [[]];
  for (const block of blocks) {
    const last = all.at(-1) ?? [];
    if (last.length === 0 || lengthOf([...last, block]) <= pageSize) last.push(block);
    else all.push([block]);
  }
  return all;
}

/** Our label names the page and the text, because a text may contain lines that look like the beginning of another one (S11). */
const numbered = (block: Block, page: number, of: number): Block =>
  block.kind === 'quote' || block.kind === 'output' ? { ...block, label: askWords.page(page, of, block.label) } : block;

function nextPage({ ask }: AskView, page: number): Button {
  const token = encodePress({ press: 'page', askId: ask.id, revision: ask.revision, page });
  return { token, label: ownLabels.next, style: 'primary', hint: ownHints.next, confirm: null };
}

function decisions(view: AskView, texts: ReadonlyMap<string, string>): Button[] {
  const edits = askButtons(view, texts).filter((button) => button.label === ownLabels.edit);
  const mayAgree = !isUnreadable(view.ask, texts);
  const choices = view.ask.choices.filter((choice) => mayAgree || !needsReading(choice));
  return withPrimary(view, [...choices.map((choice) => choiceButton(view, choice)), ...edits]);
}
