import type { Choice, Subject } from './ask.ts';

const choice = (
  id: Choice['id'],
  words: Choice['words'] = 'none',
  extra: Partial<Pick<Choice, 'decides' | 'irreversible' | 'quorum'>> = {},
): Choice => ({ id, words, decides: true, irreversible: false, quorum: false, ...extra });

const rollback = choice('rollback', 'none', { irreversible: true });
const cancel = choice('cancel', 'none', { irreversible: true });

/** Agrees to what the Ask is about, as it was shown. */
export const isYes = ({ id }: Pick<Choice, 'id'>): boolean => id === 'approve' || id === 'accept';

/** What can be pressed on an Ask. `irreversibleWork` is the next stage's own: approving it is asked once more. */
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
  }
}
