import { excerpt } from '../text.ts';
import { byKind, commitsIn, resultsIn, type Commit } from './facts.ts';
import type { Document, Section } from './document.ts';
import type { Source } from './source.ts';
import { capitalise, counted, inSeries, sentencesIn } from './words.ts';

/** How many changes of one kind are listed. */
const perKind = 12;

/** Release notes from a real git log: what changed, by kind, and what the checks reported. */
export function composeNotes({ stage, brief, parameters, inputs }: Source): Document {
  const commits = Object.values(inputs).flatMap(commitsIn);
  const groups = byKind(commits);
  const results = Object.entries(inputs).flatMap(([name, text]) => resultsIn(text).map((line) => `- ${name}: ${line}`));
  const sections: Section[] = groups.map(([kind, list]) => ({ title: kind, lines: linesOf(list) }));
  if (results.length > 0) sections.push({ title: 'Checks', lines: results.slice(0, 8) });
  if (sections.length === 0) sections.push({ title: 'Changes', lines: ['The inputs list no commits.'] });
  const version = Object.entries(parameters).find(
    ([name, value]) => /version|tag|release/.test(name) && value !== '',
  )?.[1];
  return {
    title: version === undefined ? stage.name : `${capitalise(stage.makes)} for ${version}`,
    opening: [openingOf(commits, groups), excerpt(sentencesIn(brief)[0] ?? '', 240)].filter(Boolean).join('\n\n'),
    sections,
  };
}

/** A commit's prefix, if it names an area. Prefixes like “feat” name a kind, which the heading says already. */
const placeOf = ({ area }: Commit): string =>
  area === null || /^(feat|fix|docs?|tests?|chore|ci|build|refactor|perf|style)$/.test(area) ? '' : `**${area}**: `;

function openingOf(commits: readonly Commit[], groups: readonly [string, Commit[]][]): string {
  if (commits.length === 0) return '';
  const shares = groups.map(([kind, list]) => `${list.length} under “${kind}”`);
  const areas = [...new Set(commits.filter((it) => placeOf(it) !== '').flatMap((it) => it.area ?? []))].slice(0, 5);
  const where = areas.length === 0 ? '' : ` Most of it concerns ${inSeries(areas)}.`;
  return `This release brings ${counted(commits.length, 'change')}: ${inSeries(shares)}.${where}`;
}

function linesOf(commits: readonly Commit[]): string[] {
  const lines = commits.slice(0, perKind).map((it) => `- ${placeOf(it)}${capitalise(it.subject)} (\`${it.hash}\`)`);
  const more = commits.length - lines.length;
  return more > 0 ? [...lines, `- and ${counted(more, 'smaller change')}`] : lines;
}
