import { optionIds, type Choice, type Subject } from './ask.ts';

const choice = (
  id: Choice['id'],
  words: Choice['words'] = 'none',
  extra: Partial<Pick<Choice, 'decides' | 'irreversible' | 'quorum'>> = {},
): Choice => ({ id, words, decides: true, irreversible: false, quorum: false, ...extra });

const rollback = choice('rollback', 'none', { irreversible: true });
const cancel = choice('cancel', 'none', { irreversible: true });

/** Whether the choice agrees to what the Ask is about, as it was shown. */
export const isYes = ({ id }: Pick<Choice, 'id'>): boolean => ['approve', 'for_run', 'always', 'accept'].includes(id);

/** Each of these includes those before it: allowing a call for longer also allows it now. */
const widening: readonly Choice['id'][] = ['approve', 'for_run', 'always'];

/** Everything to which this choice agrees, the narrowest first. */
export function agreedBy({ id }: Pick<Choice, 'id'>): readonly Choice['id'][] {
  const width = widening.indexOf(id);
  return width === -1 ? [id] : widening.slice(0, width + 1);
}

/** Whether the choice depends on exactly what is shown, so that nobody may choose it without having been shown all of it (P13). */
export const needsReading = ({ id }: Pick<Choice, 'id'>): boolean =>
  isYes({ id }) || optionIds.some((option) => option === id);

/** The choices of an Ask. `irreversibleWork`: the next stage can't be undone, so that approving it needs a confirmation. */
export function choicesFor(subject: Subject, irreversibleWork = false): Choice[] {
  switch (subject.about) {
    case 'stage_done':
      return [choice('approve', 'none', { quorum: true }), choice('reject', 'required')];
    case 'stage_next':
      return [
        choice('approve', 'none', { quorum: true, irreversible: irreversibleWork }),
        choice('reject', 'required'),
      ];
    case 'suggested_version':
      return [choice('accept', 'optional'), choice('reject', 'optional'), choice('defer', 'none', { decides: false })];
    case 'blocker':
      return subject.reason === 'uncertain_effect'
        ? [choice('happened', 'optional'), choice('try_again', 'optional', { irreversible: true }), rollback, cancel]
        : [choice('resume', 'optional'), rollback, cancel];
    case 'question':
      return [...optionIds.slice(0, subject.options.length).map((id) => choice(id)), choice('answer', 'required')];
    case 'tool_call':
      return forCall(subject);
  }
}

/** All agreeing choices need the gate's quorum, so that nobody can give a standing permission alone where several people are required. */
function forCall({ grants, irreversible }: Extract<Subject, { about: 'tool_call' }>): Choice[] {
  const yes = (id: Choice['id']): Choice => choice(id, 'none', { quorum: true, irreversible });
  return [
    yes('approve'),
    ...(grants === 'none' ? [] : [yes('for_run')]),
    ...(grants === 'always' ? [yes('always')] : []),
    choice('reject', 'required'),
  ];
}
