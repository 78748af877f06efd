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

/** A choice whose words are asked for in a form; accepting stays one click. */
export const opensForm = (choice: Choice): boolean =>
  choice.words === 'required' || (choice.words === 'optional' && choice.id !== 'accept');

export function askButtons(view: AskView, texts: ReadonlyMap<string, string>): Button[] {
  // What does not fit is agreed to below its last page: never unread.
  const unread = isUnread(view, texts);
  const shown = view.ask.choices.filter((choice) => !(unread && needsReading(choice)));
  const choices = shown.map((choice) => choiceButton(view, choice));
  return withPrimary(view, [...showAll(view, texts), ...choices, ...edit(view)].slice(0, mostButtons));
}

/** The first is the primary one; but which answer to its question is recommended is not for an agent to say. */
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
