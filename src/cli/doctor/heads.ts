import { HeadsError } from '../heads/file.ts';
import { fault, note, ok, saidBy, type Finding } from './finding.ts';

/** `compare` does what a start does: counts the kept heads, or throws the HeadsError on which a start ends. */
export async function checkHeads(compare: () => Promise<number>): Promise<Finding> {
  try {
    const kept = await compare();
    if (kept === 0) return note('heads', 'none are kept of this database yet: the first start does');
    return ok('heads', `the database has what the kept heads say, of ${kept} ${kept === 1 ? 'project' : 'projects'}`);
  } catch (error) {
    if (error instanceof HeadsError) return fault('heads', error.found, error.remedy);
    return fault('heads', `they can't be compared with the database: ${saidBy(error)}`, remedy);
  }
}

const remedy = 'See that the role of DATABASE_URL may read every table of the database.';
