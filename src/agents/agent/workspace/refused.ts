/** Why something was not done: the model is told this instead of a result. */
export interface Refused {
  refused: string;
}

export const isRefused = (it: object): it is Refused => 'refused' in it;

/** Errors of the file system that are about the path, and not about the machine. */
const words: Record<string, string> = {
  EACCES: 'may not be touched by the user who runs this stage',
  EEXIST: 'leads through something that is not a folder',
  EISDIR: 'is a folder',
  ELOOP: 'is a link that leads nowhere',
  ENAMETOOLONG: 'is too long a name',
  ENOENT: 'does not exist',
  ENOTDIR: 'leads through something that is not a folder',
  ENXIO: 'is not a file',
  EPERM: 'may not be touched by the user who runs this stage',
  EROFS: 'stands on a file system that can only be read',
};

/** Tells the model what is wrong with its path. A fault of the machine (no space, no handles) is thrown on. */
export function explainFault(error: unknown, name: string): Refused {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const why = words[code];
  if (why === undefined) throw error;
  return { refused: `${name} ${why}.` };
}
