import type { SurfaceName } from '../../core/project/definition.ts';
import type { Body } from './body.ts';

/** What is to be done with a delivery before anybody reads it. */
export interface Kind {
  /** Names what happened, however often it is delivered. */
  key: string;
  /** It may be delivered again, or told twice: whoever comes second is heard no more. */
  repeats: boolean;
  /** Its acknowledgement is the answer: it is given by whoever takes it in. */
  answersByAck: boolean;
  /** Nothing comes of it but its answer, for which nobody waits long: it is not kept. */
  isPassing?: true;
}

/** The platform that deliveries are of. */
export interface Source {
  surface: SurfaceName;
  /** As a log names it. */
  name: string;
  /** Null: nothing that we know; it is not handed on, for what is nobody's shape can break whoever takes it for one. */
  kindOf: (body: Body) => Kind | null;
  /** For the log, of what is not known: names only, nothing that people wrote (S16). */
  describe(body: Body): object;
}

/** With the text that it is kept as. */
export function kindIn(body: Body, { kindOf }: Source): (Kind & { text: string }) | null {
  try {
    const kind = kindOf(body);
    return kind && { ...kind, text: JSON.stringify(body) };
  } catch (error) {
    // Nested so deep that it can't even be written.
    if (error instanceof RangeError) return null;
    throw error;
  }
}
