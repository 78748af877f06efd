import type { ToolCall, ToolName } from './call.ts';

/** A standing permission for a tool of an agent, given by a person's answer. It can be revoked. */
export interface Grant {
  id: string;
  projectId: string;
  pipelineId: string;
  stageId: string;
  /** Null if it is for every run of the pipeline. */
  runId: string | null;
  tool: ToolName;
  /** What exactly the calls must be about: a declared command, a path or a command line; null for tools whose calls have no such thing. */
  about: string | null;
  /** For commands and command lines: the digest of exactly what is run. If the same name runs something else later, a person is asked again. */
  digest: string | null;
  /** The Ask with which it was given, and the name of who gave it. */
  askId: string;
  by: string;
  at: Date;
  /** Null if it lasts until its run ends. */
  expiresAt: Date | null;
  revokedAt: Date | null;
  revokedBy: string | null;
}

/** Days that a permission for all runs lasts: nobody remembers for longer what they once allowed. */
export const grantDays = 30;

export const isInForce = ({ expiresAt, revokedAt }: Grant, now: Date): boolean =>
  revokedAt === null && (expiresAt === null || expiresAt > now);

/** A call of a stage's agent, with the digest of what it shows. */
interface Called extends Pick<ToolCall, 'tool' | 'about'> {
  stageId: string;
  digest: string;
}

/** Whether the grant allows this call. */
export function covers(grant: Grant, { stageId, tool, about, digest }: Called, now: Date): boolean {
  if (grant.digest !== null && grant.digest !== digest) return false;
  return isInForce(grant, now) && grant.stageId === stageId && grant.tool === tool && grant.about === about;
}
