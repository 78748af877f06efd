import type { Ask } from '../ask/ask.ts';
import type { Run } from '../run/run.ts';
import type { Definition } from '../run/state.ts';

/** An Ask with what is needed to draw it. */
export interface AskView {
  ask: Ask;
  run: Run;
  definition: Definition;
}
