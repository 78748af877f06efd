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
  /** Of a command or a command line, with exactly what it runs: one that means something else later is asked about anew. */
  digest: string | null;
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

/** A call of a stage's agent, by the digest of what it shows. */
interface Called extends Pick<ToolCall, 'tool' | 'about'> {
  stageId: string;
  digest: string;
}

/** Whether it lets this call pass. */
export function covers(grant: Grant, { stageId, tool, about, digest }: Called, now: Date): boolean {
  if (grant.digest !== null && grant.digest !== digest) return false;
  return isInForce(grant, now) && grant.stageId === stageId && grant.tool === tool && grant.about === about;
}
