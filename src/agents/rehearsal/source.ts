import type { Role } from '../../core/project/definition.ts';
import type { WriteStage } from '../../core/project/stage.ts';

/** What the rehearsal writes a document from. */
export interface Source {
  role: Role;
  stage: WriteStage;
  brief: string;
  parameters: Record<string, string>;
  inputs: Record<string, string>;
}
