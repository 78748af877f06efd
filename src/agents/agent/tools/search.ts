import { z } from 'zod';
import { inWords } from '../../time-limit.ts';
import { isRefused, type Refused } from '../workspace/refused.ts';
import { search, type Searched } from '../workspace/search.ts';
import { findPlace, type Workspace } from '../workspace/workspace.ts';
import { count, fit, inLine } from './fit.ts';
import { callAt, lookAt } from './looking.ts';
import { notDone, type Tool } from './tool.ts';

const most = 200;
const seconds = 10;

const input = z.object({
  text: z.string().min(1).max(1000).describe('What to look for, in each line by itself.'),
  regular_expression: z.boolean().default(false).describe('`text` is a regular expression of JavaScript.'),
  ignore_case: z.boolean().default(false),
  path: z.string().max(1000).default('.').describe('A folder or a file. Without it: the whole workspace.'),
  ending: z.string().max(100).default('').describe('Only files whose names end so, like ".ts".'),
});
type Input = z.infer<typeof input>;

const description = `Finds the lines that hold a text, in all text files of a folder: at most ${most} lines, as path:line: text, within ${inWords(seconds)}. Links are not followed; git's own folder (.git) and installed packages (node_modules) are left out; to search a package, name its folder.`;

export const searchTool = (workspace: Workspace): Tool<Input> => ({
  name: 'search',
  description,
  input,
  repeatable: () => true,
  call: (given) => {
    const pattern = patternOf(given);
    if (isRefused(pattern)) return pattern;
    return callAt(workspace, given.path, 'search', (name) => `${titleOf(given)} in ${name}`);
  },
  run: async (given, { signal }) => {
    const pattern = patternOf(given);
    if (isRefused(pattern)) return notDone(pattern);
    return lookAt(findPlace(workspace, given.path), async (place) => {
      const searched = await search(place, { pattern, ending: given.ending, most, seconds }, signal);
      return isRefused(searched) ? searched : tell(searched, `${titleOf(given)} in ${inLine(place.name)}`);
    });
  },
});

/** Read by Unicode's rules; an expression that is not valid by these is read by the older ones, which allow more. */
function patternOf({ text, regular_expression, ignore_case }: Input): RegExp | Refused {
  if (/[\r\n]/.test(text))
    return { refused: 'What to look for holds a line end, and each line is looked at by itself.' };
  const source = regular_expression ? text : text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  const flags = ignore_case ? 'i' : '';
  try {
    return new RegExp(source, `u${flags}`);
  } catch {
    try {
      return new RegExp(source, flags);
    } catch (error) {
      return { refused: `${error instanceof Error ? error.message : 'The pattern is no good'}.` };
    }
  }
}

function titleOf({ text, regular_expression, ignore_case, ending }: Input): string {
  const pattern = regular_expression ? `/${text}/` : JSON.stringify(text);
  return `${pattern}${ignore_case ? ' in any case' : ''}${ending === '' ? '' : `, files ending in ${JSON.stringify(ending)},`}`;
}

function tell(searched: Searched, title: string): string {
  const lines = searched.hits.map((it) => `${inLine(it.file)}:${it.line}: ${it.text}`);
  const shown = fit(lines);
  const head = `${title}: ${count(shown.length, 'line')} in ${count(searched.files, 'file')} that were searched.`;
  return [head, ...leftOut(searched, shown.length), '', ...shown].join('\n').trimEnd();
}

/** Everything because of which a line may be missing from the hits. */
function leftOut({ ended, hits, leftOut: folders, unread }: Searched, shown: number): string[] {
  const named = folders.slice(0, 10).map(inLine);
  const others = folders.length > named.length ? `, and ${folders.length - named.length} more` : '';
  return [
    shown < hits.length || ended?.by === 'enough'
      ? 'There may be more lines: search for less, or in fewer files.'
      : null,
    ended?.by === 'time' ? overTime(inLine(ended.in)) : null,
    folders.length > 0 ? `Left out: ${named.join(', ')}${others}.` : null,
    unread > 0 ? `${count(unread, 'file')} could not be searched: no text in UTF-8, too large, or not readable.` : null,
  ].filter((it) => it !== null);
}

const overTime = (file: string): string =>
  `It was ended after ${inWords(seconds)}, in ${file}: what comes after was not searched. Where a pattern is slow, search for a text, or in fewer files.`;
