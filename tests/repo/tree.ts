import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const top = path.resolve(import.meta.dirname, '../..');
const notOurs = new Set(['.git', 'node_modules', 'coverage', '.wheelhouse', '.env']);

/** Every file of the repository, as a path from its top with forward slashes. */
export function listFiles(folder = ''): string[] {
  return readdirSync(path.join(top, folder), { withFileTypes: true })
    .filter((entry) => !notOurs.has(entry.name))
    .flatMap((entry) => {
      const file = path.posix.join(folder, entry.name);
      if (entry.isDirectory()) return listFiles(file);
      return entry.isFile() ? [file] : [];
    });
}

export const readText = (file: string): string => readFileSync(path.join(top, file), 'utf8');

export const isCode = (file: string): boolean => /\.tsx?$/.test(file);

export const isProduct = (file: string): boolean => isCode(file) && /^(src|db)\//.test(file);
