import { eq } from 'drizzle-orm';
import { digestOf } from '../../src/core/digest.ts';
import type { Definition } from '../../src/core/run/state.ts';
import type { Db } from '../client.ts';
import { definitions } from '../schema/projects.ts';

/** As many as a busy installation has in use at once; one is some ten kilobytes. */
const kept = 200;

/** A run's definition never changes, so it is read and parsed once in the life of a process. */
export class Definitions {
  private readonly db: Db;
  private readonly known = new Map<string, Definition>();

  constructor(db: Db) {
    this.db = db;
  }

  async get(digest: string): Promise<Definition> {
    const known = this.known.get(digest);
    if (known) return known;
    const [row] = await this.db.select().from(definitions).where(eq(definitions.digest, digest));
    if (!row) throw new Error(`bug-definition-missing: no definition has the digest ${digest}`);
    this.keep(digest, row.definition);
    return row.definition;
  }

  /** Stores it where it is new, beside the transaction that needs it: one that nothing uses does no harm. */
  async put(definition: Definition): Promise<string> {
    const digest = digestOf(definition);
    await this.db.insert(definitions).values({ digest, definition }).onConflictDoNothing();
    return digest;
  }

  private keep(digest: string, definition: Definition): void {
    const [oldest] = this.known.keys();
    if (this.known.size >= kept && oldest !== undefined) this.known.delete(oldest);
    this.known.set(digest, definition);
  }
}
