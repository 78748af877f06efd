import type { GateDefinition } from '../project/stage.ts';
import type { RunState } from '../run/state.ts';
import type { Policy } from './ask.ts';

const anyone: Policy = { approvers: 'anyone-who-may-decide', quorum: 1, excluded: [] };

/** Who may answer, with the people who are excluded as of now. Excluding a person excludes all their accounts. */
export function policyFor(gate: GateDefinition | undefined, state: RunState): Policy {
  if (!gate) return anyone;
  const who = {
    starter: state.run.trigger.personId,
    'last-steerer': state.lastSteerer,
    'last-editor': state.lastEditor,
  };
  const excluded = gate.exclude.map((role) => who[role]).filter((id) => id !== null);
  return { approvers: gate.approvers, quorum: gate.quorum, excluded: [...new Set(excluded)] };
}

/** An empty list of approvers lets nobody (S1): missing is never "anyone". */
export const isApprover = (policy: Policy, personId: string): boolean =>
  policy.approvers === 'anyone-who-may-decide' || policy.approvers.includes(personId);
