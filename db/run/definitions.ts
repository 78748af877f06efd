import { digestOf } from '../../src/core/digest.ts';
import type { Definition } from '../../src/core/run/state.ts';
import type { Sender } from '../pool.ts';
import { send } from '../json.ts';
import { insertDefinition } from './statements.ts';

/** As many as a busy installation has in use at once; one is some ten kilobytes. */
const kept = 200;

const select = 'select definition from definitions where digest = $1';

/** A run's definition never changes, so it is read and parsed once in the life of a process. */
export class Definitions {
  private readonly known = new Map<string, Definition>();

  /** On the connection that the caller holds: one that waited for a second one could wait for itself. */
  async get(on: Sender, digest: string): Promise<Definition> {
    const known = this.known.get(digest);
    if (known) return known;
    const [row] = await send<{ definition: Definition }>(on, select, digest);
    if (!row) throw new Error(`bug-definition-missing: no definition has the digest ${digest}`);
    if (digestOf(row.definition) !== digest) throw new Error(`db-definition-altered: ${digest} is not what is stored`);
    this.keep(digest, row.definition);
    return row.definition;
  }

  /** Stores it where it is new; returns its digest. */
  async put(on: Sender, definition: Definition): Promise<string> {
    const digest = digestOf(definition);
    await send(on, insertDefinition.text, insertDefinition.toParameter([{ digest, definition }]));
    return digest;
  }

  private keep(digest: string, definition: Definition): void {
    const [oldest] = this.known.keys();
    if (this.known.size >= kept && oldest !== undefined) this.known.delete(oldest);
    this.known.set(digest, definition);
  }
}
