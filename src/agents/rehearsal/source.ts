import type { Role, WriteStage } from '../../core/project/definition.ts';

/** What the rehearsal writes a document from. */
export interface Source {
  role: Role;
  stage: WriteStage;
  brief: string;
  parameters: Record<string, string>;
  inputs: Record<string, string>;
}
