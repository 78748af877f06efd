import { itemsOf } from './ask-items.ts';
import { isCut, isUnread } from './ask-parts.ts';
import { encodePress } from './token.ts';
import { ownHints, ownLabels } from './words/ask.ts';
import { choiceConfirm, choiceHint, choiceLabel } from './words/choice.ts';
import { needsReading } from '../ask/choices.ts';
import type { Choice } from '../ask/ask.ts';
import type { AskView } from './ask-view.ts';
import type { Button } from './card.ts';

/** Five fit on every surface in one row. */
const mostButtons = 5;

/** Whether a choice opens a form for words. Accepting never does: it stays one click. */
export const opensForm = (choice: Choice): boolean =>
  choice.words === 'required' || (choice.words === 'optional' && choice.id !== 'accept');

export function askButtons(view: AskView, texts: ReadonlyMap<string, string>): Button[] {
  // A text that does not fit is approved below its last page, so that nobody approves it unread.
  const unread = isUnread(view, texts);
  const shown = view.ask.choices.filter((choice) => !(unread && needsReading(choice)));
  const choices = shown.map((choice) => choiceButton(view, choice));
  return withPrimary(view, [...showAll(view, texts), ...choices, ...edit(view)].slice(0, mostButtons));
}

/** The first button is primary. Not for an agent's question: the agent must not recommend one of its options. */
export const withPrimary = ({ ask }: AskView, buttons: readonly Button[]): Button[] =>
  buttons.map((button, index) =>
    index === 0 && button.style === 'plain' && ask.kind !== 'question' ? { ...button, style: 'primary' } : button,
  );

export function choiceButton(view: AskView, choice: Choice): Button {
  const { ask, run, definition } = view;
  const hint = choiceHint(choice, ask.subject, run, definition);
  const label = choiceLabel(choice.id, ask.subject);
  const form = opensForm(choice);
  return {
    token: encodePress({ press: 'answer', askId: ask.id, revision: ask.revision, choice: choice.id }),
    label: form ? `${label}…` : label,
    style: isDanger(choice) ? 'danger' : 'plain',
    hint,
    confirm: choice.irreversible && !form ? choiceConfirm(label, hint, null) : null,
  };
}

const isDanger = (choice: Choice): boolean =>
  choice.id === 'rollback' || choice.id === 'cancel' || choice.id === 'try_again' || choice.id === 'reject';

function showAll(view: AskView, texts: ReadonlyMap<string, string>): Button[] {
  if (!isCut(view, texts)) return [];
  const { ask } = view;
  const token = encodePress({ press: 'page', askId: ask.id, revision: ask.revision, page: 0 });
  return [{ token, label: ownLabels.showAll, style: 'plain', hint: ownHints.showAll, confirm: null }];
}

function edit({ ask }: AskView): Button[] {
  if (ask.subject.about !== 'stage_done' || itemsOf(ask.subject).length === 0) return [];
  const token = encodePress({ press: 'edit', askId: ask.id, revision: ask.revision, item: 0 });
  return [{ token, label: ownLabels.edit, style: 'plain', hint: ownHints.edit, confirm: null }];
}
