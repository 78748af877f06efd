import { secretsIn } from '../cli/show-config.ts';
import { readGiven, type Config } from '../config.ts';
import type { ProjectRecord } from '../core/ports.ts';

/** Every secret that this process was given: in its own variables, and in those that its project files name. */
export function secretsOf({ keyNamed }: Pick<Config, 'keyNamed'>, projects: readonly ProjectRecord[]): string[] {
  const models = projects.flatMap(({ project }) => Object.values(project.models));
  const keys = models.flatMap(({ api_key_from: name }) => (name === undefined ? [] : (keyNamed(name) ?? [])));
  return [...secretsIn(readGiven()), ...keys];
}
