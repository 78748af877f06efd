import type { Role, WriteStage } from '../../core/project/definition.ts';

/** All that the rehearsal knows when it starts to write. */
export interface Source {
  role: Role;
  stage: WriteStage;
  brief: string;
  parameters: Record<string, string>;
  inputs: Record<string, string>;
}
