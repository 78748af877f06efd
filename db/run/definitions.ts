import { digestOf } from '../../src/core/digest.ts';
import type { Place } from '../../src/core/project/definition.ts';
import { lostDefinition } from '../../src/core/run/lost.ts';
import type { Definition } from '../../src/core/run/state.ts';
import type { Sender } from '../pool.ts';
import { send } from '../json.ts';
import type { runs } from '../schema/runs.ts';
import { insertDefinition } from './statements.ts';

/** How many definitions are kept in memory: as many as a busy installation uses at once. Each takes about ten kilobytes. */
const kept = 200;

const select = 'select definition from definitions where digest = $1';

/** The places of the run's cards, from its postings: for a run whose definition is lost. */
const selectPlaces = `
  select distinct surface, channel from postings where run_id = $1 and subject_kind = 'run' order by surface, channel`;

type Run = Pick<typeof runs.$inferSelect, 'id' | 'pipelineId' | 'definitionDigest'>;

/** The definitions of runs. They never change, so a process reads and parses each only once. */
export class Definitions {
  private readonly known = new Map<string, Definition>();

  /** Reads on the connection that the caller holds: waiting for a second one could end in a deadlock. */
  async of(on: Sender, run: Run): Promise<Definition> {
    const digest = run.definitionDigest;
    const known = this.known.get(digest);
    if (known) return known;
    const [row] = await send<{ definition: Definition }>(on, select, digest);
    if (!row || digestOf(row.definition) !== digest) {
      const why = `db-definition-altered: ${digest} is not what is stored`;
      return lostDefinition(run, await send<Place>(on, selectPlaces, run.id), why);
    }
    this.keep(digest, row.definition);
    return row.definition;
  }

  /** Stores the definition if it is new; returns its digest. */
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
