import type { Damage } from '../../core/ledger/follow.ts';
import type { Head } from '../../core/ledger/heads.ts';

/** More would bury the first one, which is where to look. */
const shown = 20;

/** What a verification found, gathered in constant memory. */
export interface Verdict {
  entries: number;
  heads: Head[];
  found: number;
  /** The first ones. */
  damages: Damage[];
}

export const nothingFound = (): Verdict => ({ entries: 0, heads: [], found: 0, damages: [] });

export function note(verdict: Verdict, damage: Damage | null): void {
  if (damage === null) return;
  verdict.found += 1;
  if (verdict.damages.length < shown) verdict.damages.push(damage);
}

/** The lines for the terminal. `kept` says whether there were heads to compare with. */
export function explainVerdict({ entries, heads, found, damages }: Verdict, kept: boolean): string {
  if (found === 0) {
    const chains = heads.map(({ projectId, seq, hash }) => `  ${projectId}: ${seq} entries, head ${hash}\n`);
    const against = kept
      ? ', up to the kept heads and beyond'
      : '. Without a kept head, entries cut off at the end would not show';
    return `✓ ${entries} entries verified${against}.\n${chains.join('')}`;
  }
  const lines = damages.map((it) => `  ${placeOf(it)}: ${it.what}\n`);
  const rest = found > damages.length ? `  … and ${found - damages.length} more\n` : '';
  return `✗ The ledger is not what was sealed. ${found === 1 ? '1 place' : `${found} places`}:\n${lines.join('')}${rest}`;
}

const placeOf = ({ projectId, seq, entryId }: Damage): string =>
  [projectId && `project ${projectId}`, seq && `seq ${seq}`, entryId && `entry ${entryId}`]
    .filter(Boolean)
    .join(', ') || 'the file';
