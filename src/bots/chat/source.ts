import type { SurfaceName } from '../../core/project/definition.ts';
import type { Body } from './body.ts';

/** How a delivery is to be treated, before its content is read. */
export interface Kind {
  /** Identifies the event: the same for every delivery of it. */
  key: string;
  /** The key of the message that it is, changes or deletes: of deliveries about one message, the earlier is handled first. */
  about?: string;
  /** It may be delivered more than once: only the first delivery is handled. */
  repeats: boolean;
  /** Its acknowledgement carries the answer, so its handler gives it. */
  answersByAck: boolean;
  /** It has no effect but its answer, which nobody waits for long: it is not stored. */
  isPassing?: true;
}

/** The platform that deliveries come from. */
export interface Source {
  surface: SurfaceName;
  /** As the log names it. */
  name: string;
  /** Null for a body of an unknown shape: it is dropped, because handlers rely on the known ones. */
  kindOf: (body: Body) => Kind | null;
  /** Describes an unknown body for the log: names only, nothing that people wrote (S16). */
  describe(body: Body): object;
}

/** A body's kind, with the text that is stored; null when it is unknown or can't be stored. */
export function kindIn(body: Body, { kindOf }: Source): (Kind & { text: string }) | null {
  try {
    const kind = kindOf(body);
    return kind && { ...kind, text: JSON.stringify(body) };
  } catch (error) {
    // Nested so deeply that it can't be written as JSON.
    if (error instanceof RangeError) return null;
    throw error;
  }
}
