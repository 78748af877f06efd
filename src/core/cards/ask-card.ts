import { askAside } from './ask-aside.ts';
import { askBlocks, askWhy } from './ask-blocks.ts';
import { askButtons } from './ask-buttons.ts';
import { outcomeText } from './ask-outcome.ts';
import { finish } from './plain.ts';
import { askBadge } from './words/outcome.ts';
import { questionOf } from './words/ask.ts';
import type { Ask } from '../ask/ask.ts';
import type { Run } from '../run/run.ts';
import type { Definition } from '../run/state.ts';
import type { Card } from './card.ts';

/** The card of an Ask. Once the Ask is settled, the outcome (who, what, when, where) replaces the buttons; the rest stays. */
export function askCard(ask: Ask, run: Run, definition: Definition, texts: ReadonlyMap<string, string>): Card {
  const view = { ask, run, definition };
  return finish({
    subject: { kind: 'ask', id: ask.id },
    revision: ask.version,
    badge: askBadge(ask),
    title: questionOf(ask.subject, definition),
    why: askWhy(view),
    blocks: askBlocks(view, texts),
    buttons: ask.status === 'open' ? askButtons(view, texts) : [],
    outcome: ask.outcome ? outcomeText(ask.outcome, ask.subject) : null,
    aside: askAside(view),
  });
}
