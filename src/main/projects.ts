import { fileURLToPath } from 'node:url';
import { ConfigError } from '../config.ts';
import type { ProjectRecord, Projects } from '../core/ports.ts';
import { formatFaults } from '../project/fault.ts';
import { loadProject } from '../project/load.ts';

/** The projects that are started if none is named. */
const examples = ['release-notes', 'film-treatment', 'coding-session'].map((name) =>
  fileURLToPath(new URL(`../../examples/${name}/project.yaml`, import.meta.url)),
);

/** Reads all files before anything is stored. If any is faulty, throws a ConfigError with all faults of all files. */
export async function readProjects(files: readonly string[]): Promise<ProjectRecord[]> {
  const read = await Promise.all(
    (files.length > 0 ? files : examples).map(async (file) => [file, await loadProject(file)] as const),
  );
  const faulty = read.flatMap(([file, result]) => ('faults' in result ? [formatFaults(result.faults, file)] : []));
  if (faulty.length > 0) throw new ConfigError('config-project', faulty.join('\n\n'));
  const records = read.flatMap(([, result]) => ('faults' in result ? [] : [atHome(result)]));
  refuseTwins(records);
  return records;
}

export async function storeProjects(projects: Projects, records: readonly ProjectRecord[]): Promise<void> {
  for (const record of records) await projects.put(record);
}

/** Every project has a place in the console: one that names none gets a channel with its own id. */
function atHome({ project, folder }: ProjectRecord): ProjectRecord {
  if (project.places.some((place) => place.surface === 'console')) return { project, folder };
  const places = [...project.places, { surface: 'console' as const, channel: project.project }];
  return { project: { ...project, places }, folder };
}

function refuseTwins(records: readonly ProjectRecord[]): void {
  const seen = new Set<string>();
  for (const { project } of records) {
    const names = [
      `the project "${project.project}"`,
      ...project.places.map((p) => `the channel "${p.channel}" (${p.surface})`),
    ];
    const twin = names.find((name) => seen.has(name));
    if (twin) throw new ConfigError('config-project', `Two project files claim ${twin}: give each its own.`);
    for (const name of names) seen.add(name);
  }
}
