import { readdirSync, readFileSync } from 'node:fs';

const read = (pid: string, file: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return '';
  }
};

/** Processes that live and hold this word in their environment or their arguments; the dead whom nobody collected do not count. */
export const livingWith = (word: string): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => `${read(pid, 'environ')}\0${read(pid, 'cmdline')}`.includes(word))
    .map(Number);

export const parentOf = (pid: number): number => Number(/^PPid:\s+(\d+)/m.exec(read(String(pid), 'status'))?.[1]);
