import type { AskKind, Choice } from '../../../core/ask/ask.ts';
import { choiceLabels } from '../../../core/cards/words/choice.ts';
import type { Permission } from '../../../core/project/definition.ts';

const kinds: Record<AskKind, string> = {
  gate: 'Gates',
  proposal: 'Proposals',
  suggestion: 'Suggestions',
  blocker: 'Blockers',
  question: 'Questions',
};

/** What pages say of any question, open or settled. */
export const askWords = {
  kinds,
  asked: 'asked ',

  you: 'You',
  youCan: 'You can answer this.',
  notYours: (needs: Permission): string => `You may look at this. Answering takes the permission “${needs}”.`,
  stillYours: (choices: readonly Choice['id'][]): string =>
    ` You can still choose: ${choices.map((id) => choiceLabels[id]).join(', ')}.`,
  others: 'Can answer',
  nobody: 'nobody: no one who is named may decide',
  alone: 'Answered alone',

  ago: (long: string): string => `${long} ago`,
};
