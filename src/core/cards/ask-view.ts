import type { Ask } from '../ask/ask.ts';
import type { Run } from '../run/run.ts';
import type { Definition } from '../run/state.ts';

/** What an Ask is shown with. */
export interface AskView {
  ask: Ask;
  run: Run;
  definition: Definition;
}
