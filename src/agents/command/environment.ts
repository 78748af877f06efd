import type { Assignment } from '../../core/stage/executor.ts';
import { workspaceOf } from '../workspace.ts';

/** The variables of the server's own environment that a command may see: none of them holds a secret. */
const inherited = ['PATH', 'HOME', 'LANG', 'TZ', 'TMPDIR'] as const;
export type HostEnvironment = Partial<Record<(typeof inherited)[number], string>>;

/** The machine that commands run on. */
export interface Machine {
  host: HostEnvironment;
  /** The folder that holds the runs' own folders. */
  workspaces: string;
}

const fallbackPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export const pathOf = (host: HostEnvironment): string => host.PATH ?? fallbackPath;

/**
 * Keeps git from taking the wrong folder for a repository: one above the runs' own folders, which may be that of the server itself;
 * and a bare one inside, which an agent could write to have git start the programs that its settings name.
 */
const forGit = (workspaces: string): Record<string, string> => ({
  GIT_CEILING_DIRECTORIES: workspaces,
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: 'safe.bareRepository',
  GIT_CONFIG_VALUE_0: 'explicit',
});

/** The whole environment of a command. `declared`: its stage's own variables. `inputs`: the folder with its input artifacts. */
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
  // The operating system refuses values that contain NUL.
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, value.replaceAll('\0', '')]));
}
