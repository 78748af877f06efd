import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Hono } from 'hono';

function load(file: URL, type: string) {
  const content = readFileSync(file);
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  return { content: content.toString('utf8'), type, path: `/assets/${hash}/${file.pathname.split('/').at(-1) ?? ''}` };
}

const assets = {
  script: load(new URL('./assets/console.js', import.meta.url), 'text/javascript'),
  style: load(new URL('./assets/console.css', import.meta.url), 'text/css'),
  wheel: load(new URL('./assets/wheel.svg', import.meta.url), 'image/svg+xml'),
};

/** The address changes with the content, so that browsers may keep it for ever. */
export const assetPath = (name: keyof typeof assets): string => assets[name].path;

export function assetRoutes(): Hono {
  const app = new Hono();
  for (const { content, type, path } of Object.values(assets)) {
    app.get(path, (c) =>
      c.body(content, 200, {
        'content-type': `${type}; charset=utf-8`,
        'cache-control': 'public, max-age=31536000, immutable',
      }),
    );
  }
  return app;
}
