import { pages } from './agent-text.ts';
import { askButtons, choiceButton } from './ask-buttons.ts';
import { askCard } from './ask-card.ts';
import type { AskView } from './ask-view.ts';
import { everything, itemsOf, labelOf } from './ask-items.ts';
import { finish } from './plain.ts';
import { encodePress } from './token.ts';
import { workFacts } from './work-facts.ts';
import { askWords, ownHints, ownLabels } from './words/ask.ts';
import type { Block, Button, Card } from './card.ts';

/** Characters on one private page; Slack's section takes 3000. */
const pageSize = 2800;

/** *Show everything*: one page, for one reader. The last one carries what can be decided, now that it has been read. */
export function pageCard(view: AskView, texts: ReadonlyMap<string, string>, page: number): Card {
  const { ask, run, definition } = view;
  const all = pages(everything(ask, texts), pageSize);
  const index = Math.min(page, all.length - 1);
  const label = askWords.page(index + 1, all.length, itemsOf(ask.subject).map(labelOf));
  const quote: Block = { kind: 'quote', label, text: all[index] ?? '', cut: false };
  const last = index === all.length - 1;
  const buttons = ask.status !== 'open' ? [] : last ? decisions(view, texts) : [nextPage(view, index + 1)];
  const blocks = last ? [...work(view), quote] : [quote];
  return finish({ ...askCard(ask, run, definition, texts), page: index, pageOf: ask.revision, blocks, buttons });
}

/** What would run stands beside the button that runs it. */
const work = (view: AskView): Block[] =>
  view.ask.subject.about === 'stage_next' ? [{ kind: 'facts', facts: workFacts(view.ask.subject, view) }] : [];

function nextPage({ ask }: AskView, page: number): Button {
  const token = encodePress({ press: 'page', askId: ask.id, revision: ask.revision, page });
  return { token, label: ownLabels.next, style: 'primary', hint: ownHints.next, confirm: null };
}

function decisions(view: AskView, texts: ReadonlyMap<string, string>): Button[] {
  const edits = askButtons(view, texts).filter((button) => button.label === ownLabels.edit);
  const choices = view.ask.choices.map((choice) => choiceButton(view, choice));
  return [...choices, ...edits].map((button, index) => (index === 0 ? { ...button, style: 'primary' } : button));
}
