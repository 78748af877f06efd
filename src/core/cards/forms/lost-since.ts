import { isAnothers } from '../../run/rollback.ts';
import { addCost, type Checkpoint, type Cost } from '../../run/run.ts';
import type { RunState } from '../../run/state.ts';
import { oneLine } from '../agent-text.ts';
import type { Text } from '../card.ts';
import { cost } from '../numbers.ts';
import { rollbackFormWords as words } from '../words/form.ts';

/** How many of the newest checkpoints are listed, besides the start. A form has no room for more, and going further back only loses more of the same. */
const mostNamed = 4;

/** For each checkpoint, the last one first: which versions would no longer be in force after a rollback to it, what was spent since, and which permissions stay. */
export function lostSince(state: RunState): { label: string; value: Text }[] {
  const all = state.checkpoints.toReversed();
  const named = all.filter(({ number }, index) => index < mostNamed || number === 0);
  return named.map((checkpoint) => ({
    label: words.backTo(checkpoint.number),
    value: [
      words.lostSince(leavingForce(state, checkpoint), cost(spentSince(state, checkpoint))),
      ...staying(state, checkpoint),
    ],
  }));
}

/** The versions that a rollback would replace. As in the rules, an artifact that another run has changed since stays as it is. */
const leavingForce = ({ run, artifacts }: RunState, checkpoint: Checkpoint): string[] =>
  artifacts.flatMap((artifact) => {
    const { name, canon } = artifact;
    const kept = checkpoint.versions[name];
    if (canon === null || kept?.digest === canon.digest || isAnothers(artifact, checkpoint, run.id)) return [];
    return [words.leaving(oneLine(name), canon.number, kept?.number ?? null)];
  });

/** Permissions that were given after the checkpoint, and that nobody has revoked. As in the rules, a run that had ended has none of its own any more. */
function staying({ run, grants }: RunState, { at }: Checkpoint): string[] {
  const stay = grants.filter(
    (it) => it.at > at && it.revokedAt === null && (it.runId === null || run.endedAt === null),
  );
  return stay.length === 0 ? [] : [` ${words.permissionsStay(stay.length)}`];
}

const minus = ({ microUsd, inputTokens, outputTokens }: Cost): Cost => ({
  microUsd: -microUsd,
  inputTokens: -inputTokens,
  outputTokens: -outputTokens,
});

const spentSince = ({ run }: RunState, { spent }: Checkpoint): Cost => addCost(run.spent, minus(spent));
