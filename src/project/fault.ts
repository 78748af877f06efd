export type Path = readonly (string | number)[];

/** What a check has found, and where in the data. `on` says whether the key or its value is wrong. */
export interface Finding {
  path: Path;
  on: 'key' | 'value';
  message: string;
}

/** One thing that is wrong in a project file. Lines and columns count from 1. */
export interface Fault {
  file: string;
  line: number;
  column: number;
  /** The place in words: stage "tag" of pipeline "release", gate.quorum. */
  where: string;
  /** What was found, what is allowed, what to do. */
  message: string;
}

export const onValue = (path: Path, message: string): Finding => ({ path, on: 'value', message });
export const onKey = (path: Path, message: string): Finding => ({ path, on: 'key', message });

/** True when `path` is `top` or something within it. */
export const within = (path: Path, top: Path): boolean => top.every((step, index) => path[index] === step);

/** What the terminal prints. The first word of an entry is a link in most terminals and editors. */
export function formatFaults(faults: readonly Fault[], file: string): string {
  const count = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
  const entries = faults.map((it) => `${it.file}:${it.line}:${it.column}  ${it.where}\n    ${it.message}\n`);
  return `config-project-file: ${file} has ${count}; nothing of it was used.\n\n${entries.join('\n')}`;
}
