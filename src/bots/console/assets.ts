import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { Hono } from 'hono';

/** In this order: a later sheet may say more about what an earlier one began. */
const sheets = [
  'base',
  'frame',
  'troubles',
  'parts',
  'runs',
  'diff',
  'room',
  'cards',
  'fence',
  'words',
  'composer',
  'dialogs',
  'asks',
  'activity',
  'numbers',
  'accounts',
  'plain',
];

const folder = new URL('./assets/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

const types: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const typeOf = (name: string): string | undefined => types[extname(name)];

const files = new Map(
  readdirSync(folder)
    .filter((name) => typeOf(name) !== undefined)
    .map((name) => [name, read(name)]),
);
files.set('console.css', sheets.map((name) => read(`css/${name}.css`)).join('\n'));

const hash = createHash('sha256')
  .update(JSON.stringify([...files].sort()))
  .digest('hex')
  .slice(0, 12);

const assets = { script: 'console.js', style: 'console.css', wheel: 'wheel.svg' };

/** The address changes with the content, so that browsers may keep it for ever; all share one, so that modules find each other. */
export const assetPath = (name: keyof typeof assets): string => `/assets/${hash}/${assets[name]}`;

export function assetRoutes(): Hono {
  const app = new Hono();
  for (const [name, content] of files) {
    app.get(`/assets/${hash}/${name}`, (c) =>
      c.body(content, 200, {
        'content-type': `${typeOf(name) ?? 'text/plain'}; charset=utf-8`,
        'cache-control': 'public, max-age=31536000, immutable',
      }),
    );
  }
  return app;
}
