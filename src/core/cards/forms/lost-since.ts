import { isAnothers } from '../../run/rollback.ts';
import { addCost, type Checkpoint, type Cost } from '../../run/run.ts';
import type { RunState } from '../../run/state.ts';
import { oneLine } from '../agent-text.ts';
import type { Text } from '../card.ts';
import { cost } from '../numbers.ts';
import { rollbackFormWords as words } from '../words/form.ts';

/** Of long runs, the newest checkpoints and the start: a form has room for no more, and further back more of the same is lost. */
const mostNamed = 4;

/** What leaves force, and what was spent for it, by the checkpoint that one would go back to: the last one first. */
export function lostSince(state: RunState): { label: string; value: Text }[] {
  const all = state.checkpoints.toReversed();
  const named = all.filter(({ number }, index) => index < mostNamed || number === 0);
  return named.map((checkpoint) => ({
    label: words.backTo(checkpoint.number),
    value: [words.lostSince(leavingForce(state, checkpoint), cost(spentSince(state, checkpoint)))],
  }));
}

/** As the rules restore them: what another run has versioned since stays. */
const leavingForce = ({ run, artifacts }: RunState, checkpoint: Checkpoint): string[] =>
  artifacts.flatMap((artifact) => {
    const { name, canon } = artifact;
    const kept = checkpoint.versions[name];
    if (canon === null || kept?.digest === canon.digest || isAnothers(artifact, checkpoint, run.id)) return [];
    return [words.leaving(oneLine(name), canon.number, kept?.number ?? null)];
  });

const minus = ({ microUsd, inputTokens, outputTokens }: Cost): Cost => ({
  microUsd: -microUsd,
  inputTokens: -inputTokens,
  outputTokens: -outputTokens,
});

const spentSince = ({ run }: RunState, { spent }: Checkpoint): Cost => addCost(run.spent, minus(spent));
