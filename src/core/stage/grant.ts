import type { ToolCall, ToolName } from './call.ts';

/** A standing permission for an agent's tool, made by a person's Answer, revocable. */
export interface Grant {
  id: string;
  projectId: string;
  pipelineId: string;
  stageId: string;
  /** Null: every run of the pipeline. */
  runId: string | null;
  tool: ToolName;
  /** What the calls must be about: a declared command, a path, a command line to the letter; null where a tool's calls are about nothing. */
  about: string | null;
  /** Where it was given, and who gave it. */
  askId: string;
  by: string;
  at: Date;
  /** Null: when its run ends. */
  expiresAt: Date | null;
  revokedAt: Date | null;
  revokedBy: string | null;
}

/** Of the people of a project, nobody remembers for longer what they once let pass. */
export const grantDays = 30;

export const isInForce = ({ expiresAt, revokedAt }: Grant, now: Date): boolean =>
  revokedAt === null && (expiresAt === null || expiresAt > now);

/** Whether it lets this call of the stage pass. */
export const covers = (grant: Grant, stageId: string, call: Pick<ToolCall, 'tool' | 'about'>, now: Date): boolean =>
  isInForce(grant, now) && grant.stageId === stageId && grant.tool === call.tool && grant.about === call.about;
