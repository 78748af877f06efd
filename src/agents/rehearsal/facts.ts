import { excerpt } from '../text.ts';
import { sentencesIn } from './words.ts';

/** One line of a git log. */
export interface Commit {
  hash: string;
  area: string | null;
  subject: string;
}

const commitLine = /^[*|\\/\s-]*(?:commit\s+)?([0-9a-f]{7,40})[\s:|]+(?:\([^)]*\)\s+)?(.+)$/;
const conventional = /^([a-z][\w./ -]{0,30}?)(?:\(([^)]*)\))?!?:\s+(.+)$/;

/** The commits of a git log with one line for each. Merges are left out: they say nothing new. */
export function commitsIn(text: string): Commit[] {
  return text.split('\n').flatMap((line) => {
    const [, hash, rest] = commitLine.exec(line.trimEnd()) ?? [];
    if (hash === undefined || rest === undefined || /^Merge\b/.test(rest)) return [];
    const [, area, , subject] = conventional.exec(rest) ?? [];
    return [{ hash: hash.slice(0, 7), area: area ?? null, subject: subject ?? rest }];
  });
}

const kinds = ['New', 'Fixed', 'Changed', 'Removed', 'Documentation', 'Tests and tooling'] as const;
export type Kind = (typeof kinds)[number];

const byArea: [RegExp, Kind][] = [
  [/^feat/, 'New'],
  [/^(fix|bug|hotfix)/, 'Fixed'],
  [/^(docs?|readme|guide)\b/, 'Documentation'],
  [/^(tests?|ci|build|chore|repo|lint|deps|tooling|scripts?)\b/, 'Tests and tooling'],
];
const byVerb: [RegExp, Kind][] = [
  [/^(fix|correct|repair|prevent|avoid|stop|refuse|handle|restore|recover)/i, 'Fixed'],
  [/^(remove|drop|delete|retire)/i, 'Removed'],
  [/^(document|describe|explain)/i, 'Documentation'],
  [/^(test|lint|pin|bump|upgrade|format)/i, 'Tests and tooling'],
  [/^(add|introduce|create|build|support|let|allow|show|name|write|begin|make|run|offer|give|open)/i, 'New'],
];

export const kindOf = ({ area, subject }: Commit): Kind =>
  byArea.find(([pattern]) => area !== null && pattern.test(area))?.[1] ??
  byVerb.find(([pattern]) => pattern.test(subject))?.[1] ??
  'Changed';

export const byKind = (commits: readonly Commit[]): [Kind, Commit[]][] =>
  kinds
    .map((kind): [Kind, Commit[]] => [kind, commits.filter((it) => kindOf(it) === kind)])
    .filter(([, it]) => it.length > 0);

const resultLine =
  /\b\d+\s+(?:tests?|passed|failed|passing|failing|skipped|errors?|warnings?|problems?|vulnerabilities|files? changed)\b|^\s*(?:✓|✔|✗|✖|ok\b|not ok\b|PASS\b|FAIL\b)|\bexit code\b/i;

/** The lines in which tests and other tools report their results. */
export const resultsIn = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .filter((line) => resultLine.test(line) && !commitLine.test(line))
      .map((line) => excerpt(line, 140)),
  ),
];

const isBullet = /^\s*(?:[-*•]|\d+[.)])\s+/;
const isAside = /^(?:#|_.*_$|```|>|\|)/;

/** The main points of a text: the lines of its list or table if it has one, else its first sentences. */
export function pointsIn(text: string, count: number): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  const bullets = lines.filter((line) => isBullet.test(line)).map((line) => line.replace(isBullet, ''));
  const prose = lines.filter((line) => line !== '' && !isAside.test(line) && !isBullet.test(line));
  const isTable = prose.length > 3 && prose.every((line) => !/[.!?…]$/.test(line));
  const lesser = isTable ? prose : sentencesIn(prose.join('\n'));
  const points = bullets.length > 1 ? bullets : lesser;
  return points.slice(0, count).map((it) => excerpt(it, 200));
}

/** The sentences of these texts that contain one of the words. */
export function linesAbout(texts: readonly string[], words: readonly string[], count: number): string[] {
  const lines = texts.flatMap((text) => text.split('\n')).flatMap((line) => sentencesIn(line.replace(isBullet, '')));
  const about = lines.filter(
    (line) =>
      line !== '' && !isAside.test(line) && words.some((word) => line.toLowerCase().includes(word.toLowerCase())),
  );
  return [...new Set(about)].slice(0, count).map((line) => excerpt(line, 160));
}
