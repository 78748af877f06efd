import type { ControlMode, Stage } from '../project/definition.ts';

/** Read at each boundary: a mode change never decides an open gate and never gates a finished stage. */
export function opensBefore(stage: Stage, mode: ControlMode): boolean {
  if (mode === 'advisory') return true;
  if (stage.gate?.when !== 'before') return false;
  return stage.gate.human === 'always' || mode === 'checkpoint';
}

export function opensAfter(stage: Stage, mode: ControlMode): boolean {
  if (mode === 'checkpoint') return true;
  return stage.gate?.when === 'after' && stage.gate.human === 'always';
}
