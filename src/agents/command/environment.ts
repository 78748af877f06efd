import type { Assignment } from '../../core/stage/executor.ts';
import { workspaceOf } from '../workspace.ts';

/** What of the server's own environment a command may see: nothing here is a secret. */
const inherited = ['PATH', 'HOME', 'LANG', 'TZ', 'TMPDIR'] as const;
export type HostEnvironment = Partial<Record<(typeof inherited)[number], string>>;

/** What commands run on. */
export interface Machine {
  host: HostEnvironment;
  /** Where the runs' own folders are. */
  workspaces: string;
}

const fallbackPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export const pathOf = (host: HostEnvironment): string => host.PATH ?? fallbackPath;

/**
 * What git must not take for a repository: a folder above the runs' own, in which the server itself may lie; and one that only
 * looks like one, for an agent can write such a folder, and its settings name programs that git starts.
 */
const forGit = (workspaces: string): Record<string, string> => ({
  GIT_CEILING_DIRECTORIES: workspaces,
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'safe.bareRepository',
  GIT_CONFIG_VALUE_0: 'explicit',
});

/** The whole environment of a command: `declared` for its stage, and `inputs`, the folder that holds its input artifacts. */
export function commandEnvironment(
  { host, workspaces }: Machine,
  declared: Record<string, string>,
  assignment: Assignment,
  inputs: string,
): Record<string, string> {
  const fromHost = inherited.flatMap((name) => (host[name] === undefined ? [] : [[name, host[name]] as const]));
  const parameters = Object.entries(assignment.parameters).map(
    ([name, value]) => [`WHEEL_PARAM_${name.toUpperCase().replace(/-/g, '_')}`, value] as const,
  );
  const all = {
    PATH: fallbackPath,
    ...Object.fromEntries(fromHost),
    ...forGit(workspaces),
    ...declared,
    ...Object.fromEntries(parameters),
    WHEEL_BRIEF: assignment.brief,
    WHEEL_INPUTS: inputs,
    WHEEL_WORKSPACE: workspaceOf(assignment, workspaces),
    WHEEL_RUN: assignment.runId,
    WHEEL_ATTEMPT: assignment.attemptId,
  };
  // A NUL ends a value, and the system refuses it.
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, value.replaceAll('\0', '')]));
}
