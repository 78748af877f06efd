import type { Verb } from '../../../core/cards/words/help.ts';

/** What can be filled in after a verb of /wheel. */
export type OptionName = 'pipeline' | 'run' | 'checkpoint' | 'artifact' | 'to' | 'words' | 'pause' | 'mode' | 'code';

/** In the order in which they are shown; required ones come first, as Discord demands. */
export const optionsOf: Readonly<Record<Verb, readonly OptionName[]>> = {
  run: ['pipeline'],
  status: ['run'],
  inbox: [],
  pause: ['run'],
  resume: ['run'],
  cancel: ['run'],
  rollback: ['checkpoint', 'run'],
  say: ['words', 'to', 'pause', 'run'],
  mode: ['mode', 'run'],
  edit: ['artifact', 'run'],
  grants: ['run'],
  link: ['code'],
  help: [],
};
