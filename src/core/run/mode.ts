import type { ControlMode } from '../project/definition.ts';
import type { Stage } from '../project/stage.ts';

/** Whether a gate opens before the stage. Asked at each boundary, so a change of mode affects neither open gates nor finished stages. */
export function opensBefore(stage: Stage, mode: ControlMode): boolean {
  if (mode === 'advisory') return true;
  if (stage.gate?.when !== 'before') return false;
  return stage.gate.human === 'always' || mode === 'checkpoint';
}

export function opensAfter(stage: Stage, mode: ControlMode): boolean {
  if (mode === 'checkpoint') return true;
  return stage.gate?.when === 'after' && stage.gate.human === 'always';
}
