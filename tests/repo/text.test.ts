import { homedir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { listFiles, readText } from './tree.ts';

const files = listFiles();
const markdown = files.filter((file) => file.endsWith('.md'));

/** GitHub's anchor of a heading. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

const withoutCode = (text: string): string => text.replace(/^(```|~~~)[\s\S]*?^\1/gm, '');

const anchorsIn = (text: string): string[] =>
  [...withoutCode(text).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) => anchorOf(heading ?? ''));

const linksIn = (text: string): string[] => {
  const prose = withoutCode(text).replace(/`[^`\n]*`/g, '');
  const inline = [...prose.matchAll(/\]\(<?([^)\s>]+)>?[^)]*\)/g)];
  const defined = [...prose.matchAll(/^\[[^\]]+\]:\s*<?(\S+?)>?$/gm)];
  const html = [...prose.matchAll(/\b(?:src|href|srcset)="([^"]+)"/g)];
  return [...inline, ...defined, ...html].flatMap(([, target]) => target ?? []);
};

/** The links of a page that lead to no file, or to no heading of a page. */
function brokenLinks(page: string, text: string, read: (file: string) => string | undefined): string[] {
  return linksIn(text)
    .filter((link) => !/^[a-z][a-z0-9+.-]*:/i.test(link))
    .filter((link) => {
      const [target = '', anchor] = decodeURI(link).split('#');
      const file = target === '' ? page : path.posix.join(path.posix.dirname(page), target);
      const there = file === page ? text : read(file);
      if (there === undefined) return true;
      return anchor !== undefined && file.endsWith('.md') && !anchorsIn(there).includes(anchor);
    })
    .map((link) => `${page} → ${link}`);
}

const folders = new Set(files.flatMap((file) => ancestorsOf(file)));
function ancestorsOf(file: string): string[] {
  const folder = path.posix.dirname(file);
  return folder === '.' ? [folder] : [folder, ...ancestorsOf(folder)];
}

const readHere = (file: string): string | undefined => {
  if (files.includes(file)) return readText(file);
  return folders.has(file.replace(/\/$/, '')) ? '' : undefined;
};

// What stands before the slash keeps URLs, relative paths and variables out. A made-up home is a good example; the author's own is a leak.
const machinePath = /(?<![\w.$}~-])\/(?:root|work|workspaces?|Users)\/[\w.-]+/g;

// A container's nameless user has `/` for a home.
const homes = [homedir()].filter((home) => home !== '/');

const machinePathsIn = (text: string): string[] => [
  ...(text.match(machinePath) ?? []),
  ...homes.filter((home) => text.includes(`${home}/`)),
];

const isText = (text: string): boolean => !text.includes('\0');

describe('the text', () => {
  it('links only to what exists', () => {
    const page =
      '# One two\n[a](b.md#three) [c](gone.md) [d](#one-two) [e](#gone) `[f](code.md)` [g](https://example.com/x)';
    const read = (file: string): string | undefined => (file === 'docs/b.md' ? '## Three' : undefined);
    expect(brokenLinks('docs/a.md', page, read)).toEqual(['docs/a.md → gone.md', 'docs/a.md → #gone']);

    expect(markdown.length).toBeGreaterThan(0);
    expect(markdown.flatMap((file) => brokenLinks(file, readText(file), readHere))).toEqual([]);
  });

  it('names no path that exists on one machine only', () => {
    const slash = '/';
    const planted = [...['root', 'work', 'Users'].map((name) => slash + name), ...homes].map(
      (it) => `see ${it}/notes.txt`,
    );
    expect(planted.filter((line) => machinePathsIn(line).length > 0)).toEqual(planted);
    const innocent = ['https://example.com/work/a/b', './work/a/b', '${root}/work/a/b', '/home/someone-else/notes.txt'];
    expect(innocent.flatMap(machinePathsIn)).toEqual([]);

    const texts = files.map((file) => ({ file, text: readText(file) })).filter(({ text }) => isText(text));
    const found = texts.flatMap(({ file, text }) => machinePathsIn(text).map((place) => `${file}: ${place}`));
    expect(found).toEqual([]);
  });

  it('pins packages without saying where they were fetched from', () => {
    const urls = /"resolved": "https?:/;
    expect('"resolved": "https://registry.example/x.tgz"').toMatch(urls);
    expect(readText('package-lock.json')).not.toMatch(urls);
  });
});
